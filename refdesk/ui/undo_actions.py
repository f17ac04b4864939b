"""Undo and redo: what they would do now, and doing it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services.desk import Desk, UndoState
from refdesk.ui import rank_hiding
from refdesk.ui.job_dialog import Shield
from refdesk.ui.jobs import Job
from refdesk.ui.workplace import Workplace

AT_ONCE = 60
"""So many rows are taken back within one event; more are a job, and the window waits for it."""
Act = Callable[[Desk, Progress], str | None]
"""Returns in words what was taken back or done again; None if there was nothing."""


class UndoActions(QObject):
    """Ctrl+Z and Ctrl+Shift+Z on the open file, in its window."""

    changed = Signal(object)

    def __init__(self, workplace: Workplace, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._window = workplace, window
        self._job: object = None
        self.state = UndoState(None, None)
        workplace.bus.changed.connect(self.look)
        rank_hiding.shared().changed.connect(self._say_again)

    def look(self) -> None:
        """See what could be undone now."""
        self.show(self._workplace.desk.undo_state())

    def show(self, state: UndoState) -> None:
        """Say what could be undone."""
        self.state = state
        self.changed.emit(state)

    def _say_again(self) -> None:
        self.changed.emit(self.state)

    def undo(self) -> None:
        """Take the newest act back, and say so."""
        step = self._workplace.desk.undo_state().undo
        self._do(_undo, 0 if step is None else self._workplace.desk.size_of(step.operation_id), self._undone)

    def redo(self) -> None:
        """Do again what was taken back, and say so."""
        step = self._workplace.desk.undo_state().redo
        self._do(_redo, 0 if step is None else self._workplace.desk.size_of(step.operation_id), self._redone)

    def take_back(self, operation_id: int) -> None:
        """Take back one act, however long ago it was, and say so."""
        self._do(partial(_take_back, operation_id), self._workplace.desk.size_of(operation_id), self._undone)

    def do_again(self, undo_id: int) -> None:
        """Do again what this undo took back, and say so."""
        self._do(partial(_take_back, undo_id), self._workplace.desk.size_of(undo_id), self._redone)

    def _do(self, act: Act, size: int, then: Callable[[str | None], None]) -> None:
        desk = self._workplace.desk
        if self._job is not None:
            return  # one at a time: the next is asked for again
        if size > AT_ONCE:
            self._start(partial(act, desk), then)
            return
        try:
            done = act(desk, Progress())
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            then(done)

    def _start(self, work: Callable[[Progress], str | None], then: Callable[[str | None], None]) -> None:
        job: object = self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault, writes=True)
        if isinstance(job, Job):
            self._job = job
            Shield(job, self._window)
            job.ended.connect(self._end)

    def _end(self) -> None:
        self._job = None

    def _undone(self, label: str | None) -> None:
        if label is None:
            self._workplace.tell(_("Nothing to undo"))
        else:
            self._workplace.tell(_("Taken back: {act}").format(act=rank_hiding.said(label)))

    def _redone(self, label: str | None) -> None:
        if label is None:
            self._workplace.tell(_("Nothing to do again"))
        else:
            self._workplace.done(_("Done again: {act}").format(act=rank_hiding.said(label)))


def _undo(desk: Desk, progress: Progress) -> str | None:
    step = desk.undo(progress)
    return None if step is None else step.label


def _take_back(operation_id: int, desk: Desk, progress: Progress) -> str | None:
    step = desk.undo_operation(operation_id, progress)
    return None if step is None else step.label


def _redo(desk: Desk, progress: Progress) -> str | None:
    step = desk.redo(progress)
    return None if step is None else step.label
