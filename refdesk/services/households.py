"""Households: people who share an address get one envelope, and their gifts are counted together."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import household as rules
from refdesk.domain import text
from refdesk.domain.household import MemberName
from refdesk.domain.ids import ContactId, HouseholdId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import shown_names
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, Household, PostalAddress
from refdesk.store.unit import Unit

ADDRESS_FIELDS = ("street", "city", "region", "postcode", "country")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household."""

    contact_id: ContactId
    name: str


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """A household with everybody in it."""

    household_id: HouseholdId
    name_on_envelope: str
    members: tuple[Member, ...]


def of(session: Session, household_id: HouseholdId) -> HouseholdFacts | None:
    """Return a household; None when it is gone."""
    row = session.get(Household, household_id)
    if row is None:
        return None
    query = select(Contact.id, shown_names.columns(Contact)).where(Contact.household_id == household_id)
    members = session.execute(query.order_by(Contact.id))
    return HouseholdFacts(
        household_id,
        row.name_on_envelope,
        tuple(Member(ContactId(each.id), shown_names.of(each.person).usual) for each in members),
    )


@operation(N_("Make a household"))
def together(unit: Unit, contact_ids: Sequence[ContactId], name_on_envelope: str = "") -> HouseholdId:
    """Put people into one household, at the first address that one of them has; whoever had another one leaves it."""
    members = [unit.get(Contact, contact_id) for contact_id in dict.fromkeys(contact_ids)]
    if len(members) < 2:
        raise Refused(Problem("members", _("Choose who shares the address.")))
    name = text.clean(name_on_envelope) or rules.name_on_envelope(
        [MemberName(member.given or member.nickname, member.family) for member in members]
    )
    if found := rules.problems(name):
        raise Refused(*found)
    for member in members:
        _take_out(unit, member)
    household = unit.add(Household(name_on_envelope=name))
    for member in members:
        member.household_id = household.id
    _copy_address(unit, household, members)
    unit.say(_("{name} share a household").format(name=name), "contact", members[0].id)
    return HouseholdId(household.id)


@operation(N_("Leave a household"))
def leave(unit: Unit, contact_id: ContactId) -> None:
    """Take a person out of their household; one with nobody left but one person ends."""
    member = unit.get(Contact, contact_id)
    _take_out(unit, member)
    unit.say(_("Household changed"), "contact", contact_id)


@operation(N_("Rename a household"))
def rename(unit: Unit, household_id: HouseholdId, name_on_envelope: str) -> None:
    """Change the name on the envelope."""
    name = text.clean(name_on_envelope)
    if found := rules.problems(name):
        raise Refused(*found)
    unit.get(Household, household_id).name_on_envelope = name
    unit.say(_("The envelope now says {name}").format(name=name))


def _take_out(unit: Unit, member: Contact) -> None:
    # The household's row stays when it ends: its gifts still name it.
    household_id, member.household_id = member.household_id, None
    if household_id is None:
        return
    unit.session.flush()
    left = unit.session.scalars(select(Contact).where(Contact.household_id == household_id)).all()
    if len(left) == 1:
        left[0].household_id = None


def _copy_address(unit: Unit, household: Household, members: Sequence[Contact]) -> None:
    query = select(PostalAddress).where(PostalAddress.contact_id.in_([member.id for member in members]))
    first = unit.session.scalars(query.order_by(PostalAddress.main.desc(), PostalAddress.id)).first()
    if first is not None:
        fields = {field: getattr(first, field) for field in ADDRESS_FIELDS}
        unit.add(PostalAddress(household_id=household.id, **fields, label=first.label, main=True))
