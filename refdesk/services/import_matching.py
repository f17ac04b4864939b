"""Who is already there: the same e-mail, the same phone and name, or the same name and nothing that contradicts it.

All keys are loaded once; no row of a file costs a question to the store.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import names, text
from refdesk.domain.contact import PointKind
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind
from refdesk.domain.names import PersonName
from refdesk.services import shown_names
from refdesk.services.import_rows import Arrival
from refdesk.store.tables.people import Contact, ContactPoint, PostalAddress, YearlyDate

MOST_LOOKED_AT = 50
"""Of people with one key, so that a file with one name in every row still ends."""


class Why(StrEnum):
    """What two records have in common."""

    EMAIL = "email"
    PHONE_AND_NAME = "phone_and_name"
    NAME = "name"


@dataclass(slots=True, eq=False)
class Face:
    """What somebody is recognized by; from the store, or the arrival at `place` without an id yet."""

    name: PersonName
    contact_id: ContactId | None = None
    line: int = 0
    place: int | None = None
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    birthday: tuple[int, int] | None = None
    suffix: str = ""
    organisation: str = ""

    def __post_init__(self) -> None:
        self.suffix, self.organisation = text.fold(self.name.suffix), text.fold(self.name.organisation)

    @property
    def name_key(self) -> str:
        """Return the folded name: given and family, or the organisation of nobody in particular."""
        if self.name.has_person:
            return text.fold(f"{self.name.given or self.name.nickname} {self.name.family}")
        return f"= {text.fold(self.name.organisation)}" if self.name.organisation else ""


@dataclass(slots=True)
class Known:
    """Everybody met so far, by the keys that matter."""

    by_email: dict[str, list[Face]] = field(default_factory=dict)
    by_phone: dict[tuple[str, str], Face] = field(default_factory=dict)
    by_name: dict[str, list[Face]] = field(default_factory=dict)

    def learn(self, face: Face) -> None:
        """Remember somebody."""
        self._learn_points(face, face.emails, face.phones)
        if key := face.name_key:
            self.by_name.setdefault(key, []).append(face)

    def grow(self, face: Face, more: Face) -> None:
        """Let a face know what a row about it fills in, whatever becomes of the rest of the row.

        Later rows are then compared with what the store will hold: those who find their place in a first import find
        the same one in a second.
        """
        face.postcodes = face.postcodes or set(more.postcodes)
        face.birthday = face.birthday or more.birthday
        face.suffix = face.suffix or more.suffix
        face.organisation = face.organisation or more.organisation
        if not face.emails:
            face.emails = set(more.emails)
            self._learn_points(face, more.emails, ())
        if not face.phones:
            face.phones = set(more.phones)
            self._learn_points(face, (), more.phones)

    def _learn_points(self, face: Face, emails: Iterable[str], phones: Iterable[str]) -> None:
        key = face.name_key
        for email in emails:
            self.by_email.setdefault(email, []).append(face)
        for phone in phones:
            self.by_phone.setdefault((phone, key), face)

    def find(self, face: Face) -> tuple[Face, Why] | None:
        """Return who this is and what tells it, or None for somebody new."""
        first: tuple[Face, Why] | None = None
        for found in self._alike(face):
            if _says_all_of(found[0], face):
                return found  # an earlier import of this very row: nobody else is meant
            first = first or found
        return first

    def _alike(self, face: Face) -> Iterator[tuple[Face, Why]]:
        for email in face.emails:
            for other in self.by_email.get(email, ())[:MOST_LOOKED_AT]:
                if _may_share_mail(face.name, other.name):
                    yield other, Why.EMAIL
        key = face.name_key
        for phone in face.phones:
            if (phone, key) in self.by_phone:
                yield self.by_phone[phone, key], Why.PHONE_AND_NAME
        others = self.by_name.get(key, ())[:MOST_LOOKED_AT] if key else ()
        yield from ((other, Why.NAME) for other in others if not _contradict(face, other))

    def named(self, typed: str) -> list[Face]:
        """Return everybody whom a name or an e-mail in a file may mean."""
        folded = text.fold(typed)
        found = self.by_email.get(typed.strip().casefold()) or self.by_name.get(folded)
        if found is None:
            found = self.by_name.get(f"= {folded}")
        if found is None:
            name = names.split(typed)
            found = self.by_name.get(Face(name).name_key, []) if not name.is_empty else []
        return found


def face_of(arrival: Arrival, place: int) -> Face:
    """Return what a person of a file is recognized by; `place` is theirs among the arrivals, should they be new."""
    person = arrival.person
    birthday = next((each.on for each in person.dates if each.kind is DateKind.BIRTHDAY), None)
    return Face(
        arrival.name,
        line=person.line,
        place=place,
        emails=set(arrival.emails),
        phones=set(arrival.phones),
        postcodes={text.fold(each.address.postcode) for each in person.addresses if each.address.postcode},
        birthday=(birthday.month, birthday.day) if birthday else None,
    )


def known(session: Session) -> Known:
    """Return everybody in the store."""
    query = select(Contact.id, shown_names.columns(Contact)).order_by(Contact.id)
    faces = {row.id: Face(shown_names.of(row.person), ContactId(row.id)) for row in session.execute(query)}
    points = select(ContactPoint.contact_id, ContactPoint.kind, ContactPoint.value)
    for contact_id, kind, value in session.execute(points.where(ContactPoint.kind != PointKind.SITE.value)):
        face = faces[contact_id]
        (face.emails if kind == PointKind.EMAIL else face.phones).add(value)
    places = select(PostalAddress.contact_id, PostalAddress.postcode).where(PostalAddress.postcode != "")
    for owner_id, postcode in session.execute(places):
        if owner_id is not None:
            faces[owner_id].postcodes.add(text.fold(postcode))
    birthdays = select(YearlyDate.contact_id, YearlyDate.month, YearlyDate.day)
    for contact_id, month, day in session.execute(birthdays.where(YearlyDate.kind == DateKind.BIRTHDAY.value)):
        faces[contact_id].birthday = (month, day)
    return _learned(faces.values())


def _learned(faces: Iterable[Face]) -> Known:
    made = Known()
    for face in faces:
        made.learn(face)
    return made


def _says_all_of(known: Face, face: Face) -> bool:
    pairs = ((face.emails, known.emails), (face.phones, known.phones), (face.postcodes, known.postcodes))
    born = face.birthday in (None, known.birthday)
    return known.name_key == face.name_key and born and all(said <= there for said, there in pairs)


def _may_share_mail(one: PersonName, other: PersonName) -> bool:
    """Tell whether one address means one person: a family or an office may share it under different names."""
    firsts, others = _first_names(one), _first_names(other)
    if not firsts or not others:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in firsts for b in others)


def _first_names(name: PersonName) -> set[str]:
    return {text.fold(part).rstrip(".") for part in (name.given, name.nickname) if part}


def _contradict(one: Face, other: Face) -> bool:
    for these, those in ((one.emails, other.emails), (one.phones, other.phones), (one.postcodes, other.postcodes)):
        if these and those and these.isdisjoint(those):
            return True
    if one.birthday and other.birthday and one.birthday != other.birthday:
        return True
    pairs = ((one.suffix, other.suffix), (one.organisation, other.organisation))
    return any(this and that and this != that for this, that in pairs)
