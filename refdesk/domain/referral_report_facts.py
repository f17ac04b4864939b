"""What is known of the referrals of a time, as it is read from the file: plain facts, to be counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.stages import Meaning


@dataclass(frozen=True, slots=True)
class Received:
    """Hold a referral that came: when it was first tried to reach the person, and the furthest open stage it got to.

    `furthest` counts the open stages, 0 is the first; `value_minor` is what it brought, if it was won.
    """

    referral_id: ReferralId
    received_at: datetime
    meaning: Meaning = Meaning.OPEN
    furthest: int = 0
    preparedness: int | None = None
    tried_at: datetime | None = None
    givers: tuple[ContactId, ...] = ()
    value_minor: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """Hold a referral that was given."""

    given_at: datetime
    recipient_id: ContactId


Thanked = tuple[datetime, datetime | None]
"""When a word or a card came to be owed for a referral, and when it was done; None while it still is owed.

A bare tuple: there are tens of thousands of them, and each is looked at once.
"""


@dataclass(frozen=True, slots=True)
class Promised:
    """Hold a promise that fell due."""

    due_on: date
    kept_on: date | None = None
    dropped_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold everything that is known of a time; the open stages are `stages` in number."""

    received: Sequence[Received] = ()
    given: Sequence[Given] = ()
    words: Sequence[Thanked] = ()
    cards: Sequence[Thanked] = ()
    promised: Sequence[Promised] = ()
    stages: int = 4
