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
        """Say something else; the first act is the main one, and gets the focus that one of those before had."""
        had_focus = self.has_focus()
        self.words.setText(words)
        former, self.acts = self.acts, []
        for at, act in enumerate(acts):
            self.acts.append(self._button(act, Kind.SECOND if at else Kind.MAIN))
            self._column.insertWidget(self._column.count() - 1, self.acts[-1], 0, Qt.AlignmentFlag.AlignHCenter)
        if had_focus:
            self.take_focus()
        for button in former:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()

    def has_focus(self) -> bool:
        """Say whether the focus is on an act."""
        return any(button.hasFocus() for button in self.acts)

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
