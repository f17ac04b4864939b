"""Moments at which something happened, as somebody types them: gone by, and within a working life."""

from datetime import datetime

from refdesk.errors import Problem
from refdesk.i18n import _

MOST_YEARS = 50
"""What is said to be longer ago has a mistyped year; calendars end soon after year one, too."""


def problem(at: datetime, *, now: datetime, field: str) -> Problem | None:
    """Return why nothing that is logged now can have happened then."""
    if now.year - at.year > MOST_YEARS:
        return Problem(field, _("This is more than {n} years ago. Check the year.").format(n=MOST_YEARS))
    return Problem(field, _("This moment has not come yet.")) if at > now else None
