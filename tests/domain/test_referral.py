from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from refdesk.domain import referral, stages
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.stages import Meaning

NOW = datetime(2026, 11, 18, 14, tzinfo=UTC)
ANA, THEO, BO = ContactId(1), ContactId(2), ContactId(3)
RECEIVED = ReferralDraft(received_at=NOW, giver_ids=(ANA,), prospect_id=THEO)
GIVEN = ReferralDraft(received_at=NOW, direction=Direction.GIVEN, prospect_id=THEO, recipient_id=BO)


@pytest.mark.parametrize(
    "draft",
    [
        RECEIVED,
        GIVEN,
        replace(RECEIVED, giver_ids=()),  # don't know who
        replace(RECEIVED, giver_ids=(ANA, BO)),
        replace(RECEIVED, giver_ids=(), new_givers=(ContactDraft(given="Ana"),)),
        replace(RECEIVED, prospect_id=None, new_prospect=ContactDraft(given="Theo")),
        replace(GIVEN, recipient_id=None, new_recipient=ContactDraft(given="Bo")),
        replace(RECEIVED, preparedness=1, need="x" * 20_000, next_step="x" * 200),
        replace(RECEIVED, preparedness=5, value_expected_minor=0),
    ],
)
def test_a_referral_needs_who_was_sent(draft: ReferralDraft) -> None:
    assert referral.problems(draft, now=NOW) == ()


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(RECEIVED, prospect_id=None), "prospect"),
        (replace(RECEIVED, recipient_id=BO), "recipient"),
        (replace(RECEIVED, giver_ids=(ANA, THEO)), "giver"),
        (replace(GIVEN, recipient_id=None), "recipient"),
        (replace(GIVEN, giver_ids=(ANA,)), "giver"),
        (replace(GIVEN, recipient_id=THEO), "recipient"),
        (replace(RECEIVED, received_at=NOW + timedelta(minutes=1)), "received_at"),
        (replace(RECEIVED, preparedness=0), "preparedness"),
        (replace(RECEIVED, preparedness=6), "preparedness"),
        (replace(RECEIVED, value_expected_minor=-1), "value_expected_minor"),
        (replace(RECEIVED, need="x" * 20_001), "need"),
        (replace(RECEIVED, next_step="x" * 201), "next_step"),
    ],
)
def test_what_is_wrong_with_a_referral_is_said_beside_its_field(draft: ReferralDraft, field: str) -> None:
    assert [problem.field for problem in referral.problems(draft, now=NOW)] == [field]


def test_every_lead_is_handled_before_it_can_be_lost() -> None:
    refusal = referral.cannot_close_as_lost(0)
    assert refusal is not None
    assert "Log a call" in refusal.sentence
    assert referral.cannot_close_as_lost(1) is None


@pytest.mark.parametrize(
    ("meaning", "attempts", "refused"),
    [(Meaning.LOST, 0, True), (Meaning.LOST, 2, False), (Meaning.WON, 0, False), (Meaning.OPEN, 0, False)],
)
def test_only_losing_asks_for_an_attempt(meaning: Meaning, attempts: int, refused: bool) -> None:
    assert (stages.cannot_move(meaning, attempts=attempts) is not None) is refused


def test_preparedness_has_words_for_each_step_and_for_not_knowing() -> None:
    assert list(referral.PREPARED_WORDS) == [1, 2, 3, 4, 5]
    assert referral.prepared_words(5) == "wants us and knows why"
    assert referral.prepared_words(None) == "not known yet"


def test_a_new_business_has_six_stages() -> None:
    assert [stage.name for stage in stages.DEFAULT_STAGES] == [
        "New", "Contacted", "Meeting", "Proposal", "Won", "Lost",
    ]  # fmt: skip
    assert [stage.meaning for stage in stages.DEFAULT_STAGES][-2:] == [Meaning.WON, Meaning.LOST]
    assert all(
        (stage.stalled_after_days is None) == (stage.meaning is not Meaning.OPEN) for stage in stages.DEFAULT_STAGES
    )


@pytest.mark.parametrize(
    ("days", "after", "stalled"), [(14, 14, False), (15, 14, True), (0, 0, False), (900, None, False)]
)
def test_a_card_stalls_after_its_stage_s_days(days: int, after: int | None, stalled: bool) -> None:
    today = date(2026, 11, 18)
    since = today - timedelta(days=days)
    assert stages.days_still(since, today) == days
    assert stages.is_stalled(days, stalled_after_days=after) is stalled


def test_a_move_dated_tomorrow_is_not_still() -> None:
    assert stages.days_still(date(2026, 11, 19), date(2026, 11, 18)) == 0
