"""What the trail still knows of a person: earlier names and phones, rows that went, records merged into theirs."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import PointKind
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.profile import Profile
from refdesk.i18n import _
from refdesk.services import business, shown_names
from refdesk.store import erasure, row_codec
from refdesk.store.erased_words import FEWEST_DIGITS, Words
from refdesk.store.erasure import Ids
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact, ContactPoint
from refdesk.store.tables.trail import Operation, RowChange

_CONTACT, _POINT, _CHANGE = (row_codec.table_of(each) for each in (Contact, ContactPoint, RowChange))
_FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Point:
    """A phone, an e-mail address or a site as it is or was."""

    kind: str
    value: str
    as_typed: str


@dataclass(frozen=True, slots=True)
class Traces:
    """All that is known of a person; `who` are their own id and those of records that were theirs and are gone.

    `rows` are gone rows that the trail still holds, by table.
    """

    who: frozenset[int]
    names: frozenset[PersonName]
    points: frozenset[Point]
    households: frozenset[int]
    rows: Ids


def find(session: Session, contact_id: ContactId) -> Traces:
    """Return what the store and its trail know of a person."""
    connection = session.connection()
    who: frozenset[int] = frozenset((contact_id,))
    left = _gone_people(connection)
    while True:
        points = frozenset(_points(connection, who))
        names = frozenset((*shown_names.by_id(session, [contact_id]).values(), *_earlier_names(connection, who)))
        more = who | _records_of(connection, who, names, points, left)
        if more == who:
            break
        who = more
    pictures, households = _pictures_and_homes(connection, who)
    given = select(Gift.household_id).where(Gift.contact_id == contact_id, Gift.household_id.is_not(None))
    households |= {each for each in session.scalars(given) if each is not None}
    rows = _gone_rows(connection, {"contact": set(who), "picture": pictures})
    return Traces(who, names, points, frozenset(households), rows)


def everywhere(session: Session, traces: Traces) -> Words:
    """Return the words that mean this person wherever they stand, and nobody else who is there."""
    ours = _of_ours(business.load(session))
    points = {point for point in traces.points if not _is_shared(session, point, traces.who)}
    spelled = {form for name in traces.names for form in _forms(session, name, traces.who)}
    dialed: set[str] = set()
    for point in points:
        if point.kind == PointKind.PHONE.value:
            dialed |= {_digits(point.value), _digits(point.as_typed)}
        else:
            spelled |= {point.value.strip(), point.as_typed.strip()}
    numbers = {each for each in dialed if len(each) >= FEWEST_DIGITS and each not in _digits(ours)}
    words = {each for each in spelled if len(each) > _FEWEST_LETTERS and each.casefold() not in ours}
    return Words(tuple(sorted(words)), tuple(sorted(numbers)), _("(erased)"))


def close_by(traces: Traces) -> Words:
    """Return the first names, which mean this person only in what is about them."""
    parts = {part.strip() for name in traces.names for part in (name.given, name.nickname, name.short)}
    return Words(tuple(sorted(each for each in parts if len(each) >= _FEWEST_LETTERS)), (), _("(erased)"))


def operations(session: Session, traces: Traces) -> set[int]:
    """Return the operations that changed the person or a household of theirs, one row at a time."""
    found: set[int] = set()
    for name, ids in (("contact", traces.who), ("household", traces.households)):
        for some in erasure.chunks(ids):
            changed = select(RowChange.operation_id).where(RowChange.table == name, RowChange.row_id.in_(some))
            found |= set(session.scalars(changed.where(RowChange.last_row_id.is_(None))))
    return found


def _forms(session: Session, name: PersonName, who: AbstractSet[int]) -> Iterator[str]:
    """Yield the forms of a whole name; a first name alone, or a name that others bear, means too many."""
    others = select(Contact.id).where(Contact.id.not_in(who)).limit(1)
    if not name.has_person:
        if " " in name.organisation and session.scalar(others.where(Contact.organisation == name.organisation)) is None:
            yield name.organisation
        return
    family = others.where(Contact.family == name.family)
    first = name.given or name.nickname
    if not (name.family and first) or session.scalar(family.where(Contact.given == name.given)) is not None:
        return
    yield from (name.full, name.usual, f"{first} {name.family}", f"{name.family}, {first}", f"{name.family} {first}")
    if name.nickname:
        yield f"{name.nickname} {name.family}"
    if name.prefix and session.scalar(family) is None:
        yield f"{name.prefix} {name.family}"


def _is_shared(session: Session, point: Point, who: AbstractSet[int]) -> bool:
    """Tell whether somebody else has this phone, e-mail or site too."""
    same = (ContactPoint.kind == point.kind, ContactPoint.value == point.value, ContactPoint.contact_id.not_in(who))
    return session.scalar(select(ContactPoint.id).where(*same).limit(1)) is not None


def _of_ours(profile: Profile) -> str:
    """Return what the business says of itself: a person may bear the owner's name, or share the phone."""
    ours = (profile.owner, profile.business_name, profile.phone, profile.email, profile.site, profile.backup_folder)
    return "\n".join(ours).casefold()


def _digits(typed: str) -> str:
    return "".join(letter for letter in typed if letter.isdigit())


def _points(connection: Connection, who: AbstractSet[int]) -> Iterator[Point]:
    query = select(_POINT.c.kind, _POINT.c.value, _POINT.c.as_typed).where(_POINT.c.contact_id.in_(who))
    yield from (Point(*row) for row in connection.execute(query))
    for _row_id, values in erasure.told(connection, _POINT.name, "contact_id", who):
        yield Point(values["kind"], values["value"], values["as_typed"])


def _earlier_names(connection: Connection, who: AbstractSet[int]) -> Iterator[PersonName]:
    for values in erasure.held(connection, _CONTACT.name, who):
        name = PersonName(*(values.get(part) or "" for part in shown_names.PARTS))
        if not name.is_empty:
            yield name


def _pictures_and_homes(connection: Connection, who: AbstractSet[int]) -> tuple[set[int], set[int]]:
    held = list(erasure.held(connection, _CONTACT.name, who))
    now = connection.execute(select(_CONTACT.c.photo_id, _CONTACT.c.household_id).where(_CONTACT.c.id.in_(who))).all()
    pictures = {values.get("photo_id") for values in held} | {row.photo_id for row in now}
    homes = {values.get("household_id") for values in held} | {row.household_id for row in now}
    return {each for each in pictures if each is not None}, {each for each in homes if each is not None}


def _gone_people(connection: Connection) -> dict[int, int]:
    """Return who is in the trail alone, and the operation that took them away."""
    query = select(_CHANGE.c.row_id, _CHANGE.c.operation_id).where(
        _CHANGE.c.table == _CONTACT.name, _CHANGE.c.after.is_(None), _CHANGE.c.before.is_not(None),
        _CHANGE.c.row_id.not_in(select(_CONTACT.c.id)),
    )  # fmt: skip
    return {row.row_id: row.operation_id for row in connection.execute(query.order_by(_CHANGE.c.id))}


def _records_of(
    connection: Connection,
    who: AbstractSet[int],
    names: AbstractSet[PersonName],
    points: AbstractSet[Point],
    left: dict[int, int],
) -> set[int]:
    """Return the gone records that were this person: merged into theirs, or an earlier one that says the same."""
    if not left:
        return set()
    about = select(Operation.id).where(Operation.subject_kind == "contact", Operation.subject_id.in_(who))
    merged = set(connection.scalars(about))
    found = {each for each, operation_id in left.items() if operation_id in merged}
    found |= _whose_rows_came(connection, who, left)
    found |= set(erasure.with_values(connection, _POINT.name, "contact_id", ({"value": each.value} for each in points)))
    for name in names:
        parts = {part: getattr(name, part) for part in ("given", "family", "organisation")}
        if name.family or not name.has_person:
            found |= set(erasure.with_values(connection, _CONTACT.name, "", [parts]))
    return found & left.keys()


def _whose_rows_came(connection: Connection, who: AbstractSet[int], left: dict[int, int]) -> set[int]:
    """Return those whose rows went over to this person when they went."""
    found: set[int] = set()
    for table, column in erasure.references_to(_CONTACT.name):
        key = column.name
        came = {row_id for row_id, _values in erasure.told(connection, table.name, key, who)}
        for values in erasure.held(connection, table.name, came):
            if values.get(key) in left:
                found.add(values[key])
    return found


def _gone_rows(connection: Connection, start: Ids) -> Ids:
    """Return the rows that belonged to these and are in the trail alone, with all that belonged to them."""
    found: Ids = {name: set(ids) for name, ids in start.items()}
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        for table, column in erasure.references_to(name):
            if column.nullable and name != _CONTACT.name:
                continue
            told = {row_id for row_id, _values in erasure.told(connection, table.name, column.name, found[name])}
            new = told - erasure.rows_where(connection, table, table.c.id, told) - found.get(table.name, set())
            if new:
                found.setdefault(table.name, set()).update(new)
                waiting.append(table.name)
    return {name: ids for name, ids in found.items() if ids}
