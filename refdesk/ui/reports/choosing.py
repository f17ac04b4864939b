"""What can be chosen for a report: its time, for whom, and what it shows; each change is told at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import report_period
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.report_period import PRESET_WORDS, Period, Preset
from refdesk.domain.working_time import days_of_month
from refdesk.i18n import _, ngettext
from refdesk.services import campaign_days, contact_list, year_of_gifts
from refdesk.ui import suggesting, theme
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.kinds import ReportKind, Span, Whom
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace

MONTHS_AROUND = 12
_DAY_LABEL = 56


class Choosing(QWidget):
    """Asks for what one report needs; `changed` comes after each choice, right or wrong."""

    changed = Signal()

    def __init__(self, kind: ReportKind, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        desk = workplace.desk
        self._kind, self._desk, self._jobs, self._today = kind, desk, workplace.jobs, desk.today()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.time: Combo | None = None
        self.first: DateField | None = None
        self.last: DateField | None = None
        self.person: PersonPicker | None = None
        self.words: LineEdit | None = None
        self.chosen: Check | None = None
        self._among: tuple[ContactId, ...] = ()
        self.choices: dict[str, Combo] = {}
        self.ticks: dict[str, Check] = {}
        self._ask_time()
        self._ask_whom()
        self._ask_more()

    def asked(self) -> Asked | None:
        """Return what was chosen; None while the days are not right."""
        period = self._period()
        if period is None:
            return None
        person = self.person.person() if self.person else None
        campaign = self.time.value() if self.time and self._kind.span is Span.CAMPAIGN else None
        return Asked(
            period=period, today=self._today,
            ticked=frozenset(key for key, tick in self.ticks.items() if tick.isChecked()),
            chosen={key: str(combo.value()) for key, combo in self.choices.items()},
            typed=self.words.text().strip() if self.words else "",
            contact_id=ContactId(person.id) if person else None,
            among=self._among if self.chosen is not None and self.chosen.isChecked() else (),
            campaign_id=CampaignId(campaign) if isinstance(campaign, int) else None,
        )  # fmt: skip

    def choose_person(self, contact_id: ContactId) -> None:
        """Make the report for somebody."""
        if self.person is not None:
            found = self._desk.ask(contact_list.suggestions, [contact_id])
            self.person.set_person(suggesting.shown(found[0]) if found else None)

    def choose_people(self, contact_ids: Sequence[ContactId]) -> None:
        """Make the report for some people alone; the tick that says so can be taken away."""
        words = ngettext("Only the one chosen", "Only the {n} chosen", len(contact_ids))
        self._among = tuple(contact_ids)
        self.chosen = Check(words.format(n=i18n.number(len(contact_ids))), self, checked=True)
        self.chosen.toggled.connect(self._chosen)
        self._column.insertWidget(0, self.chosen)

    def _period(self) -> Period | None:
        value = self.time.value() if self.time else None
        if isinstance(value, Period):
            return value
        if self._kind.span is not Span.PERIOD:
            return report_period.of(Preset.THIS_YEAR, self._today)
        assert self.first is not None
        assert self.last is not None
        first, last = self.first.day(), self.last.day()
        problems = {each.field: each.sentence for each in report_period.problems(first, last)}
        for field, name in ((self._first_field, "first"), (self._last_field, "last")):
            field.set_error(problems.get(name, ""))
        return Period(first, last) if first is not None and last is not None and not problems else None

    def _ask_time(self) -> None:
        makers: dict[Span, Callable[[], None]] = {
            Span.PERIOD: self._ask_period, Span.YEAR: self._ask_year, Span.MONTH: self._ask_month,
            Span.CAMPAIGN: self._ask_campaign,
        }  # fmt: skip
        if self._kind.span in makers:
            makers[self._kind.span]()
        if self.time is not None:
            self.time.chosen.connect(self._time_chosen)

    def _ask_period(self) -> None:
        words = [(preset, _(title)) for preset, title in PRESET_WORDS.items()]
        self.time = Combo(words, self, name=_("Period"), value=Preset.THIS_YEAR)
        self._add(Field(_("Period"), self.time, self))
        span = report_period.of(Preset.THIS_YEAR, self._today)
        self.first = DateField(self._today, self, name=_("First day"), day=span.first)
        self.last = DateField(self._today, self, name=_("Last day"), day=span.last)
        wide = theme.scaled(_DAY_LABEL)
        self._first_field = Field(_("From"), self.first, self, name="first", beside=wide)
        self._last_field = Field(_("To"), self.last, self, name="last", beside=wide)
        days = QVBoxLayout()
        days.setSpacing(6)
        for field, editor in ((self._first_field, self.first), (self._last_field, self.last)):
            days.addWidget(field)
            editor.day_changed.connect(self._day_chosen)
        self._column.addLayout(days)

    def _ask_year(self) -> None:
        years = self._desk.ask(year_of_gifts.tax_years, self._today)
        words = [(Period(year.first, year.last), year.name) for year in years]
        self.time = Combo(words, self, name=_("Year"), value=words[0][0])
        self._add(Field(_("Year"), self.time, self))

    def _ask_month(self) -> None:
        here = self._today.year * 12 + self._today.month - 1
        spans = [
            Period(*days_of_month(at // 12, at % 12 + 1)) for at in range(here - MONTHS_AROUND, here + MONTHS_AROUND)
        ]
        words = [(span, i18n.month_year(span.first)) for span in spans]
        self.time = Combo(words, self, name=_("Month"), value=spans[MONTHS_AROUND])
        self._add(Field(_("Month"), self.time, self))

    def _ask_campaign(self) -> None:
        months = self._desk.ask(campaign_days.all_months)
        now = self._desk.ask(campaign_days.current, self._today)
        words = [(int(month.campaign_id), month.name) for month in months]
        self.time = Combo(words, self, name=_("Month"), value=int(now.campaign_id) if now else None)
        self._add(Field(_("Month"), self.time, self))

    def _ask_whom(self) -> None:
        if self._kind.whom is Whom.NOBODY:
            return
        hint = _("Anybody") if self._kind.whom is Whom.ANYBODY else _("Type a name")
        people = suggesting.people(self._desk, jobs=self._jobs)
        self.person = PersonPicker(people, self, name=_("For"), hint=hint, allow_new=False)
        self._add(Field(_("For"), self.person, self))
        self.person.changed.connect(self.changed)

    def _ask_more(self) -> None:
        if self._kind.typed:
            self.words = LineEdit("", self, name=self._kind.typed, hint=_("such as rank:A,B or tag:golf"))
            self._add(Field(self._kind.typed, self.words, self))
            self.words.textChanged.connect(self.changed)
        for choice in self._kind.choices:
            combo = Combo(choice.words, self, name=choice.title, value=choice.words[0][0])
            self.choices[choice.key] = combo
            self._add(Field(choice.title, combo, self))
            combo.chosen.connect(self._chosen)
        ticks = QVBoxLayout()
        ticks.setSpacing(2)
        for option in self._kind.options:
            tick = Check(option.words, self, checked=option.is_on)
            self.ticks[option.key] = tick
            ticks.addWidget(tick)
            tick.toggled.connect(self._chosen)
        if self.ticks:
            self._column.addLayout(ticks)

    def _add(self, field: Field) -> None:
        self._column.addWidget(field)

    def _time_chosen(self, value: object) -> None:
        if isinstance(value, Preset) and value is not Preset.OWN and self.first and self.last:
            span = report_period.of(value, self._today)
            self.first.set_day(span.first)
            self.last.set_day(span.last)
        self.changed.emit()

    def _day_chosen(self, _day: object) -> None:
        if self.time is not None:
            self.time.set_value(Preset.OWN)
        self.changed.emit()

    def _chosen(self, _value: object) -> None:
        self.changed.emit()
