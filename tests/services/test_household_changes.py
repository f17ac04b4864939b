"""Everything that is changed about a household is one step."""

from dataclasses import replace

import pytest
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.incoming import IncomingAddress
from refdesk.errors import Overtaken
from refdesk.services import contacts, household_changes, households
from refdesk.services.desk import Desk
from refdesk.services.household_changes import HouseholdChange

HOME = Address("18 Linden Row", "Bexley", "OH", "43209", "US")
NEW_HOME = Address("4 Elm Street", "Bexley", "OH", "43209", "US")


def test_names_address_and_people_change_as_one_step(desk: Desk, office: Office) -> None:
    ana = office.contact(addresses=(IncomingAddress(HOME),))
    luis, bo = office.contact("Luis"), office.contact("Bo", "Lind")
    home = desk.do(households.together, (ana, luis))
    before = desk.ask(households.of, ana)
    change = HouseholdChange("The Diaz home", NEW_HOME, join=(bo,), leave_with_address=(luis,))
    assert not change.is_empty
    desk.do(household_changes.change, home, change)
    found = desk.ask(households.of, ana)
    assert found is not None
    assert (found.kept_name, found.address) == ("The Diaz home", NEW_HOME)
    assert [each.name for each in found.members] == ["Ana Diaz", "Bo Lind"]
    assert [each.address for each in desk.ask(contacts.draft_of, luis).draft.addresses] == [NEW_HOME]
    desk.undo()
    back = desk.ask(households.of, ana)
    assert back is not None
    assert before is not None
    assert replace(back, version=before.version) == before


def test_all_leave_and_the_household_ends(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(addresses=(IncomingAddress(HOME),)), office.contact("Luis")
    home = desk.do(households.together, (ana, luis))
    desk.do(household_changes.change, home, HouseholdChange(leave=(ana, luis)))
    assert desk.ask(households.of, ana) is None
    assert desk.ask(households.of, luis) is None


def test_what_others_changed_meanwhile_is_not_written_over(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(), office.contact("Luis")
    home = desk.do(households.together, (ana, luis))
    facts = desk.ask(households.of, ana)
    assert facts is not None
    desk.do(households.rename, home, "Family Diaz")
    with pytest.raises(Overtaken):
        desk.do(household_changes.change, home, HouseholdChange("Diazes"), version=facts.version)
