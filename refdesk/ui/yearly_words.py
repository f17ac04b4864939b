"""Days of the year in words: birthdays and anniversaries."""

from datetime import date

from refdesk import i18n
from refdesk.domain.yearly_dates import LEAP_YEAR, YearlyDate


def words(on: YearlyDate) -> str:
    """Return "February 9", with the year when it is known."""
    day = i18n.day_month(date(LEAP_YEAR, on.month, on.day))
    return day if on.year is None else f"{day}, {on.year}"
