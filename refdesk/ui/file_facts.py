"""The open file as About and Settings tell of it: where it lies, how large it is, and whether it is whole."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile
from refdesk.ui import outside
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


class FileFacts(QObject):
    """The pieces that tell of the file, for whoever lays them out; what came of a button stands in `found`."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.place = Label(str(workplace.file.path), Style.SECOND, parent, ink=Ink.INK2, wrap=True, selectable=True)
        self.folder = Button(_("Show it in its folder"), parent, icon="folder-open")
        self.check = Button(_("Check it now"), parent, icon="list-checks")
        self.found = Label("", Style.SECOND, parent, ink=Ink.INK2, wrap=True)
        self.found.hide()
        self.folder.clicked.connect(self._show_folder)
        self.check.clicked.connect(self._look_through)

    def size(self) -> str:
        """Return how large the file is by now, in whole megabytes, at least one."""
        path = self._workplace.file.path
        length = path.stat().st_size if path.exists() else 0
        return _("{n} MB").format(n=i18n.number(max(round(length / 1e6), 1)))

    def _show_folder(self) -> None:
        if not outside.open_folder(self._workplace.file.path.parent):
            self._say(_("No program of this computer shows folders. The file lies where it says above."))

    def _look_through(self) -> None:
        self.check.setEnabled(False)
        self._say(_("Reading the whole file…"))
        work = partial(_look_through, self._workplace.file)
        self._workplace.jobs.start(work, then=self._found_whole, failed=self._found_damage)

    def _found_whole(self, _nothing: None) -> None:
        self.check.setEnabled(True)
        self._say(_("The file is whole: each page, index and reference was read."))

    def _found_damage(self, fault: RefDeskError) -> None:
        self.check.setEnabled(True)
        self._say(fault.sentence)

    def _say(self, words: str) -> None:
        self.found.setText(words)
        self.found.show()


def _look_through(opened: OpenFile, progress: Progress) -> None:
    data_file.look_through(opened, whole=True, progress=progress)
