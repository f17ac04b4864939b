"""The printed sheet folded in thought: every word must stand upright, on its panel, and inside must lie behind outside.

The sheet is a plane in space. Side 1 faces the reader; side 2 is what the printer puts on the other face when it turns
the paper over its long or short edge. Each panel is then carried by the folds that a hand makes, and looked at from
where its reader looks.
"""

import ctypes
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pytest

from refdesk.documents import stock, thank_you_card
from refdesk.documents.card_text import CardBack, CardSheet, CardText, Flip, Inside
from refdesk.documents.stock import CardStock, Fold

Point = tuple[float, float]
Space = tuple[float, float, float]


def lopsided(fold: str, grid: tuple[int, int], panel: tuple[float, float], pitch: tuple[float, float]) -> CardStock:
    """Return stock that somebody measured, whose cards do not lie in the middle of the sheet."""
    figures = {"kind": "cards", "page": [640, 800], "fold": fold, "grid": grid, "panel": panel, "pitch": pitch}
    found = stock.from_geometry(json.dumps(figures | {"origin": [12, 31]}), key=f"own-{fold}", name="Mine")
    assert isinstance(found, CardStock)
    return found


ALL = (
    *stock.all_cards(),
    lopsided("book", (2, 2), (270, 350), (281, 372)),
    lopsided("tent", (1, 2), (500, 330), (500, 347)),
    lopsided("flat", (2, 2), (290, 240), (301, 263)),
)
FRONT, BACK, INSIDE, ADDRESS = "Thank you", "(503) 555-0142", "Dear Priya,", "Oberbaumstraat 7"


@dataclass(frozen=True)
class Seen:
    """A word as its reader sees it: where its first letter stands, and the way it runs."""

    x: float
    y: float
    way: Point


def printed(card_stock: CardStock, flip: Flip, places: int) -> bytes:
    cards = tuple(
        CardText(
            str(number), "Priya", FRONT, INSIDE, (), "Yours,", "Ines", CardBack("H", "Firm", "Trade", BACK),
            Inside.LINES, address=("Priya", ADDRESS),
        )
        for number in range(places)
    )  # fmt: skip
    out = io.BytesIO()
    report = thank_you_card.render(CardSheet(card_stock, cards, "Cards", "H", flip=flip), out)
    assert len(report.printed) == places
    return out.getvalue()


def words(pdf: bytes, page: int, text: str) -> list[tuple[Point, Point]]:
    """Return the first and the last letter's origin of each copy of a text."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        layer = document[page].get_textpage()
        search = layer.search(text, match_case=True)
        found = []
        while (at := search.get_next()) is not None:
            ends = []
            for index in (at[0], at[0] + len(text) - 1):
                x, y = ctypes.c_double(), ctypes.c_double()
                pypdfium2.raw.FPDFText_GetCharOrigin(layer.raw, index, x, y)
                ends.append((x.value, y.value))
            found.append((ends[0], ends[1]))
        return found
    finally:
        document.close()


def through_paper(point: Point, card_stock: CardStock, flip: Flip) -> Point:
    """Return where a point of page 2 lies on side 1: the printer turns the paper over one of its edges."""
    width, height = card_stock.page
    long_edge_is_upright = height >= width
    turned_like_a_book = (flip is Flip.LONG_EDGE) == long_edge_is_upright
    x, y = point
    return (width - x, y) if turned_like_a_book else (x, height - y)


def behind(point: Space, line: float) -> Space:
    """Fold what lies left of an upright line behind the rest."""
    x, y, z = point
    return (2 * line - x, y, -1.0 - z) if x < line else point


def folded_down(point: Space, line: float) -> Space:
    """Fold what lies above a level line behind the rest."""
    x, y, z = point
    return (x, 2 * line - y, -1.0 - z) if y > line else point


def from_front(point: Space) -> Point:
    return point[0], point[1]


def from_behind(middle: float) -> Callable[[Space], Point]:
    """Look at it after it was turned over like the page of a book."""
    return lambda point: (2 * middle - point[0], point[1])


def seen(ends: tuple[Point, Point], carry: Callable[[Space], Space], look: Callable[[Space], Point]) -> Seen:
    first, last = (look(carry((*end, 0.0))) for end in ends)
    length = ((last[0] - first[0]) ** 2 + (last[1] - first[1]) ** 2) ** 0.5
    return Seen(first[0], first[1], (round((last[0] - first[0]) / length, 3), round((last[1] - first[1]) / length, 3)))


UPRIGHT = (1.0, 0.0)


def folds_of(card_stock: CardStock) -> tuple[float, float]:
    """Return the upright and the level fold of a sheet with two panels across or down: the middle between them."""
    upright = card_stock.left + (card_stock.across + card_stock.panel_width) / 2
    level = card_stock.page[1] - card_stock.top - (card_stock.down + card_stock.panel_height) / 2
    return upright, level


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("card_stock", [one for one in ALL if one.fold is Fold.BOOK], ids=lambda one: one.key)
def test_a_card_that_opens_like_a_book(card_stock: CardStock, flip: Flip) -> None:
    pdf = printed(card_stock, flip, card_stock.places)
    fold, _level = folds_of(card_stock)
    fronts, backs = words(pdf, 0, FRONT), words(pdf, 0, BACK)
    insides = [tuple(through_paper(end, card_stock, flip) for end in ends) for ends in words(pdf, 1, INSIDE)]
    assert len(fronts) == len(backs) == len(insides) == card_stock.places

    def carry(point: Space) -> Space:
        return behind(point, fold)

    for front, back, inside in zip(by_height(fronts), by_height(backs), by_height(insides), strict=True):
        cover = seen(front, carry, from_front)
        assert cover.way == UPRIGHT
        assert cover.x > fold
        rear = seen(back, carry, from_behind(fold * 1.5))
        assert rear.way == UPRIGHT
        # Behind the back, seen when the cover is opened to the left: the right-hand page lies where the back lay.
        page = seen(inside, lambda point: point, from_behind(fold))
        assert page.way == UPRIGHT
        assert page.x > fold
        assert page.x - fold == pytest.approx(offset(card_stock), abs=1)
        assert inside[0][0] < fold, "the writing lies behind the back of the card, not behind its cover"
        assert abs(front[0][1] - inside[0][1]) < card_stock.panel_height, "the row is kept"


def offset(card_stock: CardStock) -> float:
    """Return how far from the fold the writing begins."""
    return (card_stock.across - card_stock.panel_width) / 2 + card_stock.frame.left


def by_height(found: list[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    return sorted(found, key=lambda ends: ends[0][1])


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("card_stock", [one for one in ALL if one.fold is Fold.TENT], ids=lambda one: one.key)
def test_a_card_that_opens_at_its_foot(card_stock: CardStock, flip: Flip) -> None:
    pdf = printed(card_stock, flip, 1)
    middle, fold = folds_of(card_stock)

    def carry(point: Space) -> Space:
        return folded_down(point, fold)

    (front,), (back,) = words(pdf, 0, FRONT), words(pdf, 0, BACK)
    cover = seen(front, carry, from_front)
    assert cover.way == UPRIGHT
    assert cover.y < fold
    rear = seen(back, carry, from_behind(middle))
    assert rear.way == UPRIGHT
    assert rear.y < fold
    assert rear.y == pytest.approx(34 + foot(card_stock), abs=0.5)
    # Opened, the cover hangs above; what lies below is behind the back: that half of the sheet, seen from behind.
    (found,) = words(pdf, 1, INSIDE)
    inside = tuple(through_paper(end, card_stock, flip) for end in found)
    assert inside[0][1] > fold, "the writing lies behind the back of the card"

    def opened(point: Space) -> Space:
        # The sheet is turned over its level fold, so that the back lies on the table below the fold.
        x, y, z = point
        return x, 2 * fold - y, -z

    page = seen(inside, opened, from_front)
    assert page.way == UPRIGHT
    assert page.y < fold
    assert page.x == pytest.approx(card_stock.left + card_stock.frame.left, abs=0.5)


def foot(card_stock: CardStock) -> float:
    return card_stock.page[1] - card_stock.top - card_stock.down - card_stock.panel_height


@pytest.mark.parametrize("card_stock", [one for one in ALL if one.fold is Fold.TWICE], ids=lambda one: one.key)
def test_a_sheet_folded_twice(card_stock: CardStock) -> None:
    pdf = printed(card_stock, Flip.LONG_EDGE, 1)
    upright, level = folds_of(card_stock)

    def carry(point: Space) -> Space:
        return behind(folded_down(point, level), upright)

    (front,), (back,), (inside,) = (words(pdf, 0, text) for text in (FRONT, BACK, INSIDE))
    cover = seen(front, carry, from_front)
    assert cover.way == UPRIGHT
    assert cover.x > upright
    assert seen(back, carry, from_behind(upright * 1.5)).way == UPRIGHT
    # Only the first fold is made when the card lies open: the reader sees the upper half, which went behind.
    page = seen(inside, lambda point: folded_down(point, level), from_behind(upright))
    assert page.way == UPRIGHT
    assert page.x - upright == pytest.approx(card_stock.margin, abs=0.5)
    assert page.y == pytest.approx(card_stock.panel_height - 60, abs=0.5)


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("card_stock", [one for one in ALL if one.fold is Fold.FLAT], ids=lambda one: one.key)
def test_a_postcard_bears_its_address_behind_its_own_front(card_stock: CardStock, flip: Flip) -> None:
    pdf = printed(card_stock, flip, card_stock.places - 1)
    fronts, addresses = words(pdf, 0, FRONT), words(pdf, 1, ADDRESS)
    assert len(fronts) == len(addresses) == card_stock.places - 1
    middle = card_stock.page[0] / 2
    backs = [tuple(through_paper(end, card_stock, flip) for end in ends) for ends in addresses]
    for front, back in zip(sorted(fronts), sorted(backs), strict=True):
        assert seen(front, lambda point: point, from_front).way == UPRIGHT
        assert seen(back, lambda point: point, from_behind(middle)).way == UPRIGHT
        assert abs(front[0][1] - back[0][1]) < card_stock.panel_height
        assert abs(front[0][0] - back[0][0]) < card_stock.panel_width
