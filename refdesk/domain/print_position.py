"""From the test sheet to the print position: the crease is the ruler, and what it shows is how far to move."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from refdesk.domain import lengths
from refdesk.domain.lengths import POINTS_PER_INCH, POINTS_PER_MM, Unit
from refdesk.errors import Problem
from refdesk.i18n import _

FARTHEST = 14.0
"""No printer is moved farther, in points: beyond that the paper lies wrong."""
SCALE_ENDS = {Unit.MM: 10.0 * POINTS_PER_MM, Unit.INCH: 0.375 * POINTS_PER_INCH}
"""How far the scales of the test sheet reach to each side."""
CROOKED_FROM = 1.0 * POINTS_PER_MM
SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.1
_FIT_TO_PAGE = (0.97, 0.99)
_TRUE_ENOUGH = 0.0025
_ROUNDING = 1e-6


class Side(StrEnum):
    """A side of the sheet, as it is printed."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Position:
    """How far everything is moved to the right and up, in points, and by how much it is enlarged first."""

    right: float = 0.0
    up: float = 0.0
    scale: float = 1.0


ZERO = Position()


@dataclass(frozen=True, slots=True)
class Readings:
    """What the creases show on one side of the test sheet, in points: to the right and up count as more than zero.

    `top` and `bottom` are read at A and B, `left` and `right` at C and D. `ruler` is how long the printed ruler of
    `ruler_length` came out; None when nobody measured.
    """

    top: float
    bottom: float
    left: float
    right: float
    ruler: float | None = None
    ruler_length: float = 100 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Reading:
    """What follows from the readings of a side: a position, or why there is none."""

    position: Position | None
    problems: tuple[Problem, ...] = ()


def read(readings: Readings, unit: Unit, *, side: Side = Side.FRONT, balance: bool = False) -> Reading:
    """Return the position that puts the print where it belongs.

    With `balance` a page that the printer makes smaller or larger is enlarged or shrunk against it; otherwise that is a
    problem, since the printer should be told to leave the size alone. Fields of problems are named "front_top".
    """
    found = (*_off_scale(readings, unit, side), *_crooked(readings, unit, side), *_sized(readings, side, balance))
    if found:
        return Reading(None, found)
    right, up = (readings.top + readings.bottom) / 2, (readings.left + readings.right) / 2
    if found := tuple(_too_far(right, up, unit, side)):
        return Reading(None, found)
    return Reading(Position(right, up, _scale(readings)))


def words(position: Position, unit: Unit) -> str:
    """Return a position in words: "1.5 mm to the right, 0.5 mm up", or that nothing is moved."""
    moved = [
        _way(position.right, unit, _("{length} to the right"), _("{length} to the left")),
        _way(position.up, unit, _("{length} up"), _("{length} down")),
        _sized_words(position.scale),
    ]
    return _(", ").join(filter(None, moved)) or _("not moved")


def problem(position: Position) -> Problem | None:
    """Return why a position cannot be kept, or None."""
    if max(abs(position.right), abs(position.up)) > FARTHEST + _ROUNDING:
        return Problem("position", _("A print position moves at most 5 mm (0.2 in)."))
    if not SMALLEST_SCALE - _ROUNDING <= position.scale <= 1 / SMALLEST_SCALE + _ROUNDING:
        return Problem("scale", _("The size may be corrected by a tenth at most."))
    return None


def _scale(readings: Readings) -> float:
    if readings.ruler is None:
        return 1.0
    share = readings.ruler / readings.ruler_length
    return 1.0 if abs(share - 1) <= _TRUE_ENOUGH else 1 / share


def _off_scale(readings: Readings, unit: Unit, side: Side) -> Iterator[Problem]:
    for name in ("top", "bottom", "left", "right"):
        if abs(getattr(readings, name)) > SCALE_ENDS[unit] + _ROUNDING:
            sentence = _("The scale ends at {length}. Read again where the crease crosses it.")
            yield Problem(f"{side}_{name}", sentence.format(length=_length(SCALE_ENDS[unit], unit)))


def _crooked(readings: Readings, unit: Unit, side: Side) -> Iterator[Problem]:
    for first, second, letters in (("top", "bottom", ("A", "B")), ("left", "right", ("C", "D"))):
        apart = abs(getattr(readings, first) - getattr(readings, second))
        if apart > CROOKED_FROM + _ROUNDING:
            sentence = _(
                "The sheet was fed crooked: {a} and {b} are {length} apart. Push the paper guides close to the paper "
                "and print the test sheet again."
            )
            words_of = sentence.format(a=letters[0], b=letters[1], length=_length(apart, unit))
            yield Problem(f"{side}_{second}", words_of)


def _sized(readings: Readings, side: Side, balance: bool) -> Iterator[Problem]:
    if readings.ruler is None:
        return
    share, field = readings.ruler / readings.ruler_length, f"{side}_ruler"
    if not SMALLEST_SCALE - _ROUNDING <= share <= LARGEST_SCALE + _ROUNDING:
        sentence = _("The ruler cannot be that far off. Measure it again, and look at the paper size of the printer.")
        yield Problem(field, sentence)
    elif balance:
        return
    elif _FIT_TO_PAGE[0] - _ROUNDING <= share <= _FIT_TO_PAGE[1] + _ROUNDING:
        sentence = _(
            "The printer shrinks the page to {percent}: “Fit to page” is on. Switch it off in the printer’s settings, "
            "then print the test sheet again."
        )
        yield Problem(field, sentence.format(percent=_percent(share)))
    elif abs(share - 1) > 0.01 + _ROUNDING:
        sentence = _(
            "The printer prints at {percent}. Set its size to 100%, without “Fit to page” and without “Borderless”, "
            "then print the test sheet again."
        )
        yield Problem(field, sentence.format(percent=_percent(share)))


def _too_far(right: float, up: float, unit: Unit, side: Side) -> Iterator[Problem]:
    for value, name in ((right, "top"), (up, "left")):
        if abs(value) > FARTHEST + _ROUNDING:
            sentence = _(
                "RefDesk moves a print by {length} at most. Put the paper straight into its tray, check the paper "
                "size, and print the test sheet again."
            )
            yield Problem(f"{side}_{name}", sentence.format(length=_length(FARTHEST, unit)))


def _way(value: float, unit: Unit, more: str, less: str) -> str:
    shown = lengths.show(abs(value), unit, digits=_DIGITS[unit])
    if shown == "0":
        return ""
    return (more if value > 0 else less).format(length=_named(shown, unit))


def _sized_words(scale: float) -> str:
    return "" if abs(scale - 1) < 0.0005 else _("size {percent}").format(percent=_percent(scale))


def _percent(share: float) -> str:
    return _("{n}%").format(n=f"{share * 100:.1f}".rstrip("0").rstrip("."))


_DIGITS = {Unit.MM: 1, Unit.INCH: 2}


def _length(value: float, unit: Unit) -> str:
    return _named(lengths.show(value, unit, digits=_DIGITS[unit]), unit)


def _named(shown: str, unit: Unit) -> str:
    return _("{number} {unit}").format(number=shown, unit=lengths.name(unit))
