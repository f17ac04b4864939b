"""Each number of the rules that Settings shows is read where its rule is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from desks import TestClock
from office import Office

from refdesk.domain import asking, giving
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.rules import Rules
from refdesk.domain.thanks import Part
from refdesk.domain.touches import Asked, Purpose, TouchDraft
from refdesk.errors import Refused
from refdesk.services import business, given, person, referral_detail, today, touches, updates, wins
from refdesk.services.clocks import Clocks
from refdesk.services.today import LineKind


def rule(office: Office, **numbers: int) -> None:
    stored = office.desk.ask(business.load)
    names = {"business_name": "Fernhollow", "owner": "Nadia Fern"}
    office.desk.do(business.save, replace(stored, **names, rules=replace(stored.rules, **numbers)))


def clocks(office: Office) -> Clocks:
    return Clocks(office.desk.now(), office.working)


def count(office: Office, kind: LineKind) -> int:
    return sum(line.kind is kind for line in office.desk.ask(today.lines, office.desk.now(), office.working))


def test_they_are_saved_with_the_business_and_undone(office: Office) -> None:
    assert office.working.rules == Rules()
    rule(office, ask_days=60)
    assert office.working.rules == Rules(ask_days=60)
    office.desk.undo()
    assert office.working.rules == Rules()
    with pytest.raises(Refused):
        rule(office, ask_days=-5)


def test_the_last_minutes_of_a_day_and_the_days_of_a_card(office: Office) -> None:
    working = replace(office.working, rules=Rules(last_minutes=0, card_days=4, card_overdue_days=20))
    day = working.working_day_from(office.desk.today())
    close = working.close_of(day)
    assert working.first_contact(close - timedelta(minutes=5)).due_at == close
    assert office.working.first_contact(close - timedelta(minutes=5)).due_at > close
    assert working.card_day(day) == working.add_working_days(day, 4)
    rule(office, card_days=4, card_overdue_days=20)
    referral_id = office.referral()
    detail = office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)
    (card,) = [step for step in detail.thanks if step.part is Part.CARD]
    assert card.clock is not None
    assert office.working.date_of(card.clock.due_at) == office.working.add_working_days(office.desk.today(), 4)


def test_the_days_between_two_asks(office: Office) -> None:
    ana = office.contact()
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), asked=Asked.DIRECTLY))
    rule(office, ask_days=10)
    facts = office.desk.ask(person.ask_facts, ana, office.desk.zone)
    assert asking.free_from(facts) == office.desk.today() + timedelta(days=10)


def test_how_many_words_a_day(office: Office) -> None:
    for at in range(7):
        office.contact(f"P{at}", "Lind", rank=Rank.B)
    rule(office, words_a_day=6)
    assert count(office, LineKind.KEEP_IN_TOUCH) == 6
    rule(office, words_a_day=0)
    assert count(office, LineKind.KEEP_IN_TOUCH) == 0


def test_when_a_given_referral_is_asked_about(office: Office, clock: TestClock) -> None:
    office.stages()
    draft = ReferralDraft(
        office.desk.now(), Direction.GIVEN, new_prospect=ContactDraft(given="Eva"), recipient_id=office.contact()
    )
    office.desk.do(given.log, draft, both_agreed=True)
    rule(office, check_back_days=3)
    clock.forward(days=3)
    assert len(office.desk.ask(given.to_check, clocks(office))) == 1
    assert giving.check_back_on(office.desk.today(), office.working.rules) == office.desk.today() + timedelta(days=3)
    rule(office, check_back_days=30)
    assert office.desk.ask(given.to_check, clocks(office)) == ()


def test_when_updates_are_due(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = office.referral(ana)
    detail = office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)
    theo = detail.prospect.contact_id
    office.desk.do(touches.log, TouchDraft(theo, office.desk.now(), referral_id=referral_id))

    def owed() -> int:
        return len(office.desk.ask(updates.about, referral_id, clocks(office), discreet=False))

    def told(who: ContactId) -> None:
        office.desk.do(touches.log, TouchDraft(who, office.desk.now(), purpose=Purpose.UPDATE, referral_id=referral_id))

    told(ana)
    clock.forward(days=4)
    assert owed() == 0
    rule(office, update_second=3, update_quiet=2)
    assert owed() == 1
    told(ana)
    clock.forward(days=12)
    assert owed() == 0
    rule(office, update_then=12)
    assert owed() == 1


def test_when_a_client_is_proposed_as_a_source(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id)
    clock.forward(days=12)
    assert office.desk.ask(wins.new_sources, clocks(office)) == ()
    rule(office, source_days=12)
    assert len(office.desk.ask(wins.new_sources, clocks(office))) == 1
