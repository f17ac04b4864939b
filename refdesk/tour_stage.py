"""What the tour plays on: one window of the made-up business, and how a picture is taken once nothing moves."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from refdesk.services import contact_list
from refdesk.services.desk import Desk
from refdesk.ui.main_window import MainWindow
from refdesk.ui.routes import Routes
from refdesk.ui.shell import Shell
from refdesk.ui.widgets.dialog import Dialog

STEP_MS, STILL_STEPS, MOST_STEPS = 30, 9, 1000


@dataclass(frozen=True, slots=True)
class Stage:
    """One window on a copy of the made-up business, and where its pictures go."""

    window: MainWindow
    home: Path
    keep: Callable[[QWidget, str], None]

    @property
    def shell(self) -> Shell:
        """The window of the open file."""
        assert self.window.opened is not None, "the made-up business is open"
        return self.window.opened.shell

    @property
    def routes(self) -> Routes:
        """What opens the dialogs."""
        assert self.window.opened is not None, "the made-up business is open"
        return self.window.opened.routes

    @property
    def desk(self) -> Desk:
        """The desk of the open file."""
        assert self.window.opened is not None, "the made-up business is open"
        return self.window.opened.workplace.desk

    def person(self, name: str) -> int:
        """Return somebody's id."""
        return self.desk.ask(contact_list.suggest, name)[0].contact_id

    def take(self, name: str) -> None:
        """Keep a picture of the window once nothing moves any more."""
        settle(self.window)
        self.keep(self.window, name)

    def take_dialog(self, name: str) -> None:
        """Keep a picture of the dialog that was opened, and close it."""
        self.take(name)
        for dialog in self.dialogs():
            dialog.reject()
        settle(self.window)

    def take_with(self, panel: QWidget, name: str) -> None:
        """Keep a picture of the window with a panel that stands over it, and close the panel."""
        settle(self.window)
        both = self.window.grab()
        painter = QPainter(both)
        painter.drawPixmap(self.window.mapFromGlobal(panel.mapToGlobal(QPoint(0, 0))), panel.grab())
        painter.end()
        picture = QLabel()
        picture.setPixmap(both)
        picture.resize(both.deviceIndependentSize().toSize())
        self.keep(picture, name)
        picture.deleteLater()
        panel.close()

    def dialogs(self) -> list[Dialog]:
        """Return the dialogs that are open."""
        return [dialog for dialog in self.window.findChildren(Dialog) if dialog.isVisible()]


def settle(window: MainWindow) -> None:
    """Let the window work until nothing is on its way for a while."""
    still = steps = 0
    while still < STILL_STEPS:
        wait(STEP_MS)
        still = still + 1 if window.jobs.is_idle else 0
        steps += 1
        assert steps < MOST_STEPS, "a job of the window does not end"


def wait(milliseconds: int) -> None:
    """Let the window answer for some time."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
