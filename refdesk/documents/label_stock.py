"""A sheet of labels, and where each label lies on it."""

from dataclasses import dataclass

from refdesk.documents.sheets import BOTH_PRINTERS, Panel, Paper, PrinterKind, paper_of
from refdesk.i18n import _


@dataclass(frozen=True, slots=True)
class LabelStock:
    """One kind of label sheet, in points.

    `left` and `top` lead from the sheet's upper left corner to the first label, `across` and `down` from one label to
    the next. Labels are counted from 1, row by row.
    """

    key: str
    name: str
    page: tuple[float, float]
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    maker: str = ""
    code: str = ""
    layout: str = ""
    printers: frozenset[PrinterKind] = BOTH_PRINTERS

    @property
    def paper(self) -> Paper | None:
        """Return the paper in the tray, or None when it is neither Letter nor A4."""
        return paper_of(self.page)

    @property
    def places(self) -> int:
        """Return how many labels lie on a sheet."""
        return self.columns * self.rows

    @property
    def sides(self) -> int:
        """Return 1: labels have one side."""
        return 1

    def shown_name(self) -> str:
        """Return the name in the reader's language; stock of the owner's own has the name that it was given."""
        return _(self.name) if self.name else self.code


def label_panel(stock: LabelStock, place: int) -> Panel:
    """Return the label at a place, counted from 1 row by row."""
    row, column = divmod(place - 1, stock.columns)
    y = stock.page[1] - stock.top - row * stock.down - stock.height
    return Panel(stock.left + column * stock.across, y, stock.width, stock.height)
