"""The palette finds people and referrals: what fits best first, then what mattered last."""

from datetime import timedelta

from office import Office

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import StageId
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import TouchDraft
from refdesk.services import contacts, palette, referrals, touches
from refdesk.services.desk import Desk


def names(desk: Desk, typed: str) -> list[str]:
    return [person.name.usual for person in desk.ask(palette.find, typed).people]


def test_names_that_begin_so_come_first_then_the_last_contact(desk: Desk, office: Office) -> None:
    office.contact("Omar", "Benali")
    office.contact("Theo", "Marchetti")
    long_ago = office.contact("Mara", "Ames")
    lately = office.contact("Marguerite", "Tran")
    for contact_id, days in ((long_ago, 90), (lately, 2)):
        desk.do(touches.log, TouchDraft(contact_id, desk.now() - timedelta(days=days)))
    assert names(desk, "mar") == ["Marguerite Tran", "Mara Ames", "Theo Marchetti", "Omar Benali"]


def test_whoever_left_comes_behind_all_others(desk: Desk, office: Office) -> None:
    gone = office.contact("Marguerite", "Tran")
    office.contact("Omar", "Benali")
    desk.do(contacts.set_status, gone, Status.INACTIVE)
    assert names(desk, "mar") == ["Omar Benali", "Marguerite Tran"]


def test_referrals_are_found_by_everybody_in_them_and_by_their_need(desk: Desk, office: Office) -> None:
    ana = office.contact()
    office.referral(ana, need="Kitchen, 1920s house")
    bo = office.contact("Bo", "Lind")
    draft = ReferralDraft(desk.now(), direction=Direction.GIVEN, prospect_id=bo, recipient_id=ana, need="A new roof")
    desk.do(referrals.log_given, draft)
    for typed, found in (
        ("march", ["Theo Marchetti"]),
        ("ana d", ["Bo Lind", "Theo Marchetti"]),
        ("roof new", ["Bo Lind"]),
        ("KITCHEN", ["Theo Marchetti"]),
        ("100%", []),
    ):
        hits = desk.ask(palette.find, typed).referrals
        assert [hit.name for hit in hits] == found, typed
    (hit,) = desk.ask(palette.find, "roof").referrals
    assert (hit.direction, hit.with_whom, hit.stage) == (Direction.GIVEN, "Ana Diaz", "New")


def test_open_referrals_come_before_those_that_ended(desk: Desk, office: Office) -> None:
    stages = office.stages()
    won = office.referral(office.contact(), prospect=ContactDraft(given="Kim", family="Won"), need="Roof")
    open_one = office.referral(
        office.contact("Bo", "Lind"), need="Roof", received_at=desk.now() - timedelta(days=5),
        prospect=ContactDraft(given="Kim", family="Open"),
    )  # fmt: skip
    desk.do(referrals.move, won, StageId(stages["Won"]))
    assert [hit.referral_id for hit in desk.ask(palette.find, "roof").referrals] == [open_one, won]


def test_for_nothing_typed_it_offers_whom_the_last_things_were_about(desk: Desk, office: Office) -> None:
    first, second = office.contact("Bo", "Lind"), office.contact("Cleo", "Ruiz")
    assert names(desk, " ") == ["Cleo Ruiz", "Bo Lind"]
    desk.do(touches.log, TouchDraft(first, desk.now()))
    assert names(desk, "") == ["Bo Lind", "Cleo Ruiz"]
    assert second
