from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk import i18n
from refdesk.domain import working_time
from refdesk.domain.working_time import OFFICE_HOURS, Away, DueState, Hours, WorkingTime

NEW_YORK = WorkingTime(zone="America/New_York", country="US")
TWELVE_ZONES = (
    "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Africa/Casablanca",
    "Asia/Tehran", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati",
)  # fmt: skip
TWENTY_INSTANTS = (
    "2026-03-08T06:59", "2026-03-08T07:00", "2026-03-29T00:59", "2026-03-29T01:00", "2026-10-25T00:30",
    "2026-10-25T01:00", "2026-11-01T05:30", "2026-11-01T06:00", "2026-11-01T06:30", "2026-04-05T14:00",
    "2026-10-04T15:30", "2024-02-28T23:59", "2024-02-29T12:00", "2028-02-29T00:00", "2026-12-31T23:59",
    "2027-01-01T00:00", "2026-11-18T13:55", "2026-11-20T21:00", "2026-11-21T03:00", "2026-06-30T10:59",
)  # fmt: skip


def at(day: str, *, working: WorkingTime = NEW_YORK) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(working.zone)).astimezone(UTC)


def shown(moment: datetime, *, working: WorkingTime = NEW_YORK) -> str:
    return working.local(moment).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("received", "due", "overdue"),
    [
        ("2026-11-18 08:55", "2026-11-18 17:00", "2026-11-19 17:00"),
        ("2026-11-18 03:00", "2026-11-18 17:00", "2026-11-19 17:00"),
        ("2026-11-18 15:59", "2026-11-18 17:00", "2026-11-19 17:00"),
        ("2026-11-18 16:00", "2026-11-19 17:00", "2026-11-20 17:00"),
        ("2026-11-18 17:30", "2026-11-19 17:00", "2026-11-20 17:00"),
        ("2026-11-20 16:30", "2026-11-23 17:00", "2026-11-24 17:00"),
        ("2026-11-21 12:00", "2026-11-23 17:00", "2026-11-24 17:00"),
        ("2026-11-25 16:30", "2026-11-27 17:00", "2026-11-30 17:00"),  # over Thanksgiving
        ("2026-12-31 18:00", "2027-01-04 17:00", "2027-01-05 17:00"),
        ("2026-10-30 16:30", "2026-11-02 17:00", "2026-11-03 17:00"),  # the clocks go back in between
    ],
)
def test_a_first_contact_is_due_by_the_close_of_the_working_day(received: str, due: str, overdue: str) -> None:
    clock = NEW_YORK.first_contact(at(received))
    assert (shown(clock.due_at), shown(clock.overdue_at)) == (due, overdue)


@pytest.mark.parametrize(
    ("received", "due", "overdue"),
    [
        ("2026-11-18 08:55", "2026-11-20 17:00", "2026-11-25 08:55"),
        ("2026-11-18 22:00", "2026-11-20 17:00", "2026-11-25 22:00"),
        ("2026-11-13 14:00", "2026-11-17 17:00", "2026-11-20 14:00"),
        ("2026-11-21 10:00", "2026-11-24 17:00", "2026-11-28 10:00"),
        ("2026-10-30 09:00", "2026-11-03 17:00", "2026-11-06 09:00"),  # the same time on the wall, an hour more apart
        ("2028-02-28 09:00", "2028-03-01 17:00", "2028-03-06 09:00"),
    ],
)
def test_a_card_has_two_working_days_and_is_overdue_after_seven_days(received: str, due: str, overdue: str) -> None:
    clock = NEW_YORK.card(at(received))
    assert (shown(clock.due_at), shown(clock.overdue_at)) == (due, overdue)


def test_daylight_saving_moves_the_moment_and_not_the_time_on_the_wall() -> None:
    before, after = at("2026-10-30 09:00"), at("2026-11-02 09:00")
    assert NEW_YORK.first_contact(before).due_at == datetime(2026, 10, 30, 21, tzinfo=UTC)
    assert NEW_YORK.first_contact(after).due_at == datetime(2026, 11, 2, 22, tzinfo=UTC)


@pytest.mark.parametrize("zone", TWELVE_ZONES)
@pytest.mark.parametrize("instant", TWENTY_INSTANTS)
def test_the_rule_holds_in_every_zone_at_every_instant(zone: str, instant: str) -> None:
    working = WorkingTime(zone=zone)
    received = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    clock = working.first_contact(received)
    due = clock.due_at.astimezone(ZoneInfo(zone))
    assert due.time() == time(17)
    assert due.weekday() < 5
    assert clock.due_at - received > timedelta(hours=1)
    # No earlier close would have done: each was on a free day, or too near.
    day = received.astimezone(ZoneInfo(zone)).date()
    while day < due.date():
        close = datetime.combine(day, time(17), tzinfo=ZoneInfo(zone))
        assert day.weekday() >= 5 or close.astimezone(UTC) - received <= timedelta(hours=1)
        day += timedelta(days=1)
    assert clock.due_at < clock.overdue_at
    card = working.card(received)
    assert working.working_days_between(working.date_of(received), working.date_of(card.due_at)) == 2
    assert working.date_of(card.overdue_at) - working.date_of(received) == timedelta(days=7)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=60)
@given(first=moments, second=moments, zone=st.sampled_from(TWELVE_ZONES))
def test_what_came_later_is_never_due_earlier(first: datetime, second: datetime, zone: str) -> None:
    working = WorkingTime(zone=zone, country="DE")
    first, second = sorted((first, second))
    assert working.first_contact(first).due_at <= working.first_contact(second).due_at
    assert working.card(first).due_at <= working.card(second).due_at


@settings(max_examples=80)
@given(received=moments, later=st.timedeltas(timedelta(0), timedelta(days=30)), zone=st.sampled_from(TWELVE_ZONES))
def test_a_clock_is_never_amber_before_it_is_due(received: datetime, later: timedelta, zone: str) -> None:
    working = WorkingTime(zone=zone, country="US")
    now = received + later
    for clock in (working.first_contact(received), working.card(received)):
        state = clock.state(now)
        assert (state is DueState.DUE) == (now <= clock.due_at)
        assert (state is DueState.OVERDUE) == (now > clock.overdue_at)
        share = working.share_gone(clock, now)
        assert 0 <= share <= 1
        assert state is DueState.DUE or share == 1
        assert working.words(clock, now)


@settings(max_examples=60)
@given(received=moments, starts=st.integers(-3, 6), lasts=st.integers(0, 20))
def test_being_away_moves_due_moments_to_the_first_working_day_after(
    received: datetime, starts: int, lasts: int
) -> None:
    plain = WorkingTime(zone="Europe/Berlin", country="DE")
    first = plain.date_of(received) + timedelta(days=starts)
    absence = Away(first, first + timedelta(days=lasts))
    working = WorkingTime(zone="Europe/Berlin", country="DE", away=(absence,))
    for clock in (working.first_contact(received), working.card(received)):
        due_on, overdue_on = working.date_of(clock.due_at), working.date_of(clock.overdue_at)
        assert due_on not in absence
        assert overdue_on not in absence
        assert clock.due_at < clock.overdue_at
    if plain.date_of(plain.first_contact(received).due_at) in absence:
        expected = plain.working_day_from(absence.last + timedelta(days=1))
        assert working.date_of(working.first_contact(received).due_at) == expected
    moved = working.moved(plain.card(received))
    assert working.date_of(moved.due_at) not in absence
    assert moved.due_at < moved.overdue_at


def test_a_clock_outside_the_absence_stays_as_it_is() -> None:
    working = WorkingTime(zone="UTC", away=(Away(date(2026, 12, 24), date(2026, 12, 31)),))
    clock = working.card(datetime(2026, 11, 18, 9, tzinfo=UTC))
    assert working.moved(clock) == clock


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-18", True),
        ("2026-11-21", False),
        ("2026-11-26", False),  # Thanksgiving
        ("2026-07-03", False),  # the Fourth on a Saturday, observed on the Friday
        ("2028-02-29", True),
    ],
)
def test_working_days_of_the_united_states(day: str, works: bool) -> None:
    assert NEW_YORK.is_working_day(date.fromisoformat(day)) is works


def test_holidays_have_names_belong_to_a_region_and_can_be_worked() -> None:
    epiphany = date(2026, 1, 6)
    bavaria = WorkingTime(zone="Europe/Berlin", country="DE", region="BY")
    assert NEW_YORK.holiday_on(date(2026, 11, 26)) == "Thanksgiving Day"
    assert not bavaria.is_working_day(epiphany)
    assert WorkingTime(zone="Europe/Berlin", country="DE", region="HH").is_working_day(epiphany)
    assert WorkingTime(zone="Europe/Berlin", country="DE", region="BY", keeps_holidays=False).is_working_day(epiphany)
    assert WorkingTime(country="XX").holiday_on(date(2026, 12, 25)) is None
    assert WorkingTime(country="DE", region="nowhere").holiday_on(date(2026, 12, 25)) is not None


def test_own_days_off_are_not_worked() -> None:
    day = date(2026, 11, 18)
    working = WorkingTime(days_off=frozenset({day}))
    assert not working.is_working_day(day)
    assert working.working_day_from(day) == date(2026, 11, 19)
    assert working.add_working_days(day, 3) == date(2026, 11, 23)


def test_each_day_has_its_own_hours() -> None:
    week = (*(OFFICE_HOURS,) * 5, Hours(time(10), time(13)), None)
    working = WorkingTime(week=week)
    assert working.first_contact(datetime(2026, 11, 21, 11, tzinfo=UTC)).due_at == datetime(
        2026, 11, 21, 13, tzinfo=UTC
    )
    assert working.close_of(date(2026, 11, 22)) == datetime(2026, 11, 22, 17, tzinfo=UTC)


def test_a_business_without_a_working_day_does_not_search_forever() -> None:
    working = WorkingTime(week=(None,) * 7)
    day = date(2026, 11, 18)
    assert working.working_day_from(day) == day
    assert working.close_of(day).hour == 17


def test_something_due_on_a_free_day_may_wait_for_the_next() -> None:
    began = at("2026-11-18 09:00")
    assert shown(NEW_YORK.by_end_of(date(2026, 11, 22), began_at=began).due_at) == "2026-11-23 17:00"
    assert shown(NEW_YORK.by_end_of(date(2026, 11, 20), began_at=began).due_at) == "2026-11-20 17:00"


@pytest.mark.parametrize(
    ("now", "share"),
    [("2026-11-18 08:55", 0), ("2026-11-18 09:00", 0), ("2026-11-18 13:00", 0.5), ("2026-11-18 17:00", 1),
     ("2026-11-19 10:00", 1)],
)  # fmt: skip
def test_the_pie_shows_the_share_of_working_time_that_is_gone(now: str, share: float) -> None:
    clock = NEW_YORK.first_contact(at("2026-11-18 08:55"))
    assert NEW_YORK.share_gone(clock, at(now)) == pytest.approx(share)


def test_nights_and_weekends_do_not_move_the_pie() -> None:
    clock = NEW_YORK.card(at("2026-11-20 12:00"))  # Friday: 5 h, then Monday and Tuesday
    assert NEW_YORK.share_gone(clock, at("2026-11-20 18:00")) == NEW_YORK.share_gone(clock, at("2026-11-23 08:00"))
    assert NEW_YORK.share_gone(clock, at("2026-11-23 17:00")) == pytest.approx(13 / 21)


@pytest.mark.parametrize(
    ("received", "now", "words"),
    [
        ("2026-11-18 08:55", "2026-11-18 09:00", "Today by 5 PM"),
        ("2026-11-18 16:30", "2026-11-18 16:40", "Tomorrow"),
        ("2026-11-20 16:30", "2026-11-20 16:40", "By Monday"),
        ("2026-11-18 08:55", "2026-11-18 18:00", "Late since 5 PM"),
        ("2026-11-18 08:55", "2026-11-19 09:00", "1 day late"),
        ("2026-11-20 08:55", "2026-11-21 09:00", "Late since Friday"),
        ("2026-11-18 08:55", "2026-11-20 09:00", "Overdue, 2 days"),
        ("2026-11-18 08:55", "2026-11-19 17:01", "Overdue"),
        ("2026-01-05 08:55", "2026-11-18 09:00", "Overdue"),
    ],
)
def test_the_words_beside_the_clock(received: str, now: str, words: str) -> None:
    clock = NEW_YORK.first_contact(at(received))
    assert NEW_YORK.words(clock, at(now)) == words


def test_at_the_due_moment_itself_nothing_is_late() -> None:
    clock = NEW_YORK.first_contact(at("2026-11-18 08:55"))
    second = timedelta(seconds=1)
    states = [clock.state(moment) for moment in (clock.due_at, clock.due_at + second, clock.overdue_at)]
    assert states == [DueState.DUE, DueState.LATE, DueState.LATE]
    assert clock.state(clock.overdue_at + second) is DueState.OVERDUE


def test_a_card_can_be_days_late_before_it_is_overdue() -> None:
    clock = NEW_YORK.card(at("2026-11-12 10:00"))
    assert clock.state(at("2026-11-18 10:00")) is DueState.LATE
    assert NEW_YORK.words(clock, at("2026-11-18 10:00")) == "2 days late"
    assert NEW_YORK.words(NEW_YORK.by_end_of(date(2026, 12, 30), began_at=at("2026-11-12 10:00")),
                          at("2026-11-18 10:00")) == "By Dec 30"  # fmt: skip


@pytest.fixture
def german() -> object:
    i18n.use("de_DE")
    yield None
    i18n.use(i18n.DEFAULT_LOCALE)


@pytest.mark.usefixtures("german")
def test_the_time_is_written_as_the_country_does() -> None:
    assert working_time.hour_words(datetime(2026, 11, 18, 17, tzinfo=UTC)) == "17:00"


def test_half_hours_keep_their_minutes() -> None:
    assert working_time.hour_words(datetime(2026, 11, 18, 17, 30, tzinfo=UTC)) == "5:30 PM"


@pytest.mark.parametrize(
    ("year", "month", "last"), [(2026, 11, 30), (2026, 12, 31), (2026, 2, 28), (2028, 2, 29), (2100, 2, 28)]
)
def test_months_have_their_days(year: int, month: int, last: int) -> None:
    assert working_time.days_of_month(year, month) == (date(year, month, 1), date(year, month, last))
