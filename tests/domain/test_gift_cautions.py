"""What warns before a gift is given, in the rule sets of four countries; nothing here refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import gift_cautions, gift_rules
from refdesk.domain.gift_cautions import CautionKind, ItemFacts, LastGift, Recipient
from refdesk.domain.gift_modes import Mode
from refdesk.domain.gift_rules import GiftRules, RuleSet
from refdesk.domain.gifts import GiftDirection, GiftDraft
from refdesk.domain.ids import ContactId

TODAY = date(2026, 11, 18)
TEA = GiftDraft(ContactId(1), "Tea", TODAY, category="Food and drink", cost_minor=950, shipping_minor=460)
ANA = Recipient("Ana Diaz")
DIAZ = replace(ANA, household="Diaz household", household_total=Decimal("18.00"), person_total=Decimal("4.00"))


def rules(rule_set: RuleSet = RuleSet.US, **more: object) -> GiftRules:
    return replace(GiftRules(rule_set, gift_rules.with_own(rule_set, ())), **more)  # type: ignore[arg-type]


def kinds(draft: GiftDraft = TEA, to: Recipient = ANA, by: GiftRules | None = None, **more: object) -> list[str]:
    found = gift_cautions.guard(draft, to, by or rules(), **more)  # type: ignore[arg-type]
    return [each.kind.value for each in found.cautions]


@pytest.mark.parametrize(
    ("rule_set", "before", "cost", "shipping", "expected"),
    [
        (RuleSet.US, "0", 1999, 900, []),
        (RuleSet.US, "0", 2000, 0, ["near_limit"]),
        (RuleSet.US, "15.50", 950, 460, ["near_limit"]),
        (RuleSet.US, "15.51", 950, 0, ["past_limit"]),
        (RuleSet.US, "26.00", 0, 460, ["past_limit"]),
        (RuleSet.UK, "0", 3999, 0, ["no_mark"]),
        (RuleSet.UK, "0", 3999, 1, ["near_limit", "no_mark"]),
        (RuleSet.UK, "40.50", 950, 1, ["past_limit", "no_mark"]),
        (RuleSet.GERMANY, "0", 3999, 900, []),
        (RuleSet.GERMANY, "30.50", 950, 460, ["near_limit"]),
        (RuleSet.GERMANY, "40.51", 950, 0, ["past_limit"]),
        (RuleSet.NONE, "900.00", 90000, 0, []),
    ],
)
def test_the_total_of_the_year_is_held_against_the_rules(
    rule_set: RuleSet, before: str, cost: int, shipping: int, expected: list[str]
) -> None:
    draft = replace(TEA, cost_minor=cost, shipping_minor=shipping)
    assert kinds(draft, replace(ANA, person_total=Decimal(before)), rules(rule_set)) == expected


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (replace(TEA, carries_our_mark=True), []),
        (replace(TEA, carries_our_mark=True, is_consumable=True), ["consumable"]),
        (replace(TEA, carries_our_mark=True, is_voucher=True), ["voucher"]),
        (replace(TEA, is_consumable=True, is_voucher=True), ["no_mark", "consumable", "voucher"]),
    ],
)
def test_in_the_uk_a_gift_carries_our_name_and_is_not_eaten(draft: GiftDraft, expected: list[str]) -> None:
    assert kinds(draft, by=rules(RuleSet.UK)) == expected
    for other in (RuleSet.US, RuleSet.GERMANY, RuleSet.NONE):
        assert kinds(draft, by=rules(other)) == []


def test_a_household_has_one_total() -> None:
    found = gift_cautions.guard(TEA, DIAZ, rules())
    assert (found.whose, found.before.total, found.after.total) == (
        "Diaz household",
        Decimal("18.00"),
        Decimal("27.50"),
    )
    assert found.cautions[0].sentence == (
        "Diaz household would have had $27.50 in 2026: $2.50 past the limit of $25.00, and that part does not count. "
        "Ask your accountant."
    )
    single = replace(gift_rules.SHIPPED[RuleSet.US][0], household_as_one=False)
    assert kinds(to=DIAZ, by=rules(limits=(single,))) == []


def test_a_cliff_takes_everything() -> None:
    found = gift_cautions.guard(TEA, replace(ANA, person_total=Decimal(45)), rules(RuleSet.GERMANY, currency="EUR"))
    assert found.cautions[0].sentence == (
        "Ana Diaz would have had €54.50 in 2026. Past €50.00 none of it counts. Ask your accountant."
    )


def test_near_the_limit_says_what_is_left() -> None:
    found = gift_cautions.guard(TEA, replace(ANA, person_total=Decimal(14)), rules())
    assert found.cautions[0].sentence == (
        "Near the limit: Ana Diaz would have had $23.50 of $25.00 in 2026, which leaves $1.50."
    )


@pytest.mark.parametrize(
    ("category", "last", "expected"),
    [
        ("Food and drink", "food  AND drink", ["same_category"]),
        ("Garden", "Food and drink", []),
        ("", "", []),
        ("Food and drink", "", []),
    ],
)
def test_the_same_kind_as_last_time_warns(category: str, last: str, expected: list[str]) -> None:
    to = replace(ANA, last=LastGift(last, date(2026, 10, 15)))
    assert kinds(replace(TEA, category=category), to) == expected


def test_the_item_warns_when_we_sell_it_or_none_is_left() -> None:
    assert kinds(item=ItemFacts(we_sell_this=True, in_stock=3)) == ["we_sell_this"]
    assert kinds(item=ItemFacts(in_stock=0)) == ["none_left"]
    assert kinds(item=ItemFacts()) == []


@pytest.mark.parametrize(
    ("mode", "expected"), [(Mode.GIFTS, []), (Mode.TOKEN, ["token"]), (Mode.NOTES_ONLY, ["notes_only"])]
)
def test_the_mode_of_the_profession_warns_first(mode: Mode, expected: list[str]) -> None:
    quiet = replace(ANA, may_accept_gifts=False)
    assert kinds(to=quiet, by=rules(mode=mode)) == [*expected, "no_gifts"]


def test_nothing_is_said_of_a_gift_that_we_got() -> None:
    received = replace(TEA, direction=GiftDirection.RECEIVED, cost_minor=90000)
    quiet = replace(ANA, may_accept_gifts=False, last=LastGift("Food and drink", TODAY))
    assert kinds(received, quiet, rules(RuleSet.UK, mode=Mode.NOTES_ONLY), item=ItemFacts(we_sell_this=True)) == []


@given(st.sampled_from(RuleSet), st.integers(0, 20_000), st.integers(0, 5_000), st.integers(0, 20_000))
def test_past_and_near_never_come_together_and_a_smaller_gift_warns_no_more(
    rule_set: RuleSet, cost: int, shipping: int, before: int
) -> None:
    to = replace(ANA, person_total=Decimal(before).scaleb(-2))
    limits = [CautionKind.NEAR_LIMIT.value, CautionKind.PAST_LIMIT.value]
    found, smaller = (
        [kind for kind in kinds(replace(TEA, cost_minor=paid, shipping_minor=shipping), to, rules(rule_set))
         if kind in limits]
        for paid in (cost, cost // 2)
    )  # fmt: skip
    assert len(found) <= 1
    assert [limits.index(kind) for kind in smaller] <= [limits.index(kind) for kind in found]
