"""The card stock that can be printed on: sizes, folds, cuts, and where a card lies on its sheet."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from refdesk import paths
from refdesk.i18n import N_, _


class Paper(StrEnum):
    """Paper sizes of the printer's tray."""

    LETTER = "letter"
    A4 = "a4"


class Fold(StrEnum):
    """How a sheet becomes cards: one card folded twice, or two cards above each other, folded once like a book."""

    TWICE = "twice"
    BOOK = "book"


class GuideKind(StrEnum):
    """What the hand does along a guide."""

    FOLD = "fold"
    CUT = "cut"


SIZES: dict[Paper, tuple[float, float]] = {Paper.LETTER: (612.0, 792.0), Paper.A4: (595.276, 841.89)}

_STOCK_NAMES = (
    N_("Plain paper folded twice, Letter"),
    N_("Plain paper folded twice, A4"),
    N_("Note cards 8315, two on a Letter sheet"),
    N_("Note cards 5315, two on a Letter sheet"),
    N_("Note cards 3268, two on a Letter sheet"),
    N_("A6 greeting cards C2352, two on an A4 sheet"),
)
_PLAIN = {Paper.LETTER: "plain-letter", Paper.A4: "plain-a4"}


@dataclass(frozen=True, slots=True)
class Nudge:
    """How far a printer's tray needs everything moved, in points to the right and up; at most 14 each way."""

    right: float = 0.0
    up: float = 0.0


NO_NUDGE = Nudge()
_NARROW = 300.0


@dataclass(frozen=True, slots=True)
class Guide:
    """A fold or cut line in points from the lower left corner of the sheet; drawn over the preview, never printed."""

    kind: GuideKind
    x1: float
    y1: float
    x2: float
    y2: float
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle of the sheet in points from its lower left corner; `turned` stands on its head."""

    x: float
    y: float
    width: float
    height: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class CardStock:
    """One kind of card sheet; `panel_width` and `panel_height` are the folded card."""

    key: str
    name: str
    paper: Paper
    fold: Fold
    panel_width: float
    panel_height: float

    @property
    def page(self) -> tuple[float, float]:
        """Return width and height of the sheet in points."""
        return SIZES[self.paper]

    @property
    def places(self) -> int:
        """Return how many cards lie on a sheet."""
        return 1 if self.fold is Fold.TWICE else 2

    @property
    def sides(self) -> int:
        """Return how many sides of the sheet are printed."""
        return 1 if self.fold is Fold.TWICE else 2

    @property
    def margin(self) -> float:
        """Return the white left and right of the writing."""
        return 33.0 if self.panel_width < _NARROW else 34.0

    def shown_name(self) -> str:
        """Return the name in the reader's language."""
        return _(self.name)


def all_cards() -> tuple[CardStock, ...]:
    """Return every card stock in the order to offer them; keys are unique."""
    return tuple(_loaded().values())


def card(key: str) -> CardStock | None:
    """Return the stock of that key or code (case does not matter), or None."""
    return next((stock for stock in all_cards() if stock.key.casefold() == key.strip().casefold()), None)


def plain(paper: Paper) -> CardStock:
    """Return plain paper folded twice: the first card anyone can print."""
    return _loaded()[_PLAIN[paper]]


def front_panel(stock: CardStock, place: int) -> Panel:
    """Return the front of the card at a place (from 1, top first) on the outside page."""
    return Panel(stock.panel_width, _foot(stock, place), stock.panel_width, stock.panel_height)


def back_panel(stock: CardStock, place: int) -> Panel:
    """Return the back of the card at a place on the outside page."""
    return Panel(0.0, _foot(stock, place), stock.panel_width, stock.panel_height)


def inside_panel(stock: CardStock, place: int) -> Panel:
    """Return the right inside panel: on side 2 of a book fold, standing on its head on a sheet folded twice."""
    if stock.fold is Fold.TWICE:
        return Panel(0.0, stock.panel_height, stock.panel_width, stock.panel_height, turned=True)
    return Panel(stock.panel_width, _foot(stock, place), stock.panel_width, stock.panel_height)


def writing_zone(stock: CardStock, place: int) -> Panel:
    """Return the part of the inside that is free for message and pen, on the page as printed."""
    inside = inside_panel(stock, place)
    above, below = 48.0, 100.0
    lift = above if inside.turned else below
    return Panel(
        inside.x + stock.margin,
        inside.y + lift,
        inside.width - 2 * stock.margin,
        inside.height - above - below,
        turned=inside.turned,
    )


def guides(stock: CardStock) -> tuple[Guide, ...]:
    """Return the fold and cut lines of a sheet; they are the same on both sides."""
    width, height = stock.page
    upright, level = stock.panel_width, stock.panel_height
    if stock.fold is Fold.TWICE:
        return (
            Guide(GuideKind.FOLD, 0.0, level, width, level, _("fold 1 (top goes behind)")),
            Guide(GuideKind.FOLD, upright, 0.0, upright, height, _("fold 2")),
        )
    return (
        Guide(GuideKind.FOLD, upright, 0.0, upright, height, _("fold")),
        Guide(GuideKind.CUT, 0.0, level, width, level, _("tear or cut")),
    )


def _foot(stock: CardStock, place: int) -> float:
    if stock.fold is Fold.TWICE or place == stock.places:
        return 0.0
    return stock.panel_height


@cache
def _loaded() -> dict[str, CardStock]:
    text = paths.resource("stock", "cards.toml").read_text(encoding="utf-8")
    rows = [_read(row) for row in tomllib.loads(text)["card"]]
    by_key = {row.key: row for row in rows}
    assert len(by_key) == len(rows), "two stocks share a key"
    return by_key


def _read(row: dict[str, object]) -> CardStock:
    panel = row["panel"]
    assert isinstance(panel, list)
    return CardStock(
        key=str(row["key"]),
        name=str(row["name"]),
        paper=Paper(str(row["paper"])),
        fold=Fold(str(row["fold"])),
        panel_width=float(panel[0]),
        panel_height=float(panel[1]),
    )
