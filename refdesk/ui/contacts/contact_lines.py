"""The lines of the list of contacts: rank badge, name over what they do, last contact, referrals both ways."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from refdesk.domain.contact import Status
from refdesk.services.contact_list import ContactRow
from refdesk.ui import theme
from refdesk.ui.contacts import contact_columns
from refdesk.ui.theme import Style
from refdesk.ui.widgets import marks, painting
from refdesk.ui.widgets.ids_model import Index
from refdesk.ui.widgets.list_view import LineDelegate, ListView

LINE_HEIGHT = 54
INSET = 20
RANK, NAME, LAST, RECEIVED, GIVEN = range(5)
"""The places of the columns that are painted in their own way."""
Place = tuple[int, int, int, int]


class ContactDelegate(LineDelegate):
    """Paints a contact; the last contact is amber with a full clock when a word is due by the rank."""

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._columns = view.columns()
        self._writing = painting.Writing()
        self._heights = self._badge = (0, 0)
        self.first = RANK
        """The column that begins the line."""
        self.is_narrow = False
        """Whether the last contact stands at the right, without a head over it."""

    def paint_lines(
        self, painter: QPainter, first: QRect, positions: range, columns: Sequence[tuple[int, int, int]]
    ) -> None:  # fmt: skip
        self._writing = painting.Writing()
        self._heights = theme.line_height(Style.BODY_STRONG), theme.line_height(Style.CAPTION)
        self._badge = theme.scaled(marks.RANK_WIDTH), theme.scaled(marks.RANK_HEIGHT)
        super().paint_lines(painter, first, positions, columns)
        self._writing.draw(painter)
        self._writing = painting.Writing()  # what is painted is not kept

    def paint_cells(
        self, painter: QPainter, line: QRect, position: int, columns: Sequence[tuple[int, int, int]]
    ) -> None:  # fmt: skip
        row: ContactRow | None = self._view.row_at(position)
        if row is None:
            super().paint_cells(painter, line, position, columns)
            return
        top, height = line.top(), line.height()
        for number, left, width in columns:
            place = (left, top, width, height)
            if number == RANK:
                self._paint_rank(painter, place, row)
            elif number == NAME:
                self._write_name(self._up_to_last(place, columns, row), row)
            elif number == LAST:
                self._paint_last(painter, place, row)
            elif number in (RECEIVED, GIVEN):
                self._write_number(place, row, number)
            else:
                room = QRect(*place).adjusted(self._inset(number), 0, 0, 0)
                self.paint_cell(painter, room, self._view.model().index(position, number))

    def _inset(self, column: int) -> int:
        return INSET - self.pad if column == self.first else 0

    def lines_of(self, index: Index) -> Sequence[tuple[str, Style]]:
        row: ContactRow | None = self.row_of(index)
        if row is None or index.column() != NAME:
            return ()
        return (row.name.usual, Style.BODY_STRONG), (_second_line(row), Style.CAPTION)

    def _paint_rank(self, painter: QPainter, place: Place, row: ContactRow) -> None:
        left, top, _width, room = place
        width, height = self._badge
        box = QRect(left + self.pad + self._inset(RANK), top + (room - height) // 2, width, height)
        marks.paint_rank(painter, box, contact_columns.rank_words(row))

    def _up_to_last(self, place: Place, columns: Sequence[tuple[int, int, int]], row: ContactRow) -> Place:
        """Return the room of a name: in a narrow list all that the words of the last contact at its right leave."""
        left, top, width, height = place
        last = next(((begin, top, room, height) for number, begin, room in columns if number == LAST), None)
        if not self.is_narrow or last is None or last[0] != left + width:
            return place
        return left, top, max(self._last_begins(last, row) - left - self.pad, width), height

    def _write_name(self, place: Place, row: ContactRow) -> None:
        tokens = theme.current()
        left, top, width, height = place
        pad = self.pad + self._inset(NAME)
        second = _second_line(row)
        ink = tokens.ink if row.status is Status.ACTIVE else tokens.ink2
        name_height, second_height = self._heights
        whole = name_height + (second_height if second else 0)
        top += (height - whole) // 2
        left, width = left + pad, width - pad - 4
        self._writing.add((left, top, width, name_height), row.name.usual, Style.BODY_STRONG, ink)
        if second:
            below = (left, top + name_height, width, second_height)
            self._writing.add(below, second, Style.CAPTION, tokens.ink2)

    def _last_begins(self, place: Place, row: ContactRow) -> int:
        """Return where the last contact begins; in a narrow list its words stand at the right."""
        begin, _top, width, _height = place
        left = begin + self.pad + self._inset(LAST)
        if not self.is_narrow:
            return left
        style = Style.SECOND_STRONG if row.is_overdue else Style.SECOND
        words = _width_of(self._columns[LAST].words(row), style) + (22 if row.is_overdue else 0)
        return max(begin + width - 20 - 1 - words, left)

    def _paint_last(self, painter: QPainter, place: Place, row: ContactRow) -> None:
        tokens = theme.current()
        words = self._columns[LAST].words(row)
        begin, top, width, height = place
        left, end = self._last_begins(place, row), begin + width - (20 if self.is_narrow else 4)
        style = Style.SECOND_STRONG if row.is_overdue else Style.SECOND
        ink = tokens.amber if row.is_overdue else tokens.ink2
        if row.is_overdue:
            painting.stamp(painter, QRect(left, top + (height - 1) // 2 - 7, 15, 15), _paint_due)
            left += 21
        self._writing.add((left, top, end - left, height), words, style, ink)

    def _write_number(self, place: Place, row: ContactRow, column: int) -> None:
        tokens = theme.current()
        left, top, width, height = place
        number = row.received if column == RECEIVED else row.given
        strong = column == RECEIVED and number > 0
        style, ink = (Style.BODY_STRONG, tokens.ink) if strong else (Style.BODY, tokens.ink2 if number else tokens.ink3)
        words = self._columns[column].words(row)
        room = (left, top, width - self.pad, height)
        self._writing.add(room, words, style, ink, Qt.AlignmentFlag.AlignRight)


def _paint_due(painter: QPainter, clock: QRect) -> None:
    marks.paint_clock(painter, clock, 1.0, theme.current().amber_mark)


def _second_line(row: ContactRow) -> str:
    if row.status is Status.ACTIVE:
        return row.second_line
    return ", ".join(filter(None, (row.second_line, contact_columns.status_words(row))))


def _width_of(words: str, style: Style) -> int:
    return QFontMetrics(theme.font(style)).horizontalAdvance(words) + 1
