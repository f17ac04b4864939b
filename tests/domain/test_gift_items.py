"""The catalog and the rewards: what may be saved."""

from dataclasses import replace
from datetime import date

import pytest

from refdesk.domain import gift_items, gifts, rewards
from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.gifts import EarlierGift, GiftDraft
from refdesk.domain.ids import ContactId, GiftItemId
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind

HONEY = ItemDraft("Linden honey", "Food and drink", 1200, 460)
OFF = RewardDraft("the next job", RewardKind.MONEY_OFF, EarnedOn.WIN, date(2026, 1, 1), amount_minor=5000)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (HONEY, []),
        (replace(HONEY, name=" \u200b"), ["name"]),
        (replace(HONEY, name="BEESWAX  candle"), ["name"]),
        (replace(HONEY, name="x" * 201), ["name"]),
        (replace(HONEY, cost_minor=-1, shipping_minor=10**15), ["cost_minor", "shipping_minor"]),
        (replace(HONEY, in_stock=-1), ["in_stock"]),
        (replace(HONEY, in_stock=0), []),
        (replace(HONEY, notes="x" * 1_000_001), ["notes"]),
    ],
)
def test_an_entry_of_the_catalog_is_held_to_its_rules(draft: ItemDraft, fields: list[str]) -> None:
    assert [each.field for each in gift_items.problems(draft, others=["Beeswax candle"])] == fields


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (OFF, []),
        (replace(OFF, name=""), ["name"]),
        (replace(OFF, amount_minor=0), ["amount_minor"]),
        (replace(OFF, kind=RewardKind.POINTS, points=0), ["points"]),
        (replace(OFF, kind=RewardKind.THING, amount_minor=0), []),
        (replace(OFF, until_on=date(2025, 12, 31)), ["until_on"]),
    ],
)
def test_a_reward_is_held_to_its_rules(draft: RewardDraft, fields: list[str]) -> None:
    assert [each.field for each in rewards.problems(draft)] == fields


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (OFF, "$50.00 off: the next job"),
        (replace(OFF, kind=RewardKind.POINTS, points=1), "1 point: the next job"),
        (replace(OFF, kind=RewardKind.POINTS, points=2000), "2,000 points: the next job"),
        (replace(OFF, name="Dinner for two", kind=RewardKind.THING), "Dinner for two"),
    ],
)
def test_a_reward_says_what_it_is(draft: RewardDraft, words: str) -> None:
    assert rewards.words(draft, "USD") == words


@pytest.mark.parametrize(
    ("day", "until", "holds"),
    [
        (date(2025, 12, 31), None, False),
        (date(2026, 1, 1), None, True),
        (date(2026, 6, 30), date(2026, 6, 30), True),
        (date(2026, 7, 1), date(2026, 6, 30), False),
    ],
)
def test_a_promise_holds_from_its_first_day_to_its_last(day: date, until: date | None, *, holds: bool) -> None:
    assert replace(OFF, until_on=until).holds_on(day) is holds


def test_the_same_entry_of_the_catalog_is_the_same_gift_whatever_it_was_called() -> None:
    jam = GiftDraft(ContactId(1), "Jam", date(2026, 11, 18), item_id=GiftItemId(7))
    had = EarlierGift("Pear jam", date(2026, 4, 1), "Ana Diaz", item_id=GiftItemId(7))
    found = gifts.same_gift(jam, [had])
    assert found is not None
    assert "Ana Diaz had this on Wednesday, April 1, 2026" in found.sentence
    assert gifts.same_gift(jam, [replace(had, item_id=GiftItemId(8))]) is None
    assert gifts.same_gift(replace(jam, item_id=None), [replace(had, item_id=None)]) is None
