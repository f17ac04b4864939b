"""Today: what to do now, in its order, each line with the one thing that does it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import Session

from refdesk.domain.campaign import CampaignState
from refdesk.domain.ids import ContactId, EntryId, PrintedId, PromiseId, ReferralId, ThanksPartId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.i18n import _
from refdesk.services import attempts, board, campaign_days, conditions, phone_numbers, shown_names, thanks_queue
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.thanks_queue import ThanksRow
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage, Thanks, ThanksPart
from refdesk.store.tables.work import Promise

TOMORROW_SHOWN = 3


class LineKind(StrEnum):
    """What a line asks for."""

    FIRST_CONTACT = "first_contact"
    WORD = "word"
    CARD = "card"
    PROMISE = "promise"
    MAIL = "mail"
    CAMPAIGN_CALL = "campaign_call"


class Section(StrEnum):
    """The sections of the screen, in their order."""

    FIRST_CONTACT = "first_contact"
    THANKS = "thanks"
    PROMISES = "promises"
    MAIL = "mail"
    CALLS = "calls"


SECTION_OF = {
    LineKind.FIRST_CONTACT: Section.FIRST_CONTACT,
    LineKind.WORD: Section.THANKS,
    LineKind.CARD: Section.THANKS,
    LineKind.PROMISE: Section.PROMISES,
    LineKind.MAIL: Section.MAIL,
    LineKind.CAMPAIGN_CALL: Section.CALLS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one thing to do; those of the ids are set that its button needs, and the facts that the open line shows."""

    kind: LineKind
    contact_id: ContactId
    name: str
    text: str
    clock: ClockFace
    phone: str = ""
    referral_id: ReferralId | None = None
    part_id: ThanksPartId | None = None
    printed_id: PrintedId | None = None
    promise_id: PromiseId | None = None
    entry_id: EntryId | None = None
    expects_call: bool = False
    preparedness: int | None = None
    need: str = ""
    may_be_called: bool = True

    @property
    def section(self) -> Section:
        """Return the section in which the line stands."""
        return SECTION_OF[self.kind]

    @property
    def due(self) -> datetime:
        """Return the moment by which it is to be done."""
        return self.clock.due_at

    @property
    def state(self) -> DueState:
        """Return whether it is due, late or overdue."""
        return self.clock.state


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold the numbers of the sidebar."""

    today: int
    open_referrals: int
    thanks_owed: int
    cards_to_print: int


def lines(session: Session, now: datetime, working: WorkingTime) -> tuple[Line, ...]:
    """Return everything to do now, section by section, inside a section by the clock."""
    return _lines(session, Clocks(now, working), thanks_queue.queue(session, now, working))


def _lines(session: Session, clocks: Clocks, owed: Sequence[ThanksRow]) -> tuple[Line, ...]:
    today = clocks.working.date_of(clocks.now)
    found = [
        *_first_contacts(session, clocks),
        *_thanks(owed),
        *_promises(session, clocks, until=today),
        *_mail(session, clocks),
        *_calls(session, clocks, today),
    ]
    return _with_phones(session, found)


def tomorrow(session: Session, now: datetime, working: WorkingTime) -> tuple[Line, ...]:
    """Return the first three things of the next working day, for a day on which nothing is left."""
    clocks = Clocks(now, working)
    today = working.date_of(now)
    day = working.next_working_day(today)
    promised = [line for line in _promises(session, clocks, until=day) if working.date_of(line.due) > today]
    found = [*promised, *_calls(session, clocks, day)][:TOMORROW_SHOWN]
    return _with_phones(session, found)


def is_new(session: Session) -> bool:
    """Return whether the file holds nobody yet."""
    return session.scalar(select(Contact.id).limit(1)) is None


def counts(session: Session, now: datetime, working: WorkingTime) -> Counts:
    """Return what stands beside the places in the sidebar."""
    owed = thanks_queue.queue(session, now, working)
    shown = _lines(session, Clocks(now, working), owed)
    open_referrals = session.scalar(
        select(func.count())
        .select_from(Referral)
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.stage_id.in_(_open_stages()), Referral.direction == Direction.RECEIVED)
        .where(conditions.is_active())
    )
    return Counts(
        today=len(shown),
        open_referrals=open_referrals or 0,
        thanks_owed=len(owed),
        cards_to_print=sum(line.kind is LineKind.CARD for line in shown),
    )


def as_json(shown: tuple[Line, ...]) -> dict[str, list[dict[str, Any]]]:
    """Return the lines in the shape in which the command line prints them."""
    return {
        "lines": [
            {
                "kind": line.kind.value,
                "contact_id": line.contact_id,
                "referral_id": line.referral_id,
                "name": line.name,
                "due": line.due.isoformat(),
                "state": line.state.value,
                "text": line.text,
            }
            for line in shown
        ]
    }


# The statements are made once: they are asked again after each change.
@cache
def _first_contact_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            Referral.id, Referral.prospect_id, Referral.need, Referral.received_at, Referral.expects_call,
            Referral.preparedness, *shown_names.parts(Contact),
        )
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.stage_id.in_(_open_stages()), Referral.direction == Direction.RECEIVED)
        .where(conditions.is_active(), ~attempts.tried())
        .order_by(Referral.received_at, Referral.id)
    )  # fmt: skip


def _first_contacts(session: Session, clocks: Clocks) -> Iterator[Line]:
    rows = session.connection().execute(_first_contact_rows()).all()
    senders = board.senders(session, [row.id for row in rows])
    for row in rows:
        yield Line(
            LineKind.FIRST_CONTACT, ContactId(row.prospect_id), shown_names.at_end(row).usual,
            _sent_words(row.need, senders.get(row.id, "")), clocks.first_contact(row.received_at),
            referral_id=ReferralId(row.id), expects_call=row.expects_call, preparedness=row.preparedness,
            need=row.need,
        )  # fmt: skip


def _open_stages() -> Any:  # noqa: ANN401 - a select of ids
    # Asked as a list, so that the few open referrals are found by their stage among all that ever were.
    return select(Stage.id).where(Stage.meaning == Meaning.OPEN)


def _thanks(owed: Sequence[ThanksRow]) -> list[Line]:
    found = []
    for row in owed:
        for cell in row.parts:
            if cell.clock is None or cell.part not in _PART_KINDS or cell.printed_id is not None:
                continue
            text = _thanks_words(cell.part, row)
            found.append(
                Line(
                    _PART_KINDS[cell.part], row.contact_id, row.name, text, cell.clock, phone=row.phone,
                    referral_id=row.referral_id, part_id=cell.part_id,
                )
            )  # fmt: skip
    return sorted(found, key=lambda line: (line.due, line.part_id or 0))


_PART_KINDS = {Part.WORD: LineKind.WORD, Part.CARD: LineKind.CARD}


@cache
def _promise_rows() -> Any:  # noqa: ANN401
    return (
        select(Promise.id, Promise.contact_id, Promise.text, Promise.due_on, Promise.referral_id,
               *shown_names.parts(Contact))
        .join(Contact, Contact.id == Promise.contact_id)
        .where(Promise.kept_on.is_(None), Promise.dropped_on.is_(None), Promise.due_on <= bindparam("until"))
        .where(conditions.is_active())
        .order_by(Promise.due_on, Promise.id)
    )  # fmt: skip


def _promises(session: Session, clocks: Clocks, *, until: date) -> Iterator[Line]:
    working = clocks.working
    for row in session.connection().execute(_promise_rows(), {"until": until}):
        # When it was promised is not kept; a day before is when it could first be forgotten.
        began = working.start_of(row.due_on - timedelta(days=1))
        yield Line(
            LineKind.PROMISE, ContactId(row.contact_id), shown_names.at_end(row).usual, row.text,
            clocks.face(working.by_end_of(row.due_on, began_at=began)), promise_id=PromiseId(row.id),
            referral_id=None if row.referral_id is None else ReferralId(row.referral_id),
        )  # fmt: skip


@cache
def _mail_rows() -> Any:  # noqa: ANN401
    return (
        select(Printed.id, Printed.contact_id, Printed.state, Thanks.opened_at, Thanks.referral_id, PrintJob.at,
               ThanksPart.id.label("part_id"), ThanksPart.due_at, *shown_names.parts(Contact))
        .join(PrintJob, PrintJob.id == Printed.print_job_id)
        .join(Contact, Contact.id == Printed.contact_id)
        .outerjoin(ThanksPart, ThanksPart.id == Printed.thanks_part_id)
        .outerjoin(Thanks, Thanks.id == ThanksPart.thanks_id)
        .where(Printed.state.in_(("printed", "written")), conditions.is_active(), ThanksPart.waived_at.is_(None))
        .order_by(Printed.id)
    )  # fmt: skip


def _mail(session: Session, clocks: Clocks) -> list[Line]:
    found = []
    for row in session.connection().execute(_mail_rows()):
        if row.part_id is not None:
            clock = clocks.part(Part.CARD, row.opened_at, row.due_at)
        else:
            clock = clocks.face(clocks.working.card(row.at))
        text = _("Mail the card") if row.state == "written" else _("Write and mail the card")
        found.append(
            Line(
                LineKind.MAIL, ContactId(row.contact_id), shown_names.at_end(row).usual, text, clock,
                referral_id=None if row.referral_id is None else ReferralId(row.referral_id),
                part_id=None if row.part_id is None else ThanksPartId(row.part_id), printed_id=PrintedId(row.id),
            )
        )  # fmt: skip
    return sorted(found, key=lambda line: (line.due, line.printed_id or 0))


@cache
def _call_rows() -> Any:  # noqa: ANN401
    day = bindparam("day", type_=Date)
    has_result = (
        select(CampaignTry.id)
        .where(CampaignTry.entry_id == CampaignEntry.id, CampaignTry.on == day, CampaignTry.code.is_not(None))
        .exists()
    )
    return (
        select(CampaignEntry.id, CampaignEntry.contact_id, Contact.best_time, Contact.what_they_do, Campaign.name,
               *shown_names.parts(Contact))
        .join(Campaign, Campaign.id == CampaignEntry.campaign_id)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.planned_on == day, Campaign.state != CampaignState.CLOSED)
        .where(campaign_days.waits_for_call(), ~has_result)
        .order_by(Campaign.id, CampaignEntry.position, CampaignEntry.id)
    )  # fmt: skip


def _calls(session: Session, clocks: Clocks, day: date) -> Iterator[Line]:
    working = clocks.working
    clock = clocks.face(working.by_end_of(day, began_at=working.open_of(day)))
    for row in session.connection().execute(_call_rows(), {"day": day}):
        name = shown_names.at_end(row)
        facts = [name.organisation if name.has_person else "", row.best_time]
        text = ", ".join(fact for fact in facts if fact) or row.what_they_do or row.name
        yield Line(LineKind.CAMPAIGN_CALL, ContactId(row.contact_id), name.usual, text, clock, entry_id=EntryId(row.id))


def _with_phones(session: Session, found: list[Line]) -> tuple[Line, ...]:
    missing = {line.contact_id for line in found if not line.phone}
    numbers = phone_numbers.to_dial(session, missing)
    without = missing - numbers.keys()
    never = phone_numbers.never(session, without) if without else without
    return tuple(_with_phone(line, numbers, never) for line in found)


def _with_phone(line: Line, numbers: Mapping[ContactId, str], never: Collection[ContactId]) -> Line:
    if line.contact_id in never:
        return replace(line, may_be_called=False)
    return line if line.phone or line.contact_id not in numbers else replace(line, phone=numbers[line.contact_id])


def _sent_words(need: str, sender: str) -> str:
    if need and sender:
        return _("{need}, sent by {name}").format(need=need, name=sender)
    return need or (_("Sent by {name}").format(name=sender) if sender else _("A new referral"))


def _thanks_words(part: Part, thanks: ThanksRow) -> str:
    if thanks.occasion is Occasion.WIN and not thanks.may_share:
        # What may not be told is not put into the owner's mouth either.
        word, card = _("A call or message: thank you once more"), _("A second thank-you card")
    elif thanks.occasion is Occasion.WIN:
        word, card = _("A call or message: {name} said yes"), _("Card, with the news about {name}")
    elif thanks.prospect:
        word, card = _("A call or message, for sending {name}"), _("Card, for sending {name}")
    else:
        word, card = _("A call or message to say thank you"), _("A thank-you card")
    return (word if part is Part.WORD else card).format(name=thanks.prospect)
