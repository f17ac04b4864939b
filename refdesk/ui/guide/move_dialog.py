"""Move to another computer: one whole, checked file goes along, and what to do with it there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from refdesk import paths
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import moving
from refdesk.services.data_file import OpenFile
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace


class MoveDialog(Dialog):
    """Writes the file where the person says; then it stays, to be read, until it is closed."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Move to another computer"), parent, main=_("Choose where, and write it…"), main_icon="download",
            size=QSize(680, 560),
        )  # fmt: skip
        self._workplace = workplace
        self._path: Path | None = None
        self.written = Notice("", " ", self, calm=True, icon="circle-check")
        self.written.hide()
        about = _("All that RefDesk knows goes into one file, and is read through once it is written.")
        self.body.addWidget(Label(about, Style.BODY, self, ink=Ink.INK2, wrap=True))
        for number, words in enumerate(_steps(), 1):
            self.body.addWidget(Label(f"{number}.  {words}", Style.BODY, self, wrap=True))
        self.body.addWidget(Label(_about_the_rest(workplace.file), Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.body.addWidget(self.written)
        self.main_pressed.connect(self._go_on)

    def open(self) -> None:
        """Show the dialog; Enter asks where."""
        super().open()
        self.main_button.setFocus()

    def _go_on(self) -> None:
        if self._path is not None:
            self.accept()
            return
        self.clear_problems()
        suggested = str(Path.home() / moving.suggested_name(self._workplace.file))
        kind = f"RefDesk (*{paths.FILE_SUFFIX})"
        path = self._workplace.ask_to_save(self, _("Where does the file go?"), suggested, kind)
        if path is None:
            return
        self.main_button.refuse(_("It is being written."))
        work = partial(_write, self._workplace.file, path)
        self._workplace.jobs.start(work, then=self._was_written, failed=self._was_not)

    def _was_written(self, path: Path) -> None:
        self._path = path
        words = _("It is whole. Take “{file}” to the other computer, and go on with step 2.").format(file=path.name)
        self.written.set_words(_("Written."), words)
        self.written.show()
        self.main_button.allow()
        self.main_button.set_words(_("Done"))
        self.main_button.set_icon("check")
        self.cancel_button.hide()
        self.main_button.setFocus()

    def _was_not(self, fault: RefDeskError) -> None:
        self.main_button.allow()
        self.show_fault(fault)


def _steps() -> tuple[str, ...]:
    return (
        _("Choose where the file goes: best on a memory stick."),
        _("On the other computer, install RefDesk and start it."),
        _("Choose “Open a file or backup…” there, and this file. RefDesk puts it in its own place."),
        _("Go on there only: what is done here afterwards does not come along."),
    )


def _about_the_rest(file: OpenFile) -> str:
    rest = _("What belongs to this computer stays with it: light or dark, and the size of the text.")
    folders = _("Choose the folders for backups anew there, in Settings.")
    return f"{rest} {folders}" if moving.has_folders(file) else rest


def _write(file: OpenFile, path: Path, progress: Progress) -> Path:
    return moving.write_out(file, path, progress=progress)
