"""Timers that ring once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def once(parent: QObject, after_ms: int, then: Callable[[], object]) -> QTimer:
    """Return a timer that calls a bound method of its parent once, so long after each start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(then)
    return timer
