from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from refdesk.domain import reviews
from refdesk.domain.ids import ContactId
from refdesk.domain.reviews import ReviewDraft
from refdesk.domain.touches import Asked, Purpose

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
DRAFT = ReviewDraft(ContactId(1), NOW)


@pytest.mark.parametrize(
    ("since", "last", "due"),
    [
        (None, None, None),
        (None, date(2026, 1, 1), None),
        (date(2025, 11, 18), None, date(2026, 11, 18)),
        (date(2020, 1, 1), date(2026, 3, 5), date(2027, 3, 5)),
        (date(2026, 5, 1), date(2026, 3, 5), date(2027, 5, 1)),  # a client again
        (date(2024, 2, 29), None, date(2025, 2, 28)),
    ],
)
def test_a_review_is_due_after_a_year(since: date | None, last: date | None, due: date | None) -> None:
    assert reviews.due_on(since, last) == due


def test_the_last_day_reviewed_agrees_with_the_day_due() -> None:
    day = date(2023, 1, 1)
    while day < date(2029, 6, 1):
        last = reviews.reviewed_by(day)
        assert reviews.months_after(last, 12) <= day < reviews.months_after(last + timedelta(days=1), 12)
        day += timedelta(days=1)


def test_a_review_is_a_conversation_that_holds_the_answers() -> None:
    draft = replace(DRAFT, summary="A good hour.", facts_confirmed=True, who_they_know="The Lunds", asked=Asked.LIGHTLY)
    touch = reviews.as_touch(draft)
    assert (touch.purpose, touch.asked) == (Purpose.REVIEW, Asked.LIGHTLY)
    assert touch.summary == "A good hour.\nFacts confirmed\nIn a similar situation: The Lunds"
    assert reviews.as_touch(DRAFT).summary == ""


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"satisfaction": 0}, ["satisfaction"]),
        ({"satisfaction": 5}, []),
        ({"satisfaction": 6}, ["satisfaction"]),
        ({"happy_moment": "x" * 5_001}, ["happy_moment"]),
        ({"who_they_know": "x" * 5_001}, ["who_they_know"]),
        ({"at": NOW + timedelta(minutes=1)}, ["at"]),
        ({"promise_text": "A book"}, ["promise_due_on"]),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, object], fields: list[str]) -> None:
    assert [problem.field for problem in reviews.problems(replace(DRAFT, **changed), now=NOW)] == fields  # type: ignore[arg-type]
