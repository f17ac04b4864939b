"""The referral report counted from plain facts: a table of cases told by hand, and what holds for any facts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import referral_report, report_steps
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral_report import Measure, ReferralReport
from refdesk.domain.referral_report_facts import Facts, Given, Promised, Received
from refdesk.domain.report_period import Period
from refdesk.domain.stages import Meaning
from refdesk.domain.working_time import WorkingTime

PERIOD = Period(date(2026, 1, 1), date(2026, 6, 30))
TODAY = date(2026, 7, 10)
WORKING = WorkingTime("America/New_York", country="US")
ANA, BO = ContactId(1), ContactId(2)


def at(day: int, hour: int, month: int = 3) -> datetime:
    """Return an hour of New York's winter in UTC; March 3, 2026 is a Tuesday."""
    return datetime(2026, month, day, hour, tzinfo=UTC) + timedelta(hours=5)


def told(facts: Facts, working: WorkingTime = WORKING) -> ReferralReport:
    return referral_report.report(facts, report_steps.of(PERIOD), today=TODAY, working=working)


def came(received_at: datetime, tried_at: datetime | None = None, **more: object) -> Received:
    return replace(Received(ReferralId(1), received_at, tried_at=tried_at), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("received_at", "tried_at", "counts"),
    [
        (at(3, 10), at(3, 16), (1, 0, 0, 0, 0)),
        (at(3, 10), at(4, 9), (0, 1, 0, 0, 0)),
        (at(3, 16, 2) + timedelta(minutes=30), at(4, 9, 2), (1, 0, 0, 0, 0)),  # in the last hour: for the next day
        (at(5, 10), at(9, 9) - timedelta(hours=1), (0, 0, 1, 0, 0)),  # over a weekend
        (at(7, 10) - timedelta(hours=24), at(20, 10) - timedelta(hours=1), (0, 0, 0, 1, 0)),
        (at(3, 10), None, (0, 0, 0, 0, 1)),
        (at(3, 10), at(2, 10), (1, 0, 0, 0, 0)),  # called before it was typed in
    ],
)
def test_how_soon_somebody_was_called(
    received_at: datetime, tried_at: datetime | None, counts: tuple[int, ...]
) -> None:
    assert told(Facts(received=[came(received_at, tried_at)])).first_contact.counts == counts


@pytest.mark.parametrize(
    ("opened_at", "done_at", "counts"),
    [
        (at(3, 10), at(5, 10), (1, 0, 0, 0, 0)),  # two working days
        (at(3, 10), at(6, 10), (0, 1, 0, 0, 0)),
        (at(3, 10), at(10, 9), (0, 0, 1, 0, 0)),
        (at(3, 10), at(27, 9), (0, 0, 0, 1, 0)),
        (at(3, 10), None, (0, 0, 0, 0, 1)),
    ],
)
def test_how_soon_a_card_left(opened_at: datetime, done_at: datetime | None, counts: tuple[int, ...]) -> None:
    assert told(Facts(cards=[(opened_at, done_at)])).card.counts == counts


def test_half_were_called_within_is_told_from_five_on() -> None:
    calls = [came(at(3, 10), at(3, 10) + timedelta(minutes=each)) for each in (10, 20, 30, 40)]
    assert told(Facts(received=calls)).half_within is None
    calls.append(came(at(3, 10), at(4, 10)))
    assert told(Facts(received=calls)).half_within == timedelta(minutes=30)


def test_sources_are_counted_together_and_ordered() -> None:
    won = came(at(3, 10), meaning=Meaning.WON, givers=(ANA,), preparedness=5, value_minor=900)
    facts = Facts(
        received=[won, came(at(4, 10), givers=(BO,), meaning=Meaning.LOST), replace(won, received_at=at(9, 10)),
                  came(at(5, 10))],
        given=[Given(at(6, 10), ANA), Given(at(6, 10), ContactId(9))],
    )  # fmt: skip
    report = told(facts)
    ana, bo, nobody = report.sources
    assert (ana.givers, ana.received, ana.won, ana.mean, ana.value_minor, ana.given) == ((ANA,), 2, 2, 5.0, 1800, 1)
    assert (ana.last_on, ana.is_top, bo.is_top) == (date(2026, 3, 9), True, False)
    assert (bo.lost, nobody.givers, nobody.open, report.given_elsewhere) == (1, (), 1, 1)


def test_nothing_is_a_report_of_zeros() -> None:
    report = told(Facts())
    assert all(report.total(measure) == 0 for measure in Measure)
    assert (report.sources, report.value_minor, report.half_within) == ((), 0, None)


moments = st.datetimes(datetime(2025, 12, 31), datetime(2026, 7, 2), timezones=st.just(UTC))  # noqa: DTZ001
later = st.none() | st.timedeltas(timedelta(days=-2), timedelta(days=200))
received = st.builds(
    lambda begun, after, meaning, mark, givers: Received(
        ReferralId(1), begun, meaning, preparedness=mark, tried_at=begun + after if after is not None else None,
        givers=givers, furthest=mark or 0,
    ),
    moments, later, st.sampled_from(Meaning), st.none() | st.integers(1, 5),
    st.sampled_from([(), (ANA,), (BO,), (ANA, BO)]),
)  # fmt: skip
thanked = st.builds(lambda begun, after: (begun, begun + after if after is not None else None), moments, later)
days = st.dates(PERIOD.first, PERIOD.last)
facts_told = st.builds(
    Facts, received=st.lists(received, max_size=12),
    given=st.lists(st.builds(Given, moments, st.just(ANA)), max_size=4),
    words=st.lists(thanked, max_size=8), cards=st.lists(thanked, max_size=8),
    promised=st.lists(st.builds(Promised, days, st.none() | days), max_size=6),
)  # fmt: skip


@given(facts=facts_told)
def test_every_sum_adds_up_and_agrees_with_the_working_time(facts: Facts) -> None:
    report = told(facts)
    count = len(facts.received)
    assert report.total(Measure.RECEIVED) == count == report.first_contact.whole == report.reached[0]
    assert report.decided + report.total(Measure.OPEN) == count == sum(each.received for each in report.sources)
    assert sum(group.people for group in report.prepared) == count
    assert list(report.reached) == sorted(report.reached, reverse=True)
    assert (report.word.whole, report.card.whole) == (len(facts.words), len(facts.cards))
    assert report.given_elsewhere >= 0
    at_once = 0
    for each in facts.received:
        if each.tried_at is not None:
            due, called = WORKING.first_contact_day(each.received_at), WORKING.date_of(each.tried_at)
            at_once += called <= due or WORKING.working_days_between(due, called) == 0
    assert report.first_contact.at_once == at_once == report.total(Measure.SAME_DAY)
