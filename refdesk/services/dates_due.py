"""Birthdays and anniversaries that are near, of people who were neither remembered nor have a card yet (rule 12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import dates_due as rules
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.dates_due import Said
from refdesk.domain.ids import ContactId
from refdesk.domain.touches import Outcome, TouchKind
from refdesk.i18n import _
from refdesk.services import conditions, dates_cards, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.today_line import call_columns
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact, YearlyDate
from refdesk.store.tables.work import Touch

CHUNK = 500


@dataclass(frozen=True, slots=True)
class DateDue:
    """Hold a day of somebody that is near; `years` since it began where known; `by_card` if one comes in time."""

    date_id: int
    contact_id: ContactId
    name: str
    kind: str
    label: str
    on: date
    years: int | None
    by_card: bool
    phone: str
    may_be_called: bool
    clock: ClockFace

    @property
    def what(self) -> str:
        """Return "Birthday", or what else the day is."""
        return self.label or (_("Birthday") if self.kind == "birthday" else _("Anniversary"))

    @property
    def text(self) -> str:
        """Return "Birthday on Monday, November 23", "Birthday on ..., 60 years"."""
        words = _("{what} on {day}").format(what=self.what, day=i18n.day_long(self.on))
        return words if self.years is None else _("{words} ({n} years)").format(words=words, n=self.years)


def due(session: Session, clocks: Clocks) -> tuple[DateDue, ...]:
    """Return the days that are near, by their clocks; none of people who left, or were already remembered."""
    rows = _near(session, rules.days_near(clocks.today, clocks.working.rules))
    found = [each for row in rows if (each := _due(row, clocks)) is not None]
    since = rules.shown_from(rules.first_shown(clocks.today, clocks.working.rules), clocks.working.rules)
    said = said_since(session, {each.contact_id for each in found}, since, clocks)
    made = dates_cards.of(session, {each.contact_id for each in found}) if found else {}
    open_ones = [
        each
        for each in found
        if not rules.is_done(each.on, said.get(each.contact_id, ()), clocks.working.rules)
        and dates_cards.for_day(made.get(each.contact_id, ()), each.kind, each.on, clocks.working) is None
    ]
    return tuple(sorted(open_ones, key=lambda each: (each.clock.due_at, each.on, each.date_id)))


def between(session: Session, first: date, last: date, clocks: Clocks) -> tuple[DateDue, ...]:
    """Return the days from one to another, in their order, remembered or not."""
    days = {first + timedelta(days=ahead): None for ahead in range((last - first).days + 1)}
    kept = {(day.month, day.day) for day in days} | (
        {(2, 29)} if any((d.month, d.day) == (2, 28) for d in days) else set()
    )
    found = []
    for row in _near(session, tuple(sorted(kept))):
        for year in {first.year, last.year}:
            on = rules.observed(row.month, row.day, year)
            if first <= on <= last:
                found.append(_on(row, on, clocks))
    return tuple(sorted(found, key=lambda each: (each.on, each.date_id)))


def _near(session: Session, days: tuple[tuple[int, int], ...]) -> list[Row[Any]]:
    by_month: dict[int, list[int]] = {}
    for month, day in days:
        by_month.setdefault(month, []).append(day)
    found: list[Row[Any]] = []
    for month, several in by_month.items():
        asked = {"month": month, "first": min(several), "last": max(several)}
        found += _rows.rows(session, **asked)
    wanted = set(days)
    return [row for row in found if (row.month, row.day) in wanted]


def _due(row: Row[Any], clocks: Clocks) -> DateDue | None:
    on = rules.occurrence(row.month, row.day, clocks.today, clocks.working.rules)
    return None if on is None else _on(row, on, clocks)


def _on(row: Row[Any], on: date, clocks: Clocks) -> DateDue:
    may_be_called = row.may_be_called != MayBeCalled.NO
    by_card = row.may_be_mailed and rules.can_be_mailed(on, clocks.today, clocks.working)
    return DateDue(
        date_id=row.id,
        contact_id=ContactId(row.contact_id),
        name=shown_names.usual_at_end(row),
        kind=row.kind,
        label=row.label,
        on=on,
        years=on.year - row.year if row.year and on.year > row.year else None,
        by_card=by_card,
        phone=(row.phone or "") if may_be_called else "",
        may_be_called=may_be_called,
        clock=clocks.face(rules.clock(on, clocks.working), said=rules.words(on, clocks.today, clocks.working)),
    )


def said_since(
    session: Session, contact_ids: set[ContactId], since: date, clocks: Clocks
) -> dict[ContactId, list[Said]]:  # fmt: skip
    """Return what reached these people since the beginning of a day."""
    found: dict[ContactId, list[Said]] = {}
    for contact_id, said in _said(session, sorted(contact_ids), clocks.working.start_of(since), clocks):
        found.setdefault(contact_id, []).append(said)
    return found


def _said(
    session: Session, ids: list[ContactId], since: datetime, clocks: Clocks
) -> Iterator[tuple[ContactId, Said]]:  # fmt: skip
    for start in range(0, len(ids), CHUNK):
        for row in _touch_rows.rows(session, ids=ids[start : start + CHUNK], since=since):
            said = Said(TouchKind(row.kind), Outcome(row.outcome), clocks.working.date_of(row.at))
            yield ContactId(row.contact_id), said


@Prepared
def _rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            YearlyDate.id, YearlyDate.contact_id, YearlyDate.kind, YearlyDate.month, YearlyDate.day, YearlyDate.year,
            YearlyDate.label, Contact.may_be_mailed, *call_columns(), *shown_names.parts(Contact),
        )
        .join(Contact, Contact.id == YearlyDate.contact_id)
        .where(YearlyDate.kind.in_(("birthday", "anniversary", "other")), YearlyDate.month == bindparam("month"))
        .where(YearlyDate.day >= bindparam("first"), YearlyDate.day <= bindparam("last"), conditions.is_active())
    )  # fmt: skip


@Prepared
def _touch_rows() -> Any:  # noqa: ANN401
    return select(Touch.contact_id, Touch.kind, Touch.outcome, Touch.at).where(
        Touch.contact_id.in_(bindparam("ids", expanding=True)), Touch.at >= bindparam("since")
    )
