"""A list at the side of a dialog: what is left to go through, with its count above it."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets.ids_model import PAGE, Column, IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.surfaces import Hairline, Surface

_SHARE = 0.26

Row = TypeVar("Row")


class SideList(Surface, Generic[Row]):
    """Shows rows by their places; `wanted` brings the place on which the arrows rest, `entered` says to do it."""

    wanted = Signal(int)
    entered = Signal()

    def __init__(
        self, column: Column[Row], parent: QWidget, *, name: str, line_height: int, widths: tuple[int, int]
    ) -> None:  # fmt: skip
        super().__init__(parent, ground="sunk")
        self._widths = widths
        self._rows: Mapping[int, Row] = {}
        self.count = Label("", Style.SECTION, self)
        self._model = IdsModel[Row](self._fetch, [column], self)
        self.view = ListView(self._model, self, name=name, line_height=line_height)
        self.view.horizontalHeader().hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 14, 0, 0)
        self.column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 12, 0)
        head.addWidget(self.count)
        self.column.addLayout(head)
        self.column.addWidget(Hairline(self))
        self.column.addWidget(self.view, 1)
        self.view.settled.connect(self.wanted)
        self.view.entered_line.connect(self._enter)

    def fit(self, room: int) -> None:
        """Take a quarter of the room, and no more than the list needs."""
        least, most = self._widths
        self.setFixedWidth(max(least, min(theme.scaled(most), round(room * _SHARE))))

    def show_rows(self, rows: Mapping[int, Row]) -> None:
        """Show these in their order; the line that is current stays so."""
        self._rows = rows
        first = self._fetch(list(rows)[:PAGE])
        if list(self._model.ids()) == list(rows):
            self._model.forget_rows(first)
        else:
            self._model.set_ids(rows, first)

    def go_to(self, place: int) -> None:
        """Make a line the current one."""
        self.view.go_to(place)

    def _fetch(self, places: Sequence[int]) -> Mapping[int, Row]:
        return {place: self._rows[place] for place in places if place in self._rows}

    def _enter(self, place: int) -> None:
        self.wanted.emit(place)
        self.entered.emit()
