"""How did it go? Ten days after we sent somebody to another, one of the two is asked, and what came of it is kept."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain import touches
from refdesk.domain.ids import ContactId, ReferralId, StageId
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import Outcome, TouchKind
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _
from refdesk.services import given
from refdesk.services.given import CheckBack, Given
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_KINDS = (
    (TouchKind.CALL, "phone"),
    (TouchKind.MESSAGE, "message-square-text"),
    (TouchKind.MEETING, "users"),
)
_OPEN, _NOBODY = "open", "nobody"
_UNASKED, _HAPPY, _UNHAPPY = "unasked", "happy", "unhappy"


class CheckBackDialog(Dialog):
    """Asks one of the two how it went; `saved` brings the referral's id."""

    saved = Signal(int)
    letter_wanted = Signal(int)
    esc_holds = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId) -> None:
        super().__init__(_("How did it go?"), parent, main=_("Log it"), size=QSize(680, 712))
        self._workplace, self._referral_id = workplace, referral_id
        self._found = _given(workplace, referral_id)
        self._stages = workplace.desk.ask(given.default_stages)
        self.note = TextEdit("", self, lines=3)
        self.letter = Button(_("Introduction letter"), self, kind=Kind.QUIET, icon="mail")
        self.letter.clicked.connect(self._show_letter)
        self.reason = LineEdit("", self, hint=_("Chose somebody nearer"))
        if self._found is None:
            self.body.addWidget(Label(_("This referral is no longer there."), Style.BODY, self, wrap=True))
            self.main_button.refuse(_("This referral is no longer there."))
            self.letter.hide()
            return
        self._fill(self._found)
        self.came.chosen.connect(self._follow)
        self.asked.chosen.connect(self._follow)
        self.main_pressed.connect(self._save)
        self._follow()

    def answer(self) -> CheckBack:
        """Return what was learned, as the fields stand."""
        came, happy = self.came.value(), self.happy.value()
        return CheckBack(
            contact_id=ContactId(int(self.asked.value())),
            kind=TouchKind(self.kind.value()),
            outcome=self._outcome(),
            note=self.note.text(),
            stage_id=StageId(int(came)) if came.isdigit() else None,
            lost_reason=self.reason.text() if came == self._lost() else "",
            satisfied=None if happy == _UNASKED or came == _NOBODY else happy == _HAPPY,
        )

    def _fill(self, found: Given) -> None:
        people = [
            Choice(str(found.recipient_id), found.recipient.name), Choice(str(found.prospect_id), found.prospect.name)
        ]  # fmt: skip
        kinds = [Choice(kind.value, _(touches.KIND_WORDS[kind]), icon) for kind, icon in _KINDS]
        outcomes = [
            Choice(str(self._stages[Meaning.WON]), _("It came to business")), Choice(_OPEN, _("Still open")),
            Choice(str(self._stages[Meaning.LOST]), _("Nothing came of it")), Choice(_NOBODY, _("No answer")),
        ]  # fmt: skip
        happy = [Choice(_UNASKED, _("Not asked")), Choice(_HAPPY, _("Happy")), Choice(_UNHAPPY, _("Not happy"))]
        self.asked = Segment(people, self, name=_("Whom did you ask?"), fill=True)
        self.kind = Segment(kinds, self, name=_("How did you ask?"))
        self.came = Segment(outcomes, self, name=_("What came of it?"), value=_OPEN, fill=True)
        self.happy = Segment(happy, self, name=_("Are they happy with it?"))
        self._reason_field = Field(_("Why did it come to nothing?"), self.reason, self, name="lost_reason")
        self._happy_field = Field(_("Are they happy with it?"), self.happy, self, name="satisfied")
        self._phone = Label("", Style.SECOND, self, ink=Ink.INK2, selectable=True)
        self.body.setSpacing(12)
        self.body.addWidget(Label(_about(found), Style.BODY, self, ink=Ink.INK2, wrap=True))
        self.foot_row.addWidget(self.letter)
        self.body.addWidget(Field(_("Whom did you ask?"), self.asked, self, name="contact_id"))
        self.body.addWidget(self._phone)
        self.body.addWidget(Field(_("How did you ask?"), self.kind, self, name="kind"))
        self.body.addWidget(Field(_("What came of it?"), self.came, self, name="stage_id"))
        self.body.addWidget(self._reason_field)
        self.body.addWidget(self._happy_field)
        self.body.addWidget(Field(_("What did they say?"), self.note, self, name="summary"))

    def _lost(self) -> str:
        return str(self._stages[Meaning.LOST])

    def _outcome(self) -> Outcome:
        if self.came.value() == _NOBODY:
            return Outcome.NO_ANSWER
        return Outcome.NONE if self.kind.value() == TouchKind.MESSAGE else Outcome.TALKED

    def _follow(self, _value: str = "") -> None:
        assert self._found is not None, "there is something to ask about"
        is_recipient = self.asked.value() == str(self._found.recipient_id)
        reach = (self._found.recipient if is_recipient else self._found.prospect).reach
        self._phone.setText(reach)
        self._phone.setVisible(bool(reach))
        self._reason_field.setVisible(self.came.value() == self._lost())
        self._happy_field.setVisible(self.came.value() != _NOBODY)

    def _show_letter(self) -> None:
        self.reject()
        self.letter_wanted.emit(self._referral_id)

    def _save(self) -> None:
        assert self._found is not None, "there is something to ask about"
        answer = self.answer()
        try:
            self._workplace.desk.do(given.check_back, self._referral_id, answer)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.accept()
        asked = self._found.recipient if answer.contact_id == self._found.recipient_id else self._found.prospect
        self._workplace.done(given.checked_said(asked.name))
        self.saved.emit(self._referral_id)


def _about(found: Given) -> str:
    sent = _("You sent {name} to {recipient}.").format(name=found.prospect.name, recipient=found.recipient.name)
    need = " ".join(found.need.split())
    return f"{sent} {need}" if need else sent


def _given(workplace: Workplace, referral_id: ReferralId) -> Given | None:
    try:
        return workplace.desk.ask(given.given, referral_id)
    except Overtaken:
        return None
