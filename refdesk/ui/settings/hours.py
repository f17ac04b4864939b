"""Times of day as people type them, and the hours of the week: one line a day."""

from datetime import time
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from refdesk import i18n
from refdesk.domain.working_time import OFFICE_HOURS, Hours
from refdesk.i18n import _
from refdesk.ui import profile_words, typed_time
from refdesk.ui.settings.editors import Editor
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.label import Label


class WeekEditor(Editor):
    """Seven days: a box for each, and from when to when it is worked."""

    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        self._days = [_Day(weekday, self) for weekday in range(7)]
        first = i18n.current().first_week_day
        for row in range(7):
            day = self._days[(first + row) % 7]
            day.changed.connect(self._changed)
            for column, piece in enumerate((day.check, day.opens, day.until, day.closes)):
                grid.addWidget(piece, row, column)
        self.column.addLayout(grid)
        self.setFocusProxy(self._days[first].check)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - seven hours or None
        for day, hours in zip(self._days, value, strict=True):
            day.show_hours(hours)

    def is_touched(self) -> bool:
        return any(day.sentence() for day in self._days)

    def _changed(self) -> None:
        sentence = next((day.sentence() for day in self._days if day.sentence()), "")
        self.failed.emit(sentence)
        if not sentence:
            self.offered.emit(tuple(day.hours() for day in self._days))


class _Day(QObject):
    """The pieces of one line; they stand in the grid of the week."""

    changed = Signal()

    def __init__(self, weekday: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = profile_words.day_name(weekday)
        self.check = Check(self._name, parent)
        self.opens = LineEdit("", parent, name=_("{day} from").format(day=self._name))
        self.until = Label(_("to"), Style.SECOND, parent, ink=Ink.INK2)
        self.closes = LineEdit("", parent, name=_("{day} until").format(day=self._name))
        for line in (self.opens, self.closes):
            line.setFixedWidth(112)
            line.editingFinished.connect(self._left)
        self.check.clicked.connect(self._ticked)

    def show_hours(self, hours: Hours | None) -> None:
        """Show the hours of the day, or that it is free."""
        self.check.setChecked(hours is not None)
        if hours is not None or not self.opens.text():
            self._write(hours or OFFICE_HOURS)
        for piece in (self.opens, self.until, self.closes):
            piece.setEnabled(hours is not None)

    def hours(self) -> Hours | None:
        """Return the hours as typed; None on a free day."""
        opens, closes = typed_time.read(self.opens.text()), typed_time.read(self.closes.text())
        return Hours(opens, closes) if self.check.isChecked() and opens and closes else None

    def sentence(self) -> str:
        """Return what is wrong with the line, or ""."""
        if not self.check.isChecked():
            return ""
        opens, closes = typed_time.read(self.opens.text()), typed_time.read(self.closes.text())
        if opens is None or closes is None:
            return _("{day}: type a time such as {example}.").format(day=self._name, example=i18n.clock(time(9, 30)))
        if closes <= opens:
            return _("{day}: the closing time must lie after the opening time.").format(day=self._name)
        return ""

    def _left(self) -> None:
        if not (self.opens.isModified() or self.closes.isModified()):
            return
        self.opens.set_wrong(self.check.isChecked() and typed_time.read(self.opens.text()) is None)
        self.closes.set_wrong(bool(self.sentence()) and typed_time.read(self.opens.text()) is not None)
        hours = self.hours()
        if hours is not None and not self.sentence():
            self._write(hours)
        self.changed.emit()

    def _ticked(self) -> None:
        for piece in (self.opens, self.until, self.closes):
            piece.setEnabled(self.check.isChecked())
        self.changed.emit()

    def _write(self, hours: Hours) -> None:
        for line, at in ((self.opens, hours.opens), (self.closes, hours.closes)):
            line.setText(typed_time.show(at))
            line.setModified(False)
            line.set_wrong(False)
