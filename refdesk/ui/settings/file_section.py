"""The data file: where it lies, how large it is, whether it is whole, and its way to another computer."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.ui import file_facts, outside
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Ink, Style
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
        self._workplace = workplace
        self.words = _("place folder size check damage move computer license version about")
        self.head = Label("", Style.BODY_STRONG, self)
        self.place = Label(str(workplace.file.path), Style.SECOND, self, ink=Ink.INK2, wrap=True, selectable=True)
        self.folder = Button(_("Show it in its folder"), self, icon="folder-open")
        self.check = Button(_("Check it now"), self, icon="list-checks")
        self.move_button = Button(_("Move to another computer…"), self)
        self.about = Button(_("About RefDesk…"), self)
        self.found = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.found.hide()
        self._lay_out()
        self.folder.clicked.connect(self._show_folder)
        self.check.clicked.connect(self._look_through)
        self.move_button.clicked.connect(self.move_wanted)
        self.about.clicked.connect(self.about_wanted)

    def first_editor(self) -> QWidget | None:
        return self.folder

    def refresh(self) -> None:
        """Show how large the file is by now."""
        size = file_facts.size(self._workplace.file.path)
        self.head.setText(_("{file}, {size}").format(file=self._workplace.file.path.name, size=size))

    def _show_folder(self) -> None:
        if not outside.open_folder(self._workplace.file.path.parent):
            self._say(file_facts.no_folders())

    def _look_through(self) -> None:
        self.check.setEnabled(False)
        self._say(_("Reading the whole file…"))
        work = partial(file_facts.look_through, self._workplace.file)
        self._workplace.jobs.start(work, then=self._found_whole, failed=self._found_damage)

    def _found_whole(self, _nothing: None) -> None:
        self.check.setEnabled(True)
        self._say(file_facts.whole())

    def _found_damage(self, fault: RefDeskError) -> None:
        self.check.setEnabled(True)
        self._say(fault.sentence)

    def _say(self, words: str) -> None:
        self.found.setText(words)
        self.found.show()

    def _lay_out(self) -> None:
        words, own = self.card.column, (self.folder, self.check)
        words.setSpacing(10)
        words.addWidget(self.head)
        words.addWidget(self.place)
        for buttons in (own, (self.move_button, self.about)):
            row = QHBoxLayout()
            row.setSpacing(10)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            words.addLayout(row)
        words.insertWidget(words.count() - 1, self.found)
