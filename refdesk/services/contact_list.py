"""The list of contacts: whom a search, a chip and a column show, in which order, and what each line says.

Ids come first and alone, so that a list of 100,000 opens at once; lines are read a page at a time.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import ranking, search, text
from refdesk.domain.contact import CATEGORY_WORDS, Category, Kind, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.search import Search
from refdesk.i18n import _
from refdesk.services import conditions, shown_names, tags
from refdesk.store import search_index
from refdesk.store.tables.people import Contact, ContactTag
from refdesk.store.tables.referrals import Referral, ReferralGiver


class Chip(StrEnum):
    """The saved filters above the list."""

    ALL = "all"
    SOURCES = "sources"
    CLIENTS = "clients"
    DUE = "due"


class Column(StrEnum):
    """The columns by which the list is sorted."""

    RANK = "rank"
    NAME = "name"
    LAST_TOUCH = "last_touch"
    RECEIVED = "received"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Filter:
    """Whom to show, and in which order; `text` is what stands in the search box."""

    text: str = ""
    chip: Chip = Chip.ALL
    sort: Column = Column.NAME
    descending: bool = False
    include_inactive: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One line of the list; `touch_due_on` follows from the rank, None for never."""

    contact_id: ContactId
    name: PersonName
    kind: Kind
    second_line: str
    rank: Rank | None
    status: Status
    last_touch_on: date | None
    touch_due_on: date | None
    is_overdue: bool
    received: int
    given: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people stand behind each chip, and how many of them have no rank yet."""

    all: int
    sources: int
    clients: int
    due: int
    unranked: int
    inactive: int

    def of(self, chip: Chip) -> int:
        """Return the number that a chip shows."""
        return {Chip.ALL: self.all, Chip.SOURCES: self.sources, Chip.CLIENTS: self.clients, Chip.DUE: self.due}[chip]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody whom the typed letters may mean."""

    contact_id: ContactId
    name: PersonName
    second_line: str
    rank: Rank | None


_RECEIVED = (
    select(func.count(ReferralGiver.id))
    .join(Referral, Referral.id == ReferralGiver.referral_id)
    .where(ReferralGiver.contact_id == Contact.id, Referral.direction == Direction.RECEIVED.value)
)
_GIVEN = select(func.count(Referral.id)).where(Referral.recipient_id == Contact.id)
# Made once: to put this query together takes as long as to run it, and it runs with each keystroke.
_LINES = select(
    Contact.id, shown_names.columns(Contact), Contact.kind, Contact.job_title, Contact.profession, Contact.category,
    Contact.rank, Contact.status, Contact.last_touch_on, _RECEIVED.scalar_subquery().label("received"),
    _GIVEN.scalar_subquery().label("given"),
).where(Contact.id.in_(bindparam("ids", expanding=True)))  # fmt: skip


def matching_ids(session: Session, wanted: Filter, today: date) -> "array[int]":
    """Return the ids of everybody the filter shows, in order."""
    found = array("q")
    for query in _queries(session, wanted, today):
        with session.connection().execute(query) as result:
            assert result.cursor is not None, "a query returns rows"
            # Straight from the driver: 100,000 rows in a fifth of the time, during which no other thread can move.
            found.extend(each for (each,) in result.cursor.fetchall())
    return found


def first_ids(session: Session, wanted: Filter, today: date, limit: int = 100) -> "array[int]":
    """Return the first ids of the list: what the first page needs, long before all are known."""
    found = array("q")
    for query in _queries(session, wanted, today):
        found.extend(session.scalars(query.limit(limit - len(found))).all())
        if len(found) >= limit:
            break
    return found


def rows(session: Session, contact_ids: Iterable[int], today: date) -> Mapping[ContactId, ContactRow]:
    """Return the lines of these contacts; those that are gone are not among them."""
    found = session.execute(_LINES, {"ids": list(contact_ids)}).all()
    return {ContactId(each.id): _row(each, today) for each in found}


def counts(session: Session, today: date) -> Counts:
    """Return the numbers of the chips, from ranges of an index alone."""
    active = Contact.status == Status.ACTIVE.value
    by_rank = select(Contact.rank, func.count(), func.count(Contact.client_since)).where(active).group_by(Contact.rank)
    found = [(Rank(rank) if rank else None, people, clients) for rank, people, clients in session.execute(by_rank)]
    # Range by range: joined with "or" they would be one walk over everybody.
    due = [select(func.count(Contact.id)).where(active, each).scalar_subquery() for each in _due_ranges(today)]
    gone = select(func.count(Contact.id)).where(Contact.status.in_([Status.INACTIVE.value, Status.DECEASED.value]))
    numbers = session.execute(select(gone.scalar_subquery(), *due)).one()
    return Counts(
        all=sum(people for _rank, people, _clients in found),
        sources=sum(people for rank, people, _clients in found if ranking.is_source(rank)),
        clients=sum(clients for _rank, _people, clients in found),
        due=sum(numbers[1:]),
        unranked=sum(people for rank, people, _clients in found if rank is None),
        inactive=numbers[0],
    )


def count(session: Session, wanted: Filter, today: date) -> int:
    """Return how many people the filter shows."""
    narrowed, _walks = _narrowed(session, search.parse(wanted.text), wanted, today)
    return session.scalar(select(func.count()).select_from(narrowed.subquery())) or 0


def who(session: Session, typed: str, today: date) -> "array[int]":
    """Return the active people that the words of `--who` name, best ranks first."""
    return matching_ids(session, Filter(text=typed, sort=Column.RANK), today)


def suggest(session: Session, typed: str, limit: int = 8, *, with_left: bool = False) -> tuple[Suggestion, ...]:
    """Return whom the typed letters or digits may mean: names that begin so first.

    People off the lists are not offered; `with_left` finds them too, behind all others.
    """
    folded = text.fold(typed)
    if not folded:
        return ()
    named = list(session.scalars(_named(folded).limit(limit)))
    ids = _best(session, typed, folded, named, limit, with_left=with_left)
    query = select(
        Contact.id, shown_names.columns(Contact), Contact.job_title, Contact.profession, Contact.category, Contact.rank
    ).where(Contact.id.in_(ids))
    found = {row.id: row for row in session.execute(query)}
    return tuple(_suggestion(found[each]) for each in ids if each in found)


def second_line(name: PersonName, job_title: str, profession: str, category: str) -> str:
    """Return what stands under a name: what the person does, and where."""
    what = job_title or profession
    where = name.organisation if name.usual != name.organisation else ""
    if what or where:
        return ", ".join(filter(None, (what, where)))
    return _category_word(category)


def _category_word(category: str) -> str:
    return "" if category == Category.OTHER else _(CATEGORY_WORDS[Category(category)])


def _queries(session: Session, wanted: Filter, today: date) -> Iterator[Select[int]]:
    """Yield the queries that together give the list.

    A list of many walks its index, by rank with a query for each; of few, the few are found first and then sorted.
    """
    asked = search.parse(wanted.text)
    narrowed, walks = _narrowed(session, asked, wanted, today)
    key = Contact.sort_key if walks else func.coalesce(Contact.sort_key, "")
    if wanted.sort is Column.RANK and walks:
        for rank in sorted((*Rank, None), key=ranking.order, reverse=wanted.descending):
            of_rank = Contact.rank.is_(None) if rank is None else Contact.rank == rank.value
            yield narrowed.where(of_rank).order_by(key, Contact.id)
    elif wanted.sort is Column.RANK:
        place = case({rank.value: ranking.order(rank) for rank in Rank}, value=Contact.rank, else_=ranking.order(None))
        yield narrowed.order_by(place.desc() if wanted.descending else place, key, Contact.id)
    elif wanted.sort is Column.NAME:
        yield narrowed.order_by(*(each.desc() if wanted.descending else each for each in (key, Contact.id)))
    else:
        yield _by_number(narrowed, wanted).order_by(key, Contact.id)


def _by_number(narrowed: Select[int], wanted: Filter) -> Select[int]:
    if wanted.sort is Column.LAST_TOUCH:
        # The newest first when descending; people never touched stand with those untouched for longest.
        never = Contact.last_touch_on.is_(None)
        day = Contact.last_touch_on
        return narrowed.order_by(never, day.desc()) if wanted.descending else narrowed.order_by(never.desc(), day)
    numbers = (_received() if wanted.sort is Column.RECEIVED else _given()).subquery()
    number = func.coalesce(numbers.c.number, 0)
    joined = narrowed.outerjoin(numbers, numbers.c.contact_id == Contact.id)
    return joined.order_by(number.desc() if wanted.descending else number)


def _narrowed(session: Session, asked: Search, wanted: Filter, today: date) -> tuple[Select[int], bool]:
    """Return the query of everybody the filter shows, and whether they are many, so that it should walk an index."""
    few = search_index.few_with(session, asked.digits or asked.text)
    walks = few is None and not asked.tags
    query = select(Contact.id)
    if not wanted.include_inactive:
        # SQLite must not look at everybody who is active when few are asked for.
        status = Contact.status if walks else func.coalesce(Contact.status, "")
        query = query.where(status == Status.ACTIVE.value)
    if wanted.chip is Chip.SOURCES:
        query = query.where(_is_source())
    elif wanted.chip is Chip.CLIENTS:
        query = query.where(Contact.client_since.is_not(None))
    elif wanted.chip is Chip.DUE:
        query = query.where(_is_due(today))
    return _with_text(session, _with_words(session, query, asked), asked, few), walks


def _with_words(session: Session, query: Select[int], asked: Search) -> Select[int]:
    if asked.unknown:
        query = query.where(Contact.id < 0)
    if asked.ranks:
        named = [rank.value for rank in asked.ranks if rank is not None]
        without = [Contact.rank.is_(None)] if None in asked.ranks else []
        query = query.where(or_(Contact.rank.in_(named), *without))
    if asked.tags:
        known = tags.ids_by_fold(session)
        for each in asked.tags:
            having = select(ContactTag.contact_id).where(ContactTag.tag_id == known.get(each, -1))
            query = query.where(Contact.id.in_(having))
    return query


def _with_text(session: Session, query: Select[int], asked: Search, few: Sequence[int] | None) -> Select[int]:
    dialect = session.get_bind().dialect.name
    if not asked.digits or asked.digits == asked.text:
        return search_index.having(query, asked.text, dialect=dialect, few=few)
    # "614-555" is part of a number whose digits run on, and may just as well stand so in a note.
    as_typed = search_index.having(select(Contact.id), asked.text, dialect=dialect)
    run_on = search_index.having(select(Contact.id), asked.digits, dialect=dialect, few=few)
    return query.where(or_(Contact.id.in_(as_typed), Contact.id.in_(run_on)))


def _is_source() -> ColumnElement[bool]:
    return Contact.rank.in_([rank.value for rank in Rank if ranking.is_source(rank)])


def _is_due(today: date) -> ColumnElement[bool]:
    return or_(*_due_ranges(today))


def _due_ranges(today: date) -> Iterator[ColumnElement[bool]]:
    """Yield, for each rank that is kept in touch with, who was never reached and who not for long enough."""
    for rank, days in ranking.KEEP_IN_TOUCH_DAYS.items():
        if days is not None:
            of_rank = Contact.rank == rank.value
            yield and_(of_rank, Contact.last_touch_on.is_(None))
            yield and_(of_rank, Contact.last_touch_on <= today - timedelta(days=days))


def _received() -> Select[int, int]:
    query = select(ReferralGiver.contact_id, func.count().label("number"))
    joined = query.join(Referral, Referral.id == ReferralGiver.referral_id)
    return joined.where(Referral.direction == Direction.RECEIVED.value).group_by(ReferralGiver.contact_id)


def _given() -> Select[int | None, int]:
    query = select(Referral.recipient_id.label("contact_id"), func.count().label("number"))
    return query.where(Referral.direction == Direction.GIVEN.value).group_by(Referral.recipient_id)


def _row(found: Any, today: date) -> ContactRow:  # noqa: ANN401 - a row of `rows`
    name, rank = shown_names.of(found.person), Rank(found.rank) if found.rank else None
    due = ranking.touch_due_on(rank, found.last_touch_on, today=today)
    active = found.status == Status.ACTIVE
    return ContactRow(
        contact_id=ContactId(found.id),
        name=name,
        kind=Kind(found.kind),
        second_line=second_line(name, found.job_title, found.profession, found.category),
        rank=rank,
        status=Status(found.status),
        last_touch_on=found.last_touch_on,
        touch_due_on=due if active else None,
        is_overdue=active and due is not None and due < today,
        received=found.received,
        given=found.given,
    )


def _named(folded: str) -> Select[int]:
    """Return the query of active people whose key begins so, by the index."""
    key = Contact.sort_key
    return (
        select(Contact.id)
        .where(Contact.status == Status.ACTIVE.value, key >= folded, key < folded + "\uffff")
        .order_by(key, Contact.id)
    )


def _best(session: Session, typed: str, folded: str, ids: Sequence[int], limit: int, *, with_left: bool) -> list[int]:
    first = folded.split(maxsplit=1)[0]
    begins = or_(*(func.lower(part).startswith(first, autoescape=True) for part in (Contact.given, Contact.nickname)))
    place = case((Contact.sort_key.startswith(folded, autoescape=True), 0), (begins, 1), else_=2)
    inactive = case((Contact.status == Status.ACTIVE.value, 0), else_=1)
    asked = Search(text.clean(typed))
    few = search_index.few_with(session, asked.digits or asked.text)
    query = _with_text(session, select(Contact.id), asked, few)
    if not with_left:
        query = query.where(conditions.is_active())
    if few is None:
        # So many have these letters that some of them will do, after those whose names begin so; the next letter tells.
        return list(dict.fromkeys((*ids, *session.scalars(query.limit(limit)))))[:limit]
    ordered = query.order_by(inactive, place, func.coalesce(Contact.sort_key, ""), Contact.id)
    return list(session.scalars(ordered.limit(limit)))


def _suggestion(found: Any) -> Suggestion:  # noqa: ANN401 - a row of `suggest`
    name = shown_names.of(found.person)
    line = second_line(name, found.job_title, found.profession, found.category)
    return Suggestion(ContactId(found.id), name, line, Rank(found.rank) if found.rank else None)
