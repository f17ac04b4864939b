"""Rule 13: when to ask how we did, and when a new client is proposed as a source; and what may stand in a win."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import wins
from refdesk.domain.ids import ReferralId
from refdesk.domain.touches import TouchKind
from refdesk.domain.wins import HowWeDid, WinDraft
from refdesk.domain.working_time import Away, DueState, Hours, WorkingTime

NEW_YORK = "America/New_York"
OFFICE = WorkingTime(zone=NEW_YORK, country="US", region="NY")
CAME, TODAY = date(2026, 11, 2), date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("done_on", "due_on"),
    [
        (date(2026, 11, 16), date(2026, 11, 19)),  # a Monday: three working days later
        (date(2026, 11, 19), date(2026, 11, 24)),  # over the weekend
        (date(2026, 11, 21), date(2026, 11, 25)),  # done on a Saturday
        (date(2026, 11, 24), date(2026, 11, 30)),  # over Thanksgiving
        (date(2024, 2, 28), date(2024, 3, 4)),  # February 29 is a Thursday that counts
        (date(2026, 10, 30), date(2026, 11, 5)),  # the clocks go back, and Election Day is a holiday
    ],
)
def test_rule_13_how_did_we_do_is_asked_within_three_working_days(done_on: date, due_on: date) -> None:
    clock = wins.review_clock(done_on, OFFICE)
    assert OFFICE.date_of(clock.due_at) == due_on
    assert OFFICE.local(clock.due_at).hour == 17, "at closing time by the wall clock"


def test_rule_13_the_question_is_late_after_closing_and_overdue_after_two_weeks() -> None:
    clock = wins.review_clock(date(2026, 11, 16), OFFICE)
    closing = OFFICE.close_of(date(2026, 11, 19))
    assert clock.state(closing) is DueState.DUE
    assert clock.state(closing + timedelta(seconds=1)) is DueState.LATE
    two_weeks = OFFICE.close_of(date(2026, 11, 30))
    assert clock.state(two_weeks) is DueState.LATE
    assert clock.state(two_weeks + timedelta(seconds=1)) is DueState.OVERDUE


def test_rule_13_being_away_moves_the_question_to_the_return() -> None:
    away = WorkingTime(
        zone=NEW_YORK, country="US", region="NY", away=(Away(date(2026, 11, 17), date(2026, 12, 14)),)
    )  # fmt: skip
    clock = wins.review_clock(date(2026, 11, 16), away)
    assert away.date_of(clock.due_at) == date(2026, 12, 17), "three working days after the return"
    assert clock.overdue_at > clock.due_at


@pytest.mark.parametrize(
    ("won_on", "proposed_on"),
    [
        (date(2026, 10, 19), date(2026, 11, 18)),
        (date(2026, 1, 30), date(2026, 3, 1)),  # no February 29 in 2026
        (date(2024, 1, 30), date(2024, 2, 29)),
    ],
)
def test_rule_13_thirty_days_after_the_win(won_on: date, proposed_on: date) -> None:
    assert wins.source_from(won_on) == proposed_on
    assert wins.won_by(proposed_on) == won_on
    assert wins.won_by(proposed_on - timedelta(days=1)) < won_on, "not a day earlier"


def test_a_proposal_is_never_red_within_a_month() -> None:
    clock = wins.source_clock(date(2026, 10, 19), OFFICE)
    assert clock.state(OFFICE.close_of(date(2026, 12, 18))) is DueState.DUE
    assert clock.state(OFFICE.close_of(date(2027, 1, 15))) is DueState.LATE


@given(st.dates(date(1990, 1, 1), date(2080, 12, 31)), st.integers(1, 6))
def test_clocks_are_in_order_whatever_the_working_week(day: date, days_a_week: int) -> None:
    week = tuple(Hours() if place < days_a_week else None for place in range(7))
    working = WorkingTime(zone=NEW_YORK, week=week)
    for clock in (wins.review_clock(day, working), wins.source_clock(day, working)):
        assert clock.began_at < clock.due_at < clock.overdue_at


def fields(draft: WinDraft) -> list[str]:
    return [problem.field for problem in wins.problems(draft, came_on=CAME, today=TODAY)]


def test_a_win_is_not_before_the_referral_and_not_tomorrow() -> None:
    assert fields(WinDraft(CAME)) == []
    assert fields(WinDraft(TODAY, 0, "a kitchen")) == []
    assert fields(WinDraft(CAME - timedelta(days=1))) == ["on"]
    assert fields(WinDraft(TODAY + timedelta(days=1))) == ["on"]


def test_a_win_takes_amounts_that_can_be() -> None:
    assert fields(WinDraft(TODAY, -1)) == ["value_minor"]
    assert fields(WinDraft(TODAY, 10**15)) == ["value_minor"]
    assert fields(WinDraft(TODAY, None, "x" * 20_001)) == ["note"]


def test_an_answer_says_something() -> None:
    def wrong(**more: object) -> list[str]:
        draft = HowWeDid(ReferralId(1), NOW, **more)  # type: ignore[arg-type]
        return [problem.field for problem in wins.review_problems(draft)]

    assert wrong() == ["satisfaction"]
    assert wrong(satisfaction=6) == ["satisfaction"]
    assert wrong(satisfaction=4) == []
    assert wrong(happy_moment="They showed it to the neighbors.") == []
    assert wrong(note="All fine", kind=TouchKind.CARD) == ["kind"]
    assert wrong(happy_moment="x" * 5_001) == ["happy_moment"]
