"""Which kinds of lines there can be at all today, asked in one statement: most days lack most kinds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, exists, select
from sqlalchemy.orm import Session

from refdesk.domain import reviews, wins
from refdesk.domain.referral import Direction
from refdesk.services import today_referrals
from refdesk.services.clocks import Clocks
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact, Plan
from refdesk.store.tables.referrals import Introduction, Referral
from refdesk.store.tables.work import Reminder


@dataclass(frozen=True, slots=True)
class Presence:
    """Say of each kind whether it is worth reading; a kind that is there may still have nothing due."""

    awaited: bool
    introduced: bool
    reminders: bool
    work_done: bool
    given: bool
    clients: bool
    new_clients: bool
    plans: bool
    steps: bool


def of(session: Session, clocks: Clocks) -> Presence:
    """Return what there can be."""
    return Presence(*_there.rows(session, **_values(clocks))[0])


def _values(clocks: Clocks) -> dict[str, date | datetime]:
    return {
        "today": clocks.today,
        "tomorrow": clocks.working.start_of(clocks.today + timedelta(days=1)),
        "reviewed": reviews.reviewed_by(clocks.today, clocks.working.rules),
        "won_from": wins.won_from(clocks.today),
        "won_by": wins.won_by(clocks.today, clocks.working.rules),
    }


@Prepared
def _there() -> Any:  # noqa: ANN401 - a select of answers
    won = Contact.client_since.between(bindparam("won_from", type_=Date), bindparam("won_by", type_=Date))
    open_given = Referral.stage_id.in_(today_referrals.open_stages()), Referral.direction == Direction.GIVEN
    return select(
        exists().where(Introduction.happened_on.is_(None), Introduction.dropped_on.is_(None)).label("awaited"),
        exists().where(Introduction.happened_on.is_not(None)).label("introduced"),
        exists()
        .where(Reminder.done_at.is_(None), Reminder.due_at < bindparam("tomorrow", type_=Moment))
        .label("reminders"),
        exists().where(Referral.work_done_on.is_not(None)).label("work_done"),
        exists().where(*open_given).label("given"),
        exists().where(Contact.client_since <= bindparam("reviewed", type_=Date)).label("clients"),
        exists().where(won).label("new_clients"),
        exists().where(Plan.next_step_on <= bindparam("today", type_=Date)).label("plans"),
        exists()
        .where(Referral.stage_id.in_(today_referrals.open_stages()))
        .where(Referral.next_step_on <= bindparam("today", type_=Date))
        .label("steps"),
    )
