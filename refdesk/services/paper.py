"""Paper: cards written as PDF, or made for a preview."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.ids import PrintJobId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.progress import Progress
from refdesk.services import business, card_texts, cards, own_stock, whole_files
from refdesk.services.card_texts import CardJob, Prepared
from refdesk.services.desk import Desk
from refdesk.store.tables.paper import PrintJob

if TYPE_CHECKING:
    from refdesk.documents.report import Made
    from refdesk.documents.stock import CardStock, Guide, Panel
    from refdesk.services.own_stock import AnyStock


CHECKED_AT_ONCE = 8
_HAND_WORDS = {
    "serif": N_("Book face"), "caveat": N_("Handwriting, quick"), "kalam": N_("Handwriting, round"),
    "patrick": N_("Handwriting, clear"), "dancing": N_("Handwriting, swung"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """Say what a file holds; `sentences` name each person whose text did not fit or lacks a letter."""

    path: Path
    pages: int
    printed: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Hold a PDF in memory; it is empty when nothing could be made.

    Of what `is_beginning`, the other pages are made when it is written.
    """

    pdf: bytes
    pages: int
    sentences: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """Hold the first pages of a long document, to be looked at until all are there, or the whole of a short one."""

    rendered: Rendered
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold what a preview draws over a sheet, in points: fold and cut lines, and what is free for the pen.

    The zones lie as on the printed side; a `turned` one stands on its head there.
    """

    guides: "tuple[Guide, ...]" = ()
    zones: "tuple[Panel, ...]" = ()


@dataclass(frozen=True, slots=True)
class MadeCards:
    """Hold a file of cards, and what is to be noted once they are on paper."""

    written: Written
    ready: Prepared


def card_stocks(desk: Desk) -> "tuple[CardStock, ...]":
    """Return the kinds of card sheet in the order to offer them, the owner's own last."""
    return desk.ask(own_stock.cards)


def stock_at_hand(desk: Desk) -> frozenset[str]:
    """Return the keys of the stock that needs no buying: plain paper, the owner's own, and what was printed on."""
    used = desk.ask(_used)
    return frozenset(each.key for each in card_stocks(desk) if not each.maker or each.key in used) | used


def _used(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(PrintJob.stock).where(PrintJob.kind == "cards").distinct()))


def plain_stock(desk: Desk) -> "CardStock":
    """Return plain paper of the business's size, folded twice."""
    from refdesk.documents import stock

    return stock.plain(stock.Paper(desk.ask(business.load).paper.value))


def paper_words(stock: "AnyStock") -> str:
    """Return what to put into the printer: "Letter", or the name of the stock."""
    words = {"letter": _("Letter"), "a4": _("A4")}
    size = getattr(stock, "paper", None)
    return words[size.value] if size is not None else stock.shown_name()


def hands() -> tuple[tuple[str, str], ...]:
    """Return the faces of a printed message with what they are called."""
    from refdesk.documents.card_text import Hand

    return tuple((hand.value, _(_HAND_WORDS[hand.value]) if hand.value in _HAND_WORDS else hand.value) for hand in Hand)


def drawn(stock: "CardStock") -> Drawn:
    """Return what a preview draws over a sheet of this stock."""
    from refdesk.documents import stock as stocks

    zones = [stocks.writing_zone(stock, place) for place in range(1, stock.places + 1)]
    if stock.sides > 1 and stock.lies_across:  # such a sheet is turned over its upper edge: side 2 stands on its head
        zones = [_turned(zone, *stock.page) for zone in zones]
    return Drawn(stocks.guides(stock), tuple(zones))


def _turned(zone: "Panel", width: float, height: float) -> "Panel":
    return replace(zone, x=width - zone.right, y=height - zone.top, turned=not zone.turned)


def guides(key: str) -> "tuple[Guide, ...]":
    """Return the fold and cut lines of a stock, to be drawn over a preview."""
    from refdesk.documents import stock

    found = stock.card(key)
    return stock.guides(found) if found else ()


def render_cards(desk: Desk, job: CardJob) -> Rendered:
    """Return the very pages that would be printed."""
    from refdesk.documents import thank_you_card

    sheet = desk.ask(card_texts.card_sheet, job)
    return _in_memory(lambda out: thank_you_card.render(sheet, out))


def write_cards(desk: Desk, job: CardJob, path: Path) -> Written:
    """Write the cards, then note those that are on paper; raises `Refused` when not one card fits."""
    made = make_cards(desk, job, path)
    if not desk.only_to_read:  # paper can be had of a file that is only read; it is noted where it can be
        note_cards(desk, made)
    return made.written


def make_cards(desk: Desk, job: CardJob, path: Path) -> MadeCards:
    """Write the cards and note nothing yet; raises `Refused` when not one card fits."""
    from refdesk.documents import thank_you_card

    ready = desk.ask(card_texts.prepared, job)
    if not ready.sheet.cards:
        raise Refused(Problem("", _("No card is chosen.")))
    made = _on_disk(path, lambda out: thank_you_card.render(ready.sheet, out))
    return MadeCards(Written(path, made.pages, made.printed, made.sentences()), ready)


def check_cards(desk: Desk, job: CardJob, progress: Progress) -> tuple[str, ...]:
    """Return what does not fit on the cards of a job, and letters no face has; a long job can be stopped on its way."""
    from refdesk.documents import thank_you_card

    found: list[str] = []
    for start in range(0, len(job.cards), CHECKED_AT_ONCE):
        progress.check()
        some = replace(job, cards=job.cards[start : start + CHECKED_AT_ONCE], start_place=1)
        sheet = desk.ask(card_texts.card_sheet, some)
        found += _in_memory(partial(thank_you_card.render, sheet)).sentences
    return tuple(found)


def note_cards(desk: Desk, made: MadeCards) -> PrintJobId:
    """Note that cards came out on paper, each with its words and its wording."""
    ready = made.ready
    words = {card.key: "\n\n".join(card.message) for card in ready.sheet.cards}
    texts = {ready.cards[key]: words[key] for key in made.written.printed}
    refs = {ready.cards[key]: ready.wordings[key] for key in made.written.printed}
    return desk.do(cards.printed, texts, ready.sheet.stock.key, refs)


def save(made: Rendered, path: Path) -> Path:
    """Write what was made in memory into a file, and return its path; `Refused` when nothing could be made."""
    if not made.pages:
        raise Refused(*(Problem("text", sentence) for sentence in made.sentences))
    whole_files.write(path, partial(_put, made.pdf))
    return path


def _put(pdf: bytes, out: BinaryIO) -> None:
    out.write(pdf)


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
