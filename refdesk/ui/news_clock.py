"""Learns now and then what commands did to the open file beside the window."""

from PySide6.QtCore import QObject, QTimer

from refdesk.errors import RefDeskError
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
        self._worried = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Pass on what others did since the last look; a file that went away is said once, until it is back."""
        try:
            self._workplace.desk.ensure_in_place()
            self._last, found = self._workplace.desk.ask(news.since, self._last, OWN_CLIENT)
        except RefDeskError as fault:
            if not self._worried:
                self._worried = True
                self._workplace.show_fault(fault)
            return
        self._worried = False
        for changes in found:
            self._workplace.desk.heard(changes)
