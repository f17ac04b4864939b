"""What goes with a batch of cards: writing slips, envelopes and address labels."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain.occasions import CardId
from refdesk.domain.profile import Profile
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, card_facts, card_texts, envelopes, own_pictures, own_stock, paper, slip_facts
from refdesk.services.card_facts import CardFacts
from refdesk.services.desk import Desk
from refdesk.services.envelopes import Envelope
from refdesk.services.paper import Rendered, Written
from refdesk.services.slip_facts import SlipFacts
from refdesk.services.whole_files import write

if TYPE_CHECKING:
    from refdesk.documents.envelope_text import EnvelopeJob
    from refdesk.documents.label_text import LabelSheet
    from refdesk.documents.report import Made
    from refdesk.documents.slip_text import Slip, SlipSheet

_EASE = 6.0
"""How much larger than the card an envelope is at least, both ways, in points."""


class Output(StrEnum):
    """What can be made beside the cards."""

    SLIPS = "slips"
    ENVELOPES = "envelopes"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class OutputJob:
    """Hold what is to be made for which cards; `stock` is an envelope or a label sheet, `start` its first free label.

    `short_side_first` is for trays that take an envelope so. Where only some of a `batch` are to be seen, they have the
    numbers that they have in it. `card_stock` is what the cards are printed on, where that is known.
    """

    what: Output
    cards: tuple[CardId, ...]
    stock: str = ""
    start: int = 1
    short_side_first: bool = False
    batch: tuple[CardId, ...] = ()
    card_stock: str = ""


def label_stocks(session: Session) -> list[tuple[str, str, int, str]]:
    """Return key, name, labels a sheet and paper of each label sheet, in the order to offer them."""
    return [(each.key, each.shown_name(), each.places, _paper(each)) for each in own_stock.labels(session)]


def envelope_stocks(session: Session, card_stock: str = "") -> tuple[list[tuple[str, str]], str]:
    """Return key and name of each envelope, in the order to offer them, and the key of the one that fits the cards.

    Where no card is known, or none fits, that is the usual one for our post.
    """
    stocks = own_stock.envelopes(session)
    ours = [each for each in stocks if each.style.value == _style(session)] or list(stocks)
    return [(each.key, each.shown_name()) for each in stocks], _fitting(session, card_stock) or ours[0].key


def _style(session: Session) -> str:
    return "us" if business.load(session).paper.value == "letter" else "eu"


def _fitting(session: Session, card_stock: str) -> str:
    """Return the key of the smallest envelope of our post that takes the folded card; "" for a postcard."""
    from refdesk.documents.card_stock import CardStock, Fold

    card = own_stock.find(session, card_stock) if card_stock else None
    if not isinstance(card, CardStock) or card.fold is Fold.FLAT:
        return ""
    short, long = sorted((card.panel_width + _EASE, card.panel_height + _EASE))
    style = _style(session)
    taking = [
        each
        for each in own_stock.envelopes(session)
        if each.style.value == style and each.width >= long and each.height >= short
    ]
    return min(taking, key=lambda each: each.width * each.height).key if taking else ""


def paper_words(session: Session, job: OutputJob) -> str:
    """Return what to put into the printer for this."""
    stock = own_stock.find(session, job.stock) if job.stock else None
    if stock is not None:
        return paper.paper_words(stock)
    return {"letter": _("Letter"), "a4": _("A4")}[business.load(session).paper.value]


def slip_sheet(session: Session, job: OutputJob) -> "SlipSheet":
    """Return a writing slip for each card, in their order."""
    from refdesk.documents.sheets import Paper
    from refdesk.documents.slip_text import SlipSheet

    profile = business.load(session)
    batch = card_facts.of_cards(session, job.batch or job.cards, profile)
    letters = card_facts.letters(session, batch, profile)
    addressed = [each.key for each in batch if letters[each.key].lines]
    labels = {key: at for at, key in enumerate(addressed, max(job.start, 1))}
    facts = [each for each in batch if each.card in job.cards]
    told = slip_facts.of_cards(session, facts, profile)
    key = _fitting(session, job.card_stock)
    envelope = own_stock.find(session, key) if key else None
    name = envelope.shown_name().partition(",")[0] if envelope else ""
    slips = [
        _slip(each, told[each.key], letters[each.key], _envelope_words(name, labels.get(each.key))) for each in facts
    ]
    return SlipSheet(
        slips=tuple(slips), paper=Paper(profile.paper.value), title=_("Writing slips"), author=_author(profile),
        language=i18n.code(), first=next((at for at, each in enumerate(batch, 1) if each.card in job.cards), 1),
        count=len(batch),
    )  # fmt: skip


def label_sheet(session: Session, job: OutputJob) -> "LabelSheet":
    """Return an address label for each card that is mailed; raises `Refused` for an unknown sheet."""
    from refdesk.documents.label_stock import LabelStock
    from refdesk.documents.label_text import Label, LabelSheet

    profile = business.load(session)
    facts = card_facts.of_cards(session, job.cards, profile)
    letters = card_facts.letters(session, facts, profile)
    stock = own_stock.find(session, job.stock) if job.stock else next(iter(own_stock.labels(session)))
    if not isinstance(stock, LabelStock):
        raise Refused(Problem("stock", _("Choose a sheet of labels.")))
    labels = [Label(each.key, each.person, _address(letters[each.key])) for each in facts]
    return LabelSheet(
        stock=stock, labels=tuple(labels), title=_("Address labels"), author=_author(profile), language=i18n.code(),
        start=min(max(job.start, 1), stock.places),
    )  # fmt: skip


def envelope_job(session: Session, job: OutputJob) -> "EnvelopeJob":
    """Return an envelope for each card that is mailed; raises `Refused` for an unknown envelope."""
    from refdesk.documents.envelope_stock import EnvelopeStock
    from refdesk.documents.envelope_text import Envelope as Addressed
    from refdesk.documents.envelope_text import EnvelopeJob

    profile = business.load(session)
    facts = card_facts.of_cards(session, job.cards, profile)
    letters = card_facts.letters(session, facts, profile)
    stock = own_stock.find(session, job.stock or envelope_stocks(session, job.card_stock)[1])
    if not isinstance(stock, EnvelopeStock):
        raise Refused(Problem("stock", _("Choose an envelope.")))
    addressed = [Addressed(each.key, each.person, _address(letters[each.key])) for each in facts]
    return EnvelopeJob(
        stock=stock, envelopes=tuple(addressed), title=_("Envelopes"), author=_author(profile),
        sender=envelopes.sender(profile), initials=card_texts.initials(profile), logo=own_pictures.logo(session),
        language=i18n.code(), short_side_first=job.short_side_first,
    )  # fmt: skip


def rendered(desk: Desk, job: OutputJob) -> Rendered:
    """Return the pages as they would be printed."""
    out = io.BytesIO()
    made = _maker(desk, job)(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def check(desk: Desk, job: OutputJob, progress: Progress) -> tuple[str, ...]:
    """Return what would not come out as it is given, each thing once; a long job can be stopped on its way."""
    found: list[str] = []
    for start in range(0, len(job.cards), paper.CHECKED_AT_ONCE):
        progress.check()
        some = replace(job, cards=job.cards[start : start + paper.CHECKED_AT_ONCE], start=1)
        found += rendered(desk, some).sentences
    return tuple(dict.fromkeys(found))


def written(desk: Desk, job: OutputJob, path: Path) -> Written:
    """Write the pages; raises `Refused` when nothing could be printed, naming each reason."""
    make = _maker(desk, job)

    def whole(out: BinaryIO) -> "Made":
        made = make(out)
        if not made.pages:
            raise Refused(*(Problem("", each) for each in made.sentences() or (_("There is nothing to print."),)))
        return made

    made = write(path, whole)
    return Written(path, made.pages, made.printed, made.sentences())


def _maker(desk: Desk, job: OutputJob) -> "Callable[[BinaryIO], Made]":
    if job.what is Output.SLIPS:
        from refdesk.documents import writing_slip

        slips = desk.ask(slip_sheet, job)
        return lambda out: writing_slip.render(slips, out)
    if job.what is Output.LABELS:
        from refdesk.documents import labels

        sheet = desk.ask(label_sheet, job)
        return lambda out: labels.render(sheet, out)
    from refdesk.documents import envelope

    addressed = desk.ask(envelope_job, job)
    return lambda out: envelope.render(addressed, out)


def _address(letter: Envelope) -> tuple[str, ...]:
    """Return name and lines; nothing where no address is known, so that it is named and left out."""
    return (letter.name, *letter.lines) if letter.lines else ()


def _slip(facts: CardFacts, told: SlipFacts, letter: Envelope, envelope: str) -> "Slip":
    from refdesk.documents.slip_text import Slip

    line = card_texts.referral_line(facts)
    mention = "\n".join(filter(None, (told.mention, _("At the foot: {words}").format(words=line) if line else "")))
    return Slip(
        key=facts.key,
        person=facts.person,
        occasion=told.occasion,
        write_by=told.write_by,
        mail_to="\n".join((letter.name, *letter.lines)) if letter.lines else _("hand it over: no address is known"),
        sent_you=told.sent_you,
        when_how=told.when_how,
        since_then=told.since_then,
        you_said=told.you_said,
        mention=mention,
        sentences=card_texts.sentences(facts),
        said_before=told.said_before,
        envelope=envelope,
    )


def _envelope_words(envelope: str, label: int | None) -> str:
    """Return "A2 envelope · label 1"; "" for a card that is handed over."""
    if label is None:
        return ""
    return " · ".join(filter(None, (envelope, _("label {n}").format(n=label))))


def _paper(stock: Any) -> str:  # noqa: ANN401 - a stock of any kind
    return "" if stock.paper is None else stock.paper.value


def _author(profile: Profile) -> str:
    return profile.business_name or profile.owner
