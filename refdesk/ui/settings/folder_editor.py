"""A folder for backups: typed or chosen; it must be there and take files."""

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui.settings.editors import LineEditor
from refdesk.ui.widgets.buttons import Button


class FolderEditor(LineEditor):
    """The path of a folder; empty means the usual one."""

    failed = Signal(str)

    def __init__(self, parent: QWidget, *, name: str, hint: str) -> None:
        super().__init__(parent, name=name, hint=hint)
        self.choose = Button(_("Choose…"), self)
        self.choose.setAccessibleName(_("Choose: {name}").format(name=name))
        self.choose.clicked.connect(self._ask)
        self.column.removeWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(self.choose)
        self.column.addLayout(row)

    def take(self, folder: str) -> None:
        """Offer a folder, or say why it cannot be used."""
        self.line.setText(folder)
        sentence = problem(folder)
        self.failed.emit(sentence)
        if not sentence:
            self.offered.emit(folder)

    def _left(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.take(self.line.text().strip())

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.line.accessibleName(), self.line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def problem(folder: str) -> str:
    """Return why backups cannot go to a folder, or ""."""
    if not folder:
        return ""
    path = Path(folder)
    if not path.is_absolute() or not path.is_dir():
        return _("There is no folder “{folder}”. Choose one that is there.").format(folder=folder)
    if not os.access(path, os.W_OK):
        return _("RefDesk may not write to “{folder}”. Choose another folder.").format(folder=folder)
    return ""
