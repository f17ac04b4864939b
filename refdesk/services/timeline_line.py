"""One line of a timeline."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from refdesk.domain.ids import ContactId, GiftId, PromiseId, ReferralId, TouchId
from refdesk.services.timeline_marks import Mark


class TimelineKind(StrEnum):
    """What a line of the timeline is about: a touch by its kind, or something else by its name."""

    CALL = "call"
    MESSAGE = "message"
    MEETING = "meeting"
    VISIT = "visit"
    CARD = "card"
    EVENT = "event"
    USEFUL = "useful"
    OTHER = "other"
    SENT_US = "sent_us"
    WE_SENT = "we_sent"
    CAME_TO_US = "came_to_us"
    SENT_ON = "sent_on"
    MOVED = "moved"
    WON = "won"
    LOST = "lost"
    GIFT_GIVEN = "gift_given"
    GIFT_RECEIVED = "gift_received"
    CARD_PRINTED = "card_printed"
    THANKED = "thanked"
    PROMISE_MADE = "promise_made"
    PROMISE_KEPT = "promise_kept"
    PROMISE_DROPPED = "promise_dropped"
    EVIDENCE = "evidence"
    LESSON = "lesson"
    RANK = "rank"
    PLAN = "plan"
    EDIT = "edit"
    HOUSEHOLD = "household"
    MERGED = "merged"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line: `title` says it, `detail` stands below or behind it; `words` is the whole text where both are cut.

    `other_id` is the other person, to open. An open promise has `is_open`.
    """

    mark: Mark
    kind: TimelineKind
    on: date
    title: str
    detail: str = ""
    words: str = ""
    touch_id: TouchId | None = None
    referral_id: ReferralId | None = None
    gift_id: GiftId | None = None
    promise_id: PromiseId | None = None
    other_id: ContactId | None = None
    cost_minor: int | None = None
    is_open: bool = False

    @property
    def at(self) -> datetime:
        """The moment by which lines are ordered: for what has a day only, the end of that day."""
        return self.mark.at
