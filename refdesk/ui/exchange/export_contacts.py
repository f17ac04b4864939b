"""Writing contacts to a file: CSV, Excel, vCard; and everything there is as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import N_, _, ngettext
from refdesk.progress import Progress
from refdesk.services import exports
from refdesk.services.desk import Desk
from refdesk.services.exports import Flavour
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Radio
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_INDENT = 30


class Form(StrEnum):
    """What kind of file is written."""

    CSV = "csv"
    EXCEL = "excel"
    SPREADSHEET = "spreadsheet"
    VCARD = "vcard"
    PACKED = "packed"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class _Offer:
    """A kind of file as it is offered: its name, what it is good for, its suffix and the name it is suggested under."""

    words: str
    about: str
    suffix: str
    file_name: str = "contacts"


_OFFERS: Mapping[Form, _Offer] = MappingProxyType(
    {
        Form.CSV: _Offer(
            N_("CSV"), N_("Everything about everybody, for other programs. RefDesk reads it back unchanged."), ".csv"
        ),
        Form.EXCEL: _Offer(N_("Excel"), N_("One sheet to look at, sort and print; without photos."), ".xlsx"),
        Form.SPREADSHEET: _Offer(
            N_("CSV for a spreadsheet"), N_("Safe to open in Excel or Calc: no cell is taken for a formula."), ".csv"
        ),
        Form.VCARD: _Offer(N_("vCard"), N_("One file for phones and address books."), ".vcf"),
        Form.PACKED: _Offer(N_("A vCard a person"), N_("For Outlook, which takes one person from a file."), ".zip"),
        Form.EVERYTHING: _Offer(
            N_("Everything, as JSON"),
            N_("Contacts, referrals, conversations, gifts, promises and settings: to move on, or to keep."),
            ".json",
            "everything",
        ),
    }
)  # fmt: skip


def ask_and_write(workplace: Workplace, parent: QWidget, contact_ids: Sequence[int] | None = None) -> None:
    """Ask for the kind of file and its place, then write these people (None: everybody) into it."""
    ExportDialog(workplace, parent, contact_ids=contact_ids).open()


class ExportDialog(Dialog):
    """The kinds of file; the main button asks where it goes."""

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_ids: Sequence[int] | None = None) -> None:
        title = _("Export contacts")
        if contact_ids is not None:
            said = ngettext("Export {n} contact", "Export {n} contacts", len(contact_ids))
            title = said.format(n=i18n.number(len(contact_ids)))
        super().__init__(title, parent, main=_("Choose where…"), main_icon="upload", size=QSize(640, 640))
        self._workplace, self._contact_ids = workplace, contact_ids
        self.forms: dict[Form, Radio] = {}
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for form, offer in _OFFERS.items():
            if form is Form.EVERYTHING and contact_ids is not None:
                continue
            self.forms[form] = Radio(_(offer.words), box, checked=form is Form.CSV)
            self.forms[form].setAccessibleDescription(_(offer.about))
            below = Label(_(offer.about), Style.SECOND, box, ink=Ink.INK2, wrap=True)
            below.setContentsMargins(_INDENT, 0, 0, 10)
            column.addWidget(self.forms[form], 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(below)
        self.body.addWidget(box)
        self.main_pressed.connect(self._choose)

    def _choose(self) -> None:
        form = next(each for each, radio in self.forms.items() if radio.isChecked())
        offer = _OFFERS[form]
        words = f"{_(offer.words)} (*{offer.suffix})"
        chosen = self._workplace.ask_to_save(self, _("Export contacts"), offer.file_name + offer.suffix, words)
        if chosen is None:
            return
        self.accept()
        write(self._workplace, with_suffix(chosen, offer.suffix), form=form, contact_ids=self._contact_ids)


def write(workplace: Workplace, path: Path, *, form: Form = Form.CSV, contact_ids: Sequence[int] | None = None) -> None:
    """Write people into a file by a job, and say so."""
    work = partial(_write, workplace.desk, path, form, contact_ids)
    said = _say_rows if form is Form.EVERYTHING else _say_people
    workplace.jobs.start(work, then=partial(said, workplace, path), failed=workplace.show_fault, writes=True)


def with_suffix(chosen: Path, suffix: str) -> Path:
    """Return the path with the suffix that the kind of file has."""
    return chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix)


def _write(desk: Desk, path: Path, form: Form, contact_ids: Sequence[int] | None, progress: Progress) -> int:
    if form is Form.EVERYTHING:
        return desk.ask(exports.everything, path, progress=progress)
    flavour = Flavour.SPREADSHEET if form is Form.SPREADSHEET else Flavour.FAITHFUL
    return desk.ask(exports.contacts, path, contact_ids, flavour=flavour, progress=progress)


def _say_people(workplace: Workplace, path: Path, count: int) -> None:
    said = ngettext("{n} contact written to “{file}”", "{n} contacts written to “{file}”", count)
    workplace.tell(said.format(n=i18n.number(count), file=path.name))


def _say_rows(workplace: Workplace, path: Path, _count: int) -> None:
    workplace.tell(_("Everything written to “{file}”").format(file=path.name))
