"""An envelope, and the parts of its front that the post claims."""

from dataclasses import dataclass
from enum import StrEnum

from refdesk.documents.sheets import Panel, Zone
from refdesk.i18n import _

MM = 72 / 25.4


class EnvelopeStyle(StrEnum):
    """Whose post reads the envelope: it decides where sender, recipient and stamp stand."""

    US = "us"
    EU = "eu"


@dataclass(frozen=True, slots=True)
class EnvelopeStock:
    """An envelope in points, its long side across."""

    key: str
    name: str
    width: float
    height: float
    style: EnvelopeStyle
    maker: str = ""
    code: str = ""
    layout: str = ""

    @property
    def page(self) -> tuple[float, float]:
        """Return width and height."""
        return self.width, self.height

    @property
    def places(self) -> int:
        """Return 1: an envelope is a sheet of its own."""
        return 1

    @property
    def sides(self) -> int:
        """Return 1: only the front is printed."""
        return 1

    def shown_name(self) -> str:
        """Return the name in the reader's language; stock of the owner's own has the name that it was given."""
        return _(self.name) if self.name else self.code


def stamp_zone(stock: EnvelopeStock) -> Panel:
    """Return where the stamp goes."""
    if stock.style is EnvelopeStyle.US:
        return Panel(stock.width - 18 - 63, stock.height - 18 - 72, 63, 72)
    return Panel(stock.width - 74 * MM, stock.height - 40 * MM, 74 * MM, 40 * MM)


def code_zone(stock: EnvelopeStock) -> Panel:
    """Return the strip that the post prints its code on; it stays empty."""
    if stock.style is EnvelopeStyle.US:
        wide = min(342.0, stock.width)
        return Panel(stock.width - wide, 0, wide, 45)
    wide = min(140 * MM, stock.width)
    return Panel(stock.width - wide, 0, wide, 15 * MM)


def address_zone(stock: EnvelopeStock) -> Panel:
    """Return where the sorting machine looks for the address."""
    if stock.style is EnvelopeStyle.US:
        return Panel(36, 45, stock.width - 72, 153)
    return Panel(36, 15 * MM, stock.width - 72, stock.height - 55 * MM)


def zones(stock: EnvelopeStock) -> tuple[Zone, ...]:
    """Return what a preview draws over the envelope."""
    return (
        Zone(stamp_zone(stock), _("stamp")),
        Zone(address_zone(stock), _("address zone read by the sorting machine")),
        Zone(code_zone(stock), _("bar code: keep clear")),
    )
