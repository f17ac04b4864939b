"""The rest of a month spread anew: nobody twice, nobody too soon, no day heavier than it must be."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.domain import campaign_spread
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import Person
from refdesk.domain.campaign_spread import Planned, Spread, Waiting
from refdesk.domain.ids import ContactId, EntryId
from refdesk.domain.ranking import Rank
from refdesk.domain.working_time import WorkingTime

US = WorkingTime(zone="America/New_York", country="US")
TODAY = date(2026, 11, 18)
DAYS = tuple(US.working_days(TODAY, date(2026, 11, 30)))


def waiting(count: int, *, earliest: date = TODAY, first: int = 1) -> list[Waiting]:
    return [Waiting(EntryId(number), earliest, (1, number)) for number in range(first, first + count)]


def loads(found: Spread) -> list[int]:
    return [len(ids) for _day, ids in found.days]


def planned(**more: object) -> Planned:
    person = Person(ContactId(1), rank=Rank.A)
    return Planned(**{"entry_id": EntryId(1), "person": person, "planned_on": TODAY} | more)  # type: ignore[arg-type]


def test_days_that_have_calls_already_get_fewer() -> None:
    found = campaign_spread.spread(waiting(9), DAYS[:3], kept={DAYS[0]: 4})
    assert loads(found) == [1, 4, 4]
    assert [ids[0] for _day, ids in found.days] == [1, 2, 6]


def test_the_first_in_order_come_on_the_first_days() -> None:
    later = waiting(2, earliest=DAYS[1])
    found = campaign_spread.spread([*waiting(2, first=3), *later], DAYS[:2], kept={})
    assert [ids for _day, ids in found.days] == [(3, 4), (1, 2)]


def test_a_day_that_is_full_leaves_the_last_in_order() -> None:
    found = campaign_spread.spread(waiting(9), DAYS[:2], kept={DAYS[0]: 2}, calls_a_day=3)
    assert loads(found) == [1, 3]
    assert found.left == (5, 6, 7, 8, 9)


def test_without_a_day_everybody_is_left() -> None:
    assert campaign_spread.spread(waiting(2), (), kept={}).left == (1, 2)


def test_a_month_grows_by_as_many_working_days_as_it_takes() -> None:
    days = campaign_spread.longer(waiting(9), DAYS[-1:], kept={}, calls_a_day=3, after=date(2026, 11, 30), working=US)
    assert days == (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))
    over = campaign_spread.longer(waiting(1), (), kept={}, calls_a_day=3, after=date(2026, 11, 30), working=US)
    assert over == (date(2026, 12, 1),)


def test_a_month_does_not_grow_for_ever() -> None:
    days = campaign_spread.longer(waiting(900), DAYS, kept={}, calls_a_day=1, after=DAYS[-1], working=US)
    assert days[-1] - DAYS[-1] < timedelta(days=100)
    assert campaign_spread.spread(waiting(900), days, kept={}, calls_a_day=1).left


@pytest.mark.parametrize(
    ("each", "keeps"),
    [
        (planned(), False),
        (planned(planned_on=date(2026, 11, 10), is_on_paper=True), False),
        (planned(is_on_paper=True), True),
        (planned(tried_on=date(2026, 11, 16), code=Code.CALL_BACK, call_back_on=TODAY), True),
        (planned(tried_on=date(2026, 11, 9), code=Code.CALL_BACK, call_back_on=date(2026, 11, 10),
                 planned_on=date(2026, 11, 10)), False),
        (planned(tried_on=date(2026, 11, 16), code=Code.NO_ANSWER), False),
    ],
)  # fmt: skip
def test_whoever_is_on_paper_or_asked_for_the_day_keeps_it(each: Planned, *, keeps: bool) -> None:
    moved, kept = campaign_spread.split([each], TODAY, US)
    assert (len(moved), sum(kept.values())) == ((0, 1) if keeps else (1, 0))


def test_a_promised_call_that_was_missed_comes_first() -> None:
    missed = planned(
        entry_id=EntryId(9), person=Person(ContactId(9)), planned_on=date(2026, 11, 10), tried_on=date(2026, 11, 9),
        code=Code.CALL_BACK, call_back_on=date(2026, 11, 10),
    )  # fmt: skip
    moved, _kept = campaign_spread.split([planned(planned_on=date(2026, 11, 10)), missed], TODAY, US)
    found = campaign_spread.spread(moved, DAYS[:2], kept={})
    assert [ids for _day, ids in found.days] == [(9,), (1,)]


def test_nobody_is_tried_twice_on_a_day() -> None:
    moved, _kept = campaign_spread.split([planned(tried_on=TODAY, code=Code.NO_ANSWER)], TODAY, US)
    assert moved[0].earliest == date(2026, 11, 19)


calls = st.lists(
    st.builds(
        Waiting,
        entry_id=st.integers(1, 500).map(EntryId),
        earliest=st.integers(-5, 14).map(lambda ahead: TODAY + timedelta(days=ahead)),
        place=st.tuples(st.integers(0, 1), st.integers(0, 9)),
    ),
    max_size=60,
    unique_by=lambda each: each.entry_id,
)
loads_before = st.dictionaries(st.sampled_from(DAYS), st.integers(0, 6), max_size=5)


@settings(max_examples=150)
@given(calls=calls, kept=loads_before, days=st.integers(0, len(DAYS)), most=st.none() | st.integers(0, 9))
def test_everybody_once_nobody_too_soon_and_no_day_heavier_than_it_must_be(
    calls: list[Waiting], kept: dict[date, int], days: int, most: int | None
) -> None:
    found = campaign_spread.spread(calls, DAYS[:days], kept=kept, calls_a_day=most)
    on_days = {entry_id: day for day, ids in found.days for entry_id in ids}
    assert sorted([*on_days, *found.left]) == sorted(each.entry_id for each in calls)
    earliest = {each.entry_id: each.earliest for each in calls}
    assert all(earliest[entry_id] <= day for entry_id, day in on_days.items())
    load = {day: kept.get(day, 0) + len(ids) for day, ids in found.days}
    if most is not None:
        assert all(load[day] <= most for day, ids in found.days if ids)
        left = [each for each in calls if each.entry_id in found.left]
        free = [day for day in load if load[day] < most]
        assert not any(each.earliest <= day for each in left for day in free)
    else:
        assert all(earliest[each] > max(load, default=date.min) for each in found.left)
        for entry_id, day in on_days.items():
            assert all(load[other] >= load[day] - 1 for other in load if other >= earliest[entry_id])


def test_nobody_else_moves_where_those_behind_can_be_placed() -> None:
    here = {EntryId(number): DAYS[number % 3] for number in range(1, 7)}
    late = {EntryId(7): date(2026, 11, 10), EntryId(8): date(2026, 11, 11)}
    moved, kept = campaign_spread.late_ones(waiting(8), here | late, DAYS[:3], kept={})
    assert [each.entry_id for each in moved] == [7, 8]
    assert kept == dict.fromkeys(DAYS[:3], 2)
    heavy = dict.fromkeys(here, DAYS[0])
    moved, kept = campaign_spread.late_ones(waiting(8), heavy | late, DAYS[:3], kept={})
    assert (len(moved), kept) == (8, {})


@settings(max_examples=60)
@given(people=st.integers(0, 200), days=st.integers(1, len(DAYS)))
def test_without_anything_before_loads_differ_by_at_most_one(people: int, days: int) -> None:
    found = campaign_spread.spread(waiting(people), DAYS[:days], kept={})
    assert max(loads(found)) - min(loads(found)) <= 1
    assert not found.left
    assert [each for _day, ids in found.days for each in ids] == list(range(1, people + 1))
    assert all(US.is_working_day(day) for day, _ids in found.days)
