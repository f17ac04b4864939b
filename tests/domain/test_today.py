"""Which lines matter after an absence, and when one returns from one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from refdesk.domain import today as rules
from refdesk.domain.today import LineKind, Look, Section
from refdesk.domain.working_time import Away, DueState, WorkingTime

NOON = datetime(2026, 11, 18, 17, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Duty:
    kind: LineKind
    state: DueState = DueState.DUE
    due: datetime = NOON


def test_every_kind_has_a_section_and_the_sections_stand_in_the_order_of_the_screen() -> None:
    assert set(rules.SECTION_OF) == set(LineKind)
    assert set(rules.SECTION_OF.values()) == set(Section)
    found = [rules.SECTION_OF[kind] for kind in LineKind]
    assert list(dict.fromkeys(found)) == list(Section)


def test_a_key_names_the_kind_and_what_it_stands_for() -> None:
    assert rules.key(LineKind.CARD, 7) == "card:7"
    assert rules.key(LineKind.REVIEW, 7, Look.CLIENT) != rules.key(LineKind.REVIEW, 7, Look.NEXT_STEP)


def test_ten_matter_people_who_wait_first_and_not_all_of_one_kind() -> None:
    leads = [Duty(LineKind.FIRST_CONTACT, DueState.OVERDUE, NOON + timedelta(days=at)) for at in range(20)]
    words = [Duty(LineKind.WORD), Duty(LineKind.WORD, DueState.LATE, NOON + timedelta(days=1))]
    others = [Duty(LineKind.UPDATE), Duty(LineKind.PROMISE, DueState.LATE)]
    quiet = [Duty(LineKind.KEEP_IN_TOUCH, DueState.LATE)] * 5
    found = rules.that_matter([*leads, *words, *others, *quiet])
    assert len(found) == 10
    assert list(found[:4]) == leads[:4]
    assert set(words) | set(others) <= set(found)
    assert [each.kind for each in found] == sorted((each.kind for each in found), key=list(LineKind).index)


def test_what_is_late_comes_before_what_is_due() -> None:
    late = Duty(LineKind.CARD, DueState.LATE, NOON + timedelta(days=3))
    cards = [Duty(LineKind.CARD, DueState.DUE, NOON + timedelta(hours=at)) for at in range(12)]
    assert late in rules.that_matter([*cards, late])


def test_fewer_than_ten_all_matter() -> None:
    some = [Duty(LineKind.FIRST_CONTACT)] * 7
    assert rules.that_matter(some) == tuple(some)


def test_ten_idle_days_are_an_absence_and_nine_are_not() -> None:
    working = WorkingTime()
    assert rules.is_return(MONDAY, MONDAY - timedelta(days=10), working)
    assert not rules.is_return(MONDAY, MONDAY - timedelta(days=9), working)
    assert not rules.is_return(MONDAY, None, working)


def test_the_first_working_day_after_away_is_a_return_weekends_aside() -> None:
    working = WorkingTime(away=(Away(date(2026, 11, 16), date(2026, 11, 20)),))
    worked = MONDAY - timedelta(days=2)
    assert rules.is_return(MONDAY, worked, working)
    assert not rules.is_return(MONDAY + timedelta(days=1), worked, working)
    assert not rules.is_return(date(2026, 11, 18), worked, working), "still away"
    assert not rules.is_return(date(2026, 11, 16), worked, WorkingTime())


def test_a_holiday_after_away_is_no_day_of_return_yet() -> None:
    # Thanksgiving is November 26 in 2026; the absence ended the day before.
    working = WorkingTime(country="US", away=(Away(date(2026, 11, 23), date(2026, 11, 25)),))
    worked = date(2026, 11, 22)
    assert not rules.is_return(date(2026, 11, 26), worked, working)
    assert rules.is_return(date(2026, 11, 27), worked, working)
