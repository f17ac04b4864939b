from dataclasses import replace
from datetime import date

import pytest

from refdesk.domain import evidence
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId

TODAY = date(2026, 11, 18)
SAID = EvidenceDraft(ContactId(1), Of.TRUST, TODAY, 2, "Gave us the keys")


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"text": ""}, []),
        ({"level": None}, []),
        ({"level": None, "text": " "}, ["text"]),
        ({"level": 4}, ["level"]),
        ({"level": 0}, []),
        ({"level": -1}, ["level"]),
        ({"of": Of.HAPPY, "level": 0}, ["level"]),
        ({"of": Of.HAPPY, "level": 5}, []),
        ({"of": Of.HAPPY, "level": 6}, ["level"]),
        ({"text": "x" * 20_001}, ["text"]),
        ({"on": date(2026, 11, 19)}, ["on"]),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, object], fields: list[str]) -> None:
    found = evidence.problems(replace(SAID, **changed), today=TODAY)  # type: ignore[arg-type]
    assert [problem.field for problem in found] == fields


def test_every_level_has_its_words() -> None:
    assert [evidence.level_words(level) for level in range(4)] == ["not yet", "a little", "well", "very well"]
