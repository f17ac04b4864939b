"""The rows of a gift ledger, wrapped and measured, and how they are shared among pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from refdesk.documents import shaping, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.gift_ledger_text import LedgerGroup, LedgerLine, Mark
from refdesk.i18n import _

NAME, ABOUT, STANDING, LINE, LEADING = 10.0, 8.8, 9.2, 9.2, 12.6
TRIANGLE = 7.0
_BESIDE, _ABOUT_LEADING, _NAME_LEADING = 12.0, 11.0, 12.0
_ABOVE_NAME, _ABOVE_LINE, _BELOW_GROUP = 15.6, 13.0, 6.6
_DASH = "–"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, in points from the left margin."""

    width: float

    @property
    def gift(self) -> float:
        """Return where the gift begins."""
        return 58.0 * self.width / 504

    @property
    def reason(self) -> float:
        """Return where the business reason begins."""
        return 252.0 * self.width / 504

    @property
    def cost(self) -> float:
        """Return where the cost ends."""
        return self.width - 62.0


@dataclass(frozen=True, slots=True)
class Words:
    """One string of a row, from the left margin; a right one ends there."""

    x: float
    words: str
    face: Face
    size: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row with the distance from what stands above to its baseline; `mark` stands at `mark_x`."""

    above: float
    strings: tuple[Words, ...]
    mark: Mark = Mark.NONE
    mark_x: float = 0.0


@dataclass(frozen=True, slots=True)
class LaidGroup:
    """A group ready to be drawn: the rows of its head, and the rows of its gifts."""

    group: LedgerGroup
    head: tuple[LedgerRow, ...]
    rows: tuple[LedgerRow, ...]
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A run of rows of one group on a page; `ends` says that a dotted rule follows."""

    group: LedgerGroup
    rows: tuple[LedgerRow, ...]
    ends: bool


def lay(groups: Iterable[LedgerGroup], width: float) -> list[LaidGroup]:
    """Wrap everything that groups say."""
    return [_lay_group(group, Columns(width)) for group in groups]


def pages(laid: Sequence[LaidGroup], room: float, width: float, *, last: float) -> list[list[Placed]]:
    """Share the groups among pages: a head never stands alone, and a group that goes on repeats its name.

    `last` is the room that the sums need after the last group.
    """
    found: list[list[Placed]] = [[]]
    left = room
    for place, each in enumerate(laid):
        rows = list(each.rows)
        head = each.head
        while rows:
            need = _height(head) + rows[0].above + _BELOW_GROUP
            if found[-1] and need > left:
                found.append([])
                left = room
            taken = _fitting(rows, left - _height(head) - _BELOW_GROUP)
            part, rows = rows[:taken], rows[taken:]
            found[-1].append(Placed(each.group, (*head, *part), ends=True))
            left -= _height(head) + _height(part) + _BELOW_GROUP
            head = _again(each, width)
            if rows:
                found.append([])
                left = room
        is_end = place == len(laid) - 1
        if is_end and left < last:
            found.append([])
    return found


def below_group() -> float:
    """Return how far the dotted rule stands below the last row of a group."""
    return _BELOW_GROUP


def _fitting(rows: Sequence[LedgerRow], room: float) -> int:
    """Return how many rows fit; one at least, so that every page brings something."""
    taken = 0
    for row in rows:
        room -= row.above
        if room < 0:
            break
        taken += 1
    return max(taken, 1)


def _height(rows: Sequence[LedgerRow]) -> float:
    return sum(row.above for row in rows)


def _lay_group(group: LedgerGroup, columns: Columns) -> LaidGroup:
    head, missing = _head(group.name, group, columns)
    rows: list[LedgerRow] = []
    for line in group.lines:
        more, lacking = _line(line, columns)
        rows += more
        missing |= lacking
    return LaidGroup(group, head, tuple(rows), missing)


def _again(each: LaidGroup, width: float) -> tuple[LedgerRow, ...]:
    name = _("{name}, continued").format(name=each.group.name)
    bare = LedgerGroup(each.group.key, name, "", "", ())
    return _head(name, bare, Columns(width))[0]


def _head(name: str, group: LedgerGroup, columns: Columns) -> tuple[tuple[LedgerRow, ...], frozenset[str]]:
    """Set name and standing on one line, what the person is beside the name or below it."""
    face = Face.SANS_I if group.quiet else Face.SANS_B if group.mark is Mark.OVER else Face.SANS_S
    standing = shaping.clean(group.standing)
    taken = shaping.width(face, standing, STANDING) + (TRIANGLE + 5 if group.mark is not Mark.NONE else 0)
    room = columns.width - taken - 18
    names = wrapping.wrap(name, Face.SANS_S, NAME, measure=room)
    about = wrapping.wrap(group.about, Face.SANS, ABOUT, measure=columns.width)
    beside = shaping.width(Face.SANS_S, names.lines[-1], NAME) + _BESIDE if names.lines else 0.0
    one_line = about.lines[0] if len(about.lines) == 1 else ""
    fits = bool(one_line) and beside + shaping.width(Face.SANS, one_line, ABOUT) <= room
    rows = []
    for place, line in enumerate(names.lines or ("",)):
        strings = [Words(0, line, Face.SANS_S, NAME)]
        if fits and place == len(names.lines) - 1:
            strings.append(Words(beside, one_line, Face.SANS, ABOUT))
        if place == 0:
            strings.append(Words(columns.width, standing, face, STANDING, right=True))
        mark = group.mark if place == 0 else Mark.NONE
        above = _NAME_LEADING if place else _ABOVE_NAME
        rows.append(LedgerRow(above, tuple(strings), mark, columns.width - taken))
    if not fits:
        rows += [LedgerRow(_ABOUT_LEADING, (Words(0, line, Face.SANS, ABOUT),)) for line in about.lines]
    return tuple(rows), names.missing | about.missing | shaping.shape(face, standing).missing


def _line(line: LedgerLine, columns: Columns) -> tuple[list[LedgerRow], frozenset[str]]:
    """Set one gift; what it is and why wrap in their columns."""
    gift = wrapping.wrap(line.gift, Face.SANS, LINE, measure=columns.reason - columns.gift - 10)
    amount = max(shaping.width(Face.SANS, line.cost, LINE), 40.0)
    reason = wrapping.wrap(line.reason, Face.SANS, LINE, measure=columns.cost - amount - 8 - columns.reason)
    rows = []
    for place, (what, why) in enumerate(_beside(gift.lines, reason.lines)):
        strings = [Words(columns.gift, what, Face.SANS, LINE), Words(columns.reason, why, Face.SANS, LINE)]
        if place == 0:
            strings.insert(0, Words(0, line.day, Face.SANS, LINE))
            strings.append(Words(columns.cost, line.cost or _DASH, Face.SANS, LINE, right=True))
            strings.append(Words(columns.width, line.shipping or _DASH, Face.SANS, LINE, right=True))
        above = LEADING if place else _ABOVE_LINE
        rows.append(LedgerRow(above, tuple(each for each in strings if each.words)))
    return rows, gift.missing | reason.missing


def _beside(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place in range(max(len(left), len(right), 1)):
        yield left[place] if place < len(left) else "", right[place] if place < len(right) else ""
