"""Referrals, who gave them, their stages, and the thanks they owe."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import DERIVED, Day, Row, partial_index, ref, states, table_args


class Stage(Row):
    """A column of the board."""

    __tablename__ = "stage"
    __table_args__ = table_args(states("meaning", "open", "won", "lost"))
    name: Mapped[str]
    order: Mapped[int]
    stalled_after_days: Mapped[int | None]
    meaning: Mapped[str] = mapped_column(default="open")


class Referral(Row):
    """A prospect sent to us (received), or sent by us to a recipient (given)."""

    __tablename__ = "referral"
    __table_args__ = table_args(
        states("direction", "received", "given"),
        states("introduced", "name_only", "message", "call", "meeting", "letter"),
        states("fits", "yes", "partly", "no"),
        CheckConstraint("preparedness BETWEEN 1 AND 5", name="preparedness"),
        CheckConstraint("(direction = 'given') = (recipient_id IS NOT NULL)", name="recipient"),
        partial_index("ix_referral_work_done", "work_done_on", where="work_done_on IS NOT NULL"),
    )
    direction: Mapped[str] = mapped_column(default="received")
    prospect_id: Mapped[int] = ref("contact")
    recipient_id: Mapped[int | None] = ref("contact")
    received_at: Mapped[datetime] = mapped_column(index=True)
    need: Mapped[str] = mapped_column(default="")
    introduced: Mapped[str] = mapped_column(default="name_only")
    preparedness: Mapped[int | None]
    expects_call: Mapped[bool] = mapped_column(default=False)
    fits: Mapped[str | None]
    may_share: Mapped[bool] = mapped_column(default=True)
    value_expected_minor: Mapped[int | None]
    stage_id: Mapped[int] = ref("stage")
    next_step: Mapped[str] = mapped_column(default="")
    next_step_on: Mapped[date | None] = mapped_column(Day)
    lost_reason: Mapped[str] = mapped_column(default="")
    work_done_on: Mapped[date | None] = mapped_column(Day)
    both_agreed: Mapped[bool] = mapped_column(default=False, server_default=false())
    unexpected: Mapped[bool] = mapped_column(default=False, server_default=false())
    checked_back_on: Mapped[date | None] = mapped_column(Day)
    campaign_try_id: Mapped[int | None] = ref("campaign_try")
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


class ReferralGiver(Row):
    """Who sent a referral: nobody known, one or several."""

    __tablename__ = "referral_giver"
    __table_args__ = table_args()
    referral_id: Mapped[int] = ref("referral")
    contact_id: Mapped[int] = ref("contact")


class StageMove(Row):
    """When a referral came to a stage."""

    __tablename__ = "stage_move"
    __table_args__ = table_args()
    referral_id: Mapped[int] = ref("referral")
    stage_id: Mapped[int] = ref("stage", index=False)
    at: Mapped[datetime]


class Win(Row):
    """What a won referral brought; several are repeat business."""

    __tablename__ = "win"
    __table_args__ = table_args()
    referral_id: Mapped[int] = ref("referral")
    on: Mapped[date] = mapped_column(Day, index=True)
    value_minor: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")


class Introduction(Row):
    """Somebody was asked to introduce us; awaited while it neither happened nor was dropped."""

    __tablename__ = "introduction"
    __table_args__ = table_args(
        states("how", "message", "call", "meeting"),
        partial_index("ix_introduction_awaited", "asked_on", where="happened_on IS NULL AND dropped_on IS NULL"),
    )
    referral_id: Mapped[int] = ref("referral")
    contact_id: Mapped[int] = ref("contact")
    how: Mapped[str]
    asked_on: Mapped[date] = mapped_column(Day)
    happened_on: Mapped[date | None] = mapped_column(Day)
    dropped_on: Mapped[date | None] = mapped_column(Day)


class Thanks(Row):
    """A thank-you owed to a contact."""

    __tablename__ = "thanks"
    __table_args__ = table_args(states("occasion", "referral", "win", "other"))
    contact_id: Mapped[int] = ref("contact")
    referral_id: Mapped[int | None] = ref("referral")
    occasion: Mapped[str] = mapped_column(default="referral")
    opened_at: Mapped[datetime]


class ThanksPart(Row):
    """The word, the card, the gift or the reward of a thank-you; open while neither done nor waived."""

    __tablename__ = "thanks_part"
    __table_args__ = table_args(
        states("part", "word", "card", "gift", "reward"), Index("ix_thanks_part_open", "done_at", "waived_at", "due_at")
    )
    thanks_id: Mapped[int] = ref("thanks")
    part: Mapped[str]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    waived_at: Mapped[datetime | None]
    touch_id: Mapped[int | None] = ref("touch")
    gift_id: Mapped[int | None] = ref("gift")
    reward_id: Mapped[int | None] = ref("reward")
