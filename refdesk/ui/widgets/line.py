"""Lines of short lists as real widgets: a row with its own buttons inside, and the column that holds them."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.ui import theme
from refdesk.ui.slices import Slices
from refdesk.ui.widgets import painting, ring, roving

Row = TypeVar("Row")
AT_ONCE = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QAbstractButton):
    """One line: put its content into `row`. `clicked` comes from a click or Enter, `current` when it gets the focus."""

    current = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str, height: int = 40, hairline: bool = True) -> None:
        super().__init__(parent)
        self._height = height
        self._hairline = hairline
        self._selected = False
        self._hovered = False
        self.by_space: QAbstractButton | None = None
        """What Space presses."""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 0, 8, 0)
        self.row.setSpacing(12)
        theme.follow(self._restyle)

    def set_selected(self, selected: bool) -> None:
        """Mark the line as chosen."""
        self._selected = selected
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.row.sizeHint().width(), theme.scaled(self._height))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        ring.note_focus(event)
        super().focusInEvent(event)
        self.current.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        elif event.key() == Qt.Key.Key_Space and self.by_space is not None:
            self.by_space.click()
        else:
            event.ignore()  # arrows belong to the list, and so does Space where nothing is ticked

    def mousePressEvent(self, event: QMouseEvent) -> None:
        theme.shared().by_key = False
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        focused = self.hasFocus() and theme.shared().by_key
        painting.line_ground(
            painter, self.rect(), hovered=self._hovered, selected=self._selected, focused=focused,
            hairline=self._hairline,
        )  # fmt: skip
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Lines(QWidget):
    """A column of lines with one Tab stop; Up, Down, Home and End move inside."""

    fed = Signal(list)
    """The lines that `feed` has just put at the end."""

    def __init__(self, parent: QWidget | None = None, *, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._lines: list[Line] = []
        self._leaving: list[Line] = []
        self._slices = Slices(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # It grows at once with a line that comes: else all lines were pressed together first, and then spread again.
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._roving = roving.Roving(self, vertical=True, horizontal=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def lines(self) -> list[Line]:
        """Return the lines in their order."""
        return self._lines

    def known(self) -> list[Line]:
        """Return the lines that are shown and, while rows come in slices, the former ones that may be shown again."""
        return [*self._lines, *self._leaving]

    def enter_at(self, line: Line) -> None:
        """Let Tab come in at this line, which is chosen, instead of at the first."""
        self._roving.enter_at(line)

    def set_lines(self, lines: list[Line]) -> None:
        """Show these lines; former ones that are not among them go away."""
        self._begin(lines)
        self._drop_leaving()

    def feed(
        self, rows: Sequence[Row], line_of: Callable[[Row], Line], *, first: int = 0, at_once: int = AT_ONCE
    ) -> None:
        """Show a line of each row: `at_once` (at least `first`) in this event, the others in slices; says `fed`.

        `line_of` gives a new line or one of the `known`.
        """
        at_once = max(at_once, first)
        self._begin([line_of(row) for row in rows[:at_once]])
        self.fed.emit(list(self._lines))
        self._slices.run_soon(self._feed(rows[at_once:], line_of))

    def _feed(self, rows: Sequence[Row], line_of: Callable[[Row], Line]) -> Iterator[None]:
        for row in rows:
            yield
            line = line_of(row)
            self._lines.append(line)
            self._column.addWidget(line)
            self._bring_back(line)
            self._roving.add_member(line)
            self.fed.emit([line])
        self._drop_leaving()

    def _begin(self, lines: list[Line]) -> None:
        self._slices.stop()
        kept = set(lines)
        for line in self._lines:
            self._column.removeWidget(line)
            if line not in kept:
                line.hide()
                self._leaving.append(line)
        for line in lines:
            self._column.addWidget(line)
            self._bring_back(line)
        self._lines = list(lines)
        self._roving.set_members(list(lines))

    def _bring_back(self, line: Line) -> None:
        if line in self._leaving:
            self._leaving.remove(line)
            line.show()

    def _drop_leaving(self) -> None:
        for line in self._leaving:
            line.deleteLater()
        self._leaving.clear()
