"""What a plan means, said honestly before it is made."""

from collections.abc import Sequence

from refdesk import i18n
from refdesk.domain.rules import Rules
from refdesk.i18n import _, ngettext
from refdesk.services.campaign_days import CalendarDay
from refdesk.services.campaigns import Preview

HOURS_OF_WORK = 8
_HOUR = 60
_WEEKEND = 3


def reach_words(found: Preview) -> str:
    """Return how many people are called, of how many, on how many days."""
    if not found.reached and not found.callable_people:
        return ""
    days = len(found.days)
    words = _("The plan reaches {n} of {all} people who may be called, on {days}.")
    on_days = ngettext("{n} working day", "{n} working days", days).format(n=days)
    return words.format(n=i18n.number(found.reached), all=i18n.number(found.callable_people), days=on_days)


def load_words(found: Preview, rules: Rules, *, chosen: str) -> str:
    """Return what a day takes, and what everybody would take."""
    if not found.callable_people:
        if chosen:
            return _("Nobody of these can be called. Choose other people.")
        return _("There is nobody to call yet. Add contacts with a phone number first.")
    most = max((calls for _day, calls in found.days), default=0)
    a_day = ngettext("At most {n} call a day: {minutes}.", "At most {n} calls a day: {minutes}.", most)
    words = a_day.format(n=i18n.number(most), minutes=minutes_words(most * rules.minutes_a_call))
    if most * rules.minutes_a_call > HOURS_OF_WORK * _HOUR:
        words += " " + _("That is more than a day of work holds: choose minutes a day, or fewer people.")
    if found.reached < found.callable_people:
        everybody = _("The best ranks come first. Everybody would take {minutes} a day.")
        words += " " + everybody.format(minutes=minutes_words(found.minutes_for_everybody))
    return words


def minutes_words(minutes: int) -> str:
    """Return a time as it is said: minutes, or hours when they are many."""
    hours, rest = divmod(minutes, _HOUR)
    if hours < 2:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    if not rest:
        return ngettext("{n} hour", "{n} hours", hours).format(n=i18n.number(hours))
    return _("{hours} h {minutes} min").format(hours=i18n.number(hours), minutes=rest)


def off_words(days: Sequence[CalendarDay]) -> str:
    """Return which days are free and why, "" for none; days off in a row are said once."""
    runs: list[list[CalendarDay]] = []
    for each in days:
        if not each.off_words:
            continue
        if runs and runs[-1][-1].off_words == each.off_words and (each.day - runs[-1][-1].day).days <= _WEEKEND:
            runs[-1].append(each)
        else:
            runs.append([each])
    off = [f"{_days(run)} {run[0].off_words}" for run in runs]
    return _("Off: {days}.").format(days=", ".join(off)) if off else ""


def _days(run: Sequence[CalendarDay]) -> str:
    first, last = run[0].day.day, run[-1].day.day
    return str(first) if len(run) == 1 else f"{first}–{last}"
