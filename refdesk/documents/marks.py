"""A string that was given its place, before the page it stands on is drawn."""

from dataclasses import dataclass

from refdesk.documents.fonts import Face


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a string and where it stands, in points: `down` from the top of its part to the baseline."""

    x: float
    down: float
    words: str
    face: Face
    size: float
    boxed: bool = False  # the small box of an open promise stands before it
