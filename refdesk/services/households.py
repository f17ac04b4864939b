"""Households: people who share an address get one envelope, and their gifts are counted together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import addresses, text
from refdesk.domain import household as rules
from refdesk.domain.addresses import Address
from refdesk.domain.contact import PointKind, Status
from refdesk.domain.ids import ContactId, HouseholdId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, conditions, contact_rows, contacts, household_names, shown_names
from refdesk.services.operation import operation
from refdesk.store import search_index
from refdesk.store.tables.people import Contact, ContactPoint, Household, PostalAddress
from refdesk.store.unit import Unit

ADDRESS_FIELDS = ("street", "city", "region", "postcode", "country")
MOST_LIKELY = 2_000
"""How many are looked at: more people with one phone or street are no household."""
CHUNK = 500
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household; who left stays in it, and is not on the envelope."""

    contact_id: ContactId
    name: str
    status: Status = Status.ACTIVE


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """A household with everybody in it.

    `name_on_envelope` is what is written, without people who left; `kept_name` is the name as it was given.
    """

    household_id: HouseholdId
    name_on_envelope: str
    kept_name: str
    address: Address
    lines: tuple[str, ...]
    members: tuple[Member, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may live with a person, and why that is thought."""

    contact_id: ContactId
    name: str
    reason: str


def of(session: Session, contact_id: ContactId) -> HouseholdFacts | None:
    """Return the household of a person; None when they live in none."""
    member = session.get(Contact, contact_id)
    household = None if member is None or member.household_id is None else session.get(Household, member.household_id)
    if household is None:
        return None
    people = session.scalars(select(Contact).where(Contact.household_id == household.id).order_by(Contact.id)).all()
    place = _place(session, household.id)
    address = Address() if place is None else contact_rows.address_of(place)
    lines = () if place is None else addresses.envelope_lines(address, business.load(session).country)
    return HouseholdFacts(
        household_id=HouseholdId(household.id),
        name_on_envelope=household_names.on_envelope(household.name_on_envelope, people),
        kept_name=household.name_on_envelope,
        address=address,
        lines=lines,
        members=tuple(Member(ContactId(each.id), contacts.name_of(each), Status(each.status)) for each in people),
        version=household.version,
    )


def likely(session: Session, contact_id: ContactId) -> tuple[Likely, ...]:
    """Return who may live with a person: the same address, or the same phone and family name; by name."""
    person = session.get(Contact, contact_id)
    if person is None:
        return ()
    found = dict.fromkeys(_with_phone(session, person), _("same phone and family name"))
    found |= dict.fromkeys(_at_address(session, person), _("same address"))
    query = (
        select(Contact.id, shown_names.columns(Contact))
        .where(Contact.id.in_(found), Contact.id != contact_id, Contact.household_id.is_(None), conditions.is_active())
        .order_by(Contact.sort_key, Contact.id)
    )
    rows = session.execute(query)
    return tuple(Likely(ContactId(row.id), shown_names.of(row.person).usual, found[row.id]) for row in rows)


def suggested_name(session: Session, contact_ids: Sequence[ContactId]) -> str:
    """Return the name for the envelope of these people, such as "Ana and Luis Diaz"."""
    people = {row.id: row for row in session.scalars(select(Contact).where(Contact.id.in_(contact_ids)))}
    return _suggested([people[each] for each in dict.fromkeys(contact_ids) if each in people])


@operation(N_("Make a household"))
def together(unit: Unit, contact_ids: Sequence[ContactId], name_on_envelope: str = "") -> HouseholdId:
    """Put people into one household, at the first address that one of them has; whoever had another one leaves it."""
    members = [unit.get(Contact, contact_id) for contact_id in dict.fromkeys(contact_ids)]
    if len(members) < 2:
        raise Refused(Problem("members", _("Choose who shares the address.")))
    name = text.clean(name_on_envelope) or _suggested(members)
    if found := rules.problems(name):
        raise Refused(*found)
    address = _first_address(unit, members)
    for member in members:
        _take_out(unit, member, moving=frozenset(each.id for each in members))
    household = unit.add(Household(name_on_envelope=name))
    for member in members:
        member.household_id = household.id
    if address is not None:
        unit.add(PostalAddress(household_id=household.id, **address, main=True))
    unit.say(_("{name} share a household").format(name=name), "contact", members[0].id)
    return HouseholdId(household.id)


@operation(N_("Join a household"))
def join(unit: Unit, household_id: HouseholdId, contact_id: ContactId) -> None:
    """Take a person into a household; the name on the envelope follows, unless it was given in own words."""
    household, member = unit.get(Household, household_id), unit.get(Contact, contact_id)
    if member.household_id == household_id:
        return
    members = _members(unit, household_id)
    if not members:
        raise Refused(Problem("household_id", _("Nobody lives in this household any more.")))
    is_suggested = household.name_on_envelope == _suggested(members)
    _take_out(unit, member)
    member.household_id = household_id
    if is_suggested:
        household.name_on_envelope = _suggested([*members, member])
    unit.say(_("{name} joined the household").format(name=contacts.name_of(member)), "contact", contact_id)


@operation(N_("Leave a household"))
def leave(unit: Unit, contact_id: ContactId, *, with_address: bool = False) -> None:
    """Take a person out of their household, with a copy of its address if they keep it.

    A household with only one person left ends; that person keeps the address.
    """
    member = unit.get(Contact, contact_id)
    if with_address and member.household_id is not None:
        _keep_address(unit, member)
    _take_out(unit, member)
    unit.say(_("{name} left the household").format(name=contacts.name_of(member)), "contact", contact_id)


@operation(N_("Rename a household"))
def rename(unit: Unit, household_id: HouseholdId, name_on_envelope: str, *, version: int | None = None) -> None:
    """Change the name on the envelope; raises `Overtaken` when the household has moved on from `version`."""
    name = text.clean(name_on_envelope)
    if found := rules.problems(name):
        raise Refused(*found)
    unit.get(Household, household_id, version=version).name_on_envelope = name
    unit.say(_("The envelope now says {name}").format(name=name))


@operation(N_("Change the address of a household"))
def set_address(unit: Unit, household_id: HouseholdId, address: Address) -> None:
    """Move the whole household to another address; an empty one takes the shared address away."""
    household, place = unit.get(Household, household_id), _place(unit.session, household_id)
    kept = {name: text.clean(getattr(address, name), lines=name == "street") for name in ADDRESS_FIELDS}
    if Address(**kept).is_empty:
        if place is not None:
            unit.session.delete(place)
    elif place is None:
        unit.add(PostalAddress(household_id=household_id, **kept, main=True))
    else:
        for name, value in kept.items():
            setattr(place, name, value)
    unit.say(_("Address of {name} saved").format(name=household.name_on_envelope))


def let_go(unit: Unit, contact: Contact) -> None:
    """Take somebody out of their household who is merged or erased; for operations of others."""
    _take_out(unit, contact)


def _take_out(unit: Unit, member: Contact, *, moving: frozenset[int] = frozenset()) -> None:
    # The household's row stays when it ends: its gifts still name it.
    household_id = member.household_id
    if household_id is None:
        return
    household, before = unit.get(Household, household_id), _members(unit, household_id)
    is_suggested = household.name_on_envelope == _suggested(before)
    member.household_id = None
    left = [each for each in before if each.id != member.id]
    if len(left) == 1:
        if left[0].id not in moving:
            _keep_address(unit, left[0])
        left[0].household_id = None
    elif is_suggested and left:
        household.name_on_envelope = _suggested(left)
    unit.session.flush()


def _keep_address(unit: Unit, member: Contact) -> None:
    """Give a member a copy of the shared address, unless they have it already."""
    assert member.household_id is not None, "only members have a shared address"
    place = _place(unit.session, member.household_id)
    if place is None:
        return
    query = select(PostalAddress).where(PostalAddress.contact_id == member.id)
    own = [_folded(contact_rows.address_of(row)) for row in unit.session.scalars(query)]
    if _folded(contact_rows.address_of(place)) not in own:
        unit.add(PostalAddress(contact_id=member.id, **_copied(place), main=not own))


def _first_address(unit: Unit, members: Sequence[Contact]) -> Mapping[str, str] | None:
    query = select(PostalAddress).where(PostalAddress.contact_id.in_([member.id for member in members]))
    first = unit.session.scalars(query.order_by(PostalAddress.main.desc(), PostalAddress.id)).first()
    if first is None:
        first = next((found for each in members if (found := _place(unit.session, each.household_id))), None)
    return None if first is None else _copied(first)


def _copied(place: PostalAddress) -> dict[str, str]:
    return {name: getattr(place, name) for name in ADDRESS_FIELDS} | {"label": place.label}


def _place(session: Session, household_id: int | None) -> PostalAddress | None:
    query = select(PostalAddress).where(PostalAddress.household_id == household_id)
    return session.scalars(query.order_by(PostalAddress.main.desc(), PostalAddress.id)).first()


def _members(unit: Unit, household_id: int) -> Sequence[Contact]:
    return unit.session.scalars(select(Contact).where(Contact.household_id == household_id).order_by(Contact.id)).all()


def _suggested(people: Sequence[Contact]) -> str:
    return rules.name_on_envelope([household_names.member(each) for each in people])


def _folded(address: Address) -> tuple[str, ...]:
    return tuple(text.fold(getattr(address, name)) for name in ADDRESS_FIELDS)


def _with_phone(session: Session, person: Contact) -> list[int]:
    own = select(ContactPoint.value).where(
        ContactPoint.contact_id == person.id,
        ContactPoint.kind == PointKind.PHONE.value,
        ContactPoint.label != contacts.WRONG_NUMBER,
    )
    query = (
        select(Contact.id, Contact.family)
        .join(ContactPoint, ContactPoint.contact_id == Contact.id)
        .where(ContactPoint.kind == PointKind.PHONE.value, ContactPoint.value.in_(list(session.scalars(own))))
        .limit(MOST_LIKELY)
    )
    family = text.fold(person.family)
    return [row.id for row in session.execute(query) if family and text.fold(row.family) == family]


def _at_address(session: Session, person: Contact) -> list[int]:
    homes = PostalAddress.contact_id == person.id
    if person.household_id is not None:
        homes |= PostalAddress.household_id == person.household_id
    wanted = {key for row in session.scalars(select(PostalAddress).where(homes)) if (key := _home(row))}
    found: list[int] = []
    for home in wanted:
        for ids in _near(session, " ".join(home)):
            rows = select(PostalAddress).where(PostalAddress.contact_id.in_(ids))
            found += [row.contact_id for row in session.scalars(rows) if _home(row) in wanted and row.contact_id]
    return found


def _near(session: Session, home: str) -> Iterator[Sequence[int]]:
    """Yield, in parts, people whose texts have every word of an address."""
    few = search_index.few_with(session, home)
    near = search_index.having(select(Contact.id), home, dialect=session.get_bind().dialect.name, few=few)
    ids = session.scalars(near.limit(MOST_LIKELY)).all()
    yield from (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _home(row: PostalAddress) -> tuple[str, str] | None:
    """Return what makes two addresses one home, however they are punctuated; None without a street."""
    street, where = _words(row.street), _words(row.postcode) or _words(row.city)
    return (street, where) if street and where else None


def _words(written: str) -> str:
    return " ".join(_WORD.findall(text.fold(written)))
