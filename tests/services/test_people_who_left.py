"""Whoever left is off every list, card, call and reminder, keeps the history, and comes back with one step."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.reminders import ReminderDraft
from refdesk.domain.thanks import Part
from refdesk.domain.touches import TouchDraft
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Refused
from refdesk.services import (
    board,
    campaign_days,
    campaigns,
    card_texts,
    cards,
    contact_list,
    contacts,
    envelopes,
    gifts,
    households,
    person,
    plans,
    promises,
    referral_detail,
    referrals,
    reminders,
    reviews,
    thanks,
    thanks_queue,
    today,
    touches,
)
from refdesk.services.campaigns import PlanDraft as MonthDraft
from refdesk.services.card_texts import CardJob
from refdesk.services.cards import PrintedState
from refdesk.services.contact_query import Filter
from refdesk.services.referrals import Attempt
from refdesk.services.today import LineKind

DAY = date(2026, 11, 19)
HOME = IncomingAddress(Address("18 Linden Row", "Columbus", "OH", "43215", "US"), "home", main=True)


@pytest.fixture
def ana(office: Office, clock: TestClock) -> ContactId:
    """Return somebody who is on every list there is: rank, client, owed thanks, promise, plan, call, printed card."""
    desk = office.desk
    found = office.contact(
        phone="614-555-0173",
        rank=Rank.A,
        client_since=date(2024, 1, 5),
        addresses=(HOME,),
        tags=("golf",),
        dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 25, 1970)),),
    )
    desk.do(campaigns.plan, MonthDraft(DAY, DAY))
    office.referral(found, prospect_id=office.contact("Theo", "Marchetti"))
    office.referral(found, prospect_id=office.contact("Uma", "Marchetti"))
    first = desk.ask(cards.owed, desk.now(), office.working)[0]
    desk.do(cards.printed, {first.part_id: ""}, "8315")
    office.referral(office.contact("Bo", "Lind"), prospect_id=found)
    desk.do(promises.add, PromiseDraft(found, "A book", DAY))
    desk.do(plans.save, found, PlanDraft(next_step="Coffee", next_step_on=DAY))
    told = office.referral(found, prospect_id=office.contact("Wim", "Marchetti"))
    desk.do(referrals.log_first_contact, told, Attempt())
    desk.do(reminders.add, ReminderDraft("Ask about the garden", DAY, contact_id=found))
    desk.do(households.together, [found, office.contact("Luis")])
    clock.forward(days=1)
    return found


ELSEWHERE = (LineKind.GIFT, LineKind.REWARD, LineKind.INTRODUCTION)
"""Gifts and rewards are owed by nobody yet; to ask for an introduction would be a last contact, it has its own test."""


def lines(kind: LineKind) -> Callable[[Office, ContactId], bool]:
    def is_on(office: Office, who: ContactId) -> bool:
        shown = office.desk.ask(today.lines, office.desk.now(), office.working)
        return any(line.kind is kind and line.contact_id == who for line in shown)

    return is_on


def listed(**wanted: Any) -> Callable[[Office, ContactId], bool]:
    return lambda office, who: who in office.desk.ask(contact_list.matching_ids, Filter(**wanted), office.desk.today())


def of_month(office: Office) -> CampaignId:
    return office.desk.ask(campaign_days.all_months)[0].campaign_id


def detail_nags(office: Office, who: ContactId) -> bool:
    desk = office.desk
    sent = desk.ask(person.panel, who, desk.today(), desk.zone).received
    found = desk.ask(referral_detail.detail, sent[0].referral_id, desk.now(), office.working)
    return any(step.clock is not None for step in found.thanks)


LISTS: dict[str, Callable[[Office, ContactId], bool]] = {
    **{f"today: {kind.value}": lines(kind) for kind in LineKind if kind not in ELSEWHERE},
    "list: all": listed(),
    "list: sources": listed(text="is:source"),
    "list: clients": listed(text="is:client"),
    "list: due": listed(text="due:touch"),
    "list: found": listed(text="ana"),
    "list: tag": listed(text="tag:golf"),
    "numbers of the chips": lambda office, _who: office.desk.ask(contact_list.counts, office.desk.today()).sources == 1,
    "who": lambda office, who: who in office.desk.ask(contact_list.who, "ana", office.desk.today()),
    "picker": lambda office, who: who in [each.contact_id for each in office.desk.ask(contact_list.suggest, "Ana")],
    "thanks": lambda office, who: any(
        row.contact_id == who for row in office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    ),
    "cards owed": lambda office, who: any(
        card.contact_id == who for card in office.desk.ask(cards.owed, office.desk.now(), office.working)
    ),
    "cards waiting": lambda office, who: who in [card.contact_id for card in office.desk.ask(cards.waiting)],
    "numbers of the sidebar": lambda office, _who: (
        office.desk.ask(today.counts, office.desk.now(), office.working).thanks_owed == 4
    ),
    "call of the day": lambda office, who: any(
        each.contact_id == who and each.may_be_called
        for each in office.desk.ask(campaign_days.day_entries, of_month(office), DAY)
    ),
    "calendar": lambda office, _who: (
        office.desk.ask(campaign_days.days, of_month(office), DAY, office.working).days[0].calls == 1
    ),
    "month to plan": lambda office, who: any(
        row.contact_id == who
        for row in office.desk.ask(
            campaigns.preview, MonthDraft(DAY + timedelta(days=30), DAY + timedelta(days=40)), DAY, office.working
        ).to_confirm
    ),
    "board": lambda office, who: any(
        card.prospect_id == who
        for column in office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working).columns
        for card in column.cards
    ),
    "thanks on the board": lambda office, who: any(
        card.thanks in {board.ThanksMark.OWED, board.ThanksMark.LATE}
        for column in office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working).columns
        for card in column.cards
        if who in card.referrer_ids
    ),
    "thanks of a referral": detail_nags,
    "next steps": lambda office, who: who in [each.contact_id for each in office.desk.ask(plans.due, DAY)],
    "reviews": lambda office, who: (
        who in [each.contact_id for each in office.desk.ask(reviews.due, DAY, office.desk.zone)]
    ),
    "review of a person": lambda office, who: office.desk.ask(reviews.due_on, who, office.desk.zone) is not None,
    "keeping in touch": lambda office, who: (
        office.desk.ask(contact_list.rows, [who], office.desk.today())[who].touch_due_on is not None
    ),
    "household's envelope": lambda office, who: (
        "Ana" in office.desk.ask(envelopes.of, [office.desk.ask(households.of, who).members[1].contact_id], "US")[
            office.desk.ask(households.of, who).members[1].contact_id
        ].name
    ),
}  # fmt: skip


@pytest.mark.parametrize("status", [Status.INACTIVE, Status.DECEASED])
def test_whoever_left_is_off_every_list_and_comes_back(office: Office, ana: ContactId, status: Status) -> None:
    assert [name for name, is_on in LISTS.items() if not is_on(office, ana)] == []
    office.desk.do(contacts.set_status, ana, status)
    assert [name for name, is_on in LISTS.items() if is_on(office, ana)] == []
    office.desk.undo()
    assert [name for name, is_on in LISTS.items() if not is_on(office, ana)] == []


def test_the_history_of_whoever_left_is_kept(office: Office, ana: ContactId) -> None:
    desk = office.desk
    before = desk.ask(person.panel, ana, desk.today(), desk.zone)
    desk.do(contacts.set_status, ana, Status.DECEASED)
    after = desk.ask(person.panel, ana, desk.today(), desk.zone)
    assert (after.timeline, after.received, after.promises) == (before.timeline, before.received, before.promises)
    assert ana in desk.ask(contact_list.matching_ids, Filter(include_inactive=True), desk.today())
    assert [each.contact_id for each in desk.ask(contact_list.suggest, "Ana", with_left=True)] == [ana]


def test_no_gift_is_planned_for_whoever_left(office: Office, ana: ContactId) -> None:
    desk = office.desk
    desk.do(contacts.set_status, ana, Status.DECEASED)
    with pytest.raises(Refused) as refused:
        desk.do(gifts.log, GiftDraft(ana, "Tea", desk.today(), state=GiftState.PLANNED))
    assert [problem.field for problem in refused.value.problems] == ["contact_id"]
    desk.do(gifts.log, GiftDraft(ana, "Flowers", desk.today()))


def test_somebody_not_to_be_called_has_no_number_to_dial(office: Office, ana: ContactId) -> None:
    desk = office.desk
    desk.do(contacts.mark_do_not_call, ana)
    shown = desk.ask(today.lines, desk.now(), office.working)
    theirs = [line for line in shown if line.contact_id == ana]
    assert {line.kind for line in theirs} == {*LineKind} - {LineKind.CAMPAIGN_CALL, *ELSEWHERE}
    assert {(line.phone, line.may_be_called) for line in theirs} == {("", False)}
    queue = desk.ask(thanks_queue.queue, desk.now(), office.working)
    assert {row.may_be_called for row in queue if row.contact_id == ana} == {False}
    assert desk.ask(contacts.draft_of, ana).draft.may_be_called is MayBeCalled.NO


def test_somebody_not_to_be_mailed_gets_cards_handed_over(office: Office) -> None:
    desk, bo = office.desk, office.contact("Bo", "Lind", may_be_mailed=False)
    office.referral(bo, prospect_id=office.contact("Theo", "Marchetti"))
    (owed,) = desk.ask(cards.owed, desk.now(), office.working)
    assert owed.may_be_mailed is False
    desk.do(cards.printed, {owed.part_id: ""}, "8315")
    (waits,) = desk.ask(cards.waiting)
    with pytest.raises(Refused, match="Bo Lind: no mail, please"):
        desk.do(cards.mark, [waits.printed_id], PrintedState.MAILED)
    desk.do(cards.mail_by_hand, owed.part_id)
    assert desk.undo_state().undo.label == "Card to Bo Lind handed over"
    assert desk.ask(cards.waiting) == desk.ask(cards.owed, desk.now(), office.working) == ()
    desk.undo()
    desk.do(cards.mark, [waits.printed_id], PrintedState.HANDED_OVER)
    assert desk.ask(cards.waiting) == ()


def test_a_household_gets_one_card_for_one_referral(office: Office) -> None:
    desk, ana, luis, bo = office.desk, office.contact(), office.contact("Luis"), office.contact("Bo", "Lind")
    desk.do(households.together, [ana, luis])
    theo = office.contact("Theo", "Marchetti")
    office.referral(ana, luis, bo, prospect_id=theo)
    owed = desk.ask(cards.owed, desk.now(), office.working)
    assert [card.contact_id for card in owed] == [ana, bo]
    assert owed[0].envelope.name == "Ana and Luis Diaz"
    job = CardJob((owed[0].part_id, owed[1].part_id), "8315")
    assert [card.opening for card in desk.ask(card_texts.card_sheet, job).cards] == ["Dear Ana and Luis,", "Dear Bo,"]
    queue = desk.ask(thanks_queue.queue, desk.now(), office.working)
    assert [[cell.part for cell in row.parts] for row in queue] == [
        [Part.WORD, Part.CARD], [Part.WORD], [Part.WORD, Part.CARD],
    ]  # fmt: skip
    desk.do(cards.mail_by_hand, owed[0].part_id)
    assert [card.contact_id for card in desk.ask(cards.owed, desk.now(), office.working)] == [bo]
    for row in queue:
        desk.do(thanks.record_word, row.parts[0].part_id)
    assert desk.ask(today.counts, desk.now(), office.working).thanks_owed == 1
    for _row in queue:
        desk.undo()
    on = desk.ask(contact_list.rows, [ana, luis], desk.today())
    assert on[ana].last_touch_on == on[luis].last_touch_on == desk.today()
    desk.undo()
    desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert [card.contact_id for card in desk.ask(cards.owed, desk.now(), office.working)] == [luis, bo]
    desk.do(touches.log, TouchDraft(luis, desk.now()))
