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
        self._unsubscribe = desk.subscribe(self._hear)

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()

    def _hear(self, changes: Changes) -> None:
        self._heard.emit(changes)

    def _pass_on(self, changes: Changes) -> None:
        self.changed.emit(changes)
