"""The data file: where it lies, how large it is, whether it is whole, and its way to another computer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui.file_facts import FileFacts
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


class FileSection(Section):
    """Tells of the open file; `move_wanted` and `about_wanted` ask for their dialogs."""

    move_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("Everything is in one file on this computer. Nothing of it is sent anywhere.")
        super().__init__(_("Data file"), parent, about=about)
        self.words = _("place folder size check damage move computer license version about")
        self.head = Label("", Style.BODY_STRONG, self)
        self.file = FileFacts(workplace, self)
        self._name = workplace.file.path.name
        self.move_button = Button(_("Move to another computer…"), self)
        self.about = Button(_("About RefDesk…"), self)
        self._lay_out()
        self.move_button.clicked.connect(self.move_wanted)
        self.about.clicked.connect(self.about_wanted)

    def first_editor(self) -> QWidget | None:
        return self.file.folder

    def refresh(self) -> None:
        """Show how large the file is by now."""
        self.head.setText(_("{file}, {size}").format(file=self._name, size=self.file.size()))

    def _lay_out(self) -> None:
        words, own = self.card.column, (self.file.folder, self.file.check)
        words.setSpacing(10)
        words.addWidget(self.head)
        words.addWidget(self.file.place)
        for buttons in (own, (self.move_button, self.about)):
            row = QHBoxLayout()
            row.setSpacing(10)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            words.addLayout(row)
        words.insertWidget(words.count() - 1, self.file.found)
