"""The second question: who sent you somebody last. Its answer is a referral, and a thank-you that is owed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain import contact, text
from refdesk.domain.changes import Changes
from refdesk.domain.contact import Category
from refdesk.domain.ids import ReferralId
from refdesk.domain.referral import ReferralDraft
from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import business, referrals
from refdesk.services.desk import Desk
from refdesk.ui.guide.step import Outcome, Question, Step
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import LineEdit

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed."""

    giver: str
    prospect: str
    need: str
    on: date


@dataclass(frozen=True, slots=True)
class Logged:
    """The referral that was saved, by which operation and from which answer."""

    referral_id: ReferralId
    operation_id: int
    answer: Answer


class SenderStep(Step):
    """Who, whom, what was needed, and when."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        about = _("The first thing RefDesk does is to thank. Think of the last person whom somebody sent to you.")
        super().__init__(_("Who sent you somebody last?"), about, parent)
        self.main_words = _("Next: the thank-you card")
        self._desk = desk
        self.logged: Logged | None = None
        self.giver = LineEdit("", self, name=_("Who sent them"), hint=_("First and last name"))
        self.prospect = LineEdit("", self, name=_("Whom they sent"), hint=_("First and last name"))
        self.need = LineEdit("", self, name=_("What was needed"), hint=_("A new kitchen"))
        self.day = DateField(desk.today(), self, name=_("When, about"), day=desk.today(), lean=Lean.BACK)
        self._outcome = Outcome("list-checks", _("What happens then"), self)
        self._call = self._outcome.act("phone")
        self._word = self._outcome.act("message-square-text")
        self._card = self._outcome.act("mail")
        self._rest = self._outcome.sentence(Style.SECOND, ink=Ink.INK2)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        self._show_outcome()
        self.giver.setFocus()

    def save(self) -> None:
        self.clear_problems()
        answer = self._answer()
        if self.logged is not None and self.logged.answer == answer:
            self.finished.emit()
            return
        if found := self._problems(answer):
            self.show_problems(found)
            return
        try:
            self._log(answer)
        except Refused as refused:
            self.show_problems([_placed(problem) for problem in refused.problems])
        except RefDeskError as fault:
            self.say(fault.sentence)
        else:
            self.finished.emit()

    def _answer(self) -> Answer:
        day = self.day.day() or self._desk.today()
        typed = (self.giver.text(), self.prospect.text(), self.need.text())
        giver, prospect, need = (text.clean(each) for each in typed)
        return Answer(giver, prospect, need, day)

    def _problems(self, answer: Answer) -> list[Problem]:
        found: list[Problem] = []
        if not answer.giver:
            found.append(Problem("giver", _("Type who sent them: the first card goes to this person.")))
        if not answer.prospect:
            found.append(Problem("prospect", _("Type who was sent.")))
        if answer.giver and text.fold(answer.giver) == text.fold(answer.prospect):
            found.append(Problem("prospect", _("Nobody sends themselves. Type whom this person sent.")))
        if self.day.sentence():
            found.append(Problem("received_at", self.day.sentence()))
        if answer.on > self._desk.today():
            found.append(Problem("received_at", _("This day has not come yet.")))
        return found

    def _log(self, answer: Answer) -> None:
        """Save the referral; a corrected answer takes the former one back first."""
        if self.logged is not None:
            self._desk.undo_operation(self.logged.operation_id)
            self.logged = None
        heard: list[Changes] = []
        end = self._desk.subscribe(heard.append)
        try:
            referral_id = self._desk.do(referrals.log_received, self._draft(answer))
        finally:
            end()
        self.logged = Logged(referral_id, heard[-1].operation_id, answer)

    def _draft(self, answer: Answer) -> ReferralDraft:
        profile = self._desk.ask(business.load)
        return ReferralDraft(
            received_at=self._received_at(answer.on),
            new_givers=(contact.named(answer.giver),),
            new_prospect=contact.named(answer.prospect, Category.PROSPECT),
            need=answer.need,
            may_share=not profile.discreet,
        )

    def _received_at(self, day: date) -> datetime:
        """Return now for today, and noon of an earlier day."""
        if day >= self._desk.today():
            return self._desk.now()
        return self._desk.ask(business.working_time).moment_of(day, _NOON)

    def _lay_out(self) -> None:
        people: tuple[tuple[str, LineEdit, str], ...]
        people = ((_("Who sent them?"), self.giver, "giver"), (_("Whom did they send?"), self.prospect, "prospect"))
        facts = ((_("What was needed?"), self.need, "need"), (_("When, about?"), self.day, "received_at"))
        for fields in (people, facts):
            row = QHBoxLayout()
            row.setSpacing(20)
            for title, editor, name in fields:
                row.addWidget(Question(title, editor, self, name=name), 1)
            self.body.addLayout(row)
        self.body.addSpacing(6)
        self.body.addWidget(self._outcome)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for line in (self.giver, self.prospect, self.need):
            line.textChanged.connect(self._show_outcome)
            line.returnPressed.connect(self.save)
        self.day.day_changed.connect(self._show_outcome)

    def _show_outcome(self) -> None:
        answer = self._answer()
        now = self._desk.now()
        working = self._desk.ask(business.working_time)
        giver, prospect = answer.giver or _("who sent them"), answer.prospect or _("who was sent")
        first = working.first_contact(self._received_at(min(answer.on, self._desk.today())))
        word, card = working.first_contact(now), working.card(now)
        for (words, due), sentence, name, clock in (
            (self._call, _("Call {name}"), prospect, first),
            (self._word, _("Thank {name} by call or message"), giver, word),
            (self._card, _("Thank {name} by a card"), giver, card),
        ):
            words.setText(sentence.format(name=name))
            due.setText(working.words(clock, now))
        self._rest.setText(_("Today lists all three, and both people are in your contacts."))


def _placed(problem: Problem) -> Problem:
    """Return a problem of a new person beside the field where the person was typed."""
    for ours in ("giver", "prospect", "need", "received_at"):
        if ours in problem.field:
            return replace(problem, field=ours)
    return problem
