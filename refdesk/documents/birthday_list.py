"""The list of birthdays and anniversaries of a month: pinned up, worked off with a pen, cards ticked as they go out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, report, shaping, text, wrapping
from refdesk.documents.birthday_list_text import BirthdayList, ListedDay
from refdesk.documents.fonts import Face
from refdesk.documents.report import Made, Misfit
from refdesk.documents.sheets import SIZES
from refdesk.i18n import _, day_short, day_weekday_short, month_year, ngettext
from refdesk.progress import SILENT, Progress

_SIDE, _TRACK = 54.0, 0.8
_OVERLINE, _TITLE, _LINE, _HEADS, _RULE = 52.0, 79.0, 97.0, 113.0, 119.0
_FOOT_RULE, _FOOT = 47.5, 36.0
_NAME, _MAIL, _PRINTED, _SENT = 88.0, 362.0, 424.0, 470.0
_WHAT = 232.0
_OF = 504.0
"""The columns are told for Letter and scaled to the width."""
_BOX, _GAP = 9.0, 10.0
_SIZE, _LEADING, _SMALL, _SMALL_LEADING = 10.5, 13.0, 8.8, 11.0
_LEAST = 24.0
"""No row is lower than a pen needs."""
_PAD = 9.0


@dataclass(slots=True)
class _Row:
    """One day, set in lines: the baselines count down from the top of the row."""

    day: ListedDay
    marks: list[tuple[float, float, str, Face, float]] = field(default_factory=list)
    height: float = _LEAST
    missing: frozenset[str] = frozenset()

    def add(self, words: str, face: Face, *, x: float, down: float, measure: float, small: bool = False) -> float:
        """Set words from a baseline on and return the next baseline."""
        size, leading = (_SMALL, _SMALL_LEADING) if small else (_SIZE, _LEADING)
        wrapped = wrapping.wrap(words, face, size, measure=measure, hyphens=True)
        self.missing |= wrapped.missing
        for line in wrapped.lines:
            self.marks.append((x, down, line, face, size))
            down += leading
            self.height = max(self.height, down - leading + _PAD)
        return down


def render(sheet: BirthdayList, out: BinaryIO, *, progress: Progress = SILENT) -> Made:
    """Write the list as a PDF, its head on every page, no row split.

    A day whose words are higher than a page is left out and reported; without any day one page says so.
    """
    size = SIZES[sheet.paper]
    width = size[0] - 2 * _SIDE
    rows = [_lay(day, width / _OF) for day in progress.over(sheet.days)]
    room = size[1] - _RULE - _FOOT_RULE
    fitting = [row for row in rows if row.height <= room]
    pages = _paginate(fitting, room)[: -1 if sheet.more else None]
    _write(sheet, pages, out, progress)
    return Made(
        pages=len(pages),
        printed=tuple(row.day.key for row in fitting),
        misfits=tuple(_misfit(row, room) for row in rows if row.height > room),
        unprintable=tuple(
            one
            for row in fitting
            for one in report.unprintable(row.day.key, row.day.name, row.missing)
        ),
    )  # fmt: skip


def _write(sheet: BirthdayList, pages: Sequence[Sequence[_Row]], out: BinaryIO, progress: Progress) -> None:
    size = SIZES[sheet.paper]
    title = _("Birthdays and anniversaries, {month}").format(month=month_year(sheet.first))
    canvas = page.open_pdf(out, title=title, author=sheet.firm, language=sheet.language, size=size)
    of = _("page {page}") if sheet.more else _("page {page} of {pages}")
    for number, spread in enumerate(pages, 1):
        progress.check()
        page.begin_side(canvas, sheet.nudge)
        words = of.format(page=number, pages=len(pages))
        page.bookmark(canvas, f"page-{number}", f"{title}, {words}")
        _draw_head(canvas, sheet, size)
        _draw_rows(canvas, spread, size)
        _draw_foot(canvas, sheet, size, words)
        canvas.showPage()
    canvas.save()


def _lay(day: ListedDay, scale: float) -> _Row:
    row = _Row(day)
    first = 16.0
    row.add(day_weekday_short(day.on), Face.SANS_S, x=0.0, down=first, measure=_NAME * scale - _GAP)
    column = (_WHAT - _NAME) * scale - _GAP
    below = row.add(day.name, Face.SANS_S, x=_NAME * scale, down=first, measure=column)
    if day.organisation:
        row.add(day.organisation, Face.SANS, x=_NAME * scale, down=below - 2.0, measure=column, small=True)
    what = (_MAIL - _WHAT) * scale - _GAP
    below = row.add(day.what, Face.SANS, x=_WHAT * scale, down=first, measure=what)
    if day.remark:
        face = Face.SANS_B if day.is_missed else Face.SANS_I
        row.add(day.remark, face, x=_WHAT * scale, down=below - 2.0, measure=what, small=True)
    row.add(day_short(day.mail_by), Face.SANS, x=_MAIL * scale, down=first, measure=(_PRINTED - _MAIL) * scale - 4.0)
    return row


def _paginate(rows: Sequence[_Row], room: float) -> list[list[_Row]]:
    pages: list[list[_Row]] = [[]]
    free = room
    for row in rows:
        if row.height > free and pages[-1]:
            pages.append([])
            free = room
        pages[-1].append(row)
        free -= row.height
    return pages


def _draw_head(canvas: Canvas, sheet: BirthdayList, size: tuple[float, float]) -> None:
    left, right, height = _SIDE, size[0] - _SIDE, size[1]
    firm = text.wrap_tracked(sheet.firm.upper(), Face.SANS_S, 7.0, track=_TRACK, measure=right - left)
    for line in firm.lines[:1]:
        page.tracked(canvas, left, height - _OVERLINE, line, Face.SANS_S, 7.0, track=_TRACK)
    month = month_year(sheet.first)
    start = page.text_right(canvas, right, height - _TITLE, month, Face.SERIF_S, 12.0)
    words = _("Birthdays & anniversaries")
    title = text.shrink(words, Face.SERIF_L, 28.0, least=20.0, measure=start - left - _GAP)
    page.text_left(canvas, left, height - _TITLE, title.words, title.face, title.size)
    page.text_left(canvas, left, height - _LINE, _line(sheet), Face.SERIF_I, 10.0)
    scale = (right - left) / _OF
    for x, words in ((0.0, _("Day")), (_NAME, _("Name")), (_WHAT, _("What for")), (_MAIL, _("Mail by"))):
        page.text_left(canvas, left + x * scale, height - _HEADS, words, Face.SANS_S, 8.5)
    for x, words in ((_PRINTED, _("Printed")), (_SENT, _("Mailed"))):
        page.text_left(canvas, left + x * scale, height - _HEADS, words, Face.SANS_S, 8.5)
    page.rule(canvas, left, right, height - _RULE)


def _line(sheet: BirthdayList) -> str:
    if not sheet.days:
        return _("Nobody whom you know has a birthday or an anniversary in this month.")
    count = len(sheet.days) + sheet.more
    people = ngettext("{n} day to think of somebody.", "{n} days to think of somebody.", count)
    return _("{people} Mail a card five days before; tick what is done.").format(people=people.format(n=count))


def _draw_rows(canvas: Canvas, rows: Sequence[_Row], size: tuple[float, float]) -> None:
    top = size[1] - _RULE
    right = size[0] - _SIDE
    scale = (right - _SIDE) / _OF
    for place, row in enumerate(rows):
        if place:
            page.pen_line(canvas, _SIDE, right, top)
        for x, down, words, face, points in row.marks:
            page.text_left(canvas, _SIDE + x, top - down, words, face, points)
        for x, ticked in ((_PRINTED, row.day.printed), (_SENT, row.day.sent)):
            _draw_tick(canvas, _SIDE + x * scale, top - 17.0, ticked=ticked)
        top -= row.height
    page.rule(canvas, _SIDE, right, top)


def _draw_tick(canvas: Canvas, x: float, foot: float, *, ticked: bool) -> None:
    page.box(canvas, x, foot, _BOX)
    if ticked:
        canvas.setLineWidth(1.2)
        canvas.lines([(x + 1.8, foot + 4.4, x + 3.8, foot + 2.2), (x + 3.8, foot + 2.2, x + 7.4, foot + 7.2)])


def _draw_foot(canvas: Canvas, sheet: BirthdayList, size: tuple[float, float], words: str) -> None:
    right = size[0] - _SIDE
    page.rule(canvas, _SIDE, right, _FOOT_RULE, width=0.5)
    said = _("As of {day}.").format(day=day_short(sheet.made_on))
    if sheet.first.month == 2:
        said = _("{as_of} February 29 is kept on February 28 in common years.").format(as_of=said)
    page.text_left(canvas, _SIDE, _FOOT, said, Face.SANS, 8.0)
    page.text_right(canvas, right, _FOOT, words, Face.SANS_S, 8.0)


def _misfit(row: _Row, room: float) -> Misfit:
    words = sum(len(shaping.clean(each).split()) for each in (row.day.name, row.day.organisation, row.day.what))
    over = max(1, round((row.height - room) / _LEADING))
    return Misfit(row.day.key, row.day.name, _("what for"), over, max(1, round(words * (1 - room / row.height))))
