"""Card studio: for whom, on what, which words; the real page beside it; saved, written, mailed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from refdesk.domain.ids import ThanksPartId
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, card_texts, cards, paper
from refdesk.services.card_texts import CardJob, WritingHelp
from refdesk.services.cards import OwedCard, PrintedState, WaitingCard
from refdesk.services.desk import Desk
from refdesk.services.paper import Written
from refdesk.ui import theme
from refdesk.ui.cards.preview import Preview, Wanted
from refdesk.ui.cards.printed_list import PrintedList
from refdesk.ui.cards.stock_step import PRINTED, StockStep, how_to_print
from refdesk.ui.cards.whom_step import WhomStep
from refdesk.ui.cards.words_step import WordsStep
from refdesk.ui.cards.writing_help import WritingHelpPanel
from refdesk.ui.page import Page
from refdesk.ui.slices import Slices
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import EmptyState, Hairline
from refdesk.ui.workplace import Workplace

LEFT, RIGHT = 318, 336
NARROW_BELOW = 1100
REDRAW_AFTER_MS = 20
CARD, HELP, ON_THE_WAY = "card", "help", "printed"
_STUDIO, _NOTHING, _BLANK = range(3)


@dataclass(frozen=True, slots=True)
class _Cards:
    """Who is owed a card, which cards wait, and what helps to write the one that is shown first."""

    owed: tuple[OwedCard, ...]
    waiting: tuple[WaitingCard, ...]
    working: WorkingTime
    help: tuple[ThanksPartId, WritingHelp] | None


class CardStudioPage(Page):
    """The studio; nothing is kept of it but what was printed."""

    kinds = ("thanks", "thanks_part", "printed", "contact", "contact_point", "postal_address", "household", "referral",
             "setting", "touch")  # fmt: skip
    edit_wanted = Signal(int)
    referral_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        desk = workplace.desk
        self._narrow: bool | None = None
        self._has_saved = False
        self._asked = 0
        self._slices = Slices(self)
        self._wanted_parts: tuple[ThanksPartId, ...] = ()
        self.tabs = Segment(
            [
                Choice(CARD, _("Card")),
                Choice(HELP, _("To write"), name=_("What to write")),
                Choice(ON_THE_WAY, _("Printed")),
            ],
            self, name=_("What is shown here"), fill=True,
        )  # fmt: skip
        self.whom = WhomStep(self)
        self.stock = StockStep(desk, self)
        self.words = WordsStep(desk, self)
        self.preview = Preview(workplace, self)
        self.side_tabs = Segment(
            [Choice(HELP, _("What to write")), Choice(ON_THE_WAY, _("Printed"))],
            self,
            name=_("What is shown here"),
            fill=True,
        )
        self.help = WritingHelpPanel(self)
        self.printed = PrintedList(self)
        self.save_button = Button("", self, kind=Kind.MAIN, icon="download", size=Size.LAST)
        self.empty = EmptyState(
            _("No card is owed"),
            _("When somebody sends you a person, log the referral. A card of thanks is owed from then on, and you make "
              "it here."),
            self, icon="pen-line", act=_("Log a referral"), key="Ctrl+R",
        )  # fmt: skip
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_AFTER_MS)
        self._lay_out()
        self._connect()

    def choose_parts(self, part_ids: Sequence[ThanksPartId]) -> None:
        """Choose these cards; all that are owed and not yet printed for an empty list."""
        self._wanted_parts = tuple(part_ids)
        self.mark_stale()

    def refresh(self) -> None:
        """Load who is owed a card and which cards wait, off the window's thread."""
        self._asked += 1
        wanted = next(iter(self._wanted_parts), self.whom.shown_id())
        work = partial(_read, self.workplace.desk, wanted)
        self.workplace.jobs.start(work, then=partial(self._show, self._asked), failed=self.workplace.show_fault)

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _NOTHING:
            self.empty.act.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.whom.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()
        self._arrange(narrow=self.width() < theme.scaled(NARROW_BELOW))

    def job(self) -> CardJob:
        """Return the job as it is chosen now."""
        chosen = self.stock.choices()
        return CardJob(
            self.whom.chosen(),
            stock=chosen.stock,
            inside=chosen.inside,
            hand=chosen.hand,
            body=self.words.body(),
            with_opening=chosen.with_opening,
            start_place=chosen.start_place,
            own_texts={**self.words.own_texts()},
        )

    def save(self) -> None:
        """Ask where, write the cards off the GUI thread, and note them as printed."""
        suggested = Path.home() / f"{_('Thank-you cards')}.pdf"
        path = self.workplace.ask_to_save(self, _("Save the cards"), str(suggested), "PDF (*.pdf)")
        if path is None:
            return
        work = partial(_write, self.workplace.desk, self.job(), path.with_suffix(".pdf"))
        self.workplace.jobs.start(work, then=self._written, failed=self._not_written, writes=True)

    def _written(self, written: Written) -> None:
        count = len(written.printed)
        words = ngettext("{n} card saved as {file}", "{n} cards saved as {file}", count)
        said = words.format(n=count, file=written.path.name)
        if written.sentences:
            said = f"{said}. {written.sentences[0]}"
        self.workplace.done(said)
        self._choose_tab(ON_THE_WAY)
        self._go_to_printed()

    def _go_to_printed(self) -> None:
        """Go on with what was just saved, as soon as it is listed."""
        self._has_saved = self.printed.written.isHidden()
        if not self._has_saved:
            self.printed.written.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_written(self, fault: RefDeskError) -> None:
        self.workplace.show_fault(fault)

    def _mark(self, marked: list[WaitingCard], state: PrintedState) -> None:
        try:
            self.workplace.desk.do(cards.mark, [card.printed_id for card in marked], state)
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
            return
        self.workplace.done(_marked_words(marked, state))

    def _show(self, asked: int, found: _Cards) -> None:
        if asked == self._asked:
            self._slices.run(self._fill(found))

    def _fill(self, found: _Cards) -> Iterator[None]:
        self.whom.show_cards(found.owed)
        if self._wanted_parts:
            self.whom.choose(self._wanted_parts)
            self._wanted_parts = ()
        self.printed.show_cards(found.waiting, found.working)
        if self._has_saved:
            self._go_to_printed()
        self._stack.setCurrentIndex(_STUDIO if found.owed or found.waiting else _NOTHING)
        if not found.owed and found.waiting:
            self._choose_tab(ON_THE_WAY)
        self.count_changed.emit(sum(card.printed_id is None for card in found.owed))
        yield
        self._show_card(found.help)

    def _show_card(self, found: tuple[ThanksPartId, WritingHelp] | None = None) -> None:
        card = self.whom.shown()
        written = None
        if card is not None:
            known = found is not None and found[0] == card.part_id
            written = found[1] if found and known else self.workplace.desk.ask(card_texts.writing_help, card.part_id)
        self.words.show_card(card, written, printed=self.stock.choices().inside == PRINTED)
        self.help.show_card(card, written)
        self._draw()

    def _another_card(self) -> None:
        self._show_card()

    def _changed(self) -> None:
        self.words.set_printed(printed=self.stock.choices().inside == PRINTED)
        self._draw()

    def _draw(self) -> None:
        self._redraw.stop()
        self._name_save()
        card = self.whom.shown()
        if card is None:
            self.preview.show_job(None, words=_("No card is owed. Those that wait to be mailed stand under “Printed”."))
            return
        chosen = self.stock.choices()
        self.preview.say_how(how_to_print(chosen))
        self.preview.show_job(Wanted(self.job(), card.part_id, card.name, chosen.places, chosen.sides))

    def _draw_typed(self) -> None:
        """Draw what was typed; while it cannot be filled, the former page stays."""
        if self.words.is_right():
            self._draw()
        else:
            self._name_save()

    def _name_save(self) -> None:
        count = len(self.whom.chosen())
        words = ngettext("Save {n} card as PDF", "Save {n} cards as PDF", count).format(n=count)
        self.save_button.set_words(words if count else _("Save as PDF"))
        if not count:
            self.save_button.refuse(_("Choose somebody first."))
        elif not self.words.is_right():
            self.save_button.refuse(_("Correct the wording first."))
        else:
            self.save_button.allow()

    def _log_referral(self) -> None:
        self.referral_wanted.emit(0)

    def _choose_tab(self, value: str) -> None:
        self.tabs.set_value(value)
        self.side_tabs.set_value(HELP if value == CARD else value)
        self._show_tabs()

    def _tab_chosen(self, value: str) -> None:
        self._choose_tab(value)

    def _show_tabs(self) -> None:
        shown = self.tabs.value() if self._narrow else self.side_tabs.value()
        on_the_way = shown == ON_THE_WAY
        self.help.setVisible(not on_the_way)
        self.printed.setVisible(on_the_way)
        self._steps.setVisible(not self._narrow or shown == CARD)
        self._side.setVisible(not self._narrow or shown != CARD)

    def _arrange(self, *, narrow: bool) -> None:
        """Put the right part into the left one when the window is narrow."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.tabs.setVisible(narrow)
        self.side_tabs.setVisible(not narrow)
        self._right.setVisible(not narrow)
        self._right_line.setVisible(not narrow)
        if narrow:
            self._left_column.insertWidget(3, self._side, 1)
            self._left_column.addWidget(self.save_button)
        else:
            self._right_column.insertWidget(1, self._side, 1)
            self._right_column.addWidget(self.save_button)
        self._show_tabs()

    def _connect(self) -> None:
        self._redraw.timeout.connect(self._draw_typed)
        self.whom.chosen_changed.connect(self._draw)
        self.whom.shown_changed.connect(self._another_card)
        self.stock.changed.connect(self._changed)
        self.words.changed.connect(self._redraw.start)
        self.preview.step_wanted.connect(self.whom.step)
        self.help.edit_wanted.connect(self.edit_wanted)
        self.printed.marked.connect(self._mark)
        self.save_button.clicked.connect(self.save)
        self.tabs.chosen.connect(self._tab_chosen)
        self.side_tabs.chosen.connect(self._tab_chosen)
        self.empty.pressed.connect(self._log_referral)

    def _lay_out(self) -> None:
        studio = QWidget(self)
        row = QHBoxLayout(studio)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_left(studio))
        row.addWidget(Hairline(studio, upright=True))
        row.addWidget(self.preview, 1)
        self._right_line = Hairline(studio, upright=True)
        row.addWidget(self._right_line)
        row.addWidget(self._make_right(studio))
        self._stack = QStackedWidget(self)
        self._stack.setMinimumSize(1, 1)  # the wide arrangement must not keep the window from becoming narrow
        self._stack.addWidget(studio)
        self._stack.addWidget(_around(self.empty, self))
        self._stack.addWidget(QWidget(self))
        self._stack.setCurrentIndex(_BLANK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        theme.follow(self._restyle)

    def _restyle(self) -> None:
        self._left.setFixedWidth(max(LEFT, min(theme.scaled(LEFT), self.width() * 2 // 5)))
        self._right.setFixedWidth(theme.scaled(RIGHT))

    def _make_left(self, parent: QWidget) -> QWidget:
        steps = QWidget(parent)
        inside = QVBoxLayout(steps)
        inside.setContentsMargins(0, 0, 6, 16)
        inside.setSpacing(14)
        inside.addWidget(self.whom)
        inside.addWidget(Hairline(steps))
        inside.addWidget(self.stock)
        inside.addWidget(Hairline(steps))
        inside.addWidget(self.words)
        inside.addStretch(1)
        self._steps = ScrollArea(steps, parent)
        left = QWidget(parent)
        self._left = left
        self._left_column = QVBoxLayout(left)
        self._left_column.setContentsMargins(22, 16, 10, 16)
        self._left_column.setSpacing(12)
        self._left_column.addWidget(Label(_("Card studio"), Style.PAGE, left))
        self._left_column.addWidget(self.tabs)
        self._left_column.addWidget(self._steps, 1)
        return left

    def _make_right(self, parent: QWidget) -> QWidget:
        inside = QWidget(parent)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 8)
        column.addWidget(self.help)
        column.addWidget(self.printed)
        column.addStretch(1)
        self._right = QWidget(parent)
        self._side = ScrollArea(inside, self._right)
        self._right_column = QVBoxLayout(self._right)
        self._right_column.setContentsMargins(24, 14, 20, 16)
        self._right_column.setSpacing(14)
        self._right_column.addWidget(self.side_tabs)
        self._right_column.addWidget(self._side, 1)
        self._right_column.addWidget(self.save_button)
        return self._right


def _around(card: QWidget, parent: QWidget) -> QWidget:
    around = QWidget(parent)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 96, 0, 0)
    column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return around


def _marked_words(marked: list[WaitingCard], state: PrintedState) -> str:
    if len(marked) == 1:
        words = {
            PrintedState.WRITTEN: _("Card to {name} written"),
            PrintedState.MAILED: _("Card to {name} mailed"),
            PrintedState.HANDED_OVER: _("Card to {name} handed over"),
        }
        return words[state].format(name=marked[0].name)
    many = {
        PrintedState.WRITTEN: _("{n} cards written"),
        PrintedState.MAILED: _("{n} cards mailed"),
        PrintedState.HANDED_OVER: _("{n} cards handed over"),
    }
    return many[state].format(n=len(marked))


def _write(desk: Desk, job: CardJob, path: Path, _progress: Progress) -> Written:
    return paper.write_cards(desk, job, path)


def _read(desk: Desk, wanted: ThanksPartId | None, _progress: Progress) -> _Cards:
    working = desk.ask(business.working_time)
    owed = desk.ask(cards.owed, desk.now(), working)
    parts = [card.part_id for card in owed]
    shown = wanted if wanted in parts else next((card.part_id for card in owed if card.printed_id is None), None)
    written = None if shown is None else (shown, desk.ask(card_texts.writing_help, shown))
    return _Cards(owed, desk.ask(cards.waiting), working, written)
