"""The referral month: planned honestly, shown day by day, numbered when its sheet is printed."""

from datetime import date, timedelta

import pytest
from office import Office

from refdesk.domain.campaign import CampaignState, Reason
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ranking import Rank
from refdesk.errors import Refused
from refdesk.services import campaign_days, campaigns, contacts
from refdesk.services.campaigns import PlanDraft

MONTH = PlanDraft(date(2026, 11, 1), date(2026, 11, 30), minutes_a_day=16)


def test_a_preview_writes_nothing_and_says_who_is_left_out(office: Office) -> None:
    best = office.contact("Bo", "Lind", phone="(614) 555-0101", rank=Rank.A)
    office.contact("Cleo", "Berg", phone="(614) 555-0102", rank=Rank.B, may_be_called=MayBeCalled.YES)
    office.contact("Dora", "Engel")
    office.contact("Emil", "Frank", phone="(614) 555-0103", may_be_called=MayBeCalled.NO)
    found = office.desk.ask(campaigns.preview, MONTH, office.desk.today(), office.working)
    assert (found.callable_people, found.reached, found.minutes_for_everybody) == (2, 2, 8)
    assert {(row.name, row.reason) for row in found.left_out} == {
        ("Dora Engel", Reason.NO_PHONE),
        ("Emil Frank", Reason.DO_NOT_CALL),
    }
    assert [(row.contact_id, row.name) for row in found.to_confirm] == [(best, "Bo Lind")]
    assert found.days[:3] == ((date(2026, 11, 18), 1), (date(2026, 11, 19), 1), (date(2026, 11, 20), 0))
    assert date(2026, 11, 26) not in dict(found.days)  # Thanksgiving
    assert office.desk.ask(campaign_days.all_months) == ()


def test_minutes_that_reach_too_few_leave_the_rest_out(office: Office) -> None:
    for name in ("Ana", "Bo", "Cleo"):
        office.contact(name, "Lind", phone="(614) 555-0101")
    days = PlanDraft(date(2026, 11, 18), date(2026, 11, 18), minutes_a_day=16)
    found = office.desk.ask(campaigns.preview, days, office.desk.today(), office.working)
    assert (found.reached, found.callable_people) == (2, 3)
    assert [row.reason for row in found.left_out] == [Reason.NO_TIME]
    everybody = PlanDraft(date(2026, 11, 18), date(2026, 11, 19))
    found = office.desk.ask(campaigns.preview, everybody, office.desk.today(), office.working)
    assert [count for _day, count in found.days] == [2, 1]


def test_everybody_left_out_is_counted_and_each_reason_names_its_first(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns, "NAMED", 1)
    office.contact("Ana", "Lind")
    office.contact("Bo", "Lind")
    for name in ("Cleo", "Dora", "Emil"):
        office.contact(name, "Lind", phone="(614) 555-0101")
    day = PlanDraft(date(2026, 11, 18), date(2026, 11, 18), minutes_a_day=8)
    found = office.desk.ask(campaigns.preview, day, office.desk.today(), office.working)
    assert [(row.name, row.reason) for row in found.left_out] == [
        ("Ana Lind", Reason.NO_PHONE),
        ("", Reason.NO_PHONE),
        ("Dora Lind", Reason.NO_TIME),
        ("", Reason.NO_TIME),
    ]


def test_only_the_first_to_be_confirmed_are_named_and_the_reasons_are_told_in_short(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns, "NAMED", 1)
    for name in ("Ana", "Bo", "Cleo", "Dora"):
        office.contact(name, "Lind", phone="(614) 555-0101")
    day = PlanDraft(date(2026, 11, 18), date(2026, 11, 18), minutes_a_day=16)
    found = office.desk.ask(campaigns.preview, day, office.desk.today(), office.working)
    assert [row.name for row in found.to_confirm] == ["Ana Lind", ""]
    assert found.reasons == (campaigns.LeftOutFor(Reason.NO_TIME, 2, ("Cleo Lind",)),)
    assert len(found.left_out) == 2


def test_a_large_plan_is_written_in_parts_and_is_still_one_step(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns, "AT_ONCE", 2)
    people = [office.contact(name, "Lind", phone="(614) 555-0101") for name in ("Ana", "Bo", "Cleo", "Dora", "Emil")]
    day = date(2026, 11, 18)
    campaign_id = office.desk.do(campaigns.plan, PlanDraft(day, day))
    planned = office.desk.ask(campaign_days.day_entries, campaign_id, day)
    assert [(each.contact_id, each.number) for each in planned] == [(each, at) for at, each in enumerate(people, 1)]
    office.desk.undo()
    assert office.desk.ask(campaign_days.all_months) == ()
    office.desk.redo()
    assert office.desk.ask(campaign_days.day_entries, campaign_id, day) == planned


def test_a_plan_shows_its_days_and_is_one_step(office: Office) -> None:
    chosen = office.contact("Bo", "Lind", phone="(614) 555-0101")
    without = office.contact("Cleo", "Berg", phone="(614) 555-0102")
    draft = PlanDraft(MONTH.first_on, MONTH.last_on, minutes_a_day=40, without=frozenset({without}))
    campaign_id = office.desk.do(campaigns.plan, draft)
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "November 2026 planned: 1 person"
    calendar = office.desk.ask(campaign_days.days, campaign_id, office.desk.today(), office.working)
    by_day = {day.day: day for day in calendar.days}
    assert (calendar.people, calendar.called, calendar.day_number, calendar.day_count) == (1, 0, 12, 19)
    assert by_day[date(2026, 11, 18)].to_go == 1
    assert by_day[date(2026, 11, 26)].off_words == "Thanksgiving Day"
    assert by_day[date(2026, 11, 21)].off_words == ""
    (entry,) = office.desk.ask(campaign_days.day_entries, campaign_id, date(2026, 11, 18))
    assert (entry.number, entry.contact_id, entry.phone, entry.try_number) == (1, chosen, "(614) 555-0101", 1)
    office.desk.undo()
    assert office.desk.ask(campaign_days.current, office.desk.today()) is None


def test_two_months_do_not_overlap_and_an_empty_one_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="nobody to call"):
        office.desk.do(campaigns.plan, MONTH)
    office.contact(phone="(614) 555-0101")
    office.desk.do(campaigns.plan, MONTH)
    with pytest.raises(Refused, match="November 2026 is already planned"):
        office.desk.do(campaigns.plan, PlanDraft(date(2026, 11, 30), date(2026, 12, 30)))
    with pytest.raises(Refused) as refused:
        office.desk.do(campaigns.plan, PlanDraft(date(2027, 3, 2), date(2027, 3, 1), minutes_a_day=1))
    assert [problem.field for problem in refused.value.problems] == ["last_on", "minutes_a_day"]


def test_numbers_are_frozen_once(office: Office) -> None:
    people = [office.contact(name, "Lind", phone="(614) 555-0101") for name in ("Ana", "Bo", "Cleo")]
    campaign_id = office.desk.do(campaigns.plan, PlanDraft(date(2026, 11, 18), date(2026, 11, 18)))
    day = date(2026, 11, 18)
    assert office.desk.do(campaigns.freeze_day, campaign_id, day) == 3
    office.desk.do(contacts.set_status, people[0], Status.INACTIVE)
    entries = office.desk.ask(campaign_days.day_entries, campaign_id, day)
    assert [(entry.number, entry.contact_id) for entry in entries] == list(enumerate(people, 1))
    steps = office.desk.undo_state().undo
    assert office.desk.do(campaigns.freeze_day, campaign_id, day) == 3
    assert office.desk.undo_state().undo == steps
    assert office.desk.ask(campaign_days.month, campaign_id).state is CampaignState.RUNNING
    office.desk.undo()
    office.desk.undo()
    assert office.desk.ask(campaign_days.month, campaign_id).state is CampaignState.PLANNED
    assert not any(entry.try_id for entry in office.desk.ask(campaign_days.day_entries, campaign_id, day))


def test_the_current_month_is_running_or_next_or_last(office: Office) -> None:
    office.contact(phone="(614) 555-0101")
    today = office.desk.today()
    later = office.desk.do(campaigns.plan, PlanDraft(date(2027, 1, 4), date(2027, 1, 29)))
    found = office.desk.ask(campaign_days.current, today)
    assert found is not None
    assert found.campaign_id == later
    now = office.desk.do(campaigns.plan, MONTH)
    found = office.desk.ask(campaign_days.current, today)
    assert found is not None
    assert found.campaign_id == now
    found = office.desk.ask(campaign_days.current, today + timedelta(days=400))
    assert found is not None
    assert found.campaign_id == later
    assert office.desk.ask(campaign_days.on_day, date(2026, 12, 15)) is None
