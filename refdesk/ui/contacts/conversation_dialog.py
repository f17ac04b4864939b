"""Logging a conversation: with whom, how it went, what was said, whether we asked, what we promised."""

from collections.abc import Iterator
from datetime import datetime, time

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk.domain import contact as contact_rules
from refdesk.domain.call_codes import OUTCOMES, Code
from refdesk.domain.conversation import ConversationDraft
from refdesk.domain.ids import ContactId, ReferralId, TouchId
from refdesk.domain.touches import (
    KIND_WORDS,
    LOGGED_KINDS,
    PURPOSE_WORDS,
    Outcome,
    Purpose,
    TouchDraft,
    TouchKind,
)
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import N_, _
from refdesk.services import business, calls, contact_list, conversations, first_contacts, lessons, person, touches
from refdesk.services.referrals import Attempt
from refdesk.ui import suggesting, typed_time
from refdesk.ui.contacts.call_head import CallHead
from refdesk.ui.contacts.conversation_closing import ClosingQuestions
from refdesk.ui.contacts.first_contact_questions import FirstContactQuestions
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.form_steps import FormSteps
from refdesk.ui.contacts.outcome_chips import OutcomeChips
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker, Suggestion
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_NOON = time(12)
_LETTERS_END = 128
_FACE_TO_FACE = frozenset({TouchKind.MEETING, TouchKind.VISIT})
_SPOKEN = _FACE_TO_FACE | {TouchKind.CALL}
_ICONS = {
    TouchKind.CALL: "phone", TouchKind.MESSAGE: "message-square-text", TouchKind.MEETING: "users",
    TouchKind.VISIT: "door-open", TouchKind.EVENT: "calendar-days", TouchKind.USEFUL: "lightbulb",
    TouchKind.OTHER: "message-circle",
}  # fmt: skip
_SAID_ELSE = N_("Conversation with {name} logged")


class ConversationDialog(Dialog):
    """Ends with the closing questions; `saved` brings the id of the touch.

    `day` says for what day of theirs it is, such as a birthday.
    """

    saved = Signal(int)
    esc_holds = True

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId | None = None,
        referral_id: ReferralId | None = None, purpose: Purpose = Purpose.OTHER, day: str = "",
    ) -> None:  # fmt: skip
        title = _("First contact") if purpose is Purpose.FIRST_CONTACT else _("Log a conversation")
        super().__init__(title, parent, main=_("Log it"), size=QSize(800, 784))
        self._workplace = workplace
        self._referral_id = referral_id
        self._whose_day, self._day_words = contact_id, day
        desk = workplace.desk
        self._working = desk.ask(business.working_time)
        self.head = CallHead(workplace, self)
        self.who = PersonPicker(
            suggesting.people(desk, jobs=workplace.jobs), self, hint=_("Name, or digits of a phone number")
        )
        # Tab goes in the order in which they are made.
        self.day = DateField(desk.today(), self, day=desk.today(), lean=Lean.BACK)
        self.time = LineEdit(typed_time.show(self._now().time()), self, hint=_("noon"))
        self.kind = Segment(_kinds(), self, name=_("How"), fill=True)
        self._kind_chosen = False
        self.outcome = OutcomeChips(self)
        self.call_back = DateField(desk.today(), self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self.note = TextEdit("", self, lines=3)
        self.purpose = Combo(_purposes(purpose), self, value=purpose)
        self.first = FirstContactQuestions(desk.today(), self, asked=referral_id is not None)
        self.closing: ClosingQuestions | None = None
        self._fill_body()
        self._connect()
        self._begin(contact_id)
        self.steps = FormSteps(self, self._make_closing())

    def open(self) -> None:
        super().open()
        self.steps.begin()
        if self.who.person() is not None:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._show_note)  # once it is known where it stands

    def _show_note(self) -> None:
        """Scroll to where one types: in a small window with large text it stands below."""
        self._scroll.ensureWidgetVisible(self.note, 0, 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() or not self._set_by_letter(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Alt with a letter before a field types it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is not self.window():
            return event.modifiers() == Qt.KeyboardModifier.AltModifier and self._set_by_letter(event)
        return super().eventFilter(watched, event)

    def _set_by_letter(self, event: QKeyEvent) -> bool:
        letter = chr(event.key()) if event.key() < _LETTERS_END else ""
        if letter not in set(Code) or not self._outcome_field.isVisible():
            return False
        self.outcome.choose(Code(letter))
        return True

    def draft(self) -> ConversationDraft:
        """Return the conversation as it stands, with what came out of it."""
        self.steps.finish()
        closing, touch = self.closing, self._touch()
        if closing is None or not self._questions_asked():
            called_back = touch.outcome is Outcome.CALL_BACK
            return ConversationDraft(touch, call_back_on=self.call_back.day() if called_back else None)
        return closing.onto(touch)

    def _touch(self) -> TouchDraft:
        known = self.who.person()
        return TouchDraft(
            contact_id=ContactId(known.id) if known else None,
            at=self._moment(),
            kind=TouchKind(self.kind.value()),
            purpose=Purpose(str(self.purpose.value())),
            outcome=self._outcome(),
            summary=self.note.text(),
            referral_id=self._referral_id,
        )

    def _begin(self, contact_id: ContactId | None) -> None:
        if contact_id is not None:
            try:
                self.who.set_person(self._suggestion(contact_id))
            except Overtaken as gone:
                self.show_problems([Problem("", gone.sentence)])
        self._show_person()
        if self.head.referral is not None:
            self.first.show_known(self.head.referral)
        self._show_outcome()

    def _suggestion(self, contact_id: ContactId) -> Suggestion:
        desk = self._workplace.desk
        row = desk.ask(contact_list.rows, [contact_id], desk.today()).get(contact_id)
        if row is None:
            raise Overtaken(_("This is no longer there. It was removed in the meantime."))
        found = contact_list.Suggestion(contact_id, row.name, row.second_line, row.rank)
        return suggesting.shown(found)

    def _moment(self) -> datetime:
        """Return when it was; without a time of day it was now, or at noon of another day."""
        desk = self._workplace.desk
        day = self.day.day() or desk.today()
        at = typed_time.read(self.time.text()) if self.time.isModified() and self.time.text().strip() else None
        if at is not None:
            return datetime.combine(day, at, desk.zone)
        return desk.now() if day == desk.today() else self._working.moment_of(day, _NOON)

    def _now(self) -> datetime:
        return self._workplace.desk.now().astimezone(self._workplace.desk.zone)

    def _typed_problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed, of the fields that are seen."""
        found = [Problem("at", self.day.sentence())] if self.day.sentence() else []
        typed = self.time.text().strip()
        if self.time.isModified() and typed and typed_time.read(typed) is None:
            found.append(Problem("time", _("Type a time such as 9:30.")))
        if self._outcome() is Outcome.CALL_BACK and self.call_back.sentence():
            found.append(Problem("call_back_on", self.call_back.sentence()))
        if self.first.isVisible():
            found += self.first.problems()
        return found + (self.closing.problems() if self.closing is not None and self._questions_asked() else [])

    def _outcome(self) -> Outcome:
        kind = TouchKind(self.kind.value())
        if kind is TouchKind.CALL:
            return OUTCOMES[self.outcome.value()]
        return Outcome.TALKED if kind in _FACE_TO_FACE else Outcome.NONE

    def _questions_asked(self) -> bool:
        """Say whether the closing questions make sense: after a talk, not after ringing in vain."""
        return TouchKind(self.kind.value()) in _SPOKEN and self._outcome() is Outcome.TALKED

    def _is_first_contact(self) -> bool:
        return self.purpose.value() == Purpose.FIRST_CONTACT

    def _save(self) -> None:
        self.steps.finish()
        if found := self._typed_problems():
            self.show_problems(found)
            return
        try:
            touch_id = self._write(self.draft())
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(self._said())
            self.saved.emit(touch_id)

    def _write(self, draft: ConversationDraft) -> TouchId:
        desk = self._workplace.desk
        new = self.who.new_name()
        if draft.touch.contact_id is None and new:
            return desk.do(conversations.log_with_new, contact_rules.named(new), draft)
        if self._referral_id is not None and self._is_first_contact():
            learned = (
                self.first.learned(draft.touch)
                if self._questions_asked()
                else Attempt(draft.touch.kind, draft.touch.outcome)
            )
            return desk.do(first_contacts.log, draft, self._referral_id, learned)
        return desk.do(conversations.log, draft)

    def _said(self) -> str:
        known = self.who.person()
        said = touches.SAID.get(TouchKind(self.kind.value()), _SAID_ELSE)
        return _(said).format(name=known.name if known else self.who.new_name())

    def _show_person(self) -> None:
        known = self.who.person()
        self._who_field.set_aside(_("new, will be added") if self.who.new_name() else "")
        self.head.show_person(ContactId(known.id) if known else None, self._referral_id)
        if known is not None and known.id == self._whose_day and self._day_words:
            self.head.show_about(self._day_words, "")
        if known is not None and not self._kind_chosen:
            called = self._workplace.desk.ask(calls.may_be_called, ContactId(known.id))
            self.kind.set_value(TouchKind.CALL if called else TouchKind.MESSAGE)
            self._show_outcome()
        self._tell_closing()

    def _choose_kind(self) -> None:
        self._kind_chosen = True
        self._show_outcome()

    def _show_outcome(self) -> None:
        self._outcome_field.setVisible(self.kind.value() == TouchKind.CALL)
        self._call_back_field.setVisible(self._outcome() is Outcome.CALL_BACK)
        is_first = self._is_first_contact() and self._referral_id is not None
        self.first.setVisible(is_first and self._questions_asked())
        if self.closing is not None:
            self.closing.setVisible(self._questions_asked())

    def _tell_closing(self) -> None:
        """Let the closing questions know about whom they are."""
        if self.closing is None:
            return
        known, desk = self.who.person(), self._workplace.desk
        if known is None:
            self.closing.show_person(None, None)
            return
        contact_id = ContactId(known.id)
        # Somebody on the way to becoming a client is not taught to refer yet.
        lesson = None if self._is_first_contact() else desk.ask(lessons.next_for, contact_id)
        self.closing.show_person(desk.ask(person.ask_facts, contact_id, desk.zone), lesson)

    def _make_closing(self) -> Iterator[None]:
        yield
        self.closing = ClosingQuestions(self._workplace.desk.today(), self)
        self.body.addWidget(self.closing)
        for field in (self.closing.promise, self.closing.promise_by, self.closing.day, self.closing.day_label):
            field.installEventFilter(self)
        yield
        self._tell_closing()
        self._show_outcome()

    def _fill_body(self) -> None:
        self._who_field = Field(_("With whom?"), self.who, self, name="contact_id")
        self._outcome_field = Field(_("How did it go?"), self.outcome, self, name="outcome")
        # Its chips wrap where there is little room.
        self._outcome_field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        day = Field(_("When"), self.day, self, name="at")
        at = Field(_("At"), self.time, self, name="time")
        purpose = Field(_("What for"), self.purpose, self, name="purpose")
        self._call_back_field = Field(_("Call back on"), self.call_back, self, name="call_back_on")
        note = Field(_("What was said"), self.note, self, name="summary")
        self.body.addWidget(self.head)
        self.body.addLayout(side_by_side([(self._who_field, 5), (day, 3), (at, 2)]))
        self.body.addWidget(Field(_("How"), self.kind, self, name="kind"))
        self.body.addWidget(self._outcome_field)
        self.body.addWidget(self._call_back_field)
        self.body.addWidget(note)
        self.body.addWidget(purpose)
        self.body.addWidget(self.first)

    def _connect(self) -> None:
        self.who.changed.connect(self._show_person)
        self.kind.chosen.connect(self._choose_kind)
        self.outcome.chosen.connect(self._show_outcome)
        self.purpose.chosen.connect(self._show_outcome)
        self.main_pressed.connect(self._save)
        fields = (self.who, self.day, self.time, self.purpose, self.note, self.call_back)
        for field in (*fields, *self.first.editors()):
            field.installEventFilter(self)


def _kinds() -> list[Choice]:
    short = {TouchKind.USEFUL: _("Useful"), TouchKind.OTHER: _("Other")}
    return [
        Choice(kind, short.get(kind, _(KIND_WORDS[kind])), _ICONS[kind], _(KIND_WORDS[kind])) for kind in LOGGED_KINDS
    ]


def _purposes(present: Purpose) -> list[tuple[object, str]]:
    offered = [Purpose.OTHER, Purpose.KEEP_IN_TOUCH, Purpose.FIRST_CONTACT, Purpose.THANKS, Purpose.UPDATE, Purpose.ASK,
               Purpose.REVIEW]  # fmt: skip
    if present not in offered:
        offered.append(present)
    return [(each, _("Just so") if each is Purpose.OTHER else _(PURPOSE_WORDS[each])) for each in offered]
