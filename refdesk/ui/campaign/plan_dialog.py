"""Planning a referral month: which month, who, how many calls, and honestly what comes of it before it is planned."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import campaign as rules
from refdesk.domain.ids import CampaignId
from refdesk.domain.working_time import days_of_month
from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, campaign_days, campaigns
from refdesk.services.campaign_days import CampaignRow
from refdesk.services.campaigns import PlanDraft, Preview
from refdesk.services.desk import Desk
from refdesk.ui import slices, timers
from refdesk.ui.campaign import plan_words
from refdesk.ui.campaign.month_calendar import MonthCalendar
from refdesk.ui.campaign.plan_side import PlanSide
from refdesk.ui.campaign.who_choice import WhoChoice
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

MINUTES, BEST, EVERYBODY = "minutes", "best", "everybody"
MONTHS_AHEAD = 14
REDRAW_AFTER_MS = 120


class PlanDialog(Dialog):
    """Asks and shows at once what the answers mean; `saved` brings the id of the referral month.

    `like` is a month whose choice of people and minutes are proposed again, `first_on` the month to begin with.
    """

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, like: CampaignRow | None = None, first_on: date | None = None
    ) -> None:
        super().__init__(
            _("Plan a referral month"), parent, main=_("Plan"), main_icon="calendar-check", size=QSize(980, 800)
        )
        self._workplace = workplace
        desk = workplace.desk
        self._today = desk.today()
        self._working = desk.ask(business.working_time)
        self._turn = 0
        months = self._months()
        self.month = Combo(months, self, name=_("Month"), value=first_on or self._first_free(months))
        self.reach = self._reach()
        self.minutes = LineEdit(str(desk.ask(business.load).minutes_a_day), self, name=_("Minutes a day for calls"))
        aside = _("a call counts as {n} minutes").format(n=self._working.rules.minutes_a_call)
        self._minutes_field = Field(_("Minutes a day for calls"), self.minutes, self, name="minutes_a_day", aside=aside)
        self._month_field = Field(_("Month"), self.month, self, name="first_on")
        self.who = WhoChoice(desk, self)
        self.result = Label("", Style.SAY, self, wrap=True)
        self._everybody = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.calendar = MonthCalendar(self)
        self.calendar.setEnabled(False)  # it only shows
        self.off = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self.side = PlanSide(self)
        self._later = timers.once(self, REDRAW_AFTER_MS, self._ask_again)
        if like is not None:
            self._show_like(like)
        self._lay_out_form()
        self._connect_form()
        self.who.hide()  # its many fields are painted in an event of their own
        QTimer.singleShot(slices.AFTER_PAINT_MS, self.who, self.who.show)
        self._ask_again()

    def draft(self) -> PlanDraft:
        """Return what is asked; raises `Refused` for minutes that are no number, or when no month is left."""
        first = self.month.value()
        if not isinstance(first, date):
            raise Refused(Problem("first_on", _("There is no working day in the months ahead. See your working days.")))
        first_on, last_on = days_of_month(first.year, first.month)
        if not self._has_days(first_on):
            words = _("{month} has no working day. Choose another month, or see your days off.")
            raise Refused(Problem("first_on", words.format(month=i18n.month_year(first_on))))
        chosen = PlanDraft(
            first_on, last_on, without=self.side.without(), who=self.who.value(), confirmed=self.side.confirmed(),
            one_a_household=self.who.one_a_household.isChecked(),
        )  # fmt: skip
        if self.reach.value() == MINUTES:
            return replace(chosen, minutes_a_day=self._typed_minutes())
        return replace(chosen, most=self._working.rules.best_first if self.reach.value() == BEST else None)

    def _typed_minutes(self) -> int:
        typed = self.minutes.text().strip()
        if not typed.isdecimal() or len(typed) > 4:
            raise Refused(Problem("minutes_a_day", _("Type the minutes as a number, such as 40.")))
        return int(typed)

    def _months(self) -> list[tuple[object, str]]:
        """Return the months ahead; one that is all days off can be chosen too, and says so."""
        found: list[tuple[object, str]] = []
        year, month = self._today.year, self._today.month
        for _each in range(MONTHS_AHEAD):
            first = date(year, month, 1)
            if found or self._has_days(first):
                found.append((first, i18n.month_year(first)))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return found

    def _has_days(self, first_on: date) -> bool:
        first, last = days_of_month(first_on.year, first_on.month)
        return bool(rules.days_to_call(first, last, working=self._working, today=self._today))

    def _first_free(self, months: Iterable[tuple[object, str]]) -> object:
        """Return the first month with working days in which nothing is planned yet."""
        planned = self._workplace.desk.ask(campaign_days.all_months)
        for value, _words in months:
            assert isinstance(value, date), "months are named by their first day"
            last = days_of_month(value.year, value.month)[1]
            if self._has_days(value) and all(each.last_on < value or each.first_on > last for each in planned):
                return value
        return None

    def _show_like(self, like: CampaignRow) -> None:
        self.who.show_words(like.who)
        self.who.one_a_household.setChecked(like.one_a_household)
        if like.minutes_a_day is not None:
            self.reach.set_value(MINUTES)
            self.minutes.setText(str(like.minutes_a_day))

    def _ask_again(self) -> None:
        self._later.stop()
        self._minutes_field.setVisible(self.reach.value() == MINUTES)
        self.main_button.set_words(_("Plan {month}").format(month=self.month.currentText()))
        self.clear_problems()
        self._turn += 1
        try:
            work = partial(_preview, self._workplace.desk, self.draft(), self._turn)
        except Refused as refused:
            self._cannot(refused)
        else:
            self._workplace.jobs.start(work, then=self._previewed, failed=self._cannot)

    def _previewed(self, made: tuple[int, Preview]) -> None:
        turn, found = made
        if turn == self._turn:
            self.main_button.setEnabled(bool(found.reached))
            self._show(found)

    def _cannot(self, fault: RefDeskError) -> None:
        self.result.setText("")
        self._everybody.setText("")
        self.off.setText("")
        self.calendar.hide()
        self.main_button.setEnabled(False)
        self._show_fields(fault.problems if isinstance(fault, Refused) else (Problem("", fault.sentence),))

    def _show_fields(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong without taking the focus from whoever types."""
        fields = {"minutes_a_day": self._minutes_field, "who": self.who.words_field}
        for problem in problems:
            fields.get(problem.field, self._month_field).set_error(problem.sentence)

    def _show(self, found: Preview) -> None:
        self.result.setText(plan_words.reach_words(found))
        self._everybody.setText(plan_words.load_words(found, self._working.rules, chosen=self.who.value()))
        self.calendar.show_days(found.calendar, None, self._today)
        self.calendar.show()
        self.off.setText(plan_words.off_words(found.calendar))
        self.off.setVisible(bool(self.off.text()))
        self.side.show_people(found.to_confirm, found.reasons)

    def _plan(self) -> None:
        try:
            work = partial(_make_plan, self._workplace.desk, self.draft())
        except Refused as refused:
            self.show_problems(refused.problems)
            return
        self.main_button.setEnabled(False)
        self._workplace.jobs.start(work, then=self._planned, failed=self._not_planned, writes=True)

    def _planned(self, campaign_id: CampaignId) -> None:
        self._workplace.done(_("{month} is planned").format(month=self.month.currentText()))
        self.saved.emit(campaign_id)
        self.accept()

    def _not_planned(self, fault: RefDeskError) -> None:
        self.main_button.setEnabled(True)
        self.show_fault(fault)

    def _reach(self) -> Segment:
        return Segment(
            [
                Choice(BEST, _("The best {n}").format(n=self._working.rules.best_first)),
                Choice(MINUTES, _("Minutes a day")),
                Choice(EVERYBODY, _("Everybody")),
            ],
            self, name=_("How many people"), fill=True,
        )  # fmt: skip

    def _connect_form(self) -> None:
        self.main_pressed.connect(self._plan)
        self.month.chosen.connect(self._ask_again)
        self.reach.chosen.connect(self._ask_again)
        for later in (self.minutes.textEdited, self.who.changed, self.side.changed):
            later.connect(self._later.start)

    def _lay_out_form(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self._month_field, 2, Qt.AlignmentFlag.AlignTop)
        first.addWidget(Field(_("How many people"), self.reach, self), 3, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(first)
        for part in (
            self._minutes_field, self.who, self.result, self._everybody, self.calendar, self.off,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.set_side(self.side)


def _preview(desk: Desk, draft: PlanDraft, turn: int, _progress: Progress) -> tuple[int, Preview]:
    return turn, desk.ask(campaigns.preview, draft, desk.today(), desk.ask(business.working_time))


def _make_plan(desk: Desk, draft: PlanDraft, _progress: Progress) -> CampaignId:
    return desk.do(campaigns.plan, draft)
