"""Planning a referral month: which month, how many calls, and honestly what comes of it before it is planned."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import campaign as rules
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.working_time import days_of_month
from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, campaign_days, campaigns
from refdesk.services.campaign_days import CalendarDay
from refdesk.services.campaigns import ConfirmRow, PlanDraft, Preview
from refdesk.services.desk import Desk
from refdesk.ui.campaign.month_calendar import MonthCalendar
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import SectionHead, Surface
from refdesk.ui.workplace import Workplace

MINUTES, BEST, EVERYBODY = "minutes", "best", "everybody"
MONTHS_AHEAD = 12
MOST_TO_CONFIRM = 200
NAMES_SHOWN = 6
REDRAW_AFTER_MS = 120
SIDE_WIDTH = 340


class PlanDialog(Dialog):
    """Asks and shows at once what the answers mean; `saved` brings the id of the referral month."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Plan a referral month"), parent, main=_("Plan"), main_icon="calendar-check", size=QSize(920, 740)
        )
        self._workplace = workplace
        desk = workplace.desk
        self._today = desk.today()
        self._working = desk.ask(business.working_time)
        self._turn = 0
        self._asked: dict[ContactId, Check] = {}
        self.month = Combo(self._months(), self, name=_("Month"), value=self._first_free())
        self.reach = Segment(
            [
                Choice(MINUTES, _("Minutes a day")),
                Choice(BEST, _("The best {n}").format(n=self._working.rules.best_first)),
                Choice(EVERYBODY, _("Everybody")),
            ],
            self, name=_("How many people"), fill=True,
        )  # fmt: skip
        self.minutes = LineEdit(str(desk.ask(business.load).minutes_a_day), self, name=_("Minutes a day for calls"))
        aside = _("a call counts as {n} minutes").format(n=self._working.rules.minutes_a_call)
        self._minutes_field = Field(_("Minutes a day for calls"), self.minutes, self, name="minutes_a_day", aside=aside)
        self._month_field = Field(_("Month"), self.month, self, name="first_on")
        self.result = Label("", Style.SAY, self, wrap=True)
        self._everybody = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.calendar = MonthCalendar(self)
        self.calendar.setEnabled(False)  # it only shows
        self._confirm = QWidget(self)
        self._left_out = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REDRAW_AFTER_MS)
        self._lay_out_form()
        self._connect_form()
        self._ask_again()

    def draft(self) -> PlanDraft:
        """Return what is asked; raises `Refused` for minutes that are no number."""
        first = self.month.value()
        assert isinstance(first, date), "a month is chosen"
        first_on, last_on = days_of_month(first.year, first.month)
        without = frozenset(contact_id for contact_id, check in self._asked.items() if not check.isChecked())
        chosen = PlanDraft(first_on, last_on, without=without)
        if self.reach.value() == MINUTES:
            return replace(chosen, minutes_a_day=self._typed_minutes())
        return replace(chosen, most=self._working.rules.best_first if self.reach.value() == BEST else None)

    def _typed_minutes(self) -> int:
        typed = self.minutes.text().strip()
        if not typed.isdecimal() or len(typed) > 4:
            raise Refused(Problem("minutes_a_day", _("Type the minutes as a number, such as 40.")))
        return int(typed)

    def _months(self) -> list[tuple[object, str]]:
        found: list[tuple[object, str]] = []
        year, month = self._today.year, self._today.month
        for _each in range(MONTHS_AHEAD):
            first, last = days_of_month(year, month)
            if rules.days_to_call(first, last, working=self._working, today=self._today):
                found.append((first, i18n.month_year(first)))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return found

    def _first_free(self) -> object:
        """Return the first month in which nothing is planned yet."""
        planned = self._workplace.desk.ask(campaign_days.all_months)
        for value, _words in self._months():
            assert isinstance(value, date), "months are named by their first day"
            last = days_of_month(value.year, value.month)[1]
            if all(each.last_on < value or each.first_on > last for each in planned):
                return value
        return None

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
        self.calendar.hide()
        self.main_button.setEnabled(False)
        self._show_fields(fault.problems if isinstance(fault, Refused) else (Problem("", fault.sentence),))

    def _show_fields(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong without taking the focus from whoever types."""
        fields = {"minutes_a_day": self._minutes_field}
        for problem in problems:
            fields.get(problem.field, self._month_field).set_error(problem.sentence)

    def _show(self, found: Preview) -> None:
        self.result.setText(_reach_words(found))
        self._everybody.setText(_everybody_words(found, self._working.rules.minutes_a_call))
        loads = dict(found.days)
        first, last = self.draft().first_on, self.draft().last_on
        days = [first.replace(day=number) for number in range(1, last.day + 1)]
        shown = [self._day(day, loads.get(day, 0)) for day in days if day >= self._today]
        self.calendar.show_days(shown, None, self._today)
        self.calendar.show()
        self._left_out.setText(_left_out_words(found))
        self._show_confirm(found.to_confirm)

    def _day(self, day: date, calls: int) -> CalendarDay:
        works = self._working.is_working_day(day)
        return CalendarDay(day, calls, 0, works, "" if works else _("off"), is_numbered=False)

    def _show_confirm(self, rows: tuple[ConfirmRow, ...]) -> None:
        """List everybody of whom it is not known, once; whoever was taken off stays listed."""
        for row in rows:
            if row.contact_id not in self._asked and len(self._asked) < MOST_TO_CONFIRM:
                check = Check(row.name, self._confirm, checked=True)
                check.toggled.connect(self._later.start)
                self._asked[row.contact_id] = check
                self._confirm_column.addWidget(check)
        more = sum(row.contact_id not in self._asked for row in rows)
        self._more.setText(ngettext("and {n} more person", "and {n} more people", more).format(n=more) if more else "")
        self._more.setVisible(bool(more))
        for part in (self._confirm_head, self._confirm_hint, self._confirm):
            part.setVisible(bool(self._asked))

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

    def _connect_form(self) -> None:
        self.main_pressed.connect(self._plan)
        self.month.chosen.connect(self._ask_again)
        self.reach.chosen.connect(self._ask_again)
        self.minutes.textEdited.connect(self._later.start)
        self._later.timeout.connect(self._ask_again)

    def _lay_out_form(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self._month_field, 2, Qt.AlignmentFlag.AlignTop)
        first.addWidget(Field(_("How many people"), self.reach, self), 3, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(first)
        self.body.addWidget(self._minutes_field)
        self.body.addWidget(self.result)
        self.body.addWidget(self._everybody)
        self.body.addWidget(self.calendar)
        side = Surface(self, ground="sunk")
        side.setFixedWidth(SIDE_WIDTH)
        inside = QWidget(side)
        column = QVBoxLayout(inside)
        column.setContentsMargins(22, 18, 16, 18)
        column.setSpacing(10)
        self._confirm_head = SectionHead(_("May we call them?"), inside)
        self._confirm_hint = Label(
            _("It is not noted yet. They are on the plan: untick whoever should not be called."),
            Style.SECOND, inside, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self._confirm_column = QVBoxLayout(self._confirm)
        self._confirm_column.setContentsMargins(0, 0, 0, 0)
        self._confirm_column.setSpacing(8)
        self._more = Label("", Style.SECOND, inside, ink=Ink.INK2)
        for part in (self._confirm_head, self._confirm_hint, self._confirm, self._more):
            column.addWidget(part)
        column.addWidget(SectionHead(_("Left out"), inside))
        column.addWidget(self._left_out)
        column.addStretch(1)
        around = QVBoxLayout(side)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(ScrollArea(inside, side))
        self.set_side(side)


def _reach_words(found: Preview) -> str:
    days = len(found.days)
    words = _("The plan reaches {n} of {all} people who may be called, on {days}.")
    on_days = ngettext("{n} working day", "{n} working days", days).format(n=days)
    return words.format(n=found.reached, all=found.callable_people, days=on_days)


def _everybody_words(found: Preview, minutes_a_call: int) -> str:
    if not found.callable_people:
        return _("There is nobody to call yet. Add contacts with a phone number first.")
    if found.reached >= found.callable_people:
        most = max((calls for _day, calls in found.days), default=0)
        words = ngettext(
            "At most {n} call a day: {minutes} minutes.", "At most {n} calls a day: {minutes} minutes.", most
        )
        return words.format(n=most, minutes=most * minutes_a_call)
    words = _("The best ranks come first. Everybody would take {n} minutes a day.")
    return words.format(n=found.minutes_for_everybody)


def _left_out_words(found: Preview) -> str:
    by_reason: dict[rules.Reason, list[str]] = {}
    for row in found.left_out:
        by_reason.setdefault(row.reason, []).append(row.name)
    if not by_reason:
        return _("Nobody.")
    lines = []
    for reason, people in by_reason.items():
        named = ", ".join(people[:NAMES_SHOWN])
        more = len(people) - NAMES_SHOWN
        rest = " " + _("and {n} more").format(n=more) if more > 0 else ""
        lines.append(f"{len(people)} {_(rules.REASON_WORDS[reason])}: {named}{rest}")
    return "\n\n".join(lines)


def _preview(desk: Desk, draft: PlanDraft, turn: int, _progress: Progress) -> tuple[int, Preview]:
    return turn, desk.ask(campaigns.preview, draft, desk.today(), desk.ask(business.working_time))


def _make_plan(desk: Desk, draft: PlanDraft, _progress: Progress) -> CampaignId:
    return desk.do(campaigns.plan, draft)
