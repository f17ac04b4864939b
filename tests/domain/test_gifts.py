from dataclasses import replace
from datetime import date

import pytest

from refdesk.domain import gifts
from refdesk.domain.gifts import EarlierGift, GiftDirection, GiftDraft
from refdesk.domain.ids import ContactId

HONEY = GiftDraft(contact_id=ContactId(1), name="Linden honey", on=date(2026, 11, 18), cost_minor=1200)
EARLIER = (
    EarlierGift("Linden Honey ", date(2026, 3, 2), "Luis Diaz"),
    EarlierGift("linden honey", date(2025, 10, 15), "Ana Diaz"),
    EarlierGift("Tea", date(2024, 1, 1), "Ana Diaz"),
)


def test_the_same_gift_twice_is_refused_with_the_date_of_the_first() -> None:
    (problem,) = gifts.problems(HONEY, earlier=EARLIER)
    assert problem.field == "name"
    assert problem.sentence == "Ana Diaz had this on Wednesday, October 15, 2025. Choose something else."


@pytest.mark.parametrize("name", ["LINDEN HONEY", "  linden   honey", "Lindèn hóney"])
def test_the_same_gift_is_known_however_it_is_written(name: str) -> None:
    assert gifts.same_gift(replace(HONEY, name=name), EARLIER) is not None


@pytest.mark.parametrize(
    "draft",
    [replace(HONEY, name="Acacia honey"), replace(HONEY, direction=GiftDirection.RECEIVED), replace(HONEY, name="")],
)
def test_other_gifts_are_free(draft: GiftDraft) -> None:
    assert gifts.same_gift(draft, EARLIER) is None


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (HONEY, []),
        (replace(HONEY, category="x" * 200, business_reason="x" * 20_000), []),
        (replace(HONEY, contact_id=None), ["contact_id"]),
        (replace(HONEY, name=" "), ["name"]),
        (replace(HONEY, cost_minor=-1, shipping_minor=-1), ["cost_minor", "shipping_minor"]),
        (replace(HONEY, category="x" * 201), ["category"]),
        (replace(HONEY, business_reason="x" * 20_001), ["business_reason"]),
    ],
)
def test_a_gift_is_checked(draft: GiftDraft, fields: list[str]) -> None:
    assert [problem.field for problem in gifts.problems(draft)] == fields
