from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from refdesk.domain import asking, promises, touches
from refdesk.domain.asking import AskFacts
from refdesk.domain.ids import ContactId
from refdesk.domain.promises import PromiseDraft, PromiseState
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.working_time import WorkingTime

NOW = datetime(2026, 11, 18, 14, tzinfo=UTC)
TODAY = date(2026, 11, 18)
CALL = TouchDraft(contact_id=ContactId(1), at=NOW)


@pytest.mark.parametrize(
    ("kind", "purpose", "counts"),
    [
        (TouchKind.CALL, Purpose.FIRST_CONTACT, True),
        (TouchKind.MESSAGE, Purpose.OTHER, True),
        (TouchKind.VISIT, Purpose.FIRST_CONTACT, True),
        (TouchKind.CALL, Purpose.ASK, True),  # asking the giver for the introduction
        (TouchKind.CALL, Purpose.THANKS, False),
        (TouchKind.MESSAGE, Purpose.UPDATE, False),
        (TouchKind.CARD, Purpose.FIRST_CONTACT, False),
    ],
)
def test_an_attempt_is_to_try_whether_or_not_anybody_answers(kind: TouchKind, purpose: Purpose, counts: bool) -> None:
    assert touches.counts_as_attempt(kind, purpose) is counts


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        (Outcome.TALKED, True),
        (Outcome.MESSAGE_LEFT, True),
        (Outcome.NONE, True),
        (Outcome.NO_ANSWER, False),
        (Outcome.WRONG_NUMBER, False),
        (Outcome.CALL_BACK, False),
        (Outcome.DO_NOT_CALL, False),
    ],
)
def test_ringing_in_vain_is_no_touch_and_no_thanks(outcome: Outcome, counts: bool) -> None:
    assert touches.counts_as_touch(outcome) is counts
    assert touches.counts_as_word_of_thanks(TouchKind.CALL, Purpose.THANKS, outcome) is counts


def test_a_card_is_no_word_of_thanks_and_a_chat_about_something_else_neither() -> None:
    assert not touches.counts_as_word_of_thanks(TouchKind.CARD, Purpose.THANKS, Outcome.NONE)
    assert not touches.counts_as_word_of_thanks(TouchKind.CALL, Purpose.OTHER, Outcome.TALKED)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (CALL, []),
        (replace(CALL, summary="x" * 20_000), []),
        (replace(CALL, promise_text="a roofer", promise_due_on=TODAY), []),
        (replace(CALL, contact_id=None), ["contact_id"]),
        (replace(CALL, at=NOW + timedelta(seconds=1)), ["at"]),
        (replace(CALL, summary="x" * 20_001), ["summary"]),
        (replace(CALL, promise_text="a roofer"), ["promise_due_on"]),
        (replace(CALL, promise_due_on=TODAY), ["promise_text"]),
    ],
)
def test_a_conversation_is_checked(draft: TouchDraft, fields: list[str]) -> None:
    assert [problem.field for problem in touches.problems(draft, now=NOW)] == fields


def test_every_word_of_a_list_is_there() -> None:
    assert set(touches.KIND_WORDS) == set(TouchKind)
    assert set(touches.PURPOSE_WORDS) == set(Purpose)
    assert set(touches.OUTCOME_WORDS) == set(Outcome)
    assert set(touches.ASKED_WORDS) == set(Asked)


@pytest.mark.parametrize(
    ("facts", "asked", "warnings"),
    [
        (AskFacts(referrals_given=1), Asked.DIRECTLY, 0),
        (AskFacts(useful_sent=1), Asked.DIRECTLY, 0),
        (AskFacts(), Asked.DIRECTLY, 1),
        (AskFacts(), Asked.LIGHTLY, 0),
        (AskFacts(), Asked.NO, 0),
        (AskFacts(last_asked_on=date(2026, 8, 20), gifts_given=1), Asked.DIRECTLY, 0),  # 90 days ago
        (AskFacts(last_asked_on=date(2026, 8, 21), gifts_given=1), Asked.DIRECTLY, 1),
        (AskFacts(last_asked_on=date(2026, 8, 21), gifts_given=1), Asked.LIGHTLY, 0),
        (AskFacts(last_asked_on=date(2026, 11, 1)), Asked.DIRECTLY, 2),
    ],
)
def test_asking_too_soon_or_before_giving_is_warned_of(facts: AskFacts, asked: Asked, warnings: int) -> None:
    assert len(asking.warnings(facts, asked, TODAY)) == warnings


def test_the_warning_names_the_days() -> None:
    facts = AskFacts(last_asked_on=date(2026, 11, 1), promises_kept=1)
    (sentence,) = asking.warnings(facts, Asked.DIRECTLY, TODAY)
    assert "November 1" in sentence
    assert "January 30" in sentence
    assert asking.free_from(AskFacts()) is None


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (PromiseDraft(ContactId(1), "a roofer", TODAY), []),
        (PromiseDraft(None, " ", None), ["contact_id", "text", "due_on"]),
        (PromiseDraft(ContactId(1), "x" * 20_001, TODAY), ["text"]),
    ],
)
def test_a_promise_needs_someone_something_and_a_day(draft: PromiseDraft, fields: list[str]) -> None:
    assert [problem.field for problem in promises.problems(draft)] == fields


@pytest.mark.parametrize(
    ("kept", "dropped", "state"),
    [
        (None, None, PromiseState.OPEN),
        (TODAY, None, PromiseState.KEPT),
        (None, TODAY, PromiseState.DROPPED),
    ],
)
def test_a_promise_is_open_until_it_is_kept_or_dropped(
    kept: date | None, dropped: date | None, state: PromiseState
) -> None:
    assert promises.state(kept_on=kept, dropped_on=dropped) is state


def test_a_promise_is_due_by_the_close_of_its_day() -> None:
    clock = promises.clock(TODAY, promised_at=NOW, working=WorkingTime())
    assert clock.due_at == datetime(2026, 11, 18, 17, tzinfo=UTC)
