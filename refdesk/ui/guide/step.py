"""One step of the beginning: a question, its answer, and what comes of it at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.errors import Problem
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field, IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Card, Notice


class Step(QWidget):
    """Subclasses fill `body`, name their main act and save themselves; `finished` comes when that is done."""

    finished = Signal()
    main_changed = Signal()
    main_words = ""
    main_icon = ""

    def __init__(self, question: str, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.question = Label(question, Style.PAGE, self, wrap=True)
        self.notice = Notice("", " ", self)
        self.remedy = Button("", self)
        self.notice.hide()
        self.remedy.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(18)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.count)
        column.addWidget(self.question)
        column.addWidget(Label(about, Style.BODY, self, ink=Ink.INK2, wrap=True))
        column.addSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(self.remedy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addLayout(self.body, 1)

    def begin(self) -> None:
        """Show what is saved so far and put the focus where the answer begins."""
        raise AssertionError("each step begins in its own way")

    def save(self) -> None:
        """Save the answer, then say `finished`; or show beside the fields what is wrong."""
        raise AssertionError("each step saves its own answer")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, the others on top; the focus goes to the first."""
        self.clear_problems()
        fields = {field.name: field for field in self.findChildren(Field) if field.name}
        for problem in problems:
            if problem.field in fields:
                fields[problem.field].set_error(problem.sentence)
        loose = " ".join(problem.sentence for problem in problems if problem.field not in fields)
        self.say(loose)
        first = next((fields[problem.field] for problem in problems if problem.field in fields), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Show a sentence that belongs to no field, or "" for none."""
        self.notice.set_words("", sentence or " ")
        self.notice.setVisible(bool(sentence))
        self.remedy.hide()

    def offer(self, strong: str, words: str, remedy: str) -> None:
        """Show what stands in the way, and a button that helps; the subclass listens to `remedy`."""
        self.notice.set_words(strong, words)
        self.notice.show()
        self.remedy.set_words(remedy)
        self.remedy.show()

    def clear_problems(self) -> None:
        """Take all problems away, as before a new try."""
        for field in self.findChildren(Field):
            field.set_error("")
        self.say("")


class Question(Field):
    """A line to be answered; what was wrong with it goes away as soon as the person types there again."""

    def __init__(self, title: str, line: LineEdit, parent: QWidget, *, name: str) -> None:
        super().__init__(title, line, parent, name=name)
        line.textEdited.connect(self._forgive)

    def _forgive(self) -> None:
        self.set_error("")


class Outcome(Card):
    """What comes of an answer, shown while it is typed."""

    def __init__(self, icon: str, caption: str, parent: QWidget) -> None:
        super().__init__(parent, pad=24, spacing=8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark(icon, self, size=16))
        head.addWidget(Label(caption, Style.SECOND, self, ink=Ink.INK2))
        head.addStretch(1)
        self.column.addLayout(head)

    def act(self, icon: str) -> tuple[Label, Label]:
        """Add an empty line for something to do, and return its words and its due moment."""
        words, due = Label("", Style.BODY, self, wrap=True), Label("", Style.SECOND_STRONG, self, ink=Ink.INK2)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconMark(icon, self, ink=Ink.ACCENT, size=18))
        row.addWidget(words, 1)
        row.addWidget(due)
        self.column.addLayout(row)
        return words, due

    def sentence(self, style: Style = Style.BODY, *, ink: Ink = Ink.INK) -> Label:
        """Add an empty sentence below the others."""
        label = Label("", style, self, ink=ink, wrap=True)
        self.column.addWidget(label)
        return label
