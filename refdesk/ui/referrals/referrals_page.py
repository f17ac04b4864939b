"""Referrals: the board at the left, one referral in the panel at the right."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.ids import ReferralId, StageId
from refdesk.domain.referral import Direction
from refdesk.errors import Overtaken, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import board as boards
from refdesk.services import business, referral_detail, referrals
from refdesk.services.board import Board
from refdesk.services.board_filter import EVERYTHING
from refdesk.ui import suggesting, theme, timers
from refdesk.ui.page import Page, Region
from refdesk.ui.referrals import card_menus, referral_drawer
from refdesk.ui.referrals.board_empty import BoardFronts
from refdesk.ui.referrals.board_filters import FilterBar
from refdesk.ui.referrals.board_head import BOARD, LIST, BoardHead
from refdesk.ui.referrals.board_memory import BoardMemory
from refdesk.ui.referrals.board_view import BoardView
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.referrals.card_menus import CardMenus
from refdesk.ui.referrals.drawer_acts import DrawerActs
from refdesk.ui.referrals.list_table import ReferralTable
from refdesk.ui.referrals.referral_drawer import ReferralDrawer
from refdesk.ui.referrals.stage_moves import StageMoves
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

OVERLAY_BELOW = 1150
_MINUTE_MS, _FOLLOW_MS = 60_000, 80
_INSET, _INSET_NARROW = 24, 20


class ReferralsPage(Page):
    """The place of referrals received."""

    kinds = (
        "referral", "referral_giver", "stage", "stage_move", "contact", "contact_point", "touch", "thanks",
        "thanks_part", "introduction", "win", "setting",
    )  # fmt: skip
    person_wanted = Signal(int)
    conversation_wanted = Signal(int, int)
    first_contact_wanted = Signal(int, int)
    referral_wanted = Signal(int)
    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    update_wanted = Signal(int, int)
    introduction_wanted = Signal(int)
    edit_referral_wanted = Signal(int)
    win_wanted = Signal(int)
    win_change_wanted = Signal(int, int)
    satisfaction_wanted = Signal(int)
    help_wanted = Signal()
    given_wanted = Signal(int)
    check_back_wanted = Signal(int)
    letter_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, *, in_parts: bool = False) -> None:
        super().__init__(workplace, parent)
        self._board: Board | None = None
        self._frame: BoardFrame | None = None
        self._asked = 0
        self._wanted = 0
        self._focus_wanted = False
        if not in_parts:
            self.make_whole()

    def parts(self) -> Iterator[None]:
        """Make what the page consists of, about as much with each step."""
        workplace = self.workplace
        self._main = QWidget(self)  # before the panel, so that Tab comes to the panel last
        self.head = BoardHead(self._main)
        currency = workplace.desk.ask(business.load).currency
        people = suggesting.people(workplace.desk, jobs=workplace.jobs, with_left=True)
        self.filters = FilterBar(people, currency, self._main)
        yield
        self.board = BoardView(self._main)
        self.table = ReferralTable(self._main)
        self.board.come_after(self.head.help)
        yield from self.board.get_ready()
        self.drawer = ReferralDrawer(workplace.desk.today(), self)
        yield
        self.acts = DrawerActs(workplace, self.drawer)
        self.moves = StageMoves(workplace, self)
        self.menus = CardMenus(self.board, self.moves, self)
        self.memory = BoardMemory(self.head, self.board, self.table)
        self.fronts = BoardFronts(self)
        yield
        self._beside = QHBoxLayout(self)
        self._lay_out()
        self._follow = timers.once(self, _FOLLOW_MS, self._load_current)
        self._connect()
        self.memory.bring_back()
        self.show_as(self.head.view.value())
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tick)
        self._minute.start(_MINUTE_MS)

    def refresh(self) -> None:
        """Load the board off the window's thread: it may hold thousands."""
        self._asked += 1
        now = self.workplace.desk.now()
        profile = self.workplace.desk.ask(business.load)
        direction = Direction(self.head.direction.value())
        frame = BoardFrame(now, profile.working_time, profile.currency, direction, profile.country)
        self.filters.currency = profile.currency
        wanted = EVERYTHING if self.filters.isHidden() else self.filters.wanted()

        def load(_progress: Progress) -> Board:
            return self.workplace.desk.ask(boards.board, direction, frame.now, frame.working, wanted)

        then = partial(self._take, self._asked, frame, wanted == EVERYTHING)
        self.workplace.jobs.start(load, then=then, failed=self.workplace.show_fault)

    def show_referral(self, referral_id: ReferralId) -> None:
        """Show a referral on the board and in the panel."""
        self._wanted = referral_id
        if self._board is not None:
            self._open(referral_id)

    def take_focus(self) -> None:
        """Put the focus on the current card."""
        front = self.fronts.shown()
        if front is not None:
            front.act.setFocus()
        elif not self.table.isHidden():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.board.take_focus():
            self._focus_wanted = self._board is None  # it is being loaded
            self.setFocus()

    def regions(self) -> tuple[Region, ...]:
        """Return the board or the list, and the panel while it is open."""
        main = Region(self._main, self.take_focus)
        return (main,) if self.drawer.isHidden() else (main, Region(self.drawer, self.drawer.take_focus))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.drawer.isHidden():
            self._close_drawer()
            return
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.filter_list()
            return
        super().keyPressEvent(event)

    def filter_list(self) -> None:
        """Open the filter, and put the focus into it."""
        if self.filters.isHidden():
            self._fold_filters()
        self.filters.text.setFocus()

    def _take(self, asked: int, frame: BoardFrame, is_whole: bool, board: Board) -> None:
        if asked == self._asked:
            self._show(board, frame, is_whole=is_whole)

    def _show(self, board: Board, frame: BoardFrame, *, is_whole: bool) -> None:
        self._board, self._frame = board, frame
        if board.direction is Direction.RECEIVED and is_whole:
            self.count_changed.emit(board.open_count)
        self.head.show_board(board, frame.currency)
        self.board.show_board(board, frame)
        if not self.table.isHidden():  # not seen, it need not be put in order
            self.table.show_board(board, frame)
        self.fronts.show_for(board, is_whole=is_whole)
        self._place_drawer()
        if self._wanted:
            self._open(self._wanted)
        elif not self.drawer.isHidden() and self.drawer.detail is not None:
            self._load_detail(self.drawer.detail.referral_id)
        if self._focus_wanted:
            self._focus_wanted = False
            if self.hasFocus():
                self.take_focus()
        self.moves.ask_what_it_brings()

    def _open(self, referral_id: int) -> None:
        self._wanted = 0
        if not self._load_detail(ReferralId(referral_id)):
            return
        if self.drawer.isHidden():
            self.drawer.show()
            self._place_drawer()
        self.table.go_to(referral_id)
        if not self.board.go_to(referral_id):
            self.drawer.take_focus()
        detail = self.drawer.detail
        if detail is not None and detail.direction != self.head.direction.value():
            self.head.direction.set_value(detail.direction)
            self._wanted = referral_id
            self._turn()

    def _set_step(self, referral_id: int) -> None:
        self._open(referral_id)
        self.drawer.step.begin()

    def _load_detail(self, referral_id: ReferralId) -> bool:
        """Load the panel; a referral that is gone, as after Undo, closes it."""
        assert self._frame is not None, "the board comes first"
        desk = self.workplace.desk
        try:
            detail = desk.ask(referral_detail.detail, referral_id, desk.now(), self._frame.working)
        except Overtaken:
            self._close_drawer()
            return False
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
            return False
        self.drawer.show_detail(detail, self.board.card(referral_id), self._frame)
        return True

    def _current_moved(self, _referral_id: int) -> None:
        self._follow.start()

    def _load_current(self) -> None:
        """Let the panel follow the arrows, once they rest; one that is read of a person taken off has no card."""
        card, shown = self.board.current_card(), self.drawer.detail
        kept = shown is not None and self.board.card(shown.referral_id) is None and self.drawer.holds_focus()
        if card is not None and not kept and not self.drawer.isHidden() and self._frame is not None:
            self._load_detail(card.referral_id)

    def _close_drawer(self) -> None:
        if self.drawer.isHidden():
            return
        had_focus = self.drawer.holds_focus()
        self.drawer.hide()
        self._place_drawer()
        if had_focus:
            self.take_focus()

    def _save_step(self, step: str, on: object) -> None:
        detail = self.drawer.detail
        if detail is None:
            return
        try:
            self.workplace.desk.do(
                referrals.set_next_step, detail.referral_id, step, on if isinstance(on, date) else None
            )
        except Refused as refused:
            self.drawer.step.show_problems(refused.problems)
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
        else:
            self.drawer.step.leave()
            self.workplace.done(_("Next step with {name} set").format(name=detail.prospect.name))

    def _move(self, referral_id: int, stage_id: int) -> None:
        placed = self.board.card(referral_id)
        if placed is None or self._board is None:
            return
        name = next(column.name for column in self._board.columns if column.stage_id == stage_id)
        self.moves.move(placed[0], StageId(stage_id), name)

    def menu_of(self, referral_id: int) -> Menu | None:
        """Return the menu of a referral."""
        return self.menus.of(referral_id, on_board=not self.board.isHidden())

    def _move_beside(self, referral_id: int, by: int) -> None:
        stage_id = self.board.neighbour(referral_id, by)
        if stage_id is not None:
            self._move(referral_id, stage_id)

    def _open_menu(self, referral_id: int, where: QPoint) -> None:
        card_menus.open_at(self.menu_of(referral_id), where)

    def _open_stages(self, where: QPoint) -> None:
        placed = self.board.card(self.drawer.detail.referral_id) if self.drawer.detail else None
        if placed is not None:
            card_menus.open_at(self.menus.of_stages(placed[0]), where)

    def _turn(self, _direction: str = "") -> None:
        """Show the other referrals: those received, or those given."""
        self.head.fit()
        if not self._wanted:
            self._close_drawer()
        self.board.go_home()
        self.refresh()

    def show_as(self, view: str) -> None:
        """Show the board, or the same as a list."""
        self.head.view.set_value(view)
        if view == LIST and self._board is not None and self._frame is not None:
            self.table.show_board(self._board, self._frame)
        self.table.setVisible(view == LIST)
        self.board.setVisible(view == BOARD)

    def _fold_filters(self) -> None:
        self.filters.setVisible(self.filters.isHidden())
        self.filters.text.setFocus()
        if self.filters.isHidden():
            self.refresh()

    def _settled(self, referral_id: int) -> None:
        """Let the panel follow the arrows in the list."""
        if referral_id >= 0 and not self.drawer.isHidden() and self._frame is not None:
            self._load_detail(ReferralId(referral_id))

    def _give(self) -> None:
        self.given_wanted.emit(0)

    def _show_overtaken(self, _referral_id: int) -> None:
        self.refresh()

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    def _find_help(self) -> None:
        self.help_wanted.emit()

    def _log_first(self) -> None:
        self.referral_wanted.emit(0)

    def _place_drawer(self) -> None:
        """Stand the panel beside the board, or over its right side where the page is narrow."""
        narrow, wide = self.width() < theme.scaled(OVERLAY_BELOW), referral_drawer.width()
        shown = not self.drawer.isHidden()
        inset = _INSET_NARROW if narrow else _INSET
        self._column.setContentsMargins(inset, 14, inset if narrow or not shown else 16, 0)
        self.head.legend.setVisible(not shown and not narrow)
        self.board.leave_room(wide if narrow and shown else 0)
        self._beside.setContentsMargins(0, 0, wide if shown and not narrow else 0, 0)
        self.board.fold_closed(folded=shown and not narrow)
        self.drawer.setGeometry(QRect(self.width() - wide, 0, wide, self.height()))
        self.drawer.raise_()
        self.fronts.place(self.width())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self._main)
        self._column.setSpacing(12)
        self._column.addWidget(self.head)
        self._column.addWidget(self.filters)
        self._column.addWidget(self.board, 1)
        self._column.addWidget(self.table, 1)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(self._main)
        self.drawer.hide()
        self.filters.hide()
        self.table.hide()

    def _connect(self) -> None:
        theme.follow(self._place_drawer)
        self.head.help.clicked.connect(self._find_help)
        self.board.entered.connect(self._open)
        self.board.step_wanted.connect(self._set_step)
        self.board.current_changed.connect(self._current_moved)
        self.board.move_wanted.connect(self._move)
        self.board.menu_wanted.connect(self._open_menu)
        self.moves.call_wanted.connect(self.first_contact_wanted)
        self.moves.update_wanted.connect(self.update_wanted)
        self.moves.overtaken.connect(self._show_overtaken)
        self.fronts.log_wanted.connect(self._log_first)
        self.fronts.give_wanted.connect(self._give)
        self.fronts.all_wanted.connect(self.filters.show_all)
        self.filters.changed.connect(self.refresh)
        self.head.direction.chosen.connect(self._turn)
        self.head.view.chosen.connect(self.show_as)
        self.head.filter.clicked.connect(self._fold_filters)
        self.head.give.clicked.connect(self._give)
        self.table.entered_line.connect(self._open)
        self.table.settled.connect(self._settled)
        self.table.menu_wanted.connect(self._open_menu)
        self.table.move_wanted.connect(self._move_beside)
        self.menus.open_wanted.connect(self._open)
        self.menus.person_wanted.connect(self.person_wanted)
        self.menus.conversation_wanted.connect(self.conversation_wanted)
        self.menus.edit_wanted.connect(self.edit_referral_wanted)
        self.drawer.closed.connect(self._close_drawer)
        self.drawer.step.saved.connect(self._save_step)
        self.drawer.stages_wanted.connect(self._open_stages)
        for name in (
            "person_wanted", "conversation_wanted", "first_contact_wanted", "word_wanted", "cards_wanted",
            "update_wanted", "introduction_wanted", "edit_referral_wanted", "check_back_wanted", "letter_wanted",
            "win_wanted", "win_change_wanted", "satisfaction_wanted",
        ):  # fmt: skip
            getattr(self.drawer, name).connect(getattr(self, name))
