"""What stands in the place of pages that cannot be made: why, and a button for each thing that helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Act:
    """Hold what a button says, and the key that tells what it is for."""

    key: str
    words: str


class Instead(QWidget):
    """Says why, in the middle of its room; `wanted` brings the key of the act that was pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.acts: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._column.addWidget(self.words)
        self._column.addSpacing(8)
        self._column.addStretch(1)

    def say(self, words: str, acts: Sequence[Act] = ()) -> None:
        """Say something else; the first act is the main one."""
        self.words.setText(words)
        for button in self.acts:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.acts = [self._button(act, Kind.SECOND if at else Kind.MAIN) for at, act in enumerate(acts)]
        for button in self.acts:
            self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def take_focus(self) -> bool:
        """Put the focus on the first act; False while there is none."""
        if not self.acts:
            return False
        self.acts[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _button(self, act: Act, kind: Kind) -> Button:
        button = Button(act.words, self, kind=kind)
        button.clicked.connect(partial(self.wanted.emit, act.key))
        button.show()
        return button
