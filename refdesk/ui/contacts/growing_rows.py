"""Rows of an editor, as many as there are: a button below adds one, and each has a cross that takes it away."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from refdesk.ui.widgets import focus_chain
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.checks import Radio


class GrowingRow(QWidget):
    """A row with its cross; `first` is where typing in it begins."""

    drop: IconButton
    first: QWidget


class MainRow(GrowingRow):
    """A row that can be the main one of several."""

    main: Radio

    @abstractmethod
    def set_place(self, at: int, *, several: bool) -> None:
        """Take the name by which problems and screen readers call this row."""


EachRow = TypeVar("EachRow", bound=GrowingRow)
EachMainRow = TypeVar("EachMainRow", bound=MainRow)


class GrowingRows(QWidget, Generic[EachRow]):
    """Keeps the rows; derive and make them."""

    def __init__(self, add_words: str, parent: QWidget, *, spacing: int = 10) -> None:
        super().__init__(parent)
        self.rows: list[EachRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(spacing)
        self.add = Button(add_words, self, kind=Kind.LINK, size=Size.ROW, icon="plus")
        self.add.clicked.connect(self._add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @abstractmethod
    def empty_row(self) -> EachRow:
        """Return a row that says nothing yet."""

    def show_rows(self, rows: Sequence[EachRow]) -> None:
        """Show these instead of those that are there."""
        for row in list(self.rows):
            self._take(row)
        for row in rows:
            self._put(row)

    def _put(self, row: EachRow) -> None:
        row.drop.clicked.connect(partial(self._drop, row))
        self._order_tabs(row)
        self.rows.append(row)
        self._column.addWidget(row)

    def _order_tabs(self, row: EachRow) -> None:
        """Let Tab go from the last row through this one to the button below, which was made before any of them."""
        last: QWidget = _stops(self.rows[-1])[-1] if self.rows else self.add
        for stop in (*_stops(row), self.add):
            if stop is not last:
                self.setTabOrder(last, stop)
            last = stop

    def _take(self, row: EachRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _add(self) -> None:
        self._put(self.empty_row())
        self.rows[-1].show()  # or it could not take the focus yet
        self.rows[-1].first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: EachRow, _on: bool = False) -> None:
        at = self.rows.index(row)
        self._take(row)
        near = self.rows[min(at, len(self.rows) - 1)].first if self.rows else self.add
        near.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(row: QWidget) -> list[QWidget]:
    """Return what Tab reaches in a row, or may reach later."""
    return [part for part in focus_chain.inside(row) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]


class RowsWithMain(GrowingRows[EachMainRow]):
    """Rows of which one is the main one; a single one is so anyway."""

    def __init__(self, add_words: str, parent: QWidget, *, spacing: int = 10) -> None:
        super().__init__(add_words, parent, spacing=spacing)
        self._mains = QButtonGroup(self)

    def _put(self, row: EachMainRow) -> None:
        self._mains.addButton(row.main)
        super()._put(row)
        self._settle()

    def _take(self, row: EachMainRow) -> None:
        self._mains.removeButton(row.main)
        super()._take(row)
        self._settle()

    def _settle(self) -> None:
        for at, row in enumerate(self.rows):
            row.set_place(at, several=len(self.rows) > 1)
