"""Gifts & thanks: who is owed a word, a card or a gift, what was done, and the ledger of the year below."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.ids import PrintedId
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.services import cards, mailing
from refdesk.services.cards import PrintedState
from refdesk.services.thanks_queue import ThanksRow
from refdesk.ui import theme, timers
from refdesk.ui.gifts import thanks_reading, thanks_words
from refdesk.ui.gifts.catalog_view import CatalogView
from refdesk.ui.gifts.ledger_acts import LedgerActs
from refdesk.ui.gifts.ledger_view import LedgerView
from refdesk.ui.gifts.printed_strip import PrintedStrip
from refdesk.ui.gifts.suggest_panel import SuggestPanel
from refdesk.ui.gifts.suggest_place import SuggestPlace
from refdesk.ui.gifts.thanks_acts import ThanksActs
from refdesk.ui.gifts.thanks_queue_view import Said, ThanksQueueView
from refdesk.ui.gifts.thanks_reading import Kept, Shown, Thanked
from refdesk.ui.page import Page
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import EmptyState
from refdesk.ui.workplace import Workplace

_MINUTE_MS = 60_000
_INSET, _INSET_NARROW, _NARROW_BELOW = 28, 20, 1000
_QUEUE_LEAST, _QUEUE_LOW = 120, 160
_LEAST = QSize(480, 320)
LEDGER, CATALOG = "ledger", "catalog"
"""The places beside the queue, as `shown` names them."""


class ThanksPage(Page):
    """The place of thanks and gifts."""

    kinds = (
        "thanks", "thanks_part", "printed", "contact", "contact_point", "postal_address", "referral", "household",
        "gift", "gift_item", "gift_limit", "picture", "reward", "touch", "setting",
    )  # fmt: skip
    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    gift_wanted = Signal(int)
    thanks_gift_wanted = Signal(int)
    dates_wanted = Signal()
    person_wanted = Signal(int)
    referral_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    print_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, *, in_parts: bool = False) -> None:
        super().__init__(workplace, parent)
        self._found: Thanked | None = None
        self._year: int | None = None
        self._asked = 0
        self._is_loading = False
        self._most = thanks_reading.A_PAGE
        if not in_parts:
            self.make_whole()

    def parts(self) -> Iterator[None]:
        """Make what the page consists of, about as much with each step."""
        workplace = self.workplace
        self.shown = Segment(_choices(), self, name=_("What is shown"), value=Shown.OWED)
        self.dates_button = Button(_("Birthdays"), self, icon="cake")
        self.print_button = Button("", self, icon="printer")
        self.printed = PrintedStrip(self)
        self.queue = ThanksQueueView(self)
        self.acts = ThanksActs(workplace, self)
        self.times = Said("clock", self)
        self._scroll = ScrollArea(self.queue, self)
        yield
        self.suggest = SuggestPanel(workplace, self)
        yield
        self.ledger = LedgerView(self)
        self.catalog = CatalogView(workplace, self)
        self.gift_acts = LedgerActs(workplace, self)
        self.empty = _empty_state(self)
        yield
        self._title = Label(_("Gifts & thanks"), Style.PAGE_SPLIT, self)
        self._head, self._below, self._beside = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.place = SuggestPlace(self, self.suggest, self._beside)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tick)
        self._minute.start(_MINUTE_MS)
        self._settle = timers.once(self, 0, self._place)

    def refresh(self) -> None:
        """Load the queue and the ledger of the year off the window's thread."""
        self._asked += 1
        self._is_loading = True
        if self.shown.value() == CATALOG:
            self.catalog.refresh()
        work = partial(
            thanks_reading.read, self.workplace.desk, self._shown_thanks(), self._most, self._year,
            self.ledger.direction(),
        )  # fmt: skip
        self.workplace.jobs.start(work, then=partial(self._show, self._asked), failed=self._not_read)

    def take_focus(self) -> None:
        """Put the focus on the current line of the queue; while it is read, the focus waits."""
        if self._is_loading:
            return
        if not self.empty.isHidden():
            self.empty.act.setFocus()
        elif not self.catalog.isHidden():
            self.catalog.take_focus()
        elif self._found is not None and self._found.rows:
            self.queue.take_focus()
        elif self._found is not None:
            self.ledger.add.setFocus()

    def printing(self) -> Callable[[], object] | str:
        """Print the cards that are owed, else the ledger of the year that is shown."""
        if not self.print_button.isHidden():
            return self._print_all
        if not self.ledger.isHidden() and self.ledger.has_gifts:
            return partial(self.gift_acts.print_year, int(str(self.ledger.year.value())))
        return super().printing()

    def menu_of(self, row: ThanksRow) -> Menu:
        """Return everything that can be done with a line of the queue."""
        return self.acts.menu_of(row, self)

    def minimumSizeHint(self) -> QSize:
        """Hold no window open: what there is of it is shared out anew."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the height anew once the lines that just came have their places."""
        if watched is self.queue and event.type() == QEvent.Type.LayoutRequest:
            self._settle.start()
        return False

    def _show(self, asked: int, found: Thanked) -> None:
        if asked != self._asked:
            return
        self._found, self._is_loading = found, False
        self.count_changed.emit(found.owed)
        self._show_ledger(found.kept)
        none = _("Nothing was finished in the last 30 days.") if found.shown is Shown.LATELY else ""
        self.queue.show_rows(found.rows, found.working, self.workplace.desk.today(), earlier=found.earlier, none=none)
        self.times.set_words(thanks_words.times_words(found.times))
        self.printed.show_cards(found.waiting)
        wanted = len(found.cards_to_print)
        self.print_button.set_words(ngettext("Print {n} card", "Print {n} cards", wanted).format(n=i18n.number(wanted)))
        self.print_button.setVisible(wanted > 0)
        self._arrange(found)
        self._place()
        self._settle.start()

    def _not_read(self, fault: RefDeskError) -> None:
        self._is_loading = False
        self.workplace.show_fault(fault)

    def _shown_thanks(self) -> Shown:
        """Return which thank-yous are read; the ledger and the catalog stand beside those that are owed."""
        value = self.shown.value()
        return Shown(value) if value in set(Shown) else Shown.OWED

    def _arrange(self, found: Thanked) -> None:
        """Show the queue with the ledger below, the ledger alone, or the catalog."""
        at = self.shown.value()
        nothing = not (found.owed or found.has_history or found.waiting or self.ledger.has_gifts)
        queue = not nothing and at not in (LEDGER, CATALOG)
        self.empty.setVisible(nothing and at != CATALOG)
        self._scroll.setVisible(queue)
        self.ledger.setVisible(not nothing and at != CATALOG)
        self.catalog.setVisible(at == CATALOG)
        self.times.setVisible(queue and bool(self.times.words()))
        if not queue:
            self.printed.setVisible(False)
            self.print_button.setVisible(False)
        self.dates_button.setVisible(queue or nothing)
        self._suggest_for()

    def _suggest_for(self, _row: object = None) -> None:
        """Show what fits whoever is current, beside the queue or in the drawer if that is open."""
        if not self._is_loading:
            self.place.show_soon(None if self._scroll.isHidden() else self.queue.current())

    def _open_fitting(self, row: ThanksRow) -> None:
        self.queue.make_current(row)
        self.place.open_for(row)

    def _give_to(self, contact_id: int, item_id: int) -> None:
        row = self.queue.current()
        is_of_row = row is not None and row.contact_id == contact_id  # else the queue went on a moment ago
        self.gift_acts.give_to(contact_id, item_id, row.referral_id if row is not None and is_of_row else None)

    def _load_ledger(self) -> None:
        self._show_ledger(thanks_reading.read_ledger(self.workplace.desk, self._year, self.ledger.direction()))

    def _show_ledger(self, kept: Kept) -> None:
        if (kept.year, kept.ledger.direction) != (self._year, self.ledger.direction()):
            self._load_ledger()  # another was chosen while it was read
        else:
            self.ledger.show_ledger(kept.ledger, kept.years, kept.currency)

    def _show_year(self, year: int) -> None:
        self._year = year
        self._load_ledger()

    def _choose_shown(self, _value: str) -> None:
        self._most = thanks_reading.A_PAGE
        self.refresh()

    def _show_earlier(self) -> None:
        self._most += thanks_reading.A_PAGE
        self.refresh()

    def _mark_written(self, printed_ids: list[PrintedId]) -> None:
        try:
            self.workplace.desk.do(cards.mark, printed_ids, PrintedState.WRITTEN)
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
        else:
            count = len(printed_ids)
            self.workplace.done(ngettext("{n} card written", "{n} cards written", count).format(n=count))

    def _mark_sent(self, printed_ids: list[PrintedId]) -> None:
        try:
            said = self.workplace.desk.do(mailing.all_sent, printed_ids)
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
        else:
            self.workplace.done(said)

    def _open_menu(self, row: ThanksRow, where: QPoint) -> None:
        menu = self.menu_of(row)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _print_all(self) -> None:
        self.cards_wanted.emit(self._cards_to_print())

    def _cards_to_print(self) -> Sequence[int]:
        return [] if self._found is None else list(self._found.cards_to_print)

    def _open_files(self, where: QPoint) -> None:
        self.gift_acts.open_files(int(str(self.ledger.year.value())), self.ledger.direction(), where)

    def _log_gift(self) -> None:
        self.gift_wanted.emit(0)

    def _log_referral(self) -> None:
        self.referral_wanted.emit(0)

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    def _place(self) -> None:
        """Give the queue what it needs, at most the larger half; the ledger has the rest."""
        inset = _INSET_NARROW if self.width() < _NARROW_BELOW else _INSET
        self._column.setContentsMargins(inset, 16, inset, 12)
        self._place_head(self.width() - 2 * inset)
        if self.place.has_room() == self.suggest.isHidden():
            self._suggest_for(self.queue.current())
        self.place.place()
        self.queue.offer_gifts(not self.place.has_room())
        if not self._scroll.isHidden():
            self._share_height()
        self.empty.resize(self.empty.sizeHint())
        self.empty.move(max((self.width() - self.empty.width()) // 2, 0), 96)

    def _place_head(self, room: int) -> None:
        """Put what is shown beside the title, or below it where the words would be cut."""
        pieces = [piece for piece in (self.dates_button, self.print_button) if not piece.isHidden()]
        needed = sum(piece.sizeHint().width() + 16 for piece in (self._title, self.shown, *pieces))
        is_below = self._below.count() > 0
        if (needed > room) == is_below:
            return
        if is_below:
            self._below.takeAt(1)
            self._below.removeWidget(self.shown)
            self._head.insertWidget(2, self.shown)
        else:
            self._head.removeWidget(self.shown)
            self._below.addWidget(self.shown)
            self._below.addStretch(1)

    def _share_height(self) -> None:
        """Give a low window wholly to the queue: the ledger has a place of its own."""
        ledger = self.ledger.minimumSizeHint().height() + self._column.spacing()
        taken = 0 if self.ledger.isHidden() else ledger
        others = self._column.minimumSize().height() - self._scroll.minimumHeight() - taken
        wanted = self.queue.sizeHint().height()
        room = self.height() - others
        beside = room - ledger >= min(wanted, theme.scaled(_QUEUE_LOW))
        self.ledger.setVisible(beside)
        if beside:
            room = min(self.height() * 11 // 20, room - ledger)
        self._scroll.setFixedHeight(min(wanted, max(room, _QUEUE_LEAST)))

    def _lay_out(self) -> None:
        head = self._head
        head.addWidget(self._title)
        head.addSpacing(16)
        head.addWidget(self.shown)
        head.addStretch(1)
        head.addWidget(self.dates_button)
        head.addWidget(self.print_button)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addLayout(self._below)
        self._column.addWidget(self.printed)
        self._beside.setSpacing(20)
        self._beside.insertWidget(0, self._scroll, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._beside)
        self._column.addWidget(self.times)
        self._column.addWidget(self.ledger, 1)
        self._column.addWidget(self.catalog, 1)
        self._column.addStretch(0)
        self.queue.tab_after = self.printed.all_sent
        for piece in (self._scroll, self.ledger, self.catalog, self.suggest):
            piece.hide()  # until it is known what there is
        self.print_button.hide()
        self.empty.hide()
        self.empty.raise_()

    def _connect(self) -> None:
        self.print_button.clicked.connect(self._print_all)
        self.dates_button.clicked.connect(self.dates_wanted)
        self.shown.chosen.connect(self._choose_shown)
        self.printed.written.connect(self._mark_written)
        self.printed.sent.connect(self._mark_sent)
        self.queue.act_wanted.connect(self.acts.act)
        self.queue.letter_pressed.connect(self.acts.press)
        self.queue.fitting_wanted.connect(self._open_fitting)
        self.acts.fitting_wanted.connect(self._open_fitting)
        self.queue.menu_wanted.connect(self._open_menu)
        self.queue.earlier_wanted.connect(self._show_earlier)
        self.queue.emptied.connect(self.take_focus)
        for wanted in ("word_wanted", "cards_wanted", "thanks_gift_wanted", "person_wanted", "referral_shown_wanted"):
            getattr(self.acts, wanted).connect(getattr(self, wanted))
        self.queue.installEventFilter(self)
        self.queue.current_changed.connect(self._suggest_for)
        self.suggest.give_wanted.connect(self._give_to)
        self.suggest.none_wanted.connect(self.acts.leave_gift_out)
        self.suggest.after_all_wanted.connect(self.acts.gift_after_all)
        self.place.closed.connect(self.queue.take_focus)
        self.empty.pressed.connect(self._log_referral)
        self.empty.link_pressed.connect(self._log_gift)
        self._connect_ledger()

    def _connect_ledger(self) -> None:
        self.ledger.year_wanted.connect(self._show_year)
        self.ledger.gift_wanted.connect(self._log_gift)
        self.ledger.person_wanted.connect(self.person_wanted)
        self.ledger.direction_wanted.connect(self._load_ledger)
        self.ledger.limits_wanted.connect(self.gift_acts.show_limits)
        self.ledger.files_wanted.connect(self._open_files)
        self.ledger.menu_wanted.connect(self.gift_acts.open_menu)
        self.gift_acts.person_wanted.connect(self.person_wanted)
        self.gift_acts.print_wanted.connect(self.print_wanted)
        self.catalog.give_wanted.connect(self.gift_acts.give_item)


def _choices() -> list[Choice]:
    return [
        Choice(Shown.OWED, _("Owed")), Choice(Shown.LATELY, _("Done lately")), Choice(Shown.ALL, _("All")),
        Choice(LEDGER, _("Ledger")), Choice(CATALOG, _("Catalog")),
    ]  # fmt: skip


def _empty_state(page: QWidget) -> EmptyState:
    return EmptyState(
        _("Nobody waits for thanks"),
        _("When you log who was sent to you, RefDesk reminds you of a word the same day and a card within two."),
        page, icon="gift", act=_("Log a referral"), key="Ctrl+R", links=(_("Log a gift"),),
    )  # fmt: skip
