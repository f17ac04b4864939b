"""Thanks: what is owed to a person who sent somebody, by when, and which part comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.i18n import N_


class Occasion(StrEnum):
    """What the thanks are for."""

    REFERRAL = "referral"
    WIN = "win"
    OTHER = "other"


class Part(StrEnum):
    """One thing owed; the order is the order in which they are done."""

    WORD = "word"
    CARD = "card"
    GIFT = "gift"
    REWARD = "reward"


PART_WORDS: Mapping[Part, str] = MappingProxyType(
    {Part.WORD: N_("Call or message"), Part.CARD: N_("Card"), Part.GIFT: N_("Gift"), Part.REWARD: N_("Reward")}
)

OPENING_PARTS = (Part.WORD, Part.CARD)
"""What every thanks opens with; a gift or a reward is added by the owner's choice or promise."""


@dataclass(frozen=True, slots=True)
class PartState:
    """Hold one part of a thanks as it stands."""

    part: Part
    due_at: datetime
    done_at: datetime | None = None
    waived_at: datetime | None = None

    @property
    def is_owed(self) -> bool:
        """Say whether it is neither done nor waived."""
        return self.done_at is None and self.waived_at is None


def clock(part: Part, opened_at: datetime, working: WorkingTime) -> Clock:
    """Return the clock of a part: a word is as urgent as a first contact, everything else has the card's time."""
    return working.first_contact(opened_at) if part is Part.WORD else working.card(opened_at)


def opening(opened_at: datetime, working: WorkingTime) -> tuple[PartState, ...]:
    """Return the parts with which a thanks opens at this moment."""
    return tuple(PartState(part, clock(part, opened_at, working).due_at) for part in OPENING_PARTS)


def next_part(parts: Iterable[PartState]) -> Part | None:
    """Return the part to do next; None when nothing is owed."""
    owed = {each.part for each in parts if each.is_owed}
    return next((part for part in Part if part in owed), None)


def day_number(opened_at: datetime, now: datetime, working: WorkingTime) -> int:
    """Return how many days of the thanks clock are gone: 0 on the day itself, at most until a card is overdue."""
    days = (working.date_of(now) - working.date_of(opened_at)).days
    return min(max(days, 0), working.rules.card_overdue_days)
