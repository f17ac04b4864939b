"""What the forms of a contact show when others changed it meanwhile."""

from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui.widgets import overtaken_notice


class OvertakenNotice(overtaken_notice.OvertakenNotice):
    """Speaks of the contact, unless `words` name something else of theirs."""

    def __init__(self, parent: QWidget, words: str = "") -> None:
        super().__init__(
            parent, words or _("This contact was changed in the meantime, perhaps in another window.")
        )  # fmt: skip
