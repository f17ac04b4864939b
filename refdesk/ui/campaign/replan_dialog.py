"""The rest of a referral month planned anew, or one of its days moved: seen before it is done."""

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.campaign_spread import How
from refdesk.domain.ids import CampaignId
from refdesk.domain.rules import Rules
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, campaign_days, campaign_replan
from refdesk.services.campaign_replan import Replan, ReplanDraft
from refdesk.services.desk import Desk
from refdesk.ui.campaign import plan_words
from refdesk.ui.campaign.month_calendar import MonthCalendar
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

NAMES_SHOWN = 6


class ReplanDialog(Dialog):
    """Shows what a new plan would be, whichever way is chosen; `saved` brings the id of the month.

    With an `off_day` the calls of that day alone are moved.
    """

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, campaign_id: CampaignId, off_day: date | None = None
    ) -> None:
        self._campaign_id, self._off_day = campaign_id, off_day
        moves = off_day is not None
        title = _("Re-plan the rest of the month")
        if off_day is not None:
            title = _("Move the calls of {day}").format(day=i18n.day_month(off_day))
        main = _("Move the calls") if moves else _("Re-plan")
        super().__init__(title, parent, main=main, main_icon="calendar-days", size=QSize(720, 700))
        self._workplace = workplace
        self._turn = 0
        self._rules = workplace.desk.ask(business.working_time).rules
        self.how = Segment(
            [
                Choice(How.EVENLY, _("More calls a day")),
                Choice(How.LONGER, _("Go on longer")),
                Choice(How.FEWER, _("Fewer people")),
            ],
            self, name=_("What gives way"), value=How.EVENLY, fill=True,
        )  # fmt: skip
        self._field = Field(_("What gives way"), self.how, self, name="how")
        self.result = Label("", Style.SAY, self, wrap=True)
        self.details = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.calendar = MonthCalendar(self)
        self.calendar.setEnabled(False)  # it only shows
        self.off = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        for part in (self._field, self.result, self.details, self.calendar, self.off):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._field.setVisible(not moves)
        self.how.chosen.connect(self._ask_again)
        self.main_pressed.connect(self._replan)
        self._ask_again()

    def draft(self) -> ReplanDraft:
        """Return what is asked."""
        return ReplanDraft(self._campaign_id, How(self.how.value()), self._off_day)

    def _ask_again(self) -> None:
        self.clear_problems()
        self._turn += 1
        work = partial(_preview, self._workplace.desk, self.draft(), self._turn)
        self._workplace.jobs.start(work, then=self._previewed, failed=self._cannot)

    def _previewed(self, made: tuple[int, Replan]) -> None:
        turn, found = made
        if turn != self._turn:
            return
        gone = found.left_count if self.how.value() == How.FEWER else 0
        self.main_button.setEnabled(bool(found.moved or gone))
        self.result.setText(result_words(found, is_one_day=self._off_day is not None))
        self.details.setText(details_words(found, How(self.how.value()), self._rules))
        self.calendar.show_days(found.calendar, None, self._workplace.desk.today())
        self.off.setText(plan_words.off_words(found.calendar))
        for part in (self.details, self.off):
            part.setVisible(bool(part.text()))
        self.calendar.show()

    def _cannot(self, fault: RefDeskError) -> None:
        for label in (self.result, self.details, self.off):
            label.setText("")
        self.calendar.hide()
        self.main_button.setEnabled(False)
        if isinstance(fault, Refused) and self._off_day is None:
            self._field.set_error(fault.sentence)
        else:
            self.show_fault(fault)

    def _replan(self) -> None:
        self.main_button.setEnabled(False)
        work = partial(_make, self._workplace.desk, self.draft())
        self._workplace.jobs.start(work, then=self._replanned, failed=self._not_replanned, writes=True)

    def _replanned(self, said: str) -> None:
        self._workplace.done(said)
        self.saved.emit(self._campaign_id)
        self.accept()

    def _not_replanned(self, fault: RefDeskError) -> None:
        self.main_button.setEnabled(True)
        self.show_fault(fault)


def result_words(found: Replan, *, is_one_day: bool) -> str:
    """Return how many calls move, and why."""
    if not found.moved and not found.left_count:
        return _("Nothing has to move: each call has its day.")
    moved = ngettext("{n} call gets another day.", "{n} calls get another day.", found.moved)
    words = moved.format(n=i18n.number(found.moved))
    if is_one_day or not found.behind:
        return words
    behind = ngettext("{n} is left from days gone by.", "{n} are left from days gone by.", found.behind)
    return f"{words} {behind.format(n=i18n.number(found.behind))}"


def details_words(found: Replan, how: How, rules: Rules) -> str:
    """Return what a day takes, when the month ends, who finds no day, and which sheets are to be printed again."""
    lines = []
    if found.calls_a_day:
        a_day = ngettext("At most {n} call a day: {minutes}.", "At most {n} calls a day: {minutes}.", found.calls_a_day)
        minutes = plan_words.minutes_words(found.calls_a_day * rules.minutes_a_call)
        ends = _("The month ends on {day}.").format(day=i18n.day_month(found.last_on))
        lines.append(f"{a_day.format(n=i18n.number(found.calls_a_day), minutes=minutes)} {ends}")
    if found.left_count:
        lines.append(_left_words(found, how))
    if found.printed:
        days = ", ".join(i18n.day_month(day) for day in found.printed)
        lines.append(_("Printed already, and to be printed again: {days}.").format(days=days))
    return "\n".join(lines)


def _left_words(found: Replan, how: How) -> str:
    if how is How.FEWER:
        words = ngettext(
            "{n} person is called no more: {names}", "{n} people are called no more: {names}", found.left_count
        )
    else:
        words = ngettext(
            "{n} person finds no later day in this month: {names}",
            "{n} people find no later day in this month: {names}", found.left_count,
        )  # fmt: skip
    named = ", ".join(found.left[:NAMES_SHOWN])
    more = found.left_count - NAMES_SHOWN
    rest = " " + _("and {n} more").format(n=i18n.number(more)) if more > 0 else ""
    return words.format(n=i18n.number(found.left_count), names=f"{named}{rest}.")


def _preview(desk: Desk, draft: ReplanDraft, turn: int, _progress: Progress) -> tuple[int, Replan]:
    return turn, desk.ask(campaign_replan.preview, draft, desk.now(), desk.ask(business.working_time))


def _make(desk: Desk, draft: ReplanDraft, _progress: Progress) -> str:
    month = desk.ask(campaign_days.month, draft.campaign_id)
    moved = desk.do(campaign_replan.replan, draft)
    words = ngettext("{month}: {n} call has another day", "{month}: {n} calls have another day", moved)
    return words.format(month=month.name, n=i18n.number(moved))
