"""The one table of stock: every card sheet, label sheet and envelope that RefDesk knows, by a key of its own."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from refdesk import paths
from refdesk.documents import stock_geometry
from refdesk.documents.card_guides import crop_marks, guides
from refdesk.documents.card_stock import (
    CardStock,
    Fold,
    back_panel,
    front_panel,
    inside_panel,
    writing_zone,
)
from refdesk.documents.envelope_stock import EnvelopeStock, EnvelopeStyle, zones
from refdesk.documents.label_stock import LabelStock, label_panel
from refdesk.documents.sheets import (
    NO_NUDGE,
    SIZES,
    Guide,
    GuideKind,
    Nudge,
    Panel,
    Paper,
    PrinterKind,
    Zone,
    paper_of,
)
from refdesk.documents.stock_geometry import Stock, check, from_geometry, to_geometry
from refdesk.i18n import N_

__all__ = [
    "NO_NUDGE", "SIZES", "CardStock", "EnvelopeStock", "EnvelopeStyle", "Fold", "Guide", "GuideKind", "LabelStock",
    "Nudge", "Panel", "Paper", "PrinterKind", "Stock", "Zone", "all_cards", "all_envelopes", "all_labels",
    "back_panel", "card", "check", "crop_marks", "envelope", "find", "for_printer", "from_geometry", "front_panel",
    "guides", "inside_panel", "label", "label_panel", "labels_for_printer", "paper_of", "plain", "to_geometry",
    "writing_zone", "zones",
]  # fmt: skip

_PLAIN = {Paper.LETTER: "plain-letter", Paper.A4: "plain-a4"}
_NAMES = (
    N_("Plain paper folded twice, Letter"),
    N_("Plain paper folded twice, A4"),
    N_("Note cards 8315, two on a Letter sheet"),
    N_("Note cards 5315, two on a Letter sheet"),
    N_("Note cards 3268, two on a Letter sheet"),
    N_("Textured note cards 3379, two on a Letter sheet"),
    N_("A6 greeting cards C2352, two on an A4 sheet"),
    N_("A6 greeting cards 32287, two on an A4 sheet"),
    N_("Half-fold card 3265, one on a Letter sheet"),
    N_("Half-fold card 8316, one on a Letter sheet, opens upward"),
    N_("Half-fold card 8316, one on a Letter sheet, opens like a book"),
    N_("Quarter-fold card 3266, one on a Letter sheet"),
    N_("White embossed note cards 3256, two on a Letter sheet"),
    N_("Ivory embossed note cards 8317, two on a Letter sheet"),
    N_("Ivory embossed half-fold card 3260, one on a Letter sheet"),
    N_("A5 greeting card C2351, one on an A4 sheet"),
    N_("Paper folded once, Letter"),
    N_("Paper folded once, A4"),
    N_("Plain sheet with crop marks, two cards of 3¾ × 5 in"),
    N_("Plain sheet with crop marks, one card of 5 × 7 in"),
    N_("Plain sheet with crop marks, two cards of 92 × 135 mm"),
    N_("Postcards 8387, four on a Letter sheet"),
    N_("Postcards 5889, two on a Letter sheet"),
    N_("A6 postcards 32252, four on an A4 sheet"),
    N_("Address labels 5160, 30 on a Letter sheet"),
    N_("Address labels 8160, 30 on a Letter sheet"),
    N_("Address labels 5161, 20 on a Letter sheet"),
    N_("Address labels 8161, 20 on a Letter sheet"),
    N_("Shipping labels 5163, 10 on a Letter sheet"),
    N_("Shipping labels 8163, 10 on a Letter sheet"),
    N_("Address labels L7160, 21 on an A4 sheet"),
    N_("Address labels L7163, 14 on an A4 sheet"),
    N_("A2 envelope, 4⅜ × 5¾ in"),
    N_("A6 envelope, 4¾ × 6½ in"),
    N_("A7 envelope, 5¼ × 7¼ in"),
    N_("A9 envelope, 5¾ × 8¾ in"),
    N_("#10 envelope, 4⅛ × 9½ in"),
    N_("C6 envelope, 114 × 162 mm"),
    N_("DL envelope, 110 × 220 mm"),
    N_("C5 envelope, 162 × 229 mm"),
)


def all_cards() -> tuple[CardStock, ...]:
    """Return every card stock in the order to offer them; keys are unique."""
    return tuple(one for one in _table().values() if isinstance(one, CardStock))


def all_labels() -> tuple[LabelStock, ...]:
    """Return every label sheet in the order to offer them."""
    return tuple(one for one in _table().values() if isinstance(one, LabelStock))


def all_envelopes() -> tuple[EnvelopeStock, ...]:
    """Return every envelope in the order to offer them."""
    return tuple(one for one in _table().values() if isinstance(one, EnvelopeStock))


def find(key: str) -> Stock | None:
    """Return the stock of that key, maker and code ("avery-8315"), or code; case does not matter; or None."""
    asked = key.strip().casefold()
    if not asked:
        return None
    table = _table()
    for one in table.values():
        if one.key.casefold() == asked:
            return one
    return next(
        (one for one in table.values() if asked in (one.code.casefold(), f"{one.maker}-{one.code}".casefold())), None
    )


def card(key: str) -> CardStock | None:
    """Return the card stock of that key or code (case does not matter), or None."""
    found = find(key)
    return found if isinstance(found, CardStock) else None


def label(key: str) -> LabelStock | None:
    """Return the label sheet of that key or code, or None."""
    found = find(key)
    return found if isinstance(found, LabelStock) else None


def envelope(key: str) -> EnvelopeStock | None:
    """Return the envelope of that key ("A2", "C6"), or None."""
    found = find(key)
    return found if isinstance(found, EnvelopeStock) else None


def plain(paper: Paper) -> CardStock:
    """Return plain paper folded twice: the first card anyone can print."""
    found = card(_PLAIN[paper])
    assert found is not None
    return found


def for_printer(kind: PrinterKind) -> tuple[CardStock, ...]:
    """Return the card stock that is made for this kind of printer, plain paper first."""
    return tuple(one for one in all_cards() if kind in one.printers)


def labels_for_printer(kind: PrinterKind) -> tuple[LabelStock, ...]:
    """Return the label sheets that are made for this kind of printer."""
    return tuple(one for one in all_labels() if kind in one.printers)


@cache
def _table() -> dict[str, Stock]:
    found: dict[str, Stock] = {}
    for row in _rows():
        one = stock_geometry.from_row(row, key=str(row["key"]), name=str(row["name"]))
        assert one.key.casefold() not in found, "two stocks share a key"
        assert not stock_geometry.check(one), one.key
        found[one.key.casefold()] = one
    return found


def _rows() -> Iterator[dict[str, Any]]:
    for file, kind in (("cards", "cards"), ("labels", "labels"), ("envelopes", "envelope")):
        text = paths.resource("stock", f"{file}.toml").read_text(encoding="utf-8")
        for row in tomllib.loads(text)["stock"]:
            yield {"kind": kind, **row}
