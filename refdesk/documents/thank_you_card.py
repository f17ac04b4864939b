"""Thank-you cards on paper folded twice, or two on a sheet, both sides."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import card_panels, ornament, page, report, stock
from refdesk.documents.card_panels import Laid
from refdesk.documents.card_text import CardBack, CardSheet, Flip
from refdesk.documents.report import Made, Misfit
from refdesk.documents.stock import CardStock, Panel

_DUPLEX = {Flip.LONG_EDGE: "DuplexFlipLongEdge", Flip.SHORT_EDGE: "DuplexFlipShortEdge"}


def render(sheet: CardSheet, out: BinaryIO) -> Made:
    """Write the cards as a PDF: outside and inside of each sheet in turn.

    A card whose words have no room is left out and reported; the rest is printed. Nothing is written when no card
    is left.
    """
    laid = [card_panels.lay(card, sheet.stock) for card in sheet.cards]
    misfits = [misfit for one in laid for misfit in one.misfits()]
    fitting = [one for one in laid if not any(one.misfits())]
    pages = _write(sheet, fitting, out) if fitting else 0
    return Made(
        pages=pages,
        printed=tuple(one.card.key for one in fitting),
        misfits=tuple(misfits),
        unprintable=tuple(
            item for one in fitting for item in report.unprintable(one.card.key, one.card.person, one.missing())
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
    outsides = _define_outsides(canvas, sheet.stock, cards)
    pages = cards_begun = 0
    for group in _sheets(cards, sheet.stock.places, sheet.start_place):
        page.begin_side(canvas, sheet.outside_nudge)
        for place, laid in group:
            cards_begun += 1
            page.bookmark(canvas, f"card-{cards_begun}", laid.card.person)
            _outside(canvas, sheet.stock, place, outsides[_outside_of(laid)])
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
    if sheet.flip is Flip.SHORT_EDGE:
        width, height = sheet.stock.page
        canvas.translate(width, height)
        canvas.rotate(180)


def _outside_of(laid: Laid) -> tuple[str, CardBack]:
    return laid.card.front, laid.card.back


def _define_outsides(canvas: Canvas, card_stock: CardStock, cards: Sequence[Laid]) -> dict[tuple[str, CardBack], str]:
    """Put each different outside into the file once: cards of one job mostly share theirs."""
    names: dict[tuple[str, CardBack], str] = {}
    width, height = card_stock.panel_width, card_stock.panel_height
    for laid in cards:
        if _outside_of(laid) in names:
            continue
        name = f"outside{len(names)}"
        canvas.beginForm(name, 0, 0, 2 * width, height)
        page.begin_side(canvas, stock.NO_NUDGE)
        card_panels.draw_back(canvas, laid, width)
        canvas.translate(width, 0)
        card_panels.draw_front(canvas, laid, width, height)
        canvas.endForm()
        names[_outside_of(laid)] = name
    return names


def _outside(canvas: Canvas, card_stock: CardStock, place: int, name: str) -> None:
    panel = stock.back_panel(card_stock, place)
    _on(canvas, panel, lambda: canvas.doForm(name))


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
