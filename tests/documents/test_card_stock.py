"""Sheets and their lines, held against the facts of the makers."""

import json
from pathlib import Path

import pytest

from refdesk.documents import stock
from refdesk.documents.stock import CardStock, Fold, GuideKind, Panel, Paper

ALL = stock.all_cards()


def by_key(key: str) -> CardStock:
    found = stock.card(key)
    assert found is not None
    return found


def test_the_stock_of_the_first_cards_is_there() -> None:
    assert [one.key for one in ALL] == ["plain-letter", "plain-a4", "8315", "5315", "3268", "C2352"]
    assert by_key(" c2352 ").paper is Paper.A4
    assert stock.card("nothing") is None
    assert stock.plain(Paper.A4).key == "plain-a4"
    assert all(one.shown_name() for one in ALL)


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.key)
def test_panels_fill_the_sheet(card: CardStock) -> None:
    assert 2 * card.panel_width == pytest.approx(card.page[0], abs=0.01)
    assert 2 * card.panel_height == pytest.approx(card.page[1], abs=0.01)
    assert card.places == card.sides == (1 if card.fold is Fold.TWICE else 2)


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.key)
def test_guides_lie_between_the_panels(card: CardStock) -> None:
    upright, level = sorted(stock.guides(card), key=lambda guide: guide.x1 == guide.x2, reverse=True)
    assert upright.x1 == upright.x2 == pytest.approx(card.page[0] / 2, abs=0.5)
    assert level.y1 == level.y2 == pytest.approx(card.page[1] / 2, abs=0.5)
    assert upright.kind is GuideKind.FOLD
    assert level.kind is (GuideKind.FOLD if card.fold is Fold.TWICE else GuideKind.CUT)
    assert (upright.y1, upright.y2) == (0, card.page[1])
    assert (level.x1, level.x2) == (0, card.page[0])


def test_the_first_card_lies_at_the_top() -> None:
    card = by_key("8315")
    assert stock.front_panel(card, 1) == Panel(306, 396, 306, 396)
    assert stock.back_panel(card, 2) == Panel(0, 0, 306, 396)
    assert stock.inside_panel(card, 2) == Panel(306, 0, 306, 396)
    assert stock.inside_panel(by_key("plain-letter"), 1) == Panel(0, 396, 306, 396, turned=True)


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.key)
def test_the_writing_zone_keeps_clear_of_every_edge(card: CardStock) -> None:
    for place in range(1, card.places + 1):
        zone, inside = stock.writing_zone(card, place), stock.inside_panel(card, place)
        assert zone.x - inside.x >= 17
        assert inside.x + inside.width - zone.x - zone.width >= 17
        assert zone.height == pytest.approx(card.panel_height - 148)


def test_our_numbers_are_the_makers(samples: Path) -> None:
    facts = json.loads((samples / "facts" / "card_stock.json").read_text(encoding="utf-8"))["stocks"]
    codes = {row["code"]: row for row in facts if row["kind"] == "card"}
    for key in ("8315", "5315", "3268", "C2352"):
        ours, theirs = by_key(key), codes[key]
        assert sorted(ours.page) == pytest.approx(sorted(theirs["page_pt"]), abs=0.5)
        folded = sorted((ours.panel_width * 2, ours.panel_height))
        panel = sorted(theirs["panel_pt"])
        flat = sorted((ours.panel_width, ours.panel_height))
        assert panel == pytest.approx(folded, abs=0.5) or panel == pytest.approx(flat, abs=0.5)
