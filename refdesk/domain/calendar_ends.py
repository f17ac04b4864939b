"""The first and the last day that can be typed: beyond them a day is a slip of the finger.

The ends of the calendar itself leave no room for the day before and the day after.
"""

from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2199
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
