"""Bringing contacts in: choose a file, look at what would come in, import, read what became of each row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import addresses
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, data_file, import_files, imports
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk
from refdesk.services.import_files import Kind, Preview, Target
from refdesk.services.imports import ImportReport, Outcome
from refdesk.ui.exchange.column_rows import ColumnRows
from refdesk.ui.exchange.import_report import ImportReportView
from refdesk.ui.exchange.people_preview import PeoplePreview
from refdesk.ui.jobs import Job
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import marks
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Notice, SectionHead, Surface
from refdesk.ui.workplace import Workplace

_SIDE_WIDTH = 352
_AROUND_LIST = 320
_ENCODING_WIDTH = 380
_FILTER = "CSV, vCard (*.csv *.txt *.tsv *.vcf *.vcard);;* (*)"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of a file: the newest one counts."""

    path: Path
    encoding: str | None
    targets: tuple[tuple[int, Target], ...]


class ImportDialog(Dialog):
    """`saved` brings how many contacts were added."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, path: Path | None = None) -> None:
        super().__init__(_("Import contacts"), parent, main=_("Import"), main_icon="download", size=QSize(1040, 760))
        self._workplace = workplace
        self._question: Question | None = None
        self._preview: Preview | None = None
        self._report: ImportReport | None = None
        self._path = path
        self.pick = Button(_("Choose a file…"), self, icon="folder-open")
        self.fault = Notice("", "", self)
        self.title = Label("", Style.SECTION, self, wrap=True)
        self.about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.reading = Bar(0.0, self, name=_("Progress"))
        self.encoding = Combo([], self)
        self.columns = ColumnRows(self)
        self._columns_head = SectionHead(_("What the columns are"), self)
        self._encoding_field = Field(_("Letters are written in"), self.encoding, self)
        self.side = _Side(workplace.desk, self)
        self._arrange()
        self.pick.clicked.connect(self._choose)
        self.encoding.chosen.connect(self._choose_encoding)
        self.columns.target_chosen.connect(self._choose_target)
        self.main_pressed.connect(self._main)
        self.rejected.connect(self._say_done)
        self._show_start()

    def open(self) -> None:
        super().open()
        if self._path is not None:
            self.look_at(self._path)

    def reject(self) -> None:
        """Stay while people come in: Stop ends that, and what was done must be said."""
        if self.cancel_button.isEnabled():
            super().reject()

    def look_at(self, path: Path) -> None:
        """Look into a file."""
        self._preview = None
        self._ask(Question(path, None, ()))

    def _choose(self) -> None:
        path = self._workplace.ask_to_open(self, _("Import contacts"), "", _FILTER)
        if path is not None:
            self.look_at(path)

    def _choose_encoding(self, encoding: object) -> None:
        if self._question is not None:
            self._ask(Question(self._question.path, str(encoding), self._question.targets))

    def _choose_target(self, position: int, target: Target) -> None:
        asked = self._question
        if asked is not None:
            others = tuple(each for each in asked.targets if each[0] != position)
            self._ask(Question(asked.path, asked.encoding, (*others, (position, target))))

    def _ask(self, question: Question) -> None:
        self._question = question
        self.main_button.setEnabled(False)
        self._show_reading()
        work = partial(_look, question)
        then = partial(self._show_preview, question)
        job = self._workplace.jobs.start(work, then=then, failed=self._show_fault)
        self._listen(job, "progressed", self._show_progress)

    def _show_reading(self) -> None:
        assert self._question is not None, "a file was asked about"
        self.fault.hide()
        self.title.setText(_("Reading “{file}”…").format(file=self._question.path.name))
        self.about.setText("")
        self.reading.setVisible(self._preview is None)

    def _show_progress(self, done: int, total: int, _note: str) -> None:
        if total:
            words = _("{done} of {total}").format(done=i18n.number(done), total=i18n.number(total))
            share = min(done / total, 1.0)
            self.reading.set_share(share, name=words, state=marks.Progress.ON_THE_WAY)

    def _show_fault(self, fault: RefDeskError) -> None:
        self._show_start()
        self.fault.set_words(fault.sentence)
        self.fault.show()
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_start(self) -> None:
        self._preview = None
        self.title.setText(_("Which file?"))
        self.about.setText(
            _("A CSV file from a spreadsheet, or a vCard file (.vcf) from a phone or an address book. Your e-mail "
              "program and your phone can write one: look for “Export”. You see everything before it comes in.")
        )  # fmt: skip
        self.pick.show()
        for part in (self.fault, self.reading, self._encoding_field, self._columns_head, self.columns, self.side):
            part.hide()
        self.main_button.setEnabled(False)

    def _show_preview(self, question: Question, preview: Preview) -> None:
        if question != self._question:
            return
        self._preview = preview
        self.reading.hide()
        self.pick.show()
        self.pick.set_words(_("Another file…"))
        self.title.setText(_counted(preview))
        self.about.setText(_sure(preview))
        self._encoding_field.setVisible(preview.kind is Kind.CSV or len(preview.encodings) > 1)
        self.encoding.set_choices(list(import_files.encoding_titles(preview)), value=preview.encoding)
        has_columns = preview.mapping is not None
        self._columns_head.setVisible(has_columns)
        self.columns.setVisible(has_columns)
        if preview.mapping is not None:
            self.columns.show_mapping(preview.mapping)
        self.side.show_preview(preview)
        self.side.show()
        nobody = not preview.people
        self.fault.set_words(_nobody(preview) if nobody else "")
        self.fault.setVisible(nobody)
        self.main_button.setEnabled(not nobody)
        if self.pick.hasFocus() and not nobody:
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _main(self) -> None:
        if self._report is not None:
            self._say_done()
            self.accept()
        elif self._preview is not None and self.main_button.isEnabled():
            self._import(self._preview)

    def _import(self, preview: Preview) -> None:
        self.main_button.setEnabled(False)
        self.cancel_button.setEnabled(False)
        work = partial(_bring_in, self._workplace.file, preview)
        self._listen(
            self._workplace.jobs.start(work, then=self._show_report, failed=self._show_fault, writes=True),
            "ended",
            self._import_ended,
        )

    def _listen(self, job: object, signal: str, then: Callable[..., None]) -> None:
        """Hear a job that is on its way; one that was done at once has nothing more to say."""
        if isinstance(job, Job):
            getattr(job, signal).connect(then)

    def _import_ended(self) -> None:
        """Let the person go on, also after Stop, of which nothing else is heard."""
        self.main_button.setEnabled(True)
        self.cancel_button.setEnabled(True)
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_report(self, report: ImportReport) -> None:
        self._report = report
        self._import_ended()
        for part in (self.pick, self.title, self.about, self.fault, self._encoding_field, self._columns_head,
                     self.columns, self.side):  # fmt: skip
            part.hide()
        self.report = ImportReportView(report, self, room=self.frame_size().height() - _AROUND_LIST)
        self.body.addWidget(self.report)
        self.report.show()
        self.main_button.set_words(_("Done"))
        self.main_button.set_icon("check")
        self.cancel_button.hide()
        self.report.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_done(self) -> None:
        """Say it in the passing line, where one press takes the import back; once, and when it can be seen."""
        report, self._report = self._report, None
        if report is None:
            return
        added = report.count(Outcome.ADDED)
        files = ", ".join(file.file for file in report.files)
        if not added:
            self._workplace.tell(_("Nobody new in {file}").format(file=files))
            return
        said = ngettext("{n} contact imported from {file}", "{n} contacts imported from {file}", added)
        self._workplace.done(said.format(n=i18n.number(added), file=files))
        self.saved.emit(added)

    def _arrange(self) -> None:
        self.body.addWidget(self.fault)
        self.body.addWidget(self.title)
        self.body.addWidget(self.about)
        self.body.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        self._encoding_field.setMaximumWidth(_ENCODING_WIDTH)
        self.body.addWidget(self.reading)
        self.body.addWidget(self._encoding_field)
        self.body.addWidget(self._columns_head)
        self.body.addWidget(self.columns)
        self.set_side(self.side)


class _Side(Surface):
    """The first people, beside the columns so that each choice is seen at once."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk")
        self.setFixedWidth(_SIDE_WIDTH)
        self.people = PeoplePreview(desk.ask(business.load).country, self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(Label(_("So they come in"), Style.SECTION, inside))
        column.addWidget(self.people)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollArea(inside, self))

    def show_preview(self, preview: Preview) -> None:
        """Show the first people of the file."""
        self.people.show_people(preview.people, preview.refused)


def _look(question: Question, progress: Progress) -> Preview:
    """Look into the file; what a person said about columns holds in another encoding too."""
    addresses.country_code("US")  # reads the names of countries once; the window would wait for it
    found = import_files.preview(question.path, question.encoding, progress=progress)
    if found.mapping is None or not question.targets:
        return found
    mapping = found.mapping
    for position, target in question.targets:
        mapping = mapping.with_target(position, target)
    return import_files.preview(question.path, question.encoding, mapping=mapping, progress=progress)


def _bring_in(file: OpenFile, preview: Preview, progress: Progress) -> ImportReport:
    desk = file.desk
    if data_file.changed_since_backup(file):
        data_file.back_up(file, "before import", progress=progress)
    read = import_files.read(preview.path, preview.mapping, preview.encoding, progress=progress)
    prepared = desk.ask(imports.prepare, [read], progress)
    return desk.do(imports.bring_in, prepared, progress=progress)


def _counted(preview: Preview) -> str:
    if preview.kind is Kind.CSV:
        words = ngettext("{n} row in “{file}”", "{n} rows in “{file}”", preview.rows)
    else:
        words = ngettext("{n} card in “{file}”", "{n} cards in “{file}”", preview.rows)
    return words.format(n=i18n.number(preview.rows), file=preview.path.name)


def _nobody(preview: Preview) -> str:
    if preview.mapping is None:
        return _("Nobody in “{file}” can be read. Choose another file.").format(file=preview.path.name)
    return _(
        "Nobody in “{file}” has a name, a company, a phone or an e-mail yet. Say below what the columns are, or choose "
        "another file."
    ).format(file=preview.path.name)


def _sure(preview: Preview) -> str:
    said = []
    if preview.mapping is not None and preview.mapping.source:
        said.append(_("Written by {program}.").format(program=preview.mapping.source))
    said.append(_("People who are already there are not added twice. One click takes the whole import back."))
    return " ".join(said)
