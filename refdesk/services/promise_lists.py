"""Lists of promises: the open ones, all of them for a file, and how they were kept month by month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import promises as rules
from refdesk.domain import rates, working_time
from refdesk.domain.ids import ContactId, PromiseId, ReferralId
from refdesk.domain.promises import Kept, PromiseState
from refdesk.domain.working_time import WorkingTime
from refdesk.services import conditions, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver
from refdesk.store.tables.work import Promise

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Hold a promise that is neither kept nor dropped; `about` names who was referred, where it is about a referral."""

    promise_id: PromiseId
    contact_id: ContactId
    name: str
    text: str
    due_on: date
    clock: ClockFace
    about: str = ""


@dataclass(frozen=True, slots=True)
class WrittenPromise:
    """Hold any promise as a file tells it."""

    name: str
    text: str
    due_on: date
    state: PromiseState
    closed_on: date | None
    about: str


@dataclass(frozen=True, slots=True)
class Month:
    """Count the promises due in a month that can be counted: kept in time, kept late, not kept."""

    first: date
    in_time: int
    late: int
    missed: int
    rates_from: int

    @property
    def counted(self) -> int:
        """Return of how many the rate is taken."""
        return self.in_time + self.late + self.missed

    @property
    def percent(self) -> int | None:
        """Return the share kept in time; None while there are too few."""
        return rates.percent(self.in_time, self.counted, self.rates_from)


@dataclass(frozen=True, slots=True)
class AboutReferral:
    """Name a referral that a promise can be about."""

    referral_id: ReferralId
    name: str
    need: str


def open_ones(session: Session, clocks: Clocks) -> tuple[OpenPromise, ...]:
    """Return every open promise, by the day on which it is due; none to people who left."""
    return tuple(_line(row, clocks) for row in _open.rows(session))


def all_ones(session: Session) -> tuple[WrittenPromise, ...]:
    """Return every promise ever made, by the day on which it was due."""
    return tuple(
        WrittenPromise(
            _name(row), row.text, row.due_on,
            rules.state(kept_on=row.kept_on, dropped_on=row.dropped_on), row.kept_on or row.dropped_on, _about(row),
        )
        for row in _all.rows(session)
    )  # fmt: skip


def kept_by_month(
    session: Session, today: date, working: WorkingTime, *, months: int = MONTHS_SHOWN
) -> tuple[Month, ...]:  # fmt: skip
    """Return how the promises due in each of the last months were kept, the running month last (rule 11)."""
    firsts = [today.replace(day=1)]
    for _month in range(months - 1):
        firsts.insert(0, (firsts[0] - timedelta(days=1)).replace(day=1))
    _first, last = working_time.days_of_month(today.year, today.month)
    found: dict[date, dict[Kept, int]] = {first: dict.fromkeys(Kept, 0) for first in firsts}
    for due_on, kept_on, dropped_on, alike in _ended.rows(session, first=firsts[0], last=last):
        how = rules.kept(due_on, kept_on=kept_on, dropped_on=dropped_on, today=today, working=working)
        found[due_on.replace(day=1)][how] += alike
    return tuple(
        Month(first, counts[Kept.IN_TIME], counts[Kept.LATE], counts[Kept.NOT], working.rules.rates_from)
        for first, counts in found.items()
    )


def referrals_about(session: Session, contact_id: ContactId) -> tuple[AboutReferral, ...]:
    """Return the referrals that a promise to this person can be about, the newest first."""
    given = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == contact_id)
    theirs = (Referral.prospect_id == contact_id) | (Referral.recipient_id == contact_id) | Referral.id.in_(given)
    query = (
        select(Referral.id, Referral.need, shown_names.columns(Contact))
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(theirs)
        .order_by(Referral.received_at.desc(), Referral.id.desc())
    )
    return tuple(
        AboutReferral(ReferralId(row.id), shown_names.of(row.person).usual, row.need) for row in session.execute(query)
    )


@Prepared
def _open() -> Any:  # noqa: ANN401 - a select of many columns
    return _rows().where(Promise.kept_on.is_(None), Promise.dropped_on.is_(None), conditions.is_active())


@Prepared
def _all() -> Any:  # noqa: ANN401 - a select of many columns
    return _rows()


def _rows() -> Select[Any]:
    """Return the select of promises, at its end the name of whom they are to and of whom they are about."""
    prospect = aliased(Contact)
    return (
        select(
            Promise.id, Promise.contact_id, Promise.text, Promise.due_on, Promise.kept_on, Promise.dropped_on,
            prospect.id.label("prospect_id"), *shown_names.parts(Contact), *shown_names.parts(prospect),
        )
        .join(Contact, Contact.id == Promise.contact_id)
        .outerjoin(Referral, Referral.id == Promise.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
        .order_by(Promise.due_on, Promise.id)
    )  # fmt: skip


@Prepared
def _ended() -> Any:  # noqa: ANN401 - a select of days and a number
    days = (Promise.due_on, Promise.kept_on, Promise.dropped_on)
    due = Promise.due_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date))
    return select(*days, func.count(Promise.id).label("alike")).where(due).group_by(*days)


def _line(row: Any, clocks: Clocks) -> OpenPromise:  # noqa: ANN401 - a row of several columns
    began = clocks.working.start_of(row.due_on - timedelta(days=1))
    face = clocks.face(rules.clock(row.due_on, promised_at=began, working=clocks.working))
    return OpenPromise(
        PromiseId(row.id), ContactId(row.contact_id), _name(row), row.text, row.due_on, face, _about(row)
    )


def _name(row: Any) -> str:  # noqa: ANN401 - a row of `_rows`
    return shown_names.usual_at_end(row[: -len(shown_names.PARTS)])


def _about(row: Any) -> str:  # noqa: ANN401 - a row of `_rows`
    is_other = row.prospect_id is not None and row.prospect_id != row.contact_id
    return shown_names.usual_at_end(row) if is_other else ""
