"""The lines of an address on a label, an envelope or a postcard: as large as they fit, then wrapped, else reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import direction, page, shaping, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.shaping import Shaped

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
    """Lines that were set, as text and as glyphs; `over` counts those without room."""

    lines: tuple[str, ...]
    shaped: tuple[Shaped, ...]
    size: float
    leading: float
    over: int = 0

    @property
    def missing(self) -> frozenset[str]:
        """Return the characters that no face has."""
        return frozenset().union(*(line.missing for line in self.shaped))

    @property
    def words_over(self) -> int:
        """Return about how many words have no room."""
        return sum(len(line.split()) for line in self.lines[-self.over :]) if self.over else 0


def set_lines(lines: Sequence[str], look: Look, *, measure: float, room: float) -> SetAddress:
    """Return the lines at the largest size at which they fit whole; at the smallest one wrapped when none does."""
    faced = _faced(lines, look)
    if sum(len(line) for _face, line in faced) > _LONGEST:
        return _hopeless(faced, look, measure, room)
    shaped = [shaping.shape(face, line) for face, line in faced]
    widest = max((line.width for line in shaped), default=0.0) / 1000
    for size in look.sizes:
        if widest * size <= measure and len(faced) * size * look.leading <= room:
            return SetAddress(tuple(line for _face, line in faced), tuple(shaped), size, size * look.leading)
    return _wrapped(faced, look, measure, room)


def as_set(lines: Sequence[str], face: Face, size: float, leading: float, *, over: int = 0) -> SetAddress:
    """Return lines that are known to fit, or by how many they are over."""
    return SetAddress(tuple(lines), tuple(shaping.shape(face, line) for line in lines), size, leading, over)


def _wrapped(faced: Sequence[tuple[Face, str]], look: Look, measure: float, room: float) -> SetAddress:
    """Break the lines that are too wide: as few as can be, and then as large as there is room for."""
    tried = [(size, _parts(faced, size, measure)) for size in look.sizes]
    fitting = [(size, parts) for size, parts in tried if len(parts) * size * look.leading <= room]
    size, parts = min(fitting, key=lambda each: len(each[1])) if fitting else tried[-1]
    leading = size * look.leading
    over = max(0, len(parts) - int(room / leading + 1e-6))
    shaped = tuple(shaping.shape(face, part) for face, part in parts)
    return SetAddress(tuple(part for _face, part in parts), shaped, size, leading, over)


def _parts(faced: Sequence[tuple[Face, str]], size: float, measure: float) -> list[tuple[Face, str]]:
    return [
        (face, part)
        for face, line in faced
        for part in wrapping.wrap(line, face, size, measure=measure, hyphens=True).lines
    ]


def draw(canvas: Canvas, address: SetAddress, left: float, first: float) -> None:
    """Draw the lines from the first baseline down, flush left; all of them flush right where all run so."""
    flush_right = _runs_left(address)
    widest = max(line.width for line in address.shaped) * address.size / 1000 if flush_right else 0.0
    for line in address.shaped:
        x = left + widest - line.width * address.size / 1000 if flush_right else left
        page.draw(canvas, x, first, line, address.size)
        first -= address.leading


def _runs_left(address: SetAddress) -> bool:
    if all(line.isascii() for line in address.lines):
        return False
    lines = [line for line in address.lines if any(ch.isalpha() for ch in line)]
    return bool(lines) and all(direction.is_rtl(line) for line in lines)


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
    start = tuple(line[:_LONGEST] for _face, line in faced)
    return SetAddress(start, (), size, size * look.leading, over=over)
