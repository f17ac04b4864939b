"""Today: what to do now, each line with its one button."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.today import Section
from refdesk.domain.touches import Purpose
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.ui import slices, theme
from refdesk.ui.page import Page
from refdesk.ui.slices import Slices
from refdesk.ui.today import line_words
from refdesk.ui.today.empty_day import EmptyDay
from refdesk.ui.today.goal_strip import GoalStrip
from refdesk.ui.today.hour_strip import HourStrip
from refdesk.ui.today.line_acts import LineActs
from refdesk.ui.today.line_row import LineRow
from refdesk.ui.today.next_days import NextDays
from refdesk.ui.today.section_rows import SectionRows
from refdesk.ui.today.snooze_menu import Snoozing
from refdesk.ui.today.today_head import TodayHead
from refdesk.ui.today.walking import Walking
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

if TYPE_CHECKING:
    from refdesk.services.today import Line
    from refdesk.services.today_ahead import DayAhead
    from refdesk.ui.today.day_reading import WholeDay

MINUTE_MS = 60_000
NARROW_BELOW = 960


class TodayPage(Page):
    """The list of the day; arrows move, Enter does it, S puts it off, and the next line opens."""

    kinds = ("contact", "contact_point", "referral", "referral_giver", "stage_move", "thanks", "thanks_part", "touch",
             "promise", "printed", "campaign_entry", "campaign_try", "campaign", "setting", "win", "introduction",
             "reminder", "snooze", "goal", "yearly_date", "plan", "stage", "gift",
             "reward", "postal_address", "household")  # fmt: skip
    person_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    first_contact_wanted = Signal(int, int)
    call_wanted = Signal(int, int, str)
    conversation_wanted = Signal(int, int)
    greeting_wanted = Signal(int, str, bool)
    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    thanks_gift_wanted = Signal(int)
    occasion_cards_wanted = Signal(str, list)
    dates_wanted = Signal()
    update_wanted = Signal(int)
    campaign_call_wanted = Signal(int)
    replan_wanted = Signal(int)
    review_wanted = Signal(int)
    satisfaction_wanted = Signal(int)
    source_wanted = Signal(int)
    check_back_wanted = Signal(int)
    referral_wanted = Signal(int)
    given_wanted = Signal()
    import_wanted = Signal()
    goals_wanted = Signal(str, str)
    first_hour_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._day: WholeDay | None = None
        self._everything_on: date | None = None
        self.head = TodayHead(self)
        self.goals = GoalStrip(self)
        self.hour = HourStrip(workplace, self)
        self._content = QWidget(self)
        self.catching_up = Notice("", "", self._content, act=_("Show everything"), calm=True, icon="sun")
        self.empty = EmptyDay(self._content)
        self._sections = [SectionRows(section, self._content) for section in Section]
        self.next_days = NextDays(self._content)
        self._scroll = ScrollArea(self._content, self)
        self._column = self._lay_out()
        self._acts = LineActs(workplace, self)
        self.snoozing = Snoozing(workplace, self)
        self._walking = Walking(self, self._scroll, self._content, self.rows, self.empty)
        self._coming = Slices(self)
        self._in_tab_order: list[LineRow] = []
        for part in (self.head.link, self.catching_up, self.empty, self.next_days, *self._sections):
            part.hide()  # nothing is said of a day that was not read yet
        self._connect()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._let_time_pass)
        self._minute.start()

    def refresh(self) -> None:
        """Show what is to do now; the first look at a file is read beside the window."""
        work = partial(_read, self.workplace)
        if self._day is None:
            self.workplace.jobs.start(work, then=self._show_first, failed=self.workplace.show_fault)
        else:
            self._show(work(Progress()))
            self.hour.look()

    def rows(self) -> list[LineRow]:
        """Return the lines on screen, from top to bottom."""
        return [row for section in self._sections if not section.isHidden() for row in section.rows]

    def take_focus(self) -> None:
        self._walking.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(NARROW_BELOW)
        for section in self._sections:
            section.set_narrow(narrow=narrow)
        self.goals.set_narrow(narrow=narrow)
        side = 20 if narrow else 32
        self._column.setContentsMargins(side, 16, side, 0)

    def _show_first(self, found: "WholeDay") -> None:
        """Show the day bit by bit, from top to bottom: the first look costs most."""
        self._coming.run(self._coming_first(found))
        self.hour.look()

    def _show(self, found: "WholeDay") -> None:
        """Show what was read; the line that was open stays open, or the one in its place does."""
        for _part in self._showing(found):
            pass
        self.goals.fill()
        self._coming.run(self._rows_coming())
        self._go_on(found)

    def _coming_first(self, found: "WholeDay") -> Iterator[None]:
        yield from self._showing(found)
        rows = self._rows_coming()
        next(rows, None)  # the line that opens
        self._go_on(found)
        yield
        yield from self.goals.coming()
        yield from rows

    def _showing(self, found: "WholeDay") -> Iterator[None]:
        self._day = found
        self._walking.remember()
        shown, is_part = self._chosen(found)
        self.head.show_day(found.on, line_words.summary(found.day.lines, is_return=is_part), len(found.day.snoozed))
        self.goals.show_bars(found.bars, i18n.month_year(found.on))
        self._show_catching_up(found, len(shown), is_part=is_part)
        yield
        first = self._walking.wanted()
        for section in self._sections:
            section.show_lines(tuple(line for line in shown if line.section is section.section), first=first)
            yield

    def _go_on(self, found: "WholeDay") -> None:
        """Show what stands below the lines, and open one of them."""
        self.empty.setVisible(not found.day.lines)
        if found.free is not None:
            self.empty.show_day(new=found.free.new, tomorrow=found.free.tomorrow, suggestion=found.free.suggestion)
        self.next_days.setVisible(found.free is None or not found.free.new)
        if self.next_days.is_open:
            self._fold_out()
        self._walking.go_on()
        self.count_changed.emit(len(found.day.lines))

    def _rows_coming(self) -> Iterator[None]:
        for section in self._sections:
            yield from section.coming()
        if self.rows() != self._in_tab_order:
            self._in_tab_order = self.rows()
            controls = [each for section in self._sections for each in section.controls()]
            # Tab goes through them as they are read, whenever they were made.
            for before, after in pairwise([*controls, self.next_days.fold]):
                QWidget.setTabOrder(before, after)

    def _go_on_making(self) -> None:
        self._walking.mark()
        self._coming.run(self._rows_coming())

    def _chosen(self, found: "WholeDay") -> "tuple[Sequence[Line], bool]":
        """Return the lines to show: on a day of return the ten that matter, until everything is asked for."""
        if found.day.that_matter and self._everything_on != found.on:
            return found.day.that_matter, True
        return found.day.lines, False

    def _show_catching_up(self, found: "WholeDay", shown: int, *, is_part: bool) -> None:
        self.catching_up.setVisible(is_part)
        if is_part:
            words = _("{n} more can wait a little.").format(n=len(found.day.lines) - shown)
            self.catching_up.set_words(line_words.catching_up(shown), words)

    def _show_everything(self) -> None:
        if self._day is not None:
            self._everything_on = self._day.on
            self._show(self._day)
            self.take_focus()

    def _lay_out(self) -> QVBoxLayout:
        """Put the head and the goals over the sections, which scroll; returns the column of the page."""
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 24)
        inside.setSpacing(8)
        inside.addWidget(self.catching_up)
        inside.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        for section in self._sections:
            inside.addWidget(section)
        inside.addWidget(self.next_days)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.goals)
        column.addWidget(self.hour)
        column.addWidget(self._scroll, 1)
        return column

    def _connect(self) -> None:
        acts, empty = self._acts, self.empty
        for wanted in ("first_contact_wanted", "call_wanted", "conversation_wanted", "word_wanted", "cards_wanted",
                       "thanks_gift_wanted", "occasion_cards_wanted", "dates_wanted", "update_wanted",
                       "campaign_call_wanted", "replan_wanted", "review_wanted", "satisfaction_wanted", "source_wanted",
                       "check_back_wanted", "greeting_wanted"):  # fmt: skip
            getattr(acts, wanted).connect(getattr(self, wanted))
        empty.referral_wanted.connect(self._log_referral)
        empty.given_wanted.connect(self.given_wanted)
        empty.import_wanted.connect(self.import_wanted)
        empty.word_wanted.connect(self._say_hello)
        self.goals.goal_wanted.connect(self.goals_wanted)
        self.hour.pressed.connect(self.first_hour_wanted)
        self.catching_up.pressed.connect(self._show_everything)
        self.head.snoozed_wanted.connect(self._list_snoozed)
        self.next_days.wanted.connect(self._fold_out_in_sight)
        for section in self._sections:
            section.row_made.connect(self._connect_row)
            section.more_shown.connect(self._go_on_making)
            section.link_pressed.connect(self._do_all)

    def _connect_row(self, row: LineRow) -> None:
        row.done.connect(self._acts.act)
        row.sent_wanted.connect(self._acts.send)
        row.person_wanted.connect(self.person_wanted)
        row.referral_shown_wanted.connect(self.referral_shown_wanted)
        row.snooze_wanted.connect(self._offer_snooze)
        self._walking.add(row)

    def _do_all(self, section: Section) -> None:
        if self._day is not None:
            self._acts.do_all(section, [line for line in self._day.day.lines if line.section is section])

    def _offer_snooze(self, line: "Line") -> None:
        row = next((row for row in self.rows() if row.line.key == line.key), None)
        if row is not None:
            self.snoozing.offer(line, row.snooze.mapToGlobal(row.snooze.rect().bottomLeft()))

    def _list_snoozed(self) -> None:
        if self._day is not None:
            link = self.head.link
            self.snoozing.list_all(self._day.day.snoozed, link.mapToGlobal(link.rect().bottomLeft()))

    def _fold_out(self) -> None:
        work = partial(_read_ahead, self.workplace)
        self.workplace.jobs.start(work, then=self.next_days.show_days, failed=self.workplace.show_fault)

    def _fold_out_in_sight(self) -> None:
        work = partial(_read_ahead, self.workplace)
        self.workplace.jobs.start(work, then=self._show_ahead, failed=self.workplace.show_fault)

    def _show_ahead(self, days: "tuple[DayAhead, ...]") -> None:
        """Show the days that were asked for, and scroll to them: the fold stands at the end of the page."""
        self.next_days.show_days(days)
        QTimer.singleShot(slices.AFTER_PAINT_MS, self, self._scroll_to_days)

    def _scroll_to_days(self) -> None:
        self._scroll.ensureWidgetVisible(self.next_days, 0, 8)

    def _let_time_pass(self) -> None:
        """Show what is due by now; nothing of the first hour comes or goes with time, and to look for it is work."""
        if not self.isVisible():
            return
        if self._day is None:
            self.refresh()
        else:
            self._show(_read(self.workplace, Progress()))

    def _log_referral(self) -> None:
        self.referral_wanted.emit(0)

    def _say_hello(self, contact_id: int) -> None:
        suggestion = self._day.free.suggestion if self._day is not None and self._day.free is not None else None
        if suggestion is not None and suggestion.phone:
            self.call_wanted.emit(contact_id, 0, Purpose.KEEP_IN_TOUCH.value)
        else:
            self.conversation_wanted.emit(contact_id, 0)


def _read(workplace: Workplace, _progress: Progress) -> "WholeDay":
    from refdesk.ui.today import day_reading  # read in beside the window, with all that a day is made of

    return day_reading.read(workplace.desk)


def _read_ahead(workplace: Workplace, _progress: Progress) -> "tuple[DayAhead, ...]":
    from refdesk.ui.today import day_reading

    return day_reading.read_ahead(workplace.desk)
