"""The steps of the first hour that are answered in place: tagline and whom you help, and the second backup folder."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import hand_outs as pages
from refdesk.domain import tagline, text
from refdesk.domain.profile import Profile
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import business, data_file, hand_outs
from refdesk.ui import folders, theme
from refdesk.ui.guide.hour_panel import Panel
from refdesk.ui.guide.hour_reading import Seen
from refdesk.ui.guide.printed_page import Make, PrintedPage
from refdesk.ui.guide.step import Question
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace

_BESIDE_BELOW = 800
"""A window lower than that has the page beside the answers."""


class WordsPanel(Panel):
    """The tagline and the ideal client, with the page to give away as both make it; each is saved when it is left."""

    report_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("About eight words that a friend could repeat tomorrow, and one sentence about whom you help best.")
        super().__init__(_("Whom do you help?"), about, parent, fills=True)
        self._workplace = workplace
        self._profile = workplace.desk.ask(business.load)
        self.tagline = LineEdit("", self, hint=_("Old houses made new, without the dust"))
        self.client = TextEdit("", self, lines=3, hint=_("Owners of old houses who want to stay in them"))
        self._tagline_field = Question(_("Tagline"), self.tagline, self, name="tagline")
        client = Field(_("Whom you help best"), self.client, self, name="ideal_client")
        self.printed = PrintedPage(_("Who I can help"), workplace.jobs, self)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answers.setSpacing(20)
        for field in (self._tagline_field, client):
            self._answers.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._answers.addStretch(0)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(20)
        self._parts.addLayout(self._answers)
        self._parts.addWidget(self.printed, 1)
        self.body.addLayout(self._parts, 1)
        self._saved = ("", "")
        self._coach()
        self.client.installEventFilter(self)
        self.tagline.editingFinished.connect(self.left)
        self.tagline.textChanged.connect(self._typed)
        self.client.textChanged.connect(self._typed)
        self.printed.report_wanted.connect(self._want_report)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def stops(self) -> tuple[QWidget, ...]:
        return self.tagline, self.client, *self.printed.stops()

    def printing(self) -> Callable[[], object] | str:
        typed = self._answered(self._profile)
        if not typed.tagline or not typed.ideal_client:
            return _("Write both first; then the page can be printed.")
        return self.printed.write

    def show_hour(self, seen: Seen) -> None:
        if not self.is_changed():
            self._load()
        self.printed.show_made(_("As it prints on “Who I can help”"), self._page())

    def is_changed(self) -> bool:
        return (self.tagline.text(), self.client.text()) != self._saved

    def save(self) -> None:
        """Keep both; raises `Refused` with what is wrong beside them."""
        desk = self._workplace.desk
        desk.do(business.save, self._answered(desk.ask(business.load)))
        self._load()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save what was typed into the lines when they are left."""
        if watched is self.client and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def _fit(self) -> None:
        """Put the page beside the answers in a low window or with large text: below them only its head would show."""
        low, way = self.window().height() < theme.scaled(_BESIDE_BELOW), QBoxLayout.Direction
        self._answers.setDirection(way.TopToBottom if low else way.LeftToRight)
        self._parts.setDirection(way.LeftToRight if low else way.TopToBottom)
        for at, stretch in enumerate((int(not low), int(not low), int(low))):
            self._answers.setStretch(at, stretch)
        self._parts.setStretch(0, int(low))

    def _answered(self, profile: Profile) -> Profile:
        client = text.clean(self.client.text(), lines=True)
        return replace(profile, tagline=text.clean(self.tagline.text()), ideal_client=client)

    def _load(self) -> None:
        profile = self._profile = self._workplace.desk.ask(business.load)
        self._saved = profile.tagline, profile.ideal_client
        if self.tagline.text() != profile.tagline:
            self.tagline.setText(profile.tagline)
        if self.client.text() != profile.ideal_client:
            self.client.setPlainText(profile.ideal_client)

    def _typed(self) -> None:
        self._coach()
        self.printed.show_soon(self._page())

    def _page(self) -> Make:
        """Return what makes the page with the words that stand here, or with what belongs in their place."""
        typed = self._answered(self._profile)
        shown = replace(
            typed,
            tagline=typed.tagline or _("Your tagline"),
            ideal_client=typed.ideal_client or _("Whom you help best"),
        )
        return partial(hand_outs.preview, self._workplace.desk, pages.Kind.WHO, shown)

    def _coach(self) -> None:
        words = self.tagline.text()
        found = tagline.coach(words, english=i18n.current().language == "en")
        example = () if words.strip() else (tagline.example(),)
        self._tagline_field.set_hint(" ".join((*found.sentences, *example)))
        self._tagline_field.set_aside(tagline.count_words(found) if found.words else "")

    def _want_report(self) -> None:
        self.left.emit()
        self.report_wanted.emit(f"hand-out-{pages.Kind.WHO.value}")


class FolderPanel(Panel):
    """A second folder for backups, kept as soon as it is chosen; the first copy goes there at once."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _(
            "Each backup is copied there too. Best on another disk, a memory stick, or a folder that your computer "
            "copies elsewhere: then your file outlives this computer."
        )
        super().__init__(_("Where does a second copy go?"), about, parent)
        self._workplace = workplace
        self.line = LineEdit("", self)
        self.choose = Button(_("Choose…"), self, icon="folder-open")
        self.choose.setAccessibleName(_("Choose: {name}").format(name=_("Second backup folder")))
        both = QWidget(self)
        both.setFocusProxy(self.line)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        self.line.setAccessibleName(_("Second backup folder"))
        self.body.addWidget(Field(_("Second backup folder"), both, self, name="second_backup_folder"))
        self.choose.clicked.connect(self._ask)
        self.line.editingFinished.connect(self.left)
        self._saved = ""
        self._load()

    def stops(self) -> tuple[QWidget, ...]:
        return self.line, self.choose

    def show_hour(self, seen: Seen) -> None:
        if not self.is_changed():
            self._load()
        folder = seen.hour.facts.second_folder
        self.say(_("Backups are copied to “{folder}”.").format(folder=folder) if folder else "")

    def begin(self) -> bool:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

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
        self.left.emit()

    def _load(self) -> None:
        self._saved = self._workplace.desk.ask(business.load).second_backup_folder
        self.line.setText(self._saved)
