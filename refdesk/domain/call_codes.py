"""The six letters of a call sheet, and the rows of a filled one as they are entered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain.contact import LONGEST_TEXT, too_long
from refdesk.domain.referral import Direction
from refdesk.domain.touches import Outcome
from refdesk.errors import Problem
from refdesk.i18n import N_, _


class Code(StrEnum):
    """How a call went, in the order of the sheet."""

    TALKED = "T"
    MESSAGE = "M"
    NO_ANSWER = "N"
    CALL_BACK = "B"
    WRONG_NUMBER = "W"
    DO_NOT_CALL = "X"


WORDS: Mapping[Code, str] = MappingProxyType(
    {
        Code.TALKED: N_("talked"),
        Code.MESSAGE: N_("message left"),
        Code.NO_ANSWER: N_("no answer"),
        Code.CALL_BACK: N_("call back"),
        Code.WRONG_NUMBER: N_("wrong number"),
        Code.DO_NOT_CALL: N_("do not call again"),
    }
)
OUTCOMES: Mapping[Code, Outcome] = MappingProxyType(
    {
        Code.TALKED: Outcome.TALKED,
        Code.MESSAGE: Outcome.MESSAGE_LEFT,
        Code.NO_ANSWER: Outcome.NO_ANSWER,
        Code.CALL_BACK: Outcome.CALL_BACK,
        Code.WRONG_NUMBER: Outcome.WRONG_NUMBER,
        Code.DO_NOT_CALL: Outcome.DO_NOT_CALL,
    }
)
_TOUCHES = frozenset({Code.TALKED, Code.MESSAGE})
_COMES_BACK = frozenset({Code.MESSAGE, Code.NO_ANSWER, Code.CALL_BACK})
_STOPS = frozenset({Code.WRONG_NUMBER, Code.DO_NOT_CALL})


def needs_day(code: Code) -> bool:
    """Say whether the code asks for a day on which to call back."""
    return code is Code.CALL_BACK


def is_touch(code: Code) -> bool:
    """Say whether the call counts as a touch: talked and message left do."""
    return code in _TOUCHES


def comes_back(code: Code) -> bool:
    """Say whether the person is called again on a later day."""
    return code in _COMES_BACK


def stops(code: Code) -> bool:
    """Say whether the code ends the calls to this person and marks the contact."""
    return code in _STOPS


@dataclass(frozen=True, slots=True)
class FilledRow:
    """Hold one row of a filled sheet; the direction says whose referral it is: from them to us, or from us to them."""

    number: int | None = None
    code: Code | None = None
    call_back_on: date | None = None
    help: str = ""
    good_lead: str = ""
    lead_to: str = ""
    lead_by: date | None = None
    referral_direction: Direction | None = None
    referral_name: str = ""
    referral_need: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nothing but perhaps the number was entered."""
        return self == FilledRow(number=self.number)


FIELDS = (
    "number", "code", "call_back_on", "help", "good_lead", "lead_to", "lead_by", "referral_direction", "referral_name",
    "referral_need",
)  # fmt: skip
_DIRECTIONS: Mapping[str, Direction] = MappingProxyType(
    {
        "received": Direction.RECEIVED,
        "from": Direction.RECEIVED,
        "from them": Direction.RECEIVED,
        "given": Direction.GIVEN,
        "to": Direction.GIVEN,
        "to them": Direction.GIVEN,
    }
)


def problems(row: FilledRow, *, on: date) -> tuple[Problem, ...]:
    """Return what is missing or wrong in a row of the sheet of this day; a row with a problem stays a draft."""
    return (*_call_problems(row, on), *_lead_problems(row, on), *_referral_problems(row), *_length_problems(row))


def is_complete(row: FilledRow, *, on: date) -> bool:
    """Say whether the row can be saved."""
    return not problems(row, on=on)


def read(cells: Mapping[str, str], *, read_day: Callable[[str], date | None]) -> tuple[FilledRow, tuple[Problem, ...]]:
    """Return a row from what was typed into its cells, and what could not be read there.

    `read_day` reads a typed day, or returns None when it is none.
    """
    typed = {name: cells.get(name, "").strip() for name in FIELDS}
    found: list[Problem] = []

    def day_in(name: str) -> date | None:
        day = read_day(typed[name]) if typed[name] else None
        if typed[name] and day is None:
            found.append(Problem(name, _("“{typed}” is no day.").format(typed=typed[name])))
        return day

    row = FilledRow(
        number=_number_in(typed["number"], found),
        code=_code_in(typed["code"], found),
        call_back_on=day_in("call_back_on"),
        help=typed["help"],
        good_lead=typed["good_lead"],
        lead_to=typed["lead_to"],
        lead_by=day_in("lead_by"),
        referral_direction=_direction_in(typed["referral_direction"], found),
        referral_name=typed["referral_name"],
        referral_need=typed["referral_need"],
    )
    return row, tuple(found)


def iso_day(typed: str) -> date | None:
    """Return the day written as 2026-11-24, or None."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _number_in(typed: str, found: list[Problem]) -> int | None:
    if not typed:
        return None
    if typed.isdecimal() and len(typed) <= 6:
        return int(typed)
    found.append(Problem("number", _("“{typed}” is no row number.").format(typed=typed)))
    return None


def _code_in(typed: str, found: list[Problem]) -> Code | None:
    if not typed:
        return None
    try:
        return Code(typed.upper())
    except ValueError:
        letters = ", ".join(Code)
        found.append(Problem("code", _("“{typed}” is no code. Use {letters}.").format(typed=typed, letters=letters)))
        return None


def _direction_in(typed: str, found: list[Problem]) -> Direction | None:
    direction = _DIRECTIONS.get(typed.casefold())
    if typed and direction is None:
        found.append(Problem("referral_direction", _("Type “received” or “given”.")))
    return direction


def _call_problems(row: FilledRow, on: date) -> Iterator[Problem]:
    if row.number is None or row.number < 1:
        yield Problem("number", _("Type the row number."))
    if row.code is None:
        letters = ", ".join(Code)
        yield Problem("code", _("Type the code: {letters}.").format(letters=letters))
    elif needs_day(row.code) and row.call_back_on is None:
        yield Problem("call_back_on", _("Type the day on which to call back."))
    if row.call_back_on is not None and row.call_back_on <= on:
        yield Problem("call_back_on", _("Choose a day after this sheet’s day."))


def _lead_problems(row: FilledRow, on: date) -> Iterator[Problem]:
    if row.lead_to and row.lead_by is None:
        yield Problem("lead_by", _("Type the day by which you promised the lead."))
    if row.lead_by is not None and not row.lead_to:
        yield Problem("lead_to", _("Type what lead you promised."))
    if row.lead_by is not None and row.lead_by < on:
        yield Problem("lead_by", _("This day lies before the call."))


def _referral_problems(row: FilledRow) -> Iterator[Problem]:
    if row.referral_direction is None and (row.referral_name or row.referral_need):
        yield Problem("referral_direction", _("Say whether the referral is from them or to them."))
    if row.referral_direction is not None and not row.referral_name:
        yield Problem("referral_name", _("Type who was referred."))


def _length_problems(row: FilledRow) -> Iterator[Problem]:
    for name in ("help", "good_lead", "lead_to", "referral_name", "referral_need"):
        if len(getattr(row, name)) > LONGEST_TEXT:
            yield Problem(name, too_long(LONGEST_TEXT))
