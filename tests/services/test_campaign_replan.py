"""The rest of a referral month planned anew: previewed, made in one step, and never against what was promised."""

from datetime import date

import months
import pytest
from desks import TestClock
from office import Office

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.campaign import CampaignState, EntryState
from refdesk.domain.ids import CampaignId
from refdesk.domain.ranking import Rank
from refdesk.errors import Refused
from refdesk.services import call_results, campaign_days, campaign_entries, campaign_people, campaign_replan, campaigns
from refdesk.services.campaign_days import Calendar
from refdesk.services.campaign_people import Which
from refdesk.services.campaign_replan import How, Replan, ReplanDraft
from refdesk.services.campaigns import PlanDraft
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign
from refdesk.store.unit import Unit

DAY, NEXT, THIRD = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)
LAST = date(2026, 11, 30)
NAMES = ("Ana", "Bo", "Cleo", "Dora", "Emil", "Fay")


def month(office: Office, last: date = LAST, names: tuple[str, ...] = NAMES) -> CampaignId:
    """Plan a month with everybody on today."""
    office.stages()
    for number, name in enumerate(names):
        office.contact(name, "Lind", phone=f"(614) 555-010{number}", rank=Rank.B)
    return months.all_on(office.desk, DAY, last=last)


def calendar(office: Office, campaign_id: CampaignId) -> Calendar:
    return office.desk.ask(campaign_days.days, campaign_id, office.desk.today(), office.working)


def to_go(office: Office, campaign_id: CampaignId) -> dict[date, int]:
    return {day.day: day.to_go for day in calendar(office, campaign_id).days if day.to_go}


def preview(office: Office, draft: ReplanDraft) -> Replan:
    return office.desk.ask(campaign_replan.preview, draft, office.desk.now(), office.working)


def enter(office: Office, campaign_id: CampaignId, *rows: FilledRow, day: date = DAY) -> None:
    office.desk.do(call_results.enter, campaign_id, day, rows)


@operation("Close")
def close(unit: Unit, campaign_id: CampaignId) -> None:
    unit.get(Campaign, campaign_id).state = CampaignState.CLOSED.value


def test_days_gone_by_are_spread_over_those_that_are_left_in_one_step(office: Office, clock: TestClock) -> None:
    campaign_id = month(office)
    enter(office, campaign_id, FilledRow(1, Code.TALKED))
    clock.forward(days=6)  # Tuesday 24; Thursday is Thanksgiving
    assert office.desk.ask(campaign_entries.behind, campaign_id, office.desk.today()) == 5
    shown = preview(office, ReplanDraft(campaign_id))
    assert (shown.behind, shown.moved, shown.left_count, shown.calls_a_day) == (5, 5, 0, 2)
    assert [(day.day.day, day.calls) for day in shown.calendar if day.is_working] == [
        (24, 2),
        (25, 1),
        (27, 1),
        (30, 1),
    ]
    assert {day.off_words for day in shown.calendar} == {"", "Thanksgiving Day"}
    assert office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id)) == 5
    assert {day.day: calls for day, calls in to_go(office, campaign_id).items()} == {24: 2, 25: 1, 27: 1, 30: 1}
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "November 2026: 5 calls have another day"
    office.desk.undo()
    assert to_go(office, campaign_id) == {DAY: 5}


def test_an_old_sheet_can_still_be_entered_after_the_calls_were_moved(office: Office, clock: TestClock) -> None:
    campaign_id = month(office)
    office.desk.do(campaigns.freeze_day, campaign_id, DAY)
    clock.forward(days=1)
    office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id))
    assert sum(to_go(office, campaign_id).values()) == 6
    enter(office, campaign_id, FilledRow(6, Code.TALKED))
    assert sum(to_go(office, campaign_id).values()) == 5
    (reached,) = office.desk.ask(campaign_people.people, campaign_id, Which.REACHED)
    assert (reached.name, reached.planned_on, reached.code) == ("Fay Lind", None, Code.TALKED)


def test_promised_calls_and_printed_sheets_keep_their_day(office: Office, clock: TestClock) -> None:
    campaign_id = month(office)
    back_on = date(2026, 11, 23)
    enter(office, campaign_id, FilledRow(1, Code.CALL_BACK, call_back_on=back_on), FilledRow(2, Code.NO_ANSWER))
    clock.forward(days=1)
    office.desk.do(campaigns.freeze_day, campaign_id, NEXT)  # Bo comes back today, and stands on paper
    office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id))
    rows = {each.name: each.planned_on for each in office.desk.ask(campaign_people.people, campaign_id)}
    assert (rows["Ana Lind"], rows["Bo Lind"]) == (back_on, NEXT)
    assert to_go(office, campaign_id) == {date(2026, 11, day): 1 for day in (19, 20, 23, 24, 25, 27)}
    shown = preview(office, ReplanDraft(campaign_id, off_day=NEXT))
    assert (shown.moved, shown.printed) == (1, ())


def test_one_day_is_moved_to_the_others(office: Office) -> None:
    campaign_id = month(office, names=NAMES[:3])
    office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id, off_day=DAY))
    assert to_go(office, campaign_id) == {NEXT: 1, THIRD: 1, date(2026, 11, 23): 1}
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "3 calls of November 18 moved"
    over = month_over(office)
    with pytest.raises(Refused, match="no working day left"):
        preview(office, ReplanDraft(over, off_day=date(2026, 12, 7)))


def month_over(office: Office) -> CampaignId:
    """Plan a month of one day, in December."""
    return office.desk.do(campaigns.plan, PlanDraft(date(2026, 12, 7), date(2026, 12, 7)))


def test_a_month_goes_on_longer_or_with_fewer_people(office: Office, clock: TestClock) -> None:
    campaign_id = month(office, last=THIRD)
    enter(office, campaign_id, FilledRow(6, Code.NO_ANSWER))
    clock.forward(days=2)  # Friday, the last day; two a day were meant
    longer = preview(office, ReplanDraft(campaign_id, How.LONGER))
    assert (longer.last_on, longer.left_count, longer.calls_a_day) == (date(2026, 11, 24), 0, 2)
    fewer = preview(office, ReplanDraft(campaign_id, How.FEWER))
    assert (fewer.last_on, fewer.left, fewer.calls_a_day) == (THIRD, tuple(f"{name} Lind" for name in NAMES[2:]), 2)
    office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id, How.FEWER))
    left = office.desk.ask(campaign_people.people, campaign_id, Which.NOT_REACHED)
    assert len(left) == 6  # all were on a sheet: nobody vanishes from what was called
    assert sum(each.state is EntryState.EXHAUSTED for each in left) == 4
    office.desk.undo()
    office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id, How.LONGER))
    assert calendar(office, campaign_id).campaign.last_on == date(2026, 11, 24)
    assert sum(to_go(office, campaign_id).values()) == 6


def test_whoever_finds_no_day_and_was_on_no_sheet_is_out(office: Office, clock: TestClock) -> None:
    campaign_id = month(office, last=THIRD)
    clock.forward(days=2)
    office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id, How.FEWER))
    assert len(office.desk.ask(campaign_people.people, campaign_id)) == 2
    office.desk.undo()
    assert len(office.desk.ask(campaign_people.people, campaign_id)) == 6


def test_a_month_that_is_over_or_closed_says_so(office: Office, clock: TestClock) -> None:
    campaign_id = month(office, last=NEXT)
    clock.forward(days=5)
    with pytest.raises(Refused, match="Let it go on longer"):
        preview(office, ReplanDraft(campaign_id))
    assert preview(office, ReplanDraft(campaign_id, How.LONGER)).last_on == date(2026, 11, 25)
    month_of_december = office.desk.do(campaigns.plan, PlanDraft(date(2026, 11, 24), date(2026, 12, 4)))
    assert month_of_december
    with pytest.raises(Refused, match="begins on November 24"):
        preview(office, ReplanDraft(campaign_id, How.LONGER))
    office.desk.do(close, campaign_id)
    with pytest.raises(Refused, match="is closed"):
        office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id, How.LONGER))


def test_after_closing_time_today_is_not_planned_any_more(office: Office, clock: TestClock) -> None:
    campaign_id = month(office, names=NAMES[:2])
    clock.forward(hours=9)
    office.desk.do(campaign_replan.replan, ReplanDraft(campaign_id))
    assert to_go(office, campaign_id) == {NEXT: 1, THIRD: 1}
