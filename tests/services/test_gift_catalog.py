"""The catalog, the way of a gift from planned to given, and what is taken back by undo."""

import io
from dataclasses import replace
from datetime import date, timedelta

import hostile
import pytest
from office import Office
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftId, GiftItemId
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.errors import Overtaken, Refused
from refdesk.exchange import pictures as gate
from refdesk.services import gift_items, gifts, rewards
from refdesk.store.tables.office import Picture
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

TEA = ItemDraft("Spring tea", "Food and drink", 950, 460, is_consumable=True, in_stock=2)


def touches(session: Session) -> list[tuple[str, str]]:
    return [(row.kind, row.summary) for row in session.scalars(select(Touch).order_by(Touch.id))]


def stock(office: Office, item_id: GiftItemId) -> int | None:
    row = office.desk.ask(gift_items.row_of, item_id)
    assert row is not None
    return row.draft.in_stock


def a_picture() -> gate.Picture:
    out = io.BytesIO()
    Image.new("RGB", (12, 8), (90, 120, 60)).save(out, "PNG")
    return gate.gated(out.getvalue())


def planned(office: Office, ana: ContactId, item: GiftItemId) -> GiftId:
    draft = GiftDraft(
        ana, "Spring tea", office.desk.today() + timedelta(days=3), cost_minor=950, item_id=item,
        state=GiftState.PLANNED,
    )  # fmt: skip
    return office.desk.do(gifts.log, draft)


def test_an_entry_is_added_changed_retired_and_taken_back(office: Office) -> None:
    desk = office.desk
    item = desk.do(gift_items.add, replace(TEA, name="  Spring  tea ", notes="From the corner shop"))
    with pytest.raises(Refused, match="has this already"):
        desk.do(gift_items.add, replace(TEA, name="SPRING TEA"))
    [row] = desk.ask(gift_items.rows)
    assert (row.draft.name, row.draft.in_stock, row.given, row.has_picture) == ("Spring tea", 2, 0, False)
    desk.do(gift_items.edit, item, replace(TEA, cost_minor=1050), version=row.version)
    with pytest.raises(Overtaken):
        desk.do(gift_items.edit, item, TEA, version=row.version)
    desk.do(gift_items.retire, item)
    assert desk.ask(gift_items.rows) == ()
    [row] = desk.ask(gift_items.rows, with_retired=True)
    assert (row.retired_on, row.draft.cost_minor) == (desk.today(), 1050)
    other = desk.do(gift_items.add, TEA)
    with pytest.raises(Refused):
        desk.do(gift_items.restore, item)
    desk.do(gift_items.retire, other)
    desk.do(gift_items.restore, item)
    assert [each.item_id for each in desk.ask(gift_items.rows)] == [item]
    desk.do(gift_items.count, item, 11)
    desk.undo()
    assert stock(office, item) == 2


def test_a_picture_goes_through_the_gate_and_comes_back_by_undo(office: Office) -> None:
    desk, picture = office.desk, a_picture()
    item = desk.do(gift_items.add, TEA, picture=picture)
    assert desk.ask(gift_items.picture_of, item) == picture.content
    desk.do(gift_items.edit, item, TEA, picture=a_picture())
    assert desk.ask(lambda session: session.scalar(select(func.count()).select_from(Picture))) == 1
    desk.do(gift_items.edit, item, TEA, drop_picture=True)
    assert desk.ask(gift_items.picture_of, item) is None
    desk.undo()
    assert desk.ask(gift_items.picture_of, item) is not None


def test_giving_lowers_the_stock_and_logs_a_touch_and_undo_restores_both(office: Office) -> None:
    desk, ana = office.desk, office.contact()
    item = desk.do(gift_items.add, TEA)
    gift = planned(office, ana, item)
    desk.do(gifts.move, gift, GiftState.BOUGHT)
    assert (stock(office, item), desk.ask(touches)) == (2, [])
    desk.do(gifts.move, gift, GiftState.GIVEN)
    assert (stock(office, item), desk.ask(touches)) == (1, [("gift", "Spring tea")])
    draft = desk.ask(gifts.draft_of, gift)
    assert draft is not None
    assert (draft.state, draft.on) == (GiftState.GIVEN, desk.today())
    assert desk.ask(gift_items.rows)[0].given == 1
    desk.undo()
    assert (stock(office, item), desk.ask(touches)) == (2, [])
    with pytest.raises(Refused):
        desk.do(gifts.move, gift, GiftState.BOUGHT)


def test_a_gift_that_is_changed_or_removed_takes_stock_and_touch_along(office: Office) -> None:
    desk, ana, bo = office.desk, office.contact(), office.contact("Bo", "Lind")
    tea, jam = desk.do(gift_items.add, TEA), desk.do(gift_items.add, ItemDraft("Pear jam", in_stock=0))
    draft = GiftDraft(ana, "Spring tea", desk.today(), item_id=tea, business_reason="Sent Theo")
    gift = desk.do(gifts.log, draft)
    assert stock(office, tea) == 1
    desk.do(gifts.edit, gift, replace(draft, contact_id=bo, name="Pear jam", item_id=jam), was=draft)
    assert (stock(office, tea), stock(office, jam)) == (2, 0)
    assert desk.ask(touches) == [("gift", "Pear jam")]
    with pytest.raises(Overtaken):
        desk.do(gifts.edit, gift, draft, was=draft)
    desk.do(gifts.remove, gift)
    assert (stock(office, tea), stock(office, jam), desk.ask(touches)) == (2, 1, [])
    assert desk.ask(gifts.draft_of, gift) is None
    desk.undo()
    kept = desk.ask(gifts.draft_of, gift)
    assert kept is not None
    assert (kept.name, kept.contact_id, kept.item_id) == ("Pear jam", bo, jam)
    assert (stock(office, jam), desk.ask(touches)) == (0, [("gift", "Pear jam")])


def test_the_same_entry_is_refused_whatever_it_was_called_and_itself_may_be_changed(office: Office) -> None:
    desk, ana, today = office.desk, office.contact(), office.desk.today()
    tea = desk.do(gift_items.add, TEA)
    first = desk.do(gifts.log, GiftDraft(ana, "A tin of leaves", today, item_id=tea))
    with pytest.raises(Refused, match="Ana Diaz had this"):
        desk.do(gifts.log, GiftDraft(ana, "Spring tea", today, item_id=tea))
    draft = desk.ask(gifts.draft_of, first)
    assert draft is not None
    desk.do(gifts.edit, first, replace(draft, cost_minor=999))
    other = desk.do(gifts.log, GiftDraft(ana, "Candle", today))
    with pytest.raises(Refused, match="Ana Diaz had this"):
        desk.do(gifts.edit, other, GiftDraft(ana, "a tin of LEAVES", today))


def test_what_was_received_stands_apart(office: Office) -> None:
    desk, ana, today = office.desk, office.contact(), office.desk.today()
    tea = desk.do(gift_items.add, TEA)
    got = GiftDraft(ana, "Walnuts", today, direction=GiftDirection.RECEIVED, cost_minor=9000, item_id=tea)
    desk.do(gifts.log, got)
    assert stock(office, tea) == 2
    assert desk.ask(gifts.ledger, 2026).rows == ()
    received = desk.ask(gifts.ledger, 2026, GiftDirection.RECEIVED)
    assert [(row.gift, row.together_minor) for row in received.rows] == [("Walnuts", 0)]
    with pytest.raises(Refused) as refused:
        desk.do(gifts.log, replace(got, contact_id=None, on=today + timedelta(days=1)))
    assert [each.sentence for each in refused.value.problems] == [
        "Choose who gave it.", "This day has not come yet."
    ]  # fmt: skip


def test_kinds_are_offered_once_however_they_are_written(office: Office) -> None:
    office.desk.do(gift_items.add, TEA)
    office.desk.do(gifts.log, GiftDraft(office.contact(), "Bulbs", date(2026, 4, 3), category="Garden"))
    office.desk.do(gifts.log, GiftDraft(office.contact("Bo"), "Jam", date(2026, 4, 3), category="food and drink"))
    assert office.desk.ask(gift_items.categories) == ("Food and drink", "Garden")


def test_whatever_is_typed_stands_in_the_catalog_and_among_the_rewards_as_it_was_typed(office: Office) -> None:
    desk, words = (
        office.desk,
        {text.fold(each): each for each in hostile.WORDS if text.clean(each) and len(each) <= 190},
    )

    def type_all(unit: Unit) -> None:
        for word in words.values():
            gift_items.add(unit, ItemDraft(f"{text.clean(word)} >", word, notes=word))
            rewards.add(unit, RewardDraft(word, RewardKind.THING, EarnedOn.WIN, unit.today))

    desk.start_with(type_all)
    found = {row.draft.name: row.draft for row in desk.ask(gift_items.rows)}
    kept = {row.draft.name for row in desk.ask(rewards.rows, desk.today())}
    for word in words.values():
        clean = text.clean(word)
        assert clean in kept
        named = found[text.clean(f"{clean} >")]
        assert (named.category, named.notes) == (clean, text.clean(word, lines=True))
