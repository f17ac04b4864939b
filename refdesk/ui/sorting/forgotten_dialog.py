"""People one may have forgotten: a question for each walk of life, answered by making the contact in place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk.domain import forgotten as walks
from refdesk.domain.changes import Changes
from refdesk.domain.names import PersonName
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import forgotten
from refdesk.services.desk import Desk
from refdesk.services.forgotten import Answer, Question
from refdesk.ui.sorting import keys, walk_list
from refdesk.ui.sorting.answer_form import AnswerForm
from refdesk.ui.sorting.walk_list import WalkList
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

_NONE, _FIRST = 0, 1


@dataclass(frozen=True, slots=True)
class _Done:
    """What was answered, so that it can be taken back."""

    operation_id: int
    place: int
    before: Question
    answer: Answer | None


class ForgottenDialog(Dialog):
    """Enter adds who came to mind and goes on to the next open question; *Nobody* and *Later* go on too."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("People you may have forgotten"), parent, main=_("Add"), main_icon="user-plus", size=QSize(940, 620),
            cancel=_("Close"), main_key="Enter",
        )  # fmt: skip
        self._workplace = workplace
        self._questions: list[Question] = []
        self._later: list[int] = []
        self._at = _NONE
        self._operation_id = 0
        self._done: list[_Done] = []
        self.walks = WalkList(self)
        self.just_done = Notice("", "", self, act=_("Undo"), calm=True, icon="check")
        self.title = Label("", Style.CAPTION_STRONG, self, ink=Ink.INK2)
        self.question = Label("", Style.PERSON, self, wrap=True)
        self.have = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self.form = AnswerForm(self)
        self.nobody = Button(_("Nobody"), self, icon="ban", key="Ctrl+B")
        self.later = Button(_("Later"), self, key="Ctrl+L")
        self.set_lead(self.walks)
        for part in (self.just_done, self.title, self.question, self.have, self.form):
            self.body.addWidget(part)
        self.foot_row.addWidget(self.nobody)
        self.foot_row.addWidget(self.later)
        self.just_done.hide()
        self._rest(resting=True)
        self._connect()

    def open(self) -> None:
        """Show the dialog and begin to read."""
        super().open()
        self.question.setText(_("Looking whom you have already…"))
        work = partial(_read, self._workplace.desk)
        self._workplace.jobs.start(work, then=self._show_read, failed=self.show_fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the keys of this dialog to those that every dialog has."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        act = {Qt.Key.Key_B: self.nobody, Qt.Key.Key_L: self.later}.get(Qt.Key(event.key())) if control else None
        if act is not None:
            act.click()
        elif keys.is_undo(event):
            self._undo()
        elif event.key() in keys.ENTER and not keys.is_modified(event):
            self._add()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share."""
        super().resizeEvent(event)
        self.walks.fit(self.frame_size().width())

    # -- the questions

    def _show_read(self, questions: tuple[Question, ...]) -> None:
        self._questions = list(questions)
        self._rest(resting=False)
        self.walks.show_questions(self._questions)
        self._go_to(self._next_open() or _FIRST)
        self.form.given.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, place: int) -> None:
        self.walks.go_to(place)
        self._show(place)

    def _show_wanted(self, place: int) -> None:
        if place > _NONE and place != self._at:
            self._show(place)

    def _show(self, place: int) -> None:
        if place != self._at and self._at != _NONE:
            self.form.fill(None)
        self._at = place
        question = self._questions[place - 1]
        self.clear_problems()
        self.title.setText(walks.title(question.walk))
        self.question.setText(_(question.walk.question))
        self.have.setText(walk_list.have_words(question))
        self.have.setVisible(bool(self.have.text()))
        self.nobody.setEnabled(question.is_open)

    def _next_open(self) -> int:
        """Return the next open question after this one, round about, those put off last; 0 when none is left."""
        count = len(self._questions)
        order = [(self._at + step) % count + 1 for step in range(count)]
        left = [place for place in order if self._questions[place - 1].is_open]
        first = [place for place in left if place not in self._later]
        return next(iter(first or [place for place in self._later if place in left]), _NONE)

    def _go_on(self) -> None:
        following = self._next_open()
        self.walks.show_questions(self._questions)
        self._go_to(following or self._at)
        self.form.given.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self, *, resting: bool) -> None:
        for part in (self.main_button, self.nobody, self.later, self.form):
            part.setEnabled(not resting)

    def _answer_line(self) -> None:
        self.form.given.setFocus(Qt.FocusReason.TabFocusReason)

    # -- what is done

    def _add(self) -> None:
        if self._at == _NONE:
            return
        question = self._questions[self._at - 1]
        said = self.form.answer(question.walk.key)
        if not self._do(forgotten.answer, said):
            return
        name = PersonName(given=said.given.strip(), family=said.family.strip(), organisation=said.organisation.strip())
        after = replace(question, names=(*question.names, name.usual), known=question.known + 1, nobody=False)
        self._noted(after, said, _("{name} added").format(name=name.usual))

    def _nobody(self) -> None:
        if self._at == _NONE:
            return
        question = self._questions[self._at - 1]
        if self._do(forgotten.nobody, question.walk.key):
            self._noted(
                replace(question, nobody=True), None, _("{kind}: nobody").format(kind=walks.title(question.walk))
            )

    def _put_off(self) -> None:
        """Leave a question for later: it comes again after the other open ones."""
        if self._at == _NONE:
            return
        self._later = [place for place in self._later if place != self._at] + [self._at]
        self._go_on()

    def _do(self, act: Callable[..., object], *args: object) -> bool:
        try:
            self._workplace.desk.do(act, *args)
        except RefDeskError as fault:
            self.show_fault(fault)
            return False
        return True

    def _noted(self, after: Question, answer: Answer | None, words: str) -> None:
        self._done.append(_Done(self._operation_id, self._at, self._questions[self._at - 1], answer))
        self._questions[self._at - 1] = after
        self.form.fill(None)
        self._say(words)
        self._go_on()

    def _undo(self) -> None:
        """Take the last answer back and show it again, to be corrected."""
        if not self._done:
            return
        last = self._done[-1]
        try:
            self._workplace.desk.undo_operation(last.operation_id)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self._done.pop()
        self._questions[last.place - 1] = last.before
        self.walks.show_questions(self._questions)
        self.just_done.hide()
        self._go_to(last.place)
        self.form.fill(last.answer)
        self.form.given.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self.just_done.set_words(words)
        self.just_done.show()
        self._workplace.done(words)

    def _heard(self, changes: Changes) -> None:
        self._operation_id = changes.operation_id

    def _connect(self) -> None:
        self.walks.wanted.connect(self._show_wanted)
        self.walks.entered.connect(self._answer_line)
        self.just_done.pressed.connect(self._undo)
        self.main_pressed.connect(self._add)
        self.nobody.clicked.connect(self._nobody)
        self.later.clicked.connect(self._put_off)
        self._workplace.bus.changed.connect(self._heard)


def _read(desk: Desk, _progress: Progress) -> tuple[Question, ...]:
    return desk.ask(forgotten.questions)
