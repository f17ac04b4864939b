"""The steps of the first hour that are answered in place: tagline and whom you help, and the second backup folder."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain import text
from refdesk.errors import Problem, Refused
from refdesk.i18n import _, ngettext
from refdesk.services import business, data_file
from refdesk.services.first_hour import FirstHour
from refdesk.ui import folders
from refdesk.ui.guide.hour_panel import Panel
from refdesk.ui.guide.step import Outcome, Question
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace


class WordsPanel(Panel):
    """The tagline and the ideal client, with the tagline as it is printed."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("About eight words that a friend could repeat tomorrow, and one sentence about whom you help best.")
        super().__init__(_("Whom do you help?"), about, parent)
        self._workplace = workplace
        self.tagline = LineEdit("", self, hint=_("Old houses made new, without the dust"))
        self.client = TextEdit("", self, lines=3, hint=_("Owners of old houses who want to stay in them"))
        self._tagline_field = Question(_("Tagline"), self.tagline, self, name="tagline")
        self._outcome = Outcome("printer", _("As it prints on your hand-outs"), self)
        self._said = self._outcome.sentence(Style.PERSON)
        self._firm = self._outcome.sentence(Style.SECOND, ink=Ink.INK2)
        self.body.addWidget(self._tagline_field)
        self.body.addWidget(Field(_("Whom you help best"), self.client, self, name="ideal_client"))
        self.body.addWidget(self._outcome)
        self._load()
        self.tagline.textChanged.connect(self._show_outcome)

    def show_hour(self, hour: FirstHour) -> None:
        if not self.is_changed():
            self._load()

    def begin(self) -> None:
        self.tagline.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_changed(self) -> bool:
        return (self.tagline.text(), self.client.text()) != self._saved

    def save(self) -> None:
        """Keep both; raises `Refused` with what is wrong beside them."""
        desk = self._workplace.desk
        kept = desk.ask(business.load)
        client = text.clean(self.client.text(), lines=True)
        desk.do(business.save, replace(kept, tagline=text.clean(self.tagline.text()), ideal_client=client))
        self._load()

    def _load(self) -> None:
        profile = self._workplace.desk.ask(business.load)
        self._saved = profile.tagline, profile.ideal_client
        if (self.tagline.text(), self.client.text()) != self._saved:
            self.tagline.setText(profile.tagline)
            self.client.setPlainText(profile.ideal_client)
        self._firm.setText(f"{profile.business_name}, {profile.owner}")
        self._show_outcome()

    def _show_outcome(self) -> None:
        words = self.tagline.text().split()
        self._said.setText(" ".join(words) or _("Your tagline"))
        count = ngettext("{n} word", "{n} words", len(words)).format(n=len(words))
        self._tagline_field.set_aside(count if words else "")


class FolderPanel(Panel):
    """A second folder for backups; the first copy goes there at once."""

    def __init__(self, workplace: Workplace, keep: Callable[[], object], parent: QWidget) -> None:
        about = _(
            "Each backup is copied there too. Best on another disk, a memory stick, or a folder that your computer "
            "copies elsewhere: then your file outlives this computer."
        )
        super().__init__(_("Where does a second copy go?"), about, parent)
        self._workplace = workplace
        self.line = LineEdit("", self)
        self.choose = Button(_("Choose…"), self, icon="folder-open")
        self.choose.setAccessibleName(_("Choose: {name}").format(name=_("Second backup folder")))
        self.keep = Button(_("Keep this folder"), self, icon="check")
        both = QWidget(self)
        both.setFocusProxy(self.line)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        self.line.setAccessibleName(_("Second backup folder"))
        self._field = Field(_("Second backup folder"), both, self, name="second_backup_folder")
        self.body.addWidget(self._field)
        self.row(self.keep)
        self.choose.clicked.connect(self._ask)
        self.keep.clicked.connect(keep)
        self.line.returnPressed.connect(keep)
        self._saved = ""
        self._load()

    def show_hour(self, hour: FirstHour) -> None:
        if not self.is_changed():
            self._load()
        folder = hour.facts.second_folder
        self.say(_("Backups are copied to “{folder}”.").format(folder=folder) if folder else "")

    def begin(self) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_changed(self) -> bool:
        return self.line.text().strip() != self._saved

    def save(self) -> None:
        """Keep the folder; raises `Refused` with what is wrong about it."""
        folder = self.line.text().strip()
        if sentence := folders.problem(folder) or self._same_as_first(folder):
            raise Refused(Problem("second_backup_folder", sentence))
        desk = self._workplace.desk
        desk.do(business.save, replace(desk.ask(business.load), second_backup_folder=folder))
        self._load()

    def _same_as_first(self, folder: str) -> str:
        first = data_file.backup_folder_of(self._workplace.file)
        if folder and Path(folder).resolve() == first.resolve():
            return _("Choose another folder than the first, best on another disk.")
        return ""

    def _ask(self) -> None:
        folders.ask(self, _("Second backup folder"), self.line.text(), self._chosen)

    def _chosen(self, folder: str) -> None:
        self.line.setText(folder)
        self._field.set_error(folders.problem(folder))
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self) -> None:
        self._saved = self._workplace.desk.ask(business.load).second_backup_folder
        self.line.setText(self._saved)
