"""A place asked for by key while a file is still being opened: it is not lost, but shown once the file is there."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from refdesk.ui import places
from refdesk.ui.places import PlaceName
from refdesk.ui.shell import Shell


class EarlyKeys(QObject):
    """Listens to the keys that nobody takes while the window works; the last place asked for counts."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._listens = False
        self._wanted: PlaceName | None = None
        window.installEventFilter(self)

    def listen(self) -> None:
        """Begin to listen: a file is on its way."""
        self._listens = True

    def lead(self, shell: Shell | None) -> None:
        """Go to the place that was asked for; None where nothing came of it."""
        wanted, self._wanted, self._listens = self._wanted, None, False
        if shell is not None and wanted is not None:
            shell.go_to_by_key(wanted)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if self._listens and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._wanted = _place_of(event.keyCombination()) or self._wanted
        return False


def _place_of(pressed: QKeyCombination) -> PlaceName | None:
    key = QKeySequence(pressed)
    return next((place.name for place in places.all_places() if QKeySequence(place.sign.key) == key), None)
