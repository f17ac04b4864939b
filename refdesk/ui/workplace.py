"""What a screen works with: the desk, its changes, the jobs, and a way to say something in passing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk
from refdesk.ui.change_bus import ChangeBus
from refdesk.ui.jobs import JobLanes

Say = Callable[[str], None]
AskForFile = Callable[[QWidget, str, str, str], Path | None]
"""(parent, title, suggested path, filter such as "PDF (*.pdf)") to the path chosen, None when put off."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Given by the main window to each screen and dialog.

    `done` says in the passing line what was just done, with Undo; `tell` something without Undo; `show_fault` shows
    a fault in plain words. Tests give their own `ask_to_open` and `ask_to_save` in place of the system's file dialogs.
    """

    file: OpenFile
    bus: ChangeBus
    jobs: JobLanes
    done: Say
    tell: Say
    show_fault: Callable[[RefDeskError], None]
    ask_to_open: AskForFile
    ask_to_save: AskForFile

    @property
    def desk(self) -> Desk:
        """The two verbs."""
        return self.file.desk

    def act(self, said: str, operation: Callable[..., Any], *args: object) -> None:
        """Do something and say it in passing, with Undo; what hinders it is shown instead."""
        try:
            self.desk.do(operation, *args)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.done(said)
