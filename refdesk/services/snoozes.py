"""Lines of Today that were put off: hidden until a moment, listed, and brought back; their clocks go on."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import snoozing as rules
from refdesk.domain import working_time as times
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.errors import Overtaken, Refused
from refdesk.i18n import N_, _
from refdesk.services import business
from refdesk.services.operation import operation
from refdesk.services.today_line import Line
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.work import Snooze
from refdesk.store.unit import Unit


@operation(N_("Snooze a line"))
def put_off(unit: Unit, line: Line, until: datetime) -> str:
    """Hide a line until then; a red one until tomorrow at most, else `Refused`. Returns what the passing line says."""
    working = business.working_time(unit.session)
    if found := rules.problems(until, unit.now, working, is_overdue=line.state is DueState.OVERDUE):
        raise Refused(*found)
    rows = unit.session.scalars(select(Snooze).where(Snooze.line_key == line.key).order_by(Snooze.id)).all()
    if rows:
        rows[0].until = until
    else:
        unit.add(Snooze(line_key=line.key, until=until))
    words = _("{name} snoozed until {when}").format(name=line.name, when=when(until, unit.now, working))
    unit.say(words, *_subject(line))
    return words


@operation(N_("Bring a snoozed line back"))
def bring_back(unit: Unit, line: Line) -> str:
    """Show a line again that was put off; raises `Overtaken` if it is not. Returns what the passing line says."""
    rows = unit.session.scalars(select(Snooze).where(Snooze.line_key == line.key)).all()
    if not rows:
        raise Overtaken(_("This is no longer snoozed."))
    for row in rows:
        unit.session.delete(row)
    words = _("{name} is back on Today").format(name=line.name)
    unit.say(words, *_subject(line))
    return words


def in_force(session: Session, now: datetime) -> dict[str, datetime]:
    """Return until when each line is put off, by its key."""
    return {row.line_key: row.until for row in _in_force.rows(session, now=now)}


def when(until: datetime, now: datetime, working: WorkingTime) -> str:
    """Return "2 PM" for a time of today, "tomorrow", else the day."""
    day, today = working.date_of(until), working.date_of(now)
    if day == today:
        return times.hour_words(working.local(until))
    return _("tomorrow") if (day - today).days == 1 else i18n.day_short(day)


@Prepared
def _in_force() -> Any:  # noqa: ANN401 - a select of keys and moments
    in_force = Snooze.until > bindparam("now", type_=Moment)
    return select(Snooze.line_key, Snooze.until).where(in_force).order_by(Snooze.id)


def _subject(line: Line) -> tuple[str, int] | tuple[str]:
    return ("contact", line.contact_id) if line.contact_id is not None else ("snooze",)
