"""The rows of a filled call sheet while they are typed: what stands in each cell, and what is missing or wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from refdesk.domain import call_codes
from refdesk.domain.call_codes import FilledRow
from refdesk.errors import Problem
from refdesk.i18n import N_, _
from refdesk.services.call_results import RowOutcome
from refdesk.services.campaign_days import DayEntry
from refdesk.ui.widgets import day_text

NUMBER, PERSON, STATE = "number", "person", "state"
_HALF_A_YEAR = 183
_DAYS_IN_MONTHS = 31


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its head, its least width, its share of spare room, and the short words for what is missing."""

    key: str
    title: str
    width: int
    share: int = 0
    missing: str = ""


COLUMNS = (
    SheetColumn(NUMBER, N_("No."), 44),
    SheetColumn(PERSON, N_("Person"), 140, 1),
    SheetColumn("code", N_("Code"), 52, 0, N_("T?")),
    SheetColumn("call_back_on", N_("Call back on"), 104, 0, N_("Which day?")),
    SheetColumn("help", N_("How can I help?"), 146, 3),
    SheetColumn("good_lead", N_("A good lead"), 108, 2),
    SheetColumn("lead_to", N_("Lead promised"), 110, 1, N_("What lead?")),
    SheetColumn("lead_by", N_("By when"), 104, 0, N_("By when?")),
    SheetColumn("referral_direction", N_("Referral"), 84, 0, N_("From, to?")),
    SheetColumn("referral_name", N_("Who"), 96, 1, N_("Who?")),
    SheetColumn("referral_need", N_("Need"), 80, 1),
    SheetColumn(STATE, N_("Result"), 88),
)
TYPED = tuple(column.key for column in COLUMNS if column.key not in (NUMBER, PERSON, STATE))
_DAYS = frozenset({"call_back_on", "lead_by"})
_SHORT_DIRECTIONS: Mapping[str, str] = MappingProxyType({"f": "from", "t": "to"})


class SheetRow:
    """One row; `cells` holds what was typed. A saved row stands still until it is undone."""

    def __init__(self, entry: DayEntry, cells: dict[str, str], on: date) -> None:
        self.entry = entry
        self.cells = cells
        self._on = on
        self.outcome: RowOutcome | None = RowOutcome.SAVED if entry.code is not None else None
        self.filled = FilledRow(number=entry.number)
        self.problems: dict[str, str] = {}
        if entry.code is not None:
            self._show_saved(entry)
        else:
            self._begin_with(entry)
            self.look()

    @property
    def is_saved(self) -> bool:
        """Say whether the result is in."""
        return self.entry.code is not None

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed."""
        return not any(words.strip() for words in self.cells.values())

    @property
    def is_complete(self) -> bool:
        """Say whether the row can be saved."""
        return not self.is_saved and not self.is_blank and not self.problems

    def words(self, key: str) -> str:
        """Return what stands in a cell."""
        if key == NUMBER:
            return str(self.entry.number)
        return self.entry.name if key == PERSON else self.cells.get(key, "")

    def type_in(self, key: str, words: str) -> None:
        """Take what is typed into a cell."""
        self.cells[key] = words
        self.outcome = None
        self.look()

    def settle(self, key: str) -> None:
        """Write out what was meant by a cell that was left: a whole day, a whole word."""
        words = self.cells.get(key, "").strip()
        if key in _DAYS and (day := day_after(words, self._on)) is not None:
            self.cells[key] = day_text.show(day)
        elif key == "referral_direction":
            self.cells[key] = _SHORT_DIRECTIONS.get(words.casefold(), words)

    def look(self) -> None:
        """Find anew what is missing or wrong."""
        if self.is_blank:
            self.filled, self.problems = FilledRow(number=self.entry.number), {}
            return
        self.filled, found = read(self.entry.number, self.cells, self._on)
        self.problems = {}
        for problem in (*found, *call_codes.problems(self.filled, on=self._on)):
            self.problems.setdefault(problem.field, problem.sentence)

    def take_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what the program found when the row was entered."""
        for problem in problems:
            self.problems.setdefault(problem.field, problem.sentence)

    def _begin_with(self, entry: DayEntry) -> None:
        """Bring back what was kept of a draft in an earlier session."""
        kept = {"help": entry.help_answer, "good_lead": entry.lead_for_them}
        if entry.call_back_on is not None:
            kept["call_back_on"] = day_text.show(entry.call_back_on)
        for key, words in kept.items():
            if words:
                self.cells.setdefault(key, words)

    def _show_saved(self, entry: DayEntry) -> None:
        assert entry.code is not None, "the result is in"
        self.cells["code"] = entry.code.value
        self.cells["help"], self.cells["good_lead"] = entry.help_answer, entry.lead_for_them
        self.cells["call_back_on"] = day_text.show(entry.call_back_on) if entry.call_back_on else ""


def read(number: int, cells: Mapping[str, str], on: date) -> tuple[FilledRow, tuple[Problem, ...]]:
    """Return the row that was typed, and what could not be read."""
    typed = {key: cells.get(key, "") for key in TYPED} | {NUMBER: str(number)}
    direction = typed["referral_direction"].strip().casefold()
    typed["referral_direction"] = _SHORT_DIRECTIONS.get(direction, direction)

    def read_day(words: str) -> date | None:
        return day_after(words, on)

    return call_codes.read(typed, read_day=read_day)


def day_after(words: str, on: date) -> date | None:
    """Return the day that was meant: 24 is the next 24th, and a day long gone without a year is next year's."""
    words = words.strip()
    if not words:
        return None
    if words.isdecimal() and 0 < int(words[:3]) <= _DAYS_IN_MONTHS:
        return _next_day_numbered(int(words[:3]), on)
    try:
        day = day_text.read(words, on)
    except day_text.NotADay:
        return None
    says_year = any(part.isdecimal() and len(part) == 4 for part in words.replace("/", " ").replace("-", " ").split())
    if day is not None and not says_year and (on - day).days > _HALF_A_YEAR:
        try:
            return day.replace(year=day.year + 1)
        except ValueError:  # 29 February
            return None
    return day


def _next_day_numbered(number: int, on: date) -> date | None:
    year, month = on.year, on.month
    for _each in range(3):
        try:
            day = date(year, month, number)
        except ValueError:
            day = None
        if day is not None and day > on:
            return day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def outcome_words(outcome: RowOutcome) -> str:
    """Return what stands at the end of a row."""
    words = {
        RowOutcome.SAVED: _("Saved"),
        RowOutcome.SAVED_BEFORE: _("Saved"),
        RowOutcome.DRAFT: _("Draft"),
        RowOutcome.REFUSED: _("Not saved"),
    }
    return words[outcome]
