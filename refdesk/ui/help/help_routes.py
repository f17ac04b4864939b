"""Opens the handbook where it belongs: at the page of the dialog on top, else of the place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from refdesk.ui import read_in
from refdesk.ui.help import topics
from refdesk.ui.jobs import JobLanes

_MODULE = "refdesk.ui.help.help_window"


class HelpRoutes(QObject):
    """Opens the one window of the handbook; `here` names the place that is shown, or a page, "" for none."""

    def __init__(
        self, window: QWidget, here: Callable[[], str], parent: QObject, *, jobs: JobLanes | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window, self._here, self._jobs = window, here, jobs

    def show_here(self) -> None:
        """Open the page of what one is on."""
        dialog = topics.on_top(self._window)
        here = self._here()
        place = topics.PLACES.get(here, here or topics.START)
        self.show_page(place if dialog is None else topics.of_dialog(dialog))

    def show_keys(self) -> None:
        """Open the list of all keys."""
        self.show_page(topics.KEYS)

    def show_page(self, name: str) -> None:
        """Open a page; with lanes the handbook is read in beside the window."""
        if self._jobs is None:
            self._show(name)
        else:
            read_in.then(self._jobs, self._window, [_MODULE], partial(self._show, name))

    def _show(self, name: str) -> None:
        from refdesk.ui.help.help_window import HelpWindow

        found = self._window.findChild(HelpWindow)
        help_window = found if isinstance(found, HelpWindow) else HelpWindow(self._window)
        help_window.show_page(name)
