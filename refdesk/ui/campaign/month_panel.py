"""The left part of the referral month: which month, its calendar, how far it has come, what the letters mean."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes
from refdesk.domain.call_codes import Code
from refdesk.i18n import _
from refdesk.services.campaign_days import Calendar, CalendarDay, CampaignRow
from refdesk.ui.campaign import plan_words
from refdesk.ui.campaign.coverage import Coverage
from refdesk.ui.campaign.month_calendar import MonthCalendar
from refdesk.ui.campaign.month_links import MonthLinks
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Hairline


class MonthPanel(QWidget):
    """Shows a referral month; folded it has a day picker in place of the calendar."""

    day_chosen = Signal(object)
    month_chosen = Signal(object)
    menu_wanted = Signal(QWidget)
    day_menu_wanted = Signal(object, QPoint)
    print_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._folded = False
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2)
        self._day_of = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.months = Combo((), self, name=_("Referral month"))
        self.plan = Button(_("Plan"), self, kind=Kind.LINK, size=Size.ROW)
        self.plan.setAccessibleName(_("Plan, re-plan, people, print"))
        self.calendar = MonthCalendar(self)
        self.days = Combo((), self, name=_("Day"))
        self._legend = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self.coverage = Coverage(self)
        self._counts = {code: Label("0", Style.SECOND_STRONG, self) for code in Code}
        self._codes = QWidget(self)
        self.links = MonthLinks(self)
        self.print_next = Button("", self, icon="printer")
        self._next: date | None = None
        self._before: QWidget | None = None
        self._lay_out()
        self.calendar.day_chosen.connect(self.day_chosen)
        self.days.chosen.connect(self.day_chosen)
        self.months.chosen.connect(self.month_chosen)
        self.plan.clicked.connect(self._want_menu)
        self.print_next.clicked.connect(self._want_print)
        self.calendar.menu_wanted.connect(self.day_menu_wanted)
        self.fold(folded=False)

    def show_month(self, shown: Calendar, months: Sequence[CampaignRow], chosen: date | None, today: date) -> None:
        """Show how a referral month stands, with one of its days chosen."""
        self._about.setText(_month_words(shown))
        self._about.setVisible(len(months) < 2)
        self._day_of.setText(_day_of_words(shown))
        self._day_of.setVisible(len(months) > 1 and bool(self._day_of.text()) and not self._folded)
        self.months.setVisible(len(months) > 1)
        self.months.set_choices([(each.campaign_id, each.name) for each in months], value=shown.campaign.campaign_id)
        self.calendar.show_days(shown.days, chosen, today)
        self._order_keys()
        self.days.set_choices([(each.day, _day_words(each)) for each in shown.days if each.calls], value=chosen)
        self._legend.setText(_legend(shown.days))
        self.coverage.show_month(shown, today)
        self.coverage.fold(folded=self._folded)
        self._show_next(shown, today)
        for code, label in self._counts.items():
            label.setText(i18n.number(shown.codes.get(code, 0)))

    def choose_day(self, day: date) -> None:
        """Mark a day without telling."""
        self.calendar.choose(day)
        self.days.set_value(day)

    def fold(self, *, folded: bool) -> None:
        """Show a day picker in place of the calendar, for a narrow window."""
        self._folded = folded
        self.days.setVisible(folded)
        for part in (self.calendar, self._legend, self._codes, self._rule, self.links):
            part.setVisible(not folded)
        self.coverage.fold(folded=folded)
        self._day_of.setVisible(self.months.isVisibleTo(self) and bool(self._day_of.text()) and not folded)
        self.print_next.setVisible(self._next is not None and not folded)
        side = 20 if folded else 22
        self._column.setContentsMargins(side, 16, side, 10 if folded else 16)

    def follow_in_keys(self, before: QWidget) -> None:
        """Come after this widget when one goes by Tab; where the panel stands may change, and its keys with it."""
        self._before = before
        self._order_keys()

    def _order_keys(self) -> None:
        """Let Tab go as one reads; days are made anew."""
        links, coverage = self.links, self.coverage
        parts: list[QWidget] = [self._before] if self._before else []
        parts += (
            self.months, self.plan, *self.calendar.cells().values(), self.days, coverage.replan,
            coverage.missed, links.follow, links.report, self.print_next,
        )  # fmt: skip
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _show_next(self, shown: Calendar, today: date) -> None:
        """Offer the sheet of the next day with calls."""
        self._next = next((each.day for each in shown.days if each.day > today and each.to_go), None)
        if self._next is not None:
            is_tomorrow = self._next - today == timedelta(days=1)
            other = _("Print the sheet of {day}").format(day=i18n.day_short(self._next))
            self.print_next.set_words(_("Print tomorrow’s sheet") if is_tomorrow else other)
        self.print_next.setVisible(self._next is not None and not self._folded)

    def _want_menu(self) -> None:
        self.menu_wanted.emit(self.plan)

    def _want_print(self) -> None:
        if self._next is not None:
            self.print_wanted.emit(self._next)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addWidget(Label(_("Referral month"), Style.PAGE, self))
        row = QHBoxLayout()
        row.addWidget(self._about, 1)
        row.addWidget(self.months, 1)
        row.addWidget(self.plan)
        self._column.addLayout(row)
        self._column.addWidget(self._day_of)
        for part in (self.calendar, self.days, self._legend):
            self._column.addWidget(part)
        self._column.addSpacing(4)
        self._column.addWidget(self.coverage)
        self._rule = Hairline(self)
        self._column.addWidget(self._rule)
        self._column.addWidget(self._codes)
        self._column.addWidget(self.links)
        self._column.addStretch(1)
        self._column.addWidget(self.print_next)
        grid = QGridLayout(self._codes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (code, count) in enumerate(self._counts.items()):
            grid.addWidget(KeyCap(code.value, self._codes), at, 0, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(Label(_(call_codes.WORDS[code]), Style.SECOND, self._codes, ink=Ink.INK2), at, 1)
            grid.addWidget(count, at, 2, Qt.AlignmentFlag.AlignRight)


def _month_words(shown: Calendar) -> str:
    if not shown.day_number:
        return shown.campaign.name
    words = _("{month}, day {n} of {count}")
    return words.format(month=shown.campaign.name, n=shown.day_number, count=shown.day_count)


def _day_of_words(shown: Calendar) -> str:
    if not shown.day_number:
        return ""
    return _("Day {n} of {count}").format(n=shown.day_number, count=shown.day_count)


def _legend(days: Sequence[CalendarDay]) -> str:
    return "\n".join(filter(None, (_("Small number: calls to go."), plan_words.off_words(days))))


def _day_words(shown: CalendarDay) -> str:
    day = i18n.day_weekday_short(shown.day)
    return f"{day} · {_('{done} of {calls} called').format(done=shown.done, calls=shown.calls)}"
