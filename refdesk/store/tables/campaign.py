"""The referral month: who is called, on which day, and what came of it."""

from datetime import date, datetime

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import Day, Row, ref, states, table_args


class Campaign(Row):
    """A referral month; `who` is the choice of people it was planned for as words of the search box, "" for all."""

    __tablename__ = "campaign"
    __table_args__ = table_args(states("state", "planned", "running", "closed"))
    name: Mapped[str]
    first_on: Mapped[date] = mapped_column(Day)
    last_on: Mapped[date] = mapped_column(Day)
    minutes_a_day: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="planned")
    who: Mapped[str] = mapped_column(default="", server_default="")
    one_a_household: Mapped[bool] = mapped_column(default=False, server_default=false())
    closed_on: Mapped[date | None] = mapped_column(Day)


class CampaignEntry(Row):
    """A contact in a referral month, with the day it is planned for and its place in that day."""

    __tablename__ = "campaign_entry"
    __table_args__ = table_args(states("state", "open", "reached", "stopped", "exhausted"))
    campaign_id: Mapped[int] = ref("campaign")
    contact_id: Mapped[int] = ref("contact")
    planned_on: Mapped[date] = mapped_column(Day, index=True)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(default="open")


class CampaignTry(Row):
    """One attempt on a day, with the number frozen on that day's sheet and the code it got.

    Without a code its fields are a draft: what was typed so far, on the way from paper or while the call goes on.
    `more` is JSON: further promises and people named in the call, and other things that paper has no room for.
    """

    __tablename__ = "campaign_try"
    __table_args__ = table_args(
        states("code", "T", "M", "N", "B", "W", "X"), states("referral_direction", "", "received", "given")
    )
    entry_id: Mapped[int] = ref("campaign_entry")
    on: Mapped[date] = mapped_column(Day, index=True)
    sheet_number: Mapped[int]
    code: Mapped[str | None]
    call_back_on: Mapped[date | None] = mapped_column(Day)
    help_answer: Mapped[str] = mapped_column(default="")
    lead_for_them: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime | None]
    lead_to: Mapped[str] = mapped_column(default="", server_default="")
    lead_by: Mapped[date | None] = mapped_column(Day)
    referral_direction: Mapped[str] = mapped_column(default="", server_default="")
    referral_name: Mapped[str] = mapped_column(default="", server_default="")
    referral_need: Mapped[str] = mapped_column(default="", server_default="")
    notes: Mapped[str] = mapped_column(default="", server_default="")
    nothing_needed: Mapped[bool] = mapped_column(default=False, server_default=false())
    more: Mapped[str] = mapped_column(default="", server_default="")
