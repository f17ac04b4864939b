"""Referral month: its calendar, the calls of a day, what to say; planned, printed, and its results entered."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.changes import Changes
from refdesk.domain.ids import CampaignId, ContactId, EntryId
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import call_mode, campaign_days
from refdesk.services.campaign_closing import NextMonth
from refdesk.services.campaign_days import Calendar
from refdesk.ui import theme
from refdesk.ui.campaign import month_reading
from refdesk.ui.campaign.call_panel import CallPanel
from refdesk.ui.campaign.call_room import CallRoom
from refdesk.ui.campaign.day_panel import DayPanel
from refdesk.ui.campaign.enter_results import EnterResults
from refdesk.ui.campaign.month_acts import MonthActs
from refdesk.ui.campaign.month_panel import MonthPanel
from refdesk.ui.campaign.month_reading import Day, Month
from refdesk.ui.campaign.month_views import MAKERS, MonthViews, View
from refdesk.ui.campaign.sheets_dialog import SheetsDialog
from refdesk.ui.page import Page, Region
from refdesk.ui.slices import Slices
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import EmptyState, Hairline
from refdesk.ui.workplace import Workplace

MONTH_WIDTH, DAY_WIDTH = 322, 334
DAY_SHARE = 0.38
"""Of the width, so much at most is for the calls where the text is larger."""
NARROW_BELOW = 1100
GRID_BESIDE_FROM = 1500
"""From this width on the calendar stands beside the grid of a sheet too: below, what was written needs the room."""


class CampaignPage(Page):
    """The referral month of today, or the one that was chosen."""

    kinds = (
        "campaign", "campaign_entry", "campaign_try", "contact", "contact_point", "gift", "promise", "referral",
        "setting", "touch",
    )  # fmt: skip
    person_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    referral_wanted = Signal(int)
    import_wanted = Signal()
    print_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, *, in_parts: bool = False) -> None:
        super().__init__(workplace, parent)
        self._narrow: bool | None = None
        self._campaign_id: CampaignId | None = None
        self._day: date | None = None
        self._calendar: Calendar | None = None
        self._shown: Day | None = None
        self._asked = 0
        self._wants_focus = False
        self._slices = Slices(self)
        if not in_parts:
            self.make_whole()

    def parts(self) -> Iterator[None]:
        """Make what the page consists of, about as much with each step."""
        workplace = self.workplace
        self.empty = EmptyState(
            _("No referral month is planned"),
            _("Once a year you call the people you like to work with: help first, then ask. RefDesk plans who is "
              "called on which day, prints the sheets, and takes the results back in."),
            self, icon="calendar-check", act=_("Plan a referral month"), act_icon="calendar-check",
            links=(_("Import contacts first"),),
        )  # fmt: skip
        yield
        self.month = MonthPanel(self)
        yield
        self.calls = DayPanel(self)
        self._call_room = CallRoom(workplace, self.calls, self)
        yield
        self.results = EnterResults(workplace, self)
        self.views = MonthViews(workplace, self)
        self.acts = MonthActs(workplace, self)
        yield
        self._lay_out()
        self._connect()
        theme.follow(self._fit)

    @property
    def call(self) -> CallPanel:
        """Return the call that is made; its panel is made when the first day is shown, not with the page."""
        return self._call_room.panel

    def show_day(self, day: date) -> None:
        """Show a day of the referral month in which it lies."""
        found = self.workplace.desk.ask(campaign_days.on_day, day)
        if found is not None:
            self._campaign_id, self._day = found.campaign_id, day
            self.views.show_view(View.CALENDAR)
        self.mark_stale()

    def show_call(self, entry_id: EntryId) -> None:
        """Show one call, on the day for which it is planned."""
        try:
            self._campaign_id, self._day = self.workplace.desk.ask(call_mode.place_of, entry_id)
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
            return
        self.calls.choose(entry_id)
        self.views.show_view(View.CALENDAR)
        self._wants_focus = True
        self.mark_stale()

    def apply_changes(self, changes: Changes) -> None:
        if not self._call_room.is_keeping:  # notes of the call that is shown change nothing else here
            super().apply_changes(changes)

    def refresh(self) -> None:
        """Load the referral month, the day shown and its calls off the window's thread."""
        self._asked += 1
        desk = self.workplace.desk
        work = partial(
            month_reading.read, desk, self._campaign_id, self._day, desk.today(),
            chosen=self.calls.chosen(), with_call=not self._call_room.shows_somebody,
        )  # fmt: skip
        self.workplace.jobs.start(work, then=partial(self._show, self._asked), failed=self.workplace.show_fault)

    def take_focus(self) -> None:
        if self.views.shown is View.EMPTY:
            self.empty.act.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.views.shown is View.ENTER:
            self.results.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.views.shown in MAKERS:
            self.views.take_focus()
        elif self._shown is None:
            self._wants_focus = True  # it is still being read
        else:
            self.calls.take_focus()

    def regions(self) -> tuple[Region, ...]:
        """Return the calendar, the calls of the day and the call; or the calendar and the grid."""
        if self.views.shown is View.ENTER and self._left.isVisible():
            return (Region(self.month, self._go_to_calendar), Region(self.results, self.take_focus))
        if self.views.shown is not View.CALENDAR:
            return super().regions()
        return (
            Region(self.month, self._go_to_calendar),
            Region(self.calls, self.calls.take_focus),
            Region(self.call, self.call.begin),
        )

    def _go_to_calendar(self) -> None:
        cell = self.month.calendar.cells().get(self._day) if self._day else None
        there = self.month.days if cell is None or not cell.isVisible() else cell
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fold the calendar where there is little room; larger text needs more of it."""
        narrow = self.width() < theme.scaled(NARROW_BELOW)
        day_width = min(theme.scaled(DAY_WIDTH), max(DAY_WIDTH, round(self.width() * DAY_SHARE)))
        self._middle.setFixedWidth(day_width)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange(narrow=narrow)
        self._stand_beside(self.views.shown)

    def _stand_beside(self, shown: View) -> None:
        """Show the calendar at the left of a view that leaves room for it."""
        narrow = self.width() < theme.scaled(NARROW_BELOW)
        grid_beside = shown is View.ENTER and self.width() >= theme.scaled(GRID_BESIDE_FROM)
        beside = grid_beside or (shown is View.CALENDAR and not narrow)
        self._left.setVisible(beside)
        self._left_line.setVisible(beside)

    def plan(self) -> None:
        """Open the form of a new referral month."""
        self.acts.plan()

    def replan(self, campaign_id: int) -> None:
        """Open the form by which the rest of a month is planned anew."""
        self.acts.replan(CampaignId(campaign_id))

    def print_sheets(self, day: date) -> None:
        """Open the form by which the sheets of a day, a week or the rest are printed."""
        if self._campaign_id is not None:
            dialog = SheetsDialog(self.workplace, self, campaign_id=self._campaign_id, day=day)
            dialog.print_wanted.connect(self.print_wanted)
            dialog.open()

    def printing(self) -> Callable[[], object] | str:
        """Print what is seen: the report by itself, else the sheets of the day."""
        if self._campaign_id is None:
            return _("No referral month is planned.")
        act: Callable[[], object] = getattr(self.views.currentWidget(), "print_pages", self._print_day)
        return act

    def _print_day(self) -> None:
        if self._day is not None:
            self.print_sheets(self._day)

    def enter_results(self) -> None:
        """Show the grid for the filled sheet of this day."""
        self.views.show_view(View.ENTER)
        self._show_calls()
        self.results.begin()

    def open_view(self, view: View) -> None:
        """Show another view of this month, such as its closing report."""
        if self._campaign_id is not None:
            self.views.open(view, self._campaign_id)

    def _show(self, asked: int, found: Month | None) -> None:
        if asked != self._asked:
            return
        if found is None:
            self._campaign_id, self._day, self._shown = None, None, None
            self.views.show_view(View.EMPTY)
            self.count_changed.emit(0)
            return
        self._campaign_id, self._day = found.calendar.campaign.campaign_id, found.shown.day
        self._slices.run(self._fill(found))

    def _fill(self, found: Month) -> Iterator[None]:
        self._calendar = found.calendar
        self.month.show_month(found.calendar, found.months, found.shown.day, self.workplace.desk.today())
        self.acts.show_month(found.calendar)
        yield
        self._show_day(found.shown)
        yield
        yield from self._call_room.coming()
        self._show_script()
        yield
        if self.views.shown in {View.EMPTY, View.BLANK}:
            self.call.hide()  # it is laid out and painted in an event of its own
            self._stand_beside(View.CALENDAR)  # before it comes, which would be laid out twice
            self.views.show_view(View.CALENDAR)
        self.views.refresh_shown()
        self.count_changed.emit(found.calendar.people - found.calendar.called)
        if self._wants_focus:
            self._wants_focus = False
            self.calls.take_focus()
        yield
        self.call.show()

    def _show_calls(self) -> None:
        self._slices.run(self._read_calls())

    def _read_calls(self) -> Iterator[None]:
        if self._campaign_id is not None and self._day is not None:
            self._show_day(month_reading.read_day(self.workplace.desk, self._campaign_id, self._day))
            yield  # what to say comes in an event of its own
            self._show_script()
            self.call.show()

    def _show_day(self, shown: Day) -> None:
        self._shown = shown
        profile = shown.profile
        off = profile.working_time.holiday_on(shown.day) or ""
        self.calls.show_day(
            shown.day, shown.entries, today=self.workplace.desk.today(), country=profile.country, off_words=off
        )
        if self.views.shown is View.ENTER and self._calendar is not None:
            self.results.show_day(self._calendar, shown)

    def _show_script(self) -> None:
        if self._shown is not None:
            self._call_room.show_chosen(self._shown)

    def _choose_day(self, day: date) -> None:
        self._day = day
        self.month.choose_day(day)
        if self.views.shown is View.ENTER and day > self.workplace.desk.today():
            self.views.show_view(View.CALENDAR)  # nothing is written on that sheet yet
        self._show_calls()

    def _choose_month(self, campaign_id: CampaignId) -> None:
        self._campaign_id, self._day = campaign_id, None
        self.refresh()

    def _planned(self, campaign_id: int) -> None:
        self._wants_focus = True
        self._choose_month(CampaignId(campaign_id))

    def _replanned(self) -> None:
        """Go on to the calls: the button that was pressed goes with what it was for."""
        self._wants_focus = True
        self.refresh()

    def _leave_view(self) -> None:
        self.views.show_view(View.CALENDAR)
        self.calls.take_focus()

    def _show_person(self, contact_id: ContactId) -> None:
        self.person_wanted.emit(contact_id)

    def _arrange(self, *, narrow: bool) -> None:
        """Fold the calendar into a day picker above the calls when the window is narrow."""
        self.month.fold(folded=narrow)
        self.calls.fold(folded=narrow)
        if narrow:
            self._left.takeWidget()
            self._calls_column.insertWidget(0, self.month)
        else:
            self._left.setWidget(self.month)
        self.month.show()
        self.month.follow_in_keys(self.empty.act)  # the first here that takes the focus; only after such one can be put

    def _connect(self) -> None:
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.calls.enter.click)
        self.views.currentChanged.connect(self._fit)
        self.empty.pressed.connect(self.plan)
        self.empty.link_pressed.connect(self._import)
        self._connect_acts()
        self.month.day_chosen.connect(self._choose_day)
        self.month.month_chosen.connect(self._choose_month)
        self.calls.entry_chosen.connect(self._show_script)
        self._call_room.call_wanted.connect(self.show_call)
        self._call_room.person_wanted.connect(self._show_person)
        self._call_room.overtaken.connect(self.refresh)
        self.calls.print_wanted.connect(self._print_day)
        self.calls.results_wanted.connect(self.enter_results)
        self.results.left.connect(self._leave_view)
        self.results.sheet_wanted.connect(self._enter_day)
        self.results.print_again_wanted.connect(self.print_sheets)
        self.results.referral_wanted.connect(self.referral_wanted)
        self.views.left.connect(self._leave_view)
        self.views.person_wanted.connect(self.person_wanted)
        self.views.referral_shown_wanted.connect(self.referral_shown_wanted)
        self.views.view_wanted.connect(self.open_view)
        self.views.plan_wanted.connect(self._plan_next)
        self.month.links.view_wanted.connect(self.open_view)
        self.views.print_wanted.connect(self.print_wanted)
        self.views.day_wanted.connect(self.show_day)

    def _connect_acts(self) -> None:
        self.month.menu_wanted.connect(self.acts.open_menu)
        self.month.day_menu_wanted.connect(self.acts.open_day_menu)
        self.month.print_wanted.connect(self.print_sheets)
        self.month.coverage.replan_wanted.connect(self.acts.replan)
        self.month.coverage.missed_wanted.connect(self.acts.show_missed)
        self.acts.planned.connect(self._planned)
        self.acts.replanned.connect(self._replanned)
        self.acts.person_wanted.connect(self.person_wanted)
        self.acts.print_wanted.connect(self.print_sheets)
        self.acts.enter_wanted.connect(self._enter_day)
        self.acts.view_wanted.connect(self.open_view)

    def _plan_next(self, coming: NextMonth) -> None:
        """Propose the month that follows this one, with its people and minutes."""
        self.acts.plan(self._campaign_id, coming.first_on)

    def _enter_day(self, day: date) -> None:
        self._choose_day(day)
        self.enter_results()

    def _import(self) -> None:
        self.import_wanted.emit()

    def _lay_out(self) -> None:
        self._left = ScrollArea(self.month, self)
        self._left.setFixedWidth(MONTH_WIDTH)
        self._left_line = Hairline(self, upright=True)
        shown = QWidget(self)
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._middle = QWidget(shown)
        self._calls_column = QVBoxLayout(self._middle)
        self._calls_column.setContentsMargins(0, 0, 0, 0)
        self._calls_column.setSpacing(0)
        self._calls_column.addWidget(self.calls, 1)
        row.addWidget(self._middle)
        row.addWidget(Hairline(shown, upright=True))
        row.addLayout(self._call_room.column, 1)
        self.views.put_card(View.EMPTY, self.empty)
        self.views.put(View.CALENDAR, shown)
        self.views.put(View.ENTER, self.results)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._left)
        whole.addWidget(self._left_line)
        whole.addWidget(self.views, 1)
