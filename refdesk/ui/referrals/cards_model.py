"""The cards of one column, for its list: `data` only looks up."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from refdesk.domain.stages import Meaning
from refdesk.services.board import Card
from refdesk.ui.referrals import board_words
from refdesk.ui.referrals.board_words import BoardFrame

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What the model tells besides Qt's own roles."""

    CARD = Qt.ItemDataRole.UserRole + 1


class CardsModel(QAbstractListModel):
    """Holds the cards of a stage."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()
        self._places: dict[int, int] = {}
        self._meaning = Meaning.OPEN
        self._frame: BoardFrame | None = None

    def show_cards(self, cards: tuple[Card, ...], meaning: Meaning, frame: BoardFrame) -> None:
        """Take these cards in place of the former."""
        self.beginResetModel()
        self._cards, self._meaning, self._frame = cards, meaning, frame
        self._places = {card.referral_id: place for place, card in enumerate(cards)}
        self.endResetModel()

    def set_frame(self, frame: BoardFrame) -> None:
        """Count time up to another moment."""
        self._frame = frame

    def card_at(self, place: int) -> Card | None:
        """Return a card, or None beyond the last."""
        return self._cards[place] if 0 <= place < len(self._cards) else None

    def place_of(self, referral_id: int) -> int:
        """Return where a referral stands, or -1."""
        return self._places.get(referral_id, -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's form
        card = self.card_at(index.row())
        if card is None or self._frame is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role == Role.CARD:
            return card
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return board_words.spoken(card, self._meaning, self._frame)
        return None
