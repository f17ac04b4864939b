"""Ranks follow referrals sent, and what the owner remembers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import rank_proposals
from refdesk.domain.rank_proposals import RankFacts
from refdesk.domain.ranking import Rank
from refdesk.domain.rules import Rules

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("facts", "rank", "reason"),
    [
        (RankFacts(sent_lately=2, sent=2), Rank.A_PLUS, "2 referrals in the last 12 months"),
        (RankFacts(sent_lately=1, sent=5), Rank.A, "1 referral in the last 12 months"),
        (RankFacts(sent=3), Rank.B, "sent somebody within two years, but not in the last 12 months"),
        (RankFacts(remembered=4), Rank.A_PLUS, "you remember 4 in two years"),
        (RankFacts(remembered=2), Rank.A, "you remember 2 in two years"),
        (RankFacts(remembered=1), Rank.B, "you remember 1 in two years"),
        (RankFacts(remembered=9, sent_lately=1), Rank.A_PLUS, "you remember 9 in two years"),
        (RankFacts(remembered=2, sent_lately=1), Rank.A, "1 referral in the last 12 months"),
        (RankFacts(remembered=0), Rank.C, "may know somebody; nothing is known yet"),
        (RankFacts(satisfaction=4), Rank.B, "satisfied, and not asked properly yet"),
        (RankFacts(satisfaction=3), Rank.C, "may know somebody; nothing is known yet"),
        (RankFacts(satisfaction=2, influential=True), Rank.D, "was not happy with the work: put that right first"),
        (RankFacts(satisfaction=1, sent_lately=1), Rank.A, "1 referral in the last 12 months"),
        (RankFacts(influential=True), Rank.B, "influential, and not asked properly yet"),
        (RankFacts(was_asked_directly=True), Rank.C, "was asked, and has not sent anybody in two years"),
        (RankFacts(may_be_reached=False, influential=True), Rank.D, "wants no calls and no mail"),
        (RankFacts(may_be_reached=False, sent_lately=1), Rank.A, "1 referral in the last 12 months"),
    ],
)  # fmt: skip
def test_a_rank_follows_what_was_sent(facts: RankFacts, rank: Rank, reason: str) -> None:
    assert rank_proposals.propose(facts) == rank_proposals.Proposal(rank, reason)


LONG = Rules(rank_lately=18, rank_back=36)


@pytest.mark.parametrize(
    ("facts", "rank", "reason"),
    [
        (RankFacts(sent_lately=1, rules=LONG), Rank.A, "1 referral in the last 18 months"),
        (RankFacts(sent=1, rules=LONG), Rank.B, "sent somebody within 36 months, but not in the last 18 months"),
        (RankFacts(remembered=4, rules=LONG), Rank.A_PLUS, "you remember 4 in 36 months"),
        (RankFacts(remembered=2, rules=replace(LONG, rank_lately=12)), Rank.B, "you remember 2 in 36 months"),
        (RankFacts(was_asked_directly=True, rules=LONG), Rank.C, "was asked, and has not sent anybody in 36 months"),
    ],
)  # fmt: skip
def test_a_rank_looks_back_as_far_as_the_owner_says(facts: RankFacts, rank: Rank, reason: str) -> None:
    assert rank_proposals.propose(facts) == rank_proposals.Proposal(rank, reason)


@pytest.mark.parametrize(
    ("rank", "facts", "better", "reason"),
    [
        (Rank.C, RankFacts(sent_lately=1), Rank.A, "1 referral in the last 12 months"),
        (Rank.D, RankFacts(sent_lately=1), Rank.A, "1 referral in the last 12 months"),
        (Rank.A, RankFacts(sent=1), Rank.B,
         "sent somebody within two years, but not in the last 12 months"),
        (Rank.B, RankFacts(may_be_reached=False), Rank.D, "wants no calls and no mail"),
        (Rank.B, RankFacts(was_asked_directly=True), Rank.C, "was asked, and has not sent anybody in two years"),
        (Rank.C, RankFacts(influential=True), Rank.B, "influential, and not asked properly yet"),
        (Rank.A_PLUS, RankFacts(), Rank.C, "has not sent anybody in two years"),
        (Rank.B, RankFacts(satisfaction=1), Rank.D, "was not happy with the work: put that right first"),
    ],
)  # fmt: skip
def test_what_happened_speaks_against_a_rank(rank: Rank, facts: RankFacts, better: Rank, reason: str) -> None:
    assert rank_proposals.look_again(rank, facts) == rank_proposals.Proposal(better, reason)


@pytest.mark.parametrize(
    ("rank", "facts"),
    [
        (Rank.A, RankFacts(sent_lately=1)),
        (Rank.B, RankFacts()),
        (Rank.C, RankFacts()),
        (Rank.D, RankFacts()),
        (Rank.D, RankFacts(influential=True)),
        (Rank.D, RankFacts(satisfaction=1)),
        (Rank.B, RankFacts(satisfaction=3)),
        (Rank.D, RankFacts(was_asked_directly=True)),
        (Rank.A_PLUS, RankFacts(remembered=2)),
        (Rank.C, RankFacts(remembered=9, sent_lately=1)),
    ],
)
def test_want_of_facts_leaves_a_rank_to_its_owner(rank: Rank, facts: RankFacts) -> None:
    assert rank_proposals.look_again(rank, facts) is None


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 11, 18), 24, date(2024, 11, 18)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, before: date) -> None:
    assert rank_proposals.months_before(day, months) == before


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(0, 60))
def test_some_months_before_a_day_is_no_later_and_in_the_right_month(day: date, months: int) -> None:
    before = rank_proposals.months_before(day, months)
    assert before <= day
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before + (date(2, 1, 2) - date(2, 1, 1))).day == 1


def test_top_sources_are_a_fifth_by_well_prepared_referrals() -> None:
    weights = {"ana": 9, "bo": 10, "cy": 0, "dee": 3, "eli": 1, "fay": 0}
    assert rank_proposals.top(weights) == ("bo", "ana")
    assert rank_proposals.top({"ana": 1}) == ("ana",)
    assert rank_proposals.top({"ana": 0}) == ()
    assert rank_proposals.top({}) == ()
    assert rank_proposals.top({"ana": 1, "bo": 2}, 50, among=4) == ("bo", "ana")
    assert rank_proposals.top({"ana": 1, "bo": 2}, 50, among=2) == ("bo",)
    assert (rank_proposals.weight(None), rank_proposals.weight(5)) == (3, 5)
