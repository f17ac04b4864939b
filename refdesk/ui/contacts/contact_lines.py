"""The lines of the list of contacts: rank badge, name over what they do, last contact, referrals both ways."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from refdesk import i18n
from refdesk.domain.contact import Status
from refdesk.i18n import _, ngettext
from refdesk.services.contact_list import Column, ContactRow
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import ids_model, marks, painting
from refdesk.ui.widgets.ids_model import Index
from refdesk.ui.widgets.list_view import LineDelegate, ListView

LINE_HEIGHT = 54
INSET = 20
RANK, NAME, LAST, RECEIVED, GIVEN = range(5)
_NONE = "–"
_NAMED_DAYS = 1


def columns(today: date) -> list[ids_model.Column[ContactRow]]:
    """Return the columns of the list."""
    made = ids_model.Column[ContactRow]
    return [
        made(Column.RANK, _("Rank"), _rank_words, _rank_spoken),
        made(Column.NAME, _("Name"), _name_words, _name_spoken),
        made(
            Column.LAST_TOUCH, _("Last contact"), partial(last_words, today=today), partial(_last_spoken, today=today)
        ),
        made(Column.RECEIVED, _("Received"), _received_words, _received_spoken, right=True),
        made(Column.GIVEN, _("Given"), _given_words, _given_spoken, right=True),
    ]


def last_words(row: ContactRow, today: date) -> str:
    """Return how long ago the last contact was: "Yesterday", "12 days", a dash for never."""
    return days_ago(row.last_touch_on, today)


def days_ago(day: date | None, today: date) -> str:
    """Return "Today", "Yesterday" or "12 days"; a dash for never."""
    if day is None:
        return _NONE
    days = (today - day).days
    if days <= _NAMED_DAYS:
        return _("Today") if days <= 0 else _("Yesterday")
    return ngettext("{n} day", "{n} days", days).format(n=i18n.number(days))


def _rank_words(row: ContactRow) -> str:
    return row.rank.value if row.rank else ""


def _rank_spoken(row: ContactRow) -> str:
    return marks.rank_name(_rank_words(row))


def _name_words(row: ContactRow) -> str:
    return row.name.usual


def _name_spoken(row: ContactRow) -> str:
    said = filter(None, (row.name.usual, row.second_line, _status_words(row)))
    return ", ".join(said)


def _status_words(row: ContactRow) -> str:
    words = {Status.ACTIVE: "", Status.INACTIVE: _("inactive"), Status.DECEASED: _("deceased")}
    return words[row.status]


def _last_spoken(row: ContactRow, today: date) -> str:
    if row.last_touch_on is None:
        return _("No contact yet")
    said = _("Last contact: {when}").format(when=last_words(row, today))
    return _("{said}, a word is due").format(said=said) if row.is_overdue else said


def _received_words(row: ContactRow) -> str:
    return i18n.number(row.received) if row.received else _NONE


def _received_spoken(row: ContactRow) -> str:
    return ngettext("{n} referral received", "{n} referrals received", row.received).format(n=row.received)


def _given_words(row: ContactRow) -> str:
    return i18n.number(row.given) if row.given else _NONE


def _given_spoken(row: ContactRow) -> str:
    return ngettext("{n} referral given", "{n} referrals given", row.given).format(n=row.given)


class ContactDelegate(LineDelegate):
    """Paints a contact; the last contact is amber with a full clock when a word is due by the rank."""

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._columns = view.columns()

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row: ContactRow | None = self.row_of(index)
        if row is None:
            super().paint_cell(painter, rect, index)
        elif index.column() == RANK:
            self._paint_rank(painter, rect, row)
        elif index.column() == NAME:
            self._paint_name(painter, rect, row)
        elif index.column() == LAST:
            self._paint_last(painter, rect, row)
        else:
            self._paint_number(painter, rect, row, index.column())

    def lines_of(self, index: Index) -> Sequence[tuple[str, Style]]:
        row: ContactRow | None = self.row_of(index)
        if row is None or index.column() != NAME:
            return ()
        return (row.name.usual, Style.BODY_STRONG), (_second_line(row), Style.CAPTION)

    def _paint_rank(self, painter: QPainter, rect: QRect, row: ContactRow) -> None:
        width, height = theme.scaled(marks.RANK_WIDTH), theme.scaled(marks.RANK_HEIGHT)
        top = rect.top() + (rect.height() - height) // 2
        marks.paint_rank(painter, QRect(rect.left() + INSET, top, width, height), _rank_words(row))

    def _paint_name(self, painter: QPainter, rect: QRect, row: ContactRow) -> None:
        tokens = theme.current()
        left, width = rect.left() + self.pad, rect.width() - self.pad - 4
        second = _second_line(row)
        ink = tokens.ink if row.status is Status.ACTIVE else tokens.ink2
        name_height, second_height = theme.line_height(Style.BODY_STRONG), theme.line_height(Style.CAPTION)
        whole = name_height + (second_height if second else 0)
        top = rect.top() + (rect.height() - whole) // 2
        painting.text(painter, QRect(left, top, width, name_height), row.name.usual, Style.BODY_STRONG, ink)
        if second:
            below = QRect(left, top + name_height, width, second_height)
            painting.text(painter, below, second, Style.CAPTION, tokens.ink2)

    def _paint_last(self, painter: QPainter, rect: QRect, row: ContactRow) -> None:
        tokens = theme.current()
        words = self._columns[LAST].words(row)
        narrow = self._view.isColumnHidden(RECEIVED)
        room = rect.adjusted(self.pad, 0, -20 if narrow else -4, 0)
        style = Style.SECOND_STRONG if row.is_overdue else Style.SECOND
        ink = tokens.amber if row.is_overdue else tokens.ink2
        if narrow:
            room.setLeft(max(room.right() - _width(words, style) - (22 if row.is_overdue else 0), room.left()))
        if row.is_overdue:
            clock = QRect(room.left(), room.center().y() - 7, 15, 15)
            painting.stamp(painter, clock, _paint_due)
            room.setLeft(room.left() + 21)
        painting.text(painter, room, words, style, ink)

    def _paint_number(self, painter: QPainter, rect: QRect, row: ContactRow, column: int) -> None:
        tokens = theme.current()
        number = row.received if column == RECEIVED else row.given
        strong = column == RECEIVED and number > 0
        style, ink = (Style.BODY_STRONG, tokens.ink) if strong else (Style.BODY, tokens.ink2 if number else tokens.ink3)
        words = self._columns[column].words(row)
        painting.text(painter, rect.adjusted(0, 0, -self.pad, 0), words, style, ink, Qt.AlignmentFlag.AlignRight)


def _paint_due(painter: QPainter, clock: QRect) -> None:
    marks.paint_clock(painter, clock, 1.0, theme.current().amber_mark)


def _second_line(row: ContactRow) -> str:
    if row.status is Status.ACTIVE:
        return row.second_line
    return ", ".join(filter(None, (row.second_line, _status_words(row))))


def _width(words: str, style: Style) -> int:
    return QFontMetrics(theme.font(style)).horizontalAdvance(words) + 1
