"""The right side of the first hour: one step, what the file says about it, and what does it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.errors import Problem
from refdesk.ui.guide.hour_reading import Seen
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice


class Panel(QWidget):
    """Subclasses fill `body`, and say in `show_hour` how far the step is; `left` asks to save what was typed."""

    left = Signal()

    def __init__(self, question: str, about: str, parent: QWidget, *, fills: bool = False) -> None:
        """Ask a question; the body of a step that `fills` takes all the room that there is."""
        super().__init__(parent)
        self.count = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.state = Notice("", "", self, calm=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.count)
        column.addWidget(Label(question, Style.PAGE, self, wrap=True))
        column.addWidget(Label(about, Style.BODY, self, ink=Ink.INK2, wrap=True))
        column.addSpacing(12)
        if fills:
            column.addWidget(self.state)
            column.addSpacing(8)
            column.addLayout(self.body, 1)
        else:
            column.addLayout(self.body)
            column.addSpacing(8)
            column.addWidget(self.state)
            column.addStretch(1)
        self.state.hide()

    def show_hour(self, seen: Seen) -> None:
        """Show how far the step is, by what is in the file now."""
        raise AssertionError("each step says so in its own words")

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches here, in order."""
        return tuple(self.findChildren(Button))

    def begin(self) -> bool:
        """Put the focus where the step begins, and say whether there is such a place."""
        first = next((stop for stop in self.stops() if stop.isVisibleTo(self) and stop.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def printing(self) -> Callable[[], object] | str:
        """Return what prints the page that stands here, the sentence why it cannot be printed yet, "" without one."""
        return ""

    def is_changed(self) -> bool:
        """Tell whether something stands here that is not saved yet."""
        return False

    def save(self) -> None:
        """Save what stands here; raises what hinders it."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field; an empty list takes them all away."""
        said = {problem.field: problem.sentence for problem in problems}
        for field in self.findChildren(Field):
            field.set_error(said.get(field.name, ""))

    def say(self, sentence: str) -> None:
        """Show what the file says, or "" for nothing."""
        self.state.set_words(sentence)
        self.state.setVisible(bool(sentence))

    def row(self, *buttons: Button) -> None:
        """Put buttons beside each other, at the left."""
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
