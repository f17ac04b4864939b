"""Households: made, joined, left, moved, and written to without those who left."""

from typing import Any

import pytest
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.contact import Status
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingAddress
from refdesk.errors import Overtaken, Refused
from refdesk.services import contacts, envelopes, gifts, households
from refdesk.services.desk import Desk
from refdesk.services.households import HouseholdFacts

ROW = Address("18 Linden Row", "Columbus", "OH", "43215", "US")
LANE = Address("4 Mill Lane", "Dayton", "OH", "45402", "US")


def at(address: Address) -> dict[str, Any]:
    return {"addresses": (IncomingAddress(address, "home", main=True),)}


def home(desk: Desk, contact_id: ContactId) -> HouseholdFacts:
    found = desk.ask(households.of, contact_id)
    assert found is not None
    return found


def own_addresses(desk: Desk, contact_id: ContactId) -> list[str]:
    return [each.address.street for each in desk.ask(contacts.draft_of, contact_id).draft.addresses]


def envelope(desk: Desk, contact_id: ContactId) -> tuple[str, tuple[str, ...]]:
    found = desk.ask(envelopes.of, [contact_id], "US")[contact_id]
    return found.name, found.lines


def test_one_envelope_at_one_address(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(family="Díaz"), office.contact("Luis", "Díaz", **at(ROW))
    assert desk.ask(households.suggested_name, [ana, luis]) == "Ana and Luis Díaz"
    assert desk.ask(households.of, ana) is None
    desk.do(households.together, [ana, luis])
    shown = home(desk, ana)
    assert (shown.name_on_envelope, shown.kept_name, shown.address) == ("Ana and Luis Díaz", "Ana and Luis Díaz", ROW)
    assert shown.lines == ("18 Linden Row", "Columbus, OH 43215")
    assert [(member.contact_id, member.name) for member in shown.members] == [(ana, "Ana Díaz"), (luis, "Luis Díaz")]
    assert envelope(desk, ana) == envelope(desk, luis) == (shown.name_on_envelope, shown.lines)
    desk.undo()
    assert desk.ask(households.of, luis) is None
    assert envelope(desk, ana) == ("Ana Díaz", ())


def test_the_name_follows_who_joins_and_leaves_unless_it_was_given(desk: Desk, office: Office) -> None:
    ana, luis, eva = office.contact(), office.contact("Luis"), office.contact("Eva")
    made = desk.do(households.together, [ana, luis])
    desk.do(households.join, made, eva)
    assert home(desk, eva).name_on_envelope == "Ana, Luis and Eva Diaz"
    desk.do(households.leave, luis)
    assert home(desk, eva).name_on_envelope == "Ana and Eva Diaz"
    desk.do(households.rename, made, "The Diaz family", version=home(desk, ana).version)
    desk.do(households.join, made, luis)
    assert home(desk, ana).name_on_envelope == "The Diaz family"
    with pytest.raises(Overtaken):
        desk.do(households.rename, made, "Diaz", version=1)
    with pytest.raises(Refused):
        desk.do(households.rename, made, " ")
    for _ in range(3):
        desk.undo()
    assert [member.name for member in home(desk, ana).members] == ["Ana Diaz", "Luis Diaz", "Eva Diaz"]


def test_moving_out_with_or_without_the_address(desk: Desk, office: Office) -> None:
    ana, luis, eva = office.contact(**at(ROW)), office.contact("Luis"), office.contact("Eva")
    desk.do(households.together, [ana, luis, eva])
    desk.do(households.leave, eva, with_address=True)
    assert own_addresses(desk, eva) == ["18 Linden Row"]
    assert desk.ask(households.of, eva) is None
    desk.undo()
    desk.do(households.leave, eva)
    assert own_addresses(desk, eva) == []
    # With one person left it ends; that person stays where they lived.
    desk.do(households.leave, ana, with_address=True)
    assert desk.ask(households.of, luis) is None
    assert (own_addresses(desk, luis), own_addresses(desk, ana)) == (["18 Linden Row"], ["18 Linden Row"])
    desk.undo()
    assert [member.contact_id for member in home(desk, luis).members] == [ana, luis]
    assert own_addresses(desk, luis) == []


def test_the_whole_household_moves(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(**at(ROW)), office.contact("Luis")
    made = desk.do(households.together, [ana, luis])
    desk.do(households.set_address, made, LANE)
    assert (home(desk, luis).address, envelope(desk, luis)[1][0]) == (LANE, "4 Mill Lane")
    desk.do(households.set_address, made, Address())
    assert home(desk, luis).lines == ()
    assert envelope(desk, ana) == ("Ana and Luis Diaz", ("18 Linden Row", "Columbus, OH 43215"))
    desk.do(households.set_address, made, LANE)
    desk.undo()
    desk.undo()
    desk.undo()
    assert home(desk, luis).address == ROW


def test_a_new_household_takes_the_address_of_the_old_one(desk: Desk, office: Office) -> None:
    ana, luis, bo = office.contact(**at(ROW)), office.contact("Luis"), office.contact("Bo", "Lind")
    made = desk.do(households.together, [ana, luis])
    desk.do(households.set_address, made, LANE)
    desk.do(contacts.save, ana, desk.ask(contacts.draft_of, ana).draft)
    desk.do(households.leave, ana)
    desk.do(households.together, [luis, bo])
    assert home(desk, bo).address == LANE


@pytest.mark.parametrize("status", [Status.INACTIVE, Status.DECEASED])
def test_who_left_is_not_on_the_envelope(desk: Desk, office: Office, status: Status) -> None:
    ana, luis = office.contact(**at(ROW)), office.contact("Luis")
    desk.do(households.together, [ana, luis])
    desk.do(contacts.set_status, luis, status)
    shown = home(desk, ana)
    assert (shown.name_on_envelope, shown.kept_name) == ("Ana Diaz", "Ana and Luis Diaz")
    assert [member.status for member in shown.members] == [Status.ACTIVE, status]
    assert envelope(desk, ana)[0] == "Ana Diaz"
    desk.undo()
    assert envelope(desk, ana)[0] == "Ana and Luis Diaz"


def test_gifts_of_one_household_are_one_total_and_never_twice(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(), office.contact("Luis")
    desk.do(households.together, [ana, luis])
    desk.do(gifts.log, GiftDraft(ana, "Honey", desk.today(), cost_minor=1200))
    desk.do(gifts.log, GiftDraft(luis, "Tea", desk.today(), cost_minor=800))
    assert {row.together_minor for row in desk.ask(gifts.ledger, desk.today().year).rows} == {2000}
    with pytest.raises(Refused, match="Ana Diaz had this"):
        desk.do(gifts.log, GiftDraft(luis, "honey", desk.today()))


def test_who_may_live_together_is_suggested(desk: Desk, office: Office) -> None:
    ana = office.contact(**at(ROW), phone="614-555-0173")
    bo = office.contact("Bo", "Lind", **at(Address("18 linden row,", "Columbus", "", "43215", "")))
    luis = office.contact("Luis", "DIAZ", phone="(614) 555-0173")
    office.contact("Cleo", "Other", phone="(614) 555-0173")
    office.contact("Dan", "Far", **at(Address("18 Linden Row", "Dayton", "OH", "45402", "US")))
    gone = office.contact("Eva", **at(ROW))
    desk.do(contacts.set_status, gone, Status.INACTIVE)
    found = desk.ask(households.likely, ana)
    assert [(each.contact_id, each.reason) for each in found] == [
        (luis, "same phone and family name"), (bo, "same address"),
    ]  # fmt: skip
    made = desk.do(households.together, [ana, luis])
    assert [each.contact_id for each in desk.ask(households.likely, ana)] == [bo]
    assert [each.contact_id for each in desk.ask(households.likely, bo)] == []
    desk.do(households.join, made, bo)
    assert desk.ask(households.likely, ana) == ()


def test_a_household_that_ended_cannot_be_joined(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(), office.contact("Luis")
    made = desk.do(households.together, [ana, luis])
    desk.do(households.leave, ana)
    with pytest.raises(Refused):
        desk.do(households.join, made, ana)
    with pytest.raises(Refused):
        desk.do(households.together, [ana])
