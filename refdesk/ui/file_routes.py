"""What the File menu does with the open file beside the places: the first hour, printing what is shown, moving it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from refdesk.domain.ids import ContactId
from refdesk.ui import read_in
from refdesk.ui.page import Page
from refdesk.ui.places import PlaceName
from refdesk.ui.routes import Routes
from refdesk.ui.shell import Shell
from refdesk.ui.workplace import Workplace

PRINT_KEY = "Ctrl+P"


class FileRoutes(QObject):
    """Leads to the first hour and on from there, prints the page that is shown, writes the file that moves."""

    def __init__(
        self, workplace: Workplace, shell: Shell, routes: Routes, *, back_up: Callable[[], None]
    ) -> None:  # fmt: skip
        super().__init__(shell)
        self._workplace, self._shell, self._routes, self._back_up = workplace, shell, routes, back_up
        shell.page_made.connect(self._connect)

    def show_first_hour(self) -> None:
        """Go on with the first hour, at the first step that is left."""
        self._shell.visit(PlaceName.GUIDE, self._begin_hour)

    def _begin_hour(self, page: Any) -> None:  # noqa: ANN401 - its place is imported when it is first seen
        page.go_on()
        self._shell.go_to_by_key(PlaceName.GUIDE)

    @read_in.before("refdesk.ui.guide.move_dialog")
    def move(self) -> None:
        """Write one file that goes to another computer."""
        from refdesk.ui.guide.move_dialog import MoveDialog

        MoveDialog(self._workplace, self._shell).open()

    def print_shown(self) -> None:
        """Print what is shown, or say why it does not go on paper."""
        act = self._shell.go_to(self._shell.here or PlaceName.TODAY).printing()
        self._workplace.tell(act) if isinstance(act, str) else act()

    def prepare_print(self, line: QAction) -> None:
        """Enable the line of the menu that prints, or let it say why not."""
        act = self._shell.go_to(self._shell.here or PlaceName.TODAY).printing()
        why = act if isinstance(act, str) else ""
        line.setEnabled(not why)
        line.setProperty("aside", why or PRINT_KEY)
        line.setText(f"{line.property('words')}\t{why or PRINT_KEY}")

    def _connect(self, name: PlaceName, page: Page) -> None:
        if name is PlaceName.GUIDE:
            self._connect_hour(page)
        signal = getattr(page, "first_hour_wanted", None)
        if signal is not None:
            signal.connect(self.show_first_hour)
        moves = getattr(page, "move_wanted", None)
        if moves is not None:
            moves.connect(self.move)

    def _connect_hour(self, page: Any) -> None:  # noqa: ANN401 - its place is imported when it is first seen
        """Let what the steps ask for lead back to them: whoever types somebody in stays here."""
        page.typing_wanted.connect(self._type_contact)
        page.plan_wanted.connect(self._plan)
        page.back_up_wanted.connect(self._back_up)
        page.leave_wanted.connect(partial(self._shell.go_to_by_key, PlaceName.TODAY))

    @read_in.before("refdesk.ui.contacts.contact_dialog")
    def _type_contact(self) -> None:
        from refdesk.ui.contacts.contact_dialog import ContactDialog

        ContactDialog(self._workplace, self._shell, contact_id=None).open()

    @read_in.before("refdesk.ui.contacts.plan_dialog")
    def _plan(self, contact_id: int) -> None:
        from refdesk.ui.contacts.plan_dialog import PlanDialog

        PlanDialog(self._workplace, self._shell, contact_id=ContactId(contact_id)).open()
