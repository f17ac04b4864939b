"""The foot of the studio: print the cards or save them, and what goes with them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.occasions import CardOccasion
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import card_outputs, paper
from refdesk.services.card_outputs import OutputJob
from refdesk.services.card_texts import CardJob
from refdesk.services.desk import Desk
from refdesk.services.paper import MadeCards, Written
from refdesk.ui import print_request
from refdesk.ui.cards.outputs_dialog import OutputsDialog
from refdesk.ui.cards.stock_step import Choices
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.checks import Check
from refdesk.ui.workplace import Workplace

Made = TypeVar("Made")


class Output(QWidget):
    """Prints and saves the cards of a job, notes them when they are on paper, and opens what goes with them."""

    print_wanted = Signal(object)
    came_out = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._job: CardJob | None = None
        self._chosen: Choices | None = None
        self._occasion = CardOccasion.THANKS
        self.slips = Check(_("Print the writing slips too"), self)
        self.print = Button("", self, kind=Kind.MAIN, icon="printer", size=Size.LAST)
        self.save = Button(_("Save as PDF"), self, icon="download")
        self.more = Button(_("Envelopes…"), self, icon="mail")
        self.more.setAccessibleName(_("Writing slips, envelopes and labels"))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.more.clicked.connect(self._open_more)
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.save, 1)
        both.addWidget(self.more, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.slips)
        column.addWidget(self.print)
        column.addLayout(both)

    def show_job(self, job: CardJob, chosen: Choices, *, occasion: CardOccasion, is_right: bool) -> None:
        """Offer to print and save this job."""
        self._job, self._chosen, self._occasion = job, chosen, occasion
        count = len(job.cards)
        words = ngettext("Print {n} card", "Print {n} cards", count).format(n=count)
        self.print.set_words(words if count else _("Print"))
        said = ngettext("Save {n} card as PDF", "Save {n} cards as PDF", count).format(n=count)
        self.save.setAccessibleName(said if count else _("Save as PDF"))
        reason = "" if count else _("Choose somebody first.")
        reason = reason or ("" if is_right else _("Correct the wording first."))
        for button in (self.print, self.save):
            button.refuse(reason) if reason else button.allow()
        if count:
            self.more.allow()
        else:
            self.more.refuse(_("Choose somebody first."))

    def _save(self) -> None:
        """Ask where, write the cards off the GUI thread, and note them as printed."""
        if self._job is None:
            return
        name = _("Thank-you cards") if self._occasion in (CardOccasion.THANKS, CardOccasion.WIN) else _("Cards")
        path = self._workplace.ask_to_save(self, _("Save the cards"), str(Path.home() / f"{name}.pdf"), "PDF (*.pdf)")
        if path is None:
            return
        work = partial(_write, self._workplace.desk, self._job, path.with_suffix(".pdf"))
        self._workplace.jobs.start(work, then=self._saved, failed=self._workplace.show_fault, writes=True)

    def _saved(self, written: Written) -> None:
        count = len(written.printed)
        words = ngettext("{n} card saved as {file}", "{n} cards saved as {file}", count)
        self._tell(words.format(n=count, file=written.path.name), written)
        self.came_out.emit()

    def _print(self) -> None:
        """Make the cards in a file of their own, and hand it to the print dialog."""
        if self._job is None:
            return
        work = partial(_make, self._workplace.desk, self._job)
        self._workplace.jobs.start(work, then=self._made, failed=self._workplace.show_fault)

    def _made(self, made: MadeCards) -> None:
        chosen, job = self._chosen, self._job
        if chosen is None or job is None:
            return
        count = len(made.written.printed)
        title = ngettext("{n} card", "{n} cards", count).format(n=count)
        request = PrintRequest(
            made.written.path, title, chosen.paper_words, chosen.sides, stock_key=chosen.stock,
            then=partial(self._printed, made, OutputJob(card_outputs.Output.SLIPS, job.cards, card_stock=job.stock)),
        )  # fmt: skip
        if made.written.sentences:
            self._workplace.tell(made.written.sentences[0])
        self.print_wanted.emit(request)

    def _printed(self, made: MadeCards, slips: OutputJob) -> None:
        """Note what went to the printer; then come the slips, if they are wanted."""
        if not self._workplace.desk.only_to_read:
            try:
                paper.note_cards(self._workplace.desk, made)
            except RefDeskError as fault:
                self._workplace.show_fault(fault)
                return
        count = len(made.written.printed)
        self._tell(ngettext("{n} card printed", "{n} cards printed", count).format(n=count), made.written)
        self.came_out.emit()
        if self.slips.isChecked():
            self.print_output(slips)

    def print_output(self, job: OutputJob) -> None:
        """Make what goes with the cards, and hand it to the print dialog."""
        work = partial(_make_output, self._workplace.desk, job)
        then = partial(self._output_made, job)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    def _output_made(self, job: OutputJob, written: Written) -> None:
        titles = {
            card_outputs.Output.SLIPS: _("Writing slips"),
            card_outputs.Output.ENVELOPES: _("Envelopes"),
            card_outputs.Output.LABELS: _("Address labels"),
        }
        if written.sentences:
            self._workplace.tell(written.sentences[0])
        words = self._workplace.desk.ask(card_outputs.paper_words, job)
        self.print_wanted.emit(PrintRequest(written.path, titles[job.what], words, stock_key=job.stock))

    def _open_more(self) -> None:
        if self._job is None:
            return
        dialog = OutputsDialog(self._workplace, self, cards=self._job.cards, card_stock=self._job.stock)
        dialog.print_output_wanted.connect(self.print_output)
        dialog.open()

    def _tell(self, said: str, written: Written) -> None:
        self._workplace.done(f"{said}. {written.sentences[0]}" if written.sentences else said)


def _write(desk: Desk, job: CardJob, path: Path, _progress: Progress) -> Written:
    return paper.write_cards(desk, job, path)


def _make(desk: Desk, job: CardJob, _progress: Progress) -> MadeCards:
    return _into_new_file(partial(paper.make_cards, desk, job))


def _make_output(desk: Desk, job: OutputJob, _progress: Progress) -> Written:
    return _into_new_file(partial(card_outputs.written, desk, job))


def _into_new_file(make: Callable[[Path], Made]) -> Made:
    """Make pages in a file for the print dialog; nothing is left behind when they cannot be made."""
    path = print_request.new_file()
    try:
        return make(path)
    except RefDeskError:
        path.unlink(missing_ok=True)
        raise
