from datetime import date

import pytest

from refdesk.domain import ranking
from refdesk.domain.ranking import Rank
from refdesk.domain.rules import Rules

TODAY = date(2026, 11, 18)


def test_ranks_stand_best_first_and_those_not_asked_last() -> None:
    mixed: list[Rank | None] = [None, Rank.C, Rank.D, Rank.A, Rank.B, Rank.A_PLUS]
    assert sorted(mixed, key=ranking.order) == [Rank.A_PLUS, Rank.A, Rank.B, Rank.C, None, Rank.D]


@pytest.mark.parametrize(
    ("rank", "is_source", "words", "due"),
    [
        (Rank.A_PLUS, True, "sends often", date(2026, 12, 1)),
        (Rank.A, True, "sends", date(2026, 12, 16)),
        (Rank.B, True, "could send", date(2027, 1, 30)),
        (Rank.C, True, "maybe", date(2027, 4, 30)),
        (Rank.D, False, "not asking", None),
        (None, False, "not ranked yet", None),
    ],
)
def test_what_a_rank_means(rank: Rank | None, is_source: bool, words: str, due: date | None) -> None:
    assert ranking.is_source(rank) is is_source
    assert ranking.words(rank) == words
    assert ranking.touch_due_on(rank, date(2026, 11, 1), today=TODAY) == due


def test_a_source_without_any_touch_is_due_today() -> None:
    assert ranking.touch_due_on(Rank.A, None, today=TODAY) == TODAY
    assert ranking.touch_due_on(None, None, today=TODAY) is None


def test_the_days_are_a_setting() -> None:
    assert ranking.touch_due_on(Rank.A, TODAY, today=TODAY, rules=Rules(touch_a=7)) == date(2026, 11, 25)
    assert ranking.touch_due_on(Rank.B, TODAY, today=TODAY, rules=Rules(touch_a=7)) == date(2027, 2, 16)
    assert ranking.touch_due_on(Rank.D, TODAY, today=TODAY, rules=Rules(touch_a=7)) is None
