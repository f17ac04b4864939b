"""A referral month is closed and opened again, next year's comes to mind, and its promises wait until they are kept."""

from datetime import date, timedelta

import pytest
from desks import TestClock
from months import all_on
from office import Office

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.campaign import CampaignState
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.referral import Direction
from refdesk.errors import Overtaken, Refused
from refdesk.services import (
    call_results,
    campaign_closing,
    campaign_days,
    campaign_followup,
    promises,
    referrals,
    reminders,
    today,
)
from refdesk.services.campaign_followup import FollowUp
from refdesk.services.clocks import Clocks
from refdesk.services.today import LineKind

DAY = date(2026, 11, 18)
DUE = date(2026, 11, 20)


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for given in ("Ana", "Bo", "Cleo"):
        office.contact(given, "Lind", phone="(614) 555-0101")
    return all_on(office.desk, DAY, last=date(2026, 11, 30))


def enter(office: Office, month: CampaignId, *rows: FilledRow) -> None:
    office.desk.do(call_results.enter, month, DAY, rows)


def follow(office: Office, month: CampaignId) -> FollowUp:
    return office.desk.ask(campaign_followup.of, month, Clocks(office.desk.now(), office.working))


def state(office: Office, month: CampaignId) -> CampaignState:
    return office.desk.ask(campaign_days.month, month).state


def reminded(office: Office) -> list[tuple[str, date]]:
    found = office.desk.ask(reminders.everything_open, Clocks(office.desk.now(), office.working))
    return [(line.text, office.working.date_of(line.due_at)) for line in found]


def calls_today(office: Office) -> int:
    lines = office.desk.ask(today.lines, office.desk.now(), office.working)
    return sum(line.kind is LineKind.CAMPAIGN_CALL for line in lines)


def test_a_closed_month_calls_nobody_any_more_and_closing_is_one_step(office: Office, month: CampaignId) -> None:
    assert calls_today(office) == 3
    coming = office.desk.do(campaign_closing.close, month)
    assert (state(office, month), calls_today(office)) == (CampaignState.CLOSED, 0)
    assert coming is not None
    assert (coming.first_on, coming.last_on, coming.name) == (DAY + timedelta(364), date(2027, 11, 29), "November 2027")
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "November 2026 closed"
    office.desk.undo()
    assert (state(office, month), calls_today(office), reminded(office)) == (CampaignState.PLANNED, 3, [])


def test_next_years_month_comes_to_mind_two_weeks_before_and_once_only(office: Office, month: CampaignId) -> None:
    office.desk.do(campaign_closing.close, month)
    assert reminded(office) == [("Plan the referral month of November 2027", date(2027, 11, 3))]
    office.desk.do(campaign_closing.reopen, month)
    office.desk.do(campaign_closing.close, month)
    assert len(reminded(office)) == 1


def test_a_month_that_was_begun_is_opened_again_as_such(office: Office, month: CampaignId) -> None:
    enter(office, month, FilledRow(1, Code.TALKED))
    office.desk.do(campaign_closing.close, month)
    office.desk.do(campaign_closing.reopen, month)
    assert (state(office, month), calls_today(office)) == (CampaignState.RUNNING, 2)


def test_closing_twice_and_opening_what_is_open_are_refused(office: Office, month: CampaignId) -> None:
    with pytest.raises(Refused, match="November 2026 is not closed"):
        office.desk.do(campaign_closing.reopen, month)
    office.desk.do(campaign_closing.close, month)
    with pytest.raises(Refused, match="November 2026 is already closed"):
        office.desk.do(campaign_closing.close, month)
    with pytest.raises(Overtaken):
        office.desk.do(campaign_closing.close, CampaignId(99))
    assert office.desk.ask(campaign_closing.next_month, CampaignId(99), DAY, office.working) is None


def test_nothing_is_proposed_for_days_that_have_begun_or_are_planned(
    office: Office, month: CampaignId, clock: TestClock
) -> None:
    office.desk.do(campaign_closing.close, month)
    clock.forward(days=363)
    all_on(office.desk, office.desk.today(), last=date(2027, 11, 30))
    assert office.desk.ask(campaign_closing.next_month, month, office.desk.today(), office.working) is None
    clock.forward(days=5)
    office.desk.undo()
    assert office.desk.ask(campaign_closing.next_month, month, office.desk.today(), office.working) is None


def test_promises_of_the_calls_wait_until_they_are_kept(office: Office, month: CampaignId, clock: TestClock) -> None:
    enter(
        office, month, FilledRow(1, Code.TALKED, lead_to="A roofer", lead_by=DUE),
        FilledRow(2, Code.TALKED, lead_to="A tenant", lead_by=DAY), FilledRow(3, Code.NO_ANSWER),
    )  # fmt: skip
    found = follow(office, month)
    assert [(line.name, line.text, line.due_on) for line in found.promises] == [
        ("Bo Lind", "Lead promised: A tenant", DAY),
        ("Ana Lind", "Lead promised: A roofer", DUE),
    ]
    assert (found.promised, found.kept, found.to_do) == (2, 0, 2)
    clock.forward(days=1)
    assert [line.clock.state.value for line in follow(office, month).promises] == ["late", "due"]
    office.desk.do(promises.keep, found.promises[0].promise_id)
    assert [line.name for line in follow(office, month).promises] == ["Ana Lind"]
    assert follow(office, month).kept == 1
    office.desk.undo()
    assert len(follow(office, month).promises) == 2
    office.desk.do(promises.drop, found.promises[1].promise_id)
    assert [line.name for line in follow(office, month).promises] == ["Bo Lind"]


def test_what_was_promised_before_a_call_back_waits_with_the_others(office: Office, month: CampaignId) -> None:
    enter(office, month, FilledRow(1, Code.CALL_BACK, call_back_on=DUE, lead_to="A roofer", lead_by=DUE))
    (line,) = follow(office, month).promises
    assert line.text == "Lead promised: A roofer"


def test_a_promise_that_was_not_made_in_a_call_of_the_month_is_none_of_it(office: Office, month: CampaignId) -> None:
    (somebody,) = [ContactId(1)]
    office.desk.do(promises.add, promises.PromiseDraft(somebody, "Send the plan", DUE))
    assert follow(office, month).promises == ()


def test_leads_both_ways_wait_until_they_are_won_or_lost(office: Office, month: CampaignId) -> None:
    given = {"referral_direction": Direction.GIVEN, "referral_name": "Gus Roth", "referral_need": "A ramp"}
    received = {"referral_direction": Direction.RECEIVED, "referral_name": "Ida Holm"}
    enter(office, month, FilledRow(1, Code.TALKED, **given), FilledRow(2, Code.TALKED, **received))  # type: ignore[arg-type]
    found = follow(office, month)
    assert [(line.direction, line.name, line.prospect, line.need, line.stage) for line in found.leads] == [
        (Direction.GIVEN, "Ana Lind", "Gus Roth", "A ramp", "New"),
        (Direction.RECEIVED, "Bo Lind", "Ida Holm", "", "New"),
    ]
    office.desk.do(referrals.move, found.leads[0].referral_id, office.stages()["Won"])
    found = follow(office, month)
    assert [line.prospect for line in found.leads] == ["Ida Holm"]
    assert (found.leads_made, found.settled) == (2, 1)


def test_a_month_that_is_gone_says_so(office: Office) -> None:
    with pytest.raises(Overtaken):
        follow(office, CampaignId(99))
