"""Lines of people with a rank: the list of ranks to look at again, and the top sources."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.services.ranks import ProposedRank, TopSource
from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import marks, painting
from refdesk.ui.widgets.ids_model import Column, Index
from refdesk.ui.widgets.list_view import LineDelegate

LINE_HEIGHT = 54
_ARROW = 16


def proposed_columns() -> list[Column[ProposedRank]]:
    """Return the one column of the ranks to look at."""
    return [Column[ProposedRank]("person", "", _proposed_name, proposed_spoken, sortable=False)]


def proposed_spoken(row: ProposedRank) -> str:
    """Return a line as a screen reader says it: the name comes first."""
    now, then = marks.rank_name(row.rank.value), marks.rank_name(row.proposal.rank.value)
    return _("{name}, {rank} now, {proposed} proposed: {reason}").format(
        name=row.name.usual, rank=now, proposed=then, reason=row.proposal.reason
    )


def _proposed_name(row: ProposedRank) -> str:
    return row.name.usual


class ProposedDelegate(LineDelegate):
    """Paints the rank now, an arrow, the rank proposed, the name and the reason."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the line."""
        row: ProposedRank | None = self.row_of(index)
        if row is None:
            super().paint_cell(painter, rect, index)
            return
        left = _paint_rank(painter, rect.adjusted(self.pad, 0, 0, 0), row.rank.value)
        top = rect.center().y() - _ARROW // 2
        arrow = QRect(left, top, _ARROW, _ARROW)
        icons.paint(painter, "chevron-right", arrow, theme.current().ink2)
        left = _paint_rank(painter, rect.adjusted(left - rect.left() + _ARROW + 8, 0, 0, 0), row.proposal.rank.value)
        since = _since(row)
        room = rect.adjusted(left - rect.left() + 6, 0, -self.pad, 0)
        if since:
            width = QFontMetrics(theme.font(Style.CAPTION)).horizontalAdvance(since)
            painting.text(painter, room, since, Style.CAPTION, theme.current().ink2, Qt.AlignmentFlag.AlignRight)
            room.setRight(room.right() - width - 12)
        _paint_two(painter, room, row.name.usual, row.proposal.reason)

    def lines_of(self, index: Index) -> Sequence[tuple[str, Style]]:
        """Return the name and the reason."""
        row: ProposedRank | None = self.row_of(index)
        return () if row is None else ((row.name.usual, Style.BODY_STRONG), (row.proposal.reason, Style.CAPTION))


def source_columns() -> list[Column[TopSource]]:
    """Return the one column of the top sources."""
    return [Column[TopSource]("person", "", _source_name, source_spoken, sortable=False)]


def source_spoken(row: TopSource) -> str:
    """Return a line as a screen reader says it."""
    rank = marks.rank_name(row.rank.value if row.rank else "")
    return f"{row.name.usual}, {rank}, {sent_words(row)}, {prepared_words(row)}"


def sent_words(row: TopSource) -> str:
    """Return how many they sent."""
    return ngettext("{n} referral", "{n} referrals", row.referrals).format(n=i18n.number(row.referrals))


def prepared_words(row: TopSource) -> str:
    """Return how well those were prepared, as a whole number of five."""
    return _("prepared {n} of 5").format(n=i18n.number(round(row.weight / row.referrals)))


def _source_name(row: TopSource) -> str:
    return row.name.usual


class SourceDelegate(LineDelegate):
    """Paints the rank, the name, how many they sent and how well prepared."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the line."""
        row: TopSource | None = self.row_of(index)
        if row is None:
            super().paint_cell(painter, rect, index)
            return
        left = _paint_rank(painter, rect.adjusted(self.pad, 0, 0, 0), row.rank.value if row.rank else "")
        room = rect.adjusted(left - rect.left() + 6, 0, -self.pad, 0)
        _paint_two(painter, room, row.name.usual, f"{sent_words(row)}, {prepared_words(row)}")

    def lines_of(self, index: Index) -> Sequence[tuple[str, Style]]:
        """Return the name and the counts."""
        row: TopSource | None = self.row_of(index)
        if row is None:
            return ()
        return (row.name.usual, Style.BODY_STRONG), (f"{sent_words(row)}, {prepared_words(row)}", Style.CAPTION)


def _since(row: ProposedRank) -> str:
    return _("since {month}").format(month=i18n.month_year(row.rank_set_on)) if row.rank_set_on else ""


def _paint_rank(painter: QPainter, rect: QRect, rank: str) -> int:
    width, height = theme.scaled(marks.RANK_WIDTH), theme.scaled(marks.RANK_HEIGHT)
    top = rect.top() + (rect.height() - height) // 2
    marks.paint_rank(painter, QRect(rect.left(), top, width, height), rank)
    return rect.left() + width + 8


def _paint_two(painter: QPainter, room: QRect, upper: str, lower: str) -> None:
    tokens = theme.current()
    upper_height, lower_height = theme.line_height(Style.BODY_STRONG), theme.line_height(Style.CAPTION)
    top = room.top() + (room.height() - upper_height - lower_height) // 2
    painting.text(painter, QRect(room.left(), top, room.width(), upper_height), upper, Style.BODY_STRONG, tokens.ink)
    below = QRect(room.left(), top + upper_height, room.width(), lower_height)
    painting.text(painter, below, lower, Style.CAPTION, tokens.ink2)
