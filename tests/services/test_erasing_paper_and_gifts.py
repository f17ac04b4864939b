"""Cards, wordings, gifts and rewards of whoever is erased: what is theirs goes, what the business owns stays whole."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

from office import Office
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.print_position import Position, Side
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.exchange import pictures as gate
from refdesk.services import (
    card_outputs,
    card_texts,
    cards,
    contacts,
    erasing,
    gift_items,
    gifts,
    merging,
    own_pictures,
    own_stock,
    pictures,
    printers,
    privacy,
    rewards,
    wordings,
)
from refdesk.services.card_outputs import Output, OutputJob
from refdesk.services.card_texts import CardJob
from refdesk.services.own_pictures import OwnPicture
from refdesk.services.own_stock import StockDraft, StockKind
from refdesk.services.wordings import WordingDraft
from refdesk.store.tables.paper import Printed

ENVELOPE = StockDraft("", "Square 160", StockKind.ENVELOPE, (453.5, 453.5))


def a_picture(color: str) -> gate.Picture:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(out, "PNG")
    return gate.gated(out.getvalue())


def printed(session: Session) -> list[tuple[int, str, int | None]]:
    query = select(Printed.contact_id, Printed.occasion, Printed.wording_id).order_by(Printed.id)
    return [(row.contact_id, row.occasion, row.wording_id) for row in session.execute(query)]


def paper_of_thanks(office: Office) -> str:
    """Return everything that the cards owed and their writing slips say."""
    owed = tuple(each.part_id for each in office.desk.ask(cards.owed, office.desk.now(), office.working))
    slips = office.desk.ask(card_outputs.slip_sheet, OutputJob(Output.SLIPS, owed))
    return f"{office.desk.ask(card_texts.card_sheet, CardJob(owed, '8315', inside='printed'))} {slips}"


def with_paper_and_gifts(office: Office) -> tuple[ContactId, int]:
    """Return somebody with a card in our own words, a gift of the catalog and a reward, and the wording."""
    desk, who = office.desk, office.contact("Xantippe", "Quillfeather")
    desk.do(pictures.set_photo, who, a_picture("red"))
    wording = desk.do(
        wordings.add,
        WordingDraft(CardOccasion.BIRTHDAY, "As to Xantippe Quillfeather", "Dear {{ first_name }}, be merry."),
    )
    item = desk.do(gift_items.add, ItemDraft("Tea", notes="Xantippe Quillfeather liked it"), picture=a_picture("navy"))
    desk.do(own_pictures.set_picture, OwnPicture.LOGO, a_picture("green"))
    desk.do(own_stock.add, ENVELOPE)
    desk.do(printers.keep, "Laser", "", {Side.FRONT: Position(4.25, -1.5)})
    desk.do(rewards.add, RewardDraft("Dinner", RewardKind.THING, EarnedOn.REFERRAL, desk.today()))
    office.referral(who)
    desk.do(gifts.log, GiftDraft(who, "Tea", desk.today(), item_id=item, cost_minor=900))
    card = CardFor(who, CardOccasion.BIRTHDAY, desk.today())
    desk.do(cards.printed, {card: "Dear Xantippe, be merry."}, "8315", {card: f"own-{wording}"})
    return who, wording


def test_their_cards_go_and_what_the_business_owns_stays_without_their_name(office: Office) -> None:
    desk = office.desk
    who, wording = with_paper_and_gifts(office)
    report = desk.do(erasing.erase, who)
    assert dict(report.removed)["Printed cards"] == 1
    assert desk.ask(printed) == []
    kept = desk.ask(wordings.find, f"own-{wording}")
    assert kept is not None
    assert (kept.title, kept.body) == ("As to (erased)", "Dear {{ first_name }}, be merry.")
    [item] = desk.ask(gift_items.rows)
    assert (item.draft.notes, item.has_picture, item.given) == ("(erased) liked it", True, 1)
    assert desk.ask(own_pictures.logo) == a_picture("green").content
    assert [row.draft is not None for row in desk.ask(own_stock.rows)] == [True]
    assert desk.ask(printers.position, "Laser", "", Side.FRONT) == Position(4.25, -1.5)
    assert [row.owed for row in desk.ask(rewards.rows, desk.today())] == [0]


def test_a_card_of_thanks_for_them_names_nobody(office: Office) -> None:
    who = office.contact("Xantippe", "Quillfeather")
    office.referral(office.contact("Ana", "Diaz"), prospect_id=who, need="Kitchen")
    assert "Xantippe" in paper_of_thanks(office)
    office.desk.do(erasing.erase, who)
    assert "Ana" in paper_of_thanks(office)
    assert [word for word in ("Xantippe", "erased") if word in paper_of_thanks(office)] == []


def test_everything_about_them_tells_of_cards_gifts_and_rewards(office: Office, tmp_path: Path) -> None:
    who, wording = with_paper_and_gifts(office)
    office.desk.ask(privacy.export, who, tmp_path / "all.zip")
    with ZipFile(tmp_path / "all.zip") as packed:
        tables = json.loads(packed.read("person.json"))["tables"]
    assert [row["text"] for row in tables["printed"]] == ["Dear Xantippe, be merry."]
    assert [row["wording_id"] for row in tables["printed"]] == [wording]
    assert [row["name"] for row in tables["gift"]] == ["Tea"]
    assert [row["reward_id"] for row in tables["thanks_part"] if row["part"] == "reward"] != []


def test_whoever_stays_after_a_merge_has_the_cards_of_both(office: Office) -> None:
    desk = office.desk
    gone, wording = with_paper_and_gifts(office)
    ana = office.contact()
    desk.do(merging.merge, ana, gone, desk.ask(contacts.draft_of, ana).draft)
    assert desk.ask(printed) == [(ana, "birthday", wording)]
    assert list(desk.ask(wordings.used, [ana])[ana]) == [f"own-{wording}"]
    desk.undo()
    assert desk.ask(printed) == [(gone, "birthday", wording)]
