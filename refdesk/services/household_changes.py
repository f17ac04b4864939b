"""Everything that is changed about one household at a time, as one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from refdesk.domain.addresses import Address
from refdesk.domain.ids import ContactId, HouseholdId
from refdesk.i18n import N_, _
from refdesk.services import households
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, Household
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """Hold what becomes of a household; a name or an address of None stays as it is.

    `leave` takes nothing along, `leave_with_address` a copy of the shared address.
    """

    name_on_envelope: str | None = None
    address: Address | None = None
    join: tuple[ContactId, ...] = ()
    leave: tuple[ContactId, ...] = ()
    leave_with_address: tuple[ContactId, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is changed."""
        return self == HouseholdChange()


@operation(N_("Change a household"))
def change(unit: Unit, household_id: HouseholdId, wanted: HouseholdChange, *, version: int | None = None) -> None:
    """Do all of it; raises `Refused` by field, and `Overtaken` when the household moved on from `version`."""
    unit.get(Household, household_id, version=version)
    if wanted.address is not None:
        households.set_address(unit, household_id, wanted.address)
    for contact_id in wanted.join:
        households.join(unit, household_id, contact_id)
    _let_leave(unit, household_id, wanted.leave, with_address=False)
    _let_leave(unit, household_id, wanted.leave_with_address, with_address=True)
    if wanted.name_on_envelope is not None:
        households.rename(unit, household_id, wanted.name_on_envelope)
    unit.say(_("Household saved"))


def _let_leave(unit: Unit, household_id: HouseholdId, leaving: Sequence[ContactId], *, with_address: bool) -> None:
    for contact_id in leaving:
        # With the last but one the household ended, and the last one left with it.
        if unit.get(Contact, contact_id).household_id == household_id:
            households.leave(unit, contact_id, with_address=with_address)
