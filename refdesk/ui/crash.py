"""A bug: written to the log, and shown in a window with a report to copy that names no person."""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import logs
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.label import Label

log = logging.getLogger(__name__)


class CrashWindow(QDialog):
    """Says that something went wrong, that what was saved is safe, and offers the report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("RefDesk: something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        head = Label(_("Something went wrong in RefDesk"), Style.PERSON, self)
        calm = Label(
            _("Everything you saw saved is safe. You can go on working; if it happens again, please send this report."),
            Style.BODY, self, wrap=True, ink=Ink.INK2,
        )  # fmt: skip
        shown = TextEdit(report, self, name=_("Report"))
        shown.setReadOnly(True)
        copy = Button(_("Copy the report"), self, icon="copy")
        go_on = Button(_("Go on"), self, kind=Kind.MAIN)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (head, calm, shown):
            column.addWidget(part)
        column.addLayout(buttons)
        copy.clicked.connect(self._copy)
        go_on.clicked.connect(self.accept)
        self.resize(620, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class CrashWatch(QObject):
    """Catches what nothing else caught, on whichever thread, and shows it on the GUI thread, one window at a time.

    A fault that has its own plain words is no bug: `told` brings it.
    """

    told = Signal(object)
    _caught = Signal(str)
    _refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: CrashWindow | None = None
        self._caught.connect(self._show)
        self._refused.connect(self.told)

    def begin(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._catch

    def end(self) -> None:
        """Catch no more."""
        sys.excepthook = sys.__excepthook__

    def show_last(self, report: str | None) -> None:
        """Offer the report of a start before this one that died, if there is one."""
        if report is not None:
            self._show(report)

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = logs.report(error)
        if isinstance(error, RefDeskError):
            log.info("said to the person:\n%s", report)
            self._refused.emit(error)
            return
        log.error("a fault of ours:\n%s", report)
        self._caught.emit(report)

    def _show(self, report: str) -> None:
        if self._window is not None:
            return
        self._window = CrashWindow(report)
        self._window.destroyed.connect(self._forget)
        self._window.show()

    def _forget(self) -> None:
        self._window = None
