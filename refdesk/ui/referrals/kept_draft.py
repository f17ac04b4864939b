"""The referral that was begun and put off: kept as long as the file is open, and offered at the next Ctrl+R."""

from datetime import datetime

from PySide6.QtCore import QObject

from refdesk.ui.referrals.typed_referral import TypedReferral
from refdesk.ui.workplace import Workplace


class KeptDraft(QObject):
    """Lives with the open file's change bus, so that no draft wanders from one file to another."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.typed: TypedReferral | None = None
        self.begun_at: datetime | None = None

    def keep(self, typed: TypedReferral, begun_at: datetime) -> None:
        """Keep what was typed in place of an earlier draft."""
        self.typed, self.begun_at = typed, begun_at

    def drop(self) -> None:
        """Forget the draft: it was logged, or begun anew."""
        self.typed = self.begun_at = None


def of(workplace: Workplace) -> KeptDraft:
    """Return the draft of the open file."""
    found = workplace.bus.findChild(KeptDraft)
    return found if isinstance(found, KeptDraft) else KeptDraft(workplace.bus)
