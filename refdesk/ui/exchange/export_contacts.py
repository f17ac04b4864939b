"""Writing all contacts to a file: CSV, CSV for a spreadsheet, or vCard."""

from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import exports
from refdesk.services.desk import Desk
from refdesk.services.exports import Flavour
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Radio
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_FILE_NAME = "contacts"
_INDENT = 30


class Form(StrEnum):
    """What kind of file is written."""

    CSV = "csv"
    SPREADSHEET = "spreadsheet"
    VCARD = "vcard"


def ask_and_write(workplace: Workplace, parent: QWidget) -> None:
    """Ask for the kind of file and its place, then write everybody into it."""
    ExportDialog(workplace, parent).open()


class ExportDialog(Dialog):
    """Three kinds of file; the main button asks where it goes."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        title = _("Export contacts")
        super().__init__(title, parent, main=_("Choose where…"), main_icon="upload", size=QSize(620, 420))
        self._workplace = workplace
        self.forms: dict[Form, Radio] = {}
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for form, (words, about) in _forms().items():
            self.forms[form] = Radio(words, box, checked=form is Form.CSV)
            self.forms[form].setAccessibleDescription(about)
            below = Label(about, Style.SECOND, box, ink=Ink.INK2, wrap=True)
            below.setContentsMargins(_INDENT, 0, 0, 10)
            column.addWidget(self.forms[form], 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(below)
        self.body.addWidget(box)
        self.main_pressed.connect(self._choose)

    def _choose(self) -> None:
        form = next(each for each, radio in self.forms.items() if radio.isChecked())
        suffix = ".vcf" if form is Form.VCARD else ".csv"
        words = f"vCard (*{suffix})" if form is Form.VCARD else f"CSV (*{suffix})"
        chosen = self._workplace.ask_to_save(self, _("Export contacts"), _FILE_NAME + suffix, words)
        if chosen is None:
            return
        self.accept()
        write(self._workplace, with_suffix(chosen, suffix), spreadsheet=form is Form.SPREADSHEET)


def write(workplace: Workplace, path: Path, *, spreadsheet: bool = False) -> None:
    """Write everybody into a file by a job, and say so."""
    flavour = Flavour.SPREADSHEET if spreadsheet else Flavour.FAITHFUL
    work = partial(_write, workplace.desk, path, flavour)
    workplace.jobs.start(work, then=partial(_say, workplace, path), failed=workplace.show_fault, writes=True)


def with_suffix(chosen: Path, suffix: str) -> Path:
    """Return the path with the suffix that the kind of file has."""
    return chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix)


def _write(desk: Desk, path: Path, flavour: Flavour, progress: Progress) -> int:
    return desk.ask(exports.contacts, path, flavour=flavour, progress=progress)


def _say(workplace: Workplace, path: Path, count: int) -> None:
    said = ngettext("{n} contact written to “{file}”", "{n} contacts written to “{file}”", count)
    workplace.tell(said.format(n=i18n.number(count), file=path.name))


def _forms() -> dict[Form, tuple[str, str]]:
    return {
        Form.CSV: (
            _("CSV"),
            _("Everything about everybody, for other programs. RefDesk reads it back unchanged."),
        ),
        Form.SPREADSHEET: (
            _("CSV for a spreadsheet"),
            _("The same, made safe to open in Excel or Calc: no cell is taken for a formula."),
        ),
        Form.VCARD: (_("vCard"), _("For phones and address books.")),
    }
