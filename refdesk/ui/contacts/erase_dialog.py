"""Erasing a person: what goes, what stays without a name, and no way back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from refdesk import i18n
from refdesk.domain.ids import ContactId
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import erasing, person, privacy
from refdesk.services.desk import Desk
from refdesk.services.erasing import ErasureReport
from refdesk.services.privacy import Erased
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

PERSON_FILE = "person.zip"


class EraseDialog(Dialog):
    """The one thing that asks first, since Ctrl+Z cannot take it back."""

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        self._workplace, self._contact_id = workplace, contact_id
        name = workplace.desk.ask(person.name_of, contact_id).usual
        title = _("Erase {name} for good?").format(name=name)
        super().__init__(title, parent, main=_("Erase for good"), main_icon="x", size=QSize(620, 560), main_key="")
        self.save_first = Button(_("Save everything about them first…"), self, icon="download")
        self.foot_row.insertWidget(0, self.save_first)
        warning = _(
            "This cannot be undone. If you only want somebody off your lists, mark them as inactive instead. "
            "Backups made until now keep this person until they are pruned, at most nine months."
        )
        self.body.addWidget(Label(warning, Style.BODY, self, wrap=True))
        self.main_button.setEnabled(False)  # until it was said what goes
        self.save_first.clicked.connect(self._save_first)
        self.main_pressed.connect(self._erase)

    def open(self) -> None:
        """Show the dialog, and count beside it what would go."""
        super().open()
        work = partial(_would_go, self._workplace.desk, self._contact_id)
        self._workplace.jobs.start(work, then=self._show_report, failed=self.show_fault)

    def _show_report(self, report: ErasureReport) -> None:
        self._add_counts(_("What goes"), report.removed)
        self._add_counts(_("What others need stays, without the name"), report.kept)
        self.main_button.setEnabled(True)

    def _add_counts(self, title: str, counts: Sequence[tuple[str, int]]) -> None:
        if not counts:
            return
        self.body.addSpacing(8)
        self.body.addWidget(Label(title, Style.SECTION, self))
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for place, (words, count) in enumerate(counts):
            grid.addWidget(Label(i18n.number(count), Style.BODY, box, ink=Ink.INK2), place, 0)
            grid.addWidget(Label(words, Style.BODY, box), place, 1)
        self.body.addWidget(box)

    def _save_first(self) -> None:
        save_person(self._workplace, self, self._contact_id)

    def _erase(self) -> None:
        self.accept()
        work = partial(_erase, self._workplace.desk, self._contact_id)
        then = partial(_say, self._workplace)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault, writes=True)


def _would_go(desk: Desk, contact_id: ContactId, _progress: Progress) -> ErasureReport:
    return desk.ask(erasing.would_go, contact_id)


def save_person(workplace: Workplace, parent: QWidget, contact_id: ContactId) -> None:
    """Ask where, and write everything about one person there."""
    title = _("Everything about one person")
    chosen = workplace.ask_to_save(parent, title, PERSON_FILE, f"{title} (*.zip)")
    if chosen is None:
        return
    path = chosen if chosen.suffix.lower() == ".zip" else chosen.with_name(f"{chosen.name}.zip")
    work = partial(_save, workplace.desk, contact_id, path)
    said = _("Everything about them is in “{file}”").format(file=path.name)
    workplace.jobs.start(work, then=partial(_tell, workplace, said), failed=workplace.show_fault, writes=True)


def _save(desk: Desk, contact_id: ContactId, path: Path, _progress: Progress) -> int:
    return desk.ask(privacy.export, contact_id, path)


def _tell(workplace: Workplace, said: str, _rows: int) -> None:
    workplace.tell(said)


def _erase(desk: Desk, contact_id: ContactId, _progress: Progress) -> Erased:
    return privacy.erase(desk, contact_id)


def _say(workplace: Workplace, erased: Erased) -> None:
    workplace.tell(_told(erased))


def _told(erased: Erased) -> str:
    rows = sum(count for _words, count in erased.report.removed)
    if not erased.is_settled:
        said = _("Erased, with {n} entries. The file is still read elsewhere: close it there, to leave no trace.")
        return said.format(n=i18n.number(rows))
    return _("Erased, with {n} entries. Nothing of them is left in this file.").format(n=i18n.number(rows))
