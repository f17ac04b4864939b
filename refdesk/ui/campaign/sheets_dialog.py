"""Printing call sheets: of a day, its week, the rest of the month or all of it; the first page is seen before."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.ids import CampaignId
from refdesk.domain.sheet_span import Span
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, call_sheet_files, call_sheets
from refdesk.services.call_sheet_files import SheetJob
from refdesk.services.call_sheets import Choice
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.ui import print_request
from refdesk.ui.paper_dialog import PaperDialog
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice as Part
from refdesk.ui.widgets.segment import Segment
from refdesk.ui.workplace import Workplace


class SheetsDialog(PaperDialog):
    """Chooses which sheets; their calls get the numbers of the paper when it is printed or saved, not before."""

    print_wanted = Signal(object)
    writes = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, campaign_id: CampaignId, day: date) -> None:
        super().__init__(_("Print call sheets"), workplace, parent, height=620)
        self.nothing = _("No call is left there.")
        self._desk, self._campaign_id, self._day = workplace.desk, campaign_id, day
        self._working = self._desk.ask(business.working_time)
        self._choices: dict[Span, Choice] = {}
        self.span = Segment(
            [
                Part(Span.DAY, _("Day")), Part(Span.WEEK, _("Week")), Part(Span.REST, _("Rest")),
                Part(Span.MONTH, _("Month")),
            ],
            self, name=_("Which sheets"), value=Span.DAY, fill=True,
        )  # fmt: skip
        self.cover = Check(_("A cover with the progress and a line for each sheet"), self)
        self._arrange_parts()
        self._connect()
        self._span_chosen()

    def job(self) -> SheetJob:
        """Return what is to be printed."""
        return SheetJob(self._campaign_id, self._chosen().days, cover=self.cover.isChecked())

    def _chosen(self) -> Choice:
        """Return what is chosen; it is counted when it is first asked for."""
        span = Span(self.span.value())
        if span not in self._choices:
            first = self._desk.today() if span is Span.REST else self._day
            self._choices[span] = self._desk.ask(call_sheets.choice, self._campaign_id, span, first, self._working)
        return self._choices[span]

    def _span_chosen(self) -> None:
        found, span = self._chosen(), Span(self.span.value())
        self.cover.setChecked(len(found.days) > 1)
        self.cover.setEnabled(bool(found.days))
        days = ngettext("{n} sheet", "{n} sheets", len(found.days)).format(n=len(found.days))
        calls = ngettext("{n} call", "{n} calls", found.calls).format(n=found.calls)
        if not found.days:
            self.about.setText(self.nothing)
        elif span is Span.DAY:
            self.about.setText(_("{day}: {calls}.").format(day=i18n.day_long(self._day), calls=calls))
        else:
            self.about.setText(_("{title}: {sheets}, {calls}.").format(title=found.title, sheets=days, calls=calls))
        self.redraw.start()

    def drawing(self) -> Callable[[Progress], Rendered] | None:
        return partial(_preview, self._desk, self.job()) if self._chosen().days else None

    def file_name(self) -> str:
        return _("Call sheets {days}.pdf").format(days=self._chosen().title)

    def writing(self, path: Path) -> Callable[[Progress], Written]:
        return partial(_write, self._desk, self.job(), path)

    def _print(self) -> None:
        job = self.job()
        work = partial(_write_to_print, self._desk, job)
        self._workplace.jobs.start(work, then=self._written, failed=self.show_fault, writes=True)

    def _written(self, written: Written) -> None:
        title = _("Call sheets {days}") if len(self.job().days) > 1 else _("Call sheet {days}")
        days = self._chosen().title
        self.accept()
        self.print_wanted.emit(PrintRequest(written.path, title.format(days=days)))

    def _connect(self) -> None:
        self.span.chosen.connect(self._span_chosen)
        self.cover.toggled.connect(self.redraw.start)
        self.main_pressed.connect(self._print)

    def _arrange_parts(self) -> None:
        numbered = Label(
            _("Each call keeps the number of its row, so that the filled sheet finds its way back by number and code."),
            Style.SECOND, self, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self.arrange(Field(_("Which sheets"), self.span, self), self.about, self.cover, numbered)


def _preview(desk: Desk, job: SheetJob, _progress: Progress) -> Rendered:
    return call_sheet_files.preview(desk, job)


def _write_to_print(desk: Desk, job: SheetJob, progress: Progress) -> Written:
    return print_request.filled(partial(_write, desk, job, progress=progress))


def _write(desk: Desk, job: SheetJob, path: Path, progress: Progress) -> Written:
    return call_sheet_files.write(desk, job, path, progress)
