"""Contacts that may be one person: found over everybody, and told apart by the owner."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from refdesk.domain import duplicate_blocks, duplicates
from refdesk.domain.addresses import Address
from refdesk.domain.contact import PointKind
from refdesk.domain.duplicates import Face, Likeness, Pair
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind
from refdesk.domain.names import PersonName
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.progress import SILENT, Progress
from refdesk.services import shown_names
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, ContactPoint, PostalAddress, ToldApart
from refdesk.store.tables.people import YearlyDate as DateRow
from refdesk.store.unit import Unit

CHUNK = 1_000
MOST = duplicate_blocks.MOST
"""Pairs that are offered at once; where so many were found there may be more."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two contacts that look alike, the older one first; `reasons` say in words why they do, and what contradicts."""

    a_id: ContactId
    b_id: ContactId
    a_name: str
    b_name: str
    likeness: Likeness
    reasons: tuple[str, ...]


def find(session: Session, progress: Progress = SILENT) -> tuple[PairRow, ...]:
    """Return the pairs that look like one person, the likeliest first; a reading job. Raises `Cancelled`."""
    # First of all: what stays of a statement, made amid what goes again, would keep 20 MB from being given back.
    apart = told_apart(session)
    try:
        pairs = duplicate_blocks.find(faces(session, progress), apart, progress)
    finally:
        duplicates.forget_words()
        duplicate_blocks.sound_of.cache_clear()
    return rows(session, pairs)


def of_two(session: Session, one_id: ContactId, other_id: ContactId) -> tuple[PairRow, ...]:
    """Return two contacts as a pair, as alike as they are: somebody knows that they are one person.

    Raises `Overtaken` if one of them is gone.
    """
    first, second = sorted((one_id, other_id))
    names = shown_names.by_id(session, (first, second))
    if not names.keys() >= {first, second}:
        raise Overtaken(_("One of the two is no longer there. It was removed in the meantime."))
    one, other = (_Parts(session, each, each).face(each, names[each]) for each in (first, second))
    return rows(session, [Pair(first, second, duplicates.likeness(one, other))])


def rows(session: Session, pairs: Sequence[Pair]) -> tuple[PairRow, ...]:
    """Return pairs with their names and reasons."""
    names = shown_names.by_id(session, (contact_id for pair in pairs for contact_id in (pair.a_id, pair.b_id)))
    return tuple(_row(pair, names[pair.a_id].usual, names[pair.b_id].usual) for pair in pairs)


def still_there(session: Session, pairs: Sequence[PairRow]) -> tuple[PairRow, ...]:
    """Return those of the pairs of whom both are there, with their names as they are now."""
    there = shown_names.by_id(session, {contact_id for pair in pairs for contact_id in (pair.a_id, pair.b_id)}).keys()
    left = (pair for pair in pairs if pair.a_id in there and pair.b_id in there)
    return rows(session, [Pair(pair.a_id, pair.b_id, pair.likeness) for pair in left])


def faces(session: Session, progress: Progress = SILENT) -> list[Face]:
    """Return what everybody is recognized by, read a few thousand people at a time."""
    total = session.scalar(select(func.count(Contact.id))) or 0
    query = select(Contact.id, shown_names.columns(Contact)).order_by(Contact.id).limit(CHUNK)
    found: list[Face] = []
    last = 0
    while people := session.execute(query.where(Contact.id > last)).all():
        progress.say(len(found), total, _("Reading contacts"))
        parts = _Parts(session, people[0].id, people[-1].id)
        found += [parts.face(ContactId(row.id), shown_names.of(row.person)) for row in people]
        last = people[-1].id
    return found


def told_apart(session: Session) -> frozenset[tuple[int, int]]:
    """Return the pairs of whom the owner said that they are two."""
    return frozenset((row.a_id, row.b_id) for row in session.execute(select(ToldApart.a_id, ToldApart.b_id)))


@operation(N_("Tell two people apart"))
def tell_apart(unit: Unit, one_id: ContactId, other_id: ContactId) -> None:
    """Remember that these are two people, so that they are not offered again."""
    if one_id == other_id:
        raise Refused(Problem("", _("This is one contact.")))
    first, second = sorted((one_id, other_id))
    names = [shown_names.of(_name(unit.get(Contact, contact_id))).usual for contact_id in (one_id, other_id)]
    wanted = and_(ToldApart.a_id == first, ToldApart.b_id == second)
    if unit.session.scalars(select(ToldApart).where(wanted)).first() is None:
        unit.add(ToldApart(a_id=first, b_id=second))
    said = _("{one} and {other} are two people").format(one=names[0], other=names[1])
    unit.say(said, "contact", one_id)


def _row(pair: Pair, a_name: str, b_name: str) -> PairRow:
    reasons = duplicates.words(pair.likeness, a_name, b_name)
    return PairRow(pair.a_id, pair.b_id, a_name, b_name, pair.likeness, reasons)


def _name(contact: Contact) -> tuple[str, ...]:
    return (
        contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname,
        contact.organisation,
    )  # fmt: skip


class _Parts:
    """What belongs to the contacts of a range of ids; one question to the store for each table."""

    def __init__(self, session: Session, first: int, last: int) -> None:
        self._emails: dict[int, list[str]] = defaultdict(list)
        self._phones: dict[int, list[str]] = defaultdict(list)
        self._places: dict[int, list[Address]] = defaultdict(list)
        self._birthdays: dict[int, YearlyDate] = {}
        points = select(ContactPoint.contact_id, ContactPoint.kind, ContactPoint.value)
        points = points.where(ContactPoint.contact_id.between(first, last), ContactPoint.kind != PointKind.SITE.value)
        for contact_id, kind, value in session.execute(points):
            (self._emails if kind == PointKind.EMAIL else self._phones)[contact_id].append(value)
        columns = (PostalAddress.contact_id, PostalAddress.street, PostalAddress.city, PostalAddress.postcode)
        places = select(*columns).where(PostalAddress.contact_id.between(first, last))
        for owner_id, street, city, postcode in session.execute(places):
            assert owner_id is not None, "an address of a household lies in no range"
            self._places[owner_id].append(Address(street=street, city=city, postcode=postcode))
        days = select(DateRow.contact_id, DateRow.month, DateRow.day, DateRow.year)
        days = days.where(DateRow.contact_id.between(first, last), DateRow.kind == DateKind.BIRTHDAY.value)
        for contact_id, month, day, year in session.execute(days):
            self._birthdays[contact_id] = YearlyDate(month, day, year)

    def face(self, contact_id: ContactId, name: PersonName) -> Face:
        """Return what a contact is recognized by."""
        return duplicates.face(
            contact_id,
            name,
            emails=self._emails.get(contact_id, ()),
            phones=self._phones.get(contact_id, ()),
            places=self._places.get(contact_id, ()),
            birthday=self._birthdays.get(contact_id),
        )
