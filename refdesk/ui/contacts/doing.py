"""One click, one operation: does it, says it in the passing line, and shows in plain words what went wrong."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from refdesk.errors import Cancelled, RefDeskError
from refdesk.ui.workplace import Workplace


class Doing(QObject):
    """Does what a button of the panel asks for."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def do(self, said: str, act: Callable[..., Any], *args: object) -> bool:
        """Do an operation and say so; return whether it was done."""
        try:
            self._workplace.desk.do(act, *args)
        except Cancelled:
            return False
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return False
        self._workplace.done(said)
        return True
