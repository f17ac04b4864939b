"""The letters of a call: plain ones outside of fields, with Alt anywhere; Ctrl on macOS, where Alt types signs."""

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from refdesk.domain.call_codes import Code

DIAL, PERSON, NOTHING = "D", "P", "0"
LETTERS = (*Code, DIAL, PERSON, NOTHING)
MODIFIER = "Meta" if sys.platform == "darwin" else "Alt"
"""What Qt calls the key that makes a letter act inside a field."""
_LETTERS_END = 128


def letter_of(event: QKeyEvent) -> str:
    """Return the letter that was pressed alone, or ""."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.key() >= _LETTERS_END:
        return ""
    letter = chr(event.key())
    return letter if letter in LETTERS else ""


def shown(letter: str) -> str:
    """Return the keys of a letter as they are shown."""
    return f"Ctrl+{letter}" if sys.platform == "darwin" else f"Alt+{letter}"


def listen(owner: QWidget, act: Callable[[str], object]) -> None:
    """Let letters with the modifier act anywhere inside a widget."""
    for letter in LETTERS:
        keys = QKeySequence(f"{MODIFIER}+{letter}")
        shortcut = QShortcut(keys, owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(act, str(letter)))
