"""A kind of card sheet: how its panels make up cards, and where each panel of a card lies."""

from dataclasses import dataclass
from enum import StrEnum

from refdesk.documents.sheets import BOTH_PRINTERS, Panel, Paper, PrinterKind, paper_of
from refdesk.i18n import _

_NARROW, _VERY_NARROW = 300.0, 250.0
_WIDEST_MEASURE = 340.0
_EMBOSSED_MARGIN = 12.0
_SAME = 1.0


class Fold(StrEnum):
    """How a sheet becomes cards.

    TWICE is one side of paper folded two times, BOOK opens at its left, TENT opens at its foot, and FLAT is a postcard.
    """

    TWICE = "twice"
    BOOK = "book"
    TENT = "tent"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the writing stands on the panel that is written on: heights from its foot unless said otherwise."""

    left: float
    measure: float
    above: float  # free above a printed message
    below: float  # free below it
    opening: float  # the opening's baseline, from the top
    pen_foot: float  # the lowest pen line
    sign_off: float
    sign_off_printed: float
    name: float


@dataclass(frozen=True, slots=True)
class CardStock:
    """One kind of card sheet, in points: a grid of panels; `panel_width` and `panel_height` are the folded card.

    `left` and `top` lead from the sheet's upper left corner to the first panel, `across` and `down` from one panel to
    the next. `trimmed` cards are cut out all around; others share their edges with the sheet and each other.
    """

    key: str
    name: str
    page: tuple[float, float]
    fold: Fold
    columns: int
    rows: int
    panel_width: float
    panel_height: float
    left: float = 0.0
    top: float = 0.0
    across: float = 0.0
    down: float = 0.0
    maker: str = ""
    code: str = ""
    layout: str = ""
    printers: frozenset[PrinterKind] = BOTH_PRINTERS
    trimmed: bool = False
    crop_marks: bool = False

    @property
    def paper(self) -> Paper | None:
        """Return the paper in the tray, or None when it is neither Letter nor A4."""
        return paper_of(self.page)

    @property
    def places(self) -> int:
        """Return how many cards lie on a sheet."""
        return self.columns * self.rows // {Fold.TWICE: 4, Fold.BOOK: 2, Fold.TENT: 2, Fold.FLAT: 1}[self.fold]

    @property
    def sides(self) -> int:
        """Return how many sides of the sheet are printed."""
        return 1 if self.fold is Fold.TWICE else 2

    @property
    def lies_across(self) -> bool:
        """Tell whether the sheet is printed with its long edge level."""
        return self.page[0] > self.page[1]

    @property
    def embossed(self) -> bool:
        """Tell whether only the middle of each panel can be printed."""
        return self.fold is not Fold.FLAT and not self.trimmed and self.across > self.panel_width + _SAME

    @property
    def margin(self) -> float:
        """Return the white left and right of the writing."""
        if self.embossed:
            least = _EMBOSSED_MARGIN
        elif self.panel_width < _VERY_NARROW:
            least = 24.0
        else:
            least = 33.0 if self.panel_width < _NARROW else 34.0
        return max(least, (self.panel_width - _WIDEST_MEASURE) / 2)

    @property
    def room(self) -> float:
        """Return how much of the inside holds words: a wide card with wide margins may hold fewer than a small one."""
        frame = self.frame
        return frame.measure * (self.panel_height - frame.above - frame.below)

    @property
    def frame(self) -> Frame:
        """Return where opening, message, pen lines, sign-off and name stand on the panel that is written on."""
        if self.fold is Fold.FLAT:
            return Frame(
                left=22.0,
                measure=self.panel_width * ADDRESS_FROM - 22.0 - 14.0,
                above=26.0, below=76.0, opening=40.0, pen_foot=80.0, sign_off=58.0, sign_off_printed=62.0, name=24.0,
            )  # fmt: skip
        return Frame(
            left=self.margin,
            measure=self.panel_width - 2 * self.margin,
            above=48.0, below=100.0, opening=60.0, pen_foot=90.0, sign_off=70.0, sign_off_printed=78.0, name=34.0,
        )  # fmt: skip

    def shown_name(self) -> str:
        """Return the name in the reader's language; stock of the owner's own has the name that it was given."""
        return _(self.name) if self.name else self.code


ADDRESS_FROM = 0.5
"""Where the address half of a postcard begins, in parts of its width."""


def front_panel(stock: CardStock, place: int) -> Panel:
    """Return the front of the card at a place (from 1, row by row from the top) on the outside page."""
    column, row = _cell(stock, place)
    if stock.fold is Fold.FLAT:
        return panel(stock, column, row)
    return panel(stock, column + (stock.fold is not Fold.TENT), row + (stock.fold is not Fold.BOOK))


def back_panel(stock: CardStock, place: int) -> Panel:
    """Return the back of the card at a place on the outside page; of a postcard, its address side."""
    column, row = _cell(stock, place)
    if stock.fold is Fold.FLAT:
        return mirrored(stock, panel(stock, column, row))
    if stock.fold is Fold.TWICE:
        return panel(stock, column, row + 1)
    return panel(stock, column, row, turned=stock.fold is Fold.TENT)


def inside_panel(stock: CardStock, place: int) -> Panel:
    """Return the panel to write on: on side 2 as it lies when the sheet is turned like a page of a book.

    On a sheet folded twice it stands on its head on side 1; a postcard is written on beside the address.
    """
    column, row = _cell(stock, place)
    if stock.fold is Fold.TWICE:
        return panel(stock, column, row, turned=True)
    return mirrored(stock, panel(stock, column, row, turned=stock.fold is Fold.TENT))


def writing_zone(stock: CardStock, place: int) -> Panel:
    """Return the part of the inside that is free for message and pen, on the page as printed."""
    inside, frame = inside_panel(stock, place), stock.frame
    lift = frame.above if inside.turned else frame.below
    left = inside.width - frame.left - frame.measure if inside.turned else frame.left
    return Panel(
        inside.x + left, inside.y + lift, frame.measure, inside.height - frame.above - frame.below, turned=inside.turned
    )


def panel(stock: CardStock, column: int, row: int, *, turned: bool = False) -> Panel:
    """Return the panel of a column and row, counted from 0 at the upper left."""
    x = stock.left + column * (stock.across or stock.panel_width)
    y = stock.page[1] - stock.top - row * (stock.down or stock.panel_height) - stock.panel_height
    return Panel(x, y, stock.panel_width, stock.panel_height, turned)


def piece(stock: CardStock, place: int) -> Panel:
    """Return the whole unfolded card on side 1."""
    first, last = _cell(stock, place), _last_cell(stock, place)
    upper, lower = panel(stock, *first), panel(stock, *last)
    return Panel(upper.x, lower.y, lower.right - upper.x, upper.top - lower.y)


def mirrored(stock: CardStock, one: Panel) -> Panel:
    """Return where a panel lies on side 2 when the sheet is turned like the page of a book."""
    return Panel(stock.page[0] - one.right, one.y, one.width, one.height, one.turned)


def _cell(stock: CardStock, place: int) -> tuple[int, int]:
    """Return column and row of a card's upper left panel."""
    wide = 2 if stock.fold in {Fold.BOOK, Fold.TWICE} else 1
    high = 2 if stock.fold in {Fold.TENT, Fold.TWICE} else 1
    row, column = divmod(place - 1, stock.columns // wide)
    return column * wide, row * high


def _last_cell(stock: CardStock, place: int) -> tuple[int, int]:
    column, row = _cell(stock, place)
    return column + (stock.fold in {Fold.BOOK, Fold.TWICE}), row + (stock.fold in {Fold.TENT, Fold.TWICE})
