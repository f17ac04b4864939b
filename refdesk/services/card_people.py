"""For whom cards can be made: by occasion, each household once, with those left out and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import dates_due, occasions
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, PrintedId, ThanksPartId
from refdesk.domain.occasions import CardFor, CardId, CardOccasion
from refdesk.domain.working_time import Clock
from refdesk.i18n import _
from refdesk.services import business, cards, contact_list, envelopes, household_names, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.envelopes import Envelope
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Contact, YearlyDate

CHUNK = 500
SAME_SEASON = timedelta(days=120)
"""A season's card of so long ago was for this season."""


@dataclass(frozen=True, slots=True)
class CardPerson:
    """Hold somebody a card can be made for; `name` is the household's where all of it is greeted.

    `clock` says until when it is printed, `printed_id` that it was, and waits to be written or, if it
    `is_written`, to be mailed.
    """

    card: CardId
    contact_id: ContactId
    occasion: CardOccasion
    name: str
    envelope: Envelope
    may_be_mailed: bool
    clock: ClockFace | None = None
    on: date | None = None
    print_by: date | None = None
    printed_id: PrintedId | None = None
    prospect: str = ""
    is_written: bool = False

    @property
    def part_id(self) -> ThanksPartId | None:
        """Return the part of the thanks that asks for the card, if one does."""
        return None if isinstance(self.card, CardFor) else self.card


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Hold somebody who gets no card, and why."""

    contact_id: ContactId
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class People:
    """Hold for whom cards can be made, what is due first at the top, and who was left out."""

    people: tuple[CardPerson, ...]
    left_out: tuple[LeftOut, ...] = ()


def owed(session: Session, clocks: Clocks, occasion: CardOccasion = CardOccasion.THANKS) -> People:
    """Return who is owed a card of thanks; with WIN only those for a win."""
    found = cards.owed(session, clocks.now, clocks.working)
    return People(
        tuple(
            CardPerson(
                each.part_id, each.contact_id, occasions.of_thanks(each.occasion), each.name, each.envelope,
                each.may_be_mailed, each.clock, print_by=clocks.working.date_of(each.clock.due_at),
                printed_id=each.printed_id, prospect=each.prospect, is_written=each.is_written,
            )
            for each in found
            if occasion is not CardOccasion.WIN or occasions.of_thanks(each.occasion) is CardOccasion.WIN
        )
    )  # fmt: skip


def days(
    session: Session, clocks: Clocks, occasion: CardOccasion, first: date, last: date, also: Iterable[int] = ()
) -> People:
    """Return whose birthday or anniversary lies between two days, and that of each of `also` which comes next.

    A card is for the person alone, whoever lives with them.
    """
    kinds = ("birthday",) if occasion is CardOccasion.BIRTHDAY else ("anniversary", "other")
    query = (
        select(YearlyDate.contact_id, YearlyDate.month, YearlyDate.day, *_person_columns())
        .join(Contact, Contact.id == YearlyDate.contact_id)
        .where(YearlyDate.kind.in_(kinds))
        .order_by(Contact.sort_key, Contact.id, YearlyDate.id)
    )
    wanted = frozenset(also)
    found: list[tuple[CardFor, Row[Any]]] = []
    for row in session.execute(query):
        on = _between(row, first, last) or (_next(row, clocks) if row.contact_id in wanted else None)
        if on is not None:
            found.append((CardFor(ContactId(row.contact_id), occasion, on), row))
    return _sorted_out(session, clocks, found, names=lambda row: shown_names.of(row.person).usual)


def greeted(
    session: Session, clocks: Clocks, occasion: CardOccasion, contact_ids: Sequence[int], on: date | None = None
) -> People:
    """Return these contacts in their order, each household once; `on` is when the cards are to be there."""
    rows = _rows_of(session, contact_ids)
    homes = {row.household_id for row in rows if row.household_id is not None}
    envelope_names = household_names.on_envelopes(session, sorted(homes)) if homes else {}
    large = _homes_of_several(session, homes)
    found: list[tuple[CardFor, Row[Any]]] = []
    seen: set[int] = set()
    for row in rows:
        if _stays(row) and row.household_id in large:
            if row.household_id in seen:
                continue
            seen.add(row.household_id)
        found.append((CardFor(ContactId(row.contact_id), occasion, on), row))

    def name(row: Row[Any]) -> str:
        together = envelope_names.get(row.household_id, "") if row.household_id in large else ""
        return together or shown_names.of(row.person).usual

    return _sorted_out(session, clocks, found, names=name)


def named(
    session: Session, clocks: Clocks, occasion: CardOccasion, words: str, on: date | None = None
) -> People:  # fmt: skip
    """Return everybody whom the words of the search box name, each household once; raises `Refused`."""
    return greeted(session, clocks, occasion, contact_list.who(session, words, clocks.today), on)


def _person_columns() -> tuple[Any, ...]:
    return (
        Contact.household_id, Contact.status, Contact.may_be_mailed, Contact.sort_key, shown_names.columns(Contact)
    )  # fmt: skip


def _rows_of(session: Session, contact_ids: Sequence[int]) -> list[Row[Any]]:
    by_id: dict[int, Row[Any]] = {}
    for start in range(0, len(contact_ids), CHUNK):
        query = select(Contact.id.label("contact_id"), *_person_columns()).where(
            Contact.id.in_(contact_ids[start : start + CHUNK])
        )
        by_id.update((row.contact_id, row) for row in session.execute(query))
    return [by_id[each] for each in dict.fromkeys(contact_ids) if each in by_id]


def _homes_of_several(session: Session, homes: set[int]) -> frozenset[int]:
    """Return the households in which more than one person is written to."""
    counted: dict[int, int] = {}
    for start in range(0, len(homes), CHUNK):
        query = select(Contact.household_id).where(
            Contact.household_id.in_(sorted(homes)[start : start + CHUNK]), Contact.may_be_mailed,
            Contact.status == Status.ACTIVE,
        )  # fmt: skip
        for home in session.scalars(query):
            counted[home or 0] = counted.get(home or 0, 0) + 1
    return frozenset(home for home, count in counted.items() if count > 1)


def _stays(row: Row[Any]) -> bool:
    return bool(row.status == Status.ACTIVE and row.may_be_mailed)


def _between(row: Row[Any], first: date, last: date) -> date | None:
    years = range(first.year, last.year + 1)
    return next((on for year in years if first <= (on := dates_due.observed(row.month, row.day, year)) <= last), None)


def _next(row: Row[Any], clocks: Clocks) -> date:
    """Return the day that is meant: one missed in the last week, else the next."""
    since = dates_due.first_shown(clocks.today, clocks.working.rules)
    found = _between(row, since, date(since.year + 1, 12, 31))
    assert found is not None, "every day comes within two years"
    return found


def _sorted_out(
    session: Session, clocks: Clocks, found: Sequence[tuple[CardFor, Row[Any]]], *, names: Callable[[Row[Any]], str]
) -> People:
    """Part those who get a card from those left out, and find where each goes."""
    had = _had(session, clocks, [card for card, _row in found])
    people, left_out = [], []
    country = business.load(session).country
    personal = bool(found) and found[0][0].occasion in occasions.OF_DAYS
    letters = envelopes.of(session, [row.contact_id for _card, row in found if _stays(row)], country, personal=personal)
    for card, row in found:
        state, printed_id, mailed_on = had.get(card, ("", None, None))
        reason = _why_not(row, state, mailed_on)
        if reason:
            name = names(row) if _stays(row) else shown_names.of(row.person).usual
            left_out.append(LeftOut(card.contact_id, name, reason))
            continue
        person = _person(card, names(row), letters[card.contact_id], clocks, printed_id)
        people.append(replace(person, is_written=state == cards.PrintedState.WRITTEN))
    people.sort(key=lambda each: each.on or date.max)
    return People(tuple(people), tuple(left_out))


def _person(
    card: CardFor, name: str, envelope: Envelope, clocks: Clocks, printed_id: PrintedId | None
) -> CardPerson:  # fmt: skip
    made = CardPerson(
        card, card.contact_id, card.occasion, name, envelope, may_be_mailed=True, on=card.on, printed_id=printed_id
    )
    if card.on is None:
        return made
    print_by = occasions.print_by(card.on, clocks.working)
    began = clocks.working.start_of(print_by - timedelta(days=occasions.SHOWN_AHEAD_DAYS))
    clock = Clock(began, clocks.working.close_of(print_by), clocks.working.start_of(card.on + timedelta(days=1)))
    return replace(made, print_by=print_by, clock=clocks.face(clock, said=day_words(card.on, print_by, clocks)))


def day_words(on: date, print_by: date, clocks: Clocks) -> str:
    """Return what stands beside a person: until when to print, or that the day was."""
    if on < clocks.today:
        return _("was {day}").format(day=i18n.day_short(on))
    if print_by < clocks.today:
        return _("print now")
    if print_by == clocks.today:
        return _("print today")
    return _("print by {day}").format(day=i18n.day_short(print_by))


def _why_not(row: Row[Any], state: str, mailed_on: date | None) -> str:
    if row.status == Status.DECEASED:
        return _("deceased")
    if row.status != Status.ACTIVE:
        return _("inactive")
    if not row.may_be_mailed:
        return _("wants no mail")
    if state == cards.PrintedState.MAILED and mailed_on is not None:
        return _("mailed {day}").format(day=i18n.day_short(mailed_on))
    if state == cards.PrintedState.HANDED_OVER and mailed_on is not None:
        return _("handed over {day}").format(day=i18n.day_short(mailed_on))
    return ""


Had = tuple[str, PrintedId | None, date | None]


def _had(session: Session, clocks: Clocks, wanted: Sequence[CardFor]) -> Mapping[CardFor, Had]:
    """Return how far a card for the same has come that was printed before: its state, its id, and when it left."""
    found: dict[CardFor, Had] = {}
    by_person: dict[int, list[CardFor]] = {}
    for card in wanted:
        by_person.setdefault(card.contact_id, []).append(card)
    ids = sorted(by_person)
    for start in range(0, len(ids), CHUNK):
        query = (
            select(Printed.id, Printed.contact_id, Printed.occasion, Printed.for_on, Printed.state, Printed.mailed_on,
                   PrintJob.at)
            .join(PrintJob, PrintJob.id == Printed.print_job_id)
            .where(Printed.contact_id.in_(ids[start : start + CHUNK]), Printed.thanks_part_id.is_(None))
            .order_by(Printed.id)
        )  # fmt: skip
        row: Any
        for row in session.execute(query):
            waits = row.state in cards.WAITING
            for card in by_person[row.contact_id]:
                if row.occasion == card.occasion and _is_for_same(row, card, clocks.now):
                    found[card] = (row.state, PrintedId(row.id) if waits else None, row.mailed_on)
    return found


def _is_for_same(row: Any, card: CardFor, now: datetime) -> bool:  # noqa: ANN401 - a printed card with its job
    if card.occasion in occasions.OF_DAYS:
        return bool(row.for_on == card.on)
    waits = row.state in cards.WAITING
    if card.occasion is CardOccasion.SEASON:
        return waits or now - row.at < SAME_SEASON
    return waits and bool(row.for_on == card.on)
