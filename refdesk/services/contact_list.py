"""The list of contacts: whom a search, a chip and a column show, in which order, and what each line says.

Ids come first and alone, so that a list of 100,000 opens at once; lines are read a page at a time.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import ranking, search, text
from refdesk.domain.contact import CATEGORY_WORDS, Category, Kind, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.rules import Rules
from refdesk.domain.search import Search
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import business, contact_cells, contact_query, contact_traits, saved_filters, shown_names
from refdesk.services.contact_order import Column
from refdesk.services.contact_query import Filter
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver

__all__ = [
    "Column", "ContactRow", "Counts", "Filter", "Suggestion", "count", "counts", "first_rows", "matching_ids", "rows",
    "second_line", "suggest", "who",
]  # fmt: skip


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
    category: Category = Category.OTHER
    client_since: date | None = None
    phone: str = ""
    email: str = ""
    city: str = ""
    tags: tuple[str, ...] = ()
    birthday: YearlyDate | None = None
    """These five are read only for lists that show them."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people stand behind each chip, and how many of them have no rank yet."""

    all: int
    sources: int
    clients: int
    due: int
    unranked: int
    inactive: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody whom the typed letters may mean."""

    contact_id: ContactId
    name: PersonName
    second_line: str
    rank: Rank | None


_RANKS = {each.value: each for each in Rank}
_KINDS = {each.value: each for each in Kind}
_STATES = {each.value: each for each in Status}
_CATEGORIES = {each.value: each for each in Category}
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
    Contact.last_touch_on, Contact.client_since,
    _RECEIVED.scalar_subquery().label("received"), _GIVEN.scalar_subquery().label("given"),
    *shown_names.parts(Contact),
)  # fmt: skip


def matching_ids(session: Session, wanted: Filter, today: date) -> "array[int]":
    """Return the ids of everybody the filter shows, in order."""
    found = array("q")
    shape, values = contact_query.asked(session, search.parse(wanted.text), wanted, today)
    for query in contact_query.queries(shape):
        found.extend(contact_query.ids_of(session, query, values))
    return found


def first_rows(
    session: Session, wanted: Filter, today: date, limit: int = 100, columns: Collection[Column] = ()
) -> Mapping[int, ContactRow]:
    """Return the first lines of the list in their order: the first page, long before all ids are known.

    `columns` are those shown; what some of them need is read only for them.
    """
    found: list[Sequence[Any]] = []
    shape, values = contact_query.asked(session, search.parse(wanted.text), wanted, today)
    read: Callable[[Any], Sequence[Any]] = tuple
    for query in contact_query.page_queries(shape, _LINE):
        unread, read = contact_query.page_of(session, shape, query, {**values, "limit": limit - len(found)})
        found += unread
        if len(found) >= limit:
            break
    return _lines(session, found, today, columns, shape.rules, read)


def rows(
    session: Session, contact_ids: Iterable[int], today: date, columns: Collection[Column] = ()
) -> Mapping[int, ContactRow]:
    """Return the lines of these contacts; those that are gone are not among them."""
    found, read = _lines_of.unread(session, ids=list(contact_ids))
    return _lines(session, found, today, columns, business.load(session).rules, read)


def counts(session: Session, today: date) -> Counts:
    """Return the numbers of the chips, from ranges of an index alone."""
    active = contact_traits.is_on_lists()
    by_rank = select(Contact.rank, func.count(), func.count(Contact.client_since)).where(active).group_by(Contact.rank)
    found = [(Rank(rank) if rank else None, people, clients) for rank, people, clients in session.execute(by_rank)]
    # Range by range: joined with "or" they would be one walk over everybody.
    ranges = contact_traits.due_ranges(today, business.load(session).rules)
    due = [select(func.count(Contact.id)).where(active, each).scalar_subquery() for each in ranges]
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
    shape, values = contact_query.asked(session, search.parse(wanted.text), wanted, today)
    return session.scalar(_count(shape), values) or 0


def who(session: Session, typed: str, today: date) -> "array[int]":
    """Return the people that the words of `--who` name, best ranks first or as the one saved filter has them.

    Raises `Refused` for words that name nothing, such as `saved:` with a name nobody saved: who prints must know.
    """
    meant = search.parse(typed)
    opened = saved_filters.opened(session, meant)
    if opened.unknown:
        sentence = _("“{word}” is no filter that RefDesk knows.")
        raise Refused(*(Problem("who", sentence.format(word=each)) for each in opened.unknown))
    named = [each for each in saved_filters.kept(session) if search.fold_name(each.name) in meant.saved]
    sort, descending = (named[0].sort, named[0].descending) if len(named) == 1 else (Column.RANK, False)
    return matching_ids(session, Filter(typed, sort, descending), today)


def suggest(session: Session, typed: str, limit: int = 8, *, with_left: bool = False) -> tuple[Suggestion, ...]:
    """Return whom the typed letters or digits may mean: names that begin so first.

    People off the lists are not offered; `with_left` finds them too, behind all others.
    """
    folded = text.fold(text.clean(typed))
    if not folded:
        return ()
    named = list(session.scalars(_named(folded).limit(limit)))
    return suggestions(session, _best(session, typed, folded, named, limit, with_left=with_left))


def suggestions(session: Session, ids: Sequence[int]) -> tuple[Suggestion, ...]:
    """Return these people as a field offers them, in this order, without those that are gone."""
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


@Prepared
def _lines_of() -> Any:  # noqa: ANN401 - a select of many columns
    return select(*_LINE).where(Contact.id.in_(bindparam("ids", expanding=True)))


@lru_cache(maxsize=64)
def _count(shape: contact_query.Shape) -> Select[int]:
    return select(func.count()).select_from(contact_query.narrowed(shape).subquery())


class _Lines(Mapping[int, ContactRow]):
    """The lines of a page as they were read, each made into a row when it is first asked for.

    Of a page of a hundred about a dozen are seen, and with each letter typed there is another page.
    """

    def __init__(
        self, found: Mapping[int, Any], cells: Mapping[ContactId, Any], make: Callable[[Any], ContactRow]
    ) -> None:  # fmt: skip
        self._found, self._cells, self._make = found, cells, make
        self._made: dict[int, ContactRow] = {}

    def __getitem__(self, contact_id: int) -> ContactRow:
        made = self._made.get(contact_id)
        if made is None:
            made = self._make(self._found[contact_id])
            if cells := self._cells.get(made.contact_id):
                made = replace(made, **cells)
            self._made[contact_id] = made
        return made

    def __iter__(self) -> Iterator[int]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, contact_id: object) -> bool:
        return contact_id in self._found


def _lines(
    session: Session, found: Iterable[Sequence[Any]], today: date, columns: Collection[Column], rules: Rules,
    read: Callable[[Any], Sequence[Any]],
) -> Mapping[int, ContactRow]:  # fmt: skip
    """Return the lines with what is read beside them for the columns that are shown; `read` gives a line its days."""
    by_id: dict[int, Sequence[Any]] = {line[0]: line for line in found}
    cells = contact_cells.read(session, [*map(ContactId, by_id)], frozenset(columns))
    return _Lines(by_id, cells, partial(_row, today=today, rules=rules, read=read))


def _row(line: Any, *, today: date, rules: Rules, read: Callable[[Any], Sequence[Any]]) -> ContactRow:  # noqa: ANN401
    (
        contact_id, kind, job_title, profession, category, ranked, status, last, client, received, given, *parts
    ) = read(line)  # fmt: skip
    name, rank = shown_names.of(parts), _RANKS[ranked] if ranked else None
    due = ranking.touch_due_on(rank, last, today=today, rules=rules) if status == Status.ACTIVE else None
    return ContactRow(
        contact_id=ContactId(contact_id),
        name=name,
        kind=_KINDS[kind],
        second_line=second_line(name, job_title, profession, category),
        rank=rank,
        status=_STATES[status],
        last_touch_on=last,
        touch_due_on=due,
        is_overdue=due is not None and due < today,
        received=received,
        given=given,
        category=_CATEGORIES[category],
        client_since=client,
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
    shape, values = contact_query.asked(session, Search(text.clean(typed)), wanted, _NO_DAY)
    query = contact_query.narrowed(shape)
    if shape.walks:
        # So many have these letters that some of them will do, after those whose names begin so; the next letter tells.
        return list(dict.fromkeys((*ids, *session.scalars(query.limit(limit), values))))[:limit]
    ordered = query.order_by(inactive, place, func.coalesce(Contact.sort_key, ""), Contact.id)
    return list(session.scalars(ordered.limit(limit), values))


def _suggestion(found: Any) -> Suggestion:  # noqa: ANN401 - a row of `suggest`
    name = shown_names.of(found.person)
    line = second_line(name, found.job_title, found.profession, found.category)
    return Suggestion(ContactId(found.id), name, line, Rank(found.rank) if found.rank else None)
