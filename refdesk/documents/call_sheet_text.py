"""What stands on a call sheet of the referral month: plain values, filled by whoever prints."""

from dataclasses import dataclass
from datetime import date

from refdesk.documents.stock import NO_NUDGE, Nudge, Paper


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Something promised to the person and not done yet."""

    words: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line of the script: what to do, and the words to say."""

    lead_in: str  # "Help first."
    words: str  # "“How can I help you just now?”"


@dataclass(frozen=True, slots=True)
class Entry:
    """One call. `key` comes back in the report; what is empty is left out, and what follows moves up."""

    key: str
    number: int  # runs through the day, as it is typed back
    name: str
    try_number: int = 1
    organisation: str = ""
    phone: str = ""
    best_time: str = ""
    last_contact: str = ""  # "coffee at Rosa’s, Sep 9 (10 weeks)"
    does: str = ""
    good_lead: str = ""
    i_did_last: str = ""  # empty prints "nothing yet"
    promises: tuple[OpenPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The calls of one day; `day_number` of `day_count` working days, `called` of `to_call` people so far."""

    sheet_id: str  # names campaign and day, so that a filled sheet finds its way back
    firm: str
    month_title: str  # "November 2026"
    day: date
    day_number: int
    day_count: int
    called: int
    to_call: int
    script: tuple[ScriptLine, ...]
    entries: tuple[Entry, ...]
    paper: Paper
    language: str = "en-US"
    nudge: Nudge = NO_NUDGE


@dataclass(frozen=True, slots=True)
class Cover:
    """The page before the sheets of several days: how far the month has come, and a line for each sheet.

    `results` counts the calls so far by letter, in the order of the codes; `day_number` is the working day of today.
    """

    title: str  # "November 16 to 20"
    results: tuple[int, ...] = ()
    reached: int = 0
    day_number: int = 0
