"""Rates: a share says something only where there is enough to take it of."""

FEWEST = 20
"""Below this many there is no rate: the numbers themselves say all that is known."""


def percent(part: int, whole: int) -> int | None:
    """Return the share in whole percent, or None while there are too few to speak of one."""
    if whole < FEWEST:
        return None
    share = round(100 * part / whole)
    # All and none are said only when they are true.
    return min(max(share, 1 if part else 0), 100 if part == whole else 99)
