"""The rule sets of four countries by number, and what holds for every limit and total."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import gift_rules
from refdesk.domain.gift_rules import NO_LIMIT, SHIPPED, GiftRules, Limit, Reach, RuleSet, Standing

TODAY = date(2026, 11, 18)


def rules(rule_set: RuleSet, *own: Limit) -> GiftRules:
    return GiftRules(rule_set, gift_rules.with_own(rule_set, own))


@pytest.mark.parametrize(
    ("rule_set", "amount", "is_cliff", "shipping_apart", "needs_our_mark", "no_consumables"),
    [
        (RuleSet.US, "25.00", False, True, False, False),
        (RuleSet.UK, "50.00", True, False, True, True),
        (RuleSet.GERMANY, "50.00", True, True, False, False),
        (RuleSet.NONE, None, False, True, False, False),
        (RuleSet.OWN, None, False, True, False, False),
    ],
)
def test_each_rule_set_says_of_today(
    rule_set: RuleSet, amount: str | None, *, is_cliff: bool, shipping_apart: bool, needs_our_mark: bool,
    no_consumables: bool,
) -> None:  # fmt: skip
    limit = rules(rule_set).limit_at(TODAY)
    assert limit.amount == (None if amount is None else Decimal(amount))
    flags = (limit.is_cliff, limit.shipping_apart, limit.needs_our_mark, limit.no_consumables)
    assert flags == (is_cliff, shipping_apart, needs_our_mark, no_consumables)


@pytest.mark.parametrize(
    ("rule_set", "total", "reach", "left", "over"),
    [
        (RuleSet.US, "0", Reach.WITHIN, "25.00", "0"),
        (RuleSet.US, "19.99", Reach.WITHIN, "5.01", "0"),
        (RuleSet.US, "20.00", Reach.NEAR, "5.00", "0"),
        (RuleSet.US, "25.00", Reach.NEAR, "0.00", "0"),
        (RuleSet.US, "25.01", Reach.PAST, "0", "0.01"),
        (RuleSet.US, "31.45", Reach.PAST, "0", "6.45"),
        (RuleSet.UK, "39.99", Reach.WITHIN, "10.01", "0"),
        (RuleSet.UK, "40.00", Reach.NEAR, "10.00", "0"),
        (RuleSet.UK, "50.00", Reach.NEAR, "0.00", "0"),
        (RuleSet.UK, "50.01", Reach.PAST, "0", "50.01"),
        (RuleSet.GERMANY, "40.00", Reach.NEAR, "10.00", "0"),
        (RuleSet.GERMANY, "50.00", Reach.NEAR, "0.00", "0"),
        (RuleSet.GERMANY, "58.00", Reach.PAST, "0", "58.00"),
        (RuleSet.NONE, "9999.00", Reach.NO_LIMIT, "0", "0"),
    ],
)
def test_a_total_stands_against_the_limit(rule_set: RuleSet, total: str, reach: Reach, left: str, over: str) -> None:
    standing = rules(rule_set).standing(Decimal(total), TODAY)
    assert (standing.reach, standing.left, standing.over) == (reach, Decimal(left), Decimal(over))


@pytest.mark.parametrize(
    ("rule_set", "counted"),
    [(RuleSet.US, "9.00"), (RuleSet.UK, "13.60"), (RuleSet.GERMANY, "9.00"), (RuleSet.NONE, "9.00")],
)
def test_shipping_stands_apart_where_the_rules_say_so(rule_set: RuleSet, counted: str) -> None:
    limit = rules(rule_set).limit_at(TODAY)
    assert gift_rules.counted(Decimal("9.00"), Decimal("4.60"), limit) == Decimal(counted)


@pytest.mark.parametrize(
    ("day", "amount"),
    [(date(2003, 12, 31), None), (date(2023, 12, 31), "35.00"), (date(2024, 1, 1), "50.00"), (TODAY, "50.00")],
)
def test_the_limit_of_germany_rose_in_2024(day: date, amount: str | None) -> None:
    assert rules(RuleSet.GERMANY).limit_at(day).amount == (None if amount is None else Decimal(amount))


def test_a_limit_of_the_owner_holds_from_its_day_on_and_takes_the_place_of_ours() -> None:
    higher = Limit(date(2026, 7, 1), Decimal("40.00"))
    ours = SHIPPED[RuleSet.US][0]
    changed = replace(ours, amount=Decimal("24.00"))
    found = rules(RuleSet.US, higher, changed)
    assert found.limit_at(date(2026, 6, 30)).amount == Decimal("24.00")
    assert found.limit_at(date(2026, 7, 1)).amount == Decimal("40.00")
    assert len(found.limits) == 2


@pytest.mark.parametrize(
    ("country", "rule_set"), [("US", RuleSet.US), ("GB", RuleSet.UK), ("DE", RuleSet.GERMANY), ("FR", RuleSet.NONE)]
)
def test_a_business_begins_with_the_rules_of_its_country(country: str, rule_set: RuleSet) -> None:
    assert gift_rules.usual(country) is rule_set


@pytest.mark.parametrize("rule_set", RuleSet)
def test_every_rule_set_says_to_ask_an_accountant(rule_set: RuleSet) -> None:
    assert "accountant" in gift_rules.about(rules(rule_set).limit_at(TODAY), "USD")


def test_a_limit_says_what_it_is() -> None:
    assert gift_rules.about(rules(RuleSet.US).limit_at(TODAY), "USD") == (
        "$25.00 a person or household a year; shipping and wrapping kept apart. "
        "What lies above does not count. Ask your accountant."
    )
    assert gift_rules.about(rules(RuleSet.UK).limit_at(TODAY), "GBP") == (
        "£50.00 a person or household a year; shipping and wrapping counted in. "
        "Only gifts that carry your name where everybody sees it. Not food, drink, tobacco or vouchers. "
        "Past it, nothing counts. Ask your accountant."
    )


amounts = st.decimals(min_value=0, max_value=10**6, places=2)
limits = st.builds(
    Limit, st.dates(), st.none() | amounts, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans()
)


@given(limits)
def test_a_limit_comes_back_as_it_was_kept(limit: Limit) -> None:
    assert gift_rules.read(limit.from_on, gift_rules.kept(limit)) == limit


@given(amounts, limits)
def test_what_is_left_and_what_is_over_add_up(total: Decimal, limit: Limit) -> None:
    standing = Standing(total, limit)
    assert (standing.over > 0) == (standing.reach is Reach.PAST)
    assert 0 <= standing.share <= 1
    if limit.amount is not None:
        assert standing.left == 0 or standing.total + standing.left == limit.amount
        if standing.over:
            assert standing.over == (total if limit.is_cliff else total - limit.amount)


@given(amounts, amounts, limits)
def test_a_larger_total_is_never_better(less: Decimal, more: Decimal, limit: Limit) -> None:
    order = [Reach.NO_LIMIT, Reach.WITHIN, Reach.NEAR, Reach.PAST]
    small, large = sorted((less, more))
    assert order.index(Standing(small, limit).reach) <= order.index(Standing(large, limit).reach)


@given(st.lists(limits, max_size=5), st.dates())
def test_the_limit_in_force_has_begun_and_none_later_has(found: list[Limit], day: date) -> None:
    limit = gift_rules.in_force(found, day)
    assert limit is NO_LIMIT or limit.from_on <= day
    assert not [each for each in found if limit.from_on < each.from_on <= day]


def test_amounts_below_zero_and_beyond_reason_are_refused() -> None:
    wrong = [Limit(TODAY, Decimal(-1)), Limit(TODAY, Decimal(10) ** 15)]
    assert [gift_rules.problems(each, "USD")[0].field for each in wrong] == ["amount", "amount"]
    assert not gift_rules.problems(Limit(TODAY, Decimal(0)), "USD")
    assert Standing(Decimal(0), Limit(TODAY, Decimal(0))).reach is Reach.WITHIN
    assert Standing(Decimal("0.01"), Limit(TODAY, Decimal(0))).share == 1.0
    assert not gift_rules.problems(Limit(TODAY - timedelta(days=1)), "USD")
