"""Logging a conversation: with whom, how it went, what was said, whether we asked, what we promised."""

from datetime import datetime, time

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk.domain import asking, names
from refdesk.domain.call_codes import OUTCOMES, Code
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId, TouchId
from refdesk.domain.touches import (
    ASKED_WORDS,
    KIND_WORDS,
    LOGGED_KINDS,
    PURPOSE_WORDS,
    Asked,
    Outcome,
    Purpose,
    TouchDraft,
    TouchKind,
)
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import N_, _
from refdesk.services import business, contact_list, person, touches
from refdesk.ui import suggesting
from refdesk.ui.contacts.call_head import CallHead
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.outcome_chips import OutcomeChips
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker, Suggestion
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Notice
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
    """Ends with the closing questions; `saved` brings the id of the touch."""

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId | None = None,
        referral_id: ReferralId | None = None, purpose: Purpose = Purpose.OTHER,
    ) -> None:  # fmt: skip
        title = _("First contact") if purpose is Purpose.FIRST_CONTACT else _("Log a conversation")
        super().__init__(title, parent, main=_("Log it"), size=QSize(800, 784))
        self._workplace = workplace
        self._referral_id = referral_id
        desk = workplace.desk
        self._working = desk.ask(business.working_time)
        self.head = CallHead(workplace, self)
        self.who = PersonPicker(suggesting.people(desk), self, hint=_("Name, or digits of a phone number"))
        self.kind = Segment(_kinds(), self, name=_("How"), fill=True)
        self.outcome = OutcomeChips(self)
        self.day = DateField(desk.today(), self, day=desk.today())
        self.purpose = Combo(_purposes(purpose), self, value=purpose)
        self.note = TextEdit("", self, lines=3)
        asked = [Choice(each, _(words)) for each, words in ASKED_WORDS.items()]
        self.asked = Segment(asked, self, name=_("Did you ask for a referral?"), fill=True)
        self.warning = Notice("", "", self)
        self.promise = LineEdit("", self, hint=_("Nothing promised"))
        self.promise_by = DateField(desk.today(), self, hint=_("By when?"))
        self._closing: list[QWidget] = []
        self._fill_body()
        self._connect()
        self._begin(contact_id)

    def open(self) -> None:
        super().open()
        if self.who.person() is not None:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def draft(self) -> TouchDraft:
        """Return the conversation as it stands."""
        known = self.who.person()
        asked_about = self._questions_asked()
        return TouchDraft(
            contact_id=ContactId(known.id) if known else None,
            at=self._moment(),
            kind=TouchKind(self.kind.value()),
            purpose=Purpose(str(self.purpose.value())),
            outcome=self._outcome(),
            summary=self.note.text(),
            asked=Asked(self.asked.value()) if asked_about else Asked.NO,
            referral_id=self._referral_id,
            promise_text=self.promise.text() if asked_about else "",
            promise_due_on=self.promise_by.day() if asked_about else None,
        )

    def _begin(self, contact_id: ContactId | None) -> None:
        if contact_id is not None:
            try:
                self.who.set_person(self._suggestion(contact_id))
            except Overtaken as gone:
                self.show_problems([Problem("", gone.sentence)])
        self._show_person()
        self._show_outcome()

    def _suggestion(self, contact_id: ContactId) -> Suggestion:
        desk = self._workplace.desk
        row = desk.ask(contact_list.rows, [contact_id], desk.today()).get(contact_id)
        if row is None:
            raise Overtaken(_("This is no longer there. It was removed in the meantime."))
        found = contact_list.Suggestion(contact_id, row.name, row.second_line, row.rank)
        return suggesting.shown(found)

    def _moment(self) -> datetime:
        desk = self._workplace.desk
        day = self.day.day() or desk.today()
        return desk.now() if day == desk.today() else self._working.moment_of(day, _NOON)

    def _outcome(self) -> Outcome:
        kind = TouchKind(self.kind.value())
        if kind is TouchKind.CALL:
            return OUTCOMES[self.outcome.value()]
        return Outcome.TALKED if kind in _FACE_TO_FACE else Outcome.NONE

    def _questions_asked(self) -> bool:
        """Say whether the closing questions make sense: after a talk, not after ringing in vain."""
        return TouchKind(self.kind.value()) in _SPOKEN and self._outcome() is Outcome.TALKED

    def _save(self) -> None:
        edits = (("at", self.day), ("promise_due_on", self.promise_by))
        if found := [Problem(name, edit.sentence()) for name, edit in edits if edit.sentence()]:
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

    def _write(self, draft: TouchDraft) -> TouchId:
        desk = self._workplace.desk
        new = self.who.new_name()
        if draft.contact_id is None and new:
            return desk.do(touches.log_with_new, _somebody(new), draft)
        return desk.do(touches.log, draft)

    def _said(self) -> str:
        known = self.who.person()
        said = touches.SAID.get(TouchKind(self.kind.value()), _SAID_ELSE)
        return _(said).format(name=known.name if known else self.who.new_name())

    def _show_person(self) -> None:
        known = self.who.person()
        self._who_field.set_aside(_("new, will be added") if self.who.new_name() else "")
        self.head.show_person(ContactId(known.id) if known else None, self._referral_id)
        self._show_warning()

    def _show_outcome(self) -> None:
        self._outcome_field.setVisible(self.kind.value() == TouchKind.CALL)
        for part in self._closing:
            part.setVisible(self._questions_asked())
        self._show_warning()

    def _show_warning(self) -> None:
        known = self.who.person()
        found: tuple[str, ...] = ()
        if known is not None and self._questions_asked():
            desk = self._workplace.desk
            facts = desk.ask(person.ask_facts, ContactId(known.id), desk.zone)
            found = asking.warnings(facts, Asked(self.asked.value()), desk.today())
        self.warning.set_words(" ".join(found))
        self.warning.setVisible(bool(found))

    def _fill_body(self) -> None:
        self._who_field = Field(_("With whom?"), self.who, self, name="contact_id")
        self._outcome_field = Field(_("How did it go?"), self.outcome, self, name="outcome")
        # Its chips wrap where there is little room.
        self._outcome_field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        asked = Field(_("Did you ask for a referral?"), self.asked, self, name="asked")
        promise = Field(_("Promised anything?"), self.promise, self, name="promise_text")
        by = Field(_("By when?"), self.promise_by, self, name="promise_due_on")
        self._closing = [asked, promise, by]
        day = Field(_("When"), self.day, self, name="at")
        purpose = Field(_("What for"), self.purpose, self, name="purpose")
        self.body.addWidget(self.head)
        self.body.addLayout(side_by_side([(self._who_field, 5), (day, 3)]))
        self.body.addWidget(Field(_("How"), self.kind, self, name="kind"))
        self.body.addWidget(self._outcome_field)
        self.body.addWidget(Field(_("What was said"), self.note, self, name="summary"))
        self.body.addLayout(side_by_side([(asked, 5), (purpose, 3)]))
        self.body.addWidget(self.warning)
        self.body.addLayout(side_by_side([(promise, 5), (by, 3)]))

    def _connect(self) -> None:
        self.who.changed.connect(self._show_person)
        self.kind.chosen.connect(self._show_outcome)
        self.outcome.chosen.connect(self._show_outcome)
        self.asked.chosen.connect(self._show_warning)
        self.main_pressed.connect(self._save)
        for field in (self.who, self.day, self.purpose, self.note, self.promise, self.promise_by):
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


def _somebody(typed: str) -> ContactDraft:
    parts = names.split(typed)
    return ContactDraft(
        prefix=parts.prefix, given=parts.given, middle=parts.middle, family=parts.family, suffix=parts.suffix,
        nickname=parts.nickname, organisation=parts.organisation,
    )  # fmt: skip
