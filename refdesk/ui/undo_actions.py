"""Undo and redo: what they would do now, and doing it."""

from PySide6.QtCore import QObject, Signal

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services.desk import UndoState
from refdesk.ui.workplace import Workplace


class UndoActions(QObject):
    """Ctrl+Z and Ctrl+Shift+Z on the open file."""

    changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.state = UndoState(None, None)
        workplace.bus.changed.connect(self.look)

    def look(self) -> None:
        """See what could be undone now."""
        self.state = self._workplace.desk.undo_state()
        self.changed.emit(self.state)

    def undo(self) -> None:
        """Take the newest act back, and say so."""
        try:
            step = self._workplace.desk.undo()
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        if step is None:
            self._workplace.tell(_("Nothing to undo"))
        else:
            self._workplace.tell(_("Taken back: {act}").format(act=step.label))

    def redo(self) -> None:
        """Do again what was taken back, and say so."""
        try:
            step = self._workplace.desk.redo()
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        if step is None:
            self._workplace.tell(_("Nothing to do again"))
        else:
            self._workplace.done(_("Done again: {act}").format(act=step.label))
