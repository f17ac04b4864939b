"""People join and leave a referral month half way, are merged or erased, and who was never reached is listed."""

from datetime import date

import months
import pytest
from desks import TestClock
from office import Office

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.campaign import EntryState, Reason
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, Refused
from refdesk.services import (
    call_results,
    campaign_candidates,
    campaign_days,
    campaign_people,
    campaigns,
    contacts,
    erasing,
    merging,
)
from refdesk.services.campaign_people import MonthPerson, Which
from refdesk.services.campaigns import PlanDraft

DAY, NEXT, LAST = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)


def month(office: Office, *names: str, last: date = LAST) -> tuple[CampaignId, list[ContactId]]:
    office.stages()
    people = [office.contact(name, "Lind", phone=f"(614) 555-010{n}") for n, name in enumerate(names)]
    return months.all_on(office.desk, DAY, last=last), people


def people(office: Office, campaign_id: CampaignId, which: Which = Which.ALL) -> dict[str, MonthPerson]:
    return {each.name: each for each in office.desk.ask(campaign_people.people, campaign_id, which)}


def test_people_join_where_the_least_is(office: Office) -> None:
    campaign_id, (ana, bo) = month(office, "Ana", "Bo")
    fresh = [office.contact(name, "Berg", phone="(614) 555-0150", rank=Rank.A) for name in ("Cleo", "Dora", "Emil")]
    deaf = office.contact("Fay", "Berg")
    never = office.contact("Gus", "Berg", phone="(614) 555-0151", may_be_called=MayBeCalled.NO)
    found = office.desk.ask(campaign_people.joining, campaign_id, [ana, *fresh, deaf, never])
    assert (found.can_join, found.in_it) == (tuple(fresh), 1)
    assert {each.reason for each in found.left_out} == {Reason.NO_PHONE, Reason.DO_NOT_CALL}
    assert office.desk.do(campaign_people.add, campaign_id, [ana, *fresh, deaf, never]) == 3
    assert {name: each.planned_on for name, each in people(office, campaign_id).items()} == {
        "Ana Lind": DAY, "Bo Lind": DAY, "Cleo Berg": NEXT, "Dora Berg": NEXT, "Emil Berg": LAST,
    }  # fmt: skip
    with pytest.raises(Refused, match="already"):
        office.desk.do(campaign_people.add, campaign_id, [bo])
    with pytest.raises(Refused, match="no phone number"):
        office.desk.do(campaign_people.add, campaign_id, [deaf])
    with pytest.raises(Refused, match="Nobody fits"):
        office.desk.do(campaign_people.add, campaign_id, [])
    office.desk.undo()
    assert set(people(office, campaign_id)) == {"Ana Lind", "Bo Lind"}


def test_whoever_joins_a_printed_day_gets_a_number_behind(office: Office) -> None:
    campaign_id, _people = month(office, "Ana", "Bo", last=DAY)
    office.desk.do(campaigns.freeze_day, campaign_id, DAY)
    late = office.contact("Cleo", "Berg", phone="(614) 555-0150", rank=Rank.A_PLUS)
    office.desk.do(campaign_people.add, campaign_id, [late])
    entries = office.desk.ask(campaign_days.day_entries, campaign_id, DAY)
    assert [(entry.number, entry.name) for entry in entries] == [(1, "Ana Lind"), (2, "Bo Lind"), (3, "Cleo Berg")]


def test_people_leave_and_what_was_called_stays(office: Office) -> None:
    campaign_id, _people = month(office, "Ana", "Bo", "Cleo")
    office.desk.do(call_results.enter, campaign_id, DAY, [FilledRow(1, Code.NO_ANSWER), FilledRow(2, Code.TALKED)])
    found = people(office, campaign_id)
    assert (found["Ana Lind"].planned_on, found["Ana Lind"].tries) == (NEXT, 1)
    with pytest.raises(Overtaken):
        office.desk.do(campaign_people.remove, campaign_id, [found["Bo Lind"].entry_id])
    assert office.desk.do(campaign_people.remove, campaign_id, [found["Ana Lind"].entry_id]) == 1
    after = people(office, campaign_id)
    assert (after["Ana Lind"].state, after["Ana Lind"].code) == (EntryState.STOPPED, Code.NO_ANSWER)
    assert set(people(office, campaign_id, Which.TO_CALL)) == {"Cleo Lind"}
    assert set(people(office, campaign_id, Which.NOT_REACHED)) == {"Ana Lind", "Cleo Lind"}
    office.desk.undo()
    assert set(people(office, campaign_id, Which.TO_CALL)) == {"Ana Lind", "Cleo Lind"}


def test_the_best_of_those_who_join_is_called_first_whenever_they_were_added(office: Office) -> None:
    campaign_id, _people = month(office, "Ana", last=NEXT)
    fresh = [office.contact("Bo", "Berg", phone="(614) 555-0150", rank=rank) for rank in (Rank.C, Rank.B, Rank.A)]
    assert office.desk.do(campaign_people.add, campaign_id, fresh) == 3
    days = {each.rank: each.planned_on for each in office.desk.ask(campaign_people.people, campaign_id)}
    assert days == {None: DAY, Rank.A: DAY, Rank.B: NEXT, Rank.C: NEXT}


def test_whoever_was_taken_out_can_join_again_with_the_tries_there_were(office: Office) -> None:
    campaign_id, (ana, bo, cleo) = month(office, "Ana", "Bo", "Cleo")
    rows = [FilledRow(1, Code.NO_ANSWER), FilledRow(2, Code.TALKED), FilledRow(3, Code.DO_NOT_CALL)]
    office.desk.do(call_results.enter, campaign_id, DAY, rows)
    before = people(office, campaign_id)["Ana Lind"]
    office.desk.do(campaign_people.remove, campaign_id, [before.entry_id])
    assert office.desk.ask(campaign_people.joining, campaign_id, [ana, bo, cleo]).back == {ana: before.entry_id}
    late = office.contact("Dora", "Berg", phone="(614) 555-0150")
    assert office.desk.do(campaign_people.add, campaign_id, [ana, bo, cleo, late]) == 2
    after = people(office, campaign_id)
    assert (after["Ana Lind"].entry_id, after["Ana Lind"].tries) == (before.entry_id, 1)
    assert (after["Ana Lind"].planned_on, after["Dora Berg"].planned_on) == (NEXT, DAY)
    assert set(people(office, campaign_id, Which.TO_CALL)) == {"Ana Lind", "Dora Berg"}
    with pytest.raises(Refused, match="already"):
        office.desk.do(campaign_people.add, campaign_id, [ana])
    office.desk.undo()
    assert set(people(office, campaign_id, Which.TO_CALL)) == set()


def test_whoever_was_tried_three_times_does_not_join_again(office: Office, clock: TestClock) -> None:
    campaign_id, (ana,) = month(office, "Ana", last=date(2026, 11, 24))
    for _try in range(3):
        office.desk.do(call_results.enter, campaign_id, office.desk.today(), [FilledRow(1, Code.NO_ANSWER)])
        clock.forward(days=1)
    with pytest.raises(Refused, match="already"):
        office.desk.do(campaign_people.add, campaign_id, [ana])


def test_a_choice_is_the_words_of_the_search_box(office: Office) -> None:
    best = office.contact("Ana", "Lind", phone="(614) 555-0101", rank=Rank.A)
    office.contact("Bo", "Lind", phone="(614) 555-0102", rank=Rank.C)
    gone = office.contact("Cleo", "Lind", phone="(614) 555-0103", rank=Rank.A)
    office.desk.do(contacts.set_status, gone, Status.INACTIVE)
    draft = PlanDraft(DAY, LAST, who="rank:A")
    found = office.desk.ask(campaigns.preview, draft, office.desk.today(), office.working)
    assert (found.callable_people, found.reached) == (1, 1)
    assert [(row.name, row.reason) for row in found.left_out] == [("Cleo Lind", Reason.INACTIVE)]
    campaign_id = office.desk.do(campaigns.plan, draft)
    assert office.desk.ask(campaign_days.month, campaign_id).who == "rank:A"
    assert [each.contact_id for each in people(office, campaign_id).values()] == [best]
    assert list(office.desk.ask(campaign_candidates.ids_of, "nobody of this name", DAY)) == []
    with pytest.raises(Refused) as refused:
        office.desk.ask(campaigns.preview, PlanDraft(DAY, LAST, who="x" * 5_000), DAY, office.working)
    assert refused.value.problems[0].field == "who"


def test_merging_two_people_of_a_month_leaves_one_call(office: Office) -> None:
    campaign_id, (ana, anna, _cleo) = month(office, "Ana", "Anna", "Cleo")
    office.desk.do(call_results.enter, campaign_id, DAY, [FilledRow(2, Code.NO_ANSWER)])
    office.desk.do(merging.merge_many, [(ana, anna)])
    found = people(office, campaign_id)
    assert set(found) == {"Ana Lind", "Cleo Lind"}
    assert found["Ana Lind"].tries == 1
    entries = office.desk.ask(campaign_days.day_entries, campaign_id, DAY)
    assert [entry.number for entry in entries] == [2, 3]
    office.desk.undo()
    assert len(people(office, campaign_id)) == 3


def test_tries_of_two_who_are_one_count_together(office: Office) -> None:
    campaign_id, (ana, anna) = month(office, "Ana", "Anna")
    both = [FilledRow(1, Code.NO_ANSWER), FilledRow(2, Code.NO_ANSWER)]
    office.desk.do(call_results.enter, campaign_id, DAY, both)
    office.desk.do(campaigns.freeze_day, campaign_id, NEXT)
    office.desk.do(merging.merge_many, [(ana, anna)])
    (only,) = office.desk.ask(campaign_people.people, campaign_id)
    assert (only.tries, only.state, only.planned_on) == (2, EntryState.OPEN, NEXT)
    assert len(office.desk.ask(campaign_days.day_entries, campaign_id, NEXT)) == 1


def test_somebody_erased_half_way_leaves_the_other_numbers_alone(office: Office) -> None:
    campaign_id, (_ana, bo, _cleo) = month(office, "Ana", "Bo", "Cleo")
    office.desk.do(campaigns.freeze_day, campaign_id, DAY)
    office.desk.do(erasing.erase, bo)
    entries = office.desk.ask(campaign_days.day_entries, campaign_id, DAY)
    assert [(entry.number, entry.name) for entry in entries] == [(1, "Ana Lind"), (3, "Cleo Lind")]
    report = office.desk.do(
        call_results.enter, campaign_id, DAY, [FilledRow(2, Code.TALKED), FilledRow(3, Code.TALKED)]
    )
    assert [row.outcome.value for row in report.rows] == ["refused", "saved"]
    calendar = office.desk.ask(campaign_days.days, campaign_id, DAY, office.working)
    assert (calendar.people, calendar.called) == (2, 1)
