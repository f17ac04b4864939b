"""The top sources of a time: the heaviest of them, each referral once in a sum, nobody who is no source."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import rank_proposals, top_sources
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.stages import Meaning
from refdesk.domain.top_sources import Sent

DAY = date(2026, 3, 1)
ANA, BO, CY = (ContactId(number) for number in (1, 2, 3))


def sent(giver: ContactId, number: int, **more: object) -> Sent:
    return Sent(giver, ReferralId(number), DAY + timedelta(days=number), **more)  # type: ignore[arg-type]


SENT = st.lists(
    st.builds(
        Sent, st.integers(1, 8).map(ContactId), st.integers(1, 15).map(ReferralId), st.just(DAY),
        st.sampled_from(Meaning), st.sampled_from([None, 1, 2, 3, 4, 5]), st.integers(0, 500),
    ),
    max_size=25,
)  # fmt: skip


def alike(found: list[Sent]) -> list[Sent]:
    """Return these with the facts of a referral the same for each of its givers."""
    facts = {each.referral_id: each for each in found}
    return [
        Sent(each.giver_id, each.referral_id, each.on, facts[each.referral_id].meaning,
             facts[each.referral_id].preparedness, facts[each.referral_id].value_minor)
        for each in found
    ]  # fmt: skip


def test_a_well_prepared_referral_weighs_more_than_two_that_came_cold() -> None:
    found = top_sources.of(
        [ANA, BO, CY], [sent(ANA, 1, preparedness=5), sent(BO, 2, preparedness=1), sent(BO, 3, preparedness=1)],
        percent=34,
    )  # fmt: skip
    assert [each.contact_id for each in found.top] == [ANA, BO]
    assert [each.counts.mean for each in found.top] == [5.0, 1.0]


def test_money_is_of_what_was_won_and_a_shared_referral_counts_once_in_the_sum() -> None:
    shared = {"meaning": Meaning.WON, "value_minor": 900, "preparedness": 4}
    found = top_sources.of(
        [ANA, BO], [sent(ANA, 1, **shared), sent(BO, 1, **shared), sent(BO, 2, meaning=Meaning.LOST, value_minor=50)],
        earlier=[sent(BO, 3), sent(CY, 4)], given={BO: 2, CY: 9}, percent=100,
    )  # fmt: skip
    bo, ana = found.top
    assert (bo.counts.received, bo.counts.won, bo.counts.lost, bo.counts.value_minor, bo.before, bo.given) == (
        2, 1, 1, 900, 1, 2
    )  # fmt: skip
    assert (ana.counts.received, ana.counts.value_minor) == (1, 900)
    assert (found.together.received, found.together.value_minor, found.shared, found.before) == (2, 900, 1, 1)
    assert bo.counts.last_on == DAY + timedelta(days=2)


def test_without_sources_or_referrals_there_is_nobody() -> None:
    assert top_sources.of([], [sent(ANA, 1)]).top == ()
    found = top_sources.of([ANA, BO], [])
    assert (found.top, found.sources, found.everybody.received) == ((), 2, 0)


@given(st.lists(st.integers(1, 8).map(ContactId), unique=True), SENT, st.integers(1, 100))
def test_figures_hold_whoever_sent_what(sources: list[ContactId], found: list[Sent], percent: int) -> None:
    known = alike(found)
    made = top_sources.of(sources, known, percent=percent)
    marks = {each: {s.referral_id: s.preparedness for s in known if s.giver_id == each} for each in sources}
    weights = {each: sum(map(rank_proposals.weight, theirs.values())) for each, theirs in marks.items()}
    assert tuple(each.contact_id for each in made.top) == rank_proposals.top(weights, percent)
    for each in made.top:
        counts = each.counts
        assert counts.received == len({s.referral_id for s in known if s.giver_id == each.contact_id})
        assert counts.open == counts.received - counts.won - counts.lost >= 0
        assert counts.mean is None or 1 <= counts.mean <= 5
    theirs = {s.referral_id for s in known if s.giver_id in {each.contact_id for each in made.top}}
    assert made.together.received == len(theirs)
    assert made.everybody.received == len({s.referral_id for s in known if s.giver_id in sources})
    assert sum(each.counts.received for each in made.top) >= made.together.received
