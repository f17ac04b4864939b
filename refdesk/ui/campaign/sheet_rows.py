"""The rows of a filled call sheet while they are typed: what stands in each cell, and what is missing or wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from refdesk import i18n
from refdesk.domain import call_codes
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.referral import Direction
from refdesk.errors import Problem
from refdesk.i18n import N_, _
from refdesk.services.call_results import RowOutcome
from refdesk.services.campaign_days import DayEntry
from refdesk.services.sheet_drafts import Draft, Kept
from refdesk.ui.widgets import day_text

NUMBER, PERSON, STATE = "number", "person", "state"
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
    SheetColumn(NUMBER, N_("No."), 36),
    SheetColumn(PERSON, N_("Person"), 96, 3),
    SheetColumn("code", N_("Code"), 48, 0, N_("T?")),
    SheetColumn("call_back_on", N_("Call back on"), 92, 0, N_("Which day?")),
    SheetColumn("help", N_("How can I help?"), 92, 6),
    SheetColumn("good_lead", N_("A good lead"), 78, 4),
    SheetColumn("lead_to", N_("Lead promised"), 84, 3, N_("What lead?")),
    SheetColumn("lead_by", N_("By when"), 76, 0, N_("By when?")),
    SheetColumn("referral_direction", N_("Referral"), 74, 0, N_("From?")),
    SheetColumn("referral_name", N_("Who"), 64, 4, N_("Who?")),
    SheetColumn("referral_need", N_("Need"), 56, 3),
    SheetColumn(STATE, N_("Result"), 82),
)
TYPED = tuple(column.key for column in COLUMNS if column.key not in (NUMBER, PERSON, STATE))
_LETTER_IS_ALL = frozenset({Code.MESSAGE, Code.NO_ANSWER, Code.WRONG_NUMBER, Code.DO_NOT_CALL})
_REFERRAL = ("referral_direction", "referral_name", "referral_need")
DAYS = frozenset({"call_back_on", "lead_by"})
_SHORT_DIRECTIONS: Mapping[str, str] = MappingProxyType({"f": "from", "t": "to"})
_WRITTEN_DIRECTIONS: Mapping[Direction, str] = MappingProxyType({Direction.RECEIVED: "from", Direction.GIVEN: "to"})


class SheetRow:
    """One row; `cells` holds what was typed here and may not be kept yet. A saved row stands until it is undone."""

    def __init__(self, entry: DayEntry, kept: Kept | None, cells: dict[str, str], on: date) -> None:
        self.entry = entry
        self.cells = cells
        self._on = on
        self._stored = {} if kept is None else _stored_words(kept)
        self.is_saved = kept is not None and kept.is_saved
        self.outcome: RowOutcome | None = None
        self.filled = FilledRow(number=entry.number)
        self.problems: dict[str, str] = {}
        if self.is_saved:
            self.outcome = RowOutcome.SAVED
        else:
            self.outcome = RowOutcome.DRAFT if self._stored else None
            self.look()

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed."""
        return not any(self.words(key).strip() for key in TYPED)

    @property
    def is_complete(self) -> bool:
        """Say whether the row can be saved."""
        return not self.is_saved and not self.is_blank and not self.problems

    @property
    def changed(self) -> frozenset[str]:
        """Return the cells in which something else stands here than is kept."""
        return frozenset(key for key in self.cells if _plain(self.cells[key]) != _plain(self._stored.get(key, "")))

    @property
    def other(self) -> tuple[str, ...]:
        """Return what was typed here and is not what somebody else saved of this row in the meantime."""
        if not self.is_saved:
            return ()
        return tuple(self.cells[key].strip() for key in TYPED if key in self.changed and self.cells[key].strip())

    def words(self, key: str) -> str:
        """Return what stands in a cell."""
        if key == NUMBER:
            return str(self.entry.number)
        if key == PERSON:
            return self.entry.name
        stored = self._stored.get(key, "")
        return stored if self.is_saved else self.cells.get(key, stored)

    def shown(self, key: str) -> str:
        """Return what is seen in a cell while nobody types there: a day of this year without its year."""
        words = self.words(key)
        day = day_after(words, self._on) if key in DAYS else None
        return words if day is None or day.year != self._on.year else i18n.day_short(day)

    def after(self, key: str) -> str:
        """Return the cell to which Enter goes on, or "" where it ends the row.

        Of a call without a talk there is seldom more than the letter; what may follow is skipped where it makes none.
        """
        code = self.words("code").strip().upper()
        if key == "code" and code in _LETTER_IS_ALL:
            return ""
        if key == "call_back_on" and code == Code.CALL_BACK and key not in self.problems:
            return ""
        if key == "code" and code == Code.TALKED:
            return "help"
        if key == "lead_to" and not self.words("lead_to").strip() and not self.words("lead_by").strip():
            return "referral_direction"
        if key == "referral_direction" and not any(self.words(each).strip() for each in _REFERRAL):
            return ""
        at = TYPED.index(key) + 1
        return TYPED[at] if at < len(TYPED) else ""

    def type_in(self, key: str, words: str) -> None:
        """Take what is typed into a cell."""
        self.cells[key] = words
        self.outcome = None
        self.look()

    def settle(self, key: str) -> None:
        """Write out what was meant by a cell that was left: a whole day, a whole word."""
        words = self.words(key).strip()
        if key in DAYS and (day := day_after(words, self._on)) is not None:
            self.cells[key] = day_text.show(day)
        elif key == "referral_direction" and words:
            self.cells[key] = _SHORT_DIRECTIONS.get(words.casefold(), words)

    def forgo(self) -> None:
        """Let go of what was typed here: what is kept stands."""
        self.cells.clear()
        self.look()

    def look(self) -> None:
        """Find anew what is missing or wrong."""
        if self.is_saved or self.is_blank:
            self.filled, self.problems = FilledRow(number=self.entry.number), {}
            return
        self.filled, found = read(self.entry.number, {key: self.words(key) for key in TYPED}, self._on)
        self.problems = {}
        for problem in (*found, *call_codes.problems(self.filled, on=self._on)):
            self.problems.setdefault(problem.field, problem.sentence)

    def draft(self) -> Draft:
        """Return the row as it is kept until it is complete."""
        typed = {key: self.words(key) for key in TYPED}
        row, found = read(self.entry.number, typed, self._on)
        return Draft(row, {problem.field: typed[problem.field].strip() for problem in found}, self.changed)

    def take_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what the program found when the row was entered."""
        for problem in problems:
            self.problems.setdefault(problem.field, problem.sentence)


def _stored_words(kept: Kept) -> dict[str, str]:
    """Return what is kept of a row as it stands in its cells."""
    row = kept.row
    words = {
        "code": row.code.value if row.code else "",
        "call_back_on": day_text.show(row.call_back_on) if row.call_back_on else "",
        "help": _one_line(row.help),
        "good_lead": _one_line(row.good_lead),
        "lead_to": row.lead_to,
        "lead_by": day_text.show(row.lead_by) if row.lead_by else "",
        "referral_direction": "" if row.referral_direction is None else _WRITTEN_DIRECTIONS[row.referral_direction],
        "referral_name": row.referral_name,
        "referral_need": row.referral_need,
    }
    return {key: said for key, said in {**words, **kept.unread}.items() if said}


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _one_line(words: str) -> str:
    return " ".join(words.split())


def read(number: int, cells: Mapping[str, str], on: date) -> tuple[FilledRow, tuple[Problem, ...]]:
    """Return the row that was typed, and what could not be read."""
    typed = {key: cells.get(key, "") for key in TYPED} | {NUMBER: str(number)}
    direction = typed["referral_direction"].strip().casefold()
    typed["referral_direction"] = _SHORT_DIRECTIONS.get(direction, direction)

    def read_day(words: str) -> date | None:
        return day_after(words, on)

    return call_codes.read(typed, read_day=read_day)


def day_after(words: str, on: date) -> date | None:
    """Return the day that was meant: 24 is the next 24th."""
    words = words.strip()
    if not words:
        return None
    if words.isdecimal() and 0 < int(words[:3]) <= _DAYS_IN_MONTHS:
        return _next_day_numbered(int(words[:3]), on)
    try:
        return day_text.read(words, on)
    except day_text.NotADay:
        return None


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


def state_words(row: SheetRow) -> str:
    """Return what stands at the end of a row."""
    if row.other:
        return _("Theirs")
    return outcome_words(row.outcome) if row.outcome else ""


def outcome_words(outcome: RowOutcome) -> str:
    """Return what became of a row, in a word."""
    words = {
        RowOutcome.SAVED: _("Saved"),
        RowOutcome.SAVED_BEFORE: _("Saved"),
        RowOutcome.DRAFT: _("Draft"),
        RowOutcome.REFUSED: _("Not saved"),
    }
    return words[outcome]
