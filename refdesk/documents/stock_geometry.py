"""Stock as figures: read from our own table or from what the owner measured, checked, and written again."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from refdesk.documents import card_stock
from refdesk.documents.card_stock import CardStock, Fold
from refdesk.documents.envelope_stock import EnvelopeStock, EnvelopeStyle
from refdesk.documents.label_stock import LabelStock
from refdesk.documents.sheets import BOTH_PRINTERS, PrinterKind
from refdesk.errors import Problem, Refused
from refdesk.i18n import _

Stock = CardStock | LabelStock | EnvelopeStock
CARDS, LABELS, ENVELOPE = "cards", "labels", "envelope"
_LEAST_PAGE, _MOST_PAGE = 100.0, 2400.0
_LEAST_CARD = (200.0, 240.0)
_LEAST_POSTCARD = (280.0, 200.0)
_LEAST_LABEL = (72.0, 26.0)
_LEAST_ENVELOPE = (240.0, 190.0)
_MOST_PLACES = 400
_HAIR = 0.5
_PAIRS = {Fold.TWICE: (2, 2), Fold.BOOK: (2, 1), Fold.TENT: (1, 2), Fold.FLAT: (1, 1)}


def from_geometry(json_text: str, *, key: str, name: str) -> Stock:
    """Return the stock that the owner measured; raises `Refused` with all that cannot be in plain sentences."""
    try:
        found = from_row(json.loads(json_text), key=key, name=name)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise Refused(Problem("", _("The measures of this stock cannot be read."))) from None
    problems = check(found)
    if problems:
        raise Refused(*problems)
    return found


def to_geometry(stock: Stock) -> str:
    """Return the measures of a stock as JSON; names and key stand beside it."""
    if isinstance(stock, EnvelopeStock):
        row: dict[str, Any] = {"kind": ENVELOPE, "size": [stock.width, stock.height], "style": stock.style.value}
        return json.dumps(row)
    is_card = isinstance(stock, CardStock)
    row = {
        "kind": CARDS if is_card else LABELS,
        "page": list(stock.page),
        "grid": [stock.columns, stock.rows],
        "panel": [stock.panel_width, stock.panel_height] if is_card else [stock.width, stock.height],  # type: ignore[union-attr]
        "origin": [stock.left, stock.top],
        "pitch": [stock.across, stock.down],
        "printers": sorted(kind.value for kind in stock.printers),
    }
    if isinstance(stock, CardStock):
        row |= {"fold": stock.fold.value, "trimmed": stock.trimmed, "crop_marks": stock.crop_marks}
    return json.dumps(row)


def from_row(row: Mapping[str, Any], *, key: str, name: str) -> Stock:
    """Return the stock of a row of figures; raises `ValueError`, `KeyError` or `TypeError` for anything else."""
    if not isinstance(row, Mapping):
        raise TypeError(row)
    known = {"key": key, "name": name, "maker": str(row.get("maker", "")), "code": str(row.get("code", ""))}
    known["layout"] = str(row.get("layout", ""))
    if row["kind"] == ENVELOPE:
        width, height = _pair(row["size"])
        return EnvelopeStock(width=width, height=height, style=EnvelopeStyle(row["style"]), **known)
    width, height = _pair(row["panel"])
    columns, rows = (_whole(value) for value in row["grid"])
    left, top = _pair(row.get("origin", (0, 0)))
    across, down = _pair(row.get("pitch", (width, height)))
    printers = frozenset(PrinterKind(kind) for kind in row.get("printers", ())) or BOTH_PRINTERS
    if row["kind"] == LABELS:
        return LabelStock(
            page=_pair(row["page"]), columns=columns, rows=rows, width=width, height=height, left=left, top=top,
            across=across, down=down, printers=printers, **known,
        )  # fmt: skip
    if row["kind"] != CARDS:
        raise ValueError(row["kind"])
    return CardStock(
        page=_pair(row["page"]), fold=Fold(row["fold"]), columns=columns, rows=rows, panel_width=width,
        panel_height=height, left=left, top=top, across=across, down=down, printers=printers,
        trimmed=bool(row.get("trimmed")), crop_marks=bool(row.get("crop_marks")), **known,
    )  # fmt: skip


def check(stock: Stock) -> tuple[Problem, ...]:
    """Return what cannot be about the measures of a stock, each beside the field that says it.

    The fields are page, panel, grid, origin, pitch, fold; of an envelope, size.
    """
    if isinstance(stock, EnvelopeStock):
        return tuple(_envelope_problems(stock))
    early = (*_page_problems(stock), *_grid_problems(stock))
    return early or (*_size_problems(stock), *_place_problems(stock))


def _envelope_problems(stock: EnvelopeStock) -> Iterator[Problem]:
    if not _are_sizes((stock.width, stock.height)) or max(stock.page) > _MOST_PAGE:
        yield Problem("size", _("An envelope has a width and a height."))
    elif stock.width < stock.height:
        yield Problem("size", _("The long side of an envelope is its width: exchange the two."))
    elif stock.width < _LEAST_ENVELOPE[0] or stock.height < _LEAST_ENVELOPE[1]:
        yield Problem("size", _("This envelope is too small for an address and a stamp."))


def _page_problems(stock: CardStock | LabelStock) -> Iterator[Problem]:
    if not _are_sizes(stock.page) or min(stock.page) < _LEAST_PAGE or max(stock.page) > _MOST_PAGE:
        yield Problem("page", _("The sheet must be at least 1.4 in (35 mm) and at most 33 in (84 cm) long and wide."))


def _grid_problems(stock: CardStock | LabelStock) -> Iterator[Problem]:
    if stock.columns < 1 or stock.rows < 1 or stock.columns * stock.rows > _MOST_PLACES:
        yield Problem("grid", _("There must be at least one row and one column, and at most 400 places."))
        return
    if not isinstance(stock, CardStock):
        return
    wide, high = _PAIRS[stock.fold]
    if stock.fold is Fold.TWICE and (stock.columns, stock.rows) != (2, 2):
        yield Problem("grid", _("A sheet folded twice has two columns and two rows."))
    elif stock.columns % wide:
        yield Problem("grid", _("A card folded at its left edge takes two columns: their number must be even."))
    elif stock.rows % high:
        yield Problem("grid", _("A card folded at its upper edge takes two rows: their number must be even."))


def _size_problems(stock: CardStock | LabelStock) -> Iterator[Problem]:
    if isinstance(stock, LabelStock):
        if not _are_sizes((stock.width, stock.height)):
            yield Problem("panel", _("A label has a width and a height."))
        elif stock.width < _LEAST_LABEL[0] or stock.height < _LEAST_LABEL[1]:
            yield Problem("panel", _("A label must be at least 1 in (26 mm) wide and 0.36 in (10 mm) high."))
        return
    least = _LEAST_POSTCARD if stock.fold is Fold.FLAT else _LEAST_CARD
    if not _are_sizes((stock.panel_width, stock.panel_height)):
        yield Problem("panel", _("A card has a width and a height."))
    elif stock.panel_width < least[0] or stock.panel_height < least[1]:
        if stock.fold is Fold.FLAT:
            yield Problem("panel", _("A postcard must be at least 3.9 in (99 mm) wide and 2.8 in (71 mm) high."))
        else:
            yield Problem("panel", _("A folded card must be at least 2.8 in (71 mm) wide and 3.4 in (85 mm) high."))


def _place_problems(stock: CardStock | LabelStock) -> Iterator[Problem]:
    is_card = isinstance(stock, CardStock)
    width, height = (stock.panel_width, stock.panel_height) if is_card else (stock.width, stock.height)  # type: ignore[union-attr]
    if not all(map(math.isfinite, (stock.left, stock.top, stock.across, stock.down, width, height))):
        yield Problem("origin", _("The measures of this stock cannot be read."))
        return
    if stock.left < -_HAIR or stock.top < -_HAIR:
        yield Problem("origin", _("What is printed begins outside of the sheet: the edges cannot be below zero."))
    if stock.columns > 1 and stock.across < width - _HAIR:
        yield Problem("pitch", _("The columns overlap: the step from one to the next is smaller than their width."))
    if stock.rows > 1 and stock.down < height - _HAIR:
        yield Problem("pitch", _("The rows overlap: the step from one to the next is smaller than their height."))
    if stock.left + (stock.columns - 1) * stock.across + width > stock.page[0] + _HAIR:
        yield Problem("panel", _("The last column reaches over the right edge of the sheet."))
    if stock.top + (stock.rows - 1) * stock.down + height > stock.page[1] + _HAIR:
        yield Problem("panel", _("The last row reaches over the lower edge of the sheet."))
    if is_card and not _fold_is_in_the_middle(stock):  # type: ignore[arg-type]
        yield Problem("fold", _("The fold does not lie in the middle of the sheet: both sides would not meet."))


def _fold_is_in_the_middle(stock: CardStock) -> bool:
    """Tell whether a sheet folded twice is folded at its middle; every other card may lie where it likes."""
    if stock.fold is not Fold.TWICE:
        return True
    front = card_stock.front_panel(stock, 1)
    back, inside = card_stock.back_panel(stock, 1), card_stock.inside_panel(stock, 1)
    upright, level = (back.right + front.x) / 2, (front.top + inside.y) / 2
    return abs(upright - stock.page[0] / 2) < _HAIR and abs(level - stock.page[1] / 2) < _HAIR


def _are_sizes(values: Iterable[float]) -> bool:
    return all(math.isfinite(value) and value > 0 for value in values)


def _pair(values: Any) -> tuple[float, float]:  # noqa: ANN401 - whatever stands in the file
    first, second = values
    if isinstance(first, str | bool) or isinstance(second, str | bool):
        raise TypeError(values)
    return float(first), float(second)


def _whole(value: Any) -> int:  # noqa: ANN401 - whatever stands in the file
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value
