"""The yearly client review: the facts confirmed, how we did, and who is in a similar situation."""

from collections.abc import Iterator
from datetime import datetime, time

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain import asking
from refdesk.domain import reviews as rules
from refdesk.domain.ids import ContactId, TouchId
from refdesk.domain.reviews import ReviewDraft
from refdesk.domain.touches import ASKED_WORDS, KIND_WORDS, Asked, TouchKind
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, client_reviews, person
from refdesk.ui.contacts.call_head import CallHead
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.form_steps import FormSteps
from refdesk.ui.contacts.overtaken_notice import OvertakenNotice
from refdesk.ui.contacts.review_facts import ReviewFacts
from refdesk.ui.theme import Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Notice, SectionHead
from refdesk.ui.workplace import Workplace

_NOON = time(12)
_KINDS = {TouchKind.CALL: "phone", TouchKind.MEETING: "users", TouchKind.VISIT: "door-open",
          TouchKind.MESSAGE: "message-square-text"}  # fmt: skip


class ReviewDialog(Dialog):
    """Help first: the questions about them come before the one about others. Everything in it is one step."""

    saved = Signal(int)
    esc_holds = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        desk = workplace.desk
        self._name = desk.ask(person.name_of, contact_id).usual
        title = _("Client review with {name}").format(name=self._name)
        super().__init__(title, parent, main=_("Log the review"), size=QSize(800, 784))
        self._workplace, self._contact_id = workplace, contact_id
        self._working = desk.ask(business.working_time)
        self._asked = desk.ask(person.ask_facts, contact_id, desk.zone)
        self.overtaken = OvertakenNotice(self)
        self.head = CallHead(workplace, self)
        self.kind = Segment(_kinds(), self, name=_("How"), value=TouchKind.CALL, fill=True)
        self.day = DateField(desk.today(), self, day=desk.today(), lean=Lean.BACK)
        self.body.addWidget(self.overtaken)
        self.body.addWidget(self.head)
        how, when = Field(_("How"), self.kind, self, name="kind"), Field(_("When"), self.day, self, name="at")
        self.body.addLayout(side_by_side([(how, 5), (when, 3)]))
        self.steps = FormSteps(self, self._make_others())
        self.head.show_person(contact_id, None)
        self.main_pressed.connect(self._save)
        self.overtaken.mine_wanted.connect(self._keep_mine)
        self.overtaken.theirs_wanted.connect(self._take_theirs)

    def open(self) -> None:
        super().open()
        self.steps.begin()

    def draft(self) -> ReviewDraft:
        """Return the review as it stands."""
        self.steps.finish()
        level = self.satisfaction.value()
        return ReviewDraft(
            contact_id=self._contact_id,
            at=self._moment(),
            kind=TouchKind(self.kind.value()),
            facts_confirmed=self.confirmed.isChecked(),
            satisfaction=int(level) if level.isdigit() else None,
            happy_moment=self.moment.text(),
            who_they_know=self.known.text(),
            asked=Asked(self.asked.value()),
            summary=self.note.text(),
            promise_text=self.promise.text(),
            promise_due_on=self.promise_by.day(),
        )

    def _moment(self) -> datetime:
        desk = self._workplace.desk
        day = self.day.day() or desk.today()
        return desk.now() if day == desk.today() else self._working.moment_of(day, _NOON)

    def _save(self) -> None:
        self.steps.finish()
        edits = (("at", self.day), ("promise_due_on", self.promise_by))
        if found := [Problem(name, edit.sentence()) for name, edit in edits if edit.sentence()]:
            self.show_problems(found)
            return
        try:
            touch_id: TouchId = self._workplace.desk.do(
                client_reviews.log, self.draft(), self.facts.changed(), version=self.facts.version()
            )
        except Overtaken:
            self._show_overtaken()
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Client review with {name} logged").format(name=self._name))
            self.saved.emit(touch_id)

    def _show_overtaken(self) -> None:
        if not self.facts.are_open():
            self._keep_mine()
            return
        self.clear_problems()
        self.overtaken.offer(self.facts.clashes())

    def _keep_mine(self) -> None:
        self.facts.agree()
        self._save()

    def _take_theirs(self) -> None:
        """Show the facts as they are now; the answers stay as they were typed."""
        self.facts.load()

    def _show_advice(self) -> None:
        """Propose an ask after a happy answer, and warn of one that comes too early."""
        level = self.satisfaction.value()
        is_happy = level.isdigit() and int(level) >= rules.HAPPY_FROM
        asked = Asked(self.asked.value())
        found = asking.warnings(self._asked, asked, self._workplace.desk.today())
        self.advice.set_words(_("A happy client:"), _("a good moment to ask who is in a similar situation."))
        self.advice.setVisible(is_happy and asked is Asked.NO)
        self.warning.set_words(" ".join(found))
        self.warning.setVisible(bool(found))

    def _make_others(self) -> Iterator[None]:
        """Make the questions in the order in which they are put: about them first, about others last."""
        yield
        self.body.addWidget(SectionHead(_("Are these still right?"), self, style=Style.SECTION))
        self.facts = ReviewFacts(self._workplace, self._contact_id, self)
        self.confirmed = Check(_("All of this is right"), self)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.confirmed, 0, Qt.AlignmentFlag.AlignLeft)
        yield
        self.satisfaction = Segment(_levels(), self, name=_("How satisfied are they?"), value="-", fill=True)
        self.moment = TextEdit("", self, lines=2, hint=_("What they liked, in their words"))
        self.advice = Notice("", "", self, calm=True)
        self.body.addWidget(SectionHead(_("How did we do?"), self, style=Style.SECTION))
        self.body.addWidget(Field(_("How satisfied are they?"), self.satisfaction, self, name="satisfaction"))
        self.body.addWidget(Field(_("A happy moment"), self.moment, self, name="happy_moment"))
        self.body.addWidget(self.advice)
        self.advice.hide()
        yield
        self.known = TextEdit("", self, lines=2, hint=_("Names, and what is similar"))
        self.asked = Segment(_asked(), self, name=_("Did you ask for a referral?"), fill=True)
        self.warning = Notice("", "", self)
        who = _("“Who do you know in a similar situation?”")
        self.body.addWidget(SectionHead(who, self, style=Style.SECTION))
        self.body.addWidget(Field(_("Their answer"), self.known, self, name="who_they_know"))
        self.body.addWidget(Field(_("Did you ask for a referral?"), self.asked, self, name="asked"))
        self.body.addWidget(self.warning)
        self.warning.hide()
        yield
        self._make_end()
        self.satisfaction.chosen.connect(self._show_advice)
        self.asked.chosen.connect(self._show_advice)

    def _make_end(self) -> None:
        self.note = TextEdit("", self, lines=2)
        self.promise = LineEdit("", self, hint=_("Nothing promised"))
        self.promise_by = DateField(self._workplace.desk.today(), self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self.body.addWidget(Field(_("Anything else that was said"), self.note, self, name="summary"))
        promise = Field(_("Promised anything?"), self.promise, self, name="promise_text")
        by = Field(_("By when?"), self.promise_by, self, name="promise_due_on")
        self.body.addLayout(side_by_side([(promise, 5), (by, 3)]))


def _kinds() -> list[Choice]:
    return [Choice(kind, _(KIND_WORDS[kind]), icon) for kind, icon in _KINDS.items()]


def _asked() -> list[Choice]:
    return [Choice(each, _(words)) for each, words in ASKED_WORDS.items()]


def _levels() -> list[Choice]:
    words = {1: _("1, not at all"), 5: _("5, very")}
    return [Choice(str(level), words.get(level, str(level))) for level in range(1, 6)]
