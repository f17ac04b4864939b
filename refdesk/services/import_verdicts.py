"""What a row of a file to import turned out to be: somebody new, somebody who is already there, or nobody."""

from dataclasses import dataclass

from refdesk.domain.ids import ContactId
from refdesk.services.import_matching import Why
from refdesk.services.import_rows import Arrival

RowAt = tuple[int, int]
"""A row among all: the place of its file and its own place in it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row about somebody who is already there: in the store, or earlier in the files as the arrival at `place`."""

    at: RowAt
    line: int
    arrival: Arrival
    other: str
    other_line: int
    why: Why
    contact_id: ContactId | None = None
    place: int | None = None
    has_news: bool = True

    @property
    def name(self) -> str:
        """The name in the file."""
        return self.arrival.name.usual


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that holds nobody, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A row that adds the arrival at `place`."""

    line: int
    place: int


Verdict = Refusal | Newcomer | Match
