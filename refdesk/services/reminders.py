"""Reminders: set, changed, done and taken out; one that repeats moves on to its next moment and stays the same one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import reminders as rules
from refdesk.domain import text
from refdesk.domain.ids import ContactId, ReminderId
from refdesk.domain.reminders import ReminderDraft, Series
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, conditions, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.operation import operation
from refdesk.store.base import Moment
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Reminder
from refdesk.store.unit import Unit

_SHOWN = 40

Act = Callable[[Unit, ReminderId], str]
"""What is done with a reminder, and what the passing line says of it."""


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """Hold an open reminder; `contact_id` is None and `name` "" where it is about nobody."""

    reminder_id: ReminderId
    contact_id: ContactId | None
    name: str
    text: str
    clock: ClockFace
    draft: ReminderDraft

    @property
    def due_at(self) -> datetime:
        """Return the moment of the reminder, absences considered."""
        return self.clock.due_at

    @property
    def repeats(self) -> str:
        """Return "every 2 weeks"; "" for one that is due once."""
        return self.draft.repeat.words if self.draft.repeat else ""


@operation(N_("Set a reminder"))
def add(unit: Unit, draft: ReminderDraft) -> ReminderId:
    """Set a reminder; raises `Refused` with the problems by field."""
    if found := rules.problems(draft, today=unit.today):
        raise Refused(*found)
    if draft.contact_id is not None:
        unit.get(Contact, draft.contact_id)
    row = Reminder(contact_id=draft.contact_id, text="", due_at=unit.now)
    _write(row, draft, business.working_time(unit.session))
    row = unit.add(row)
    _say(unit, row, said_set(row.text))
    return ReminderId(row.id)


@operation(N_("Change a reminder"))
def edit(unit: Unit, reminder_id: ReminderId, draft: ReminderDraft, *, was: ReminderDraft | None = None) -> None:
    """Save another text, day, person or repetition; raises `Refused` by field, `Overtaken` when it is not as it was."""
    row, working = _open(unit, reminder_id), business.working_time(unit.session)
    known = _draft(row, working)
    if was is not None and was != known:
        raise Overtaken(_("This was changed in the meantime."))
    if found := rules.problems(draft, today=unit.today, was_on=known.on):
        raise Refused(*found)
    if draft.contact_id is not None:
        unit.get(Contact, draft.contact_id)
    if draft != known:
        _write(row, draft, working)
    _say(unit, row, said_changed(row.text))


@operation(N_("Finish a reminder"))
def finish(unit: Unit, reminder_id: ReminderId) -> str:
    """Tick a reminder; one that repeats moves on to its next moment from now. Returns what the passing line says."""
    row, working = _open(unit, reminder_id), business.working_time(unit.session)
    series = rules.series(row.repeat_rule)
    said = _("Reminder done: {text}").format(text=_short(row.text))
    if series is None:
        row.done_at = unit.now
    else:
        row.due_at = series.next_after(max(row.due_at, unit.now), working)
        again = i18n.day_due(working.date_of(row.due_at), unit.today)
        said = _("{said}. Again on {day}").format(said=said, day=again)
    _say(unit, row, said)
    return said


@operation(N_("Delete a reminder"))
def delete(unit: Unit, reminder_id: ReminderId) -> str:
    """Take a reminder out, with all its repetitions. Returns what the passing line says."""
    row = unit.get(Reminder, reminder_id)
    said = _("Reminder deleted: {text}").format(text=_short(row.text))
    _say(unit, row, said)
    unit.session.delete(row)
    return said


def said_set(typed: str) -> str:
    """Return what the passing line says when a reminder was set."""
    return _("Reminder set: {text}").format(text=_short(typed))


def said_changed(typed: str) -> str:
    """Return what the passing line says when a reminder was changed."""
    return _("Reminder changed: {text}").format(text=_short(typed))


def due(session: Session, clocks: Clocks, *, until: datetime) -> tuple[ReminderLine, ...]:
    """Return the open reminders due before a moment, by their moments; none about people who left."""
    return _lines(session, clocks, _due_rows(), {"until": until})


def everything_open(session: Session, clocks: Clocks) -> tuple[ReminderLine, ...]:
    """Return every open reminder, by their moments; none about people who left."""
    return _lines(session, clocks, _open_rows())


def of(session: Session, contact_id: ContactId, clocks: Clocks) -> tuple[ReminderLine, ...]:
    """Return the open reminders about a person, by their moments."""
    return _lines(session, clocks, _rows().where(Reminder.contact_id == contact_id))


def one(session: Session, reminder_id: ReminderId, clocks: Clocks) -> ReminderLine:
    """Return an open reminder; raises `Overtaken` when it is done or gone."""
    found = _lines(session, clocks, _rows().where(Reminder.id == reminder_id))
    if not found:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    return found[0]


@cache
def _due_rows() -> Select[Any, Any]:
    # Made once: Today asks after each change.
    return _open_rows().where(Reminder.due_at < bindparam("until", type_=Moment))


def _rows() -> Select[Any, Any]:
    return (
        select(Reminder, shown_names.columns(Contact))
        .outerjoin(Contact, Contact.id == Reminder.contact_id)
        .where(Reminder.done_at.is_(None))
        .order_by(Reminder.due_at, Reminder.id)
    )


def _open_rows() -> Select[Any, Any]:
    return _rows().where(or_(Reminder.contact_id.is_(None), conditions.is_active()))


def _lines(
    session: Session, clocks: Clocks, query: Select[Any, Any], values: Mapping[str, Any] = MappingProxyType({})
) -> tuple[ReminderLine, ...]:
    rows: Sequence[Any] = session.execute(query, dict(values)).all()
    return tuple(_line(row.Reminder, row.person, clocks) for row in rows)


def _line(row: Reminder, parts: Sequence[str | None], clocks: Clocks) -> ReminderLine:
    name = "" if row.contact_id is None else shown_names.of(part or "" for part in parts).usual
    face = clocks.face(rules.clock(row.due_at, clocks.working))
    contact_id = None if row.contact_id is None else ContactId(row.contact_id)
    return ReminderLine(ReminderId(row.id), contact_id, name, row.text, face, _draft(row, clocks.working))


def _draft(row: Reminder, working: WorkingTime) -> ReminderDraft:
    """Return a reminder as it would be typed in: its next day, and its time unless that is the close of the day."""
    local, series = working.local(row.due_at), rules.series(row.repeat_rule)
    at = None if row.due_at == working.close_of(local.date()) else local.time()
    if series is not None:
        at = series.at
    contact_id = None if row.contact_id is None else ContactId(row.contact_id)
    return ReminderDraft(row.text, local.date(), at, contact_id, series.repeat if series else None)


def _write(row: Reminder, draft: ReminderDraft, working: WorkingTime) -> None:
    assert draft.on is not None, "the rules ask for a day"
    known = rules.series(row.repeat_rule or "")
    row.contact_id, row.text = draft.contact_id, text.clean(draft.text, lines=True)
    due_at = rules.due_at(draft.on, draft.at, working)
    begun = Series(draft.repeat, draft.on, draft.at) if draft.repeat is not None else None
    # A change of words alone lets the series go on from the day with which it began.
    goes_on = known is not None and row.due_at == due_at and known.repeat == draft.repeat and known.at == draft.at
    row.due_at = due_at
    if not goes_on:
        row.repeat_rule = begun.rule if begun else ""


def _open(unit: Unit, reminder_id: ReminderId) -> Reminder:
    row = unit.get(Reminder, reminder_id)
    if row.done_at is not None:
        raise Refused(Problem("", _("This reminder is already done.")))
    return row


def _say(unit: Unit, row: Reminder, said: str) -> None:
    about = ("reminder", row.id) if row.contact_id is None else ("contact", row.contact_id)
    unit.say(said, *about)


def _short(typed: str) -> str:
    return text.shorten(typed, _SHOWN)
