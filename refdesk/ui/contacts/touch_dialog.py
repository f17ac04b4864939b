"""Correcting a conversation that was logged: how, when, what came of it, what was said; or taking it out."""

from datetime import datetime, time

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk.domain.call_codes import OUTCOMES, Code
from refdesk.domain.ids import ContactId
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
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, person, touches
from refdesk.services.timeline_line import TimelineKind
from refdesk.services.touches import LoggedTouch
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.outcome_chips import OutcomeChips
from refdesk.ui.contacts.timeline_entry import ICONS
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_NOON = time(12)
_TALKED = frozenset({TouchKind.MEETING, TouchKind.VISIT})
_SAID_NONE = frozenset({Outcome.NONE, Outcome.TALKED})


class TouchDialog(Dialog):
    """Opens one conversation; `saved` brings its id."""

    saved = Signal(int)
    esc_holds = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, logged: LoggedTouch) -> None:
        desk, was = workplace.desk, logged.draft
        assert was.contact_id is not None, "a logged conversation has its person"
        self._name = desk.ask(person.name_of, ContactId(was.contact_id)).usual
        title = _("Conversation with {name}").format(name=self._name)
        super().__init__(title, parent, main=_("Save"), size=QSize(800, 720))
        self._workplace, self._logged = workplace, logged
        self._day = was.at.astimezone(desk.zone).date()
        self.kind = Segment(_kinds(), self, name=_("How"), value=was.kind.value, fill=True)
        self.outcome = OutcomeChips(self)
        self.day = DateField(desk.today(), self, day=self._day, lean=Lean.BACK)
        self.purpose = Combo(_purposes(), self, value=was.purpose)
        self.note = TextEdit(was.summary, self, lines=4)
        asked = [Choice(each, _(words)) for each, words in ASKED_WORDS.items()]
        self.asked = Segment(asked, self, name=_("Did you ask for a referral?"), value=was.asked.value, fill=True)
        self.remove = Button(_("Remove"), self, icon="trash-2")
        self._fill_body()
        self._begin(was)
        self._connect()

    def draft(self) -> TouchDraft:
        """Return the conversation as it stands."""
        was = self._logged.draft
        free = self._logged.is_free
        return TouchDraft(
            was.contact_id, self._moment(), TouchKind(self.kind.value()) if free else was.kind,
            Purpose(str(self.purpose.value())), self._outcome() if free else was.outcome, self.note.text(),
            Asked(self.asked.value()), was.referral_id,
        )  # fmt: skip

    def _fill_body(self) -> None:
        self._kind_field = Field(_("How"), self.kind, self, name="kind")
        self._outcome_field = Field(_("How did it go?"), self.outcome, self, name="outcome")
        # Its chips wrap where there is little room.
        self._outcome_field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        day = Field(_("When"), self.day, self, name="at")
        purpose = Field(_("What for"), self.purpose, self, name="purpose")
        self.body.addLayout(side_by_side([(day, 1), (purpose, 1)]))
        self.body.addWidget(self._kind_field)
        self.body.addWidget(self._outcome_field)
        self.body.addWidget(Field(_("What was said"), self.note, self, name="summary"))
        self.body.addWidget(Field(_("Did you ask for a referral?"), self.asked, self, name="asked"))
        self.foot_row.insertWidget(0, self.remove)

    def _begin(self, was: TouchDraft) -> None:
        codes = {outcome: code for code, outcome in OUTCOMES.items()}
        self.outcome.choose(codes.get(was.outcome, Code.TALKED))
        self._kind_field.setVisible(self._logged.is_free)
        if not self._logged.is_free:
            self.remove.refuse(_(touches.NOT_REMOVED))
        self._show_outcome()

    def _connect(self) -> None:
        self.kind.chosen.connect(self._show_outcome)
        self.remove.clicked.connect(self._remove)
        self.main_pressed.connect(self._save)

    def _show_outcome(self) -> None:
        self._outcome_field.setVisible(self._logged.is_free and self.kind.value() == TouchKind.CALL)

    def _outcome(self) -> Outcome:
        """Return how it went: a call by its letter; what was no call and said nothing of the kind keeps what it had."""
        kind, was = TouchKind(self.kind.value()), self._logged.draft
        if kind is TouchKind.CALL:
            chosen = OUTCOMES[self.outcome.value()]
            # A call that never said how it went is not made to say so by opening it.
            return was.outcome if was.kind is kind and {chosen, was.outcome} == _SAID_NONE else chosen
        if kind is was.kind:
            return was.outcome
        return Outcome.TALKED if kind in _TALKED else Outcome.NONE

    def _moment(self) -> datetime:
        desk, day = self._workplace.desk, self.day.day()
        if day is None or day == self._day:
            return self._logged.draft.at
        return desk.now() if day == desk.today() else desk.ask(business.working_time).moment_of(day, _NOON)

    def _save(self) -> None:
        if self.day.sentence():
            self.show_problems([Problem("at", self.day.sentence())])
            return
        try:
            self._workplace.desk.do(touches.edit, self._logged.touch_id, self.draft(), was=self._logged.draft)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Conversation with {name} changed").format(name=self._name))
            self.saved.emit(self._logged.touch_id)

    def _remove(self) -> None:
        try:
            self._workplace.desk.do(touches.remove, self._logged.touch_id)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Conversation with {name} removed").format(name=self._name))


def _kinds() -> list[Choice]:
    short = {TouchKind.USEFUL: _("Useful"), TouchKind.OTHER: _("Other")}
    return [
        Choice(kind, short.get(kind, _(KIND_WORDS[kind])), ICONS[TimelineKind(kind.value)], _(KIND_WORDS[kind]))
        for kind in LOGGED_KINDS
    ]


def _purposes() -> list[tuple[object, str]]:
    return [(each, _("Just so") if each is Purpose.OTHER else _(words)) for each, words in PURPOSE_WORDS.items()]
