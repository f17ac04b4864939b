"""The next fourteen days, folded out below the lines of today."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from refdesk.services.today_ahead import Coming, DayAhead

DAY_WIDTH = 190
MOST_A_DAY = 12


class NextDays(QWidget):
    """A button that folds the days out; they are asked for when they are to be seen."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._days: tuple[DayAhead, ...] | None = None
        self.fold = Button("", self, kind=Kind.LINK, size=Size.ROW, icon="chevron-right")
        self.fold.clicked.connect(self._turn)
        self._body = QWidget(self)
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(4, 4, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)
        self._body.hide()
        self._restyle()
        theme.follow(self._restyle)

    @property
    def is_open(self) -> bool:
        """Tell whether the days are shown."""
        return not self._body.isHidden()

    def show_days(self, days: "Sequence[DayAhead]") -> None:
        """Show what comes."""
        if tuple(days) == self._days:
            return
        self._days = tuple(days)
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not days:
            words = _("Nothing is planned for the next 14 days.")
            self._grid.addWidget(Label(words, Style.SECOND, self._body, ink=Ink.INK2), 0, 0, 1, 2)
        row = 0
        for day in days:
            on = Label(i18n.day_long(day.on), Style.SECOND_STRONG, self._body)
            on.setMinimumWidth(theme.scaled(DAY_WIDTH))
            self._grid.addWidget(on, row, 0)
            for words in _things(day.things):
                self._grid.addWidget(ElidedLabel(words, Style.SECOND, self._body, ink=Ink.INK2), row, 1)
                row += 1

    def _turn(self) -> None:
        self._body.setVisible(not self.is_open)
        self._restyle()
        if self.is_open:
            self.wanted.emit()

    def _restyle(self) -> None:
        self.fold.set_words(_("Next 14 days"))
        self.fold.set_icon("chevron-down" if self.is_open else "chevron-right")
        state = _("shown") if self.is_open else _("hidden")
        self.fold.setAccessibleName(_("Next 14 days, {state}").format(state=state))


def _things(things: "Sequence[Coming]") -> list[str]:
    shown = [_("{name}: {text}").format(name=each.name, text=each.text) for each in things[:MOST_A_DAY]]
    if len(things) > MOST_A_DAY:
        shown.append(_("and {n} more").format(n=len(things) - MOST_A_DAY))
    return shown
