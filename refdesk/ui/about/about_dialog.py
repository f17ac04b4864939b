"""About RefDesk: which version this is, where the file lies and whether it is whole, licenses, and a report to copy."""

from functools import partial

from PySide6.QtCore import QSize, qVersion
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import problem_report
from refdesk.services.data_file import OpenFile
from refdesk.ui import outside
from refdesk.ui.about.licenses_dialog import LicensesDialog
from refdesk.ui.file_facts import FileFacts
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace
from refdesk.version import VERSION


class AboutDialog(Dialog):
    """Opens over the window; the report stands there to be read before it is copied."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("About RefDesk"), parent, main=_("Close"), main_icon="", size=QSize(720, 700), main_key="Esc"
        )
        self._workplace = workplace
        self.licenses = Button(_("Licenses of everything shipped"), self, icon="file-text")
        self.file = FileFacts(workplace, self)
        self.report = TextEdit("", self, name=_("Report of a problem"), lines=8, style=Style.CAPTION)
        self.report.setReadOnly(True)
        self.copy = Button(_("Copy the report"), self, icon="copy")
        self.cancel_button.hide()
        self._arrange()
        self._connect()

    def open(self) -> None:
        """Show the dialog, and make the report beside it."""
        super().open()
        work = partial(_report, self._workplace.file)
        self._workplace.jobs.start(work, then=self.report.setPlainText, failed=self.show_fault)

    def _copy(self) -> None:
        outside.copy(self.report.toPlainText())
        self.copy.set_words(_("Copied"))

    def _show_licenses(self) -> None:
        LicensesDialog(self).open()

    def _connect(self) -> None:
        self.main_pressed.connect(self.accept)
        self.copy.clicked.connect(self._copy)
        self.licenses.clicked.connect(self._show_licenses)

    def _arrange(self) -> None:
        about = _("RefDesk {version}. It needs no account and no network, and sends nothing anywhere.")
        self._part(Label(about.format(version=VERSION), Style.BODY, self, wrap=True), self.licenses)
        file = self.file
        words = Label(_("Your file, {size}").format(size=file.size()), Style.BODY_STRONG, self)
        self._part(words, file.place, file.folder, file.check, below=file.found)
        title = Label(_("Report a problem"), Style.BODY_STRONG, self)
        why = _("Copy this into a message to whoever helps you. It holds versions and counts, and no name of anybody.")
        self._part(title, Label(why, Style.SECOND, self, ink=Ink.INK2, wrap=True), self.report, self.copy, last=True)

    def _part(self, *parts: QWidget, below: QWidget | None = None, last: bool = False) -> None:
        """Add a part of the dialog: its words one below the other, then its buttons in one row."""
        column = QVBoxLayout()
        column.setSpacing(6)
        buttons = QHBoxLayout()
        for part in parts:
            buttons.addWidget(part) if isinstance(part, Button) else column.addWidget(part)
        buttons.addStretch(1)
        column.addLayout(buttons)
        if below is not None:
            column.addWidget(below)
        self.body.addLayout(column)
        if not last:
            self.body.addWidget(Hairline(self))


def _report(opened: OpenFile, _progress: Progress) -> str:
    return problem_report.report(opened, libraries={"Qt": qVersion()})
