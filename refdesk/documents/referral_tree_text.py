"""What stands on the sheets of a referral tree: plain values, filled by whoever prints."""

from dataclasses import dataclass

from refdesk.documents.sheets import NO_NUDGE, Nudge, Paper


@dataclass(frozen=True, slots=True)
class TreeBox:
    """One person in their place of the grid; `giver` is the key of who stands left of them, "" for the first of a line.

    `last_row` is the row of the last of those whom this person sent, and the person's own without any.
    """

    key: str
    name: str
    row: int
    column: int
    facts: str = ""  # "sent 3, 12 in all · 7 won"
    notes: tuple[str, ...] = ()  # "also from Ben Ito"
    giver: str = ""
    last_row: int = 0
    has_won: bool = False


@dataclass(frozen=True, slots=True)
class TreeSheet:
    """Everybody, from the first row down and in each row from left to right."""

    firm: str
    day: str
    line: str
    boxes: tuple[TreeBox, ...]
    paper: Paper
    language: str = "en-US"
    nudge: Nudge = NO_NUDGE
