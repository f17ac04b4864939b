"""The end of a conversation: did we ask, what did we promise, a date to remember, and the next lesson."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import asking
from refdesk.domain.asking import AskFacts
from refdesk.domain.conversation import ConversationDraft
from refdesk.domain.incoming import IncomingDate
from refdesk.domain.lessons import Lesson, LessonKey
from refdesk.domain.touches import ASKED_WORDS, Asked, TouchDraft
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.day_to_remember import DayToRemember
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Card, Notice


class ClosingQuestions(QWidget):
    """Three questions and a lesson."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self._facts: AskFacts | None = None
        asked = [Choice(each, _(words)) for each, words in ASKED_WORDS.items()]
        self.asked = Segment(asked, self, name=_("Did you ask for a referral?"), fill=True)
        self.warning = Notice("", "", self)
        self.promise = LineEdit("", self, hint=_("Nothing promised"))
        self.promise_by = DateField(today, self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self.remember = DayToRemember(self)
        self.day, self.day_label = self.remember.day, self.remember.label
        self.lesson = LessonTaught(self)
        self._lay_out()
        self.asked.chosen.connect(self._show_warning)
        self._show_warning()

    def show_person(self, facts: AskFacts | None, lesson: Lesson | None) -> None:
        """Know whom the questions are about: when they were asked last, and what to teach them next."""
        self._facts = facts
        self.lesson.show_lesson(lesson)
        self._show_warning()

    def remembered(self) -> IncomingDate | None:
        """Return the date to remember, if one was typed."""
        return self.remember.value()

    def onto(self, touch: TouchDraft) -> ConversationDraft:
        """Return a conversation with the answers: asked or not, promised, a date to remember, a lesson."""
        taught = self.lesson.key()
        answered = replace(
            touch,
            asked=Asked(self.asked.value()),
            promise_text=self.promise.text(),
            promise_due_on=self.promise_by.day(),
        )
        can_repeat = taught is not None and self.lesson.repeats.isChecked()
        return ConversationDraft(answered, None, self.remembered(), taught, can_repeat=can_repeat)

    def problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed."""
        wrong = self.promise_by.sentence()
        return [*([Problem("promise_due_on", wrong)] if wrong else []), *self.remember.unread()]

    def _show_warning(self) -> None:
        asked = Asked(self.asked.value())
        found = asking.warnings(self._facts, asked, self._today) if self._facts is not None else ()
        self.warning.set_words(" ".join(found))
        self.warning.setVisible(bool(found))

    def _lay_out(self) -> None:
        promise = Field(_("Promised anything?"), self.promise, self, name="promise_text")
        by = Field(_("By when?"), self.promise_by, self, name="promise_due_on")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Field(_("Did you ask for a referral?"), self.asked, self, name="asked"))
        column.addWidget(self.warning)
        column.addLayout(side_by_side([(promise, 5), (by, 3)]))
        column.addWidget(self.remember)
        column.addWidget(self.lesson)


class LessonTaught(Card):
    """The next lesson with its words to say; absent when there is none to teach."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, pad=14, spacing=6)
        self._lesson: Lesson | None = None
        self._title = Label("", Style.SECOND_STRONG, self, wrap=True)
        self._words = Label("", Style.SAY, self, wrap=True, selectable=True)
        about = Label(_("The next lesson about us"), Style.CAPTION, self, ink=Ink.INK2)
        self.taught = Check(_("Taught today"), self)
        self.repeats = Check(_("Can repeat it"), self)
        for part in (about, self._title, self._words):
            self.column.addWidget(part)
        self.column.addLayout(side_by_side([(self.taught, 0), (self.repeats, 1)], spacing=28))
        self.taught.toggled.connect(self._taught_turned)
        self.repeats.toggled.connect(self._repeats_turned)
        self.hide()

    def show_lesson(self, lesson: Lesson | None) -> None:
        """Show a lesson, or none."""
        self._lesson = lesson
        self.setVisible(lesson is not None)
        self.taught.setChecked(False)
        if lesson is not None:
            self._title.setText(lesson.title)
            self._words.setText(lesson.text)

    def key(self) -> LessonKey | None:
        """Return the lesson that was taught; None when it was not."""
        return self._lesson.key if self._lesson is not None and self.taught.isChecked() else None

    def _taught_turned(self, on: bool) -> None:
        if not on:
            self.repeats.setChecked(False)

    def _repeats_turned(self, on: bool) -> None:
        if on:
            self.taught.setChecked(True)
