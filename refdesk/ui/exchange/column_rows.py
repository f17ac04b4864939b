"""The columns of a file: its name, a sample, and what it becomes."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.i18n import _, ngettext
from refdesk.services.import_files import Certainty, Column, Mapping, Target
from refdesk.ui.exchange import target_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.label import ElidedLabel, Label

_AT_ONCE = 6


class ColumnRows(QWidget):
    """One box for each column that holds anything; `target_chosen` brings the position and the target.

    A column of dates that read both ways has a second box; `order_chosen` brings whether its day is first.
    """

    target_chosen = Signal(int, object)
    order_chosen = Signal(int, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[int, Combo] = {}
        self.orders: dict[int, Combo] = {}
        self._waiting: list[Column] = []
        self._empty = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        for column, share in enumerate((5, 6, 6)):
            self._grid.setColumnStretch(column, share)
        for column, words in enumerate((_("Column"), _("For example"), _("Becomes"))):
            self._grid.addWidget(Label(words, Style.CAPTION_STRONG, self, ink=Ink.INK3), 0, column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(self._grid)
        whole.addWidget(self._empty)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_mapping(self, mapping: Mapping) -> None:
        """Show the columns of a file; where they are the same ones as before, only what they become."""
        held = [column for column in mapping.columns if column.samples]
        open_ones = [column.position for column in held if column.order_is_open]
        alike = [column.position for column in held] == list(self.boxes) and open_ones == list(self.orders)
        if alike and not self._waiting:
            for column in held:
                if column.order_is_open:
                    self.orders[column.position].set_value(bool(column.day_first))
                box = self.boxes[column.position]
                if box.value() != column.target:
                    box.set_choices(target_words.choices(column.target), value=column.target)
            return
        self._clear()
        self._waiting = held
        empty = len(mapping.columns) - len(held)
        words = ngettext("{n} empty column is left out.", "{n} empty columns are left out.", empty)
        self._empty.setText(words.format(n=empty) if empty else "")
        self._empty.setVisible(bool(empty))
        self._make_some()

    def _clear(self) -> None:
        self.boxes.clear()
        self.orders.clear()
        for at in reversed(range(3, self._grid.count())):
            item = self._grid.takeAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _make_some(self) -> None:
        """Make some rows now and the others in the next moment: a file may have hundreds of columns."""
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for column in now:
            self._make(column)
        QTimer.singleShot(0, self, self._make_some if self._waiting else self._tell_around)

    def _tell_around(self) -> None:
        """Ask for the height of the new rows all the way out to what scrolls."""
        around: QWidget | None = self
        while around is not None and not around.isWindow():
            around.updateGeometry()
            around = around.parentWidget()

    def _make(self, column: Column) -> None:
        row = len(self.boxes) + len(self.orders) + 1
        unsure = column.certainty is not Certainty.KNOWN
        name = ElidedLabel(column.name or _("Column {n}").format(n=column.position + 1), Style.BODY_STRONG, self)
        sample = ElidedLabel(column.samples[0], Style.SECOND, self, ink=Ink.INK2)
        box = Combo(target_words.choices(column.target), self, value=column.target)
        box.setAccessibleName(_("{column} becomes").format(column=name.text()))
        if unsure:
            name.set_ink(Ink.AMBER)
            name.setToolTip(_("RefDesk is not sure about this column. Check what it becomes."))
        box.chosen.connect(partial(self._chosen, column.position))
        for place, widget in enumerate((name, sample, box)):
            self._grid.addWidget(widget, row, place)
            widget.show()  # at once: layouts keep the height of what was still hidden
        self.boxes[column.position] = box
        if column.order_is_open:
            self._make_order(column, row + 1)

    def _make_order(self, column: Column, row: int) -> None:
        said = Label(_("These dates can be read both ways:"), Style.SECOND, self, ink=Ink.AMBER, wrap=True)
        choices: list[tuple[object, str]] = [
            (False, _("Month first: 3/4 is March 4")),
            (True, _("Day first: 3/4 is April 3")),
        ]
        box = Combo(choices, self, name=_("Order of the dates in {column}").format(column=column.name))
        box.set_value(bool(column.day_first))
        box.chosen.connect(partial(self._order_chosen, column.position))
        self._grid.addWidget(said, row, 0, 1, 2)
        self._grid.addWidget(box, row, 2)
        for widget in (said, box):
            widget.show()
        self.orders[column.position] = box

    def _order_chosen(self, position: int, day_first: object) -> None:
        self.order_chosen.emit(position, bool(day_first))

    def _chosen(self, position: int, target: object) -> None:
        assert isinstance(target, Target), "the box offers targets"
        self.target_chosen.emit(position, target)
