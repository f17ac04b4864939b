"""Stock that the owner measured, and with it every stock that there is to print on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.documents import stock
from refdesk.documents.stock import CardStock, EnvelopeStock, EnvelopeStyle, Fold, Guide, LabelStock, Panel, PrinterKind
from refdesk.documents.stock import Stock as AnyStock
from refdesk.domain import text
from refdesk.domain.contact import LONGEST_LINE, too_long
from refdesk.domain.ids import StockId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services.operation import operation
from refdesk.store.tables.paper import OwnStock
from refdesk.store.unit import Unit

__all__ = ["AnyStock", "EnvelopeStyle", "Fold", "Guide", "Panel"]

Pair = tuple[float, float]
Kind = TypeVar("Kind", CardStock, LabelStock, EnvelopeStock)
_PREFIX = "own-"


class StockKind(StrEnum):
    """What lies on a sheet."""

    CARDS = "cards"
    LABELS = "labels"
    ENVELOPE = "envelope"


KIND_WORDS: dict[StockKind, str] = {
    StockKind.CARDS: N_("Cards"), StockKind.LABELS: N_("Labels"), StockKind.ENVELOPE: N_("Envelope"),
}  # fmt: skip
FOLD_WORDS: dict[Fold, str] = {
    Fold.BOOK: N_("Folded once, opens at the left"),
    Fold.TENT: N_("Folded once, opens at the foot"),
    Fold.FLAT: N_("Not folded: postcards"),
    Fold.TWICE: N_("One sheet folded twice"),
}


@dataclass(frozen=True, slots=True)
class StockDraft:
    """Hold the measures of a stock in points, as they are typed; an envelope has its size in `page` alone.

    `panel` is the folded card or one label, `grid` counts columns and rows of panels, `origin` leads from the upper
    left corner of the sheet to the first panel, `pitch` from one panel to the next.
    """

    maker: str
    code: str
    kind: StockKind
    page: Pair
    panel: Pair = (0.0, 0.0)
    grid: tuple[int, int] = (1, 1)
    origin: Pair = (0.0, 0.0)
    pitch: Pair = (0.0, 0.0)
    fold: Fold = Fold.BOOK
    crop_marks: bool = False
    style: EnvelopeStyle = EnvelopeStyle.US
    printers: frozenset[PrinterKind] = frozenset(PrinterKind)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """Hold one stock of the owner's own; `draft` is None when its measures cannot be read any more."""

    stock_id: StockId
    key: str
    name: str
    draft: StockDraft | None
    version: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a drawing of a sheet shows, in points from its lower left corner."""

    page: Pair
    panels: tuple[Panel, ...]
    guides: tuple[Guide, ...]


def rows(session: Session) -> tuple[OwnRow, ...]:
    """Return the owner's own stock by maker and code."""
    return tuple(sorted(map(_own_row, session.scalars(select(OwnStock))), key=lambda row: (row.name, row.stock_id)))


def cards(session: Session) -> tuple[CardStock, ...]:
    """Return every card stock: the owner's own behind what RefDesk brings."""
    return (*stock.all_cards(), *_own(session, CardStock))


def labels(session: Session) -> tuple[LabelStock, ...]:
    """Return every label sheet: the owner's own behind what RefDesk brings."""
    return (*stock.all_labels(), *_own(session, LabelStock))


def envelopes(session: Session) -> tuple[EnvelopeStock, ...]:
    """Return every envelope: the owner's own behind what RefDesk brings."""
    return (*stock.all_envelopes(), *_own(session, EnvelopeStock))


def find(session: Session, key: str) -> AnyStock | None:
    """Return the stock of a key, or of a code that somebody typed: what RefDesk brings comes first. None for others."""
    asked, own = key.strip().casefold(), _every_own(session)
    named = [one for one in own if asked in (one.code.casefold(), f"{one.maker}-{one.code}".casefold())]
    return next((one for one in own if one.key == asked), None) or stock.find(key) or next(iter(named), None)


def problems(draft: StockDraft) -> tuple[Problem, ...]:
    """Return all that cannot be about a stock, by field: maker, code, page, panel, grid, origin, pitch, fold, size."""
    found = [Problem("code", _("Type the code or a name of your own."))] if text.is_blank(draft.code) else []
    found += [
        Problem(name, too_long(LONGEST_LINE))
        for name, words in (("maker", draft.maker), ("code", draft.code))
        if len(words) > LONGEST_LINE
    ]
    try:
        _stock(draft)
    except Refused as refused:
        return (*found, *refused.problems)
    return tuple(found)


def outline(draft: StockDraft) -> Outline:
    """Return what a drawing of the sheet shows, right or wrong; raises `Refused` where nothing can be drawn."""
    made = stock.from_geometry(_json(draft), key="", name="") if not problems_of_measures(draft) else None
    if isinstance(made, CardStock):
        grid = _panels(draft)
        return Outline(draft.page, grid, stock.guides(made))
    return Outline(draft.page, () if draft.kind is StockKind.ENVELOPE else _panels(draft), ())


def problems_of_measures(draft: StockDraft) -> tuple[Problem, ...]:
    """Return only what cannot be about the measures."""
    try:
        _stock(draft)
    except Refused as refused:
        return refused.problems
    return ()


@operation(N_("Add your own stock"))
def add(unit: Unit, draft: StockDraft) -> StockId:
    """Keep a stock that the owner measured; raises `Refused` by field."""
    _check(unit.session, draft)
    row = unit.add(OwnStock(maker=text.clean(draft.maker), code=text.clean(draft.code), geometry=_json(draft)))
    unit.say(said_added(_name(row)), "stock", row.id)
    return StockId(row.id)


@operation(N_("Change your own stock"))
def change(unit: Unit, stock_id: StockId, draft: StockDraft, *, version: int | None = None) -> None:
    """Correct the measures of a stock; raises `Refused` by field, `Overtaken` when it has moved on."""
    row = unit.get(OwnStock, stock_id, version=version)
    _check(unit.session, draft, but=stock_id)
    row.maker, row.code, row.geometry = text.clean(draft.maker), text.clean(draft.code), _json(draft)
    unit.say(said_changed(_name(row)), "stock", stock_id)


@operation(N_("Remove your own stock"))
def remove(unit: Unit, stock_id: StockId) -> None:
    """Take a stock of the owner's own out; what was printed on it keeps its name."""
    row = unit.get(OwnStock, stock_id)
    name = _name(row)
    unit.session.delete(row)
    unit.say(said_removed(name), "stock", stock_id)


def said_added(name: str) -> str:
    """Return what the passing line says of a new stock."""
    return _("Stock {name} added").format(name=name)


def said_changed(name: str) -> str:
    """Return what the passing line says of a stock that was changed."""
    return _("Stock {name} saved").format(name=name)


def said_removed(name: str) -> str:
    """Return what the passing line says of a stock that was taken out."""
    return _("Stock {name} removed").format(name=name)


def _check(session: Session, draft: StockDraft, *, but: StockId | None = None) -> None:
    found = problems(draft)
    ours = (text.fold(text.clean(draft.maker)), text.fold(text.clean(draft.code)))
    for row in session.scalars(select(OwnStock)):
        if row.id != but and (text.fold(row.maker), text.fold(row.code)) == ours:
            found = (*found, Problem("code", _("You have stock of this maker and code already.")))
            break
    if found:
        raise Refused(*found)


def _stock(draft: StockDraft) -> AnyStock:
    return stock.from_geometry(_json(draft), key="", name=draft.code)


def _json(draft: StockDraft) -> str:
    named = {"kind": draft.kind.value, "maker": text.clean(draft.maker), "code": text.clean(draft.code)}
    if draft.kind is StockKind.ENVELOPE:
        return json.dumps({**named, "size": list(draft.page), "style": draft.style.value})
    row: dict[str, object] = {
        **named,
        "page": list(draft.page),
        "grid": list(draft.grid),
        "panel": list(draft.panel),
        "origin": list(draft.origin),
        "pitch": list(draft.pitch),
        "printers": sorted(kind.value for kind in draft.printers),
    }
    if draft.kind is StockKind.CARDS:
        row |= {"fold": draft.fold.value, "trimmed": draft.crop_marks, "crop_marks": draft.crop_marks}
    return json.dumps(row)


def _draft(maker: str, code: str, found: AnyStock) -> StockDraft:
    if isinstance(found, EnvelopeStock):
        return StockDraft(maker, code, StockKind.ENVELOPE, found.page, style=found.style)
    measures = (found.columns, found.rows), (found.left, found.top), (found.across, found.down)
    if isinstance(found, LabelStock):
        panel = (found.width, found.height)
        return StockDraft(maker, code, StockKind.LABELS, found.page, panel, *measures, printers=found.printers)
    return StockDraft(
        maker, code, StockKind.CARDS, found.page, (found.panel_width, found.panel_height), *measures, fold=found.fold,
        crop_marks=found.crop_marks, printers=found.printers,
    )  # fmt: skip


def _own(session: Session, kind: type[Kind]) -> Sequence[Kind]:
    return [one for one in _every_own(session) if isinstance(one, kind)]


def _every_own(session: Session) -> list[AnyStock]:
    found = []
    for row in session.scalars(select(OwnStock).order_by(OwnStock.maker, OwnStock.code, OwnStock.id)):
        one = _read(row)
        if one is not None:
            found.append(one)
    return found


def _read(row: OwnStock) -> AnyStock | None:
    """Return the stock of a row; None where its measures were kept by a newer RefDesk, or broken outside of it."""
    try:
        return stock.from_geometry(row.geometry, key=f"{_PREFIX}{row.id}", name=_name(row))
    except Refused:
        return None


def _own_row(row: OwnStock) -> OwnRow:
    found = _read(row)
    draft = _draft(row.maker, row.code, found) if found is not None else None
    return OwnRow(StockId(row.id), f"{_PREFIX}{row.id}", _name(row), draft, row.version)


def _name(row: OwnStock) -> str:
    return " ".join(filter(None, (row.maker, row.code)))


def _panels(draft: StockDraft) -> tuple[Panel, ...]:
    width, height = draft.panel
    across, down = draft.pitch[0] or width, draft.pitch[1] or height
    return tuple(
        Panel(draft.origin[0] + column * across, draft.page[1] - draft.origin[1] - row * down - height, width, height)
        for row in range(draft.grid[1])
        for column in range(draft.grid[0])
    )
