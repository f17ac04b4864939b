"""What thanks are owed, with the clock of each part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import thanks as rules
from refdesk.domain.ids import ContactId, PrintedId, ReferralId, ThanksId, ThanksPartId
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.working_time import WorkingTime
from refdesk.services import conditions, phone_numbers, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart


@dataclass(frozen=True, slots=True)
class PartCell:
    """Hold one part of a thank-you; `clock` only while it is owed, `printed_id` for a card that waits to be mailed."""

    part_id: ThanksPartId
    part: Part
    due_at: datetime
    done_at: datetime | None
    waived_at: datetime | None
    clock: ClockFace | None
    printed_id: PrintedId | None = None

    @property
    def is_owed(self) -> bool:
        """Say whether it is neither done nor waived."""
        return self.done_at is None and self.waived_at is None


@dataclass(frozen=True, slots=True)
class ThanksRow:
    """Hold what is owed to one person for one referral; `day` counts to 7, `next_part` is the thing to do next."""

    thanks_id: ThanksId
    contact_id: ContactId
    referral_id: ReferralId | None
    occasion: Occasion
    name: str
    prospect: str
    opened_at: datetime
    day: int
    phone: str
    may_accept_gifts: bool
    may_be_mailed: bool
    parts: tuple[PartCell, ...]
    next_part: Part | None

    def cell(self, part: Part) -> PartCell | None:
        """Return the cell of a part, or None if the thanks have no such part."""
        return next((cell for cell in self.parts if cell.part is part), None)


def queue(session: Session, now: datetime, working: WorkingTime) -> tuple[ThanksRow, ...]:
    """Return the thanks of which something is owed, what is due first at the top; people who left are not on it."""
    clocks = Clocks(now, working)
    rows: dict[int, list[Row[Any]]] = {}
    for row in session.execute(_open_thanks()):
        rows.setdefault(row.thanks_id, []).append(row)
    numbers = phone_numbers.to_dial(session, {parts[0].contact_id for parts in rows.values()})
    return tuple(_row(parts, clocks, numbers) for parts in rows.values())


@cache
def _open_thanks() -> Any:  # noqa: ANN401 - a select of many columns
    """Return all parts of thanks that are not finished, in the order of the first due moment that is open."""
    is_open = ThanksPart.done_at.is_(None) & ThanksPart.waived_at.is_(None)
    first_due = (
        select(ThanksPart.thanks_id, func.min(ThanksPart.due_at).label("due"))
        .where(is_open)
        .group_by(ThanksPart.thanks_id)
        .subquery()
    )
    printed = (
        select(Printed.thanks_part_id, func.max(Printed.id).label("printed_id"))
        .where(Printed.state.in_(("printed", "written")), Printed.thanks_part_id.is_not(None))
        .group_by(Printed.thanks_part_id)
        .subquery()
    )
    prospect = aliased(Contact)
    order = case({part.value: place for place, part in enumerate(Part)}, value=ThanksPart.part)
    return (
        select(
            Thanks.id.label("thanks_id"), Thanks.contact_id, Thanks.referral_id, Thanks.occasion, Thanks.opened_at,
            ThanksPart.id.label("part_id"), ThanksPart.part, ThanksPart.due_at, ThanksPart.done_at,
            ThanksPart.waived_at, Contact.may_accept_gifts, Contact.may_be_mailed, printed.c.printed_id,
            shown_names.columns(Contact, "person"), shown_names.columns(prospect, "prospect"),
        )
        .join(first_due, first_due.c.thanks_id == Thanks.id)
        .join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .outerjoin(Referral, Referral.id == Thanks.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
        .outerjoin(printed, printed.c.thanks_part_id == ThanksPart.id)
        .where(conditions.is_active())
        .order_by(first_due.c.due, Thanks.id, order)
    )  # fmt: skip


def _row(parts: list[Row[Any]], clocks: Clocks, numbers: dict[ContactId, str]) -> ThanksRow:
    first = parts[0]
    cells = tuple(_cell(part, clocks) for part in parts)
    return ThanksRow(
        thanks_id=ThanksId(first.thanks_id),
        contact_id=ContactId(first.contact_id),
        referral_id=None if first.referral_id is None else ReferralId(first.referral_id),
        occasion=Occasion(first.occasion),
        name=shown_names.of(first.person).usual,
        prospect=_prospect(first.prospect),
        opened_at=first.opened_at,
        day=rules.day_number(first.opened_at, clocks.now, clocks.working),
        phone=numbers.get(ContactId(first.contact_id), ""),
        may_accept_gifts=first.may_accept_gifts,
        may_be_mailed=first.may_be_mailed,
        parts=cells,
        next_part=next((cell.part for cell in cells if cell.is_owed), None),
    )


def _cell(row: Row[Any], clocks: Clocks) -> PartCell:
    part = Part(row.part)
    is_owed = row.done_at is None and row.waived_at is None
    return PartCell(
        part_id=ThanksPartId(row.part_id),
        part=part,
        due_at=row.due_at,
        done_at=row.done_at,
        waived_at=row.waived_at,
        clock=clocks.part(part, row.opened_at, row.due_at) if is_owed else None,
        printed_id=None if row.printed_id is None else PrintedId(row.printed_id),
    )


def _prospect(parts: Iterable[str | None]) -> str:
    """Return the name of who was sent; "" for thanks without a referral."""
    return shown_names.of(part or "" for part in parts).usual
