"""The numbers of the rules: their defaults are those of the rules, and no number is nonsense."""

import pytest

from refdesk.domain import rules
from refdesk.domain.rules import Rules


def test_the_defaults_are_those_of_the_rules() -> None:
    usual = {each.name: getattr(rules.USUAL, each.name) for each in rules.all_of()}
    assert usual == {
        "last_minutes": 60, "overdue_days": 1, "card_days": 2, "card_overdue_days": 7, "introduction_days": 3,
        "update_second": 7, "update_then": 28, "update_quiet": 7,
        "ask_days": 90, "check_back_days": 10, "source_days": 30,
        "touch_a_plus": 30, "touch_a": 45, "touch_b": 90, "touch_c": 180, "words_a_day": 5, "review_months": 12,
        "mail_days": 5, "missed_days": 7,
        "minutes_a_call": 8, "most_tries": 3, "best_first": 60,
        "rank_often": 2, "rank_lately": 12, "rank_back": 24, "rank_months": 4, "top_percent": 20, "rates_from": 20,
        "idle_days": 10, "catch_up_lines": 10,
    }  # fmt: skip
    assert set(rules.HEADS) <= set(usual)
    assert next(iter(rules.HEADS)) == next(iter(usual)), "no number stands without a head"
    assert not list(rules.problems(rules.USUAL))


@pytest.mark.parametrize(("name", "value"), [("ask_days", -1), ("update_then", 0), ("words_a_day", 51)])
def test_a_number_out_of_its_range_is_named(name: str, value: int) -> None:
    (found,) = rules.problems(Rules(**{name: value}))
    assert found.field == name
    assert found.sentence.startswith("Type a number from ")


def test_a_card_is_not_overdue_before_it_is_due() -> None:
    assert [each.field for each in rules.problems(Rules(card_days=9))] == ["card_overdue_days"]


def test_what_was_saved_by_another_version_or_hand_has_its_default() -> None:
    assert rules.read({"ask_days": 60, "moon": 3, "card_days": "soon", "update_then": 0, "source_days": True}) == Rules(
        ask_days=60
    )


def test_a_rank_counts_as_lately_no_more_than_it_looks_back() -> None:
    (found,) = rules.problems(Rules(rank_lately=25))
    assert (found.field, found.sentence) == ("rank_lately", "A rank does not look back so far.")
    assert not list(rules.problems(Rules(rank_lately=24)))
