"""Opens the dialogs of referrals received and given, and leads from one to the other with what was typed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ContactId
from refdesk.ui.workplace import Workplace

if TYPE_CHECKING:  # the dialogs are loaded when they are first opened
    from refdesk.ui.referrals.turning import Begun


class BothWays(QObject):
    """Lives with the window; `given_saved` brings a referral that was given, whose letter comes next."""

    given_saved = Signal(int)

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._workplace, self._window = workplace, window

    def receive(self, giver_id: ContactId | None = None, *, begun: "Begun | None" = None) -> None:
        """Log a referral received."""
        from refdesk.ui.referrals.referral_dialog import ReferralDialog

        dialog = ReferralDialog(self._workplace, self._window, giver_id=giver_id, begun=begun)
        dialog.turned.connect(self._give_begun)
        dialog.open()

    def give(
        self, recipient_id: ContactId | None = None, prospect_id: ContactId | None = None, need: str = "", *,
        begun: "Begun | None" = None,
    ) -> None:  # fmt: skip
        """Give a referral."""
        from refdesk.ui.referrals.given_dialog import GivenDialog

        dialog = GivenDialog(
            self._workplace, self._window, recipient_id=recipient_id, prospect_id=prospect_id, need=need, begun=begun
        )
        dialog.saved.connect(self.given_saved)
        dialog.turned.connect(self._receive_begun)
        dialog.open()

    def _give_begun(self, begun: object) -> None:
        self.give(begun=_begun(begun))

    def _receive_begun(self, begun: object) -> None:
        self.receive(begun=_begun(begun))


def _begun(words: object) -> "Begun":
    from refdesk.ui.referrals.turning import Begun

    assert isinstance(words, Begun), "only the two dialogs say so"
    return words
