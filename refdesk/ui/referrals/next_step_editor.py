"""The next step of a referral: read, and changed in its place."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import StepTag
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import SectionHead


class NextStepEditor(QWidget):
    """Shows the step; `saved` brings the words and the day (or None) when somebody changed them."""

    saved = Signal(str, object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._step = ""
        self._on: date | None = None
        self.head = SectionHead(_("Next step"), self, link=_("Change"))
        self._words = Label("", Style.SECOND, self, wrap=True)
        self.add = StepTag(_("Set a next step"), self)
        self.editor = QWidget(self)
        self.step = LineEdit("", self.editor, hint=_("Call, and agree on a visit"))
        self.on = DateField(today, self.editor, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self._step_field = Field(_("What comes next?"), self.step, self.editor, name="next_step")
        self._on_field = Field(_("On"), self.on, self.editor, name="next_step_on")
        self._save = Button(_("Save"), self.editor, size=Size.ROW, icon="check")
        self._cancel = Button(_("Cancel"), self.editor, kind=Kind.QUIET, size=Size.ROW)
        self._lay_out()
        self.head.pressed.connect(self.begin)
        self.add.clicked.connect(self.begin)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.leave)
        self.step.returnPressed.connect(self.save)
        self.on.returnPressed.connect(self.save)

    def show_step(self, step: str, on: date | None, today: date, *, may_add: bool) -> None:
        """Show a step; somebody who is typing a new one is left alone."""
        self._step, self._on = step, on
        self._may_add = may_add
        self.on.set_today(today)
        day = i18n.day_long(on) if on else ""
        self._words.setText(_("{day}: {step}").format(day=day, step=step) if day and step else step)
        if self.editor.isHidden():
            self._show_state(editing=False)

    def begin(self) -> None:
        """Open the fields."""
        self.step.setText(self._step)
        self.on.set_day(self._on)
        self._clear()
        self._show_state(editing=True)
        self.step.setFocus()

    def leave(self) -> None:
        """Close the fields without saving."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.editor.isAncestorOf(focus)
        self._show_state(editing=False)
        if had_focus:
            (self.head.link if self._step else self.add).setFocus()

    def save(self) -> None:
        """Hand over what was typed; a day that cannot be read is said beside its field."""
        if self.on.text().strip() and self.on.day() is None:
            self._on_field.set_error(_("Type a day, such as tomorrow or Nov 18."))
            return
        self._clear()
        self.saved.emit(self.step.text(), self.on.day())

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what the rules of the desk refuse."""
        for problem in problems:
            field = self._on_field if problem.field == "next_step_on" else self._step_field
            field.set_error(problem.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.editor.isHidden():
            self.leave()
            return
        super().keyPressEvent(event)

    def _clear(self) -> None:
        self._step_field.set_error("")
        self._on_field.set_error("")

    def _show_state(self, *, editing: bool) -> None:
        self.editor.setVisible(editing)
        self._words.setVisible(not editing and bool(self._step))
        self.add.setVisible(not editing and not self._step and self._may_add)
        self.head.link.setVisible(not editing and bool(self._step))

    def _lay_out(self) -> None:
        self._may_add = True
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        inside = QVBoxLayout(self.editor)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for piece in (self._step_field, self._on_field):
            inside.addWidget(piece)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self._words)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.editor)
        self.editor.hide()
