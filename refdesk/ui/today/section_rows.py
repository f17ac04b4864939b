"""A section of Today: its name in the gutter, its lines beside it; a long one is opened bit by bit."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from refdesk.domain.today import Section
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.today import line_words
from refdesk.ui.today.line_row import HEIGHT, LineRow
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from refdesk.services.today import Line

GUTTER = 150
SHOWN_AT_FIRST = 12
_ACROSS = QSizePolicy.Policy.Minimum


class SectionRows(QWidget):
    """Shows the lines of one section, keeping the rows of lines that stay; new rows come one by one."""

    row_made = Signal(object)
    more_shown = Signal()
    link_pressed = Signal(object)
    """The section whose link was pressed: all of it is meant."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = section
        self._lines: tuple[Line, ...] = ()
        self._shown = SHOWN_AT_FIRST
        self._narrow = False
        self.rows: list[LineRow] = []
        words = line_words.SECTIONS[section]
        self._icon = IconMark(words.icon, self, ink=Ink.INK2, size=theme.ICON_BUTTON)
        self._head = Label(_(words.words), Style.SECOND_STRONG, self)
        self._count = Label("", Style.CAPTION, self, ink=Ink.INK2)
        self.link = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self._rule = _Rule(self)
        self._column = QVBoxLayout()
        self._more = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self._more.clicked.connect(self._show_more)
        self.link.clicked.connect(self._press_link)
        self._lay_out()
        self.setAccessibleName(_(words.words))
        theme.follow(self._restyle)

    def show_lines(self, lines: "tuple[Line, ...]", *, first: Collection[str] = ()) -> None:
        """Show these lines, as far as their rows are there; of the others only those of the keys `first` at once."""
        self._lines = lines
        self.setVisible(bool(lines))
        wanted = {line.key: line for line in lines[: self._shown]}
        kept = []
        for row in self.rows:
            line = wanted.get(row.line.key)
            if line is None:
                self._drop(row)
                continue
            kept.append(row)
            if row.line != line:
                row.show_line(line)
        self.rows = kept
        self._bring_in_order()
        for line in self._missing():
            if line.key in first:
                self._make(line)
        self._count.setText(line_words.count_words(self.section, line_words.counted(lines)))
        self.link.set_words(line_words.link_words(self.section, len(lines)))
        self.link.setVisible(bool(self.link.words()))
        self._place_icon()
        self._show_rest()

    def coming(self) -> Iterator[None]:
        """Make the rows that are not there yet, one with each step."""
        for line in self._missing():
            self._make(line)
            yield

    def controls(self) -> list[QWidget]:
        """Return what Tab reaches, in the order of reading."""
        return [self.link, *(each for row in self.rows for each in row.controls()), self._more]

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the name above the rows instead of beside them."""
        self._narrow = narrow
        self._restyle()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(down if narrow else across)
        self._head_column.setDirection(across if narrow else down)
        self._rule.setVisible(not narrow)
        self._place_icon()
        for row in self.rows:
            row.set_narrow(narrow=narrow)

    def _place_icon(self) -> None:
        """Keep the icon level with the heading, which a link beside it moves down."""
        beside_link = self._narrow and not self.link.isHidden()
        down = (self.link.sizeHint().height() - self._head.sizeHint().height()) // 2 if beside_link else 0
        self._icon_column.setContentsMargins(0, down, 0, 0)

    def _restyle(self) -> None:
        self._gutter.setMinimumWidth(0 if self._narrow else theme.scaled(GUTTER))
        self._gutter.setMaximumWidth(16_777_215 if self._narrow else theme.scaled(GUTTER))

    def _missing(self) -> "list[Line]":
        there = {row.line.key for row in self.rows}
        return [line for line in self._lines[: self._shown] if line.key not in there]

    def _make(self, line: "Line") -> None:
        row = LineRow(line, self)
        row.set_narrow(narrow=self._narrow)
        self.rows.append(row)
        self._show_rest()  # before the row is seen: Qt gives it its place at once, and what is below must not move
        self.row_made.emit(row)
        self._bring_in_order()

    def _drop(self, row: LineRow) -> None:
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()

    def _bring_in_order(self) -> None:
        places = {line.key: at for at, line in enumerate(self._lines)}
        self.rows.sort(key=lambda row: places[row.line.key])
        for at, row in enumerate(self.rows):
            row.set_first(first=at == 0)
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
                row.show()  # at once, so that it can take the focus

    def _show_rest(self) -> None:
        """Keep the place of the rows that come, and tell how many more there are."""
        missing = len(self._missing())
        # What is to come has its place already: nothing else moves, and only the new row is painted.
        self._to_come.changeSize(0, missing * theme.scaled(HEIGHT), _ACROSS, QSizePolicy.Policy.Fixed)
        self._column.invalidate()
        hidden = len(self._lines) - len(self.rows) - missing
        self._more.set_words(_("Show {n} more").format(n=hidden))
        self._more.setVisible(hidden > 0)

    def _show_more(self) -> None:
        had_focus, at = self._more.hasFocus(), self._shown
        self._shown += SHOWN_AT_FIRST * 2
        self.show_lines(self._lines, first={line.key for line in self._lines[at : at + 1]})
        if had_focus and at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        self.more_shown.emit()

    def _press_link(self) -> None:
        self.link_pressed.emit(self.section)

    def _lay_out(self) -> None:
        self._gutter = QWidget(self)
        gutter = QHBoxLayout(self._gutter)
        gutter.setContentsMargins(2, 8, 8, 0)
        gutter.setSpacing(10)
        self._head_column = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head_column.setSpacing(2)
        self._head_column.addWidget(self._head)
        self._head_column.addWidget(self._count)
        self._head_column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._head_column.addStretch(1)
        self._icon_column = QVBoxLayout()
        self._icon_column.addWidget(self._icon)
        self._icon_column.addStretch(1)
        gutter.addLayout(self._icon_column)
        gutter.addLayout(self._head_column, 1)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self._column.setSpacing(0)
        self._to_come = QSpacerItem(0, 0, _ACROSS, QSizePolicy.Policy.Fixed)
        self._column.addItem(self._to_come)
        rows.addLayout(self._column)
        rows.addWidget(self._more)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._rule)
        beside.addLayout(rows, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._gutter)
        self._whole.addLayout(beside, 1)


class _Rule(QWidget):
    """The upright line between a section's name and its rows."""

    def sizeHint(self) -> QSize:
        return QSize(2, 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(2, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 2, self.height(), theme.current().line)
        painter.end()
