"""A call: the number large, what it is about, a note while talking, a letter for how it went, and what came of it."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import text
from refdesk.domain.call_codes import OUTCOMES, Code
from refdesk.domain.conversation import ConversationDraft
from refdesk.domain.ids import ContactId, EntryId, ReferralId, TouchId
from refdesk.domain.touches import PURPOSE_WORDS, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import call_mode, calls, conversations, first_contacts, lessons, person, touches
from refdesk.services.referrals import Attempt
from refdesk.ui import outside
from refdesk.ui.contacts.call_head import CallHead
from refdesk.ui.contacts.conversation_closing import ClosingQuestions
from refdesk.ui.contacts.first_contact_questions import FirstContactQuestions
from refdesk.ui.contacts.form_steps import FormSteps
from refdesk.ui.contacts.letter_run import LetterRun
from refdesk.ui.contacts.outcome_chips import OutcomeChips
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

DIAL = "D"
_LETTERS_END = 128
_SIZE, _REFUSED = QSize(800, 784), QSize(600, 300)


class CallDialog(Dialog):
    """Calls somebody and logs it; letters act outside of fields, with Alt anywhere. `saved` brings the conversation.

    `day` says for what day of theirs it is, such as a birthday.

    Raises `Overtaken` for somebody who is gone.
    """

    esc_holds = True
    saved = Signal(int)
    month_wanted = Signal(int)
    """Brings the entry of somebody who is to be called in the referral month that runs: it has its own script."""

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId, referral_id: ReferralId | None = None,
        purpose: Purpose = Purpose.OTHER, day: str = "",
    ) -> None:  # fmt: skip
        desk = workplace.desk
        self.callee = desk.ask(calls.callee, contact_id)
        title = _("Call {name}").format(name=self.callee.name)
        super().__init__(title, parent, main=_("Log it"), size=_REFUSED if self.callee.why_not else _SIZE)
        self._workplace, self._referral_id, self._purpose, self._day = workplace, referral_id, purpose, day
        self.month: Notice | None = None
        self.head = CallHead(workplace, self, dial_key=DIAL)
        # Tab goes in the order in which they are made.
        self.note = TextEdit("", self, lines=3)
        self.outcome = OutcomeChips(self)
        self._letters = LetterRun(self.outcome, self.note)
        self.call_back = DateField(desk.today(), self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self.first = FirstContactQuestions(desk.today(), self, asked=self._is_first_contact())
        self.closing: ClosingQuestions | None = None
        self._fields = QWidget(self)
        self._fill_body()
        self._show_callee()
        self._offer_month()
        self._connect()
        self._show_outcome()
        self.steps = FormSteps(self, self._make_closing())

    def open(self) -> None:
        """Show the dialog; Enter or D dials."""
        super().open()
        self.steps.begin()
        first = self.head.dial_button if self.head.dial_button.isVisible() else self.note
        if not self.callee.why_not:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Take what is typed outside of fields: letters act, Backspace takes that back, other words go to the note."""
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if self.callee.why_not or event.modifiers() & ~plain:
            return False
        if event.key() == Qt.Key.Key_Backspace:
            return self._letters.take_back()
        before = self.outcome.value()
        if not event.modifiers() and self._act_by_letter(event):
            if event.key() != ord(DIAL):  # a call that was begun cannot be taken back
                self._letters.acted(event, before)
                self._scroll.ensureWidgetVisible(self.outcome)
            return True
        return self._letters.begins_note(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Alt with a letter before a field types it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is not self.window():
            return event.modifiers() == Qt.KeyboardModifier.AltModifier and self._act_by_letter(event)
        return super().eventFilter(watched, event)

    def draft(self) -> ConversationDraft:
        """Return the call as it stands, with what came out of it."""
        self.steps.finish()
        if self.closing is not None and self._talked():
            return self.closing.onto(self._touch())
        called_back = self._outcome() is Outcome.CALL_BACK
        return ConversationDraft(self._touch(), self.call_back.day() if called_back else None)

    def _touch(self) -> TouchDraft:
        return TouchDraft(
            self.callee.contact_id, self._workplace.desk.now(), TouchKind.CALL, self._purpose, self._outcome(),
            self.note.text(), referral_id=self._referral_id, called=self.head.called(),
        )  # fmt: skip

    def _outcome(self) -> Outcome:
        return OUTCOMES[self.outcome.value()]

    def _talked(self) -> bool:
        return self._outcome() is Outcome.TALKED

    def _is_first_contact(self) -> bool:
        return self._purpose is Purpose.FIRST_CONTACT and self._referral_id is not None

    def _act_by_letter(self, event: QKeyEvent) -> bool:
        letter = chr(event.key()) if event.key() < _LETTERS_END else ""
        if self.callee.why_not:
            return False
        if letter == DIAL and self.head.dial_button.isVisible():
            self.head.dial()
            return True
        if letter not in set(Code):
            return False
        self.outcome.choose(Code(letter))
        return True

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
            self._workplace.done(_(touches.SAID[TouchKind.CALL]).format(name=self.callee.name))
            self.saved.emit(touch_id)

    def _write(self, draft: ConversationDraft) -> TouchId:
        desk = self._workplace.desk
        if self._referral_id is None or self._purpose is not Purpose.FIRST_CONTACT:
            return desk.do(conversations.log, draft)
        learned = self.first.learned(draft.touch) if self._talked() else Attempt(TouchKind.CALL, draft.touch.outcome)
        return desk.do(first_contacts.log, draft, self._referral_id, learned)

    def _typed_problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed, of the fields that are seen."""
        if self._outcome() is Outcome.CALL_BACK and self.call_back.sentence():
            return [Problem("call_back_on", self.call_back.sentence())]
        found = self.first.problems() if self.first.isVisible() else []
        return found + (self.closing.problems() if self.closing is not None and self._talked() else [])

    def _show_callee(self) -> None:
        callee = self.callee
        self.head.show_person(callee.contact_id, self._referral_id)
        if self.head.referral is None:
            self.head.show_about(*self._about())
        elif self._is_first_contact():
            self.first.show_known(self.head.referral)
        if callee.why_not:
            self.head.hide()
            self._fields.hide()
            self._refuse(callee.why_not)
        elif not self.head.called():
            self.body.insertWidget(0, Notice(_("No phone number is known."), "", self))

    def _offer_month(self) -> None:
        """Offer the script where this is a call of the referral month as well."""
        entry_id = None
        if not self.callee.why_not and self._referral_id is None:
            desk = self._workplace.desk
            entry_id = desk.ask(call_mode.entry_of, self.callee.contact_id, desk.today())
        if entry_id is not None:
            words = _("A call of the referral month is planned.")
            self.month = Notice(words, "", self, act=_("Call with the script"), calm=True, icon="calendar-check")
            self.month.pressed.connect(partial(self._go_to_month, entry_id))
            self.body.insertWidget(0, self.month)

    def _go_to_month(self, entry_id: EntryId) -> None:
        self.reject()
        self.month_wanted.emit(entry_id)

    def _about(self) -> tuple[str, str]:
        """Return what it is for, and what else helps while the phone rings."""
        strong = self._day or ("" if self._purpose is Purpose.OTHER else _(PURPOSE_WORDS[self._purpose]))
        words = [text.first_sentence(self.callee.what_they_do)]
        if self.callee.last_touch_on is not None:
            day = i18n.day_near(self.callee.last_touch_on, self._workplace.desk.today())
            words.append(_("last contact {day}").format(day=day))
        if self.callee.best_time:
            words.append(_("best time: {time}").format(time=self.callee.best_time))
        return strong, " · ".join(filter(None, words))

    def _refuse(self, why: str) -> None:
        """Say why there is no call, and offer to write instead."""
        self.main_button.refuse(why)
        self.body.insertWidget(0, Notice(why, "", self, icon="ban"))
        if self.callee.email:
            write = Button(_("Write an e-mail"), self, icon="mail")
            write.clicked.connect(self._begin_letter)
            self.body.insertWidget(1, write, 0, Qt.AlignmentFlag.AlignLeft)

    def _begin_letter(self) -> None:
        if outside.open_address(outside.letter_to(self.callee.email)):
            self.accept()
        else:
            self._workplace.tell(_("No mail program took it. The address is {email}").format(email=self.callee.email))

    def _say_not_dialed(self, number: str) -> None:
        self._workplace.tell(_("No program here can dial. Call {number} by hand.").format(number=number))

    def _show_outcome(self) -> None:
        self._call_back_field.setVisible(self._outcome() is Outcome.CALL_BACK)
        self.first.setVisible(self._talked() and self._is_first_contact())
        if self.closing is not None:
            self.closing.setVisible(self._talked())

    def _make_closing(self) -> Iterator[None]:
        yield
        if self.callee.why_not:
            return
        desk, contact_id = self._workplace.desk, self.callee.contact_id
        self.closing = ClosingQuestions(desk.today(), self)
        self.body.addWidget(self.closing)
        for field in (self.closing.promise, self.closing.promise_by, self.closing.day, self.closing.day_label):
            field.installEventFilter(self)
        yield
        # Somebody on the way to becoming a client is not taught to refer yet.
        lesson = None if self._purpose is Purpose.FIRST_CONTACT else desk.ask(lessons.next_for, contact_id)
        self.closing.show_person(desk.ask(person.ask_facts, contact_id, desk.zone), lesson)
        self._show_outcome()

    def _fill_body(self) -> None:
        outcome = Field(_("How did it go?"), self.outcome, self._fields, name="outcome")
        # Its chips wrap where there is little room.
        outcome.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._call_back_field = Field(_("Call back on"), self.call_back, self._fields, name="call_back_on")
        self._note_field = Field(_("Note while you talk"), self.note, self._fields, name="summary")
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for each in (self._note_field, outcome, self._call_back_field, self.first):
            column.addWidget(each)
        self.body.addWidget(self.head)
        self.body.addWidget(self._fields)

    def _connect(self) -> None:
        self.head.not_dialed.connect(self._say_not_dialed)
        self.outcome.chosen.connect(self._show_outcome)
        self.main_pressed.connect(self._save)
        for field in (self.note, self.call_back, *self.first.editors()):
            field.installEventFilter(self)
