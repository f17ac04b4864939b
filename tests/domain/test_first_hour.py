from dataclasses import replace

import pytest

from refdesk.domain import first_hour
from refdesk.domain.first_hour import Facts, Step

WHOLE = Facts(
    tagline="Kitchens, on time", ideal_client="Owners of old houses", people=10, ranked=4, unranked=0, asked=5,
    sources=2, planned=2, has_goals=True, second_folder="/stick",
)  # fmt: skip


def test_all_is_left_at_the_beginning() -> None:
    assert first_hour.left(Facts(), ()) == tuple(Step)


def test_nothing_is_left_at_the_end() -> None:
    assert first_hour.done(WHOLE) == frozenset(Step)
    assert first_hour.left(WHOLE, ()) == ()


@pytest.mark.parametrize(
    ("step", "lacking"),
    [
        (Step.WORDS, {"tagline": "  "}),
        (Step.WORDS, {"ideal_client": ""}),
        (Step.PEOPLE, {"people": 9}),
        (Step.SORTING, {"unranked": 1}),
        (Step.SORTING, {"ranked": 0}),
        (Step.FORGOTTEN, {"asked": 4}),
        (Step.PLANS, {"planned": 1}),
        (Step.PLANS, {"sources": 0, "planned": 0}),
        (Step.GOALS, {"has_goals": False}),
        (Step.BACKUP, {"second_folder": ""}),
    ],
)
def test_each_step_is_left_as_long_as_its_fact_is_missing(step: Step, lacking: dict[str, object]) -> None:
    facts = replace(WHOLE, **lacking)  # type: ignore[arg-type]
    assert first_hour.left(facts, ()) == (step,)
    assert first_hour.left(facts, {step}) == ()


def test_a_good_beginning_of_a_large_list_is_enough() -> None:
    many = replace(WHOLE, people=4000, ranked=25, unranked=3975, sources=40, planned=3)
    assert first_hour.left(many, ()) == ()


def test_after_a_step_comes_the_next_that_is_left_and_then_the_first() -> None:
    left = (Step.WORDS, Step.PLANS)
    assert first_hour.after(Step.PEOPLE, left) is Step.PLANS
    assert first_hour.after(Step.BACKUP, left) is Step.WORDS
    assert first_hour.after(Step.PLANS, (Step.PLANS,)) is None
