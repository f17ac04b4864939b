"""Rates: a share says something only where there is enough to take it of."""

from refdesk.domain.rules import USUAL


def percent(part: int, whole: int, fewest: int = USUAL.rates_from) -> int | None:
    """Return the share in whole percent, or None while there are fewer: the numbers say all that is known."""
    if whole < fewest:
        return None
    share = round(100 * part / whole)
    # All and none are said only when they are true.
    return min(max(share, 1 if part else 0), 100 if part == whole else 99)
