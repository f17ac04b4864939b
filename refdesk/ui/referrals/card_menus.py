"""The menus of referrals: what can be done with one, the same on the board and in the list."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import StageId
from refdesk.i18n import _
from refdesk.services.board import Card
from refdesk.ui.referrals.board_view import BoardView
from refdesk.ui.referrals.stage_moves import StageMoves
from refdesk.ui.widgets.menu import Menu


class CardMenus(QObject):
    """Makes the menu of a referral; what it chooses comes as signals, moves are done at once."""

    open_wanted = Signal(int)
    person_wanted = Signal(int)
    conversation_wanted = Signal(int, int)
    edit_wanted = Signal(int)

    def __init__(self, board: BoardView, moves: StageMoves, page: QWidget) -> None:
        super().__init__(page)
        self._board, self._moves, self._page = board, moves, page

    def of(self, referral_id: int, *, on_board: bool) -> Menu | None:
        """Return the menu of a referral; None for one that is gone. The board can also close its column."""
        placed = self._board.card(referral_id)
        if placed is None:
            return None
        card, column = placed
        menu = Menu(self._page, name=card.name)
        menu.add(_("Open"), partial(self.open_wanted.emit, card.referral_id), aside=_("Enter"))
        menu.add(_("Open contact"), partial(self.person_wanted.emit, card.prospect_id))
        menu.add(_("Log a conversation"), partial(self.conversation_wanted.emit, card.prospect_id, card.referral_id))
        menu.add(_("Edit the referral"), partial(self.edit_wanted.emit, card.referral_id))
        menu.addSeparator()
        self._moves.fill_menu(menu, self._stages(), card)
        if on_board:
            menu.addSeparator()
            words = _("Close the column {name}").format(name=column.name)
            menu.add(words, partial(self._board.close_column, column.stage_id))
        return menu

    def of_stages(self, card: Card) -> Menu:
        """Return the menu of the stages to which a referral can be moved."""
        menu = Menu(self._page, name=_("Move to"))
        self._moves.fill_menu(menu, self._stages(), card)
        return menu

    def _stages(self) -> list[tuple[StageId, str]]:
        columns = (each.column for each in self._board.columns())
        return [(column.stage_id, column.name) for column in columns if column is not None]


def open_at(menu: Menu | None, where: QPoint) -> None:
    """Show a menu until something is chosen."""
    if menu is not None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
