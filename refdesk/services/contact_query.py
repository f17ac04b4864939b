"""How the queries of the list of contacts are written: by what decides their form, so that each is made once."""

import json
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Integer, Select, Text, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import ranking, search
from refdesk.domain.ranking import Rank
from refdesk.domain.rules import Rules
from refdesk.domain.search import Search, Trait
from refdesk.services import business, conditions, contact_order, contact_traits, saved_filters, tags
from refdesk.services.contact_order import Column
from refdesk.store import search_index
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact, ContactTag

BROAD = search_index.BROAD


@dataclass(frozen=True, slots=True)
class Filter:
    """Whom to show, and in which order; `text` is what stands in the search box, with what chips add to it."""

    text: str = ""
    sort: Column = Column.NAME
    descending: bool = False
    include_inactive: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides how the queries of a list are written: all but the words typed and who may have them."""

    wanted: Filter
    search: Search
    """Without its words."""
    today: date
    rules: Rules
    zone: ZoneInfo | None
    """Where a review is asked for."""
    dialect: str
    words: search_index.Shape
    digits: search_index.Shape
    tags: tuple[tuple[int, ...], ...]
    among_few: bool
    """Whether few people have the words."""
    among_chosen: bool
    """Whether few people have one of the traits; they are bound as `chosen`."""

    @property
    def names_days(self) -> bool:
        """Tell whether days stand in the queries, which are others tomorrow."""
        return bool(self.search.traits) or self.wanted.sort is Column.NEXT_TOUCH

    @property
    def walks(self) -> bool:
        """Tell whether those to show are many, so that the query should walk an index."""
        return not self.among_few and not self.among_chosen


def asked(session: Session, meant: Search, wanted: Filter, today: date) -> tuple[Shape, dict[str, Any]]:
    """Return the shape of a question, and the values to bind when it is put."""
    meant = saved_filters.opened(session, meant)
    dialect = session.get_bind().dialect.name
    if meant.is_whole_number and search_index.is_found(session, meant.digits):
        # Its parts stand by themselves in the numbers, the mail and the notes of others.
        meant = replace(meant, text=meant.digits)
    few = search_index.few_with(session, meant.digits or meant.text)
    # "614-555" is part of a number whose digits run on, and may just as well stand so in a note.
    digits = meant.digits if meant.digits != meant.text else ""
    shape = Shape(
        replace(wanted, text="", include_inactive=wanted.include_inactive or meant.with_inactive),
        replace(meant, text=""), today, business.load(session).rules,
        zone=business.zone(session) if Trait.REVIEW_DUE in meant.traits else None,
        dialect=dialect,
        words=search_index.shape_of(meant.text),
        digits=search_index.shape_of(digits),
        tags=_tag_groups(session, meant),
        among_few=few is not None,
        among_chosen=False,
    )  # fmt: skip
    values = search_index.values(meant.text, dialect=dialect, few=None if digits else few)
    if digits:
        values |= search_index.values(digits, dialect=dialect, few=few, name="digits")
    if few is None and (chosen := _fewest(session, shape)) is not None:
        shape = replace(shape, among_chosen=True)
        values["chosen"] = json.dumps(list(chosen)) if dialect == "sqlite" else list(chosen)
    return shape, values


@lru_cache(maxsize=64)
def page_queries(shape: Shape, columns: tuple[Any, ...]) -> tuple[Select[Any], ...]:
    """Return the queries that together give the first page, with these columns.

    Written once: to put these queries together takes longer than to run them, and they run with each keystroke.
    """
    limit = bindparam("limit", type_=Integer)
    return tuple(query.with_only_columns(*columns).limit(limit) for query in queries(shape))


def page_of(
    session: Session, shape: Shape, query: Select[Any], values: Mapping[str, Any]
) -> tuple[list[Any], Callable[[Any], Sequence[Any]]]:
    """Return what one of the `page_queries` finds, without a detour where it can be kept, and what reads a line."""
    if shape.names_days:
        return list(session.connection().execute(query, values).all()), tuple
    return _kept(query).unread(session, **values)


@lru_cache(maxsize=64)
def _kept(query: Select[Any]) -> Prepared:
    def page() -> Select[Any]:
        return query

    return Prepared(page)


@lru_cache(maxsize=64)
def queries(shape: Shape) -> tuple[Select[int], ...]:
    """Return the queries that together give the list.

    A list of many walks its index, by rank with a query for each; of few, the few are found first and then sorted.
    """
    wanted, whole = shape.wanted, narrowed(shape)
    if wanted.sort is Column.RANK and shape.walks:
        ranks = sorted(_ranks(shape.search), key=ranking.order, reverse=wanted.descending)
        order = (Contact.sort_key, Contact.id)
        return tuple(whole.where(contact_traits.has_rank(rank)).order_by(*order) for rank in ranks)
    return (
        contact_order.ordered(
            whole, wanted.sort, descending=wanted.descending, walks=shape.walks, dialect=shape.dialect,
            today=shape.today, rules=shape.rules,
        ),
    )  # fmt: skip


def narrowed(shape: Shape) -> Select[int]:
    """Return the query of everybody the filter shows."""
    query, wanted = select(Contact.id), shape.search
    if not shape.wanted.include_inactive:
        # SQLite must not look at everybody who is active when few are asked for.
        query = query.where(conditions.is_active() if not shape.walks else contact_traits.is_on_lists())
    if wanted.unknown:
        query = query.where(Contact.id < 0)
    if shape.among_chosen:
        query = query.where(_is_chosen(shape.dialect))
    if wanted.ranks:
        query = query.where(contact_traits.has_one_of(wanted.ranks))
    if wanted.categories:
        query = query.where(contact_traits.is_of(wanted.categories))
    for trait in sorted(wanted.traits):
        query = query.where(contact_traits.has(trait, shape.today, shape.zone, shape.rules))
    for group in shape.tags:
        query = query.where(Contact.id.in_(_tagged(group)))
    return query.where(*_having_words(shape))


def ids_of(session: Session, query: Select[Any], values: dict[str, Any]) -> "array[int]":
    """Return the ids that a query finds, straight from the driver.

    100,000 rows come in a fifth of the time, during which no other thread can move.
    """
    with session.connection().execute(query, values) as result:
        assert result.cursor is not None, "a query returns rows"
        return array("q", (each for (each,) in result.cursor.fetchall()))


def _ranks(wanted: Search) -> Sequence[Rank | None]:
    """Return the ranks that those who are asked for can have."""
    named = wanted.ranks or (*Rank, None)
    return [each for each in named if ranking.is_source(each) or not wanted.traits & search.OF_SOURCES]


def _tag_groups(session: Session, wanted: Search) -> tuple[tuple[int, ...], ...]:
    if not wanted.tags:
        return ()
    known = {search.fold_name(name): tag_id for name, tag_id in tags.ids_by_fold(session).items()}
    return tuple(tuple(known.get(each, -1) for each in group) for group in wanted.tags)


def _tagged(group: Sequence[int]) -> Select[int]:
    return select(ContactTag.contact_id).where(ContactTag.tag_id.in_(group))


def _fewest(session: Session, shape: Shape) -> Sequence[int] | None:
    """Return the smallest set that holds everybody who is asked for; None when each thing asked has many.

    To walk a list in its order finds a page of many sooner than to find all of them and sort.
    """
    fewest: Sequence[int] | None = None
    for probe in _probes(shape):
        ids = ids_of(session, probe.limit(BROAD), {})
        if len(ids) < (BROAD if fewest is None else len(fewest)):
            fewest = ids
    return fewest


def _probes(shape: Shape) -> Iterator[Select[int]]:
    wanted = shape.search
    yield from (_tagged(group) for group in shape.tags)
    for trait in sorted(wanted.traits):
        if (of_trait := contact_traits.probe(trait, shape.today, shape.rules)) is not None:
            yield of_trait
    if shape.wanted.include_inactive:
        return
    one_of: list[tuple[bool, Callable[[], ColumnElement[bool]]]] = [
        (bool(wanted.ranks), lambda: contact_traits.has_one_of(wanted.ranks)),
        (bool(wanted.categories), lambda: contact_traits.is_of(wanted.categories)),
        (bool(wanted.traits & search.OF_SOURCES), contact_traits.is_source),
    ]
    yield from (select(Contact.id).where(contact_traits.is_on_lists(), made()) for is_asked, made in one_of if is_asked)


def _is_chosen(dialect: str) -> ColumnElement[bool]:
    if dialect != "sqlite":
        return Contact.id.in_(bindparam("chosen", expanding=True))
    ids = func.json_each(bindparam("chosen", type_=Text)).table_valued("value")
    return Contact.id.in_(select(ids.c.value))


def _having_words(shape: Shape) -> Sequence[ColumnElement[bool]]:
    dialect, among_few = shape.dialect, shape.among_few
    if not shape.digits:
        return search_index.conditions(shape.words, dialect=dialect, among_few=among_few)
    as_typed = search_index.conditions(shape.words, dialect=dialect)
    run_on = search_index.conditions(shape.digits, dialect=dialect, among_few=among_few, name="digits")
    return (or_(and_(*as_typed), and_(*run_on)),)
