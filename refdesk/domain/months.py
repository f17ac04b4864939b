"""Days some months or years on: the last day of a shorter month stands for one that it lacks."""

from calendar import monthrange
from datetime import date


def later(day: date, months: int) -> date:
    """Return the same day so many months later, or earlier for a number below nothing; January 31 has February 28."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later; February 29 has February 28."""
    return later(day, years * 12)
