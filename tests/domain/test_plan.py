from datetime import date

import pytest

from refdesk.domain import plan
from refdesk.domain.plan import PlanDraft

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (PlanDraft(), []),
        (PlanDraft(next_step="Coffee", next_step_on=DAY), []),
        (PlanDraft(next_step="Coffee"), []),
        (PlanDraft(next_step_on=DAY), ["next_step"]),
        (PlanDraft(next_step="x" * 201), ["next_step"]),
        (PlanDraft(benefit="x" * 20_001), ["benefit"]),
        (PlanDraft(words="x" * 20_001), ["words"]),
    ],
)
def test_what_is_wrong_is_named(draft: PlanDraft, fields: list[str]) -> None:
    assert [problem.field for problem in plan.problems(draft)] == fields


def test_an_empty_plan_is_none() -> None:
    assert PlanDraft(benefit=" ").is_empty
    assert not PlanDraft(words="Say hello").is_empty
    assert not PlanDraft(next_step_on=DAY).is_empty
