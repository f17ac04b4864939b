"""What can be asked of the people of a list, each as a condition that its own index answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, literal_column, or_, select

from refdesk.domain import ranking, reviews
from refdesk.domain.contact import Category, Status
from refdesk.domain.incoming import DateKind
from refdesk.domain.ranking import Rank
from refdesk.domain.rules import Rules
from refdesk.domain.search import Trait
from refdesk.services import conditions
from refdesk.store.tables.people import Contact, Plan, YearlyDate
from refdesk.store.tables.work import Touch


def has(trait: Trait, today: date, zone: ZoneInfo | None, rules: Rules) -> ColumnElement[bool]:
    """Return the condition that somebody has a trait; a review needs the time zone of the business."""
    if trait is Trait.REVIEW_DUE:
        assert zone is not None, "a review is due by days of the business"
        return review_due(today, zone, rules)
    made: Mapping[Trait, Callable[[], ColumnElement[bool]]] = {
        Trait.SOURCE: is_source,
        Trait.CLIENT: is_client,
        Trait.NO_PLAN: has_no_plan,
        Trait.NEVER_ASKED: was_never_asked,
        Trait.NOT_MAILED: is_not_mailed,
        Trait.DUE: lambda: or_(*due_ranges(today, rules)),
        Trait.BIRTHDAY: lambda: Contact.id.in_(_born_in(today.month)),
    }
    return made[trait]()


def probe(trait: Trait, today: date, rules: Rules) -> Select[int] | None:
    """Return a query that quickly finds those who may have a trait; None where no index tells them."""
    if trait is Trait.BIRTHDAY:
        return _born_in(today.month)
    if trait is Trait.NOT_MAILED:
        return select(Contact.id).where(is_not_mailed())
    if trait is Trait.REVIEW_DUE:
        return select(Contact.id).where(Contact.client_since <= reviews.reviewed_by(today, rules))
    return select(Contact.id).where(is_client()) if trait is Trait.CLIENT else None


def is_on_lists() -> ColumnElement[bool]:
    """Return the condition that somebody has not left, for lists that walk an index of all who have not."""
    return Contact.status == Status.ACTIVE.value


def is_source() -> ColumnElement[bool]:
    """Return the condition that somebody is a source."""
    return Contact.rank.in_([rank.value for rank in Rank if ranking.is_source(rank)])


def is_client() -> ColumnElement[bool]:
    """Return the condition that somebody is a client."""
    return Contact.client_since.is_not(None)


def has_rank(rank: Rank | None) -> ColumnElement[bool]:
    """Return the condition that somebody has this rank, or none."""
    return Contact.rank.is_(None) if rank is None else Contact.rank == rank.value


def has_one_of(ranks: Iterable[Rank | None]) -> ColumnElement[bool]:
    """Return the condition that somebody has one of these ranks."""
    return or_(*(has_rank(rank) for rank in sorted(ranks, key=ranking.order)))


def is_of(categories: Iterable[Category]) -> ColumnElement[bool]:
    """Return the condition that somebody is of one of these categories."""
    return Contact.category.in_([each.value for each in sorted(categories)])


def is_not_mailed() -> ColumnElement[bool]:
    """Return the condition that somebody wants no mail, written as the index of those few is."""
    return literal_column("(NOT contact.may_be_mailed)")


def has_no_plan() -> ColumnElement[bool]:
    """Return the condition that somebody is a source without a plan."""
    return and_(is_source(), ~exists().where(Plan.contact_id == Contact.id).correlate(Contact))


def was_never_asked() -> ColumnElement[bool]:
    """Return the condition that somebody is a source and was never asked, not even lightly."""
    asks: Select[Any] = select(literal_column("1")).where(Touch.contact_id == Contact.id, conditions.was_asked())
    return and_(is_source(), ~asks.correlate(Contact).exists())


def review_due(today: date, zone: ZoneInfo, rules: Rules) -> ColumnElement[bool]:
    """Return the condition that the yearly review of a client is due."""
    last = reviews.reviewed_by(today, rules)
    begins = datetime.combine(last + timedelta(days=1), time(), zone)
    reviews_since: Select[Any] = select(literal_column("1")).where(
        Touch.contact_id == Contact.id, Touch.at >= begins, *conditions.was_review()
    )
    return and_(Contact.client_since <= last, ~reviews_since.correlate(Contact).exists())


def due_ranges(today: date, rules: Rules) -> Iterator[ColumnElement[bool]]:
    """Yield, for each rank that is kept in touch with, who was never reached and who not for long enough."""
    for rank, days in ranking.touch_days(rules).items():
        of_rank = Contact.rank == rank.value
        yield and_(of_rank, Contact.last_touch_on.is_(None))
        yield and_(of_rank, Contact.last_touch_on <= today - timedelta(days=days))


def _born_in(month: int) -> Select[int]:
    return select(YearlyDate.contact_id).where(YearlyDate.kind == DateKind.BIRTHDAY.value, YearlyDate.month == month)
