"""The licenses of everything that is shipped, to read."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk import paths
from refdesk.i18n import _
from refdesk.ui.theme import Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit

NOTICES = "NOTICES.txt"
_AROUND = 190


class LicensesDialog(Dialog):
    """Shows the notices file as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Licenses"), parent, main=_("Close"), main_icon="", size=QSize(900, 760), main_key="Esc")
        self.cancel_button.hide()
        self.text = TextEdit("", self, name=_("Licenses"), style=Style.CAPTION)
        self.text.setReadOnly(True)
        self.text.setPlainText(paths.resource(NOTICES).read_text("utf-8"))
        self.body.addWidget(self.text)
        self.main_pressed.connect(self.accept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text what room there is."""
        super().resizeEvent(event)
        self.text.setFixedHeight(self.frame_size().height() - _AROUND)
