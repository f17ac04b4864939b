"""The third step: the thank-you card as it comes out of the printer, its words to be changed, saved as PDF."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import text
from refdesk.domain.ids import ReferralId, ThanksPartId
from refdesk.domain.occasions import CardId
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, card_texts, cards, paper
from refdesk.services.card_texts import CardJob
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk
from refdesk.services.paper import MadeCards, Rendered, Written
from refdesk.ui import print_request, theme, timers
from refdesk.ui.card_page import CardPage, Overlay
from refdesk.ui.guide import new_file
from refdesk.ui.guide.step import Step
from refdesk.ui.jobs import JobLanes
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Notice, Surface
from refdesk.ui.workplace import AskForFile

REDRAW_AFTER_MS = 300
_PRINTED, _LINES = "printed", "lines"


class CardStep(Step):
    """One card for whoever sent somebody; `saved` comes when it is on the disk or on paper, and noted as printed.

    `print_wanted` brings the pages for the print dialog.
    """

    saved = Signal()
    print_wanted = Signal(object)

    def __init__(self, file: OpenFile, jobs: JobLanes, ask_to_save: AskForFile, parent: QWidget) -> None:
        about = _("Plain paper, printed on one side and folded twice. Change the words until they are yours.")
        super().__init__(_("Your first thank-you card"), about, parent)
        self._desk, self._jobs, self._ask_to_save = file.desk, jobs, ask_to_save
        self._referral_id: ReferralId | None = None
        self._part_id: ThanksPartId | None = None
        self._person = ""
        self._path: Path | None = None
        self._is_out = False
        self._turn = 0
        self.inside = Segment(
            [Choice(_PRINTED, _("Print the words")), Choice(_LINES, _("Lines for my pen"))], self, name=_("Inside")
        )
        self.print = Button(_("Print it…"), self, icon="printer", key="Ctrl+P")
        self.message = TextEdit("", self, name=_("Words inside"), lines=8, style=Style.SAY)
        self.good = Notice("", " ", self, act=_("Open it to print"), calm=True, icon="circle-check")
        self.good.hide()
        self.view = CardPage(self)
        self.view.setMinimumSize(260, 320)
        self._field = Field(_("Words inside"), self.message, self, name="text")
        self._how = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._redraw = timers.once(self, REDRAW_AFTER_MS, self._draw)
        self._lay_out()
        self._connect()
        self._name_main()

    def thank_for(self, referral_id: ReferralId) -> None:
        """Make the card for whoever sent this referral; a former referral's words are forgotten."""
        if referral_id == self._referral_id:
            return
        self._referral_id, self._path, self._is_out = referral_id, None, False
        working = self._desk.ask(business.working_time)
        owed = self._desk.ask(cards.owed, self._desk.now(), working)
        card = next(each for each in owed if each.referral_id == referral_id)
        self._part_id, self._person = card.part_id, card.name
        self.message.setPlainText(self._desk.ask(card_texts.message_of, card.part_id))
        self._name_main()

    def begin(self) -> None:
        self._draw()
        self.message.setFocus()

    def save(self) -> None:
        """Save the card where the person says; once it is saved, go on."""
        if self._is_out:
            self.finished.emit()
            return
        self.clear_problems()
        name = new_file.stem_for(_("Thank-you card for {name}").format(name=self._person))
        path = self._ask_to_save(self, _("Save the card"), str(Path.home() / f"{name}.pdf"), "PDF (*.pdf)")
        if path is not None:
            work = partial(_write, self._desk, self._job(), path.with_suffix(".pdf"))
            self._jobs.start(work, then=self._written, failed=self._not_written, writes=True)

    def _print(self) -> None:
        """Make the card in a file of its own, and hand it to the print dialog."""
        self.clear_problems()
        self._jobs.start(partial(_make, self._desk, self._job()), then=self._made, failed=self._not_written)

    def _made(self, made: MadeCards) -> None:
        paper_words = paper.paper_words(paper.plain_stock(self._desk))
        title = _("Thank-you card for {name}").format(name=self._person)
        self.print_wanted.emit(PrintRequest(made.written.path, title, paper_words, then=partial(self._printed, made)))

    def _printed(self, made: MadeCards) -> None:
        """Note the card once it went to the printer, or was saved there."""
        try:
            paper.note_cards(self._desk, made)
        except RefDeskError as fault:
            self.say(fault.sentence)
            return
        words = _("Once it is on paper, fold it twice and sign it. Today reminds you to mail it.")
        self._came_out(_("Your card is made."), words)

    def _job(self) -> CardJob:
        assert self._part_id is not None, "there is a card to make"
        own: dict[CardId, str] = {self._part_id: text.clean(self.message.text(), lines=True)}
        return CardJob((self._part_id,), stock="", inside=self.inside.value(), own_texts=own)

    def _changed(self) -> None:
        self._forget_saved()
        self._redraw.start()

    def _forget_saved(self) -> None:
        """Ask to save again: what was saved or printed is another card."""
        self._path, self._is_out = None, False
        self.good.hide()
        self._name_main()

    def _draw(self) -> None:
        self._redraw.stop()
        if self._part_id is None:
            return
        self._turn += 1
        work = partial(_render, self._desk, self._job(), self._turn)
        self._jobs.start(work, then=self._drawn, failed=self._not_drawn)

    def _drawn(self, made: tuple[int, Rendered]) -> None:
        turn, rendered = made
        if turn != self._turn:
            return
        self._field.set_error(" ".join(rendered.sentences))
        if rendered.pages:
            stock = paper.plain_stock(self._desk)
            overlay = Overlay(guides=paper.guides(stock.key))
            self.view.show_page(PdfPages(rendered.pdf), 0, overlay, self._person)
        else:
            self.view.show_words(_("These words have no room on the card."))

    def _not_drawn(self, fault: RefDeskError) -> None:
        self.view.show_words(fault.sentence)

    def _written(self, written: Written) -> None:
        self._path = written.path
        self._came_out(
            _("Saved as “{file}”.").format(file=written.path.name),
            _("Print it at actual size, fold it twice and sign it. Today reminds you to mail it."),
        )

    def _came_out(self, strong: str, words: str) -> None:
        self._is_out = True
        self._name_main()
        self.good.set_words(strong, words)
        self.good.set_act(_("Open it to print") if self._path is not None else "")
        self.good.show()
        self.saved.emit()

    def _not_written(self, fault: RefDeskError) -> None:
        self.say(fault.sentence)

    def _open_pdf(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _name_main(self) -> None:
        self.main_words = _("Go to Today") if self._is_out else _("Save the card as PDF")
        self.main_icon = "sun" if self._is_out else "download"
        by_hand = self.inside.value() == _LINES
        hint = _("The card has dotted lines; copy these words onto them, or find better ones.")
        fold = _("The upper half stands on its head: fold the sheet along both lines, and all is upright.")
        self._how.setText(f"{hint if by_hand else _('Below the words there is room to sign.')} {fold}")
        self.main_changed.emit()

    def _chosen(self) -> None:
        self._forget_saved()
        self._draw()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(12)
        pick = QHBoxLayout()
        pick.addWidget(self.inside)
        pick.addStretch(1)
        pick.addWidget(self.print)
        words.addLayout(pick)
        words.addWidget(self._field)
        words.addWidget(self._how)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(words, 5)
        row.addWidget(self._desk_ground(), 6)
        self.body.addWidget(self.good)
        self.body.addLayout(row, 1)

    def _desk_ground(self) -> Surface:
        ground = Surface(self, ground="desk", radius=theme.RADIUS_CARD)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        return ground

    def _connect(self) -> None:
        self.message.textChanged.connect(self._changed)
        self.inside.chosen.connect(self._chosen)
        self.good.pressed.connect(self._open_pdf)
        self.print.clicked.connect(self._print)
        key = QShortcut(QKeySequence("Ctrl+P"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.print.click)


def _render(desk: Desk, job: CardJob, turn: int, _progress: Progress) -> tuple[int, Rendered]:
    return turn, paper.render_cards(desk, job)


def _make(desk: Desk, job: CardJob, _progress: Progress) -> MadeCards:
    return print_request.filled(partial(paper.make_cards, desk, job))


def _write(desk: Desk, job: CardJob, path: Path, _progress: Progress) -> Written:
    return paper.write_cards(desk, job, path)
