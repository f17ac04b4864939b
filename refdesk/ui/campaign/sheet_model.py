"""The cells of a filled call sheet as a table: what stands in each, what is wrong with it, and where to go."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from refdesk import i18n
from refdesk.domain.ids import CampaignId
from refdesk.i18n import _
from refdesk.services import call_sheets
from refdesk.ui.campaign.sheet_rows import COLUMNS, NUMBER, PERSON, STATE, SheetRow, state_words

Index = QModelIndex | QPersistentModelIndex
KEYS = tuple(column.key for column in COLUMNS)
_NOWHERE = QModelIndex()


class SheetModel(QAbstractTableModel):
    """The rows of a sheet; the number cell only says to which row to go."""

    typed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[SheetRow] = []
        self.campaign_id: CampaignId | None = None
        self._going: dict[int, str] = {}

    def set_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show these rows; where they are the same people as before, nothing moves."""
        same = [row.entry.entry_id for row in rows] == [row.entry.entry_id for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = list(rows)
        if same:
            self.renew()
        else:
            self.endResetModel()

    def renew(self) -> None:
        """Paint all cells anew."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))

    def row_of_number(self, number: str) -> int | None:
        """Return the place of the row with this number."""
        words = number.strip()
        return next((at for at, row in enumerate(self.rows) if str(row.entry.number) == words), None)

    def go_problem(self, at: int) -> str:
        """Return what is wrong with the row number that is being typed at this row, or ""."""
        words = self._going.get(at, "").strip()
        if not words or words == str(self.rows[at].entry.number):
            return ""
        if (day := self.day_going(at)) is not None:
            return _("Enter opens the sheet of {day}.").format(day=i18n.day_long(day))
        target = self.row_of_number(words)
        if target is None:
            return _("There is no row {n} on this sheet.").format(n=words)
        row = self.rows[target]
        if row.is_saved:
            return _("Row {n}, {name}, is already entered.").format(n=words, name=row.entry.name)
        return ""

    def going(self, at: int) -> str:
        """Return the row number typed at this row."""
        return self._going.get(at, "").strip()

    def day_going(self, at: int) -> date | None:
        """Return the day of the sheet whose id, as it stands in the foot of the paper, is typed at this row."""
        found = call_sheets.day_of(self.going(at))
        return found[1] if found is not None and found[0] == self.campaign_id else None

    def stop_going(self, at: int) -> None:
        """Show the row's own number again."""
        self._going.pop(at, None)
        self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def problem(self, index: Index) -> str:
        """Return what is missing or wrong in a cell, or ""."""
        key = KEYS[index.column()]
        if key == NUMBER:
            return self.go_problem(index.row())
        row = self.rows[index.row()]
        return "" if row.is_saved else row.problems.get(key, "")

    def type_in(self, index: Index, words: str) -> None:
        """Take what is typed, as it is typed."""
        key, row = KEYS[index.column()], self.rows[index.row()]
        if key == NUMBER:
            self._going[index.row()] = words
        else:
            row.type_in(key, words.upper() if key == "code" else words)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(COLUMNS) - 1))
        self.typed.emit(index.row())

    def settle(self, index: Index) -> None:
        """Write out what was meant by a cell that was left."""
        row = self.rows[index.row()]
        if not row.is_saved:
            row.settle(KEYS[index.column()])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        key, row = KEYS[index.column()], self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if key == STATE:
                return state_words(row)
            if key == NUMBER:
                return self._going.get(index.row(), row.words(key))
            return row.words(key) if role == Qt.ItemDataRole.EditRole else row.shown(key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = state_words(row) if key == STATE else row.words(key)
            parts = [_(COLUMNS[index.column()].title), said, self.problem(index)]
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.problem(index) or (row.words(key) if key != STATE else "") or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        key = KEYS[index.column()]
        typed = key not in (PERSON, STATE) and (key == NUMBER or not self.rows[index.row()].is_saved)
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags
