"""Today: what kinds of lines there are, in which section each stands, and which ten matter after an absence."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, TypeVar

from refdesk.domain.rules import USUAL
from refdesk.domain.working_time import DueState, WorkingTime

MOST_OF_A_KIND = 4


class LineKind(StrEnum):
    """What a line asks for."""

    FIRST_CONTACT = "first_contact"
    WORD = "word"
    CARD = "card"
    GIFT = "gift"
    REWARD = "reward"
    UPDATE = "update"
    INTRODUCTION = "introduction"
    PROMISE = "promise"
    DATE = "date"
    MAIL = "mail"
    CAMPAIGN_CALL = "campaign_call"
    REMINDER = "reminder"
    REVIEW = "review"
    KEEP_IN_TOUCH = "keep_in_touch"


class Look(StrEnum):
    """What a line of the kind `review` looks back at, or forward to; `behind` is said of a whole referral month.

    `next_step` stands in a plan, `referral_step` in a referral.
    """

    CLIENT = "client"
    HOW_WE_DID = "how_we_did"
    HOW_IT_WENT = "how_it_went"
    NEW_SOURCE = "new_source"
    NEXT_STEP = "next_step"
    REFERRAL_STEP = "referral_step"
    BEHIND = "behind"


class Section(StrEnum):
    """The sections of the screen, in their order."""

    FIRST_CONTACT = "first_contact"
    THANKS = "thanks"
    UPDATES = "updates"
    INTRODUCTIONS = "introductions"
    PROMISES = "promises"
    DATES = "dates"
    MAIL = "mail"
    CALLS = "calls"
    REMINDERS = "reminders"
    REVIEWS = "reviews"
    KEEP_IN_TOUCH = "keep_in_touch"


SECTION_OF: Mapping[LineKind, Section] = MappingProxyType(
    {
        LineKind.FIRST_CONTACT: Section.FIRST_CONTACT,
        LineKind.WORD: Section.THANKS,
        LineKind.CARD: Section.THANKS,
        LineKind.GIFT: Section.THANKS,
        LineKind.REWARD: Section.THANKS,
        LineKind.UPDATE: Section.UPDATES,
        LineKind.INTRODUCTION: Section.INTRODUCTIONS,
        LineKind.PROMISE: Section.PROMISES,
        LineKind.DATE: Section.DATES,
        LineKind.MAIL: Section.MAIL,
        LineKind.CAMPAIGN_CALL: Section.CALLS,
        LineKind.REMINDER: Section.REMINDERS,
        LineKind.REVIEW: Section.REVIEWS,
        LineKind.KEEP_IN_TOUCH: Section.KEEP_IN_TOUCH,
    }
)
_WEIGHT = MappingProxyType(
    {
        kind: place
        for place, kind in enumerate(
            (
                LineKind.FIRST_CONTACT, LineKind.WORD, LineKind.PROMISE, LineKind.UPDATE, LineKind.CARD,
                LineKind.REMINDER, LineKind.MAIL, LineKind.INTRODUCTION, LineKind.DATE, LineKind.REWARD, LineKind.GIFT,
                LineKind.REVIEW, LineKind.CAMPAIGN_CALL, LineKind.KEEP_IN_TOUCH,
            )
        )
    }
)  # fmt: skip


class Duty(Protocol):
    """What the choice of ten needs to know of a line."""

    @property
    def kind(self) -> LineKind:
        """Return what it asks for."""

    @property
    def state(self) -> DueState:
        """Return how it stands."""

    @property
    def due(self) -> datetime:
        """Return by when it is to be done."""


AnyDuty = TypeVar("AnyDuty", bound=Duty)


def key(kind: LineKind, number: int, look: Look | None = None) -> str:
    """Return what a line is put off by: its kind, and the id of what it stands for."""
    return f"{kind.value}:{number}" if look is None else f"{kind.value}:{look.value}:{number}"


def is_return(today: date, last_worked_on: date | None, working: WorkingTime) -> bool:
    """Say whether this day is one of return: the first working day after days away, or the end of idle days."""
    if last_worked_on is not None and (today - last_worked_on).days >= working.rules.idle_days:
        return True
    if not working.is_working_day(today):
        return False
    before = working.usual_day_before(today)
    return before is not None and any(before in absence for absence in working.away)


def that_matter(lines: Sequence[AnyDuty], most: int = USUAL.catch_up_lines) -> tuple[AnyDuty, ...]:
    """Return the lines to begin with after an absence, in the order in which they were given.

    People who wait come first: leads, givers without a word, promises, updates; of each kind what is past its time,
    the oldest first. No kind takes more than four of them while others wait.
    """
    ranked = sorted(range(len(lines)), key=lambda at: (_WEIGHT[lines[at].kind], not _is_late(lines[at]), lines[at].due))
    taken: dict[LineKind, int] = {}
    first: list[int] = []
    later: list[int] = []
    for at in ranked:
        taken[lines[at].kind] = taken.get(lines[at].kind, 0) + 1
        (first if taken[lines[at].kind] <= MOST_OF_A_KIND else later).append(at)
    return tuple(lines[at] for at in sorted((*first, *later)[:most]))


def _is_late(line: Duty) -> bool:
    return line.state is not DueState.DUE
