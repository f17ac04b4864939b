"""What came of a referral month: counted once, in the week in which it happened."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.domain import campaign_report as rules
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign_report import Call, Facts, Gift, Group, Lead, Listed, Measure, MonthReport, Promised
from refdesk.domain.ids import EntryId, GiftId
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.working_time import WorkingTime

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
TODAY = date(2026, 12, 10)
US = WorkingTime(zone="America/New_York", country="US")
ANA, BO, CLEO = EntryId(1), EntryId(2), EntryId(3)


def reported(**facts: object) -> MonthReport:
    return rules.report(Facts(FIRST, LAST, **facts), today=TODAY, working=US)  # type: ignore[arg-type]


def nov(day: int) -> date:
    return date(2026, 11, day)


def test_weeks_are_those_in_which_anybody_works() -> None:
    weeks = rules.weeks(FIRST, LAST, US)
    assert [(week.first, week.last) for week in weeks] == [
        (nov(2), nov(6)), (nov(9), nov(13)), (nov(16), nov(20)), (nov(23), nov(27)), (nov(30), nov(30)),
    ]  # fmt: skip
    assert rules.weeks(nov(14), nov(15), US) == ()


def test_somebody_called_three_times_is_called_and_reached_once() -> None:
    calls = [
        Call(ANA, nov(3), Code.NO_ANSWER),
        Call(ANA, nov(10), Code.MESSAGE),
        Call(ANA, nov(17), Code.TALKED, answered=True),
        Call(BO, nov(4), Code.TALKED),
    ]
    found = reported(listed=[Listed(ANA, Rank.A), Listed(BO, Rank.A), Listed(CLEO)], calls=calls)
    assert found.counts[Measure.CALLED] == (2, 0, 0, 0, 0, 0)
    assert found.counts[Measure.CALLS] == (2, 1, 1, 0, 0, 0)
    assert found.counts[Measure.REACHED] == (1, 0, 1, 0, 0, 0)
    assert found.counts[Measure.ANSWERED] == (0, 0, 1, 0, 0, 0)
    assert (found.total(Measure.PLANNED), found.total(Measure.CALLS)) == (3, 4)
    assert found.tries == (1, 0, 1)
    assert found.ranks == (Group(Rank.A, 2, 2), Group(None, 0, 1))
    assert found.codes[Code.TALKED] == 2
    assert found.codes[Code.DO_NOT_CALL] == 0


def test_help_is_a_lead_given_a_promise_kept_or_a_gift_and_counts_once_for_each_person() -> None:
    found = reported(
        calls=[Call(each, nov(2), Code.TALKED) for each in (ANA, BO, CLEO)],
        leads=[Lead(ANA, nov(2), Direction.GIVEN), Lead(BO, nov(2), Direction.RECEIVED)],
        promised=[Promised(ANA, nov(2), nov(9), kept_on=nov(9)), Promised(CLEO, nov(2), nov(5), kept_on=nov(16))],
        gifts=[Gift(GiftId(1), ANA, nov(20))],
    )
    assert found.counts[Measure.HELPED] == (1, 0, 1, 0, 0, 0)
    assert (found.total(Measure.LEADS_GIVEN), found.total(Measure.RECEIVED)) == (1, 1)
    assert (found.total(Measure.PROMISED), found.total(Measure.KEPT), found.total(Measure.IN_TIME)) == (2, 2, 1)
    assert found.promises.in_time == (0, 1, 0, 0, 0, 0)
    assert found.promises.late == (1, 0, 0, 0, 0, 0)


def test_what_comes_after_the_month_is_later() -> None:
    found = reported(
        calls=[Call(ANA, nov(30), Code.TALKED)],
        promised=[Promised(ANA, nov(30), date(2026, 12, 4), kept_on=date(2026, 12, 3))],
    )
    assert found.counts[Measure.KEPT][-1] == 1
    assert found.goes_on
    assert not reported(calls=[Call(ANA, nov(30), Code.TALKED)]).goes_on


def test_a_promise_is_open_until_it_is_kept_and_a_dropped_one_is_only_made() -> None:
    found = reported(
        promised=[
            Promised(ANA, nov(2), nov(6)),
            Promised(ANA, nov(2), date(2026, 12, 20)),
            Promised(BO, nov(2), nov(9), dropped_on=nov(4)),
        ]
    )
    assert (found.total(Measure.PROMISED), found.total(Measure.KEPT), found.dropped) == (3, 0, 1)
    assert found.promises.open == (1, 0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("on", "counts"), [(nov(2), 0), (nov(3), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 0)]
)  # fmt: skip
def test_a_gift_counts_from_the_call_until_a_month_after(on: date, counts: int) -> None:
    found = reported(calls=[Call(ANA, nov(3), Code.MESSAGE)], gifts=[Gift(GiftId(1), ANA, on), Gift(GiftId(2), BO, on)])
    assert found.total(Measure.GIFTS) == counts


def test_a_gift_to_somebody_who_stands_on_the_list_twice_is_one() -> None:
    calls = [Call(ANA, nov(3), Code.TALKED), Call(BO, nov(4), Code.TALKED)]
    twice = [Gift(GiftId(7), ANA, nov(9)), Gift(GiftId(7), BO, nov(9))]
    assert reported(calls=calls, gifts=twice).total(Measure.GIFTS) == 1


def test_a_month_without_anybody_is_all_zeros() -> None:
    found = reported()
    assert all(found.total(measure) == 0 for measure in Measure)
    assert found.tries == ()


def test_the_month_a_year_before_is_the_nearest_one() -> None:
    others = [date(2025, 5, 1), date(2025, 10, 1), date(2025, 11, 3), date(2026, 5, 1)]
    assert rules.a_year_before(FIRST, others) == date(2025, 11, 3)
    assert rules.a_year_before(FIRST, [date(2025, 5, 1), date(2026, 5, 1)]) is None
    assert rules.a_year_before(FIRST, []) is None


def test_the_month_a_year_later_stays_a_month_or_keeps_its_weekdays() -> None:
    assert rules.a_year_later(FIRST, LAST) == (date(2027, 11, 1), date(2027, 11, 30))
    assert rules.a_year_later(date(2027, 2, 1), date(2027, 2, 28)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert rules.a_year_later(date(2028, 2, 29), date(2028, 3, 13)) == (date(2029, 2, 27), date(2029, 3, 12))
    first, last = rules.a_year_later(nov(9), nov(27))
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 4, 18)


days = st.dates(FIRST, date(2027, 1, 31))
entries = st.sampled_from([EntryId(number) for number in range(1, 6)])
histories = st.builds(
    Facts,
    st.just(FIRST),
    st.just(LAST),
    st.just([Listed(EntryId(number)) for number in range(1, 6)]),
    st.lists(st.builds(Call, entries, days, st.sampled_from(Code), st.booleans()), max_size=20),
    st.lists(st.builds(Lead, entries, days, st.sampled_from(Direction)), max_size=8),
    st.lists(st.builds(Promised, entries, days, days, st.none() | days), max_size=8),
    st.lists(st.builds(Gift, st.integers(1, 9).map(GiftId), entries, days), max_size=8),
)


@settings(max_examples=120, deadline=None)
@given(histories)
def test_counts_agree_with_each_other(facts: Facts) -> None:
    found = rules.report(facts, today=TODAY, working=US)
    people = len({call.entry_id for call in facts.calls})
    assert found.total(Measure.CALLED) == people <= found.total(Measure.CALLS) == len(facts.calls)
    assert found.total(Measure.REACHED) == sum(found.tries) <= people
    assert found.total(Measure.IN_TIME) <= found.total(Measure.KEPT) <= found.total(Measure.PROMISED)
    assert found.total(Measure.LEADS_GIVEN) + found.total(Measure.RECEIVED) == len(facts.leads)
    assert sum(found.codes.values()) == len(facts.calls)
    assert sum(map(sum, (found.promises.in_time, found.promises.late, found.promises.open))) == len(facts.promised)
    assert sum(group.reached for group in found.ranks) == found.total(Measure.REACHED)
    assert all(len(counts) == len(found.weeks) + 1 for counts in found.counts.values())
    helpers = found.total(Measure.LEADS_GIVEN) + found.total(Measure.KEPT) + found.total(Measure.GIFTS)
    assert found.total(Measure.HELPED) <= helpers


@settings(max_examples=60, deadline=None)
@given(histories, st.randoms())
def test_the_order_of_the_facts_does_not_matter(facts: Facts, chance: object) -> None:
    mixed = [*facts.calls]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    again = Facts(FIRST, LAST, facts.listed, mixed, facts.leads, facts.promised, facts.gifts)
    assert rules.report(again, today=TODAY, working=US) == rules.report(facts, today=TODAY, working=US)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 91))
def test_every_working_day_of_a_month_lies_in_one_of_its_weeks(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    weeks = rules.weeks(first, last, US)
    worked = US.working_days(first, last)
    assert sum(len(US.working_days(week.first, week.last)) for week in weeks) == len(worked)
    assert all(week.first.isocalendar()[:2] == week.until.isocalendar()[:2] for week in weeks)
