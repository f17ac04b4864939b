"""How each part of a thank-you came out: in time or late, open or past its time, left out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import thanks_log
from refdesk.domain.rules import Rules
from refdesk.domain.thanks import Part
from refdesk.domain.thanks_log import How, PartFacts
from refdesk.domain.working_time import Away, WorkingTime

WORKING = WorkingTime(zone="UTC")
OPENED = datetime(2026, 11, 18, 10, tzinfo=UTC)  # a Wednesday
DUE = OPENED + timedelta(hours=7)
NOW = OPENED + timedelta(days=7)
WORD = PartFacts(Part.WORD, OPENED, DUE)

FACTS = st.builds(
    PartFacts, st.sampled_from(Part), st.just(OPENED), st.just(DUE),
    st.none() | st.integers(0, 400).map(lambda hours: OPENED + timedelta(hours=hours)),
    st.none() | st.just(OPENED), st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "now", "how"),
    [
        ({"done_at": DUE}, NOW, How.IN_TIME),
        ({"done_at": DUE + timedelta(seconds=1)}, NOW, How.LATE),
        ({"done_at": DUE, "waived_at": DUE}, NOW, How.IN_TIME),
        ({"done_at": DUE, "may_be_owed": False}, NOW, How.IN_TIME),
        ({"waived_at": DUE}, NOW, How.LEFT_OUT),
        ({"may_be_owed": False}, NOW, How.LEFT_OUT),
        ({}, DUE, How.OPEN),
        ({}, DUE + timedelta(seconds=1), How.OVER),
    ],
)
def test_how_a_part_came_out(changes: dict[str, object], now: datetime, how: How) -> None:
    assert thanks_log.how(replace(WORD, **changes), now, WORKING) is how  # type: ignore[arg-type]


def test_an_absence_moves_the_time() -> None:
    away = replace(WORKING, away=(Away(DUE.date(), DUE.date() + timedelta(days=1)),))
    late = replace(WORD, done_at=DUE + timedelta(days=1))
    assert [thanks_log.how(late, NOW, each) for each in (WORKING, away)] == [How.LATE, How.IN_TIME]


def test_days_are_working_days() -> None:
    done = [replace(WORD, done_at=OPENED + timedelta(days=days)) for days in (0, 1, 2, 3, 5)]
    found = thanks_log.lines([*done, WORD], NOW, WORKING)
    assert [each.days for each in found] == [0, 1, 2, 2, 3, None]


def test_a_share_is_told_from_twenty_on_and_of_those_decided() -> None:
    nineteen = [replace(WORD, done_at=DUE)] * 18 + [WORD]
    (word, card) = thanks_log.sums([*nineteen, replace(WORD, due_at=NOW + timedelta(days=1))], NOW, WORKING)
    assert (word.pace.percent, word.owed, word.waiting) == (None, 20, 2)
    (word, card) = thanks_log.sums([*nineteen, WORD], NOW, WORKING)
    assert (word.pace.percent, card.owed, card.pace.percent) == (90, 0, None)
    few = replace(WORKING, rules=Rules(rates_from=2))
    assert thanks_log.sums([WORD, replace(WORD, done_at=DUE)], NOW, few)[0].pace.percent == 50


@given(st.lists(FACTS, max_size=12))
def test_nothing_is_lost_in_the_sums(facts: list[PartFacts]) -> None:
    lines = thanks_log.lines(facts, NOW, WORKING)
    assert [(each.part, each.done_on is not None) for each in lines] == [
        (each.part, each.done_at is not None) for each in facts
    ]
    for each in thanks_log.sums(facts, NOW, WORKING):
        assert sum(each.counts.values()) == sum(one.part is each.part for one in facts)
        assert each.pace.in_time == each.counts[How.IN_TIME]
        assert each.pace.decided == each.counts[How.IN_TIME] + each.counts[How.LATE] + each.counts[How.OVER]
