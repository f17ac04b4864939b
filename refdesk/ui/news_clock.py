"""Learns now and then what commands did to the open file beside the window."""

from PySide6.QtCore import QObject, QTimer

from refdesk.services import news
from refdesk.ui.workplace import Workplace

EVERY_MS = 2_000
OWN_CLIENT = "window"


class NewsClock(QObject):
    """Runs while a file is open."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._last = workplace.desk.ask(news.newest)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Pass on what others did since the last look."""
        self._last, found = self._workplace.desk.ask(news.since, self._last, OWN_CLIENT)
        for changes in found:
            self._workplace.desk.heard(changes)
