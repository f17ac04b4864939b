"""The pairs that look alike: both names, why, and how much; the arrows go from pair to pair."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.services.duplicates import PairRow
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.ids_model import Column, Index
from refdesk.ui.widgets.list_view import LineDelegate
from refdesk.ui.widgets.side_list import SideList

_WIDTHS, _LINE = (248, 312), 68
_LEAST_SURE = 2


class PairList(SideList[PairRow]):
    """`sure_wanted` asks to merge the sure ones."""

    sure_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        column = Column[PairRow]("pair", "", names_of, spoken, sortable=False)
        super().__init__(column, parent, name=_("Pairs that look alike"), line_height=_LINE, widths=_WIDTHS)
        self.view.setItemDelegate(_PairDelegate(self.view))
        self.sure = Button("", self, icon="check")
        self.sure.setToolTip(_("Those with the same name and the same e-mail, phone or birthday. One step to undo."))
        self.sure.clicked.connect(self.sure_wanted)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 12)
        foot.addWidget(self.sure)
        self.column.addLayout(foot)

    def show_pairs(self, pairs: Sequence[tuple[int, PairRow]]) -> None:
        """Show pairs, each with its place among all that were found."""
        self.show_rows(dict(pairs))
        self.count.setText(ngettext("{n} pair", "{n} pairs", len(pairs)).format(n=i18n.number(len(pairs))))
        sure = sum(pair.likeness.is_sure for _place, pair in pairs)
        self.sure.set_words(ngettext("Merge {n} sure one", "Merge {n} sure ones", sure).format(n=i18n.number(sure)))
        self.sure.setVisible(sure >= _LEAST_SURE)

    def places(self) -> list[int]:
        """Return the places of the pairs in the order in which they are listed."""
        return list(self._rows)


class _PairDelegate(LineDelegate):
    """Paints a pair: both names, then what they share; the likeness stands at the right."""

    pad = 20

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row = self.row_of(index)
        if row is None:
            return
        tokens = theme.current()
        room = rect.adjusted(self.pad, 9, -14, -9)
        upper = QRect(room.left(), room.top(), room.width(), theme.line_height(Style.BODY_STRONG))
        score = _score(row)
        mark = QRect(upper.right() - theme.scaled(46), upper.top(), theme.scaled(46), upper.height())
        painting.text(painter, mark, score, Style.CAPTION, tokens.ink3, Qt.AlignmentFlag.AlignRight)
        upper.setRight(mark.left() - 6)
        painting.text(painter, upper, names_of(row), Style.BODY_STRONG, tokens.ink)
        lower = QRect(room.left(), room.bottom() - theme.line_height(Style.SECOND) + 1, room.width(), 0)
        lower.setHeight(theme.line_height(Style.SECOND))
        painting.text(painter, lower, ", ".join(row.reasons), Style.SECOND, tokens.ink2)

    def lines_of(self, index: Index) -> Sequence[tuple[str, Style]]:
        """Return the names and the reasons."""
        row = self.row_of(index)
        return () if row is None else ((names_of(row), Style.BODY_STRONG), (", ".join(row.reasons), Style.SECOND))


def names_of(row: PairRow) -> str:
    """Return both names, or the one that both bear."""
    return row.a_name if row.a_name == row.b_name else f"{row.a_name} / {row.b_name}"


def spoken(row: PairRow) -> str:
    """Return the pair as a screen reader says it."""
    return f"{names_of(row)}, {', '.join(row.reasons)}, {_score(row)}"


def _score(row: PairRow) -> str:
    return _("{n}%").format(n=i18n.number(row.likeness.score))
