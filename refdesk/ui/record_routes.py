"""Shows what was done in the open file, takes it back from there, and says what RefDesk is and where the file lies."""

from operator import methodcaller
from typing import Any

from PySide6.QtCore import QObject

from refdesk.domain.ids import ContactId
from refdesk.ui import read_in
from refdesk.ui.page import Page
from refdesk.ui.places import PlaceName
from refdesk.ui.routes import Routes
from refdesk.ui.shell import Shell
from refdesk.ui.undo_actions import UndoActions
from refdesk.ui.workplace import Workplace


class RecordRoutes(QObject):
    """Opens the history, beside the undo of the window, and About."""

    def __init__(self, workplace: Workplace, shell: Shell, routes: Routes, undo: UndoActions) -> None:
        super().__init__(shell)
        self._workplace, self._shell, self._routes, self._undo = workplace, shell, routes, undo
        shell.page_made.connect(self._connect)

    def show_report(self, key: str, contact_id: int = 0) -> None:
        """Show a page of Reports by its key, for somebody if that is meant."""
        self._shell.visit(PlaceName.REPORTS, methodcaller("show_report", key, contact_id))

    def show_directory(self, contact_ids: list[ContactId]) -> None:
        """Show the directory of some people alone."""
        self._shell.visit(PlaceName.REPORTS, methodcaller("show_report", "contact-directory", among=contact_ids))

    def show_setting(self, name: str) -> None:
        """Show a setting by its name, ready to be typed."""
        self._shell.visit(PlaceName.SETTINGS, methodcaller("come_to", name))

    @read_in.before("refdesk.ui.history.history_dialog")
    def show_history(self) -> None:
        """Show everything that was done."""
        from refdesk.ui.history.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._workplace, self._shell)
        dialog.take_back_wanted.connect(self._undo.take_back)
        dialog.do_again_wanted.connect(self._undo.do_again)
        dialog.person_wanted.connect(self._routes.show_person)
        dialog.open()

    @read_in.before("refdesk.ui.about.about_dialog")
    def show_about(self) -> None:
        """Show version, file, licenses and the report of a problem."""
        from refdesk.ui.about.about_dialog import AboutDialog

        AboutDialog(self._workplace, self._shell).open()

    def _connect(self, name: PlaceName, page: Page) -> None:
        if name is PlaceName.SETTINGS:
            settings: Any = page
            settings.report_wanted.connect(self.show_report)
            settings.about_wanted.connect(self.show_about)
        elif name is PlaceName.REPORTS:
            reports: Any = page
            reports.setting_wanted.connect(self.show_setting)
        elif name is PlaceName.GUIDE:
            hour: Any = page
            hour.report_wanted.connect(self.show_report)
        elif name is PlaceName.CONTACTS:
            contacts: Any = page
            contacts.panel.hand_out_wanted.connect(self.show_report)
            contacts.list.many.directory_wanted.connect(self.show_directory)
