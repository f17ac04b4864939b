"""What stands on a writing slip, the half page beside a card that is written by hand: plain values."""

from dataclasses import dataclass

from refdesk.documents.sheets import NO_NUDGE, Nudge, Paper


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip. What is empty is left out with its label; a line end begins a new line.

    `write_by` is said whole ("write by Thursday, November 19"), so that a day that has passed can say so.
    """

    key: str
    person: str
    occasion: str  # "Thank you: first card for a referral received Tuesday, November 17"
    write_by: str = ""
    mail_to: str = ""  # name and address, line by line
    sent_you: str = ""
    when_how: str = ""
    since_then: str = ""
    you_said: str = ""
    mention: str = ""
    sentences: tuple[str, ...] = ()  # three to begin with
    said_before: tuple[str, ...] = ()  # the latest first, two at most: "Mar 3, 2026: “Thank you for ...”"
    envelope: str = ""  # "A2 envelope · label 1"


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """A print job of slips, in the order of the cards that they go with.

    `first` is the number of the first slip among `count` cards, where only some of a batch are made.
    """

    slips: tuple[Slip, ...]
    paper: Paper
    title: str
    author: str
    language: str = "en-US"
    nudge: Nudge = NO_NUDGE
    first: int = 1
    count: int = 0
