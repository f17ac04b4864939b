"""A folder for backups: typed or chosen; it must be there and take files."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui import folders
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
        sentence = folders.problem(folder)
        self.failed.emit(sentence)
        if not sentence:
            self.offered.emit(folder)

    def _left(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.take(self.line.text().strip())

    def _ask(self) -> None:
        folders.ask(self, self.line.accessibleName(), self.line.text(), self.take)
