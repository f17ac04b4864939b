"""What stands in one setting: each editor shows a value, and offers another when the person has settled on it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment


class Editor(QWidget):
    """Subclasses show a value of their setting; `offered` brings the one to be saved, `edited` comes at each key."""

    offered = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - each editor knows its own kind
        """Show what is saved, without telling."""
        raise AssertionError("each editor shows its own kind")

    def is_touched(self) -> bool:
        """Say whether something was typed that was not offered yet."""
        return False

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge, or take it away."""


class LineEditor(Editor):
    """One line; offered when the person leaves it or presses Enter."""

    def __init__(self, parent: QWidget, *, name: str, hint: str = "") -> None:
        super().__init__(parent)
        self.line = LineEdit("", self, name=name, hint=hint)
        self.line.editingFinished.connect(self._left)
        self.line.textEdited.connect(self.edited)
        self.column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        if value != self.line.text():
            self.line.setText(value)
        self.line.setModified(False)

    def is_touched(self) -> bool:
        return self.line.isModified()

    def set_wrong(self, wrong: bool) -> None:
        self.line.set_wrong(wrong)

    def _left(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.offered.emit(self.line.text().strip())


class NumberEditor(LineEditor):
    """A whole number with its unit behind it; words that are none are offered as 0, which no rule accepts."""

    def __init__(self, parent: QWidget, *, name: str, unit: str) -> None:
        super().__init__(parent, name=name)
        self.column.removeWidget(self.line)
        self.line.setFixedWidth(112)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(Label(unit, Style.SECOND, self, ink=Ink.INK2))
        row.addStretch(1)
        self.column.addLayout(row)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        super().show_value(str(value))

    def _left(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            typed = self.line.text().strip()
            self.offered.emit(int(typed) if typed.isdecimal() and len(typed) < 6 else 0)


class TextEditor(Editor):
    """Several lines; offered when the person leaves them."""

    def __init__(self, parent: QWidget, *, name: str, lines: int = 3, style: Style = Style.BODY) -> None:
        super().__init__(parent)
        self.text = TextEdit("", self, name=name, lines=lines, style=style)
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self.edited)
        self.column.addWidget(self.text)
        self.setFocusProxy(self.text)

    def show_value(self, value: str) -> None:
        if value != self.text.text():
            self.text.setPlainText(value)
        self.text.document().setModified(False)

    def is_touched(self) -> bool:
        return self.text.document().isModified()

    def set_wrong(self, wrong: bool) -> None:
        self.text.set_wrong(wrong)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.is_touched():
            self.text.document().setModified(False)
            self.offered.emit(self.text.text().strip())
        return False


class ChoiceEditor(Editor):
    """A list that drops down; offered when the person picks."""

    def __init__(self, parent: QWidget, *, name: str, choices: Sequence[tuple[object, str]] = ()) -> None:
        super().__init__(parent)
        self.combo = Combo(choices, self, name=name)
        self.combo.chosen.connect(self.offered)
        self.combo.installEventFilter(self)
        self.column.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:  # it scrolls the page, and never changes a setting in passing
            event.ignore()
            return True
        return False

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; the shown value stays if it is among them."""
        offered = self.combo.choices()
        if offered != list(choices):
            self.combo.set_choices(choices, value=self.combo.value())

    def show_value(self, value: object) -> None:
        self.combo.set_value(value)

    def set_wrong(self, wrong: bool) -> None:
        self.combo.set_wrong(wrong)


class SegmentEditor(Editor):
    """Few choices side by side; offered when the person picks."""

    def __init__(self, parent: QWidget, *, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.segment = Segment([Choice(value, words) for value, words in choices], self, name=name)
        self.segment.chosen.connect(self._chosen)
        row = QHBoxLayout()
        row.addWidget(self.segment)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setFocusProxy(self.segment)

    def show_value(self, value: object) -> None:
        self.segment.set_value(str(value))

    def _chosen(self, value: str) -> None:
        self.offered.emit(value)


class CheckEditor(Editor):
    """A box to tick; offered at once."""

    def __init__(self, parent: QWidget, *, words: str, name: str = "") -> None:
        super().__init__(parent)
        self.check = Check(words, self, name=name or words)
        self.check.clicked.connect(self._clicked)
        self.column.addWidget(self.check)
        self.setFocusProxy(self.check)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_value(self, value: bool) -> None:
        self.check.setChecked(value)

    def _clicked(self) -> None:
        self.offered.emit(self.check.isChecked())
