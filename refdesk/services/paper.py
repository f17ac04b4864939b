"""Paper: cards and call sheets written as PDF, or made for a preview."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from refdesk.domain.ids import CampaignId, PrintJobId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, call_sheets, campaigns, card_texts, cards, whole_files
from refdesk.services.card_texts import CardJob, Prepared
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store.tables.paper import PrintJob
from refdesk.store.unit import Unit

if TYPE_CHECKING:
    from refdesk.documents.report import Made
    from refdesk.documents.stock import CardStock, Guide, Panel


@dataclass(frozen=True, slots=True)
class Written:
    """Say what a file holds; `sentences` name each person whose text did not fit or lacks a letter."""

    path: Path
    pages: int
    printed: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Hold a PDF in memory; it is empty when nothing could be made."""

    pdf: bytes
    pages: int
    sentences: tuple[str, ...]


def card_stocks() -> "tuple[CardStock, ...]":
    """Return the kinds of card sheet in the order to offer them."""
    from refdesk.documents import stock

    return stock.all_cards()


def plain_stock(desk: Desk) -> "CardStock":
    """Return plain paper of the business's size, folded twice."""
    from refdesk.documents import stock

    return stock.plain(stock.Paper(desk.ask(business.load).paper.value))


def guides(key: str) -> "tuple[Guide, ...]":
    """Return the fold and cut lines of a stock, to be drawn over a preview."""
    from refdesk.documents import stock

    found = stock.card(key)
    return stock.guides(found) if found else ()


def writing_zones(key: str) -> "tuple[Panel, ...]":
    """Return the parts of a sheet that are free for the pen, one a card."""
    from refdesk.documents import stock

    found = stock.card(key)
    return tuple(stock.writing_zone(found, place) for place in range(1, found.places + 1)) if found else ()


def render_cards(desk: Desk, job: CardJob) -> Rendered:
    """Return the very pages that would be printed."""
    from refdesk.documents import thank_you_card

    sheet = desk.ask(card_texts.card_sheet, job)
    return _in_memory(lambda out: thank_you_card.render(sheet, out))


def write_cards(desk: Desk, job: CardJob, path: Path) -> Written:
    """Write the cards, then note those that are on paper; raises `Refused` when not one card fits."""
    from refdesk.documents import thank_you_card

    ready = desk.ask(card_texts.prepared, job)
    sheet = ready.sheet
    if not sheet.cards:
        raise Refused(Problem("", _("No card is chosen.")))
    made = _on_disk(path, lambda out: thank_you_card.render(sheet, out))
    if not desk.only_to_read:  # paper can be had of a file that is only read; it is noted where it can be
        note_cards(desk, ready, made.printed)
    return Written(path, made.pages, made.printed, made.sentences())


def note_cards(desk: Desk, ready: Prepared, printed: Sequence[str]) -> PrintJobId:
    """Note that cards, by their keys, came out on paper, each with its words."""
    words = {card.key: "\n\n".join(card.message) for card in ready.sheet.cards}
    texts = {ready.cards[key]: words[key] for key in printed}
    refs = {ready.cards[key]: ready.wordings[key] for key in printed}
    return desk.do(cards.printed, texts, ready.sheet.stock.key, refs)


def render_call_sheet(desk: Desk, campaign_id: CampaignId, day: date) -> Rendered:
    """Return the pages of a day's call sheet as they would be printed now."""
    from refdesk.documents import call_sheet

    sheet = desk.ask(call_sheets.call_sheet, campaign_id, day, desk.ask(business.working_time))
    return _in_memory(lambda out: call_sheet.render(sheet, out))


def write_call_sheet(desk: Desk, campaign_id: CampaignId, day: date, path: Path) -> Written:
    """Number the calls of the day, write its sheet, and note that it was printed."""
    return write_call_sheets(desk, campaign_id, [day], path)


def write_call_sheets(desk: Desk, campaign_id: CampaignId, days: Sequence[date], path: Path) -> Written:
    """Number the calls of these days, write their sheets into one file, and note that they were printed."""
    from refdesk.documents import call_sheet

    working = desk.ask(business.working_time)
    for day in days:
        desk.ask(call_sheets.call_sheet, campaign_id, day, working)
        if not desk.only_to_read:
            desk.do(campaigns.freeze_day, campaign_id, day)
    sheets = [desk.ask(call_sheets.call_sheet, campaign_id, day, working) for day in days]
    made = _on_disk(path, lambda out: call_sheet.render_days(sheets, out))
    if not desk.only_to_read:
        desk.do(sheet_printed, sum(len(sheet.entries) for sheet in sheets))
    return Written(path, made.pages, made.printed, made.sentences())


@operation(N_("Print a call sheet"))
def sheet_printed(unit: Unit, calls: int) -> PrintJobId:
    """Note that a call sheet came out on paper."""
    job = unit.add(PrintJob(at=unit.now, kind="call_sheets"))
    words = ngettext("Call sheet printed, {n} call", "Call sheet printed, {n} calls", calls)
    unit.say(words.format(n=calls), "print_job", job.id)
    return PrintJobId(job.id)


def _in_memory(render: "Callable[[BinaryIO], Made]") -> Rendered:
    out = io.BytesIO()
    made = render(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _on_disk(path: Path, render: "Callable[[BinaryIO], Made]") -> "Made":
    def make(out: BinaryIO) -> "Made":
        made = render(out)
        if not made.pages:
            # Leaving by a fault keeps an empty file from taking the place of an earlier one.
            raise Refused(*(Problem("text", sentence) for sentence in made.sentences()))
        return made

    return whole_files.write(path, make)
