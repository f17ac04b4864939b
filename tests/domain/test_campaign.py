from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.domain import campaign, ranking
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import EntryState, Person, Plan, Reason
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import ContactId, HouseholdId
from refdesk.domain.ranking import Rank
from refdesk.domain.working_time import WorkingTime

DAYS = (date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4))
US = WorkingTime(zone="America/New_York", country="US")


def people(count: int) -> list[Person]:
    return [Person(ContactId(number), rank=Rank.B) for number in range(1, count + 1)]


def numbers(plan: Plan) -> list[list[int]]:
    return [list(day.contact_ids) for day in plan.days]


def test_days_have_the_same_number_of_calls_whatever_they_hold() -> None:
    plan = campaign.plan(people(5), DAYS, calls_a_day=4)
    assert numbers(plan) == [[1, 2], [3, 4], [5]]
    assert plan.calls_a_day == 2
    assert [day.day for day in plan.days] == list(DAYS)


def test_the_plan_says_honestly_whom_it_does_not_reach() -> None:
    plan = campaign.plan(people(9), DAYS, calls_a_day=2)
    assert (plan.reached, plan.callable_people) == (6, 9)
    assert [(left.contact_id, left.reason) for left in plan.left_out] == [
        (7, Reason.NO_TIME), (8, Reason.NO_TIME), (9, Reason.NO_TIME),
    ]  # fmt: skip


def test_everybody_is_spread_evenly() -> None:
    assert numbers(campaign.plan(people(7), DAYS)) == [[1, 2, 3], [4, 5], [6, 7]]


def test_the_best_sixty_are_a_choice() -> None:
    plan = campaign.plan(people(200), DAYS, most=60)
    assert plan.reached == 60
    assert len(plan.left_out) == 140
    assert numbers(campaign.plan(people(4), DAYS, calls_a_day=2, most=3)) == [[1], [2], [3]]


def test_best_ranks_come_first_then_the_longest_without_a_touch() -> None:
    crowd = [
        Person(ContactId(1), rank=Rank.D),
        Person(ContactId(2)),
        Person(ContactId(3), rank=Rank.A, last_touch_on=date(2026, 10, 1)),
        Person(ContactId(4), rank=Rank.A, last_touch_on=date(2026, 1, 1)),
        Person(ContactId(5), rank=Rank.A),
        Person(ContactId(6), rank=Rank.A_PLUS, last_touch_on=date(2026, 10, 30)),
        Person(ContactId(7), rank=Rank.A),
    ]
    assert numbers(campaign.plan(crowd, DAYS[:1])) == [[6, 5, 7, 4, 3, 2, 1]]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"may_be_called": MayBeCalled.NO}, Reason.DO_NOT_CALL),
        ({"status": Status.INACTIVE}, Reason.INACTIVE),
        ({"status": Status.DECEASED, "may_be_called": MayBeCalled.NO}, Reason.DECEASED),
        ({"has_phone": False}, Reason.NO_PHONE),
    ],
)
def test_people_who_may_not_be_called_are_left_out_with_the_reason(change: dict[str, object], reason: Reason) -> None:
    plan = campaign.plan([replace(people(1)[0], **change)], DAYS)  # type: ignore[arg-type]
    assert list(plan.left_out) == [campaign.LeftOut(ContactId(1), reason)]
    assert plan.callable_people == plan.reached == 0
    assert campaign.REASON_WORDS[reason]


def test_people_never_asked_whether_they_may_be_called_are_listed_once() -> None:
    sure = Person(ContactId(2), may_be_called=MayBeCalled.YES)
    assert campaign.plan([*people(1), sure], DAYS).to_confirm == (1,)


def test_without_a_day_everybody_is_left_out() -> None:
    assert len(campaign.plan(people(3), (), calls_a_day=7).left_out) == 3
    assert len(campaign.plan(people(3), ()).left_out) == 3


persons = st.builds(
    Person,
    contact_id=st.integers(1, 10_000).map(ContactId),
    rank=st.none() | st.sampled_from(Rank),
    last_touch_on=st.none() | st.dates(date(2024, 1, 1), date(2026, 11, 1)),
    may_be_called=st.sampled_from(MayBeCalled),
    status=st.sampled_from(Status),
    has_phone=st.booleans(),
    household_id=st.none() | st.integers(1, 5).map(HouseholdId),
)


@settings(max_examples=100)
@given(
    crowd=st.lists(persons, max_size=60, unique_by=lambda each: each.contact_id),
    days=st.integers(0, 23),
    calls=st.none() | st.integers(0, 15),
    most=st.none() | st.integers(0, 80),
    one_a_household=st.booleans(),
)
def test_everybody_is_planned_once_or_left_out_once(
    crowd: list[Person], days: int, calls: int | None, most: int | None, *, one_a_household: bool
) -> None:
    month = [date(2026, 11, 1) + timedelta(days=day) for day in range(days)]
    plan = campaign.plan(crowd, month, calls_a_day=calls, most=most, one_a_household=one_a_household)
    planned = [contact for day in plan.days for contact in day.contact_ids]
    left = [each.contact_id for each in plan.left_out]
    assert sorted(planned + left) == sorted(person.contact_id for person in crowd)
    assert [day.day for day in plan.days] == month
    assert calls is None or plan.calls_a_day <= calls
    assert most is None or plan.reached <= most
    rank_of = {person.contact_id: ranking.order(person.rank) for person in crowd}
    assert [rank_of[contact] for contact in planned] == sorted(rank_of[contact] for contact in planned)
    sizes = [len(day.contact_ids) for day in plan.days]
    assert max(sizes, default=0) - min(sizes, default=0) <= 1


@settings(max_examples=60)
@given(crowd=st.lists(persons, max_size=40, unique_by=lambda each: each.contact_id))
def test_one_of_a_household_is_called_and_it_is_the_best(crowd: list[Person]) -> None:
    plan = campaign.plan(crowd, DAYS, one_a_household=True)
    by_id = {person.contact_id: person for person in crowd}
    called = [by_id[contact] for day in plan.days for contact in day.contact_ids]
    homes = [person.household_id for person in called if person.household_id is not None]
    assert len(homes) == len(set(homes))
    for each in plan.left_out:
        if each.reason is Reason.SAME_HOUSEHOLD:
            other = by_id[each.contact_id]
            (chosen,) = [person for person in called if person.household_id == other.household_id]
            assert campaign.order(chosen) < campaign.order(other)


@pytest.mark.parametrize(
    ("people_count", "days", "for_all"), [(500, 19, 216), (60, 20, 24), (10, 0, 0), (10, 5, 16), (0, 5, 0)]
)
def test_the_minutes_that_everybody_would_take(people_count: int, days: int, for_all: int) -> None:
    assert campaign.minutes_for_everybody(people_count, days) == for_all


@pytest.mark.parametrize(("minutes", "calls"), [(40, 5), (47, 5), (8, 1), (7, 0), (0, 0), (-1, 0)])
def test_how_many_calls_fit_into_minutes(minutes: int, calls: int) -> None:
    assert campaign.calls_a_day(minutes) == calls
    assert campaign.calls_a_day(minutes, minutes_a_call=4) >= calls


def test_the_days_of_november_leave_out_holidays_and_what_has_gone_by() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    days = campaign.days_to_call(first, last, working=US, today=date(2026, 10, 1))
    assert len(days) == 19  # 21 weekdays less Veterans Day and Thanksgiving
    assert campaign.days_to_call(first, last, working=US, today=date(2026, 11, 25))[0] == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("first", "last", "minutes", "field"),
    [
        ("2026-11-01", "2026-11-30", 40, None),
        ("2026-11-01", "2026-11-30", None, None),
        ("2026-11-18", "2026-11-18", 8, None),  # a single day
        ("2026-11-30", "2026-11-01", 40, "last_on"),
        ("2026-11-01", "2027-11-01", 40, "last_on"),
        ("2026-11-01", "2026-11-30", 7, "minutes_a_day"),
        ("2026-11-01", "2026-11-30", 1441, "minutes_a_day"),
        ("2026-11-28", "2026-11-29", 40, "first_on"),
        ("2026-09-01", "2026-09-30", 40, "first_on"),  # gone by
    ],
)
def test_dates_and_minutes_are_checked(first: str, last: str, minutes: int | None, field: str | None) -> None:
    found = campaign.problems(
        date.fromisoformat(first), date.fromisoformat(last), minutes_a_day=minutes, working=US, today=date(2026, 11, 1)
    )
    assert [problem.field for problem in found] == ([field] if field else [])


@pytest.mark.parametrize(
    ("code", "tries", "state"),
    [
        (Code.TALKED, 1, EntryState.REACHED),
        (Code.TALKED, 3, EntryState.REACHED),
        (Code.MESSAGE, 1, EntryState.OPEN),
        (Code.NO_ANSWER, 2, EntryState.OPEN),
        (Code.CALL_BACK, 2, EntryState.OPEN),
        (Code.NO_ANSWER, 3, EntryState.EXHAUSTED),
        (Code.MESSAGE, 3, EntryState.EXHAUSTED),
        (Code.WRONG_NUMBER, 1, EntryState.STOPPED),
        (Code.DO_NOT_CALL, 3, EntryState.STOPPED),
    ],
)
def test_what_a_code_makes_of_an_entry(code: Code, tries: int, state: EntryState) -> None:
    assert campaign.state_after(code, tries=tries) is state


@pytest.mark.parametrize("most_tries", [1, 2, 3, 5])
@pytest.mark.parametrize("code", [Code.MESSAGE, Code.NO_ANSWER, Code.CALL_BACK])
def test_nobody_is_tried_more_often_than_the_setting_says(code: Code, most_tries: int) -> None:
    states = [campaign.state_after(code, tries=tries, most_tries=most_tries) for tries in range(1, most_tries + 1)]
    assert states == [EntryState.OPEN] * (most_tries - 1) + [EntryState.EXHAUSTED]


@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        (EntryState.REACHED, Code.NO_ANSWER, EntryState.REACHED),
        (EntryState.REACHED, Code.DO_NOT_CALL, EntryState.REACHED),
        (EntryState.EXHAUSTED, Code.TALKED, EntryState.REACHED),
        (EntryState.EXHAUSTED, Code.NO_ANSWER, EntryState.EXHAUSTED),
        (EntryState.STOPPED, Code.MESSAGE, EntryState.STOPPED),
        (EntryState.EXHAUSTED, Code.WRONG_NUMBER, EntryState.STOPPED),
    ],
)
def test_an_old_sheet_that_is_typed_late_opens_nobody_again(before: EntryState, code: Code, after: EntryState) -> None:
    assert campaign.state_after(code, tries=1, before=before) is after


@pytest.mark.parametrize(
    ("code", "call_back_on", "following"),
    [
        (Code.NO_ANSWER, None, "2026-11-27"),  # the day after is Thanksgiving
        (Code.MESSAGE, None, "2026-11-27"),
        (Code.CALL_BACK, "2026-11-28", "2026-11-30"),
        (Code.CALL_BACK, "2026-12-01", "2026-12-01"),
        (Code.TALKED, None, None),
        (Code.WRONG_NUMBER, None, None),
        (Code.DO_NOT_CALL, None, None),
    ],
)
def test_when_somebody_is_called_again(code: Code, call_back_on: str | None, following: str | None) -> None:
    day = None if call_back_on is None else date.fromisoformat(call_back_on)
    found = campaign.next_try_on(code, on=date(2026, 11, 25), call_back_on=day, working=US)
    assert found == (None if following is None else date.fromisoformat(following))
