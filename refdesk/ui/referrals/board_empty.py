"""What stands in front of a board without cards, and the first thing to do there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.referral import Direction
from refdesk.i18n import _, ngettext
from refdesk.services.board import Board
from refdesk.ui.widgets.surfaces import EmptyState

_TOP, _TOP_BELOW_FILTER = 144, 190


class BoardFronts(QWidget):
    """The cards of which one stands in front of an empty board; itself it is never seen."""

    log_wanted = Signal()
    give_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.received = _received(page)
        self.given = _given(page)
        self.all_left = _all_left(page)
        self.nothing_fits = _nothing_fits(page)
        self._all = (self.received, self.given, self.all_left, self.nothing_fits)
        for front in self._all:
            front.hide()
        self.hide()
        self.received.pressed.connect(self.log_wanted)
        self.received.link_pressed.connect(self._give)
        self.given.pressed.connect(self.give_wanted)
        self.all_left.pressed.connect(self.give_wanted)
        self.nothing_fits.pressed.connect(self.all_wanted)

    def shown(self) -> EmptyState | None:
        """Return the one that stands there now."""
        return next((front for front in self._all if not front.isHidden()), None)

    def show_for(self, board: Board, *, is_whole: bool) -> None:
        """Show the one that says why the board is empty, if it is."""
        wanted = None if any(column.count for column in board.columns) else self._reason(board, is_whole=is_whole)
        if wanted is self.all_left:
            wanted.body.setText(_left_words(board.of_people_who_left))
        for front in self._all:
            front.setVisible(front is wanted)

    def place(self, width: int) -> None:
        """Stand them in the middle of a page so many pixels wide, above its columns."""
        for front in self._all:
            front.resize(front.sizeHint())
            top = _TOP_BELOW_FILTER if front is self.nothing_fits else _TOP
            front.move(max((width - front.width()) // 2, 0), top)
            front.raise_()

    def _reason(self, board: Board, *, is_whole: bool) -> EmptyState:
        if not is_whole:
            return self.nothing_fits
        if board.of_people_who_left:
            return self.all_left
        return self.received if board.direction is Direction.RECEIVED else self.given

    def _give(self, _link: int) -> None:
        self.give_wanted.emit()


def _received(page: QWidget) -> EmptyState:
    return EmptyState(
        _("Nobody was sent to you yet"),
        _("Log the first person somebody sends you. RefDesk then says whom to call and whom to thank, and by when."),
        page, icon="handshake", act=_("Log a referral"), key="Ctrl+R", links=(_("Give a referral"),),
    )  # fmt: skip


def _given(page: QWidget) -> EmptyState:
    return EmptyState(
        _("You have not sent anybody to somebody yet"),
        _("Bring two people together who can help each other. RefDesk writes the letter, and asks later how it went."),
        page, icon="handshake", act=_("Give a referral"),
    )  # fmt: skip


def _all_left(page: QWidget) -> EmptyState:
    return EmptyState(_("No referral to follow up"), "", page, icon="handshake", act=_("Give a referral"))


def _left_words(count: int) -> str:
    return ngettext(
        "{n} open referral is of somebody who is no longer active. It is kept, and comes back here with them.",
        "{n} open referrals are of people who are no longer active. They are kept, and come back here with them.",
        count,
    ).format(n=i18n.number(count))


def _nothing_fits(page: QWidget) -> EmptyState:
    return EmptyState(
        _("No referral fits the filter"), _("Leave out a word, or widen the value or the days."),
        page, icon="filter", act=_("Show all"), act_icon="x",
    )  # fmt: skip
