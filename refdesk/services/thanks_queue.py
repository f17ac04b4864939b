"""What thanks are owed, with the clock of each part."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import thanks as rules
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import ContactId, PrintedId, ReferralId, ThanksId, ThanksPartId
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.working_time import WorkingTime
from refdesk.services import business, card_ways, conditions, last_gifts, phone_numbers, rewards, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.store.tables.gifts import Gift, Reward
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart


@dataclass(frozen=True, slots=True)
class PartCell:
    """Hold one part of a thank-you; `clock` only while it is owed, `printed_id` for a card that waits to be mailed.

    Such a card goes `by_hand` to somebody who gets no mail or has no address. `label` names the gift that is planned or
    given, or the reward that is owed. What `is_written` is the card that was printed last.
    """

    part_id: ThanksPartId
    part: Part
    due_at: datetime
    done_at: datetime | None
    waived_at: datetime | None
    clock: ClockFace | None
    printed_id: PrintedId | None = None
    label: str = ""
    by_hand: bool = False
    is_written: bool = False

    @property
    def is_owed(self) -> bool:
        """Say whether it is neither done nor waived."""
        return self.done_at is None and self.waived_at is None


@dataclass(frozen=True, slots=True)
class ThanksRow:
    """Hold what is owed to one person for one referral; `day` counts to 7, `next_part` is the thing to do next.

    Without `may_share`, nothing is told about how it went. `last_gift_on` is the last one to the person or household.
    """

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
    may_share: bool = True
    may_be_called: bool = True
    last_gift_on: date | None = None

    def cell(self, part: Part) -> PartCell | None:
        """Return the cell of a part, the owed one of two gifts, or None if the thanks have no such part."""
        found = [cell for cell in self.parts if cell.part is part]
        return next((cell for cell in found if cell.is_owed), found[0] if found else None)


@dataclass(frozen=True, slots=True)
class Whose:
    """Say to whom and for which referral something is owed."""

    contact_id: ContactId
    referral_id: ReferralId | None


def queue(session: Session, now: datetime, working: WorkingTime) -> tuple[ThanksRow, ...]:
    """Return the thanks of which something is owed, what is due first at the top; people who left are not on it."""
    return read(session, Clocks(now, working), _open_thanks(), _parts())


def of_part(session: Session, part_id: ThanksPartId, now: datetime, working: WorkingTime) -> ThanksRow | None:
    """Return the thanks to which a part belongs; None if nothing of them is owed any more."""
    whose = select(ThanksPart.thanks_id).where(ThanksPart.id == part_id).scalar_subquery()
    one, parts = _open_thanks().where(Thanks.id == whose), _parts().where(ThanksPart.thanks_id == whose)
    return next(iter(read(session, Clocks(now, working), one, parts)), None)


def whose(session: Session, part_id: ThanksPartId) -> Whose | None:
    """Return to whom and for what a part is owed; None if there is no such part."""
    query = select(Thanks.contact_id, Thanks.referral_id).join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
    row = session.execute(query.where(ThanksPart.id == part_id)).first()
    if row is None:
        return None
    return Whose(ContactId(row.contact_id), None if row.referral_id is None else ReferralId(row.referral_id))


def read(session: Session, clocks: Clocks, thanks: Select[Any], of_thanks: Select[Any]) -> tuple[ThanksRow, ...]:
    """Return the thanks of one statement with the parts of another."""
    parts: dict[int, list[Row[Any]]] = {}
    for part in session.connection().execute(of_thanks):
        parts.setdefault(part.thanks_id, []).append(part)
    rows = session.execute(thanks).all()
    numbers = phone_numbers.to_dial(session, {row.contact_id for row in rows})
    discreet = business.load(session).discreet
    shown = _one_card_a_household(rows, parts)
    gifts = last_gifts.of(session, [(row.contact_id, row.household_id) for row in shown])
    printed = [part.printed_id for row in shown for part in parts[row.thanks_id] if part.printed_id is not None]
    by_hand = card_ways.by_hand(session, printed) if printed else frozenset()
    named = _rewards(session, clocks, parts)
    return tuple(
        replace(
            _row(
                row,
                _cells(parts[row.thanks_id], row.opened_at, clocks, by_hand, named),
                clocks,
                numbers,
                discreet=discreet,
            ),
            last_gift_on=gifts.get(ContactId(row.contact_id)),
        )
        for row in shown
    )


def _rewards(
    session: Session, clocks: Clocks, parts: Mapping[int, Sequence[Row[Any]]]
) -> dict[ThanksPartId, str]:  # fmt: skip
    """Return in words what was promised, for the rewards that are owed."""
    if not any(part.part == Part.REWARD and _is_open(part) for several in parts.values() for part in several):
        return {}
    return {each.part_id: each.words for each in rewards.owed(session, clocks)}


def _one_card_a_household(rows: Sequence[Row[Any]], parts: dict[int, list[Row[Any]]]) -> list[Row[Any]]:
    """Leave the card out for all but the first of a household who are thanked for the same; some then owe nothing."""
    found, carded = [], set()
    for row in rows:
        home = (row.household_id, row.referral_id, row.occasion)
        card = next((part for part in parts[row.thanks_id] if part.part == Part.CARD and _is_open(part)), None)
        if card is not None and row.household_id is not None and row.referral_id is not None:
            if home in carded and card.printed_id is None:
                parts[row.thanks_id] = [part for part in parts[row.thanks_id] if part is not card]
            carded.add(home)
        if parts[row.thanks_id] and (row.first_due is None or any(map(_is_open, parts[row.thanks_id]))):
            found.append(row)
    return found


def _is_open(part: Row[Any]) -> bool:
    return part.done_at is None and part.waived_at is None


@cache
def _open_thanks() -> Any:  # noqa: ANN401 - a select of many columns
    """Return the thanks that are not finished, in the order of the first due moment that is open."""
    first_due = (
        select(ThanksPart.thanks_id, func.min(ThanksPart.due_at).label("due"))
        .where(ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None))
        .group_by(ThanksPart.thanks_id)
        .subquery()
    )
    return (
        thanks_of(first_due.c.due)
        .join(first_due, first_due.c.thanks_id == Thanks.id)
        .where(conditions.is_active())
        .order_by(first_due.c.due, Thanks.id)
    )


def thanks_of(first_due: ColumnElement[Any]) -> Any:  # noqa: ANN401 - a select of many columns
    """Return the select of thanks, with what is due first; no due moment for what is finished."""
    prospect = aliased(Contact)
    return (
        select(
            Thanks.id.label("thanks_id"), Thanks.contact_id, Thanks.referral_id, Thanks.occasion, Thanks.opened_at,
            Contact.may_accept_gifts, Contact.may_be_mailed, Contact.may_be_called, Contact.household_id,
            Referral.may_share, first_due.label("first_due"),
            shown_names.columns(Contact, "person"), shown_names.columns(prospect, "prospect"),
        )
        .select_from(Thanks)
        .join(Contact, Contact.id == Thanks.contact_id)
        .outerjoin(Referral, Referral.id == Thanks.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
    )  # fmt: skip


@cache
def _parts() -> Select[Any]:
    """Return all parts of thanks that are not finished, in the order in which they are done."""
    still = aliased(ThanksPart)
    owed = select(still.thanks_id).where(still.done_at.is_(None), still.waived_at.is_(None))
    return parts_of(ThanksPart.thanks_id.in_(owed))


def parts_of(which: ColumnElement[bool]) -> Select[Any]:
    """Return the select of parts of thanks, in the order in which they are done."""
    printed = (
        select(
            Printed.thanks_part_id, func.max(Printed.id).label("printed_id"),
            func.max(case((Printed.state == "written", Printed.id))).label("written_id"),
        )
        .where(Printed.state.in_(("printed", "written")), Printed.thanks_part_id.is_not(None))
        .group_by(Printed.thanks_part_id)
        .subquery()
    )  # fmt: skip
    order = case({part.value: place for place, part in enumerate(Part)}, value=ThanksPart.part)
    return (
        select(
            ThanksPart.thanks_id, ThanksPart.id, ThanksPart.part, ThanksPart.due_at, ThanksPart.done_at,
            ThanksPart.waived_at, printed.c.printed_id, printed.c.written_id,
            func.coalesce(Gift.name, Reward.name, "").label("label"),
        )
        .outerjoin(printed, printed.c.thanks_part_id == ThanksPart.id)
        .outerjoin(Gift, Gift.id == ThanksPart.gift_id)
        .outerjoin(Reward, Reward.id == ThanksPart.reward_id)
        .where(which)
        .order_by(ThanksPart.thanks_id, order, ThanksPart.id)
    )  # fmt: skip


def _row(
    row: Row[Any], cells: tuple[PartCell, ...], clocks: Clocks, numbers: Mapping[ContactId, str], *, discreet: bool
) -> ThanksRow:
    return ThanksRow(
        thanks_id=ThanksId(row.thanks_id),
        contact_id=ContactId(row.contact_id),
        referral_id=None if row.referral_id is None else ReferralId(row.referral_id),
        occasion=Occasion(row.occasion),
        name=shown_names.of(row.person).usual,
        prospect=_prospect(row.prospect),
        opened_at=row.opened_at,
        day=rules.day_number(row.opened_at, clocks.now, clocks.working),
        phone=numbers.get(ContactId(row.contact_id), ""),
        may_accept_gifts=row.may_accept_gifts,
        may_be_mailed=row.may_be_mailed,
        parts=cells,
        next_part=next((cell.part for cell in cells if cell.is_owed), None),
        may_share=not discreet and row.may_share is not False,
        may_be_called=row.may_be_called != MayBeCalled.NO,
    )


def _cells(
    parts: Iterable[Row[Any]], opened_at: datetime, clocks: Clocks, by_hand: Container[PrintedId],
    named: Mapping[ThanksPartId, str],
) -> tuple[PartCell, ...]:  # fmt: skip
    return tuple(
        replace(cell, by_hand=cell.printed_id in by_hand, label=named.get(cell.part_id, cell.label))
        for cell in (_cell(part, opened_at, clocks) for part in parts)
    )


def _cell(row: Row[Any], opened_at: datetime, clocks: Clocks) -> PartCell:
    part = Part(row.part)
    is_owed = _is_open(row)
    return PartCell(
        part_id=ThanksPartId(row.id),
        part=part,
        due_at=row.due_at,
        done_at=row.done_at,
        waived_at=row.waived_at,
        clock=clocks.part(part, opened_at, row.due_at) if is_owed else None,
        printed_id=None if row.printed_id is None else PrintedId(row.printed_id),
        label=row.label,
        is_written=row.printed_id is not None and row.written_id == row.printed_id,
    )


def _prospect(parts: Iterable[str | None]) -> str:
    """Return the name of who was sent; "" for thanks without a referral."""
    return shown_names.of(part or "" for part in parts).usual
