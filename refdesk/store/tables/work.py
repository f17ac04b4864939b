"""Doings: touches, promises, reminders, goals, and what was put off."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import Day, Row, partial_index, ref, states, table_args


class Touch(Row):
    """Any dealing with a person."""

    __tablename__ = "touch"
    __table_args__ = table_args(
        states("kind", "call", "message", "meeting", "visit", "card", "gift", "event", "useful", "other"),
        states("purpose", "first_contact", "thanks", "update", "ask", "review", "keep_in_touch", "campaign", "other"),
        states("asked", "no", "lightly", "directly"),
        Index("ix_touch_contact_id_at", "contact_id", "at"),
        Index("ix_touch_at", "at", "kind", "outcome", "asked"),
        # Each holds all that is asked of it: only so are they preferred to the index of every touch.
        partial_index("ix_touch_reviews", "contact_id", "at", "purpose", "outcome", where="purpose = 'review'"),
        partial_index("ix_touch_asks", "contact_id", "at", "asked", where="asked <> 'no'"),
    )
    contact_id: Mapped[int] = ref("contact", index=False)
    referral_id: Mapped[int | None] = ref("referral")
    campaign_try_id: Mapped[int | None] = ref("campaign_try")
    kind: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="other")
    outcome: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    summary: Mapped[str] = mapped_column(default="")
    asked: Mapped[str] = mapped_column(default="no")


class Promise(Row):
    """Something we said we would do; open while neither kept nor dropped."""

    __tablename__ = "promise"
    __table_args__ = table_args()
    contact_id: Mapped[int] = ref("contact")
    text: Mapped[str]
    due_on: Mapped[date] = mapped_column(Day, index=True)
    kept_on: Mapped[date | None] = mapped_column(Day)
    dropped_on: Mapped[date | None] = mapped_column(Day)
    from_touch_id: Mapped[int | None] = ref("touch")
    referral_id: Mapped[int | None] = ref("referral")
    campaign_try_id: Mapped[int | None] = ref("campaign_try")


class Reminder(Row):
    """A note to oneself; open while not done. One that repeats moves on to its next moment instead."""

    __tablename__ = "reminder"
    __table_args__ = table_args(partial_index("ix_reminder_open", "due_at", where="done_at IS NULL"))
    contact_id: Mapped[int | None] = ref("contact")
    text: Mapped[str]
    due_at: Mapped[datetime]
    repeat_rule: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]


class Snooze(Row):
    """A line of Today that was put off until a moment; `line_key` says which."""

    __tablename__ = "snooze"
    __table_args__ = table_args()
    line_key: Mapped[str] = mapped_column(index=True)
    until: Mapped[datetime]


class Goal(Row):
    """How much of a measure is aimed at in a week or month from a day on; 0 ends it. The latest day counts."""

    __tablename__ = "goal"
    __table_args__ = table_args(states("period", "week", "month"))
    measure: Mapped[str]
    period: Mapped[str]
    target: Mapped[int]
    from_on: Mapped[date] = mapped_column(Day)
