"""What the place of thanks shows, read at once beside the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from refdesk.domain.gifts import GiftDirection
from refdesk.domain.thanks import Part
from refdesk.domain.working_time import WorkingTime
from refdesk.progress import Progress
from refdesk.services import business, cards, gift_limits, gifts, thanks_history, thanks_queue, thanks_times
from refdesk.services.cards import WaitingCard
from refdesk.services.desk import Desk
from refdesk.services.gifts import Ledger
from refdesk.services.thanks_queue import ThanksRow
from refdesk.services.thanks_times import Times
from refdesk.ui.gifts import ledger_view, thanks_words

A_PAGE = 200


class Shown(StrEnum):
    """Which thank-yous are shown."""

    OWED = "owed"
    LATELY = "lately"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold a year of gifts, the years of which there are any, and what was asked for: a year or the present one."""

    year: int | None
    ledger: Ledger
    years: Sequence[int]
    currency: str


@dataclass(frozen=True, slots=True)
class Thanked:
    """Hold a look at the queue: its lines, how many are owed, how many finished ones were not read; and the ledger."""

    shown: Shown
    working: WorkingTime
    rows: tuple[ThanksRow, ...]
    owed: int
    cards_to_print: tuple[int, ...]
    earlier: int
    has_history: bool
    waiting: tuple[WaitingCard, ...]
    times: Times
    kept: Kept


def read(
    desk: Desk, shown: Shown, most: int, year: int | None, direction: GiftDirection, _progress: Progress
) -> Thanked:
    """Return what is owed and what is finished, as far as it is asked for, and the ledger."""
    now, working = desk.now(), desk.ask(business.working_time)
    owed = desk.ask(thanks_queue.queue, now, working)
    since = thanks_history.lately(now) if shown is Shown.LATELY else None
    finished = desk.ask(thanks_history.finished, now, working, since=since, most=0 if shown is Shown.OWED else most)
    lines = thanks_words.lines_of(owed, owed_only=True)
    done = thanks_words.lines_of(finished.rows, owed_only=False)
    rows = {Shown.OWED: lines, Shown.LATELY: done, Shown.ALL: (*lines, *done)}[shown]
    return Thanked(
        shown=shown,
        working=working,
        rows=rows,
        owed=len(owed),
        cards_to_print=tuple(_cards(owed)),
        earlier=0 if shown is Shown.OWED else finished.count - len(finished.rows),
        has_history=finished.count > 0,
        waiting=desk.ask(cards.waiting),
        times=desk.ask(thanks_times.of_last_year, now, working),
        kept=read_ledger(desk, year, direction),
    )


def read_ledger(desk: Desk, year: int | None, direction: GiftDirection) -> Kept:
    """Return the ledger of a year; of the present one for None, and for one that has no gifts."""
    today = desk.today()
    years = desk.ask(gifts.years, today)
    rules = desk.ask(gift_limits.rules)
    shown = ledger_view.this_year(rules.year_of(today).number, years, year)
    return Kept(year, desk.ask(gifts.ledger, shown, direction), years, rules.currency)


def _cards(owed: tuple[ThanksRow, ...]) -> list[int]:
    cells = (row.cell(Part.CARD) for row in owed)
    return [cell.part_id for cell in cells if cell and cell.is_owed and cell.printed_id is None]
