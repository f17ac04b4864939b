"""Gifts & thanks: who is owed a word or a card, and the ledger of the year below."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.ids import PrintedId
from refdesk.domain.thanks import Part
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, cards, gifts, thanks, thanks_queue
from refdesk.services.cards import PrintedState
from refdesk.services.thanks_queue import PartCell, ThanksRow
from refdesk.ui import theme
from refdesk.ui.gifts import ledger_view
from refdesk.ui.gifts.ledger_view import LedgerView
from refdesk.ui.gifts.thanks_queue_view import ThanksQueueView
from refdesk.ui.page import Page
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import EmptyState
from refdesk.ui.workplace import Workplace

_MINUTE_MS = 60_000
_INSET, _INSET_NARROW, _NARROW_BELOW, _NO_TRACK_BELOW = 28, 20, 1000, 900
_QUEUE_LEAST = 120


class ThanksPage(Page):
    """The place of thanks and gifts."""

    kinds = (
        "thanks", "thanks_part", "printed", "contact", "contact_point", "referral", "household", "gift", "touch",
        "setting",
    )  # fmt: skip
    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    gift_wanted = Signal(int)
    person_wanted = Signal(int)
    referral_wanted = Signal(int)
    referral_shown_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._shown = False
        self._rows: tuple[ThanksRow, ...] = ()
        self._year: int | None = None
        self._asked = 0
        self.print_button = Button("", self, icon="printer")
        self.queue = ThanksQueueView(self)
        self._scroll = ScrollArea(self.queue, self)
        self.ledger = LedgerView(self)
        self.empty = _empty_state(self)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tick)
        self._minute.start(_MINUTE_MS)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._place)

    def refresh(self) -> None:
        """Load the queue off the window's thread, and the ledger of the year."""
        self._asked += 1
        desk, now = self.workplace.desk, self.workplace.desk.now()
        working = desk.ask(business.working_time)
        self._load_ledger()

        def load(_progress: Progress) -> tuple[ThanksRow, ...]:
            return desk.ask(thanks_queue.queue, now, working)

        self.workplace.jobs.start(load, then=partial(self._show, self._asked), failed=self.workplace.show_fault)

    def take_focus(self) -> None:
        """Put the focus on the current line of the queue."""
        if not self.empty.isHidden():
            self.empty.act.setFocus()
        elif self._rows:
            self.queue.take_focus()
        elif self._shown:
            self.ledger.add.setFocus()

    def menu_of(self, row: ThanksRow) -> Menu:
        """Return everything that can be done with a line of the queue."""
        menu = Menu(self, name=row.name)
        for cell in row.parts:
            if cell.is_owed:
                self._add_acts(menu, row, cell)
        menu.addSeparator()
        for cell in row.parts:
            if cell.is_owed:
                words = _("Leave the card out") if cell.part is Part.CARD else _("Leave the word out")
                said = _("Thank-you to {name} left out").format(name=row.name)
                menu.add(words, partial(self._do, said, thanks.waive, cell.part_id))
        menu.addSeparator()
        menu.add(_("Log a gift"), partial(self.gift_wanted.emit, row.contact_id), icon="gift")
        menu.add(_("Open contact"), partial(self.person_wanted.emit, row.contact_id))
        if row.referral_id is not None:
            menu.add(_("Open referral"), partial(self.referral_shown_wanted.emit, row.referral_id))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def _show(self, asked: int, rows: tuple[ThanksRow, ...]) -> None:
        if asked != self._asked:
            return
        self._rows, self._shown = rows, True
        desk = self.workplace.desk
        self.count_changed.emit(len(rows))
        self.queue.show_rows(rows, desk.ask(business.working_time), desk.today())
        wanted = len(self._cards_to_print())
        self.print_button.set_words(ngettext("Print {n} card", "Print {n} cards", wanted).format(n=wanted))
        self.print_button.setVisible(wanted > 0)
        nothing = not rows and not self.ledger.has_gifts
        self.empty.setVisible(nothing)
        for piece in (self._scroll, self.ledger):
            piece.setVisible(not nothing)
        self._place()
        self._settle.start()

    def _load_ledger(self) -> None:
        desk = self.workplace.desk
        years = desk.ask(gifts.years, desk.today())
        year = ledger_view.this_year(desk.today(), years, self._year)
        self.ledger.show_ledger(desk.ask(gifts.ledger, year), years, desk.ask(business.load).currency)

    def _show_year(self, year: int) -> None:
        self._year = year
        self._load_ledger()

    def _cards_to_print(self) -> list[int]:
        cells = (row.cell(Part.CARD) for row in self._rows)
        return [cell.part_id for cell in cells if cell and cell.is_owed and cell.printed_id is None]

    def _act(self, row: ThanksRow) -> None:
        """Do the next thing owed: what the button of the line says."""
        cell = row.cell(row.next_part) if row.next_part else None
        if cell is None:
            return
        if cell.part is Part.WORD:
            self.word_wanted.emit(cell.part_id)
        elif cell.printed_id is None:
            self.cards_wanted.emit([cell.part_id])
        else:
            self._mark(row, cell.printed_id, PrintedState.MAILED if row.may_be_mailed else PrintedState.HANDED_OVER)

    def _add_acts(self, menu: Menu, row: ThanksRow, cell: PartCell) -> None:
        if cell.part is Part.WORD:
            menu.add(_("Say thank you"), partial(self.word_wanted.emit, cell.part_id), icon="phone")
            return
        if cell.part is not Part.CARD:
            return
        menu.add(_("Print the card"), partial(self.cards_wanted.emit, [cell.part_id]), icon="printer")
        if cell.printed_id is not None:
            mailed = partial(self._mark, row, cell.printed_id, PrintedState.MAILED)
            menu.add(_("Mailed"), mailed, icon="mail-check")
            menu.add(_("Handed over"), partial(self._mark, row, cell.printed_id, PrintedState.HANDED_OVER))
            return
        said = _("Card to {name} mailed").format(name=row.name)
        menu.add(_("Mailed without printing"), partial(self._do, said, cards.mail_by_hand, cell.part_id))

    def _mark(self, row: ThanksRow, printed_id: PrintedId, state: PrintedState) -> None:
        mailed = state is PrintedState.MAILED
        said = _("Card to {name} mailed") if mailed else _("Card to {name} handed over")
        self._do(said.format(name=row.name), cards.mark, [printed_id], state)

    def _do(self, said: str, act: Callable[..., Any], *args: object) -> None:
        try:
            self.workplace.desk.do(act, *args)
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

    def _log_gift(self) -> None:
        self.gift_wanted.emit(0)

    def _log_referral(self) -> None:
        self.referral_wanted.emit(0)

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    def _grown(self) -> None:
        self._settle.start()

    def _place(self) -> None:
        """Give the queue what it needs, at most the larger half; the ledger has the rest."""
        inset = _INSET_NARROW if self.width() < _NARROW_BELOW else _INSET
        self._column.setContentsMargins(inset, 16, inset, 12)
        self.queue.set_narrow(narrow=self.width() < theme.scaled(_NO_TRACK_BELOW))
        others = self._column.minimumSize().height() - self._scroll.minimumHeight()
        room = min(self.height() * 11 // 20, self.height() - others)
        self._scroll.setFixedHeight(min(self.queue.sizeHint().height(), max(room, _QUEUE_LEAST)))
        self.empty.resize(self.empty.sizeHint())
        self.empty.move(max((self.width() - self.empty.width()) // 2, 0), 96)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(_("Gifts & thanks"), Style.PAGE_SPLIT, self))
        head.addStretch(1)
        head.addWidget(self.print_button)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addWidget(self._scroll)
        self._column.addSpacing(8)
        self._column.addWidget(self.ledger, 1)
        self._column.addStretch(0)
        self.queue.tab_after = self.print_button
        self.print_button.hide()
        self.empty.hide()
        self.empty.raise_()

    def _connect(self) -> None:
        self.print_button.clicked.connect(self._print_all)
        self.queue.act_wanted.connect(self._act)
        self.queue.menu_wanted.connect(self._open_menu)
        self.queue.list.fed.connect(self._grown)
        self.ledger.year_wanted.connect(self._show_year)
        self.ledger.gift_wanted.connect(self._log_gift)
        self.ledger.person_wanted.connect(self.person_wanted)
        self.empty.pressed.connect(self._log_referral)
        self.empty.link_pressed.connect(self._log_gift)


def _empty_state(page: QWidget) -> EmptyState:
    return EmptyState(
        _("Nobody waits for thanks"),
        _("When you log who was sent to you, RefDesk reminds you of a word the same day and a card within two."),
        page, icon="gift", act=_("Log a referral"), key="Ctrl+R", links=(_("Log a gift"),),
    )  # fmt: skip
