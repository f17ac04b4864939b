"""Prints the first card: there is no shell yet, and the print dialog lies over the guide."""

from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.services.data_file import OpenFile
from refdesk.ui import file_dialogs
from refdesk.ui.change_bus import ChangeBus
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.jobs import Jobs
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.print_routes import PrintRoutes
from refdesk.ui.workplace import AskForFile, Workplace


def print_pages(window: QWidget, jobs: Jobs, ask_to_save: AskForFile, file: OpenFile, request: PrintRequest) -> None:
    """Print or save pages of a file that the guide holds."""
    bus = ChangeBus(file.desk, window)
    workplace = Workplace(
        file=file, bus=bus, jobs=jobs, done=_say_nothing, tell=_say_nothing, show_fault=_Faults(window).show,
        ask_to_open=file_dialogs.ask_to_open, ask_to_save=ask_to_save,
    )  # fmt: skip
    PrintRoutes(workplace, window).print_pages(request)


def _say_nothing(_words: str) -> None:
    """Leave it to the guide to say what became of the card."""


class _Faults:
    def __init__(self, window: QWidget) -> None:
        self._window = window

    def show(self, fault: RefDeskError) -> None:
        FaultDialog(fault, self._window).open()
