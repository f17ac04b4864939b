"""The ask log, and what the guard knows before somebody asks again."""

from datetime import date

from desks import TestClock
from office import Office

from refdesk.domain import asking
from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import Asked, Purpose, TouchDraft, TouchKind
from refdesk.services import asks, gifts, households, promises, referrals, touches
from refdesk.services.desk import Desk


def test_every_ask_is_in_the_log_newest_first(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact()
    desk.do(touches.log, TouchDraft(ana, desk.now(), asked=Asked.DIRECTLY, summary="Owners of old houses\nand more"))
    clock.forward(days=1)
    desk.do(touches.log, TouchDraft(ana, desk.now(), kind=TouchKind.MEETING, asked=Asked.LIGHTLY))
    desk.do(touches.log, TouchDraft(ana, desk.now()))
    clock.forward(days=1)
    desk.do(touches.log, TouchDraft(ana, desk.now(), purpose=Purpose.REVIEW, asked=Asked.LIGHTLY))
    log = desk.ask(asks.of, ana, desk.zone)
    assert [(line.on.day, line.asked, line.what) for line in log] == [
        (20, Asked.LIGHTLY, "Client review"),
        (19, Asked.LIGHTLY, "Meeting"),
        (18, Asked.DIRECTLY, "Owners of old houses"),
    ]
    assert desk.ask(asks.of, office.contact("Bo"), desk.zone) == ()


def test_the_guard_counts_from_the_last_direct_ask(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact()
    assert desk.ask(asks.facts, ana, desk.zone) == asking.AskFacts()
    desk.do(touches.log, TouchDraft(ana, desk.now(), asked=Asked.DIRECTLY))
    clock.forward(days=30)
    desk.do(touches.log, TouchDraft(ana, desk.now(), asked=Asked.LIGHTLY))
    facts = desk.ask(asks.facts, ana, desk.zone)
    assert (facts.last_asked_on, asking.free_from(facts)) == (date(2026, 11, 18), date(2027, 2, 16))
    assert len(asking.warnings(facts, Asked.DIRECTLY, desk.today())) == 2


def test_whatever_was_given_counts(desk: Desk, office: Office) -> None:
    ana, luis = office.contact(), office.contact("Luis")
    theo = office.contact("Theo", "Marchetti")
    office.stages()
    desk.do(referrals.log_given, ReferralDraft(desk.now(), Direction.GIVEN, prospect_id=theo, recipient_id=ana))
    assert desk.ask(asks.facts, ana, desk.zone).referrals_given == 1
    kept = desk.do(promises.add, PromiseDraft(ana, "A book", desk.today()))
    assert desk.ask(asks.facts, ana, desk.zone).promises_kept == 0
    desk.do(promises.keep, kept)
    desk.do(touches.log, TouchDraft(ana, desk.now(), kind=TouchKind.USEFUL, summary="An article"))
    desk.do(households.together, [ana, luis])
    desk.do(gifts.log, GiftDraft(luis, "Honey", desk.today()))
    desk.do(gifts.log, GiftDraft(ana, "Tea", desk.today(), state=GiftState.PLANNED))
    desk.do(gifts.log, GiftDraft(ana, "Jam", desk.today(), direction=GiftDirection.RECEIVED))
    facts = desk.ask(asks.facts, ana, desk.zone)
    assert (facts.promises_kept, facts.useful_sent, facts.gifts_given) == (1, 1, 1)
    assert asking.warnings(facts, Asked.DIRECTLY, desk.today()) == ()


def test_something_useful_sent_is_enough(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(touches.log, TouchDraft(ana, desk.now(), kind=TouchKind.USEFUL))
    assert desk.ask(asks.facts, ana, desk.zone).has_had_something
