"""What stands on the pages that are given away: plain values, filled by whoever prints."""

from dataclasses import dataclass

from refdesk.documents.sheets import NO_NUDGE, Nudge, Paper


@dataclass(frozen=True, slots=True)
class Sender:
    """Hold who gives the page away; what is empty is left out.

    `scan` is what the square code holds, "" for none, and `scan_words` what stands beside it.
    """

    firm: str
    owner: str
    trade: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    initials: str = ""
    logo: bytes | None = None
    scan: str = ""
    scan_words: str = ""


@dataclass(frozen=True, slots=True)
class WhoSheet:
    """Hold "Who I can help"; `steps` are (lead-in, words), `person` for whom it was made, "" for anybody."""

    sender: Sender
    tagline: str
    different: str
    helps: str
    put_right: tuple[str, ...]
    they_say: tuple[str, ...]
    elsewhere: str
    steps: tuple[tuple[str, str], ...]
    paper: Paper
    person: str = ""
    language: str = "en-US"
    nudge: Nudge = NO_NUDGE


@dataclass(frozen=True, slots=True)
class TreatSheet:
    """Hold "How I treat the people you send me"; `steps` are (head, words), three to eight."""

    sender: Sender
    opening: str
    steps: tuple[tuple[str, str], ...]
    you_hear: str
    paper: Paper
    person: str = ""
    language: str = "en-US"
    nudge: Nudge = NO_NUDGE


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """Hold the plan for the desk of one source; days are in words."""

    sender: Sender
    person: str
    made: str
    when_you_hear: tuple[str, ...]
    say: tuple[str, ...]
    then: tuple[str, ...]
    client_gets: tuple[str, ...]
    we_do: tuple[str, ...]
    good_leads: tuple[str, ...]
    next_time: str
    learned: str
    paper: Paper
    language: str = "en-US"
    nudge: Nudge = NO_NUDGE


HandOut = WhoSheet | TreatSheet | DeskPlan
