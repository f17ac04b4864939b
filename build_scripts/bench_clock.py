"""The moment at which everything is measured, told without what makes the data: that is no part of a start."""

from datetime import UTC, datetime

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


def clock() -> datetime:
    """Return the moment at which everything is measured."""
    return NOW
