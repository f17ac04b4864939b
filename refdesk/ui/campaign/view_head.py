"""The head of a view that takes the place of the calendar: the way back, its name, and what can be done there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.label import ElidedLabel, Label


class ViewHead(QWidget):
    """Shows a title with a line below it; buttons go into `row`. `left` is the way back to the calendar."""

    left = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.back = IconButton("chevron-left", _("Back to the calendar"), self, key="Esc", side=36, edged=True)
        self.title = Label(title, Style.PAGE_SPLIT, self)
        self.about = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 14, 18, 12)
        self.row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        self.row.addLayout(words, 1)
        self.back.clicked.connect(self.left)
