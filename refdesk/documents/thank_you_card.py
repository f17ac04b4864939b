"""Cards of every fold and postcards: outside and inside of each sheet, turned so that they meet when it is folded."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import card_drawing, card_guides, card_panels, card_stock, ornament, page, report, sheets
from refdesk.documents.card_panels import Laid
from refdesk.documents.card_stock import CardStock, Fold
from refdesk.documents.card_text import CardSheet, Flip
from refdesk.documents.report import Finding, Made, Rewritten, Spoiled, Unprintable
from refdesk.documents.sheets import GuideKind, Panel

_DUPLEX = {Flip.LONG_EDGE: "DuplexFlipLongEdge", Flip.SHORT_EDGE: "DuplexFlipShortEdge"}
_MARK_WIDTH = 0.4


def render(sheet: CardSheet, out: BinaryIO) -> Made:
    """Write the cards as a PDF: outside and inside of each sheet in turn.

    A card whose words have no room, or whose picture cannot be read, is left out and reported; the rest is printed.
    Nothing is written when no card is left.
    """
    laid = [card_panels.lay(card, sheet.stock) for card in sheet.cards]
    misfits = [misfit for one in laid for misfit in one.misfits()]
    fitting = [one for one in laid if one.spoiled is None and not any(one.misfits())]
    pages = _write(sheet, fitting, out) if fitting else 0
    return Made(
        pages=pages,
        printed=tuple(one.card.key for one in fitting),
        misfits=tuple(misfits),
        unprintable=tuple(item for one in fitting for item in _unprintable(one)),
        rewritten=tuple(item for one in fitting for item in _rewritten(one)),
        spoiled=(*(one.spoiled for one in laid if one.spoiled), *_spoiled_logo(sheet, fitting)),
    )


def check(sheet: CardSheet) -> tuple[Finding, ...]:
    """Return what has no room, what no font has and what a handwriting lacks, without making a page."""
    return tuple(finding for card in sheet.cards for finding in _findings(card_panels.lay(card, sheet.stock)))


def _findings(laid: Laid) -> Iterator[Finding]:
    misfits = tuple(laid.misfits())
    yield from misfits
    if not misfits:
        yield from _unprintable(laid)
        yield from _rewritten(laid)


def _unprintable(laid: Laid) -> tuple[Unprintable, ...]:
    return report.unprintable(laid.card.key, laid.card.person, laid.missing())


def _rewritten(laid: Laid) -> tuple[Rewritten, ...]:
    return report.rewritten(laid.card.key, laid.card.person, laid.message.unwritten if laid.message else frozenset())


def _spoiled_logo(sheet: CardSheet, cards: Sequence[Laid]) -> Iterator[Spoiled]:
    if sheet.stock.fold is Fold.FLAT:
        return
    for laid in cards:
        if laid.card.back.logo and card_panels.logo(laid.card.back) is None:
            yield Spoiled(laid.card.key, laid.card.person, is_logo=True)
            return


def _write(sheet: CardSheet, cards: Sequence[Laid], out: BinaryIO) -> int:
    two_sided = sheet.stock.sides > 1
    canvas = _begin(sheet, out)
    forms = _Forms(canvas, sheet.stock, cards)
    pages = cards_begun = 0
    for group in _sheets(cards, sheet.stock.places, sheet.start_place):
        page.begin_side(canvas, sheet.outside_nudge)
        _crop_marks(canvas, sheet.stock, side=1)
        for place, laid in group:
            cards_begun += 1
            page.bookmark(canvas, f"card-{cards_begun}", laid.card.person)
            forms.draw_outside(place, laid)
        if two_sided:
            canvas.showPage()
            page.begin_side(canvas, sheet.inside_nudge)
            _turn_for(sheet, canvas)
            _crop_marks(canvas, sheet.stock, side=2)
        for place, laid in group:
            _inside(canvas, sheet.stock, place, laid)
        canvas.showPage()
        pages += sheet.stock.sides
    canvas.save()
    return pages


def _begin(sheet: CardSheet, out: BinaryIO) -> Canvas:
    duplex = _DUPLEX[sheet.flip] if sheet.stock.sides > 1 else ""
    canvas = page.open_pdf(
        out, title=sheet.title, author=sheet.author, language=sheet.language, size=sheet.stock.page, duplex=duplex
    )
    ornament.define_sprig(canvas)
    ornament.define_candles(canvas)
    return canvas


def _sheets(cards: Sequence[Laid], places: int, start: int) -> Iterator[list[tuple[int, Laid]]]:
    """Yield the cards of each sheet with their places, counted from 1."""
    group: list[tuple[int, Laid]] = []
    place = min(max(start, 1), places)
    for card in cards:
        group.append((place, card))
        place += 1
        if place > places:
            yield group
            group, place = [], 1
    if group:
        yield group


def _turn_for(sheet: CardSheet, canvas: Canvas) -> None:
    """Turn side 2 about the sheet's middle when the printer turns the sheet over its upper edge.

    The long edge of paper that is printed across lies above: there the two words change places.
    """
    if (sheet.flip is Flip.SHORT_EDGE) != sheet.stock.lies_across:
        width, height = sheet.stock.page
        canvas.translate(width, height)
        canvas.rotate(180)


class _Forms:
    """The fronts and backs of a job, each different one in the file once: cards mostly share theirs."""

    def __init__(self, canvas: Canvas, stock: CardStock, cards: Sequence[Laid]) -> None:
        self._canvas, self._stock = canvas, stock
        self._names: dict[object, str] = {}
        width, height = stock.panel_width, stock.panel_height
        for laid in cards:
            front = partial(card_drawing.draw_front, canvas, laid, width, height)
            self._define(("front", *_front_of(laid)), front)
            if stock.fold is not Fold.FLAT:
                self._define(("back", laid.card.back), partial(card_drawing.draw_back, canvas, laid, width))

    def draw_outside(self, place: int, laid: Laid) -> None:
        """Draw back and front of a card at its place."""
        stock = self._stock
        if stock.fold is not Fold.FLAT:
            self._draw(card_stock.back_panel(stock, place), ("back", laid.card.back))
        self._draw(card_stock.front_panel(stock, place), ("front", *_front_of(laid)))

    def _define(self, key: object, draw: Callable[[], None]) -> None:
        if key in self._names:
            return
        name = f"outside{len(self._names)}"
        self._canvas.beginForm(name, 0, 0, self._stock.panel_width, self._stock.panel_height)
        page.begin_side(self._canvas, sheets.NO_NUDGE)
        draw()
        self._canvas.endForm()
        self._names[key] = name

    def _draw(self, panel: Panel, key: object) -> None:
        name = self._names[key]
        _on(self._canvas, panel, lambda: self._canvas.doForm(name))


def _front_of(laid: Laid) -> tuple[object, ...]:
    return laid.card.front, laid.card.ornament, laid.card.picture


def _inside(canvas: Canvas, stock: CardStock, place: int, laid: Laid) -> None:
    draw = card_drawing.draw_address_side if stock.fold is Fold.FLAT else card_drawing.draw_inside
    _on(canvas, card_stock.inside_panel(stock, place), lambda: draw(canvas, laid, stock))


def _on(canvas: Canvas, panel: Panel, draw: Callable[[], None]) -> None:
    """Draw with the panel's lower left corner, as its reader holds it, for the origin."""
    canvas.saveState()
    if panel.turned:
        canvas.translate(panel.x + panel.width, panel.y + panel.height)
        canvas.rotate(180)
    else:
        canvas.translate(panel.x, panel.y)
    draw()
    canvas.restoreState()


def _crop_marks(canvas: Canvas, stock: CardStock, *, side: int) -> None:
    marks = card_guides.crop_marks(stock, side=side)
    if not marks:
        return
    canvas.saveState()
    canvas.setLineWidth(_MARK_WIDTH)
    for mark in marks:
        canvas.setDash([2, 2] if mark.kind is GuideKind.FOLD else [])
        canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
    canvas.restoreState()
