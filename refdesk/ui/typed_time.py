"""A time of day as people type it."""

import re
from datetime import time

from refdesk import i18n

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?\s?m?\.?", re.IGNORECASE)
_NOON = 12


def read(typed: str) -> time | None:
    """Return the time that "9", "9:30", "5 pm" or "17.00" means; None when it is none."""
    found = _TIME.fullmatch(typed.strip().replace("\u202f", " "))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= _NOON:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def show(at: time) -> str:
    """Return the time as the language writes it, with plain spaces."""
    return i18n.clock(at).replace("\u202f", " ")
