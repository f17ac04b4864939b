"""What goes with the cards: writing slips, envelopes, or labels on a part-used sheet; seen as they are printed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain.occasions import CardId
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, card_outputs
from refdesk.services.card_outputs import Output, OutputJob
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.ui import timers
from refdesk.ui.card_page import CardPage, Overlay
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Notice, Surface
from refdesk.ui.workplace import Workplace

_SIDE = 420
_AFTER_MS = 20
_SENTENCES = 5


class OutputsDialog(Dialog):
    """Chooses what to make and on what; the first page is shown, what does not fit is named."""

    print_output_wanted = Signal(object)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, cards: tuple[CardId, ...], card_stock: str = ""
    ) -> None:
        super().__init__(
            _("What goes with the cards"), parent, main=_("Print"), main_icon="printer", size=QSize(888, 640),
            cancel=_("Close"),
        )  # fmt: skip
        self._workplace, self._desk, self._cards = workplace, workplace.desk, cards
        self._card_stock = card_stock
        self._turn = 0
        self._labels = {each[0]: each for each in self._desk.ask(card_outputs.label_stocks)}
        self.what = Segment(
            [
                Choice(Output.SLIPS, _("Writing slips")), Choice(Output.ENVELOPES, _("Envelopes")),
                Choice(Output.LABELS, _("Labels")),
            ],
            self, name=_("What to print"), value=Output.ENVELOPES, fill=True,
        )  # fmt: skip
        envelopes, usual_envelope = self._desk.ask(card_outputs.envelope_stocks, card_stock)
        self.envelope = Combo(envelopes, self, name=_("Envelope"), value=usual_envelope)
        paper = self._desk.ask(business.load).paper.value
        labels = [(key, name) for key, name, _places, _paper in self._labels.values()]
        usual = next((key for key, _name, _places, of in self._labels.values() if of == paper), None)
        self.labels = Combo(labels, self, name=_("Sheet of labels"), value=usual)
        self.start = Combo([], self, name=_("First free label"))
        self.upright = Check(_("My printer takes envelopes by the short side"), self)
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._notice = Notice("", " ", self, icon="triangle-alert")
        self.save = Button(_("Save as PDF"), self, icon="download")
        self.page = CardPage()
        self._redraw = timers.once(self, _AFTER_MS, self._draw)
        self._arrange_parts()
        self._connect()
        self._changed()

    def job(self) -> OutputJob:
        """Return what is to be made."""
        what = Output(self.what.value())
        stock = {Output.ENVELOPES: self.envelope, Output.LABELS: self.labels}.get(what)
        return OutputJob(
            what, self._cards, stock=str(stock.value() or "") if stock else "", start=int(str(self.start.value() or 1)),
            short_side_first=self.upright.isChecked(), card_stock=self._card_stock,
        )  # fmt: skip

    def _changed(self) -> None:
        what = Output(self.what.value())
        self._envelope_field.setVisible(what is Output.ENVELOPES)
        self.upright.setVisible(what is Output.ENVELOPES)
        self._labels_field.setVisible(what is Output.LABELS)
        self._start_field.setVisible(what is Output.LABELS)
        count = len(self._cards)
        about = {
            Output.SLIPS: _("Two on a page: what to write to whom, to lie beside the cards."),
            Output.ENVELOPES: ngettext("{n} envelope, your address in the corner.",
                                       "{n} envelopes, your address in the corner.", count).format(n=count),
            Output.LABELS: ngettext("{n} label, one for each card.", "{n} labels, one for each card.",
                                    count).format(n=count),
        }  # fmt: skip
        self._about.setText(about[what])
        self._redraw.start()

    def _sheet_chosen(self) -> None:
        chosen = self._labels.get(str(self.labels.value()))
        places = chosen[2] if chosen else 1
        choices = [(str(n), _("Label {n}").format(n=n)) for n in range(1, places + 1)]
        self.start.set_choices(choices, value="1")
        self._changed()

    def _draw(self) -> None:
        self._turn += 1
        work = partial(_render, self._desk, self.job(), self._turn)
        self._workplace.jobs.start(work, then=self._drawn, failed=self._not_drawn)

    def _drawn(self, made: tuple[int, Rendered]) -> None:
        turn, rendered = made
        if turn != self._turn:
            return
        self._say(rendered.sentences)
        if rendered.pages:
            self.page.show_page(PdfPages(rendered.pdf), 0, Overlay(), _("First page"))
            self.main_button.allow()
            self.save.allow()
            return
        self.page.show_words(_("There is nothing to print: no address is known."))
        self.main_button.refuse(_("There is nothing to print."))
        self.save.refuse(_("There is nothing to print."))

    def _not_drawn(self, fault: RefDeskError) -> None:
        self._say((fault.sentence,))

    def _say(self, sentences: tuple[str, ...]) -> None:
        shown = list(sentences[:_SENTENCES])
        if len(sentences) > _SENTENCES:
            shown.append(_("and {n} more").format(n=len(sentences) - _SENTENCES))
        self._notice.set_words(_("Please check"), "\n".join(shown))
        self._notice.setVisible(bool(shown))

    def _save(self) -> None:
        names = {
            Output.SLIPS: _("Writing slips"), Output.ENVELOPES: _("Envelopes"), Output.LABELS: _("Address labels")
        }  # fmt: skip
        job = self.job()
        suggested = str(Path.home() / f"{names[job.what]}.pdf")
        path = self._workplace.ask_to_save(self, _("Save as PDF"), suggested, "PDF (*.pdf)")
        if path is not None:
            work = partial(_write, self._desk, job, path.with_suffix(".pdf"))
            self._workplace.jobs.start(work, then=self._saved, failed=self._workplace.show_fault)

    def _saved(self, written: Written) -> None:
        self._workplace.tell(_("Saved as {file}").format(file=written.path.name))
        self.accept()

    def _print(self) -> None:
        self.print_output_wanted.emit(self.job())
        self.accept()

    def _connect(self) -> None:
        self.what.chosen.connect(self._changed)
        self.envelope.chosen.connect(self._changed)
        self.labels.chosen.connect(self._sheet_chosen)
        self.start.chosen.connect(self._changed)
        self.upright.toggled.connect(self._changed)
        self.save.clicked.connect(self._save)
        self.main_pressed.connect(self._print)

    def _arrange_parts(self) -> None:
        self._envelope_field = Field(_("Envelope"), self.envelope, self)
        self._labels_field = Field(_("Sheet of labels"), self.labels, self)
        self._start_field = Field(_("First free label"), self.start, self, hint=_("Those before it are used already."))
        for part in (self.what, self._about, self._envelope_field, self.upright, self._labels_field, self._start_field,
                     self._notice):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot_row.insertWidget(0, self.save)
        side = Surface(self, ground="desk")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        side.setFixedWidth(_SIDE)
        self.set_side(side)
        self._sheet_chosen()


def _render(desk: Desk, job: OutputJob, turn: int, _progress: Progress) -> tuple[int, Rendered]:
    return turn, card_outputs.rendered(desk, job)


def _write(desk: Desk, job: OutputJob, path: Path, _progress: Progress) -> Written:
    return card_outputs.written(desk, job, path)
