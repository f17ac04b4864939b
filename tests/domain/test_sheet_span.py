from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import sheet_span
from refdesk.domain.sheet_span import Load, Span

MONDAY = date(2026, 11, 16)


def day(ahead: int) -> date:
    return MONDAY + timedelta(days=ahead)


LOADS = [Load(day(-3), 5, 1), Load(day(0), 5, 0), Load(day(1), 5, 2), Load(day(4), 5, 5), Load(day(7), 3, 3)]


def test_what_is_printed_at_once() -> None:
    found = {span: sheet_span.days(span, LOADS, day=day(1)) for span in Span}
    assert found == {
        Span.DAY: (day(1),),
        Span.WEEK: (day(1), day(4)),  # Monday is entered already
        Span.REST: (day(1), day(4), day(7)),
        Span.MONTH: tuple(load.day for load in LOADS),
    }


@given(
    loads=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.integers(0, 9)), unique_by=lambda each: each[0]),
    ahead=st.integers(0, 60),
)
def test_a_week_is_part_of_the_month_and_the_rest_holds_no_day_gone_by(
    loads: list[tuple[int, int, int]], ahead: int
) -> None:
    known = [Load(day(at), calls, min(calls, to_go)) for at, calls, to_go in sorted(loads)]
    month = sheet_span.days(Span.MONTH, known, day=day(ahead))
    week = sheet_span.days(Span.WEEK, known, day=day(ahead))
    rest = sheet_span.days(Span.REST, known, day=day(ahead))
    assert set(week) | set(rest) <= set(month)
    assert all(each >= day(ahead) for each in rest)
    assert len({each.isocalendar()[:2] for each in week}) <= 1
    assert list(rest) == sorted(rest)
