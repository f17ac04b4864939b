"""The boxes of a referral tree measured, and shared among sheets so that no box is cut."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refdesk.documents import shaping, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.referral_tree_text import TreeBox
from refdesk.documents.text import Step
from refdesk.i18n import _

COLUMNS = 5
GAP, BETWEEN, LINES_APART = 16.0, 6.0, 8.0
"""Room before a box, below a row, and above the row where another line of people begins."""
PAD, BAR = 5.0, 3.0
MIDDLE = 10.0
"""How far below the upper edge of a box the lines to others stand."""
_NAMES = (Step(9.0, 11.0), Step(8.0, 9.8), Step(7.5, 9.2))
_NAME_LINES = 3
FACTS, NOTES = Step(8.0, 9.6), Step(7.5, 9.0)
_WIDEST_PAGE = 8888


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a box: its baseline counts down from the upper edge."""

    words: str
    face: Face
    size: float
    down: float


@dataclass(frozen=True, slots=True)
class Set:
    """The words of a box in lines, and how high the box has to be for them."""

    lines: tuple[Words, ...]
    height: float
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that stand on one sheet; `tops` says how far down each begins, `height` is all of them."""

    first: int
    tops: tuple[float, ...]
    height: float

    @property
    def last(self) -> int:
        """Return the last row."""
        return self.first + len(self.tops) - 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: which rows and which columns of the grid it shows, and the boxes on it."""

    band: Band
    across: int
    boxes: tuple[TreeBox, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole tree on sheets: `columns` stand on each, `places` finds the sheet of a box."""

    columns: int
    bands: tuple[Band, ...]
    sheets: tuple[Sheet, ...]
    places: dict[str, int]

    @property
    def across(self) -> int:
        """Return how many sheets stand beside each other."""
        return max(sheet.across for sheet in self.sheets) + 1


def set_box(box: TreeBox, width: float, sent_by: str = "") -> Set:
    """Set the words of a box: the name smaller when it is long and then in as many lines as it needs, never cut."""
    measure = width - 2 * PAD
    step, (names, missing) = _NAMES[0], _lines(box.name, Face.SANS_S, _NAMES[0].size, measure)
    for step in _NAMES[1:] if len(names) > _NAME_LINES else ():
        names, missing = _lines(box.name, Face.SANS_S, step.size, measure)
        if len(names) <= _NAME_LINES:
            break
    made, down = [], MIDDLE + 3.0
    for line in names:
        made.append(Words(line, Face.SANS_S, step.size, down))
        down += step.leading
    rest = ((box.facts, Face.SANS, FACTS), *((note, Face.SANS_I, NOTES) for note in (*box.notes, sent_by)))
    for words, face, step in rest:
        lines, lacking = _lines(words, face, step.size, measure)
        missing |= lacking
        for line in lines:
            made.append(Words(line, face, step.size, down))
            down += step.leading
    return Set(tuple(made), max(2 * MIDDLE, down - 4.0), missing)


def _lines(words: str, face: Face, size: float, measure: float) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return words in lines; most fit into one, which takes no search for the best place to break."""
    cleaned = shaping.clean(words)
    shaped = shaping.shape(face, cleaned)
    if shaped.width * size / 1000 <= measure:
        return (cleaned,) if cleaned else (), shaped.missing
    wrapped = wrapping.wrap(words, face, size, measure=measure, hyphens=True)
    return wrapped.lines, wrapped.missing


def sent_by(name: str, page: int = _WIDEST_PAGE) -> str:
    """Return what a box says of a giver who stands on another sheet."""
    return _("from {name}, page {n}").format(name=shaping.clean(name), n=page)


def share(boxes: Sequence[TreeBox], *, width: float, room: float) -> Grid:
    """Share the grid among sheets of this width and room, rows and columns whole; sheets without a box are left out."""
    columns = min(COLUMNS, max(2, max(box.column for box in boxes) + 1))
    bands = tuple(_bands(boxes, columns, width / columns - GAP, room))
    band_of = {row: place for place, band in enumerate(bands) for row in range(band.first, band.last + 1)}
    on: dict[tuple[int, int], list[TreeBox]] = defaultdict(list)
    for box in boxes:
        on[band_of[box.row], box.column // columns].append(box)
    sheets: list[Sheet] = []
    places: dict[str, int] = {}
    for number, (down, across) in enumerate(sorted(on)):
        shown = tuple(on[down, across])
        sheets.append(Sheet(bands[down], across, shown))
        places.update((box.key, number) for box in shown)
    return Grid(columns, bands, tuple(sheets), places)


def _bands(boxes: Sequence[TreeBox], columns: int, wide: float, room: float) -> Iterator[Band]:
    """Fill sheets with rows from the top; a box says who sent it where that person stands on another sheet."""
    rows: dict[int, list[TreeBox]] = defaultdict(list)
    for box in boxes:
        rows[box.row].append(box)
    by_key = {box.key: box for box in boxes}
    first, tops, down = 0, list[float](), 0.0
    for row in range(len(rows)):
        apart = LINES_APART if tops and rows[row][0].giver == "" else 0.0
        height = _row_height(rows[row], by_key, columns, wide, first)
        if tops and down + apart + height > room:
            yield Band(first, tuple(tops), down)
            first, tops, down, apart = row, [], 0.0, 0.0
            height = _row_height(rows[row], by_key, columns, wide, first)
        tops.append(down + apart)
        down += apart + height + BETWEEN
    yield Band(first, tuple(tops), down)


def _row_height(row: Sequence[TreeBox], by_key: dict[str, TreeBox], columns: int, wide: float, first: int) -> float:
    tallest = 0.0
    for box in row:
        giver = by_key.get(box.giver)
        said = ""
        if giver is not None and (giver.row < first or box.column % columns == 0):
            said = sent_by(giver.name)
        tallest = max(tallest, set_box(box, wide, said).height)
    return tallest
