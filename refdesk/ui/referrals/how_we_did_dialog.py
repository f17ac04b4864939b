"""How did we do? Asked when the work is done: how satisfied, what they liked, and after a happy answer the ask."""

from datetime import datetime, time

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from refdesk.domain import asking, reviews
from refdesk.domain.ids import ReferralId
from refdesk.domain.touches import ASKED_WORDS, KIND_WORDS, Asked, TouchKind
from refdesk.domain.wins import HowWeDid
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import asks, business, referral_facts, wins
from refdesk.services.referral_facts import ReferralFacts
from refdesk.ui.referrals import referral_form
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

_NOON = time(12)
_SIZE = QSize(700, 768)
_KINDS = (
    (TouchKind.CALL, "phone"), (TouchKind.MEETING, "users"), (TouchKind.VISIT, "door-open"),
    (TouchKind.MESSAGE, "message-square-text"),
)  # fmt: skip


class HowWeDidDialog(Dialog):
    """Logs the answer as one step; `saved` brings the id of the conversation.

    Outside the fields a digit from 1 to 5 says how satisfied they are.
    """

    saved = Signal(int)
    esc_holds = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId) -> None:
        self._workplace, self._referral_id = workplace, referral_id
        self._kept = _kept(workplace, referral_id)
        name = self._kept.prospect.name if self._kept else ""
        title = _("How did we do for {name}?").format(name=name) if name else _("How did we do?")
        super().__init__(title, parent, main=_("Log the answer"), size=_SIZE)
        desk = workplace.desk
        self._working = desk.ask(business.working_time)
        self.satisfaction = Segment(_levels(), self, name=_("How satisfied are they?"), fill=True, value="-")
        self.moment = TextEdit("", self, lines=2, hint=_("What they liked, in their words"))
        self.advice = Notice("", "", self, calm=True)
        asked = [Choice(each, _(words)) for each, words in ASKED_WORDS.items()]
        self.asked = Segment(asked, self, name=_("Did you ask for a referral?"), fill=True)
        self.warning = Notice("", "", self)
        self.note = TextEdit("", self, lines=2)
        kinds = [Choice(kind, _(KIND_WORDS[kind]), icon) for kind, icon in _KINDS]
        self.kind = Segment(kinds, self, name=_("How"), value=TouchKind.CALL, fill=True)
        self.day = DateField(desk.today(), self, day=desk.today(), lean=Lean.BACK)
        self._fill()
        self.satisfaction.chosen.connect(self._show_advice)
        self.asked.chosen.connect(self._show_advice)
        self.main_pressed.connect(self._save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        level = event.text()
        if not event.modifiers() and level in {"1", "2", "3", "4", "5"} and self._kept is not None:
            self.satisfaction.set_value(level)
            self._show_advice()
            event.accept()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        if self._kept is None:
            words = _("This referral is no longer there.")
            self.body.addWidget(Label(words, Style.BODY, self, wrap=True))
            self.main_button.refuse(words)
            for piece in (self.satisfaction, self.moment, self.advice, self.asked, self.warning, self.note, self.kind,
                          self.day):  # fmt: skip
                piece.hide()
            return
        desk = self._workplace.desk
        self._facts = desk.ask(asks.facts, self._kept.prospect.contact_id, desk.zone)
        self._show_who(self._kept)
        self.body.addWidget(Field(_("How satisfied are they?"), self.satisfaction, self, name="satisfaction"))
        self.body.addWidget(Field(_("A happy moment"), self.moment, self, name="happy_moment"))
        self.body.addWidget(self.advice)
        self.body.addWidget(Field(_("Did you ask for a referral?"), self.asked, self, name="asked"))
        self.body.addWidget(self.warning)
        self.body.addWidget(Field(_("Anything else that was said"), self.note, self, name="summary"))
        how, when = Field(_("How"), self.kind, self, name="kind"), Field(_("When"), self.day, self, name="at")
        self.body.addLayout(referral_form.row_of((how, 5), (when, 2)))
        self._show_advice()

    def _show_who(self, kept: ReferralFacts) -> None:
        if kept.prospect.phone:
            phone = Label(kept.prospect.phone, Style.PHONE, self, selectable=True)
            phone.setAccessibleName(_("Phone {number}").format(number=kept.prospect.phone))
            self.body.addWidget(phone, 0, Qt.AlignmentFlag.AlignLeft)
        if kept.need:
            self.body.addWidget(Label(kept.need, Style.BODY, self, ink=Ink.INK2, wrap=True))

    def _show_advice(self, _value: str = "") -> None:
        """Propose an ask after a happy answer, and warn of one that comes too early (rule 5)."""
        level, asked = self.satisfaction.value(), Asked(self.asked.value())
        is_happy = level.isdigit() and int(level) >= reviews.HAPPY_FROM
        today = self._workplace.desk.today()
        early = asking.warnings(self._facts, Asked.DIRECTLY, today)
        self.advice.setVisible(is_happy and asked is Asked.NO)
        if early:
            words = _("A happy client: mention lightly that you are glad of people like them.")
        else:
            words = _("A happy client: a good moment to ask who is in a similar situation.")
        self.advice.set_words(words)
        found = early if asked is Asked.DIRECTLY else ()
        self.warning.set_words(" ".join(found))
        self.warning.setVisible(bool(found))

    def _save(self) -> None:
        if self.day.sentence():
            self.show_problems([Problem("at", self.day.sentence())])
            return
        level = self.satisfaction.value()
        draft = HowWeDid(
            referral_id=self._referral_id,
            at=self._moment(),
            kind=TouchKind(self.kind.value()),
            satisfaction=int(level) if level.isdigit() else None,
            happy_moment=self.moment.text(),
            note=self.note.text(),
            asked=Asked(self.asked.value()),
        )
        try:
            touch_id = self._workplace.desk.do(wins.log_review, draft)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            assert self._kept is not None, "somebody was asked"
            self.accept()
            self._workplace.done(wins.said_reviewed(self._kept.prospect.name))
            self.saved.emit(touch_id)

    def _moment(self) -> datetime:
        desk = self._workplace.desk
        day = self.day.day() or desk.today()
        return desk.now() if day == desk.today() else self._working.moment_of(day, _NOON)


def _kept(workplace: Workplace, referral_id: ReferralId) -> ReferralFacts | None:
    try:
        return workplace.desk.ask(referral_facts.facts, referral_id)
    except Overtaken:
        return None


def _levels() -> list[Choice]:
    words = {1: _("1, not at all"), 5: _("5, very")}
    return [Choice(str(level), words.get(level, str(level))) for level in range(1, 6)]
