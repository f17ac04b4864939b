"""Whatever is done to gifts, rewards, wordings, stock, printers and pictures goes back to the last value, and forth."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any

from office import Office
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.gift_rules import Limit, RuleSet
from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.print_position import Position, Side
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.domain.thanks import Part
from refdesk.exchange import pictures
from refdesk.services import (
    cards,
    gift_items,
    gift_limits,
    gifts,
    mailing,
    operation,
    own_pictures,
    own_stock,
    printers,
    rewards,
    thanks_parts,
    thanks_queue,
    wordings,
)
from refdesk.services.own_pictures import OwnPicture
from refdesk.services.own_stock import StockDraft, StockKind
from refdesk.services.wordings import WordingDraft
from refdesk.store import row_codec
from refdesk.store.tables import all_tables
from refdesk.store.tables.trail import Operation, RowChange

MODULES = (
    gift_items, gift_limits, gifts, mailing, own_pictures, own_stock, printers, rewards, thanks_parts, wordings,
)  # fmt: skip
TRAIL = (Operation.__tablename__, RowChange.__tablename__)
STOCK = StockDraft(
    "Zweckform", "3425", StockKind.LABELS, (595.276, 841.89), panel=(297.6, 161.6), grid=(2, 5), origin=(0.0, 16.9),
    pitch=(297.6, 161.6),
)  # fmt: skip


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, without the trail and what is derived."""
    found = {}
    for name, row_class in all_tables.row_classes().items():
        if name not in TRAIL:
            table = row_codec.table_of(row_class)
            kept = [table.c.id, *(column for _key, column in row_codec.kept_columns(row_class))]
            found[name] = [tuple(row) for row in session.execute(select(*kept).order_by(table.c.id))]
    return found


class Doing:
    """Does each operation, takes it back and does it again, and compares all that is kept."""

    def __init__(self, office: Office) -> None:
        self.desk = office.desk
        self.done: set[Callable[..., Any]] = set()

    def __call__(self, act: Callable[..., Any], *args: object, **more: object) -> Any:
        before = self.desk.ask(everything)
        made = self.desk.do(act, *args, **more)
        after = self.desk.ask(everything)
        assert after != before, act
        self.desk.undo()
        assert self.desk.ask(everything) == before, act
        self.desk.redo()
        assert self.desk.ask(everything) == after, act
        self.done.add(act)
        return made


def operations(module: ModuleType) -> set[Callable[..., Any]]:
    found = (each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__)
    return {each for each in found if hasattr(each, operation._LABEL)}


def a_picture(color: str) -> pictures.Picture:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(out, "PNG")
    return pictures.gated(out.getvalue())


def test_all_goes_back_and_forth(office: Office) -> None:
    doing, ana = Doing(office), office.contact()
    of_rewards(doing, office)
    of_catalog_and_gifts(doing, office)
    of_paper(doing)
    card = CardFor(ana, CardOccasion.OTHER)
    doing(cards.printed, {card: "Hello"}, "8315")
    doing(cards.put_back, [office.desk.ask(cards.waiting)[0].printed_id])
    doing(cards.printed, {card: "Hello"}, "8315")
    doing(mailing.all_sent, [office.desk.ask(cards.waiting)[0].printed_id])
    assert {act for module in MODULES for act in operations(module)} - doing.done == set()


def of_rewards(doing: Doing, office: Office) -> None:
    desk = office.desk
    dinner = RewardDraft("Dinner", RewardKind.THING, EarnedOn.REFERRAL, desk.today(), amount_minor=6000)
    earned, book = doing(rewards.add, dinner), doing(rewards.add, replace(dinner, name="A book"))
    office.referral(office.contact("Bo", "Lind"))
    doing(rewards.edit, earned, replace(dinner, name="Dinner for three", points=3, kind=RewardKind.POINTS))
    [row] = desk.ask(thanks_queue.queue, desk.now(), office.working)
    owed = [each for each in row.parts if each.part is Part.REWARD]
    for cell, act in zip(owed, (rewards.give, rewards.waive), strict=True):
        doing(act, cell.part_id)
        doing(thanks_parts.owe_again, cell.part_id)
    doing(thanks_parts.leave_gift_out, row.thanks_id)
    doing(thanks_parts.add_gift, row.thanks_id)
    doing(thanks_parts.leave_gift_out, row.thanks_id)
    doing(thanks_parts.add_gift, row.thanks_id)
    doing(rewards.end, book)
    doing(rewards.end, doing(rewards.add, replace(dinner, name="Earned by nobody", earned_on=EarnedOn.WIN)))


def of_catalog_and_gifts(doing: Doing, office: Office) -> None:
    tea = ItemDraft("Tea", "Food", cost_minor=900, in_stock=3)
    item = doing(gift_items.add, tea, picture=a_picture("navy"))
    doing(gift_items.edit, item, replace(tea, notes="Spring"), picture=a_picture("red"))
    doing(gift_items.edit, item, tea, drop_picture=True)
    doing(gift_items.retire, item)
    doing(gift_items.restore, item)
    doing(gift_items.count, item, 9)
    limit = Limit(office.desk.today() - timedelta(days=9), Decimal(30))
    limit_id = doing(gift_limits.save, RuleSet.US, limit)
    doing(gift_limits.save, RuleSet.US, replace(limit, amount=Decimal(40)), limit_id=limit_id)
    doing(gift_limits.remove, limit_id)
    draft = GiftDraft(office.contact("Cleo"), "Tea", office.desk.today(), item_id=item, state=GiftState.PLANNED)
    gift = doing(gifts.log, draft)
    doing(gifts.edit, gift, replace(draft, cost_minor=950), was=draft)
    doing(gifts.move, gift, GiftState.GIVEN)
    doing(gifts.remove, gift)


def of_paper(doing: Doing) -> None:
    draft = WordingDraft(CardOccasion.THANKS, "Mine", "Dear {{ first_name }}, thank you.")
    wording = doing(wordings.add, draft)
    doing(wordings.edit, wording, replace(draft, title="Ours"))
    doing(wordings.retire, doing(wordings.copy, f"own-{wording}"))
    stock = doing(own_stock.add, STOCK)
    doing(own_stock.change, stock, replace(STOCK, code="3426"))
    doing(own_stock.remove, stock)
    doing(printers.keep, "Laser", "Tray1", {Side.FRONT: Position(4.25, -1.5, 1.005)})
    doing(printers.keep, "Laser", "Tray1", {Side.FRONT: Position(1.0, 1.0), Side.BACK: Position(2.0, 2.0)})
    doing(printers.forget, "Laser")
    doing(own_pictures.set_picture, OwnPicture.LOGO, a_picture("navy"))
    doing(own_pictures.set_picture, OwnPicture.LOGO, a_picture("red"))
    doing(own_pictures.remove, OwnPicture.LOGO)
