"""One entry of the call sheet: facts at the left, room to write at the right, the six boxes beside the number."""

from dataclasses import dataclass
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, shaping, wrapping
from refdesk.documents.call_sheet_text import Entry, OpenPromise
from refdesk.documents.fonts import Face
from refdesk.documents.marks import Mark
from refdesk.i18n import N_, _, day_short

STRIP, GAP_STRIP, FACTS, GAP_FACTS = 48.0, 10.0, 198.0, 13.0
WRITING_AT = STRIP + GAP_STRIP + FACTS + GAP_FACTS
_FACTS_AT = STRIP + GAP_STRIP
INSET = 2.8
_AROUND = 6.8
_LEAST = 98.0
_PEN_LEAST, _PEN_MOST, _PEN_ROWS = 24.0, 28.4, 4
_FACT, _FACT_LEADING = 8.8, 10.6
_DAY_FIELD = 72.0
_FIELD_GAP = 10.0
_LABEL, _LABEL_DROP = 7.0, 8.2
_PROMISES_SHOWN = 3
_PROMISE_INDENT = 11.0
_DESCENT = 2.4
_LONGEST_FACT = 8000
CODES = (
    ("T", N_("talked")),
    ("M", N_("message left")),
    ("N", N_("no answer")),
    ("B", N_("call back on")),
    ("W", N_("wrong number")),
    ("X", N_("do not call again")),
)


@dataclass(frozen=True, slots=True)
class LaidEntry:
    """An entry whose facts are set; `height` is the least it needs, rule to rule."""

    entry: Entry
    marks: tuple[Mark, ...]
    height: float
    missing: frozenset[str]


class _Column:
    """The facts column while it is being set: where the last baseline is and what has been put down."""

    def __init__(self) -> None:
        self.down = 0.0
        self.marks: list[Mark] = []
        self.missing: frozenset[str] = frozenset()

    def _too_long(self, words: str) -> bool:
        """Count what no page could hold instead of setting it; the entry is then reported by its height."""
        if len(words) <= _LONGEST_FACT:
            return False
        self.down += len(words) * _FACT * 0.45 / FACTS * _FACT_LEADING
        return True

    def lines(self, words: str, face: Face, size: float, *, first: float, leading: float) -> None:
        """Set words in the whole width; the first baseline lies `first` under the last one."""
        if self._too_long(words):
            return
        wrapped = wrapping.wrap(words, face, size, measure=FACTS, hyphens=True)
        self.missing |= wrapped.missing
        for place, line in enumerate(wrapped.lines):
            self.down += leading if place else first
            self.marks.append(Mark(0.0, self.down, line, face, size))

    def run_in(self, label: str, words: str, *, first: float) -> None:
        """Set a bold label and its text; the first line is shortened by the label."""
        if self._too_long(words):
            return
        start = (shaping.shape_label(Face.SANS_S, label).width * _FACT + 2 * _space() * _FACT) / 1000
        wrapped = wrapping.wrap(words, Face.SANS, _FACT, measure=FACTS, first=FACTS - start)
        self.missing |= wrapped.missing
        self.down += first
        self.marks.append(Mark(0.0, self.down, label, Face.SANS_S, _FACT))
        for place, line in enumerate(wrapped.lines):
            self.down += _FACT_LEADING if place else 0.0
            if line:
                self.marks.append(Mark(0.0 if place else start, self.down, line, Face.SANS, _FACT))

    def promise(self, words: str, *, boxed: bool) -> None:
        """Set an open promise with its box."""
        if self._too_long(words):
            return
        wrapped = wrapping.wrap(words, Face.SANS, _FACT, measure=FACTS - _PROMISE_INDENT)
        self.missing |= wrapped.missing
        for place, line in enumerate(wrapped.lines):
            self.down += _FACT_LEADING
            boxed_line = boxed and place == 0
            self.marks.append(Mark(_PROMISE_INDENT, self.down, line, Face.SANS, _FACT, boxed=boxed_line))


def lay(entry: Entry, day: date) -> LaidEntry:
    """Set the facts of an entry; a promise due before `day` says that it was."""
    column = _Column()
    column.lines(entry.name, Face.SANS_S, 12.5, first=10.5, leading=13.0)
    column.lines(entry.organisation, Face.SANS, 9.0, first=11.0, leading=11.0)
    _phone(column, entry)
    first = 12.8
    for label, words in (
        (_("Last contact"), entry.last_contact),
        (_("Does"), entry.does),
        (_("Good lead"), entry.good_lead),
        (_("I did last"), entry.i_did_last if shaping.clean(entry.i_did_last) else _("nothing yet")),
    ):
        if shaping.clean(words):
            column.run_in(label, words, first=first)
            first = _FACT_LEADING
    _promises(column, entry.promises, day)
    return LaidEntry(entry, tuple(column.marks), height_for(column.down + _DESCENT), column.missing)


def height_for(facts: float) -> float:
    """Return the least height of an entry, rule to rule, whose facts are that high."""
    return max(_LEAST, facts + 2) + _AROUND


def draw(canvas: Canvas, laid: LaidEntry, x: float, top: float, *, height: float, width: float) -> None:
    """Draw an entry under its rule at `top`, `height` from rule to rule."""
    page.rule(canvas, x, x + width, top)
    inner = top - INSET
    _draw_strip(canvas, laid.entry, x, inner)
    for mark in laid.marks:
        left = x + _FACTS_AT + mark.x
        put = page.label if mark.face is Face.SANS_S and mark.size == _FACT else page.text_left
        put(canvas, left, inner - mark.down, mark.words, mark.face, mark.size)
        if mark.boxed:
            page.box(canvas, left - _PROMISE_INDENT + 0.3, inner - mark.down - 0.8, 7.0)
    _draw_writing(canvas, x + WRITING_AT, inner, width - WRITING_AT, height - _AROUND)


def pen_rows(height: float) -> tuple[int, float]:
    """Return how many rows to write on an entry of that inner height has, and their pitch."""
    rows = max(_PEN_ROWS, int((height - 2) // _PEN_LEAST))
    return rows, min((height - 2) / rows, _PEN_MOST)


def _space() -> float:
    return shaping.shape_label(Face.SANS, " ").width


def _phone(column: _Column, entry: Entry) -> None:
    if not shaping.clean(entry.phone):
        column.lines(_("no phone number"), Face.SANS, 9.0, first=12.0, leading=_FACT_LEADING)
        column.lines(entry.best_time, Face.SANS, _FACT, first=11.2, leading=_FACT_LEADING)
        return
    column.lines(entry.phone, Face.SANS_S, 12.5, first=13.5, leading=13.0)
    best_time = shaping.clean(entry.best_time)
    last = column.marks[-1] if column.marks else Mark(0.0, 0.0, "", Face.SANS, _FACT)
    start = shaping.width(last.face, last.words, last.size) + 8.0
    if start + shaping.width(Face.SANS, best_time, _FACT) <= FACTS:
        column.missing |= shaping.shape(Face.SANS, best_time).missing
        if best_time:
            column.marks.append(Mark(start, column.down, best_time, Face.SANS, _FACT))
    else:
        column.lines(best_time, Face.SANS, _FACT, first=11.2, leading=_FACT_LEADING)


def _promises(column: _Column, promises: tuple[OpenPromise, ...], day: date) -> None:
    nearest = sorted(promises, key=lambda promise: promise.due or date.max)
    for promise in nearest[:_PROMISES_SHOWN]:
        column.promise(_promise_words(promise, day), boxed=True)
    more = len(promises) - _PROMISES_SHOWN
    if more > 0:
        column.promise(_("and {n} more on screen").format(n=more), boxed=False)


def _promise_words(promise: OpenPromise, day: date) -> str:
    words = shaping.clean(promise.words)
    if promise.due is None:
        return words
    due = day_short(promise.due).replace(" ", shaping.NO_BREAK_SPACE)
    form = _("{promise}, was due {day}") if promise.due < day else _("{promise}, due {day}")
    return form.format(promise=words, day=due)


def _draw_strip(canvas: Canvas, entry: Entry, x: float, top: float) -> None:
    page.text_left(canvas, x, top - 15.0, str(entry.number), Face.SANS_S, 18.0)
    if entry.try_number > 1:
        page.text_right(canvas, x + STRIP, top - 15.0, _try_words(entry.try_number), Face.SANS_M, 8.0)
    for place, (letter, _meaning) in enumerate(CODES):
        left = x + (35.0 if place % 2 else 10.0)
        foot = top - 38.0 - 17.5 * (place // 2)
        page.box(canvas, left, foot, 13.0)
        page.text_right(canvas, left - 3.0, foot + 3.4, letter, Face.SANS_S, 9.0)


def _try_words(number: int) -> str:
    known = {2: _("2nd try"), 3: _("3rd try")}
    return known.get(number) or _("{n}th try").format(n=number)


def _draw_writing(canvas: Canvas, x: float, top: float, width: float, height: float) -> None:
    rows, pitch = pen_rows(height)
    right = x + width
    for row in range(rows):
        upper = top - row * pitch
        foot = upper - pitch
        if row == 0:
            _field(canvas, x, right - _DAY_FIELD - _FIELD_GAP, upper, foot, _("How can I help?"))
            _field(canvas, right - _DAY_FIELD, right, upper, foot, _("Call back on"))
        elif row == rows - 2:
            _field(canvas, x, right - _DAY_FIELD - _FIELD_GAP, upper, foot, _("Lead I promised: to whom"))
            _field(canvas, right - _DAY_FIELD, right, upper, foot, _("by when"))
        elif row == rows - 1:
            _referral_row(canvas, x, right, upper, foot)
        else:
            _field(canvas, x, right, upper, foot, _("A good lead for them") if row == 1 else "")


def _field(canvas: Canvas, x1: float, x2: float, upper: float, foot: float, label: str) -> None:
    if label:
        page.label(canvas, x1, upper - _LABEL_DROP, label, Face.SANS_M, _LABEL)
    page.pen_line(canvas, x1, x2, foot)


def _referral_row(canvas: Canvas, x: float, right: float, upper: float, foot: float) -> None:
    y = upper - _LABEL_DROP
    end = page.label(canvas, x, y, _("Referral"), Face.SANS_M, _LABEL)
    for words in (_("from them"), _("to them")):
        page.box(canvas, end + 6.0, y - 0.9, 6.4, line=0.5)
        end = page.label(canvas, end + 15.0, y, words, Face.SANS_M, _LABEL)
    end = page.label(canvas, end + 6.0, y, _("name"), Face.SANS_M, _LABEL)
    split = max(x + 0.55 * (right - x), end + 14.0)
    page.pen_line(canvas, x, split - _FIELD_GAP, foot)
    _field(canvas, split, right, upper, foot, _("need"))
