"""What a report is shown in that is more than pages: the list of reports treats it like the viewer of pages."""

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk.progress import Progress
from refdesk.services.desk import Desk
from refdesk.ui.reports.asked import Asked


class OwnView(QWidget):
    """Subclasses read what they show off the window's thread, and then show it."""

    person_wanted = Signal(int)
    referral_wanted = Signal(int)

    @staticmethod
    @abstractmethod
    def read(desk: Desk, asked: Asked, progress: Progress) -> object:
        """Return what `show_read` takes; called away from the window's thread."""

    @abstractmethod
    def show_read(self, found: object) -> bool:
        """Show what was read, and say whether there is anything to save or print."""

    @abstractmethod
    def show_words(self, words: str) -> None:
        """Say why there is nothing to see."""

    @abstractmethod
    def set_busy(self, *, busy: bool) -> None:
        """Show that something newer is on its way."""

    @abstractmethod
    def add_button(self, button: QWidget) -> None:
        """Put a button at the right of the bar."""

    def let_go(self) -> None:
        """Let go of what is shown, for the view goes away: Python itself would find it much later."""

    @abstractmethod
    def take_focus(self) -> None:
        """Put the focus where the keyboard goes on."""
