"""Where the pieces of the page stand: its head, the goals, and the sections that scroll below them."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.ui.theme import Ink, Style
from refdesk.ui.today import line_words
from refdesk.ui.today.section_rows import SectionRows
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from refdesk.ui.today.today_page import TodayPage


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


def arrange(page: "TodayPage", scroll: QWidget, content: QWidget, sections: Sequence[SectionRows]) -> QVBoxLayout:
    """Put the pieces of the page in their places; returns its column."""
    inside = QVBoxLayout(content)
    inside.setContentsMargins(0, 0, 0, 24)
    inside.setSpacing(8)
    inside.addWidget(page.catching_up)
    inside.addWidget(page.empty, 0, Qt.AlignmentFlag.AlignHCenter)
    for section in sections:
        inside.addWidget(section)
    inside.addWidget(page.next_days)
    inside.addStretch(1)
    column = QVBoxLayout(page)
    column.setSpacing(12)
    column.addWidget(page.head)
    column.addWidget(page.goals)
    column.addWidget(page.hour)
    column.addWidget(scroll, 1)
    return column


def order_tabs(controls: Sequence[QWidget]) -> None:
    """Let Tab go through the controls as they are read, whenever they were made."""
    for before, after in pairwise(controls):
        QWidget.setTabOrder(before, after)
