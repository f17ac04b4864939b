"""Address labels: name and address on each, as large as they fit, beginning at any label of the sheet."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from refdesk.documents import addressing, label_stock, label_text, page, report
from refdesk.documents.addressing import Look, SetAddress
from refdesk.documents.fonts import Face
from refdesk.documents.label_stock import LabelStock
from refdesk.documents.label_text import Label, LabelSheet
from refdesk.documents.report import Made, Misfit, Unaddressed
from refdesk.i18n import _

LOOK = Look(Face.SANS_M, Face.SANS, (10.5, 10.0, 9.5, 9.0, 8.5, 8.0), 1.2)
_PADDING = (14.0, 5.0)

Set = tuple[Label, tuple[str, ...], SetAddress]


def render(sheet: LabelSheet, out: BinaryIO) -> Made:
    """Write the labels as a PDF; those whose address has no room, or is not known, are left out and reported."""
    reached = label_text.once_a_household(sheet.labels)
    laid = [(label, keys, set_label(label, sheet.stock)) for label, keys in reached if any(label.lines)]
    fitting = [one for one in laid if one[2].lines and not one[2].over]
    empty = [label for label, _keys in reached if not any(label.lines)]
    empty += [label for label, _keys, address in laid if not address.lines]
    return Made(
        pages=_write(sheet, fitting, out) if fitting else 0,
        printed=tuple(key for _label, keys, _address in fitting for key in keys),
        misfits=tuple(_misfit(label, address) for label, _keys, address in laid if address.over),
        unprintable=tuple(
            item
            for label, _keys, address in fitting
            for item in report.unprintable(label.key, label.person, address.missing)
        ),
        unaddressed=tuple(Unaddressed(label.key, label.person) for label in empty),
    )


def set_label(label: Label, stock: LabelStock) -> SetAddress:
    """Return the lines of a label as they fit on it."""
    across, down = _padding(stock)
    return addressing.set_lines(label.lines, LOOK, measure=stock.width - 2 * across, room=stock.height - 2 * down)


def _padding(stock: LabelStock) -> tuple[float, float]:
    """Return the white at the sides and at head and foot: less on labels that have no room for it."""
    return min(_PADDING[0], stock.width / 12), min(_PADDING[1], stock.height / 12)


def _misfit(label: Label, address: SetAddress) -> Misfit:
    return Misfit(label.key, label.person, _("label"), address.over, address.words_over)


def _write(sheet: LabelSheet, laid: Sequence[Set], out: BinaryIO) -> int:
    stock = sheet.stock
    canvas = page.open_pdf(out, title=sheet.title, author=sheet.author, language=sheet.language, size=stock.page)
    panels = [label_stock.label_panel(stock, place) for place in range(1, stock.places + 1)]
    across, _down = _padding(stock)
    pages = 0
    for group in _sheets(laid, stock.places, sheet.start):
        pages += 1
        page.begin_side(canvas, sheet.nudge)
        page.bookmark(canvas, f"sheet-{pages}", _("Sheet {n}").format(n=pages))
        for place, (_label, _keys, address) in group:
            panel = panels[place - 1]
            first = addressing.centred(address, panel.y + panel.height / 2)
            addressing.draw(canvas, address, panel.x + across, first)
        canvas.showPage()
    canvas.save()
    return pages


def _sheets(laid: Sequence[Set], places: int, start: int) -> Iterator[list[tuple[int, Set]]]:
    first = min(max(start, 1), places)
    taken = first - 1
    for begin in range(-taken, len(laid), places):
        group = laid[max(begin, 0) : begin + places]
        yield list(enumerate(group, first if begin < 0 else 1))
