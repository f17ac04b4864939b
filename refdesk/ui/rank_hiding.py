"""Whether ranks are hidden on screen, while a client looks on; one key turns it, a new start shows them again."""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Signal

KEY = "Ctrl+Shift+H"
_AT_THE_END = re.compile(r"(?<!\S)(A\+|[ABCD])$")


class RankHiding(QObject):
    """The one switch of this run; what shows ranks listens to `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """Tell whether ranks are hidden."""
        return self._is_on

    def turn(self, *, on: bool) -> None:
        """Hide ranks everywhere, or show them again."""
        if on != self._is_on:
            self._is_on = on
            self.changed.emit()

    def toggle(self) -> None:
        """Hide what is shown, show what is hidden."""
        self.turn(on=not self._is_on)


@cache
def shared() -> RankHiding:
    """Return the switch of this program."""
    return RankHiding(QCoreApplication.instance())


def is_on() -> bool:
    """Tell whether ranks are hidden just now."""
    return shared().is_on


def said(words: str) -> str:
    """Return what was done, "Eva Brandt ranked A", as it may be shown now: without the rank while ranks are hidden."""
    return _AT_THE_END.sub("…", words) if is_on() else words
