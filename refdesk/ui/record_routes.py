"""Shows what was done in the open file, takes it back from there, and says what RefDesk is and where the file lies."""

from PySide6.QtCore import QObject

from refdesk.ui.routes import Routes
from refdesk.ui.shell import Shell
from refdesk.ui.undo_actions import UndoActions
from refdesk.ui.workplace import Workplace


class RecordRoutes(QObject):
    """Opens the history, beside the undo of the window, and About."""

    def __init__(self, workplace: Workplace, shell: Shell, routes: Routes, undo: UndoActions) -> None:
        super().__init__(shell)
        self._workplace, self._shell, self._routes, self._undo = workplace, shell, routes, undo

    def show_history(self) -> None:
        """Show everything that was done."""
        from refdesk.ui.history.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._workplace, self._shell)
        dialog.take_back_wanted.connect(self._undo.take_back)
        dialog.do_again_wanted.connect(self._undo.do_again)
        dialog.person_wanted.connect(self._routes.show_person)
        dialog.open()

    def show_about(self) -> None:
        """Show version, file, licenses and the report of a problem."""
        from refdesk.ui.about.about_dialog import AboutDialog

        AboutDialog(self._workplace, self._shell).open()
