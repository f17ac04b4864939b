"""The lines of an address on a label, an envelope or a postcard: as large as they fit, then wrapped, else reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import direction, page, shaping, wrapping
from refdesk.documents.fonts import Face

_CAP = 0.64
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """How addresses of a document are set: the face of the name and of the rest, sizes from the largest down."""

    first: Face
    rest: Face
    sizes: tuple[float, ...]
    leading: float  # in parts of the size


@dataclass(frozen=True, slots=True)
class SetAddress:
    """Lines that were set; `over` counts those without room."""

    lines: tuple[tuple[Face, str], ...]
    size: float
    leading: float
    missing: frozenset[str] = frozenset()
    over: int = 0

    @property
    def words_over(self) -> int:
        """Return about how many words have no room."""
        return sum(len(line.split()) for _face, line in self.lines[-self.over :]) if self.over else 0


def set_lines(lines: Sequence[str], look: Look, *, measure: float, room: float) -> SetAddress:
    """Return the lines at the largest size at which they fit whole; at the smallest one wrapped when none does."""
    faced = _faced(lines, look)
    if sum(len(line) for _face, line in faced) > _LONGEST:
        return _hopeless(faced, look, measure, room)
    shaped = [(shaping.shape(face, line), face, line) for face, line in faced]
    widest = max((one.width for one, _face, _line in shaped), default=0.0) / 1000
    missing: frozenset[str] = frozenset().union(*(one.missing for one, _face, _line in shaped))
    for size in look.sizes:
        if widest * size <= measure and len(faced) * size * look.leading <= room:
            return SetAddress(faced, size, size * look.leading, missing)
    size = look.sizes[-1]
    leading = size * look.leading
    wrapped = [
        (face, part)
        for face, line in faced
        for part in wrapping.wrap(line, face, size, measure=measure, hyphens=True).lines
    ]
    fitting = int(room / leading + 1e-6)
    return SetAddress(tuple(wrapped), size, leading, missing, over=max(0, len(wrapped) - fitting))


def draw(canvas: Canvas, address: SetAddress, left: float, first: float) -> None:
    """Draw the lines from the first baseline down, flush left; all of them flush right where all run so."""
    end = left + _width(address) if _runs_left(address) else None
    for face, line in address.lines:
        if end is None:
            page.text_left(canvas, left, first, line, face, address.size)
        else:
            page.text_right(canvas, end, first, line, face, address.size)
        first -= address.leading


def _runs_left(address: SetAddress) -> bool:
    lines = [line for _face, line in address.lines if any(ch.isalpha() for ch in line)]
    return bool(lines) and not lines[0].isascii() and all(direction.is_rtl(line) for line in lines)


def _width(address: SetAddress) -> float:
    return max(shaping.width(face, line, address.size) for face, line in address.lines)


def centred(address: SetAddress, middle: float) -> float:
    """Return the first baseline of a block whose letters have their middle at this height."""
    return middle + ((len(address.lines) - 1) * address.leading - _CAP * address.size) / 2


def _faced(lines: Sequence[str], look: Look) -> tuple[tuple[Face, str], ...]:
    cleaned = [line for line in map(shaping.clean, lines) if line]
    return tuple((look.rest if place else look.first, line) for place, line in enumerate(cleaned))


def _hopeless(faced: tuple[tuple[Face, str], ...], look: Look, measure: float, room: float) -> SetAddress:
    """Count about how many lines a whole book would take instead of setting it."""
    size = look.sizes[-1]
    letters = sum(len(line) for _face, line in faced)
    lines = int(letters * size * 0.45 / measure) + len(faced)
    over = max(1, lines - int(room / (size * look.leading)))
    start = tuple((face, line[:_LONGEST]) for face, line in faced)
    return SetAddress(start, size, size * look.leading, over=over)
