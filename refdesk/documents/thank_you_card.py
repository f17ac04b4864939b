"""Thank-you cards on paper folded twice, or two on a sheet, both sides."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import card_panels, ornament, page, stock
from refdesk.documents.card_panels import Laid
from refdesk.documents.card_text import CardSheet, Flip
from refdesk.documents.report import Made, Misfit, Unprintable
from refdesk.documents.stock import CardStock, Panel

_DUPLEX = {Flip.LONG_EDGE: "DuplexFlipLongEdge", Flip.SHORT_EDGE: "DuplexFlipShortEdge"}


def render(sheet: CardSheet, out: BinaryIO) -> Made:
    """Write the cards as a PDF: outside and inside of each sheet in turn.

    A card whose words have no room is left out and reported; the rest is printed. Nothing is written when no card
    is left.
    """
    laid = [card_panels.lay(card, sheet.stock) for card in sheet.cards]
    misfits = [misfit for one in laid for misfit in one.misfits()]
    refused = {misfit.key for misfit in misfits}
    fitting = [one for one in laid if one.card.key not in refused]
    pages = _write(sheet, fitting, out) if fitting else 0
    return Made(
        pages=pages,
        printed=tuple(one.card.key for one in fitting),
        misfits=tuple(misfits),
        unprintable=tuple(
            Unprintable(one.card.key, one.card.person, ch) for one in fitting for ch in sorted(one.missing())
        ),
    )


def check(sheet: CardSheet) -> tuple[Misfit, ...]:
    """Return what has no room, without making a page."""
    return tuple(misfit for card in sheet.cards for misfit in card_panels.lay(card, sheet.stock).misfits())


def _write(sheet: CardSheet, cards: Sequence[Laid], out: BinaryIO) -> int:
    two_sided = sheet.stock.sides > 1
    canvas = page.open_pdf(
        out,
        title=sheet.title,
        author=sheet.author,
        language=sheet.language,
        size=sheet.stock.page,
        duplex=_DUPLEX[sheet.flip] if two_sided else "",
    )
    ornament.define_sprig(canvas)
    pages = 0
    for group in _sheets(cards, sheet.stock.places, sheet.start_place):
        page.begin_side(canvas, sheet.outside_nudge)
        for place, laid in group:
            page.bookmark(canvas, f"card-{laid.card.key}", laid.card.person)
            _outside(canvas, sheet.stock, place, laid)
        if two_sided:
            canvas.showPage()
            page.begin_side(canvas, sheet.inside_nudge)
            _turn_for(sheet, canvas)
        for place, laid in group:
            _inside(canvas, sheet.stock, place, laid)
        canvas.showPage()
        pages += sheet.stock.sides
    canvas.save()
    return pages


def _sheets(cards: Sequence[Laid], places: int, start: int) -> Iterator[list[tuple[int, Laid]]]:
    """Yield the cards of each sheet with their places, counted from 1."""
    skipped = min(max(start, 1), places) - 1
    slots = [(at // places, at % places + 1, card) for at, card in enumerate(cards, skipped)]
    for number in range(slots[-1][0] + 1):
        yield [(place, card) for sheet, place, card in slots if sheet == number]


def _turn_for(sheet: CardSheet, canvas: Canvas) -> None:
    if sheet.flip is Flip.SHORT_EDGE:
        width, height = sheet.stock.page
        canvas.translate(width, height)
        canvas.rotate(180)


def _outside(canvas: Canvas, card_stock: CardStock, place: int, laid: Laid) -> None:
    front, back = stock.front_panel(card_stock, place), stock.back_panel(card_stock, place)
    _on(canvas, front, lambda: card_panels.draw_front(canvas, laid, front.width, front.height))
    _on(canvas, back, lambda: card_panels.draw_back(canvas, laid, back.width))


def _inside(canvas: Canvas, card_stock: CardStock, place: int, laid: Laid) -> None:
    panel = stock.inside_panel(card_stock, place)
    _on(canvas, panel, lambda: card_panels.draw_inside(canvas, laid, card_stock))


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
