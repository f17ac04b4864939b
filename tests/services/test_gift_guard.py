"""The guard over real gifts: totals by tax year and household, dated limits, and a suggestion that keeps every rule."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from office import Office

from refdesk.domain.gift_cautions import CautionKind
from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.gift_modes import Mode
from refdesk.domain.gift_rules import Limit, Reach, RuleSet
from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.ids import ContactId
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.errors import Refused
from refdesk.services import (
    business,
    contacts,
    erasing,
    gift_guard,
    gift_items,
    gift_limits,
    gifts,
    households,
    merging,
    rewards,
)
from refdesk.services.clocks import Clocks

TODAY = date(2026, 11, 18)


def settle(office: Office, **changes: object) -> None:
    """Change the settings of the business."""
    kept = office.desk.ask(business.load)
    named = replace(kept, business_name=kept.business_name or "Fernhollow", owner=kept.owner or "Nadia Fern")
    office.desk.do(business.save, replace(named, **changes))  # type: ignore[arg-type]


def given(office: Office, who: ContactId, name: str, day: date, cost: int, **more: object) -> None:
    draft = GiftDraft(who, name, day, cost_minor=cost)
    office.desk.do(gifts.log, replace(draft, **more))  # type: ignore[arg-type]


def test_the_household_of_a_person_is_held_against_the_limit(office: Office) -> None:
    desk, ana, luis = office.desk, office.contact(), office.contact("Luis")
    desk.do(households.together, [ana, luis])
    given(office, luis, "Honey", date(2026, 3, 1), 1800, shipping_minor=500, category="Food")
    given(office, luis, "Vase", date(2025, 3, 1), 9900)
    given(office, ana, "Later", date(2026, 12, 24), 9900, state=GiftState.PLANNED)
    looked = desk.ask(gift_guard.look, GiftDraft(ana, "Tea", TODAY, category="food", cost_minor=950))
    assert looked is not None
    assert looked.guarded.before.total == Decimal("18.00")
    kinds = [each.kind for each in looked.guarded.cautions]
    assert kinds == [CautionKind.PAST_LIMIT, CautionKind.SAME_CATEGORY]
    assert looked.guarded.cautions[0].sentence.startswith("Ana and Luis Diaz would have had $27.50 in 2026: $2.50 past")
    assert looked.refused is None
    again = desk.ask(gift_guard.look, GiftDraft(ana, "HONEY", TODAY))
    assert again is not None
    assert again.refused is not None
    assert desk.ask(gift_guard.look, GiftDraft(None, "Tea", TODAY)) is None


def test_a_gift_that_is_edited_does_not_count_against_itself(office: Office) -> None:
    desk, ana = office.desk, office.contact()
    draft = GiftDraft(ana, "Tea", TODAY, category="Food", cost_minor=2400)
    gift = desk.do(gifts.log, draft)
    looked = desk.ask(gift_guard.look, draft, gift_id=gift)
    assert looked is not None
    assert (looked.guarded.after.total, looked.refused) == (Decimal("24.00"), None)
    assert [each.kind for each in looked.guarded.cautions] == [CautionKind.NEAR_LIMIT]


def test_the_tax_year_and_rules_of_the_uk_follow_the_country(office: Office) -> None:
    settle(office, country="GB", currency="GBP")
    ana = office.contact()
    given(office, ana, "Pens", date(2026, 4, 5), 3000)
    given(office, ana, "Bag", date(2026, 4, 6), 3000, shipping_minor=1100)
    found = office.desk.ask(gifts.ledger, 2026)
    assert (found.tax_year.name, [row.gift for row in found.rows]) == ("2026/27", ["Bag"])
    assert (found.rows[0].together_minor, found.rows[0].standing.reach) == (4100, Reach.NEAR)
    assert [row.gift for row in office.desk.ask(gifts.ledger, 2025).rows] == ["Pens"]
    assert office.desk.ask(gifts.years, TODAY) == (2026, 2025)
    settle(office, tax_year_start="01-01")
    assert len(office.desk.ask(gifts.ledger, 2026).rows) == 2


def test_a_limit_of_the_owner_holds_from_its_day(office: Office) -> None:
    desk, ana = office.desk, office.contact()
    higher = Limit(date(2026, 7, 1), Decimal("40.00"))
    limit_id = desk.do(gift_limits.save, RuleSet.US, higher)
    assert [(row.limit.from_on.year, row.limit.amount, row.is_in_force, row.limit_id) for row in limits(office)] == [
        (2026, Decimal("40.00"), True, limit_id),
        (1962, Decimal("25.00"), False, None),
    ]
    for day, reach in ((date(2026, 6, 30), Reach.PAST), (TODAY, Reach.WITHIN)):
        looked = desk.ask(gift_guard.look, GiftDraft(ana, "Bowl", day, cost_minor=3000))
        assert looked is not None
        assert looked.guarded.after.reach is reach
    lower = replace(higher, amount=Decimal("10.00"))
    second = desk.do(gift_limits.save, RuleSet.US, lower)
    assert len(limits(office)) == 2, "another one of that day makes room"
    desk.do(gift_limits.save, RuleSet.US, replace(lower, from_on=date(2026, 8, 1)), limit_id=second)
    assert limits(office)[0].limit.from_on == date(2026, 8, 1)
    desk.do(gift_limits.remove, second)
    assert [row.limit_id for row in limits(office)] == [None]
    desk.undo()
    assert limits(office)[0].limit_id == second
    with pytest.raises(Refused):
        desk.do(gift_limits.save, RuleSet.US, replace(lower, amount=Decimal(-1)))
    with pytest.raises(Refused):
        desk.do(gift_limits.save, RuleSet.NONE, lower)


def limits(office: Office) -> tuple[gift_limits.LimitRow, ...]:
    return office.desk.ask(gift_limits.rows, RuleSet.US, TODAY)


def test_a_suggestion_keeps_every_rule_and_says_why(office: Office) -> None:
    desk, ana = office.desk, office.contact()
    for name, category, cost, more in (
        ("Tulip bulbs", "Garden", 600, {}),
        ("Trowel", "Garden", 700, {}),
        ("Tile trivet", "Home", 500, {"we_sell_this": True}),
        ("Oak board", "Home", 2000, {}),
        ("Spring tea", "Food", 950, {"in_stock": 6}),
        ("Coffee", "Food", 900, {"in_stock": 0}),
        ("Notebook", "Paper", 800, {}),
        ("Candle", "Home", 1200, {"in_stock": 4}),
        ("Bookmark", "Paper", 300, {}),
    ):
        desk.do(gift_items.add, ItemDraft(name, category, cost, **more))  # type: ignore[arg-type]
    given(office, ana, "tulip  BULBS", date(2026, 4, 3), 1150, category="Garden")
    found = desk.ask(gift_guard.suggest, ana, TODAY)
    assert [(each.name, each.left, each.is_near) for each in found.items] == [
        ("Spring tea", Decimal("4.00"), True),
        ("Candle", Decimal("1.50"), True),
        ("Bookmark", Decimal("10.50"), False),
    ]
    assert {each.name: each.why for each in found.left_out} == {
        "Tulip bulbs": "had it in April 2026", "Trowel": "the same kind as last time", "Tile trivet": "you sell it",
        "Oak board": "would pass the limit", "Coffee": "none left",
    }  # fmt: skip
    assert found.why == (
        "These fit: nothing Ana Diaz had before, not the same kind as last time (Garden), nothing you sell, and "
        "within $25.00 for the year. Shipping and wrapping are counted apart."
    )
    assert (found.standing.total, found.year, found.quiet) == (Decimal("11.50"), "2026", "")


def test_nothing_is_suggested_where_gifts_are_unwise(office: Office) -> None:
    quiet = office.contact(may_accept_gifts=False)
    found = office.desk.ask(gift_guard.suggest, quiet, TODAY)
    assert found.quiet == "Ana Diaz may not accept gifts. A card is always right."
    settle(office, gift_mode=Mode.NOTES_ONLY.value)
    bo = office.contact("Bo")
    found = office.desk.ask(gift_guard.suggest, bo, TODAY)
    assert found.quiet.startswith("Notes only")
    assert found.why.startswith("The catalog is empty")
    office.desk.do(gifts.log, GiftDraft(bo, "Tea", TODAY))  # everything but the same twice only warns


def test_who_is_erased_leaves_the_gift_with_its_entry_and_no_name(office: Office) -> None:
    desk, ana = office.desk, office.contact()
    item = desk.do(gift_items.add, ItemDraft("Pens", "Paper", 300, carries_our_mark=True, in_stock=5))
    desk.do(rewards.add, RewardDraft("Dinner", RewardKind.THING, EarnedOn.REFERRAL, date(2026, 1, 1)))
    office.referral(ana)
    given(office, ana, "Pens", TODAY, 300, item_id=item, carries_our_mark=True, business_reason="Ana sent Theo")
    desk.do(erasing.erase, ana)
    [row] = desk.ask(gifts.ledger, 2026).rows
    assert (row.name, row.item_id, row.cost_minor, row.together_minor) == ("(erased)", item, 300, 300)
    assert desk.ask(gift_items.rows)[0].given == 1
    assert desk.ask(rewards.owed, Clocks(desk.now(), office.working)) == ()


def test_merged_people_have_one_total_and_keep_what_each_had(office: Office) -> None:
    desk, ana, double = office.desk, office.contact(), office.contact("Anna")
    item = desk.do(gift_items.add, ItemDraft("Pens", "Paper", 300))
    given(office, ana, "Vase", date(2026, 3, 1), 1300)
    given(office, double, "Ball pens", date(2026, 4, 1), 800, item_id=item)
    desk.do(merging.merge, ana, double, desk.ask(contacts.draft_of, ana).draft)
    looked = desk.ask(gift_guard.look, GiftDraft(ana, "Pens", TODAY, item_id=item))
    assert looked is not None
    assert looked.guarded.before.total == Decimal("21.00")
    assert looked.refused is not None
    assert {row.together_minor for row in desk.ask(gifts.ledger, 2026).rows} == {2100}


def test_a_limit_that_holds_already_is_not_kept_twice(office: Office) -> None:
    desk = office.desk
    now = limits(office)[0].limit
    with pytest.raises(Refused) as found:
        desk.do(gift_limits.save, RuleSet.US, replace(now, from_on=TODAY))
    assert found.value.problems[0].sentence == (
        "These rules hold already, from Jan 1, 1962 on. Change the amount or a rule, then save."
    )
    assert len(limits(office)) == 1
