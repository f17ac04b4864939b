"""What stands on the list of birthdays and anniversaries of a month: plain values, filled by whoever prints."""

from dataclasses import dataclass
from datetime import date

from refdesk.documents.sheets import NO_NUDGE, Nudge, Paper


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One day of somebody's. `key` comes back in the report; what is empty is left out.

    `printed` and `sent` are ticked on paper; `remark` is what else there is to say: "missed", "mailed Nov 19".
    """

    key: str
    on: date
    name: str
    what: str  # "Birthday, 60 years"
    mail_by: date
    organisation: str = ""
    printed: bool = False
    sent: bool = False
    remark: str = ""
    is_missed: bool = False


@dataclass(frozen=True, slots=True)
class BirthdayList:
    """The days of one month, in their order; `made_on` is the day on which the list is true.

    Where `more` days come after these, the pages that they fill are drawn, and not out of how many.
    """

    firm: str
    first: date
    made_on: date
    days: tuple[ListedDay, ...]
    paper: Paper
    language: str = "en-US"
    nudge: Nudge = NO_NUDGE
    more: int = 0
