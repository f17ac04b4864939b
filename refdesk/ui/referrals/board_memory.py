"""How referrals were looked at last, on this computer: as board or list, in which order, with which columns closed."""

from PySide6.QtCore import QObject

from refdesk import settings
from refdesk.settings import BoardLook
from refdesk.ui.referrals.board_head import BOARD, LIST, BoardHead
from refdesk.ui.referrals.board_view import BoardView
from refdesk.ui.referrals.list_table import ReferralTable


class BoardMemory(QObject):
    """Brings the look of the last time back, and keeps each change of it."""

    def __init__(self, head: BoardHead, board: BoardView, table: ReferralTable) -> None:
        super().__init__(board)
        self._head, self._board, self._table = head, board, table

    def bring_back(self) -> None:
        """Show referrals as they were left, and note from now on what changes."""
        look = settings.load_board()
        self._head.view.set_value(LIST if look.as_list else BOARD)
        self._table.sort(look.sort, look.descending)
        self._board.set_shape(look.closed, look.opened)
        self._head.view.chosen.connect(self._keep)
        self._table.sort_wanted.connect(self._keep)
        self._board.shape_changed.connect(self._keep)

    def _keep(self) -> None:
        closed, opened = self._board.shape()
        key, descending = self._table.order()
        settings.save_board(BoardLook(self._head.view.value() == LIST, key, descending, closed, opened))
