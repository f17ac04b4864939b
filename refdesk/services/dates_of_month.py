"""Birthdays and anniversaries of a month, with mail-by, the card, and what was missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import dates_due as near
from refdesk.domain import dates_of_month as rules
from refdesk.domain import working_time
from refdesk.domain.dates_of_month import Standing
from refdesk.domain.ids import ContactId, PrintedId
from refdesk.services import conditions, dates_cards, dates_due, shown_names
from refdesk.services.clocks import Clocks
from refdesk.store.tables.people import Contact, YearlyDate

CHUNK = 500


@dataclass(frozen=True, slots=True)
class DateOfMonth:
    """Hold one day of a month: whose, what, when, since how many years, and how it stands.

    `name` is as it is written on a list, `organisation` the line below. `printed_id` is the card for the day, if any.
    """

    date_id: int
    contact_id: ContactId
    name: str
    organisation: str
    kind: str
    what: str
    on: date
    years: int | None
    mail_by: date
    standing: Standing
    may_be_mailed: bool
    printed_id: PrintedId | None
    mailed_on: date | None


def of(session: Session, year: int, month: int, clocks: Clocks) -> tuple[DateOfMonth, ...]:
    """Return the days of a month in their order; people who left are not on it."""
    first, last = working_time.days_of_month(year, month)
    found = dates_due.between(session, first, last, clocks)
    ids = {each.contact_id for each in found}
    said = dates_due.said_since(session, ids, near.shown_from(first, clocks.working.rules), clocks)
    cards = dates_cards.of(session, ids)
    people = _people(session, sorted(ids))
    lines, numbers = [], clocks.working.rules
    for each in found:
        name, organisation, may_be_mailed = people[each.contact_id]
        card = dates_cards.for_day(cards.get(each.contact_id, ()), each.kind, each.on, clocks.working)
        heard = [one for one in said.get(each.contact_id, ()) if one.on <= near.shown_until(each.on, numbers)]
        standing = rules.standing(
            each.on, clocks.today, clocks.working, card=card.state if card else None,
            remembered=near.is_done(each.on, heard, numbers),
        )  # fmt: skip
        lines.append(
            DateOfMonth(
                date_id=each.date_id, contact_id=each.contact_id, name=name, organisation=organisation, kind=each.kind,
                what=each.what, on=each.on, years=each.years, mail_by=near.mail_by(each.on, clocks.working),
                standing=standing, may_be_mailed=may_be_mailed, printed_id=card.printed_id if card else None,
                mailed_on=card.mailed_on if card else None,
            )
        )  # fmt: skip
    return tuple(lines)


def counts(session: Session) -> dict[int, int]:
    """Return how many days each month has, by its number."""
    query = (
        select(YearlyDate.month, func.count().label("days"))
        .join(Contact, Contact.id == YearlyDate.contact_id)
        .where(conditions.is_active())
        .group_by(YearlyDate.month)
    )
    return {row.month: row.days for row in session.execute(query)}


def of_chosen(found: Sequence[DateOfMonth], chosen: frozenset[int]) -> dict[str, list[ContactId]]:
    """Return whose cards are to be printed, by what they are for."""
    kinds: dict[str, list[ContactId]] = {}
    for each in found:
        if each.date_id in chosen and each.contact_id not in kinds.get(each.kind, ()):
            kinds.setdefault(each.kind, []).append(each.contact_id)
    return kinds


def is_missed(each: DateOfMonth) -> bool:
    """Say whether the day went by without a word or a card."""
    return each.standing is Standing.MISSED


def _people(session: Session, ids: Sequence[ContactId]) -> dict[ContactId, tuple[str, str, bool]]:
    found = {}
    for start in range(0, len(ids), CHUNK):
        query = select(Contact.id, Contact.may_be_mailed, shown_names.columns(Contact)).where(
            Contact.id.in_(ids[start : start + CHUNK])
        )
        for row in session.execute(query):
            name = shown_names.of(row.person)
            company = name.organisation if name.has_person else ""
            found[ContactId(row.id)] = (name.usual, company, row.may_be_mailed)
    return found
