"""What comes after today: the next fourteen days, tomorrow's first things, and one person for an empty day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _, ngettext
from refdesk.services import dates_due, keep_in_touch, today_people, today_work
from refdesk.services.clocks import Clocks
from refdesk.services.keep_in_touch import WordDue
from refdesk.services.today_line import Line

DAYS = 14
TOMORROW_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Coming:
    """Hold one thing of a coming day; `contact_id` is None for what is about nobody in particular."""

    contact_id: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class DayAhead:
    """Hold what comes on one day."""

    on: date
    things: tuple[Coming, ...]


def tomorrow(session: Session, now: datetime, working: WorkingTime) -> tuple[Line, ...]:
    """Return the first three things of the next working day, for a day on which nothing is left."""
    clocks = Clocks(now, working)
    day = working.next_working_day(clocks.today)
    first = clocks.today + timedelta(days=1)
    found = [
        *today_work.promises(session, clocks, first=first, until=day),
        *(today_people.date_line(each) for each in dates_due.between(session, first, day, clocks)),
        *today_work.calls(session, clocks, day),
        *(line for line in today_work.reminder_lines(session, clocks, until=day) if line.due > now),
    ]
    return tuple(today_people.with_phones(session, found[:TOMORROW_SHOWN]))


def suggestion(session: Session, now: datetime, working: WorkingTime) -> WordDue | None:
    """Return one person to say a word to, for a day on which nothing is left."""
    return keep_in_touch.suggestion(session, Clocks(now, working))


def next_days(session: Session, now: datetime, working: WorkingTime) -> tuple[DayAhead, ...]:
    """Return what comes in the next fourteen days, day by day; days with nothing are left out."""
    clocks = Clocks(now, working)
    first, last = clocks.today + timedelta(days=1), clocks.today + timedelta(days=DAYS)
    found: dict[date, list[Coming]] = {}
    for each in dates_due.between(session, first, last, clocks):
        found.setdefault(each.on, []).append(Coming(each.contact_id, each.name, each.what))
    for line in (
        *today_work.promises(session, clocks, first=first, until=last),
        *today_work.reminder_lines(session, clocks, until=last),
        *today_people.next_steps(session, clocks, until=last),
        *today_people.steps_of_referrals(session, clocks, until=last),
    ):
        on = working.date_of(line.due)
        if on >= first:
            found.setdefault(min(on, last), []).append(Coming(line.contact_id, line.name, line.text))
    for on, count in today_work.calls_planned(session, first, last):
        words = ngettext("{n} call", "{n} calls", count).format(n=count)
        found.setdefault(on, []).append(Coming(None, _("Referral month"), words))
    return tuple(DayAhead(on, tuple(found[on])) for on in sorted(found))
