"""The reports that there are: what each is called, what can be chosen for it, and who makes its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtWidgets import QWidget

from refdesk.progress import Progress
from refdesk.services.desk import Desk
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.own_view import OwnView


class Span(StrEnum):
    """Which time a report is about."""

    NONE = "none"
    PERIOD = "period"
    YEAR = "year"
    MONTH = "month"
    CAMPAIGN = "campaign"


class Whom(StrEnum):
    """For whom a report can be made."""

    NOBODY = "nobody"
    ANYBODY = "anybody"
    SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold something to choose for a report: `words` by value, the first one to begin with."""

    key: str
    title: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Hold something to tick for a report."""

    key: str
    words: str
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class ReportKind:
    """Hold one report; `typed` asks for words of the search box, `table` is the suffix of its table, "" for none."""

    key: str
    icon: str
    title: str
    about: str
    span: Span
    render: Callable[[Desk, Asked, Progress], Rendered]
    """Makes what is looked at: all pages, or of very many those at the beginning; `write` always makes all."""
    write: Callable[[Desk, Asked, Path], Written]
    options: tuple[Option, ...] = ()
    choices: tuple[Choice, ...] = ()
    whom: Whom = Whom.NOBODY
    typed: str = ""
    table: str = ".csv"
    tables: tuple[str, ...] = ("referral", "contact")
    """The tables of the file whose changes concern it."""
    view: Callable[[QWidget], OwnView] | None = None
    """What it is shown in instead of its pages, which are saved and printed all the same."""
    help_page: str = ""
    """The page of the handbook about it, where it has one of its own."""
    render_first: Callable[[Desk, Asked, Progress], Begun] | None = None
    """What makes the first pages of a long one, to be looked at until all of them are there; None for a short one."""
