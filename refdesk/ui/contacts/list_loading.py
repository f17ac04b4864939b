"""What the list of contacts reads beside the window: its first page, all its ids, and the numbers of its chips."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from refdesk.progress import Progress
from refdesk.services import contact_list, filter_counts, saved_filters, tags
from refdesk.services.contact_list import Column, ContactRow, Counts, Filter
from refdesk.services.desk import Desk
from refdesk.services.filter_counts import FilterCounts
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui.widgets import ids_model

FIRST_PAGE = ids_model.PAGE
_ONE_OF_EACH_KIND = ("a", "q", "qzx", "qzxj")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What is seen first."""

    wanted: Filter
    ids: "array[int]"
    rows: Mapping[int, ContactRow]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The whole list, and what stands above it."""

    wanted: Filter
    ids: "array[int]"
    rows: Mapping[int, ContactRow]
    """Of the first page."""
    counts: Counts
    tags: tuple[str, ...]
    saved: tuple[SavedFilter, ...]


def first(desk: Desk, wanted: Filter, columns: Collection[Column], _progress: Progress) -> FirstPage:
    """Return the first page; a reading job."""
    found = desk.ask(contact_list.first_rows, wanted, desk.today(), FIRST_PAGE, columns)
    return FirstPage(wanted, array("q", found), found)


def get_ready(desk: Desk, shown: Filter, columns: Collection[Column], _progress: Progress) -> None:
    """Ask once as each kind of word typed is asked for: to write such a query takes longer than to run it."""
    for typed in _ONE_OF_EACH_KIND:
        desk.ask(contact_list.first_rows, replace(shown, text=typed), desk.today(), FIRST_PAGE, columns)


def rows(desk: Desk, ids: Sequence[int], columns: Collection[Column]) -> Mapping[int, ContactRow]:
    """Return the lines of a page."""
    return desk.ask(contact_list.rows, ids, desk.today(), columns)


def everything(desk: Desk, wanted: Filter, columns: Collection[Column], _progress: Progress) -> Loaded:
    """Return the whole list with what stands above it; a reading job."""
    today = desk.today()
    ids = desk.ask(contact_list.matching_ids, wanted, today)
    return Loaded(
        wanted,
        ids,
        rows(desk, ids[:FIRST_PAGE], columns),
        desk.ask(contact_list.counts, today),
        desk.ask(tags.names),
        desk.ask(saved_filters.kept),
    )


def numbers(desk: Desk, progress: Progress) -> FilterCounts:
    """Return the numbers behind all filters; a reading job."""
    return desk.ask(filter_counts.read, desk.today(), progress)
