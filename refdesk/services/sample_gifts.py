"""The catalog of the made-up business, and what it promises to everybody who refers."""

from collections.abc import Mapping

from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.ids import GiftItemId
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.services import gift_items, rewards, sample_files
from refdesk.services.sample_days import StoryDays
from refdesk.store.unit import Unit

_PROMISED_SINCE = "w3"


def add_catalog(unit: Unit) -> Mapping[str, GiftItemId]:
    """Put what the firm gives into its catalog, and return the entries by name; what there is was counted lately."""
    found = {}
    for row in sample_files.rows("gift_items"):
        draft = ItemDraft(
            row["name"], row["category"], int(row["cost"]), int(row["shipping"] or 0),
            we_sell_this=row["marks"] == "sell", is_consumable=row["marks"] == "food",
            carries_our_mark=row["marks"] == "name", notes=row["notes"],
        )  # fmt: skip
        found[draft.name] = gift_items.add(unit, draft)
    return found


def count_stock(unit: Unit, items: Mapping[str, GiftItemId]) -> None:
    """Count what is left of everything, after all that was given."""
    for row in sample_files.rows("gift_items"):
        gift_items.count(unit, items[row["name"]], int(row["stock"]))


def promise_rewards(unit: Unit, days: StoryDays) -> None:
    """Promise a dinner for each referral that is won: lately, so that what came before has earned nothing."""
    dinner = RewardDraft(
        "Dinner for two at the corner bistro", RewardKind.THING, EarnedOn.WIN, days.day(_PROMISED_SINCE),
        amount_minor=6000,
    )  # fmt: skip
    rewards.add(unit, dinner)
