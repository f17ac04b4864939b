"""Choosing many lines of a list: Space, Shift with arrows or a click, Ctrl with a click, Ctrl+A; Esc chooses nobody."""

from array import array
from collections.abc import Iterable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from refdesk.ui.widgets.ids_model import IdsModel

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Marked(Protocol):
    """A list whose lines are marked."""

    def position(self) -> int: ...
    def move_to(self, position: int) -> None: ...
    def lines_in_page(self) -> int: ...


class Marking(QObject):
    """Holds the ids that are marked, apart from the list's own selection: 100,000 of them are one set."""

    changed = Signal()

    def __init__(self, lines: Marked, model: IdsModel[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._lines, self._model = lines, model
        self._ids: set[int] = set()
        self._before: set[int] = set()
        self._anchor = -1

    def has(self, row_id: int) -> bool:
        """Tell whether a line is marked."""
        return row_id in self._ids

    def count(self) -> int:
        """Return how many are marked."""
        return len(self._ids)

    def ids(self) -> "array[int]":
        """Return what is marked in the order of the list."""
        return array("q", (each for each in self._model.ids() if each in self._ids))

    def clear(self) -> None:
        """Mark nothing."""
        self._take(set())
        self._anchor = -1

    def keep_to(self, shown: Iterable[int]) -> None:
        """Let go of what the list no longer shows."""
        if self._ids:
            self._take(self._ids & set(shown))

    def took_key(self, event: QKeyEvent) -> bool:
        """Answer to a key that marks; return whether it was one."""
        control, shift = bool(event.modifiers() & _CONTROL), bool(event.modifiers() & _SHIFT)
        if event.key() == Qt.Key.Key_A and control and not shift:
            self._take(set(self._model.ids()))
        elif event.key() == Qt.Key.Key_Space and not control and not shift:
            self._toggle(self._lines.position())
        elif event.key() == Qt.Key.Key_Escape and self._ids:
            self.clear()
        elif shift and (target := self._target(event.key())) is not None:
            self._extend(target)
        else:
            return False
        return True

    def clicked(self, position: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Answer to a press on a line; return whether it marked, else the list takes the line as its current one."""
        if position < 0:
            return False
        if modifiers & _SHIFT:
            self._extend(position)
            return True
        if modifiers & _CONTROL:
            here = self._lines.position()
            if not self._ids and here not in (-1, position):
                self._ids.add(self._model.id_at(here))
            self._toggle(position)
            self._lines.move_to(position)
            return True
        self.clear()
        return False

    def _toggle(self, position: int) -> None:
        if position < 0:
            return
        self._anchor = position
        self._take(self._ids ^ {self._model.id_at(position)})
        self._before = set(self._ids)

    def _extend(self, position: int) -> None:
        """Mark from where marking began to this line, with what was marked before."""
        if self._anchor < 0 or self._anchor >= self._model.rowCount():
            self._anchor, self._before = max(self._lines.position(), 0), set(self._ids)
        first, last = sorted((self._anchor, position))
        self._lines.move_to(position)
        self._take(self._before | set(self._model.ids()[first : last + 1]))

    def _target(self, key: int) -> int | None:
        here, last = self._lines.position(), self._model.rowCount() - 1
        page = self._lines.lines_in_page()
        steps = {
            Qt.Key.Key_Up: here - 1, Qt.Key.Key_Down: here + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
            Qt.Key.Key_PageUp: here - page, Qt.Key.Key_PageDown: here + page,
        }  # fmt: skip
        found = steps.get(Qt.Key(key))
        return None if found is None or last < 0 else min(max(found, 0), last)

    def _take(self, ids: set[int]) -> None:
        if not ids:
            self._before = set()
        if ids != self._ids:
            self._ids = ids
            self.changed.emit()
