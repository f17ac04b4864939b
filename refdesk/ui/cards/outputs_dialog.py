"""What goes with the cards: writing slips, envelopes, or labels on a part-used sheet; seen as they are printed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.occasions import CardId
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, card_outputs
from refdesk.services.card_outputs import Output, OutputJob
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.ui.paper_dialog import PaperDialog
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace


class OutputsDialog(PaperDialog):
    """Chooses what to make and on what; the first page is shown, what does not fit is named."""

    print_output_wanted = Signal(object)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, cards: tuple[CardId, ...], card_stock: str = ""
    ) -> None:
        super().__init__(_("What goes with the cards"), workplace, parent, height=640, cancel=_("Close"))
        self.nothing = _("There is nothing to print: no address is known.")
        self._desk, self._cards, self._card_stock = workplace.desk, cards, card_stock
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
        self.about.setText(about[what])
        self.redraw.start()

    def _sheet_chosen(self) -> None:
        chosen = self._labels.get(str(self.labels.value()))
        places = chosen[2] if chosen else 1
        choices = [(str(n), _("Label {n}").format(n=n)) for n in range(1, places + 1)]
        self.start.set_choices(choices, value="1")
        self._changed()

    def drawing(self) -> Callable[[Progress], Rendered]:
        return partial(_render, self._desk, self.job())

    def file_name(self) -> str:
        names = {
            Output.SLIPS: _("Writing slips"), Output.ENVELOPES: _("Envelopes"), Output.LABELS: _("Address labels")
        }  # fmt: skip
        return f"{names[self.job().what]}.pdf"

    def writing(self, path: Path) -> Callable[[Progress], Written]:
        return partial(_write, self._desk, self.job(), path)

    def _print(self) -> None:
        self.print_output_wanted.emit(self.job())
        self.accept()

    def _connect(self) -> None:
        self.what.chosen.connect(self._changed)
        self.envelope.chosen.connect(self._changed)
        self.labels.chosen.connect(self._sheet_chosen)
        self.start.chosen.connect(self._changed)
        self.upright.toggled.connect(self._changed)
        self.main_pressed.connect(self._print)

    def _arrange_parts(self) -> None:
        self._envelope_field = Field(_("Envelope"), self.envelope, self)
        self._labels_field = Field(_("Sheet of labels"), self.labels, self)
        self._start_field = Field(_("First free label"), self.start, self, hint=_("Those before it are used already."))
        self.arrange(self.what, self.about, self._envelope_field, self.upright, self._labels_field, self._start_field)
        self._sheet_chosen()


def _render(desk: Desk, job: OutputJob, _progress: Progress) -> Rendered:
    return card_outputs.rendered(desk, job)


def _write(desk: Desk, job: OutputJob, path: Path, _progress: Progress) -> Written:
    return card_outputs.written(desk, job, path)
