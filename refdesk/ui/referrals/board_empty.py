"""What stands in front of a board without referrals, and the first thing to do."""

from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui.widgets.surfaces import EmptyState


def received(page: QWidget) -> EmptyState:
    """Return what stands there before the first referral received."""
    return EmptyState(
        _("Nobody was sent to you yet"),
        _("Log the first person somebody sends you. RefDesk then says whom to call and whom to thank, and by when."),
        page, icon="handshake", act=_("Log a referral"), key="Ctrl+R", links=(_("Give a referral"),),
    )  # fmt: skip


def given(page: QWidget) -> EmptyState:
    """Return what stands there before the first referral given."""
    return EmptyState(
        _("You have not sent anybody to somebody yet"),
        _("Bring two people together who can help each other. RefDesk writes the letter, and asks later how it went."),
        page, icon="handshake", act=_("Give a referral"),
    )  # fmt: skip


def nothing_fits(page: QWidget) -> EmptyState:
    """Return what stands there when the filter leaves nothing."""
    return EmptyState(
        _("No referral fits the filter"), _("Leave out a word, or widen the value or the days."),
        page, icon="filter", act=_("Show all"), act_icon="x",
    )  # fmt: skip
