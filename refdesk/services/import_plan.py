"""What an import is about to do: who is new, who is already there and why, and what the owner chose for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain.incoming import Read
from refdesk.domain.merging import BY_HAND, Choice, Choices
from refdesk.services.import_rows import Arrival
from refdesk.services.import_ties import Ties
from refdesk.services.import_verdicts import Match, RowAt, Verdict


class Way(StrEnum):
    """What becomes of somebody who is already there."""

    KEEP_MINE = "keep_mine"
    TAKE_THEIRS = "take_theirs"
    KEEP_BOTH = "keep_both"
    SKIP = "skip"
    ADD = "add"

    @property
    def choice(self) -> Choice | None:
        """The choice for each field; None where the two are not joined."""
        return None if self in (Way.SKIP, Way.ADD) else Choice(self.value)


@dataclass(frozen=True, slots=True)
class Pick:
    """What was chosen for one person; `way` is None for "like all others", `fields` are those chosen by hand."""

    way: Way | None = None
    fields: Choices = field(default_factory=lambda: BY_HAND)


LIKE_ALL = Pick()


@dataclass(frozen=True, slots=True)
class Picks:
    """What was chosen for everybody who is already there, and for some of them otherwise."""

    way: Way = Way.KEEP_MINE
    rows: Mapping[RowAt, Pick] = field(default_factory=lambda: MappingProxyType({}))

    def way_of(self, at: RowAt) -> Way:
        """Return the way for one row."""
        return self.rows.get(at, LIKE_ALL).way or self.way

    def fields_of(self, at: RowAt) -> Choices:
        """Return the fields of one row that were chosen by hand."""
        return self.rows.get(at, LIKE_ALL).fields


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file's name and all its rows as read."""

    name: str
    reads: Sequence[Read]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files compared with the store as it was after operation `seen`; a verdict for each row of each file.

    `ties` are the links and households that rows ask for.
    """

    files: tuple[FileRead, ...]
    verdicts: tuple[tuple[Verdict, ...], ...]
    arrivals: tuple[Arrival, ...]
    ties: Ties
    seen: int

    @property
    def matches(self) -> tuple[Match, ...]:
        """Everybody who is already there, in the order of the files."""
        return tuple(each for file in self.verdicts for each in file if isinstance(each, Match))

    @property
    def open_matches(self) -> tuple[Match, ...]:
        """Those of whom the file knows something else or more."""
        return tuple(each for each in self.matches if each.has_news)
