"""Brings what the desk says it changed to the GUI thread, as one Qt signal."""

from PySide6.QtCore import QObject, Qt, Signal

from refdesk.domain.changes import Changes
from refdesk.services.desk import Desk


class ChangeBus(QObject):
    """Views connect to `changed`; it is emitted on the GUI thread, whichever thread did the operation."""

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._heard.connect(self._pass_on, Qt.ConnectionType.AutoConnection)
        self._held: list[Changes] | None = None
        self._unsubscribe = desk.subscribe(self._hear)

    def hold(self) -> None:
        """Keep changes back while keys follow each other quickly in front of the screens that would load again."""
        self._held = [] if self._held is None else self._held

    def release(self) -> None:
        """Tell what was kept back, as one change, and keep nothing back any more."""
        held, self._held = self._held, None
        if held:
            self.changed.emit(Changes.together(held))

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()

    def _hear(self, changes: Changes) -> None:
        self._heard.emit(changes)

    def _pass_on(self, changes: Changes) -> None:
        if self._held is None:
            self.changed.emit(changes)
        else:
            self._held.append(changes)
