"""What every sheet is measured with: paper sizes, panels, guides, and how far a printer is off."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """Paper sizes of the printer's tray."""

    LETTER = "letter"
    A4 = "a4"


class PrinterKind(StrEnum):
    """How a printer puts its ink on the paper: card stock is made for one of them, seldom for both."""

    INK_JET = "ink_jet"
    LASER = "laser"


class GuideKind(StrEnum):
    """What the hand does along a guide."""

    FOLD = "fold"
    CUT = "cut"


SIZES: dict[Paper, tuple[float, float]] = {Paper.LETTER: (612.0, 792.0), Paper.A4: (595.276, 841.89)}
BOTH_PRINTERS = frozenset(PrinterKind)
NUDGE_LIMIT = 14.0
SCALE_LIMITS = (0.9, 1.1)


@dataclass(frozen=True, slots=True)
class Nudge:
    """How far a printer's tray needs everything moved, in points to the right and up (at most 14 each way).

    `scale` makes a page larger about the middle of the sheet, for a printer that shrinks it; 1 leaves it as it is.
    """

    right: float = 0.0
    up: float = 0.0
    scale: float = 1.0

    def limited(self) -> "Nudge":
        """Return the nudge within what a printer can be off without being broken."""
        least, most = SCALE_LIMITS
        return Nudge(
            min(max(self.right, -NUDGE_LIMIT), NUDGE_LIMIT),
            min(max(self.up, -NUDGE_LIMIT), NUDGE_LIMIT),
            min(max(self.scale, least), most),
        )


NO_NUDGE = Nudge()


@dataclass(frozen=True, slots=True)
class Guide:
    """A fold or cut line in points from the lower left corner of the sheet; drawn over the preview, never printed."""

    kind: GuideKind
    x1: float
    y1: float
    x2: float
    y2: float
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle of the sheet in points from its lower left corner; `turned` stands on its head."""

    x: float
    y: float
    width: float
    height: float
    turned: bool = False

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of an envelope or postcard that the post claims, with what it is for; drawn over the preview only."""

    panel: Panel
    words: str


def paper_of(page: tuple[float, float]) -> Paper | None:
    """Return the paper of a sheet of this size, upright or across, or None for any other size."""
    for paper, size in SIZES.items():
        if all(abs(ours - theirs) < 1 for ours, theirs in zip(sorted(page), sorted(size), strict=True)):
            return paper
    return None
