"""Cards: who is owed one, what was printed, and its way to the letter box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import occasions, text
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, PrintedId, PrintJobId, ReferralId, ThanksPartId
from refdesk.domain.occasions import CardFor, CardId, CardOccasion
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.touches import Purpose, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, conditions, contacts, envelopes, shown_names, thanks, thanks_queue, wordings
from refdesk.services.clocks import ClockFace
from refdesk.services.envelopes import Envelope
from refdesk.services.operation import operation
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Thanks, ThanksPart
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


class PrintedState(StrEnum):
    """How far a printed card has come."""

    PRINTED = "printed"
    WRITTEN = "written"
    MAILED = "mailed"
    HANDED_OVER = "handed_over"


WAITING = (PrintedState.PRINTED.value, PrintedState.WRITTEN.value)


@dataclass(frozen=True, slots=True)
class OwedCard:
    """Hold a card that is owed; `printed_id` is set when it was printed and not yet mailed."""

    part_id: ThanksPartId
    contact_id: ContactId
    referral_id: ReferralId | None
    name: str
    prospect: str
    occasion: Occasion
    opened_at: datetime
    clock: ClockFace
    envelope: Envelope
    may_be_mailed: bool
    printed_id: PrintedId | None
    is_written: bool


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """Hold a card that was printed and waits to be written, mailed or handed over."""

    printed_id: PrintedId
    part_id: ThanksPartId | None
    contact_id: ContactId
    name: str
    state: PrintedState
    printed_at: datetime
    stock: str
    envelope: Envelope
    may_be_mailed: bool
    occasion: CardOccasion = CardOccasion.THANKS
    for_on: date | None = None

    @property
    def goes_by_mail(self) -> bool:
        """Say whether the card can be mailed: there is an address, and mail is welcome."""
        return bool(self.envelope.lines) and self.may_be_mailed


def owed(session: Session, now: datetime, working: WorkingTime) -> tuple[OwedCard, ...]:
    """Return the cards that are owed, what is due first at the top."""
    found = []
    rows = thanks_queue.queue(session, now, working)
    letters = envelopes.of(session, [row.contact_id for row in rows], business.load(session).country)
    for row in rows:
        cell = row.cell(Part.CARD)
        if cell is None or cell.clock is None:
            continue
        found.append(
            OwedCard(
                part_id=cell.part_id,
                contact_id=row.contact_id,
                referral_id=row.referral_id,
                name=row.name,
                prospect=row.prospect,
                occasion=row.occasion,
                opened_at=row.opened_at,
                clock=cell.clock,
                envelope=letters[row.contact_id],
                may_be_mailed=row.may_be_mailed,
                printed_id=cell.printed_id,
                is_written=cell.is_written,
            )
        )
    return tuple(sorted(found, key=lambda card: (card.clock.due_at, card.part_id)))


def waiting(session: Session) -> tuple[WaitingCard, ...]:
    """Return the cards printed and not yet on their way, the oldest first."""
    rows = session.execute(_waiting_query()).all()
    country = business.load(session).country
    shared = envelopes.of(session, [row.contact_id for row in rows], country)
    own = [row.contact_id for row in rows if _occasion(row.occasion) in occasions.OF_DAYS]
    personal = envelopes.of(session, own, country, personal=True)
    return tuple(_waiting(row, shared, personal) for row in rows)


def _waiting_query() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            Printed.id, Printed.thanks_part_id, Printed.contact_id, Printed.state, PrintJob.at, PrintJob.stock,
            Printed.occasion, Printed.for_on, Contact.may_be_mailed, shown_names.columns(Contact),
        )
        .join(PrintJob, PrintJob.id == Printed.print_job_id)
        .join(Contact, Contact.id == Printed.contact_id)
        .outerjoin(ThanksPart, ThanksPart.id == Printed.thanks_part_id)
        .where(Printed.state.in_(WAITING), conditions.is_active(), ThanksPart.waived_at.is_(None))
        .order_by(PrintJob.at, Printed.id)
    )  # fmt: skip


def _waiting(
    row: Row[Any], shared: Mapping[ContactId, Envelope], personal: Mapping[ContactId, Envelope]
) -> WaitingCard:
    occasion, who = _occasion(row.occasion), ContactId(row.contact_id)
    return WaitingCard(
        printed_id=PrintedId(row.id),
        part_id=None if row.thanks_part_id is None else ThanksPartId(row.thanks_part_id),
        contact_id=who,
        name=shown_names.of(row.person).usual,
        state=PrintedState(row.state),
        printed_at=row.at,
        stock=row.stock,
        envelope=(personal if occasion in occasions.OF_DAYS else shared)[who],
        may_be_mailed=row.may_be_mailed,
        occasion=occasion,
        for_on=row.for_on,
    )


@operation(N_("Print cards"))
def printed(
    unit: Unit, texts: Mapping[CardId, str], stock: str, refs: Mapping[CardId, str] | None = None
) -> PrintJobId:  # fmt: skip
    """Note the cards that came out on paper, each with its words and the wording they were made from.

    A card printed again takes the place of the first.
    """
    job = unit.add(PrintJob(at=unit.now, kind="cards", stock=stock))
    for card, words in texts.items():
        for earlier in unit.session.scalars(_waiting_like(card)).all():
            unit.session.delete(earlier)
        ref = (refs or {}).get(card, "")
        own = wordings.wording_id_of(ref)
        row = Printed(
            print_job_id=job.id, text=text.clean(words, lines=True), state=PrintedState.PRINTED.value,
            wording_id=own, wording_key="" if own is not None else ref,
        )  # fmt: skip
        unit.add(_about(unit, row, card))
    unit.say(ngettext("{n} card printed", "{n} cards printed", len(texts)).format(n=len(texts)), "print_job", job.id)
    return PrintJobId(job.id)


@operation(N_("Take cards off the list"))
def put_back(unit: Unit, printed_ids: Sequence[PrintedId]) -> None:
    """Forget that cards were printed, as when the paper was spoiled: what was owed is owed as before."""
    for printed_id in printed_ids:
        unit.session.delete(unit.get(Printed, printed_id))
    words = ngettext("{n} card to be printed again", "{n} cards to be printed again", len(printed_ids))
    unit.say(words.format(n=len(printed_ids)))


@operation(N_("Mail cards"))
def mark(unit: Unit, printed_ids: Sequence[PrintedId], state: PrintedState) -> None:
    """Say that cards are written, mailed or handed over; the last two close what was owed and count as a touch."""
    if not printed_ids:
        raise Refused(Problem("", _("Choose at least one card.")))
    rows = [unit.get(Printed, printed_id) for printed_id in printed_ids]
    if state is PrintedState.MAILED and (sentence := _no_mail(unit, rows)):
        raise Refused(Problem("state", sentence))
    for row in rows:
        if row.state not in WAITING:
            continue
        row.state = state.value
        if state in (PrintedState.MAILED, PrintedState.HANDED_OVER):
            _send(unit, row)
    unit.say(_said(state, len(rows)), "contact", rows[0].contact_id if len(rows) == 1 else None)


@operation(N_("Mail a card"))
def mail_by_hand(unit: Unit, part_id: ThanksPartId) -> None:
    """Close a card that was written and sent, or handed over to somebody who gets no mail; a printed one is done."""
    part = unit.get(ThanksPart, part_id)
    if part.done_at is not None or part.part != Part.CARD:
        raise Refused(Problem("part", _("This card is already done.")))
    opened = unit.get(Thanks, part.thanks_id)
    contact = unit.get(Contact, opened.contact_id)
    state = PrintedState.MAILED if contact.may_be_mailed else PrintedState.HANDED_OVER
    waits = unit.session.scalars(_waiting_like(part_id)).all()
    for row in waits:
        row.state = state.value
        _send(unit, row)
    if not waits:
        thanks.close_card(unit, part_id, _touch(unit, opened.contact_id, opened.referral_id, CardOccasion.THANKS))
    said = _("Card to {name} mailed") if contact.may_be_mailed else _("Card to {name} handed over")
    unit.say(said.format(name=contacts.name_of(contact)), "contact", opened.contact_id)


def _no_mail(unit: Unit, rows: Sequence[Printed]) -> str:
    """Return the sentence that names who gets no mail; "" when all may."""
    people = [unit.get(Contact, row.contact_id) for row in rows if row.state in WAITING]
    names = [contacts.name_of(each) for each in people if not each.may_be_mailed]
    if not names:
        return ""
    return _("{names}: no mail, please. Hand the card over.").format(names=i18n.listing(names))


def _send(unit: Unit, row: Printed) -> None:
    row.mailed_on = unit.today
    if row.thanks_part_id is not None:
        opened = unit.get(Thanks, unit.get(ThanksPart, row.thanks_part_id).thanks_id)
        touch = _touch(unit, row.contact_id, opened.referral_id, CardOccasion.THANKS)
        thanks.close_card(unit, ThanksPartId(row.thanks_part_id), touch)
        return
    occasion = _occasion(row.occasion)
    for contact_id in _greeted(unit, row.contact_id, occasion):
        _touch(unit, contact_id, None, occasion)


def _greeted(unit: Unit, contact_id: int, occasion: CardOccasion) -> Sequence[int]:
    """Return everybody a card greets: a day is somebody's own, any other card is for all of a household."""
    home = unit.get(Contact, contact_id).household_id
    if home is None or occasion in occasions.OF_DAYS:
        return [contact_id]
    query = select(Contact.id).where(
        Contact.household_id == home, Contact.status == Status.ACTIVE, Contact.may_be_mailed, Contact.id != contact_id
    )
    return [contact_id, *unit.session.scalars(query.order_by(Contact.id))]


def _touch(unit: Unit, contact_id: int, referral_id: int | None, occasion: CardOccasion) -> Touch:
    purpose = Purpose.THANKS if occasion in occasions.OWED else Purpose.KEEP_IN_TOUCH
    return unit.add(
        Touch(
            contact_id=contact_id, referral_id=referral_id, kind=TouchKind.CARD.value, purpose=purpose.value,
            at=unit.now, summary=_(occasions.CARD_WORDS[occasion]),
        )
    )  # fmt: skip


def _about(unit: Unit, row: Printed, card: CardId) -> Printed:
    """Say on a printed card whom it is for, and what for."""
    if isinstance(card, CardFor):
        row.contact_id, row.occasion, row.for_on = card.contact_id, card.occasion.value, card.on
        return row
    opened = unit.get(Thanks, unit.get(ThanksPart, card).thanks_id)
    row.contact_id, row.thanks_part_id = opened.contact_id, card
    row.occasion = occasions.of_thanks(Occasion(opened.occasion)).value
    return row


def _waiting_like(card: CardId) -> Any:  # noqa: ANN401 - a select of rows
    """Return the cards that were printed for the same before and are not on their way."""
    query = select(Printed).where(Printed.state.in_(WAITING)).order_by(Printed.id)
    if not isinstance(card, CardFor):
        return query.where(Printed.thanks_part_id == card)
    query = query.where(
        Printed.contact_id == card.contact_id, Printed.occasion == card.occasion.value, Printed.thanks_part_id.is_(None)
    )
    if card.occasion is CardOccasion.SEASON:
        return query  # one a season, whenever it is to be there
    return query.where(Printed.for_on.is_(None) if card.on is None else Printed.for_on == card.on)


def _occasion(kept: str) -> CardOccasion:
    """Return what a printed card was for; those of before only ever said thanks."""
    return CardOccasion(kept) if kept in set(CardOccasion) else CardOccasion.THANKS


def _said(state: PrintedState, count: int) -> str:
    if state is PrintedState.MAILED:
        return ngettext("{n} card mailed", "{n} cards mailed", count).format(n=count)
    if state is PrintedState.HANDED_OVER:
        return ngettext("{n} card handed over", "{n} cards handed over", count).format(n=count)
    if state is PrintedState.WRITTEN:
        return ngettext("{n} card written", "{n} cards written", count).format(n=count)
    return ngettext("{n} card back to be written", "{n} cards back to be written", count).format(n=count)
