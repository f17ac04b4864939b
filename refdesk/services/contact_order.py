"""The orders of the list of contacts, a column each; people without what a column shows come last, both ways."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from refdesk.domain import ranking
from refdesk.domain.contact import Category
from refdesk.domain.incoming import DateKind
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.rules import Rules
from refdesk.store.tables.people import Contact, PostalAddress, YearlyDate
from refdesk.store.tables.referrals import Referral, ReferralGiver


class Column(StrEnum):
    """What the list can show of a person."""

    RANK = "rank"
    NAME = "name"
    LAST_TOUCH = "last_touch"
    RECEIVED = "received"
    GIVEN = "given"
    NEXT_TOUCH = "next_touch"
    PHONE = "phone"
    EMAIL = "email"
    CITY = "city"
    TAGS = "tags"
    CATEGORY = "category"
    BIRTHDAY = "birthday"
    CLIENT_SINCE = "client_since"


UNSORTED = frozenset({Column.PHONE, Column.EMAIL, Column.TAGS})
"""Columns that sort by nothing a reader would look for: a person has several, and shows one."""


def ordered(
    query: Select[int], column: Column, *, descending: bool, walks: bool, dialect: str, today: date, rules: Rules
) -> Select[int]:  # fmt: skip
    """Return a query of contacts in the order of a column; `walks` lets it follow the index of names."""
    key = Contact.sort_key if walks else func.coalesce(Contact.sort_key, "")
    if column is Column.NAME:
        return query.order_by(*(each.desc() if descending else each for each in (key, Contact.id)))
    if column is Column.RANK:
        place = case({rank.value: ranking.order(rank) for rank in Rank}, value=Contact.rank, else_=ranking.order(None))
        return query.order_by(place.desc() if descending else place, key, Contact.id)
    if column is Column.LAST_TOUCH:
        # The newest first when descending; people never touched stand with those untouched for longest.
        never, day = Contact.last_touch_on.is_(None), Contact.last_touch_on
        first = (never, day.desc()) if descending else (never.desc(), day)
        return query.order_by(*first, key, Contact.id)
    query, value = _joined(query, column, dialect, today, rules)
    return query.order_by(value.is_(None), value.desc() if descending else value, key, Contact.id)


def _joined(
    query: Select[int], column: Column, dialect: str, today: date, rules: Rules
) -> tuple[Select[int], Any]:  # fmt: skip
    """Return the query with what the column sorts by, and that."""
    if column is Column.NEXT_TOUCH:
        return query, _next_touch(dialect, today, rules)
    if column is Column.CATEGORY:
        order = {each.value: place for place, each in enumerate(Category) if each is not Category.OTHER}
        return query, case(order, value=Contact.category)
    if column is Column.CLIENT_SINCE:
        return query, Contact.client_since
    if column is Column.CITY:
        own, shared = _cities(PostalAddress.contact_id), _cities(PostalAddress.household_id)
        query = query.outerjoin(own, own.c.whose == Contact.id)
        query = query.outerjoin(shared, shared.c.whose == Contact.household_id)
        return query, func.coalesce(own.c.city, shared.c.city)
    if column is Column.BIRTHDAY:
        days = _birthdays().subquery()
        return query.outerjoin(days, days.c.contact_id == Contact.id), days.c.day
    assert column in (Column.RECEIVED, Column.GIVEN), f"the list has no order by {column}"
    numbers = (_received() if column is Column.RECEIVED else _given()).subquery()
    joined = query.outerjoin(numbers, numbers.c.contact_id == Contact.id)
    return joined, func.coalesce(numbers.c.number, 0)


def _next_touch(dialect: str, today: date, rules: Rules) -> ColumnElement[Any]:
    """Return the day on which a word is due, as a number; nothing for people who are left in peace."""
    days = {rank.value: days for rank, days in ranking.touch_days(rules).items()}
    waits = case(days, value=Contact.rank)
    if dialect == "sqlite":
        due = func.julianday(Contact.last_touch_on) + waits
        now: ColumnElement[Any] = func.julianday(literal(today.isoformat()))
    else:
        due = cast(func.extract("epoch", Contact.last_touch_on) / 86_400, Integer) + waits
        now = cast(func.extract("epoch", literal(today)) / 86_400, Integer)
    return case((waits.is_(None), None), (Contact.last_touch_on.is_(None), now), else_=due)


def _cities(whose: Any) -> Any:  # noqa: ANN401 - a column of an address, and a subquery
    query = select(whose.label("whose"), func.min(func.lower(PostalAddress.city)).label("city"))
    return query.where(PostalAddress.main, whose.is_not(None), PostalAddress.city != "").group_by(whose).subquery()


def _birthdays() -> Select[int, int]:
    born = aliased(YearlyDate)
    day = func.min(born.month * 100 + born.day).label("day")
    return select(born.contact_id, day).where(born.kind == DateKind.BIRTHDAY.value).group_by(born.contact_id)


def _received() -> Select[int, int]:
    query = select(ReferralGiver.contact_id, func.count().label("number"))
    joined = query.join(Referral, Referral.id == ReferralGiver.referral_id)
    return joined.where(Referral.direction == Direction.RECEIVED.value).group_by(ReferralGiver.contact_id)


def _given() -> Select[int | None, int]:
    query = select(Referral.recipient_id.label("contact_id"), func.count().label("number"))
    return query.where(Referral.direction == Direction.GIVEN.value).group_by(Referral.recipient_id)
