"""Which rank or number a key means while people are ranked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from refdesk.domain.ranking import Rank

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEY_OF = {Rank.A_PLUS: "+", Rank.A: "A", Rank.B: "B", Rank.C: "C", Rank.D: "D"}
"""The key of each rank, as its cap shows it."""
# The plus of US keyboards stands on the key of the equals sign: without Shift it means the same here.
_RANKS = {"=": Rank.A_PLUS} | {key: rank for rank, key in KEY_OF.items()}
_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def rank_of(event: QKeyEvent) -> Rank | None:
    """Return the rank that a key means, None for any other key."""
    return None if is_modified(event) else rank_of_letter(event.text())


def rank_of_letter(letter: str) -> Rank | None:
    """Return the rank that a letter means."""
    return _RANKS.get(letter.upper())


def digit_of(event: QKeyEvent) -> int | None:
    """Return the digit of a key of either block, None for any other key."""
    typed = event.text()
    is_digit = len(typed) == 1 and typed.isdecimal() and not is_modified(event)
    return int(typed) if is_digit else None


def is_modified(event: QKeyEvent) -> bool:
    """Tell whether a key is pressed together with Ctrl, Alt or the like."""
    return bool(event.modifiers() & _MODIFIED)


def is_undo(event: QKeyEvent) -> bool:
    """Tell whether this is Ctrl+Z."""
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
