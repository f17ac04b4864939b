"""Birthdays and anniversaries on Today (rule 12): before the day with "mail by", on it, and a week after if missed."""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from refdesk import i18n
from refdesk.domain import touches as touches_rules
from refdesk.domain.rules import USUAL, Rules
from refdesk.domain.touches import Outcome, TouchKind
from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.i18n import _, ngettext

SHOWN_DAYS = 5
"""Days before "mail by" from which on the line is shown."""
_LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a touch as the rule sees it."""

    kind: TouchKind
    outcome: Outcome
    on: date


def observed(month: int, day: int, year: int) -> date:
    """Return the day on which a date is kept in a year: February 29 on February 28 in common years."""
    return date(year, 2, 28) if (month, day) == _LEAP_DAY and not isleap(year) else date(year, month, day)


def occurrence(month: int, day: int, today: date, rules: Rules = USUAL) -> date | None:
    """Return the day that concerns us now: the one soon to come, or one just missed; None if neither is near."""
    for year in (today.year - 1, today.year, today.year + 1):
        if is_near(found := observed(month, day, year), today, rules):
            return found
    return None


def shown_from(on: date, rules: Rules = USUAL) -> date:
    """Return the day from which on a day is shown."""
    return on - timedelta(days=rules.mail_days + SHOWN_DAYS)


def shown_until(on: date, rules: Rules = USUAL) -> date:
    """Return the last day on which a day is shown."""
    return on + timedelta(days=rules.missed_days)


def first_shown(today: date, rules: Rules = USUAL) -> date:
    """Return the earliest day that is still shown today, though it was missed."""
    return today - timedelta(days=rules.missed_days)


def is_near(on: date, today: date, rules: Rules = USUAL) -> bool:
    """Say whether a day is shown now."""
    return shown_from(on, rules) <= today <= shown_until(on, rules)


def mail_by(on: date, working: WorkingTime) -> date:
    """Return the day by which the card is mailed: some days before, or the working day before that."""
    return working.working_day_until(on - timedelta(days=working.rules.mail_days))


def days_near(today: date, rules: Rules = USUAL) -> tuple[tuple[int, int], ...]:
    """Return the months and days that can be near, February 29 with February 28."""
    first, last = first_shown(today, rules), today + timedelta(days=rules.mail_days + SHOWN_DAYS)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    found = {(day.month, day.day) for day in days}
    return tuple(sorted(found | {_LEAP_DAY} if (2, 28) in found else found))


def is_done(on: date, touches: Iterable[Said], rules: Rules = USUAL) -> bool:
    """Say whether somebody was remembered: by a card since the line is shown, or by word on the day or after it."""
    begins = shown_from(on, rules)
    return any(
        each.on >= (begins if each.kind is TouchKind.CARD else on) and touches_rules.counts_as_touch(each.outcome)
        for each in touches
    )


def can_be_mailed(on: date, today: date, working: WorkingTime) -> bool:
    """Say whether a card still comes in time."""
    return today <= mail_by(on, working)


def clock(on: date, working: WorkingTime) -> Clock:
    """Return the clock of a day: the card due by "mail by", late from then on, and missed once the day is over."""
    began = working.start_of(shown_from(on, working.rules))
    return Clock(began, working.close_of(mail_by(on, working)), working.start_of(on + timedelta(days=1)))


def words(on: date, today: date, working: WorkingTime) -> str:
    """Return what stands beside the clock: "Mail by Friday", "Tomorrow", "Today", "3 days ago"."""
    last = mail_by(on, working)
    if today <= last:
        return _("Mail by today") if today == last else _("Mail by {day}").format(day=i18n.weekday(last))
    ahead = (on - today).days
    if ahead < 0:
        return ngettext("{n} day ago", "{n} days ago", -ahead).format(n=-ahead)
    return {0: _("Today"), 1: _("Tomorrow")}.get(ahead) or _("On {day}").format(day=i18n.weekday(on))
