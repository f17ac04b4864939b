"""A PDF to draw on, and the marks that every document is made of: text, rules, pen lines, boxes."""

from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import direction, fonts, lifted, shaping, text_layer
from refdesk.documents.facing import Span
from refdesk.documents.fonts import Face
from refdesk.documents.shaping import Piece, Shaped
from refdesk.documents.sheets import Nudge

SECTION_RULE = 0.8
BOX_LINE = 0.6
_PEN_WIDTH = 0.55
_PEN_GAP = 2.6


def open_pdf(
    out: BinaryIO, *, title: str, author: str, language: str, size: tuple[float, float], duplex: str = ""
) -> Canvas:
    """Return an empty PDF that prints at its true size; `duplex` is "", "DuplexFlipLongEdge" or "...ShortEdge"."""
    fonts.font(Face.SANS)
    canvas = Canvas(
        out,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        lang=language.replace("_", "-"),
        initialFontName=Face.SANS.value,  # type: ignore[arg-type]
    )
    canvas.setTitle(shaping.clean(title))
    canvas.setAuthor(shaping.clean(author))
    canvas.setCreator("RefDesk")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if duplex:
        canvas.setViewerPreference("Duplex", duplex)
    return canvas


def begin_side(canvas: Canvas, nudge: Nudge) -> None:
    """Set up a page for black drawing, moved by the printer's nudge and made larger about the sheet's middle."""
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    limited = nudge.limited()
    if limited.right or limited.up:
        canvas.translate(limited.right, limited.up)
    if limited.scale != 1.0:
        width, height = canvas._pagesize  # type: ignore[attr-defined]  # noqa: SLF001 - told nowhere else
        canvas.translate(width * (1 - limited.scale) / 2, height * (1 - limited.scale) / 2)
        canvas.scale(limited.scale, limited.scale)


def bookmark(canvas: Canvas, key: str, words: str) -> None:
    """Add an entry to the list of contents that opens this page."""
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(shaping.clean(words), key, level=0)


def draw(canvas: Canvas, x: float, y: float, shaped: Shaped, size: float) -> None:
    """Draw shaped text with its left end on the baseline at x, y."""
    if len(shaped.pieces) == 1 and shaped.pieces[0].said is None and not shaped.is_turned:
        _draw_piece(canvas, x, y, shaped.pieces[0], size)
        return
    if shaped.is_turned:
        text_layer.set_apart(canvas, x, y, size)
    _draw_pieces(canvas, x, y, shaped, size)
    if shaped.is_turned:
        text_layer.set_apart(canvas, x + shaped.width * size / 1000, y, size)


def _draw_pieces(canvas: Canvas, x: float, y: float, shaped: Shaped, size: float) -> None:
    is_saying = False
    for piece in shaped.pieces:
        if is_saying and piece.said != "":
            text_layer.end(canvas)
            is_saying = False
        if piece.said:
            text_layer.begin(canvas, piece.said, lifted.first_said(piece))
            is_saying = True
        _draw_piece(canvas, x, y, piece, size)
        x += shaping.advance(piece) * size / 1000
    if is_saying:
        text_layer.end(canvas)


def _draw_piece(canvas: Canvas, x: float, y: float, piece: Piece, size: float) -> None:
    if piece.is_level:
        _write(canvas, x, y, piece, size)
        return
    for part in lifted.by_height(piece):
        _write(canvas, x + part.right * size / 1000, y + part.up * size / 1000, part.piece, size)


def _write(canvas: Canvas, x: float, y: float, piece: Piece, size: float) -> None:
    text = canvas.beginText(x, y)
    text.setFont(piece.face.value, size)
    text.textOut(piece.glyphs)
    canvas.drawText(text)


def text_left(canvas: Canvas, x: float, y: float, words: str, face: Face, size: float) -> float:
    """Draw one line of clean text and return where it ends."""
    shaped = shaping.shape(face, words)
    draw(canvas, x, y, shaped, size)
    return x + shaped.width * size / 1000


def label(canvas: Canvas, x: float, y: float, words: str, face: Face, size: float) -> float:
    """Draw one line that stands on page after page, and return where it ends."""
    shaped = shaping.shape_label(face, words)
    draw(canvas, x, y, shaped, size)
    return x + shaped.width * size / 1000


def text_right(canvas: Canvas, x: float, y: float, words: str, face: Face, size: float) -> float:
    """Draw one line that ends at x and return where it begins."""
    shaped = shaping.shape(face, words)
    start = x - shaped.width * size / 1000
    draw(canvas, start, y, shaped, size)
    return start


def text_centered(canvas: Canvas, x: float, y: float, words: str, face: Face, size: float) -> None:
    """Draw one line with its middle at x."""
    shaped = shaping.shape(face, words)
    draw(canvas, x - shaped.width * size / 2000, y, shaped, size)


def tracked_width(words: str, face: Face, size: float, track: float) -> float:
    """Return the width of letterspaced text without the space after its last letter."""
    if direction.has_rtl(words):
        return shaping.width(face, words, size)
    spans = shaping.faced(face, words)
    return sum(_span_width(span, size, track) for span in spans) - (track if spans else 0)


def tracked(canvas: Canvas, x: float, y: float, words: str, face: Face, size: float, *, track: float) -> None:
    """Draw letterspaced capitals from x; letters that are joined or stacked are drawn so, without the spacing."""
    if direction.has_rtl(words):
        text_left(canvas, x, y, words, face, size)
        return
    for span in shaping.faced(face, words):
        own, part = span
        if _is_spaced(span):
            canvas.setFont(own.value, size)
            canvas.drawString(x, y, part, charSpace=track)
        else:
            piece, width = shaping.shape_span(span)
            draw(canvas, x, y, Shaped((piece,), width), size)
        x += _span_width(span, size, track)


def _is_spaced(span: Span) -> bool:
    """Tell letters that stand side by side, each as its own glyph."""
    own, part = span
    letters = fonts.font(own).face.charToGlyph
    return isinstance(own, Face) and own not in fonts.COMPLEX and all(ord(ch) in letters for ch in part)


def _span_width(span: Span, size: float, track: float) -> float:
    own, part = span
    if _is_spaced(span):
        return float(fonts.font(own).stringWidth(part, size)) + track * len(part)
    return shaping.shape_span(span)[1] * size / 1000 + track


def rule(canvas: Canvas, x1: float, x2: float, y: float, *, width: float = SECTION_RULE) -> None:
    """Draw a level line."""
    canvas.setLineWidth(width)
    canvas.line(x1, y, x2, y)


def pen_line(canvas: Canvas, x1: float, x2: float, y: float) -> None:
    """Draw the fine dots that a pen writes on: crisp on every printer, lighter than ink."""
    canvas.saveState()
    canvas.setLineCap(1)
    canvas.setLineWidth(_PEN_WIDTH)
    canvas.setDash([0, _PEN_GAP])
    canvas.line(x1, y, x2, y)
    canvas.restoreState()


def box(canvas: Canvas, x: float, y: float, side: float, *, line: float = BOX_LINE, fill: int = 0) -> None:
    """Draw a square with its lower left corner at x, y."""
    canvas.setLineWidth(line)
    canvas.rect(x, y, side, side, stroke=1, fill=fill)
