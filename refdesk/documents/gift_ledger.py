"""The yearly gift ledger: every gift with its five facts, the totals beside the limit, and the sums of the year."""

from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import gift_ledger_rows as rows
from refdesk.documents import page, report, shaping, text, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.gift_ledger_rows import Columns, LedgerRow, Placed
from refdesk.documents.gift_ledger_text import GiftLedgerSheet, Mark
from refdesk.documents.report import Made
from refdesk.documents.sheets import NO_NUDGE, SIZES
from refdesk.documents.wrapping import Wrapped
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress

_LEFT, _RIGHT = 54.0, 54.0
_OVERLINE, _TITLE, _RULE_LINE, _HEADS, _HEADS_RULE = 52.0, 79.0, 97.0, 114.0, 119.0
_OVERLINE_SIZE, _TRACK = 7.0, 0.8
_TITLE_SIZE, _PERIOD_SIZE, _PERIOD_LEAST, _RULE_SIZE, _RULE_LEADING = 28.0, 12.0, 8.0, 10.0, 13.0
_HEAD_SIZE, _TOTAL_SIZE, _NOTE_SIZE, _FOOT_SIZE = 8.5, 9.5, 8.8, 8.0
_FOOT_RULE, _FOOT = 47.5, 36.0
_TOTAL_UP, _TOTAL_RULE, _NOTE_DOWN, _NOTE_LEADING = 15.6, 8.6, 16.0, 13.0
_KEY = "ledger"


def render(sheet: GiftLedgerSheet, out: BinaryIO, *, progress: Progress = SILENT) -> Made:
    """Write the ledger as a PDF; a year without gifts is a page that says so."""
    size = SIZES[sheet.paper]
    drawing = _Drawing(sheet, size, progress)
    canvas = page.open_pdf(
        out, title=f"{sheet.title}: {sheet.period}", author=sheet.author, language=sheet.language, size=size
    )
    count = drawing.draw(canvas)
    canvas.save()
    missing = [report.unprintable(each.group.key, each.group.name, each.missing) for each in drawing.laid]
    return Made(count, tuple(group.key for group in sheet.groups), (), tuple(one for each in missing for one in each))


class _Drawing:
    """Draws a ledger page by page; `y` goes down from the top of the page."""

    def __init__(self, sheet: GiftLedgerSheet, size: tuple[float, float], progress: Progress) -> None:
        self.sheet, self.progress = sheet, progress
        self.width, self.height = size
        self.measure = self.width - _LEFT - _RIGHT
        self.columns = Columns(self.measure)
        self.rule = wrapping.wrap(sheet.rule, Face.SERIF_I, _RULE_SIZE, measure=self.measure)
        self.overline = text.wrap_tracked(
            sheet.firm.upper(), Face.SANS_S, _OVERLINE_SIZE, track=_TRACK, measure=self.measure
        )
        self.shift = 9.0 * max(len(self.overline.lines) - 1, 0)
        self.shift += _RULE_LEADING * max(len(self.rule.lines) - 1, 0)
        self.notes = [(mark, self._note(words)) for mark, words in sheet.notes]
        self.laid = rows.lay(progress.over(sheet.groups), self.measure)

    def draw(self, canvas: Canvas) -> int:
        """Draw all pages and return how many."""
        top = _HEADS_RULE + self.shift
        room = self.height - top - _FOOT_RULE - 6
        ends = _TOTAL_UP + 2 * _TOTAL_RULE + self._notes_height()
        pages = rows.pages(self.laid, room, self.measure, last=ends)[: -1 if self.sheet.goes_on else None]
        for number, placed in enumerate(pages, 1):
            self.progress.check()
            page.begin_side(canvas, NO_NUDGE)
            page.bookmark(canvas, f"{_KEY}-{number}", self.sheet.title)
            self._frame(canvas, number, 0 if self.sheet.goes_on else len(pages))
            y = self._groups(canvas, placed, top)
            if number == len(pages) and not self.sheet.goes_on:
                self._sums(canvas, y)
            canvas.showPage()
        return len(pages)

    def _frame(self, canvas: Canvas, number: int, count: int) -> None:
        sheet, right = self.sheet, self.width - _RIGHT
        down = 0.0
        for line in self.overline.lines:
            page.tracked(canvas, _LEFT, self.height - _OVERLINE - down, line, Face.SANS_S, _OVERLINE_SIZE, track=_TRACK)
            down += 9.0
        down = max(down - 9.0, 0.0)
        title = shaping.clean(sheet.title)
        taken = shaping.width(Face.SERIF_L, title, _TITLE_SIZE)
        page.text_left(canvas, _LEFT, self.height - _TITLE - down, title, Face.SERIF_L, _TITLE_SIZE)
        period = text.shrink(
            sheet.period, Face.SERIF_S, _PERIOD_SIZE, least=_PERIOD_LEAST, measure=self.measure - taken - 20
        )
        page.text_right(canvas, right, self.height - _TITLE - down, period.words, period.face, period.size)
        for line in self.rule.lines:
            page.text_left(canvas, _LEFT, self.height - _RULE_LINE - down, line, Face.SERIF_I, _RULE_SIZE)
            down += _RULE_LEADING
        self._heads(canvas)
        page.rule(canvas, _LEFT, right, _FOOT_RULE, width=0.5)
        words = _("A list for you and your accountant. It informs and is not tax advice.")
        page.text_left(canvas, _LEFT, _FOOT, words, Face.SANS, _FOOT_SIZE)
        of = (_("page {number} of {count}") if count else _("page {number}")).format(number=number, count=count)
        page.text_right(canvas, right, _FOOT, of, Face.SANS_S, _FOOT_SIZE)

    def _heads(self, canvas: Canvas) -> None:
        y = self.height - _HEADS - self.shift
        lefts = ((0.0, _("Date")), (self.columns.gift, _("Gift")), (self.columns.reason, _("Business reason")))
        for x, words in lefts:
            page.text_left(canvas, _LEFT + x, y, words, Face.SANS_S, _HEAD_SIZE)
        for x, words in ((self.columns.cost, _("Cost")), (self.measure, _("Shipping"))):
            page.text_right(canvas, _LEFT + x, y, words, Face.SANS_S, _HEAD_SIZE)
        page.rule(canvas, _LEFT, self.width - _RIGHT, self.height - _HEADS_RULE - self.shift)

    def _groups(self, canvas: Canvas, placed: list[Placed], y: float) -> float:
        """Draw the groups of a page and return where they end, from the top."""
        for place, each in enumerate(placed):
            for row in each.rows:
                y += row.above
                self._row(canvas, row, self.height - y)
            y += rows.below_group()
            if place < len(placed) - 1:
                page.pen_line(canvas, _LEFT, self.width - _RIGHT, self.height - y)
        return y

    def _row(self, canvas: Canvas, row: LedgerRow, y: float) -> None:
        for string in row.strings:
            put = page.text_right if string.right else page.text_left
            put(canvas, _LEFT + string.x, y, string.words, string.face, string.size)
        _triangle(canvas, row.mark, _LEFT + row.mark_x, y)

    def _sums(self, canvas: Canvas, y: float) -> None:
        sheet, right = self.sheet, self.width - _RIGHT
        if sheet.groups:
            page.rule(canvas, _LEFT, right, self.height - y)
        y += _TOTAL_UP
        foot = self.height - y
        page.text_left(canvas, _LEFT, foot, shaping.clean(sheet.total), Face.SANS_B, _TOTAL_SIZE)
        page.text_right(canvas, _LEFT + self.columns.cost, foot, sheet.total_cost, Face.SANS_B, _TOTAL_SIZE)
        page.text_right(canvas, right, foot, sheet.total_shipping, Face.SANS_B, _TOTAL_SIZE)
        y += _TOTAL_RULE
        page.rule(canvas, _LEFT, right, self.height - y)
        y += _NOTE_DOWN
        for mark, words in self.notes:
            _triangle(canvas, mark, _LEFT, self.height - y)
            indent = 0.0 if mark is Mark.NONE else rows.TRIANGLE + 4
            for line in words.lines:
                page.text_left(canvas, _LEFT + indent, self.height - y, line, Face.SANS, _NOTE_SIZE)
                y += _NOTE_LEADING

    def _note(self, words: str) -> Wrapped:
        return wrapping.wrap(words, Face.SANS, _NOTE_SIZE, measure=self.measure - rows.TRIANGLE - 4)

    def _notes_height(self) -> float:
        lines = sum(len(words.lines) for _mark, words in self.notes)
        return _NOTE_DOWN + lines * _NOTE_LEADING


def _triangle(canvas: Canvas, mark: Mark, x: float, y: float) -> None:
    """Draw the mark of a total: weight and shape survive any printer."""
    if mark is Mark.NONE:
        return
    side = rows.TRIANGLE
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + side, y)
    path.lineTo(x + side / 2, y + side * 0.87)
    path.close()
    canvas.setLineWidth(0.7)
    canvas.drawPath(path, stroke=1, fill=int(mark is Mark.OVER))
