"""What stands on envelopes: plain values, filled by whoever prints."""

from dataclasses import dataclass

from refdesk.documents.envelope_stock import EnvelopeStock
from refdesk.documents.sheets import NO_NUDGE, Nudge


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope: the name first, then the lines of the address, the country last and only abroad."""

    key: str
    person: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnvelopeJob:
    """A print job of envelopes.

    `sender` are the business's name and address line by line; `initials` (or the logo) stand beside them in the US.
    `short_side_first` turns each page upright, for trays that take an envelope by its short side.
    """

    stock: EnvelopeStock
    envelopes: tuple[Envelope, ...]
    title: str
    author: str
    sender: tuple[str, ...] = ()
    initials: str = ""
    logo: bytes | None = None
    language: str = "en-US"
    short_side_first: bool = False
    nudge: Nudge = NO_NUDGE
