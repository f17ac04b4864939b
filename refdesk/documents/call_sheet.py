"""The call sheet of a day of the referral month: carried to the phone, written on, typed back by number and code."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import call_sheet_cover, call_sheet_entry, call_sheet_frame, page, report, shaping
from refdesk.documents.call_sheet_entry import LaidEntry
from refdesk.documents.call_sheet_frame import Frame
from refdesk.documents.call_sheet_text import CallSheet, Cover
from refdesk.documents.report import Made, Misfit, Unprintable
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress

_LAST_EXTRA = 6.0
_GROWTH = 0.5


@dataclass(frozen=True, slots=True)
class Spread:
    """The entries of one page with their heights; `rest` is free under the last of them."""

    entries: tuple[LaidEntry, ...]
    heights: tuple[float, ...]
    rest: float


def render(sheet: CallSheet, out: BinaryIO) -> Made:
    """Write the sheet as a PDF, about six entries a page, none split.

    An entry that is higher than a page is left out and reported; without any entry one page says so by its notes.
    """
    return render_days((sheet,), out)


def render_days(
    sheets: Sequence[CallSheet], out: BinaryIO, *, cover: Cover | None = None, progress: Progress = SILENT
) -> Made:
    """Write the sheets of several days into one PDF, each with its own page numbers, behind a cover if there is one.

    Raises `Cancelled` when it is stopped.
    """
    laid = [_lay(sheet) for sheet in progress.over(sheets)]
    first = laid[0]
    title = _("Call sheet, {day}").format(day=first.frame.title) if cover is None else _("Call sheets, {title}")
    canvas = page.open_pdf(
        out,
        title=title if cover is None else title.format(title=cover.title),
        author=first.sheet.firm,
        language=first.sheet.language,
        size=first.frame.size,
    )
    front = 0 if cover is None else call_sheet_cover.draw(canvas, cover, sheets, [len(day.spreads) for day in laid])
    for day in progress.over(laid):
        _draw(canvas, day)
    canvas.save()
    return Made(
        pages=front + sum(len(day.spreads) for day in laid),
        printed=tuple(one.entry.key for day in laid for one in day.fitting),
        misfits=tuple(_misfit(one, day.frame.room) for day in laid for one in day.too_high),
        unprintable=tuple(found for day in laid for found in _unprintable(day.sheet, day.frame, day.fitting)),
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """A sheet laid out: its frame, its entries, and how they share the pages."""

    sheet: CallSheet
    frame: Frame
    fitting: tuple[LaidEntry, ...]
    too_high: tuple[LaidEntry, ...]
    spreads: tuple[Spread, ...]


def _lay(sheet: CallSheet) -> _Day:
    frame = call_sheet_frame.lay(sheet)
    laid = [call_sheet_entry.lay(entry, sheet.day) for entry in sheet.entries]
    fitting = tuple(one for one in laid if one.height <= frame.room)
    too_high = tuple(one for one in laid if one.height > frame.room)
    return _Day(sheet, frame, fitting, too_high, paginate(fitting, frame.room))


def paginate(entries: Sequence[LaidEntry], room: float) -> tuple[Spread, ...]:
    """Share the entries among pages in call order; a full page shares its rest among the shortest entries."""
    groups: list[list[LaidEntry]] = [[]]
    free = room
    for entry in entries:
        if entry.height > free and groups[-1]:
            groups.append([])
            free = room
        groups[-1].append(entry)
        free -= entry.height
    full = [_grown(group, room) for group in groups[:-1]]
    return (*full, _last(groups[-1], room))


def _grown(group: Sequence[LaidEntry], room: float) -> Spread:
    heights = [entry.height for entry in group]
    for _half in range(floor((room - sum(heights)) / _GROWTH)):
        shortest = heights.index(min(heights))
        heights[shortest] += _GROWTH
    return Spread(tuple(group), tuple(heights), 0.0)


def _last(group: Sequence[LaidEntry], room: float) -> Spread:
    heights = tuple(entry.height + _LAST_EXTRA for entry in group)
    rest = room - sum(heights)
    if rest < call_sheet_frame.NOTES_LEAST and group:
        return _grown(group, room)
    return Spread(tuple(group), heights, rest)


def _draw(canvas: Canvas, laid: _Day) -> None:
    frame = laid.frame
    for number, spread in enumerate(laid.spreads, 1):
        page.begin_side(canvas, laid.sheet.nudge)
        page_words = _("page {page} of {pages}").format(page=number, pages=len(laid.spreads))
        page.bookmark(canvas, f"{laid.sheet.sheet_id}-{number}", f"{frame.title}, {page_words}")
        call_sheet_frame.draw_header(canvas, frame)
        _draw_body(canvas, frame, spread)
        sheet_words = _("sheet {id}").format(id=shaping.clean(laid.sheet.sheet_id))
        call_sheet_frame.draw_footer(canvas, frame, page_words, sheet_words)
        canvas.showPage()


def _draw_body(canvas: Canvas, frame: Frame, spread: Spread) -> None:
    top = frame.top
    for laid, height in zip(spread.entries, spread.heights, strict=True):
        call_sheet_entry.draw(canvas, laid, frame.left, top, height=height, width=frame.width)
        top -= height
    if spread.rest >= call_sheet_frame.NOTES_LEAST:
        call_sheet_frame.draw_notes(canvas, frame, top, _("Notes of the day"))


def _misfit(laid: LaidEntry, room: float) -> Misfit:
    entry = laid.entry
    over = max(1, round((laid.height - room) / 10.6))
    facts = (entry.name, entry.organisation, entry.last_contact, entry.does, entry.good_lead, entry.i_did_last)
    words = sum(len(fact.split()) for fact in facts) + sum(len(promise.words.split()) for promise in entry.promises)
    share = (laid.height - room) / laid.height
    return Misfit(entry.key, entry.name, _("facts"), over, max(1, round(words * share)))


def _unprintable(sheet: CallSheet, frame: Frame, laid: Sequence[LaidEntry]) -> tuple[Unprintable, ...]:
    found = report.unprintable("", sheet.firm, frame.missing)
    for one in laid:
        found += report.unprintable(one.entry.key, one.entry.name, one.missing)
    return found
