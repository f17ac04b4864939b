"""The next public holidays, so that the owner sees at once what the setting means."""

from datetime import date, timedelta

from refdesk import i18n
from refdesk.domain.profile import Profile
from refdesk.i18n import _

_DAYS_AHEAD = 120
_SHOWN = 3


def holidays_ahead(profile: Profile, today: date) -> str:
    """Return "Next: Thanksgiving Day, November 26; Christmas Day, December 25"."""
    working = profile.working_time
    if not profile.keeps_holidays:
        return _("You work on public holidays; only days off and absences count.")
    found: list[str] = []
    for step in range(_DAYS_AHEAD):
        day = today + timedelta(days=step)
        if name := working.holiday_on(day):
            found.append(_("{holiday}, {day}").format(holiday=name, day=i18n.day_month(day)))
    if not found:
        return _("No public holidays are known for this country. Enter them as days off.")
    return _("Next: {holidays}").format(holidays="; ".join(found[:_SHOWN]))
