"""Bringing contacts in: choose a file, look at what would come in, import, read what became of each row."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.services import business, import_files, imports
from refdesk.services.import_files import Kind, Preview, Target
from refdesk.services.imports import ImportReport, Outcome, Picks, Prepared
from refdesk.ui.exchange import import_work
from refdesk.ui.exchange.column_rows import ColumnRows
from refdesk.ui.exchange.import_matches import ImportMatches
from refdesk.ui.exchange.import_report import ImportReportView
from refdesk.ui.exchange.import_work import Question
from refdesk.ui.exchange.preview_side import PreviewSide
from refdesk.ui.jobs import Job
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import marks
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.buttons import Kind as ButtonKind
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.surfaces import Notice, SectionHead
from refdesk.ui.workplace import Workplace

_AROUND_LIST = 320
_AROUND = 170
_ENCODING_WIDTH = 380
_FILTER = "Excel, LibreOffice, CSV, vCard (*.xlsx *.xls *.ods *.csv *.txt *.tsv *.vcf *.vcard);;* (*)"


class ImportDialog(Dialog):
    """`saved` brings how many contacts were added; `sorting_wanted` asks to rank the new ones right away."""

    saved = Signal(int)
    sorting_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget, *, path: Path | None = None) -> None:
        super().__init__(_("Import contacts"), parent, main=_("Import"), main_icon="download", size=QSize(1040, 760))
        self._workplace = workplace
        self._country = workplace.desk.ask(business.load).country
        self._question: Question | None = None
        self._preview: Preview | None = None
        self._checked: Preview | None = None
        self._checking: object = None
        self._prepared: Prepared | None = None
        self._report: ImportReport | None = None
        self._path = path
        self.pick = Button(_("Choose a file…"), self, icon="folder-open")
        self.fault = Notice("", "", self)
        self.title = Label("", Style.SECTION, self, wrap=True)
        self.about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.reading = Bar(0.0, self, name=_("Progress"))
        self.encoding = Combo([], self)
        self.sheet = Combo([], self)
        self.columns = ColumnRows(self)
        self._columns_head = SectionHead(_("What the columns are"), self)
        self._encoding_field = Field(_("Letters are written in"), self.encoding, self)
        self._sheet_field = Field(_("Sheet of the workbook"), self.sheet, self)
        self.side = PreviewSide(self._country, self)
        self.back = Button(_("Back to the file"), self, kind=ButtonKind.QUIET)
        self.sort_new = Button("", self, icon="list-checks")
        self.sort_new.hide()
        self._arrange()
        self.sort_new.clicked.connect(self._sort_new)
        self.pick.clicked.connect(self._choose)
        self.encoding.chosen.connect(self._choose_encoding)
        self.sheet.chosen.connect(self._choose_sheet)
        self.columns.target_chosen.connect(self._choose_target)
        self.columns.order_chosen.connect(self._choose_order)
        self.back.clicked.connect(self._go_back)
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
            self._stop_checking()
            super().reject()

    def look_at(self, path: Path) -> None:
        """Look into a file."""
        self._preview = None
        self._ask(Question(path, self._country))

    def _choose(self) -> None:
        path = self._workplace.ask_to_open(self, _("Import contacts"), "", _FILTER)
        if path is not None:
            self.look_at(path)

    def _choose_encoding(self, encoding: object) -> None:
        if self._question is not None:
            self._ask(replace(self._question, encoding=str(encoding)))

    def _choose_sheet(self, sheet: object) -> None:
        if self._question is not None:
            self._ask(self._question.with_sheet(str(sheet)))

    def _choose_target(self, position: int, target: Target) -> None:
        if self._question is not None:
            self._ask(self._question.with_target(position, target))

    def _choose_order(self, position: int, day_first: bool) -> None:
        if self._question is not None:
            self._ask(self._question.with_order(position, day_first))

    def _ask(self, question: Question) -> None:
        self._stop_checking()
        self._question = question
        self.main_button.setEnabled(False)
        self._show_reading()
        work = partial(import_work.look, question)
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
        self._preview = self._checked = None
        self.title.setText(_("Which file?"))
        self.about.setText(
            _("A workbook or a CSV file from a spreadsheet, or a vCard file (.vcf) from a phone or an address book. "
              "Your e-mail program and your phone can write one: look for “Export”. You see everything before it "
              "comes in.")
        )  # fmt: skip
        self.pick.show()
        for part in (self.fault, self.reading, *self._of_file(), self.side, self.back):
            part.hide()
        self.main_button.setEnabled(False)

    def _of_file(self) -> tuple[QWidget, ...]:
        return self._encoding_field, self._sheet_field, self._columns_head, self.columns

    def _show_preview(self, question: Question, preview: Preview) -> None:
        if question != self._question:
            return
        self._preview = preview
        self.reading.hide()
        self.pick.show()
        self.pick.set_words(_("Another file…"))
        self.title.setText(import_work.counted(preview))
        self.about.setText(import_work.sure(preview))
        self._encoding_field.setVisible(preview.kind is Kind.CSV or len(preview.encodings) > 1)
        self.encoding.set_choices(list(import_files.encoding_titles(preview)), value=preview.encoding)
        self._sheet_field.setVisible(len(preview.sheets) > 1)
        shown = preview.mapping.sheet if preview.mapping is not None else ""
        self.sheet.set_choices([(sheet, sheet) for sheet in preview.sheets], value=shown)
        has_columns = preview.mapping is not None
        self._columns_head.setVisible(has_columns)
        self.columns.setVisible(has_columns)
        if preview.mapping is not None:
            self.columns.show_mapping(preview.mapping)
        self.side.show_preview(preview)
        self.side.show()
        nobody = not preview.people
        self.fault.set_words(import_work.nobody(preview) if nobody else "")
        self.fault.setVisible(nobody)
        self.main_button.setEnabled(not nobody)
        if self.focusWidget() is self.pick and not nobody:  # the window is not active yet after a file dialog
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _main(self) -> None:
        if self._report is not None:
            self._say_done()
            self.accept()
        elif not self.main_button.isEnabled():
            return
        elif self._prepared is not None:
            self._bring_in(self._prepared, self.matches.picks())
        elif self._preview is not None:
            self._prepare(self._preview)

    def _prepare(self, preview: Preview) -> None:
        self._checked = preview
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.main_button.setEnabled(False)
        self.title.setText(_("Looking for who is already there…"))
        self.reading.set_share(0.0, name=_("Progress"), state=marks.Progress.ON_THE_WAY)
        self.reading.show()
        work = partial(import_work.prepare, self._workplace.desk, preview, self._country)
        then = partial(self._show_prepared, preview)
        job = self._workplace.jobs.start(work, then=then, failed=self._show_fault)
        self._checking = job
        self._listen(job, "progressed", self._show_progress)

    def _stop_checking(self) -> None:
        """Let nothing come of looking for who is there: other columns were chosen, or the dialog is left."""
        if isinstance(self._checking, Job) and self._checked is not None:
            self._checking.stop()
        self._checked = None

    def _show_prepared(self, preview: Preview, prepared: Prepared) -> None:
        if self._checked is not preview:
            return
        self._checked = None
        self.reading.hide()
        self.title.setText(import_work.counted(preview))
        self._let_go()
        if not prepared.open_matches:
            self._bring_in(prepared, Picks())
            return
        self._prepared = prepared
        for part in (self.pick, self.title, self.about, self.fault, *self._of_file(), self.side):
            part.hide()
        self.matches = ImportMatches(self._workplace.desk, prepared, self, room=self.frame_size().height() - _AROUND)
        self.body.addWidget(self.matches)
        self.set_side(self.matches.side)
        for part in (self.matches, self.matches.side, self.back):
            part.show()
        self.matches.focus()

    def _go_back(self) -> None:
        """Show the file again; what was chosen for people is asked anew, since other columns make other people."""
        preview, self._prepared = self._preview, None
        if preview is None or self._question is None:
            return
        self._put_matches_away()
        self.title.show()
        self.about.show()
        self._show_preview(self._question, preview)

    def _put_matches_away(self) -> None:
        self.back.hide()
        for part in (self.matches, self.matches.side):
            part.hide()
            part.deleteLater()

    def _bring_in(self, prepared: Prepared, picks: Picks) -> None:
        self._hold()
        work = partial(import_work.bring_in, self._workplace.file, prepared, picks)
        job = self._workplace.jobs.start(work, then=self._show_report, failed=self._show_import_fault, writes=True)
        self._listen(job, "ended", self._let_go)

    def _show_import_fault(self, fault: RefDeskError) -> None:
        if self._prepared is None:
            self._show_fault(fault)
        else:
            self._let_go()
            self.show_fault(fault)

    def _hold(self) -> None:
        for button in (self.main_button, self.cancel_button, self.back):
            button.setEnabled(False)

    def _listen(self, job: object, signal: str, then: Callable[..., None]) -> None:
        """Hear a job that is on its way; one that was done at once has nothing more to say."""
        if isinstance(job, Job):
            getattr(job, signal).connect(then)

    def _let_go(self) -> None:
        """Let the person go on, also after Stop, of which nothing else is heard."""
        for button in (self.main_button, self.cancel_button, self.back):
            button.setEnabled(True)
        if self._prepared is None:
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_report(self, report: ImportReport) -> None:
        self._report = report
        self._let_go()
        if self._prepared is not None:
            self._put_matches_away()
        for part in (self.pick, self.title, self.about, self.fault, *self._of_file(), self.side):
            part.hide()
        self.report = ImportReportView(report, self, room=self.frame_size().height() - _AROUND_LIST)
        self.report.save_wanted.connect(self._save_report)
        self.body.addWidget(self.report)
        self.report.show()
        self.main_button.set_words(_("Done"))
        self.main_button.set_icon("check")
        self.cancel_button.hide()
        self.report.view.setFocus(Qt.FocusReason.OtherFocusReason)

        if report.count(Outcome.ADDED):
            work = partial(import_work.count_unranked, self._workplace.desk)
            self._workplace.jobs.start(work, then=self._offer_sorting, failed=self.show_fault)

    def _offer_sorting(self, unranked: int) -> None:
        if not unranked:
            return
        words = ngettext("Sort {n} new", "Sort {n} new", unranked)
        self.sort_new.set_words(words.format(n=i18n.number(unranked)))
        self.sort_new.show()

    def _sort_new(self) -> None:
        self._main()
        self.sorting_wanted.emit()

    def _save_report(self) -> None:
        report = self._report
        path = self._workplace.ask_to_save(self, _("Save the report"), "import-report.csv", "CSV (*.csv)")
        if report is None or path is None:
            return
        try:
            imports.save_report(report, path)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self._workplace.tell(_("Report saved as “{file}”").format(file=path.name))

    def _say_done(self) -> None:
        """Say it in the passing line, where one press takes the import back; once, and when it can be seen."""
        report, self._report = self._report, None
        if report is None:
            return
        said = import_work.done_words(report)
        if not said:
            self._workplace.tell(_("Nobody new in {file}").format(file=", ".join(file.file for file in report.files)))
            return
        self._workplace.done(said)
        self.saved.emit(report.count(Outcome.ADDED))

    def _arrange(self) -> None:
        self.body.addWidget(self.fault)
        self.body.addWidget(self.title)
        self.body.addWidget(self.about)
        self.body.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        self._encoding_field.setMaximumWidth(_ENCODING_WIDTH)
        self.body.addWidget(self.reading)
        self.body.addWidget(self._encoding_field)
        self._sheet_field.setMaximumWidth(_ENCODING_WIDTH)
        self.body.addWidget(self._sheet_field)
        self.body.addWidget(self._columns_head)
        self.body.addWidget(self.columns)
        self.set_side(self.side)
        self.foot_row.addWidget(self.back)
        self.foot_row.addWidget(self.sort_new)
