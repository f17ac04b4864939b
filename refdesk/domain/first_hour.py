"""The rest of the first hour: seven steps after the first card; what is in the file says which of them are done."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

ENOUGH_PEOPLE = 10
ENOUGH_RANKED = 25
ENOUGH_ASKED = 5
ENOUGH_PLANS = 3


class Step(StrEnum):
    """A step of the first hour, in the order in which they are taken."""

    WORDS = "words"
    PEOPLE = "people"
    SORTING = "sorting"
    FORGOTTEN = "forgotten"
    PLANS = "plans"
    GOALS = "goals"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what the steps follow from; `sources` are the people ranked A+, A and B, `planned` those with a plan.

    `asked` counts the walks of life for which somebody was added, or that have nobody.
    """

    tagline: str = ""
    ideal_client: str = ""
    people: int = 0
    ranked: int = 0
    unranked: int = 0
    asked: int = 0
    sources: int = 0
    planned: int = 0
    has_goals: bool = False
    second_folder: str = ""


def is_done(step: Step, facts: Facts) -> bool:
    """Say whether a step is done. A large list is sorted in more than an hour: a good beginning is enough."""
    return {
        Step.WORDS: bool(facts.tagline.strip() and facts.ideal_client.strip()),
        Step.PEOPLE: facts.people >= ENOUGH_PEOPLE,
        Step.SORTING: facts.ranked >= ENOUGH_RANKED or (facts.ranked > 0 and not facts.unranked),
        Step.FORGOTTEN: facts.asked >= ENOUGH_ASKED,
        Step.PLANS: 0 < min(facts.sources, ENOUGH_PLANS) <= facts.planned,
        Step.GOALS: facts.has_goals,
        Step.BACKUP: bool(facts.second_folder),
    }[step]


def done(facts: Facts) -> frozenset[Step]:
    """Return the steps that are done."""
    return frozenset(step for step in Step if is_done(step, facts))


def left(facts: Facts, skipped: Collection[Step]) -> tuple[Step, ...]:
    """Return the steps that are neither done nor skipped, in their order."""
    return tuple(step for step in Step if step not in skipped and not is_done(step, facts))


def after(step: Step, remaining: Collection[Step]) -> Step | None:
    """Return the step to go on with after one: the next that is left, or the first of them; None for none."""
    order = list(Step)
    turned = order[order.index(step) + 1 :] + order[: order.index(step)]
    return next((each for each in turned if each in remaining), None)
