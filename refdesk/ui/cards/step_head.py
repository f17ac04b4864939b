"""The head of a numbered step: its number in a ring, its title, perhaps a link at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.number_ring import NumberRing


class StepHead(QWidget):
    """Number, title and link of a step."""

    pressed = Signal()

    def __init__(self, number: int, title: str, parent: QWidget | None = None, *, link: str = "") -> None:
        super().__init__(parent)
        self.link = Button(link, self, kind=Kind.LINK, size=Size.ROW)
        self.link.setVisible(bool(link))
        self.link.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(NumberRing(number, self))
        row.addWidget(Label(title, Style.BODY_STRONG, self))
        row.addStretch(1)
        row.addWidget(self.link)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_link(self, words: str) -> None:
        """Show another link, or none."""
        self.link.set_words(words)
        self.link.setVisible(bool(words))
