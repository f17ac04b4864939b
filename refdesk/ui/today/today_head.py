"""The head of Today."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.ui.theme import Ink, Style
from refdesk.ui.today import line_words
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel, Label


class TodayHead(QWidget):
    """The day, how much there is to do, and the link to what was put off."""

    snoozed_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label("", Style.PAGE, self)
        self.summary = ElidedLabel("", Style.BODY, self, ink=Ink.INK2)
        self.summary.setContentsMargins(0, 0, 0, 4)
        self.link = Button("", self, kind=Kind.LINK, size=Size.ROW, icon="alarm-clock")
        self.link.clicked.connect(self.snoozed_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.title)
        row.addWidget(self.summary, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.link)

    def show_day(self, on: date, summary: str, snoozed: int) -> None:
        """Show the day."""
        self.title.setText(i18n.day_long(on))
        self.summary.setText(summary)
        self.link.setVisible(snoozed > 0)
        self.link.set_words(line_words.snoozed_words(snoozed))
