"""Card studio: for whom, on what, which words; the real page beside it; printed or saved, written, mailed."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.occasions import CardId, CardOccasion
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.services import cards, mailing
from refdesk.services.card_texts import CardJob, WritingHelp
from refdesk.services.cards import PrintedState, WaitingCard
from refdesk.ui import theme, timers
from refdesk.ui.cards import asked, printed_words
from refdesk.ui.cards.asked import Found
from refdesk.ui.cards.output import Output
from refdesk.ui.cards.preview import Preview, Wanted
from refdesk.ui.cards.printed_list import PrintedList
from refdesk.ui.cards.stock_step import StockStep, how_to_print
from refdesk.ui.cards.studio_layout import CARD, NOTHING, ON_THE_WAY, STUDIO, StudioLayout
from refdesk.ui.cards.whom_step import WhomStep
from refdesk.ui.cards.wordings_dialog import WordingsDialog
from refdesk.ui.cards.words_step import WordsStep
from refdesk.ui.cards.writing_help import WritingHelpPanel
from refdesk.ui.page import Page
from refdesk.ui.slices import Slices
from refdesk.ui.widgets.surfaces import EmptyState
from refdesk.ui.workplace import Workplace

REDRAW_AFTER_MS = 10


class CardStudioPage(Page):
    """The studio; nothing is kept of it but what was printed, wordings, and the picture for the front."""

    kinds = ("thanks", "thanks_part", "printed", "contact", "contact_point", "postal_address", "household", "referral",
             "setting", "touch", "yearly_date", "wording", "stock", "contact_tag")  # fmt: skip
    edit_wanted = Signal(int)
    referral_wanted = Signal(int)
    print_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, *, in_parts: bool = False) -> None:
        super().__init__(workplace, parent)
        self._has_saved = self._is_spoiled = False
        self._asked = 0
        self._slices = Slices(self)
        self._wanted_cards: tuple[CardId, ...] = ()
        self._wanted_people: tuple[ContactId, ...] = ()
        self._occasion = CardOccasion.THANKS
        if not in_parts:
            self.make_whole()

    def parts(self) -> Iterator[None]:
        """Make what the page consists of, about as much with each step."""
        workplace = self.workplace
        self.whom = WhomStep(workplace, self)
        yield
        self.stock = StockStep(workplace, self)
        yield
        self.words = WordsStep(workplace, self)
        yield
        self.preview = Preview(workplace, self)
        self.help = WritingHelpPanel(self)
        yield
        self.printed = PrintedList(self)
        self.output = Output(workplace, self)
        self.empty = EmptyState(
            _("No card is owed"),
            _("When somebody sends you a person, log the referral. A card of thanks is owed from then on, and you make "
              "it here."),
            self, icon="pen-line", act=_("Log a referral"), key="Ctrl+R",
            links=(_("Make a card for another occasion"),),
        )  # fmt: skip
        self._redraw = timers.once(self, REDRAW_AFTER_MS, self._draw_typed)
        yield
        self.layout_ = StudioLayout(
            self, steps=(self.whom, self.stock, self.words), preview=self.preview, help_=self.help,
            printed=self.printed, output=self.output, empty=self.empty,
        )  # fmt: skip
        self.tabs, self.side_tabs = self.layout_.tabs, self.layout_.side_tabs
        self.save_button = self.output.save
        self._connect()

    def printing(self) -> Callable[[], object] | str:
        """Print the cards that are chosen."""
        button = self.output.print
        return button.click if button.isEnabled() else button.accessibleDescription() or _("Choose somebody first.")

    def choose_parts(self, part_ids: Sequence[ThanksPartId]) -> None:
        """Choose these cards of thanks; all that are owed and not yet printed for an empty list."""
        if self.whom.asked().occasion is not CardOccasion.THANKS:
            self.whom.choice.choose(CardOccasion.THANKS)
        self._wanted_cards, self._wanted_people = tuple(part_ids), ()
        self.mark_stale()

    def choose_occasion(self, occasion: str, contact_ids: Sequence[ContactId]) -> None:
        """Make cards for an occasion (a `CardOccasion`) to these people; to whom it is usual for an empty list."""
        self.whom.choice.choose(CardOccasion(occasion), contact_ids)
        self._wanted_cards, self._wanted_people = (), tuple(contact_ids)
        self.layout_.choose_tab(CARD)
        self.mark_stale()

    def refresh(self) -> None:
        """Load for whom cards can be made and which wait, off the window's thread."""
        self._asked += 1
        wanted = next(iter(self._wanted_cards), self.whom.shown_id())
        work = partial(asked.read, self.workplace.desk, self.whom.asked(), wanted)
        self.workplace.jobs.start(work, then=partial(self._show, self._asked), failed=self._not_read)

    def take_focus(self) -> None:
        if self.layout_.shown() == NOTHING:
            self.empty.act.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.whom.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layout_.fit(self.width())

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
            own_texts=self.words.own_texts(),
            wording=self.words.ref(),
            outside=chosen.outside,
            front=chosen.front,
            referral_line=chosen.referral_line,
            postscript=self.words.postscript_words(),
        )

    def _came_out(self) -> None:
        """Go on with what was just printed or saved, as soon as it is listed."""
        self.layout_.choose_tab(ON_THE_WAY)
        self._go_to_printed()

    def _go_to_printed(self) -> None:
        self._has_saved = self.printed.written.isHidden()
        if not self._has_saved:
            self.printed.written.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back_to_cards(self) -> None:
        """Go on where the cards were printed from: Undo has them to be printed again."""
        self.layout_.choose_tab(CARD)
        if self.isVisible():
            self.whom.take_focus()

    def _mark(self, marked: list[WaitingCard], state: PrintedState) -> None:
        self._do(
            partial(self.workplace.desk.do, cards.mark, [card.printed_id for card in marked], state),
            printed_words.marked(marked, state),
        )

    def _all_sent(self, sent: list[WaitingCard]) -> None:
        try:
            said = self.workplace.desk.do(mailing.all_sent, [card.printed_id for card in sent])
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
            return
        self.workplace.done(said)

    def _put_back(self, spoiled: list[WaitingCard]) -> None:
        count, self._is_spoiled = len(spoiled), True
        words = ngettext("{n} card to be printed again", "{n} cards to be printed again", count).format(n=count)
        self._do(partial(self.workplace.desk.do, cards.put_back, [card.printed_id for card in spoiled]), words)

    def _do(self, act: "partial[None]", said: str) -> None:
        try:
            act()
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
            return
        self.workplace.done(said)

    def _not_read(self, fault: RefDeskError) -> None:
        """Words of the search box that name nothing leave nobody to choose."""
        self.preview.show_job(None, words=fault.sentence)

    def _show(self, number: int, found: Found) -> None:
        if number == self._asked:
            self._slices.run(self._fill(found))

    def _fill(self, found: Found) -> Iterator[None]:
        occasion = found.asked.occasion
        self.whom.choice.show_filters()
        self.stock.refresh()
        self.stock.begin(occasion)
        self.whom.show_people(found.people, found.asked, found.today)
        self._choose_wanted()
        self.printed.show_cards(found.waiting, found.working)
        if self._has_saved:
            self._go_to_printed()
        elif self.whom.came_back and not self._is_spoiled:
            self._go_back_to_cards()
        self._is_spoiled = False
        people = found.people.people
        is_usual = occasion is CardOccasion.THANKS
        self.layout_.show(STUDIO if people or found.waiting or not is_usual or self._was_used() else NOTHING)
        if is_usual and not people and found.waiting and self._occasion is occasion:
            self.layout_.choose_tab(ON_THE_WAY)
        self._occasion = occasion
        self.count_changed.emit(found.owed)
        yield
        self._show_card(found.help)

    def _was_used(self) -> bool:
        return self._occasion is not CardOccasion.THANKS

    def _choose_wanted(self) -> None:
        if self._wanted_people:
            self.whom.choose(self.whom.cards_of(self._wanted_people))
        elif self._wanted_cards:
            self.whom.choose(self._wanted_cards)
        self._wanted_cards, self._wanted_people = (), ()

    def _show_card(self, found: tuple[CardId, WritingHelp] | None = None) -> None:
        card = self.whom.shown()
        if card is None or found is None or found[0] != card.card:
            found = asked.help_for(self.workplace.desk, card.card if card else None)
        written = found[1] if found else None
        self.words.show_card(card, written, self.stock.choices())
        self.help.show_card(card, written)
        self._draw()

    def _another_card(self) -> None:
        self._show_card()

    def _changed(self) -> None:
        self.words.set_choices(self.stock.choices())
        self._draw_typed()

    def _draw(self) -> None:
        self._redraw.stop()
        self._name_outputs()
        card = self.whom.shown()
        if card is None:
            self.preview.show_job(None, words=printed_words.nobody(self.whom.asked()))
            return
        chosen = self.stock.choices()
        self.preview.say_how(how_to_print(chosen))
        drawn = self.stock.drawn()
        with_slips = self.output.slips.isChecked()
        self.preview.show_job(
            Wanted(self.job(), card.card, card.name, chosen.places, chosen.sides, drawn, with_slips=with_slips)
        )

    def _draw_typed(self) -> None:
        """Draw what was typed; while it cannot be filled, the former page stays."""
        if self.words.is_right():
            self._draw()
        else:
            self._name_outputs()

    def _name_outputs(self) -> None:
        chosen = self.stock.choices()
        self.output.show_job(self.job(), chosen, occasion=self._occasion, is_right=self.words.is_right())

    def _open_library(self, body: str = "") -> None:
        dialog = WordingsDialog(
            self.workplace, self, occasion=self._occasion_shown(), ref=self.words.ref(), body=body
        )  # fmt: skip
        dialog.used.connect(self.words.choose_wording)
        dialog.open()

    def _all_wordings_pressed(self) -> None:
        self._open_library()

    def _occasion_shown(self) -> CardOccasion:
        card = self.whom.shown()
        return card.occasion if card is not None else self._occasion

    def _edit_words(self) -> None:
        self.layout_.choose_tab(CARD)
        self.words.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _larger_card(self) -> None:
        larger = self.stock.larger()
        if larger:
            self.workplace.tell(_("Now on: {stock}. Put that into the printer.").format(stock=larger))
        else:
            self.workplace.tell(_("This is the largest card for your paper. Shorten the words."))

    def _leave_out(self) -> None:
        card = self.whom.shown_id()
        if card is not None:
            self.whom.leave_out(card)

    def _log_referral(self) -> None:
        self.referral_wanted.emit(0)

    def _another_occasion(self, _at: int) -> None:
        self._occasion = CardOccasion.OTHER
        self.choose_occasion(CardOccasion.BIRTHDAY, ())

    def _connect(self) -> None:
        self.whom.chosen_changed.connect(self._draw)
        self.whom.shown_changed.connect(self._another_card)
        self.whom.asked_changed.connect(self.refresh)
        self.stock.changed.connect(self._changed)
        self.words.changed.connect(self._redraw.start)
        self.words.all_wordings_wanted.connect(self._all_wordings_pressed)
        self.words.keep_wanted.connect(self._open_library)
        self.preview.step_wanted.connect(self.whom.step)
        self.preview.edit_wanted.connect(self._edit_words)
        self.preview.larger_wanted.connect(self._larger_card)
        self.preview.leave_out_wanted.connect(self._leave_out)
        self.help.edit_wanted.connect(self.edit_wanted)
        self.printed.marked.connect(self._mark)
        self.printed.all_sent.connect(self._all_sent)
        self.printed.put_back_wanted.connect(self._put_back)
        self.output.print_wanted.connect(self.print_wanted)
        self.output.slips.toggled.connect(self._draw)
        self.output.came_out.connect(self._came_out)
        self.empty.pressed.connect(self._log_referral)
        self.empty.link_pressed.connect(self._another_occasion)
        theme.follow(self._restyle)

    def _restyle(self) -> None:
        self.layout_.fit(self.width())
