"""Days off and absences: what is entered stands in a list, and another is added below it."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.working_time import Away
from refdesk.i18n import _
from refdesk.ui.settings.editors import Editor
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import day_text
from refdesk.ui.widgets.buttons import Button, IconButton, Size
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.label import Label

_WIDE = 190


class DaysOffEditor(Editor):
    """Single days on which the business is closed."""

    failed = Signal(str)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._days: tuple[date, ...] = ()
        self.lines = _Lines(self)
        self.lines.dropped.connect(self._drop)
        self.day = _field(today, _("Day off"), self)
        self.add = Button(_("Add day off"), self, icon="plus", size=Size.ROW)
        self.add.clicked.connect(self._add)
        self.day.returnPressed.connect(self._add)
        self.column.addWidget(self.lines)
        self.column.addLayout(_row(self.day, self.add))
        self.setFocusProxy(self.day)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - days
        self._days = tuple(value)
        self.lines.show_words([day_text.show(day) for day in self._days])

    def _add(self) -> None:
        day = self.day.day()
        if day is None:
            self.failed.emit(self.day.sentence() or _("Type or pick the day."))
            return
        self.failed.emit("")
        self.day.set_day(None)
        self.offered.emit(tuple(sorted({*self._days, day})))

    def _drop(self, at: int) -> None:
        self.setFocus()  # the cross goes, and the focus would leave the page with it
        self.offered.emit(self._days[:at] + self._days[at + 1 :])


class AwayEditor(Editor):
    """Absences from a first to a last day."""

    failed = Signal(str)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._absences: tuple[Away, ...] = ()
        self.lines = _Lines(self)
        self.lines.dropped.connect(self._drop)
        self.first = _field(today, _("First day away"), self)
        self.last = _field(today, _("Last day away"), self)
        self.add = Button(_("Add absence"), self, icon="plus", size=Size.ROW)
        self.add.clicked.connect(self._add)
        self.last.returnPressed.connect(self._add)
        self.column.addWidget(self.lines)
        self.column.addLayout(_row(self.first, Label(_("to"), Style.SECOND, self, ink=Ink.INK2), self.last, self.add))
        self.setFocusProxy(self.first)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - absences
        self._absences = tuple(value)
        self.lines.show_words([away_words(absence) for absence in self._absences])

    def _add(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first is None:
            self.failed.emit(self.first.sentence() or _("Type or pick the first day."))
            return
        if last is None and self.last.text().strip():
            self.failed.emit(self.last.sentence())
            return
        if (last or first) < first:
            self.failed.emit(_("The last day away lies before the first."))
            return
        self.failed.emit("")
        self.first.set_day(None)
        self.last.set_day(None)
        absences = {*self._absences, Away(first, last or first)}
        self.offered.emit(tuple(sorted(absences, key=lambda absence: (absence.first, absence.last))))

    def _drop(self, at: int) -> None:
        self.setFocus()  # the cross goes, and the focus would leave the page with it
        self.offered.emit(self._absences[:at] + self._absences[at + 1 :])


class _Lines(QWidget):
    """What is entered, each with a cross at its right."""

    dropped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._words: list[str] = []

    def show_words(self, words: list[str]) -> None:
        """Show these lines instead of the former ones."""
        if words == self._words:
            return
        self._words = words
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, each in enumerate(words):
            self._column.addWidget(self._line(at, each))
        self.setVisible(bool(words))

    def words(self) -> list[str]:
        """Return the lines as shown."""
        return list(self._words)

    def _line(self, at: int, words: str) -> QWidget:
        line = QWidget(self)
        cross = IconButton("x", _("Take out {what}").format(what=words), line)
        cross.setProperty("at", at)
        cross.clicked.connect(self._crossed)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(words, Style.BODY, line))
        row.addWidget(cross)
        row.addStretch(1)
        return line

    def _crossed(self) -> None:
        self.dropped.emit(int(self.sender().property("at")))


def away_words(absence: Away) -> str:
    """Return "Jul 6, 2026 to Jul 17, 2026"."""
    if absence.first == absence.last:
        return day_text.show(absence.first)
    return _("{first} to {last}").format(first=day_text.show(absence.first), last=day_text.show(absence.last))


def _field(today: date, name: str, parent: QWidget) -> DateField:
    field = DateField(today, parent, name=name, hint=name, lean=Lean.AHEAD)
    field.setFixedWidth(_WIDE)
    return field


def _row(*pieces: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for piece in pieces:
        row.addWidget(piece)
    row.addStretch(1)
    return row
