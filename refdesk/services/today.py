"""Today: what to do now, in its order, each line with the one thing that does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from refdesk.domain import snoozing
from refdesk.domain import today as rules
from refdesk.domain.referral import Direction
from refdesk.domain.today import SECTION_OF, LineKind, Look, Section
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.services import business, conditions, snoozes, today_people, today_presence, today_referrals, today_work
from refdesk.services.clocks import Clocks
from refdesk.services.today_line import Line
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.trail import Operation

__all__ = ["SECTION_OF", "Counts", "Day", "Line", "LineKind", "Look", "Section", "Snoozed", "as_json", "lines"]


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Hold a line that is put off, and until when."""

    line: Line
    until: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """Hold what there is to do: `lines` to be shown, what is `snoozed`, and `that_matter` on a day of return."""

    lines: tuple[Line, ...]
    snoozed: tuple[Snoozed, ...] = ()
    that_matter: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold the numbers of the sidebar."""

    today: int
    open_referrals: int
    thanks_owed: int
    cards_to_print: int


def lines(session: Session, now: datetime, working: WorkingTime) -> tuple[Line, ...]:
    """Return everything to do now that is not put off, section by section, inside a section by the clock."""
    return day(session, now, working).lines


def day(session: Session, now: datetime, working: WorkingTime) -> Day:
    """Return what there is to do now, what is put off, and where to begin after an absence."""
    clocks = Clocks(now, working)
    put_off = snoozes.in_force(session, now)
    found = _everything(session, clocks, put_off)
    hidden = {line.key for line in found if _is_hidden(line, put_off, clocks)} if put_off else set()
    shown = tuple(line for line in found if line.key not in hidden) if hidden else tuple(found)
    snoozed = [Snoozed(line, put_off[line.key]) for line in found if line.key in hidden] if hidden else []
    matter: tuple[Line, ...] = ()
    most = working.rules.catch_up_lines
    if len(shown) > most and _is_return(session, clocks):
        matter = rules.that_matter(shown, most)
    return Day(shown, tuple(sorted(snoozed, key=lambda each: each.until)), matter)


def is_new(session: Session) -> bool:
    """Return whether the file holds nobody yet."""
    return session.scalar(select(Contact.id).limit(1)) is None


def counts(session: Session, now: datetime, working: WorkingTime) -> Counts:
    """Return what stands beside the places in the sidebar."""
    shown = lines(session, now, working)
    owed = today_referrals.owed_parts(session)
    return Counts(
        today=len(shown),
        open_referrals=_open_referrals.rows(session)[0][0],
        thanks_owed=len({row.thanks_id for row in owed}),
        cards_to_print=sum(line.kind is LineKind.CARD for line in shown),
    )


def as_json(shown: Sequence[Line]) -> dict[str, list[dict[str, Any]]]:
    """Return the lines in the shape in which the command line prints them."""
    return {
        "lines": [
            {
                "kind": line.kind.value,
                "contact_id": line.contact_id,
                "referral_id": line.referral_id,
                "name": line.name,
                "due": line.due.isoformat(),
                "state": line.state.value,
                "text": line.text,
            }
            for line in shown
        ]
    }


def _everything(session: Session, clocks: Clocks, put_off: Mapping[str, datetime]) -> list[Line]:
    discreet, there = business.load(session).discreet, today_presence.of(session, clocks)
    found = [
        *today_referrals.first_contacts(session, clocks, introduced=there.introduced),
        *today_referrals.thanks(session, clocks, discreet=discreet),
        *today_referrals.update_lines(session, clocks, discreet=discreet),
        *(today_referrals.introduction_lines(session, clocks) if there.awaited else ()),
        *today_work.promises(session, clocks, until=clocks.today),
        *today_people.dates(session, clocks),
        *today_work.mail(session, clocks),
        *today_work.months_behind(session, clocks),
        *today_work.calls(session, clocks, clocks.today),
        *(today_work.reminder_lines(session, clocks, until=clocks.today) if there.reminders else ()),
        *today_people.looks(session, clocks, there, put_off.keys()),
        *today_people.words(session, clocks, put_off.keys()),
    ]
    return today_people.with_phones(session, found)


def _is_hidden(line: Line, put_off: Mapping[str, datetime], clocks: Clocks) -> bool:
    until = put_off.get(line.key)
    red = line.state is DueState.OVERDUE
    return until is not None and snoozing.hides(until, clocks.now, clocks.working, is_overdue=red)


def _is_return(session: Session, clocks: Clocks) -> bool:
    begins = clocks.working.start_of(clocks.today)
    last = _last_work.first(session, begins=begins)
    return rules.is_return(clocks.today, None if last is None else clocks.working.date_of(last.at), clocks.working)


@Prepared
def _open_referrals() -> Any:  # noqa: ANN401 - a select of a number
    return (
        select(func.count().label("open"))
        .select_from(Referral)
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.stage_id.in_(today_referrals.open_stages()), Referral.direction == Direction.RECEIVED)
        .where(conditions.is_active())
    )


@Prepared
def _last_work() -> Any:  # noqa: ANN401 - a select of a moment
    # What was done before this day: the newest operation by its number, so that nothing is sorted.
    before = Operation.at < bindparam("begins", type_=Moment)
    return select(Operation.at).where(before).order_by(Operation.id.desc()).limit(1)
