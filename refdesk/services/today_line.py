"""A line of Today: what is to be done for whom, by when, and the ids that its button needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import literal_column, select

from refdesk.domain import today as rules
from refdesk.domain.contact import MayBeCalled, PointKind
from refdesk.domain.ids import ContactId, EntryId, IntroductionId, PrintedId, PromiseId, ReferralId, ReminderId
from refdesk.domain.ids import ThanksPartId as PartId
from refdesk.domain.names import PersonName
from refdesk.domain.today import LineKind, Look, Section
from refdesk.domain.working_time import DueState
from refdesk.services import conditions, contacts, shown_names
from refdesk.services.clocks import ClockFace
from refdesk.store.tables.people import Contact, ContactPoint


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one thing to do; those of the ids are set that its button needs, and the facts that the open line shows.

    `number` is the id of what the line stands for, `look` what a review is about. `contact_id` is None for a reminder
    that is about nobody. `occasion` says of a date what it is, `by_card` that a card still comes in time; `by_hand`
    says of a printed card that it is handed over.
    """

    kind: LineKind
    contact_id: ContactId | None
    name: str
    text: str
    clock: ClockFace
    number: int
    phone: str = ""
    referral_id: ReferralId | None = None
    look: Look | None = None
    expects_call: bool = False
    preparedness: int | None = None
    need: str = ""
    may_be_called: bool = True
    by_card: bool = False
    by_hand: bool = False
    occasion: str = ""

    @property
    def key(self) -> str:
        """Return what tells the line from all others, today and at the next look."""
        return rules.key(self.kind, self.number, self.look)

    @property
    def section(self) -> Section:
        """Return the section in which the line stands."""
        return rules.SECTION_OF[self.kind]

    @property
    def due(self) -> datetime:
        """Return the moment by which it is to be done."""
        return self.clock.due_at

    @property
    def state(self) -> DueState:
        """Return whether it is due, late or overdue."""
        return self.clock.state

    @property
    def part_id(self) -> PartId | None:
        """Return the part of a thank-you that is owed."""
        return PartId(self.number) if self.section is Section.THANKS else None

    @property
    def printed_id(self) -> PrintedId | None:
        """Return the card that waits to be mailed."""
        return PrintedId(self.number) if self.kind is LineKind.MAIL else None

    @property
    def promise_id(self) -> PromiseId | None:
        """Return the promise to keep."""
        return PromiseId(self.number) if self.kind is LineKind.PROMISE else None

    @property
    def entry_id(self) -> EntryId | None:
        """Return the entry of the referral month; a line about the whole month has none."""
        return EntryId(self.number) if self.kind is LineKind.CAMPAIGN_CALL and self.look is None else None

    @property
    def introduction_id(self) -> IntroductionId | None:
        """Return the introduction that is awaited."""
        return IntroductionId(self.number) if self.kind is LineKind.INTRODUCTION else None

    @property
    def reminder_id(self) -> ReminderId | None:
        """Return the reminder to tick."""
        return ReminderId(self.number) if self.kind is LineKind.REMINDER else None


@cache
def person_columns() -> tuple[Any, ...]:
    """Return what every line says of its contact, to stand last in a query that is read by `person_of`."""
    return (*call_columns(), *shown_names.parts(Contact))


@cache
def call_columns() -> tuple[Any, ...]:
    """Return whether the contact may be called, and the number to dial: the main one that is not a wrong one."""
    number = (
        select(ContactPoint.as_typed)
        .where(
            ContactPoint.contact_id == Contact.id,
            conditions.is_of_kind(PointKind.PHONE),
            ContactPoint.label != literal_column(f"'{contacts.WRONG_NUMBER}'"),
        )
        .order_by(ContactPoint.main.desc(), ContactPoint.id)
        .limit(literal_column("1"))
        .correlate(Contact)
        .scalar_subquery()
    )
    return Contact.may_be_called, number.label("phone")


def name_of(row: Sequence[Any]) -> PersonName:
    """Return the name at the end of a row."""
    return shown_names.at_end(row)


def call_facts(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of a query
    """Return what a row says of calling the person, as fields of a line; no number where no call is wanted."""
    if row.may_be_called == MayBeCalled.NO:
        return {"may_be_called": False}
    return {"phone": row.phone or ""}
