"""The panel of a person shows everything that happened with them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import event, select

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingAddress
from refdesk.domain.lessons import LessonKey
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import PromiseDraft, PromiseState
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Overtaken, Refused
from refdesk.services import (
    contacts,
    evidence,
    gifts,
    households,
    lessons,
    links,
    person,
    plans,
    promises,
    referrals,
    touches,
)
from refdesk.services.desk import Desk
from refdesk.services.person import Person
from refdesk.services.timeline import TimelineKind
from refdesk.store.tables.people import PostalAddress


def panel(desk: Desk, contact_id: ContactId) -> Person:
    return desk.ask(person.panel, contact_id, desk.today(), desk.zone)


def test_a_new_person_has_facts_and_an_empty_story(desk: Desk, office: Office) -> None:
    ana = office.contact(phone="614-555-0173", email="ana@diaz.example", job_title="Dentist")
    shown = panel(desk, ana)
    assert (shown.name.usual, shown.phone, shown.email) == ("Ana Diaz", "614-555-0173", "ana@diaz.example")
    assert (shown.row.second_line, shown.household, shown.timeline, shown.promises) == ("Dentist", None, (), ())
    opened = desk.ask(contacts.draft_of, ana)
    assert (shown.draft, shown.version) == (opened.draft, opened.version)
    with pytest.raises(Overtaken):
        panel(desk, ContactId(99))


def test_the_story_stands_newest_first(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact()
    sent = office.referral(ana, need="Kitchen", preparedness=4)
    clock.forward(days=1)
    thanks = TouchDraft(ana, desk.now(), purpose=Purpose.THANKS, outcome=Outcome.MESSAGE_LEFT)
    desk.do(touches.log, thanks)
    clock.forward(days=1)
    desk.do(gifts.log, GiftDraft(ana, "Linden honey", desk.today(), cost_minor=1200, occasion="Thank-you"))
    clock.forward(days=1)
    made = desk.do(promises.add, PromiseDraft(ana, "Bring the photographs", date(2026, 11, 24)))
    desk.do(promises.keep, made)
    later = desk.do(promises.add, PromiseDraft(ana, "Send the list", date(2026, 12, 1)))
    lines = panel(desk, ana).timeline
    assert [(line.kind, line.title, line.detail) for line in lines] == [
        (TimelineKind.PROMISE_KEPT, "Promise kept: Bring the photographs", ""),
        (TimelineKind.PROMISE_MADE, "Promised: Send the list", "by Dec 1"),
        (TimelineKind.PROMISE_MADE, "Promised: Bring the photographs", "by Nov 24"),
        (TimelineKind.GIFT_GIVEN, "Linden honey", "Thank-you"),
        (TimelineKind.CALL, "Thank-you", "Message left"),
        (TimelineKind.SENT_US, "Sent us Theo Marchetti", "Kitchen · prepared 4 of 5 · Now: New"),
    ]
    assert [line.on.day for line in lines] == [21, 21, 21, 20, 19, 18]
    assert (lines[3].cost_minor, lines[5].referral_id) == (1200, sent)
    assert [(each.promise_id, each.state) for each in panel(desk, ana).promises] == [
        (later, PromiseState.OPEN),
        (made, PromiseState.KEPT),
    ]
    assert [each.promise_id for each in panel(desk, ana).open_promises] == [later]


def test_referrals_both_ways_and_how_they_ended(desk: Desk, clock: TestClock, office: Office) -> None:
    ana, theo = office.contact(), office.contact("Theo", "Marchetti")
    sent = office.referral(ana, prospect_id=theo)
    draft = ReferralDraft(desk.now(), direction=Direction.GIVEN, prospect_id=theo, recipient_id=ana)
    given = desk.do(referrals.log_given, draft)
    clock.forward(days=1)
    desk.do(referrals.move, sent, office.stages()["Won"])
    shown = panel(desk, ana)
    assert [(line.referral_id, line.other, line.stage) for line in shown.received] == [(sent, "Theo Marchetti", "Won")]
    assert [(line.referral_id, line.other_id) for line in shown.given] == [(given, theo)]
    assert (shown.row.received, shown.row.given, shown.own) == (1, 1, ())
    assert shown.timeline[0].title == "Theo Marchetti won"
    assert {line.title for line in shown.timeline} >= {"Sent us Theo Marchetti", "We sent them Theo Marchetti"}
    other = panel(desk, theo)
    assert [(line.referral_id, line.other) for line in other.own] == [(given, "Ana Diaz"), (sent, "Ana Diaz")]
    assert {line.title for line in other.timeline} >= {"Came to us from Ana Diaz", "Sent to Ana Diaz"}


def test_a_conversation_says_how_it_went(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact()
    desk.do(
        touches.log,
        TouchDraft(ana, desk.now(), kind=TouchKind.MEETING, asked=Asked.DIRECTLY, summary="Coffee\nAt noon"),
    )
    clock.forward(days=1)
    desk.do(touches.log, TouchDraft(ana, desk.now(), outcome=Outcome.NO_ANSWER))
    called, met = panel(desk, ana).timeline
    assert (called.title, called.detail) == ("Call", "No answer")
    assert (met.title, met.detail) == ("Coffee", "Asked for a referral · At noon")
    asked = desk.ask(person.ask_facts, ana, desk.zone)
    assert (asked.last_asked_on, asked.has_had_something) == (date(2026, 11, 18), False)


def test_days_are_those_of_the_business(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact()
    clock.moment = datetime(2026, 11, 19, 3, 30, tzinfo=UTC)
    desk.do(touches.log, TouchDraft(ana, desk.now()))
    shown = panel(desk, ana)
    assert shown.timeline[0].on == shown.row.last_touch_on == date(2026, 11, 18)


def test_gifts_of_a_household_are_counted_together(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(), office.contact("Luis")
    home = desk.do(households.together, [ana, luis])
    desk.do(gifts.log, GiftDraft(luis, "Linden honey", desk.today(), cost_minor=1200))
    desk.do(gifts.log, GiftDraft(ana, "Tea", desk.today(), cost_minor=800, state=GiftState.PLANNED))
    shown = panel(desk, ana)
    assert (shown.household.household_id, shown.household.name_on_envelope) == (home, "Ana and Luis Diaz")
    assert [(line.name, line.recipient_id) for line in shown.gifts] == [("Tea", ana), ("Linden honey", luis)]
    assert shown.gifts_minor == 1200
    assert [line.title for line in shown.timeline] == []


def test_a_household_is_made_left_and_undone(desk: Desk, office: Office) -> None:
    place = IncomingAddress(Address("18 Linden Row", "Columbus", "OH", "43215", "US"), "home", main=True)
    ana, luis, bo = office.contact(), office.contact("Luis", addresses=(place,)), office.contact("Bo", "Lind")
    home = desk.do(households.together, [ana, luis])
    shared = desk.ask(
        lambda session: session.scalars(select(PostalAddress).where(PostalAddress.household_id == home)).one()
    )
    assert (shared.street, shared.postcode, shared.main) == ("18 Linden Row", "43215", True)
    desk.do(households.rename, home, "The Diaz family")
    assert panel(desk, luis).household.name_on_envelope == "The Diaz family"
    with_bo = desk.do(households.together, [bo, luis])
    assert panel(desk, ana).household is None
    assert [member.name for member in panel(desk, bo).household.members] == ["Luis Diaz", "Bo Lind"]
    desk.do(households.leave, bo)
    assert panel(desk, luis).household is None
    desk.undo()
    assert panel(desk, luis).household.household_id == with_bo
    desk.undo()
    assert [member.contact_id for member in panel(desk, ana).household.members] == [ana, luis]
    with pytest.raises(Refused):
        desk.do(households.together, [ana, ana])


def test_a_name_alone_is_quickly_asked(desk: Desk, office: Office) -> None:
    ana = desk.do(contacts.add, ContactDraft(given="Ana"))
    assert desk.ask(person.name_of, ana).usual == "Ana"
    assert office.contact() != ana
    with pytest.raises(Overtaken):
        desk.ask(person.name_of, ContactId(99))


def test_the_panel_holds_the_whole_person(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(client_since=date(2026, 2, 1), rank=Rank.A), office.contact("Luis")
    empty = panel(desk, ana)
    assert (empty.links, empty.plan.version, empty.lessons.taught, empty.asks, empty.has_photo) == ((), 0, 0, (), False)
    desk.do(links.add, LinkDraft(ana, luis, LinkKind.PARTNER))
    desk.do(evidence.note, EvidenceDraft(ana, Of.TRUST, desk.today(), 2, "Gave us the keys"))
    desk.do(plans.save, ana, PlanDraft(next_step="Coffee", next_step_on=date(2026, 12, 1)))
    desk.do(lessons.teach, ana, LessonKey.TAGLINE, can_repeat=True)
    desk.do(touches.log, TouchDraft(ana, desk.now(), asked=Asked.DIRECTLY, summary="Owners of old houses"))
    shown = panel(desk, ana)
    assert [(line.word, line.other_id) for line in shown.links] == [("partner of", luis)]
    assert (shown.evidence.trust, [line.text for line in shown.evidence.lines]) == (2, ["Gave us the keys"])
    assert shown.plan.draft.next_step == "Coffee"
    assert shown.lessons.progress == "1 of 5 taught, 1 repeated"
    assert ([line.what for line in shown.asks], shown.asked.last_asked_on) == (["Owners of old houses"], desk.today())
    assert (shown.review_due_on, shown.row.touch_due_on) == (date(2027, 2, 1), date(2027, 1, 2))


def test_a_person_with_a_long_story_opens_with_few_statements(office: Office) -> None:
    desk = office.desk
    ana, statements = office.contact(client_since=date(2026, 2, 1)), []
    for days in range(12):
        desk.do(touches.log, TouchDraft(ana, desk.now() - timedelta(days=days), asked=Asked.LIGHTLY))
        desk.do(promises.add, PromiseDraft(ana, "A book", desk.today()))
        desk.do(gifts.log, GiftDraft(ana, f"Book {days}", desk.today()))
        office.referral(ana)
    event.listen(desk.engine, "before_cursor_execute", lambda *_all: statements.append(1))
    assert len(panel(desk, ana).timeline) == 48
    assert len(statements) <= 36
