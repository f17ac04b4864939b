"""Open promises and reminders as a calendar file; written again, the same thing has the same name there."""

import uuid
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import reminders as rules
from refdesk.domain import text
from refdesk.errors import BadFile
from refdesk.exchange import calendar_writer
from refdesk.exchange.calendar_writer import Entry
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import promise_lists, reminders, whole_files
from refdesk.services.clocks import Clocks
from refdesk.services.promise_lists import OpenPromise
from refdesk.services.reminders import ReminderLine
from refdesk.store.tables.trail import Operation
from refdesk.store.tables.work import Reminder

SUFFIX = ".ics"
_LONGEST = 200


def write(session: Session, path: Path, clocks: Clocks, *, progress: Progress = SILENT) -> int:
    """Write every open promise and reminder to a calendar file, and return how many.

    Raises `BadFile` for another suffix, `StoreFault` when it cannot be written, and `Cancelled`.
    """
    if path.suffix.lower() != SUFFIX:
        raise BadFile(_("A calendar file is written as .ics."))
    whose = _identity(session)
    promised = promise_lists.open_ones(session, clocks)
    noted = reminders.everything_open(session, clocks)
    begun = dict(session.execute(select(Reminder.id, Reminder.repeat_rule).where(Reminder.done_at.is_(None))).all())
    entries = [_of_promise(each, whose) for each in progress.over(promised)]
    entries += [_of_reminder(each, begun[each.reminder_id], whose) for each in progress.over(noted)]
    name = _("RefDesk: promises and reminders")
    zone, now = clocks.working.zone, clocks.now
    whole_files.write(path, lambda out: calendar_writer.write(entries, out, zone=zone, now=now, name=name))
    return len(entries)


def _of_promise(each: OpenPromise, whose: uuid.UUID) -> Entry:
    words = _("{text} (promised to {name})").format(text=_short(each.text), name=each.name)
    return Entry(_uid(whose, "promise", each.promise_id), words, each.due_on)


def _of_reminder(each: ReminderLine, rule: str, whose: uuid.UUID) -> Entry:
    draft, series = each.draft, rules.series(rule)
    assert draft.on is not None, "a reminder that was set has its day"
    words = _("{text} ({name})").format(text=_short(each.text), name=each.name) if each.name else _short(each.text)
    began_on = series.first if series else None
    return Entry(_uid(whose, "reminder", each.reminder_id), words, draft.on, draft.at, draft.repeat, began_on)


def _uid(whose: uuid.UUID, kind: str, row_id: int) -> str:
    return f"{kind}-{row_id}-{whose}@refdesk"


def _identity(session: Session) -> uuid.UUID:
    """Return what tells this data file from every other, backups and copies of it apart: its first step."""
    query = select(Operation.at, Operation.actor, Operation.client).order_by(Operation.id).limit(1)
    first = session.execute(query).first()
    told = "" if first is None else f"{first.at.isoformat()} {first.actor} {first.client}"
    return uuid.uuid5(uuid.NAMESPACE_OID, told)


def _short(typed: str) -> str:
    return text.shorten(typed, _LONGEST)
