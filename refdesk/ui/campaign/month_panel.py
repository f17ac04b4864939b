"""The left part of the referral month: which month, its calendar, how far it has come, what the letters mean."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes
from refdesk.domain.call_codes import Code
from refdesk.i18n import _, ngettext
from refdesk.services.campaign_days import Calendar, CalendarDay, CampaignRow
from refdesk.ui.campaign import plan_words
from refdesk.ui.campaign.month_calendar import MonthCalendar
from refdesk.ui.campaign.month_links import MonthLinks
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.surfaces import Hairline


class MonthPanel(QWidget):
    """Shows a referral month; folded it has a day picker in place of the calendar."""

    day_chosen = Signal(object)
    month_chosen = Signal(object)
    plan_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._folded = False
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.months = Combo((), self, name=_("Referral month"))
        self.plan = Button(_("Plan"), self, kind=Kind.LINK, size=Size.ROW)
        self.plan.setAccessibleName(_("Plan a referral month"))
        self.calendar = MonthCalendar(self)
        self.days = Combo((), self, name=_("Day"))
        self._legend = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self._called = Label("", Style.SECOND_STRONG, self)
        self._bar = Bar(0, self, name="")
        self._behind = Label("", Style.CAPTION, self, ink=Ink.AMBER, wrap=True)
        self._counts = {code: Label("0", Style.SECOND_STRONG, self) for code in Code}
        self._codes = QWidget(self)
        self.links = MonthLinks(self)
        self._lay_out()
        self.calendar.day_chosen.connect(self.day_chosen)
        self.days.chosen.connect(self.day_chosen)
        self.months.chosen.connect(self.month_chosen)
        self.plan.clicked.connect(self.plan_wanted)
        self.fold(folded=False)

    def show_month(self, shown: Calendar, months: Sequence[CampaignRow], chosen: date | None, today: date) -> None:
        """Show how a referral month stands, with one of its days chosen."""
        at = _("{month}, day {n} of {count}").format(
            month=shown.campaign.name, n=shown.day_number, count=shown.day_count
        )
        self._about.setText(at)
        self._about.setVisible(len(months) < 2)
        self.months.setVisible(len(months) > 1)
        self.months.set_choices([(each.campaign_id, each.name) for each in months], value=shown.campaign.campaign_id)
        self.calendar.show_days(shown.days, chosen, today)
        before: QWidget = self.plan
        for cell in self.calendar.cells().values():  # days made anew are reached where the calendar stands
            QWidget.setTabOrder(before, cell)
            before = cell
        self.days.set_choices([(each.day, _day_words(each)) for each in shown.days if each.calls], value=chosen)
        self._legend.setText(_legend(shown.days))
        self._called.setText(_("{called} of {people} called").format(called=shown.called, people=shown.people))
        share = shown.called / shown.people if shown.people else 0.0
        state = Progress.REACHED if shown.people and shown.called == shown.people else Progress.ON_THE_WAY
        pace = shown.day_number / shown.day_count if shown.day_count else None
        self._bar.set_share(share, name=self._called.text(), state=state, pace=pace)
        self._say_behind(shown, today)
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
        for part in (self.calendar, self._legend, self._codes, self._rule):
            part.setVisible(not folded)
        side = 20 if folded else 22
        self._column.setContentsMargins(side, 16, side, 10 if folded else 16)
        self._behind.setVisible(bool(self._behind.text()) and not folded)

    def _say_behind(self, shown: Calendar, today: date) -> None:
        waiting = sum(each.to_go for each in shown.days if each.day < today)
        words = ngettext(
            "{n} result of a day gone by is not in yet.", "{n} results of days gone by are not in yet.", waiting
        )
        self._behind.setText(words.format(n=waiting) if waiting else "")
        self._behind.setVisible(bool(waiting) and not self._folded)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addWidget(Label(_("Referral month"), Style.PAGE, self))
        row = QHBoxLayout()
        row.addWidget(self._about, 1)
        row.addWidget(self.months, 1)
        row.addWidget(self.plan)
        self._column.addLayout(row)
        for part in (self.calendar, self.days, self._legend):
            self._column.addWidget(part)
        self._column.addSpacing(4)
        self._column.addWidget(self._called)
        self._column.addWidget(self._bar)
        self._column.addWidget(self._behind)
        self._rule = Hairline(self)
        self._column.addWidget(self._rule)
        self._column.addWidget(self._codes)
        self._column.addWidget(self.links)
        self._column.addStretch(1)
        grid = QGridLayout(self._codes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (code, count) in enumerate(self._counts.items()):
            grid.addWidget(KeyCap(code.value, self._codes), at, 0, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(Label(_(call_codes.WORDS[code]), Style.SECOND, self._codes, ink=Ink.INK2), at, 1)
            grid.addWidget(count, at, 2, Qt.AlignmentFlag.AlignRight)


def _legend(days: Sequence[CalendarDay]) -> str:
    return "\n".join(filter(None, (_("Small number: calls to go."), plan_words.off_words(days))))


def _day_words(shown: CalendarDay) -> str:
    day = f"{i18n.weekday(shown.day)}, {i18n.day_short(shown.day)}"
    return f"{day} · {_('{done} of {calls} called').format(done=shown.done, calls=shown.calls)}"
