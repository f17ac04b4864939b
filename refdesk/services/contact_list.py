"""The list of contacts: whom a search, a chip and a column show, in which order, and what each line says.

Ids come first and alone, so that a list of 100,000 opens at once; lines are read a page at a time.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, or_, select
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


_NO_DAY = date.min  # for questions that ask for none
_RECEIVED = (
    select(func.count(ReferralGiver.id))
    .join(Referral, Referral.id == ReferralGiver.referral_id)
    .where(ReferralGiver.contact_id == Contact.id, Referral.direction == Direction.RECEIVED.value)
)
_GIVEN = select(func.count(Referral.id)).where(Referral.recipient_id == Contact.id)
# The name comes last, so that a row is unpacked in one go.
_LINE = (
    Contact.id, Contact.kind, Contact.job_title, Contact.profession, Contact.category, Contact.rank, Contact.status,
    Contact.last_touch_on, _RECEIVED.scalar_subquery().label("received"), _GIVEN.scalar_subquery().label("given"),
    *shown_names.parts(Contact),
)  # fmt: skip
_LINES = select(*_LINE).where(Contact.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What decides how the queries of a list are written: all but the words typed and who may have them."""

    wanted: Filter
    today: date
    dialect: str
    words: search_index.Shape
    digits: search_index.Shape
    ranks: frozenset[Rank | None]
    tags: tuple[int, ...]
    among_few: bool
    finds_nobody: bool

    @property
    def walks(self) -> bool:
        """Tell whether those to show are many, so that the query should walk an index."""
        return not self.among_few and not self.tags


def matching_ids(session: Session, wanted: Filter, today: date) -> "array[int]":
    """Return the ids of everybody the filter shows, in order."""
    found = array("q")
    shape, values = _asked(session, search.parse(wanted.text), wanted, today)
    for query in _queries(shape):
        with session.connection().execute(query, values) as result:
            assert result.cursor is not None, "a query returns rows"
            # Straight from the driver: 100,000 rows in a fifth of the time, during which no other thread can move.
            found.extend(each for (each,) in result.cursor.fetchall())
    return found


def first_rows(session: Session, wanted: Filter, today: date, limit: int = 100) -> Mapping[ContactId, ContactRow]:
    """Return the first lines of the list in their order: the first page, long before all ids are known."""
    found: dict[ContactId, ContactRow] = {}
    shape, values = _asked(session, search.parse(wanted.text), wanted, today)
    for query in _page_queries(shape):
        lines = session.connection().execute(query, {**values, "limit": limit - len(found)})
        found.update((ContactId(line[0]), _row(line, today)) for line in lines)
        if len(found) >= limit:
            break
    return found


def rows(session: Session, contact_ids: Iterable[int], today: date) -> Mapping[ContactId, ContactRow]:
    """Return the lines of these contacts; those that are gone are not among them."""
    lines = session.connection().execute(_LINES, {"ids": list(contact_ids)})
    return {ContactId(line[0]): _row(line, today) for line in lines}


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
    shape, values = _asked(session, search.parse(wanted.text), wanted, today)
    return session.scalar(select(func.count()).select_from(_narrowed(shape).subquery()), values) or 0


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


def _asked(session: Session, asked: Search, wanted: Filter, today: date) -> tuple[_Shape, dict[str, Any]]:
    """Return the shape of a question, and the values to bind when it is put."""
    dialect = session.get_bind().dialect.name
    few = search_index.few_with(session, asked.digits or asked.text)
    # "614-555" is part of a number whose digits run on, and may just as well stand so in a note.
    digits = asked.digits if asked.digits != asked.text else ""
    known = tags.ids_by_fold(session) if asked.tags else {}
    shape = _Shape(
        replace(wanted, text=""), today, dialect,
        words=search_index.shape_of(asked.text),
        digits=search_index.shape_of(digits),
        ranks=asked.ranks,
        tags=tuple(known.get(each, -1) for each in asked.tags),
        among_few=few is not None,
        finds_nobody=bool(asked.unknown),
    )  # fmt: skip
    if not digits:
        return shape, search_index.values(asked.text, dialect=dialect, few=few)
    typed = search_index.values(asked.text, dialect=dialect)
    return shape, typed | search_index.values(digits, dialect=dialect, few=few, name="digits")


@lru_cache(maxsize=64)
def _page_queries(shape: _Shape) -> tuple[Select[Any], ...]:
    # Written once: to put these queries together takes longer than to run them, and they run with each keystroke.
    limit = bindparam("limit", type_=Integer)
    return tuple(query.with_only_columns(*_LINE).limit(limit) for query in _queries(shape))


@lru_cache(maxsize=64)
def _queries(shape: _Shape) -> tuple[Select[int], ...]:
    """Return the queries that together give the list.

    A list of many walks its index, by rank with a query for each; of few, the few are found first and then sorted.
    """
    wanted, narrowed = shape.wanted, _narrowed(shape)
    key = Contact.sort_key if shape.walks else func.coalesce(Contact.sort_key, "")
    if wanted.sort is Column.RANK and shape.walks:
        ranks = sorted((*Rank, None), key=ranking.order, reverse=wanted.descending)
        return tuple(narrowed.where(_has_rank(rank)).order_by(key, Contact.id) for rank in ranks)
    if wanted.sort is Column.RANK:
        place = case({rank.value: ranking.order(rank) for rank in Rank}, value=Contact.rank, else_=ranking.order(None))
        return (narrowed.order_by(place.desc() if wanted.descending else place, key, Contact.id),)
    if wanted.sort is Column.NAME:
        return (narrowed.order_by(*(each.desc() if wanted.descending else each for each in (key, Contact.id))),)
    return (_by_number(narrowed, wanted).order_by(key, Contact.id),)


def _has_rank(rank: Rank | None) -> ColumnElement[bool]:
    return Contact.rank.is_(None) if rank is None else Contact.rank == rank.value


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


def _narrowed(shape: _Shape) -> Select[int]:
    """Return the query of everybody the filter shows."""
    wanted, query = shape.wanted, select(Contact.id)
    if not wanted.include_inactive:
        # SQLite must not look at everybody who is active when few are asked for.
        query = query.where(Contact.status == Status.ACTIVE.value if shape.walks else conditions.is_active())
    if wanted.chip is Chip.SOURCES:
        query = query.where(_is_source())
    elif wanted.chip is Chip.CLIENTS:
        query = query.where(Contact.client_since.is_not(None))
    elif wanted.chip is Chip.DUE:
        query = query.where(_is_due(shape.today))
    if shape.finds_nobody:
        query = query.where(Contact.id < 0)
    if shape.ranks:
        query = query.where(or_(*(_has_rank(rank) for rank in sorted(shape.ranks, key=ranking.order))))
    for each in shape.tags:
        query = query.where(Contact.id.in_(select(ContactTag.contact_id).where(ContactTag.tag_id == each)))
    return query.where(*_having_words(shape))


def _having_words(shape: _Shape) -> Sequence[ColumnElement[bool]]:
    dialect, among_few = shape.dialect, shape.among_few
    if not shape.digits:
        return search_index.conditions(shape.words, dialect=dialect, among_few=among_few)
    as_typed = search_index.conditions(shape.words, dialect=dialect)
    run_on = search_index.conditions(shape.digits, dialect=dialect, among_few=among_few, name="digits")
    return (or_(and_(*as_typed), and_(*run_on)),)


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


def _row(line: Sequence[Any], today: date) -> ContactRow:
    contact_id, kind, job_title, profession, category, ranked, status, last, received, given, *parts = line
    name, rank = shown_names.of(parts), Rank(ranked) if ranked else None
    due = ranking.touch_due_on(rank, last, today=today) if status == Status.ACTIVE else None
    return ContactRow(
        contact_id=ContactId(contact_id),
        name=name,
        kind=Kind(kind),
        second_line=second_line(name, job_title, profession, category),
        rank=rank,
        status=Status(status),
        last_touch_on=last,
        touch_due_on=due,
        is_overdue=due is not None and due < today,
        received=received,
        given=given,
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
    wanted = Filter(include_inactive=with_left)
    shape, values = _asked(session, Search(text.clean(typed)), wanted, _NO_DAY)
    query = _narrowed(shape)
    if not shape.among_few:
        # So many have these letters that some of them will do, after those whose names begin so; the next letter tells.
        return list(dict.fromkeys((*ids, *session.scalars(query.limit(limit), values))))[:limit]
    ordered = query.order_by(inactive, place, func.coalesce(Contact.sort_key, ""), Contact.id)
    return list(session.scalars(ordered.limit(limit), values))


def _suggestion(found: Any) -> Suggestion:  # noqa: ANN401 - a row of `suggest`
    name = shown_names.of(found.person)
    line = second_line(name, found.job_title, found.profession, found.category)
    return Suggestion(ContactId(found.id), name, line, Rank(found.rank) if found.rank else None)
