"""Printing call sheets: of a day, its week, the rest of the month or all of it; the first page is seen before."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.ids import CampaignId
from refdesk.domain.sheet_span import Span
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, call_sheet_files, call_sheets
from refdesk.services.call_sheet_files import SheetJob
from refdesk.services.call_sheets import Choice
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.ui import print_request, timers
from refdesk.ui.card_page import CardPage, Overlay
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice as Part
from refdesk.ui.widgets.segment import Segment
from refdesk.ui.widgets.surfaces import Notice, Surface
from refdesk.ui.workplace import Workplace

_SIDE = 420
_AFTER_MS = 20
_SENTENCES = 5


class SheetsDialog(Dialog):
    """Chooses which sheets; their calls get the numbers of the paper when it is printed or saved, not before."""

    print_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget, *, campaign_id: CampaignId, day: date) -> None:
        super().__init__(
            _("Print call sheets"), parent, main=_("Print"), main_icon="printer", size=QSize(888, 620),
        )  # fmt: skip
        self._workplace, self._desk = workplace, workplace.desk
        self._campaign_id, self._day, self._turn = campaign_id, day, 0
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
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._notice = Notice("", " ", self, icon="triangle-alert")
        self.save = Button(_("Save as PDF"), self, icon="download")
        self.page = CardPage()
        self._redraw = timers.once(self, _AFTER_MS, self._draw)
        self._arrange_parts()
        self._connect()
        self._say(())
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
            self._about.setText(_("No call is left there."))
        elif span is Span.DAY:
            self._about.setText(_("{day}: {calls}.").format(day=i18n.day_long(self._day), calls=calls))
        else:
            self._about.setText(_("{title}: {sheets}, {calls}.").format(title=found.title, sheets=days, calls=calls))
        self._redraw.start()

    def _draw(self) -> None:
        self._turn += 1
        if not self._chosen().days:
            self._refuse(_("No call is left there."))
            return
        work = partial(_preview, self._desk, self.job(), self._turn)
        self._workplace.jobs.start(work, then=self._drawn, failed=self._not_drawn)

    def _drawn(self, made: tuple[int, Rendered]) -> None:
        turn, rendered = made
        if turn != self._turn:
            return
        self._say(rendered.sentences)
        self.page.show_page(PdfPages(rendered.pdf), 0, Overlay(), _("First page"))
        self.main_button.allow()
        self.save.allow()

    def _not_drawn(self, fault: RefDeskError) -> None:
        self._refuse(fault.sentence)

    def _refuse(self, sentence: str) -> None:
        self._say(())
        self.page.show_words(sentence)
        self.main_button.refuse(_("There is nothing to print."))
        self.save.refuse(_("There is nothing to print."))

    def _say(self, sentences: tuple[str, ...]) -> None:
        shown = list(sentences[:_SENTENCES])
        if len(sentences) > _SENTENCES:
            shown.append(_("and {n} more").format(n=len(sentences) - _SENTENCES))
        self._notice.set_words(_("Please check"), "\n".join(shown))
        self._notice.setVisible(bool(shown))

    def _print(self) -> None:
        job = self.job()
        work = partial(_write_to_print, self._desk, job)
        self._workplace.jobs.start(work, then=self._written, failed=self.show_fault, writes=True)

    def _written(self, written: Written) -> None:
        title = _("Call sheets {days}") if len(self.job().days) > 1 else _("Call sheet {days}")
        days = self._chosen().title
        self.accept()
        self.print_wanted.emit(PrintRequest(written.path, title.format(days=days)))

    def _save(self) -> None:
        suggested = str(Path.home() / _("Call sheets {days}.pdf").format(days=self._chosen().title))
        path = self._workplace.ask_to_save(self, _("Save as PDF"), suggested, "PDF (*.pdf)")
        if path is not None:
            work = partial(_write, self._desk, self.job(), path.with_suffix(".pdf"))
            self._workplace.jobs.start(work, then=self._saved, failed=self.show_fault, writes=True)

    def _saved(self, written: Written) -> None:
        self._workplace.tell(_("Saved as {file}").format(file=written.path.name))
        self.accept()

    def _connect(self) -> None:
        self.span.chosen.connect(self._span_chosen)
        self.cover.toggled.connect(self._redraw.start)
        self.save.clicked.connect(self._save)
        self.main_pressed.connect(self._print)

    def _arrange_parts(self) -> None:
        numbered = Label(
            _("Each call keeps the number of its row, so that the filled sheet finds its way back by number and code."),
            Style.SECOND, self, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        for part in (Field(_("Which sheets"), self.span, self), self._about, self.cover, numbered, self._notice):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot_row.insertWidget(0, self.save)
        side = Surface(self, ground="desk")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        side.setFixedWidth(_SIDE)
        self.set_side(side)


def _preview(desk: Desk, job: SheetJob, turn: int, _progress: Progress) -> tuple[int, Rendered]:
    return turn, call_sheet_files.preview(desk, job)


def _write_to_print(desk: Desk, job: SheetJob, progress: Progress) -> Written:
    return print_request.filled(partial(_write, desk, job, progress=progress))


def _write(desk: Desk, job: SheetJob, path: Path, progress: Progress) -> Written:
    return call_sheet_files.write(desk, job, path, progress)
