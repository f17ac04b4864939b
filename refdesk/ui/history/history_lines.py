"""Lines of the history: when, what, and whom it was about; what was taken back says so."""

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from refdesk import i18n
from refdesk.i18n import _
from refdesk.services.history import HistoryRow
from refdesk.ui import rank_hiding, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import chip, painting
from refdesk.ui.widgets.chip import Tone
from refdesk.ui.widgets.ids_model import PLACEHOLDER, Column, Index
from refdesk.ui.widgets.list_view import LineDelegate

LINE_HEIGHT = 38
WHEN, WHAT, WHO = range(3)
_OWN_CLIENT = "window"


def columns(zone: ZoneInfo, today: date) -> list[Column[HistoryRow]]:
    """Return the columns; days are those of the business."""
    return [
        Column[HistoryRow]("when", _("When"), partial(_when, zone, today), sortable=False),
        Column[HistoryRow]("what", _("What"), _what, spoken=_spoken, sortable=False),
        Column[HistoryRow]("who", _("Person"), _who, sortable=False),
    ]


class HistoryDelegate(LineDelegate):
    """Paints what was done, and at its right whether it was taken back or done without the window."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw one cell."""
        row: HistoryRow | None = self.row_of(index)
        if index.column() == WHO or row is None:
            super().paint_cell(painter, rect, index)
            return
        tokens = theme.current()
        room = rect.adjusted(self.pad, 0, -self.pad, 0)
        if index.column() == WHEN:
            painting.text(painter, room, self._view.columns()[WHEN].words(row), Style.SECOND, tokens.ink2)
            return
        mark = mark_words(row)
        if mark:
            size = chip.tag_size(mark)
            tag = QRect(
                room.right() - size.width(), rect.center().y() - size.height() // 2, size.width(), size.height()
            )
            chip.paint_tag(painter, tag, mark, tone=Tone.PLAIN)
            room.setRight(tag.left() - 8)
        ink = tokens.ink2 if row.undone_by is not None else tokens.ink
        painting.text(painter, room, _what(row) or PLACEHOLDER, Style.BODY, ink)


def mark_words(row: HistoryRow) -> str:
    """Return what is said beside an act: that it was taken back, can no more be, or came by a command; else ""."""
    if row.undone_by is not None:
        return _("taken back")
    if row.is_final:
        return _("erased since")
    return "" if row.client == _OWN_CLIENT else _("by a command")


def _when(zone: ZoneInfo, today: date, row: HistoryRow) -> str:
    there = row.at.astimezone(zone)
    return _("{day}, {time}").format(day=i18n.day_near(there.date(), today), time=i18n.clock(there))


def _what(row: HistoryRow) -> str:
    return rank_hiding.said(row.label)


def _who(row: HistoryRow) -> str:
    return row.who


def _spoken(row: HistoryRow) -> str:
    return ", ".join(filter(None, (_what(row), mark_words(row))))
