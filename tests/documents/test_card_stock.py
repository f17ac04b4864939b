"""Card sheets, label sheets and envelopes, held against the facts of the makers."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from refdesk.documents import card_stock, stock
from refdesk.documents.stock import CardStock, Fold, GuideKind, LabelStock, Panel, Paper, PrinterKind
from refdesk.errors import Refused

ALL = stock.all_cards()
EVERY = (*ALL, *stock.all_labels(), *stock.all_envelopes())
# What the makers' sheets say where the facts have no row.
OWN_FIGURES = {"3379": (612.0, 792.0, 306.0, 396.0)}


def by_key(key: str) -> CardStock:
    found = stock.card(key)
    assert found is not None
    return found


def label(key: str) -> LabelStock:
    found = stock.label(key)
    assert found is not None
    return found


def test_the_stock_that_was_promised_is_there() -> None:
    keys = {one.key for one in EVERY}
    assert len(keys) == len(EVERY) == len({one.key.casefold() for one in EVERY})
    assert len({(one.maker, one.code, one.layout) for one in EVERY if one.maker}) == sum(
        bool(one.maker) for one in EVERY
    )
    cards = "plain-letter plain-a4 8315 5315 3268 3379 C2352 32287 3265 8316 3266 3256 C2351 8387 crop-letter crop-a4"
    assert {*cards.split(), "half-letter", "half-a4"} <= {one.key for one in ALL}
    assert {"5160", "5161", "5163", "L7160", "L7163"} <= {one.key for one in stock.all_labels()}
    assert [one.key for one in stock.all_envelopes()] == ["A2", "A6", "A7", "A9", "#10", "C6", "DL", "C5"]
    assert all(one.shown_name() for one in EVERY)


def test_stock_is_found_by_key_by_code_and_by_maker_and_code() -> None:
    assert by_key(" c2352 ").paper is Paper.A4
    assert by_key("avery-8315").key == "8315"
    assert by_key("8316").layout != by_key("8316-book").layout
    assert stock.card("nothing") is stock.card("") is stock.card("5160") is stock.label("A2") is None
    assert stock.envelope("dl") is not None
    assert [stock.plain(paper).key for paper in Paper] == ["plain-letter", "plain-a4"]


def test_card_stock_is_offered_by_the_kind_of_printer() -> None:
    ink_jet, laser = ({one.key for one in stock.for_printer(kind)} for kind in PrinterKind)
    assert "8315" in ink_jet - laser
    assert "5315" in laser - ink_jet
    assert {"plain-letter", "plain-a4", "crop-letter"} <= ink_jet & laser
    assert {one.key for one in stock.labels_for_printer(PrinterKind.LASER)} >= {"5160", "5161", "5163", "L7160"}


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.key)
def test_panels_lie_on_the_sheet_beside_each_other(card: CardStock) -> None:
    assert stock.check(card) == ()
    for side in (1, 2):
        panels = [
            panel
            for place in range(1, card.places + 1)
            for panel in (
                (stock.front_panel(card, place), stock.back_panel(card, place))
                if side == 1 and card.fold is not Fold.FLAT
                else (stock.front_panel(card, place) if side == 1 else stock.inside_panel(card, place),)
            )
        ]
        assert len({(panel.x, panel.y) for panel in panels}) == len(panels)
        for panel in panels:
            assert panel.x >= -0.01 <= panel.y
            assert panel.right <= card.page[0] + 0.01
            assert panel.top <= card.page[1] + 0.01
        for one in panels:
            assert all(apart(one, other) for other in panels if other is not one)


def apart(one: Panel, other: Panel) -> bool:
    hair = 0.01
    return (
        one.right <= other.x + hair
        or other.right <= one.x + hair
        or one.top <= other.y + hair
        or other.top <= one.y + hair
    )


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.key)
def test_guides_lie_between_the_panels(card: CardStock) -> None:
    """No fold or cut runs through what is printed, and each card has the folds that its kind has."""
    guides = stock.guides(card)
    panels = [
        panel
        for place in range(1, card.places + 1)
        for panel in (stock.front_panel(card, place), stock.back_panel(card, place))
        if card.fold is not Fold.FLAT or panel == stock.front_panel(card, place)
    ]
    for guide in guides:
        for panel in panels:
            across = guide.x1 == guide.x2 and panel.x + 0.5 < guide.x1 < panel.right - 0.5
            along = guide.y1 == guide.y2 and panel.y + 0.5 < guide.y1 < panel.top - 0.5
            within = (
                min(guide.y1, guide.y2) < panel.top - 0.5 and max(guide.y1, guide.y2) > panel.y + 0.5
                if across
                else along and min(guide.x1, guide.x2) < panel.right - 0.5 and max(guide.x1, guide.x2) > panel.x + 0.5
            )
            assert not within, (guide, panel)
    folds = {(guide.x1 == guide.x2) for guide in guides if guide.kind is GuideKind.FOLD}
    assert folds == {Fold.TWICE: {True, False}, Fold.BOOK: {True}, Fold.TENT: {False}, Fold.FLAT: set()}[card.fold]
    cuts = [guide for guide in guides if guide.kind is GuideKind.CUT]
    assert bool(cuts) == (card.places > 1 or card.trimmed)
    assert any(guide.words for guide in guides)


def test_folds_and_cuts_lie_where_the_makers_put_them() -> None:
    for key in ("8315", "5315", "3268", "3379", "3256", "8317"):
        assert lines(by_key(key)) == {("fold", "x", 306.0), ("cut", "y", 396.0)}
    assert lines(by_key("C2352")) == lines(by_key("32287")) == {("fold", "x", 297.6), ("cut", "y", 420.9)}
    assert lines(by_key("3265")) == lines(by_key("8316")) == lines(by_key("3260")) == {("fold", "y", 396.0)}
    assert lines(by_key("8316-book")) == lines(by_key("half-letter")) == {("fold", "x", 396.0)}
    assert lines(by_key("3266")) == {("fold", "x", 306.0), ("fold", "y", 396.0)}
    assert lines(by_key("C2351")) == {("fold", "x", 420.9)}
    assert lines(by_key("8387")) == {("cut", "x", 396.0), ("cut", "y", 306.0)}
    assert lines(by_key("5889")) == {
        ("cut", "x", 90.0), ("cut", "x", 522.0), ("cut", "y", 90.0), ("cut", "y", 378.0), ("cut", "y", 414.0),
        ("cut", "y", 702.0),
    }  # fmt: skip


def lines(card: CardStock) -> set[tuple[str, str, float]]:
    return {
        (
            guide.kind.value,
            "x" if guide.x1 == guide.x2 else "y",
            round(guide.x1 if guide.x1 == guide.x2 else guide.y1, 1),
        )
        for guide in stock.guides(card)
    }


def test_the_first_card_lies_at_the_top() -> None:
    card = by_key("8315")
    assert stock.front_panel(card, 1) == Panel(306, 396, 306, 396)
    assert stock.back_panel(card, 2) == Panel(0, 0, 306, 396)
    assert stock.inside_panel(card, 2) == Panel(306, 0, 306, 396)
    assert stock.inside_panel(by_key("plain-letter"), 1) == Panel(0, 396, 306, 396, turned=True)
    assert stock.front_panel(by_key("8316"), 1) == Panel(0, 0, 612, 396)
    assert stock.back_panel(by_key("8316"), 1) == Panel(0, 396, 612, 396, turned=True)
    postcards = by_key("8387")
    assert stock.front_panel(postcards, 2) == Panel(396, 306, 396, 306)
    assert stock.inside_panel(postcards, 2) == Panel(0, 306, 396, 306)


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.key)
def test_the_writing_zone_keeps_clear_of_every_edge(card: CardStock) -> None:
    # An embossed panel begins behind its frame: there 12 points are 17 and more from the fold and the edge.
    white = 12 if card.embossed else 17
    for place in range(1, card.places + 1):
        zone, inside = stock.writing_zone(card, place), stock.inside_panel(card, place)
        assert zone.x - inside.x >= white
        assert inside.right - zone.right >= white
        assert zone.height == pytest.approx(card.panel_height - card.frame.above - card.frame.below)
        assert zone.width == pytest.approx(card.frame.measure)
        assert zone.width <= 341
        assert zone.y - inside.y >= white <= inside.top - zone.top


@pytest.mark.parametrize("key", ["crop-letter", "crop-5x7", "crop-a4"])
def test_crop_marks_stand_outside_of_the_cards_and_on_the_sheet(key: str) -> None:
    card = by_key(key)
    pieces = [card_stock.piece(card, place) for place in range(1, card.places + 1)]
    for side in (1, 2):
        marks = stock.crop_marks(card, side=side)
        assert len(marks) >= 10
        for mark in marks:
            assert max(abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1)) == pytest.approx(14.17, abs=0.01)
            xs, ys = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
            assert xs[0] >= 12 <= ys[0]
            assert xs[1] <= card.page[0] - 12
            assert ys[1] <= card.page[1] - 12
            for piece in pieces:
                beside = xs[1] <= piece.x - 8.5 or xs[0] >= piece.right + 8.5
                assert beside or ys[1] <= piece.y - 8.5 or ys[0] >= piece.top + 8.5
    assert stock.crop_marks(by_key("8315")) == ()


def facts_of(samples: Path, kind: str) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = json.loads((samples / "facts" / "card_stock.json").read_text(encoding="utf-8"))[kind]
    return facts


def test_our_cards_are_the_makers(samples: Path) -> None:
    """Every panel of every card stock lies where the facts say, upright or turned, to half a point."""
    facts = [row for row in facts_of(samples, "stocks") if row["kind"] in {"card", "postcard"}]
    compared = 0
    for card in ALL:
        rows = [row for row in facts if row["code"] == card.code]
        if card.key in OWN_FIGURES:
            assert (*card.page, card.panel_width, card.panel_height) == OWN_FIGURES[card.key]
        elif card.maker:
            assert any(same_layout(card, row) for row in rows), card.key
            compared += 1
    assert compared == 16


def same_layout(card: CardStock, row: dict[str, Any]) -> bool:
    """Tell whether our panels, or our whole cards, are the rectangles of a row of facts, which may be turned."""
    wide, high = row["page_pt"]
    found = rectangles(row)
    panels = {(each.x, card.page[1] - each.top, each.width, each.height) for each in all_panels(card)}
    pieces = {
        (each.x, card.page[1] - each.top, each.width, each.height)
        for each in (card_stock.piece(card, place) for place in range(1, card.places + 1))
    }
    if (wide > high) != (card.page[0] > card.page[1]):
        found = {(y, x, height, width) for x, y, width, height in found}
        wide, high = high, wide
    same_page = (wide, high) == pytest.approx(card.page, abs=0.5)
    return same_page and (same(found, panels) or same(found, pieces))


def all_panels(card: CardStock) -> list[Panel]:
    return [card_stock.panel(card, column, row) for column in range(card.columns) for row in range(card.rows)]


def rectangles(row: dict[str, Any]) -> set[tuple[float, float, float, float]]:
    (left, top), (across, down), (width, height) = row["origin_pt"], row["pitch_pt"], row["panel_pt"]
    return {
        (left + column * across, top + line * down, width, height)
        for column in range(row["cols"])
        for line in range(row["rows"])
    }


def same(some: set[tuple[float, ...]], others: set[tuple[float, ...]]) -> bool:
    return len(some) == len(others) and all(
        one == pytest.approx(other, abs=0.5) for one, other in zip(sorted(some), sorted(others), strict=True)
    )


def test_our_labels_are_the_makers(samples: Path) -> None:
    facts = {row["code"]: row for row in facts_of(samples, "stocks") if row["kind"] == "label"}
    # The ink jet sheet 8161 is cut like 5161.
    facts["8161"] = facts["5161"]
    for sheet in stock.all_labels():
        ours = {
            (panel.x, sheet.page[1] - panel.top, panel.width, panel.height)
            for panel in (stock.label_panel(sheet, place) for place in range(1, sheet.places + 1))
        }
        assert sheet.page == pytest.approx(tuple(facts[sheet.code]["page_pt"]), abs=0.5)
        assert same(ours, rectangles(facts[sheet.code])), sheet.key


def test_another_catalogue_of_labels_differs_by_no_more_than_a_nudge(samples: Path) -> None:
    with (samples / "labels-glabels" / "label_geometry_points.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["part"]: row for row in csv.DictReader(file) if row["brand"] == "Avery"}
    for sheet in stock.all_labels():
        row = rows[sheet.code]
        assert (int(row["nx"]), int(row["ny"])) == (sheet.columns, sheet.rows)
        theirs = [
            float(row[name]) for name in ("label_w_pt_or_radius", "label_h_pt", "x0_pt_from_left", "y0_pt_from_top")
        ]
        assert [sheet.width, sheet.height, sheet.left, sheet.top] == pytest.approx(theirs, abs=5)


def test_our_envelopes_are_the_makers(samples: Path) -> None:
    facts = {row["name"].removeprefix("US "): row["pt"] for row in facts_of(samples, "envelopes")}
    for envelope in stock.all_envelopes():
        assert envelope.page == pytest.approx(tuple(facts[envelope.key]), abs=0.5)


def test_labels_lie_where_paper_says() -> None:
    sheet = label("5160")
    assert stock.label_panel(sheet, 1) == Panel(13.55, 792 - 36 - 72, 189, 72)
    assert stock.label_panel(sheet, 30) == Panel(13.55 + 2 * 198, 36, 189, 72)
    other = label("L7160")
    assert stock.label_panel(other, 5) == Panel(
        pytest.approx(20.41 + 187.2), pytest.approx(841.89 - 42.945 - 216), 180, 108
    )


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.key)
def test_figures_are_read_as_they_were_written(one: stock.Stock) -> None:
    again = stock.from_geometry(stock.to_geometry(one), key=one.key, name=one.name)
    assert again == replace(one, maker="", code="", layout="")


def own(**changes: object) -> str:
    row = {
        "kind": "cards",
        "page": [612, 792],
        "fold": "book",
        "grid": [2, 2],
        "panel": [300, 390],
        "pitch": [306, 396],
    }
    return json.dumps(row | changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"panel": [320, 390]}, "pitch"),
        ({"panel": [300, 400]}, "pitch"),
        ({"origin": [20, 0]}, "panel"),
        ({"origin": [0, 20]}, "panel"),
        ({"origin": [-5, 0]}, "origin"),
        ({"grid": [3, 2]}, "grid"),
        ({"grid": [0, 2]}, "grid"),
        ({"fold": "tent", "grid": [1, 3]}, "grid"),
        ({"fold": "twice", "grid": [4, 2]}, "grid"),
        ({"fold": "twice", "panel": [200, 390], "pitch": [210, 396]}, "fold"),
        ({"panel": [100, 100]}, "panel"),
        ({"page": [9000, 792]}, "page"),
        ({"page": [float("nan"), 792]}, "page"),
        ({"kind": "labels", "panel": [10, 10]}, "panel"),
        ({"kind": "labels", "panel": [400, 10]}, "panel"),
        ({"kind": "envelope", "size": [300, 600], "style": "us"}, "size"),
        ({"kind": "envelope", "size": [100, 50], "style": "eu"}, "size"),
        ({"kind": "table"}, ""),
        ({"panel": ["300", 390]}, ""),
        ({"panel": [300]}, ""),
        ({"grid": [2.5, 2]}, ""),
    ],
)
def test_measures_that_cannot_be_are_said_in_plain_words(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        stock.from_geometry(own(**changes), key="own-1", name="Mine")
    assert field in {problem.field for problem in refused.value.problems}
    assert all(problem.sentence.endswith(".") for problem in refused.value.problems)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[[]]", "{}" * 3, "[" * 5000])
def test_what_holds_no_measures_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        stock.from_geometry(text, key="own-1", name="Mine")
