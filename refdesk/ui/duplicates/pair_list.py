"""The pairs that look alike: both names, why, and how much; the arrows go from pair to pair."""

from collections.abc import Mapping, Sequence

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
from refdesk.ui.widgets.ids_model import PAGE, Column, IdsModel, Index
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import LineDelegate, ListView
from refdesk.ui.widgets.surfaces import Hairline, Surface

WIDTH = 312
_LEAST_WIDTH, _SHARE = 248, 0.26
_LINE = 68
_LEAST_SURE = 2


class PairList(Surface):
    """`pair_wanted` brings the place of the pair that the arrows rest on, `sure_wanted` asks to merge the sure ones."""

    pair_wanted = Signal(int)
    entered = Signal()
    sure_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk")
        self._rows: dict[int, PairRow] = {}
        self.count = Label("", Style.SECTION, self)
        columns = [Column[PairRow]("pair", "", names_of, spoken, sortable=False)]
        self._model: IdsModel[PairRow] = IdsModel(self._fetch, columns, self)
        self.view = ListView(self._model, self, name=_("Pairs that look alike"), line_height=_LINE)
        self.view.setItemDelegate(_PairDelegate(self.view))
        self.view.horizontalHeader().hide()
        self.sure = Button("", self, icon="check")
        self._lay_out()
        self.view.settled.connect(self.pair_wanted)
        self.view.entered_line.connect(self._enter)
        self.sure.clicked.connect(self.sure_wanted)

    def fit(self, room: int) -> None:
        """Take a quarter of the room, and no more than the list needs."""
        self.setFixedWidth(max(_LEAST_WIDTH, min(theme.scaled(WIDTH), round(room * _SHARE))))

    def show_pairs(self, pairs: Sequence[tuple[int, PairRow]]) -> None:
        """Show pairs, each with its place among all that were found."""
        self._rows = dict(pairs)
        self._model.set_ids(self._rows, self._fetch(list(self._rows)[:PAGE]))
        self.count.setText(ngettext("{n} pair", "{n} pairs", len(pairs)).format(n=i18n.number(len(pairs))))
        sure = sum(pair.likeness.is_sure for pair in self._rows.values())
        self.sure.set_words(ngettext("Merge {n} sure one", "Merge {n} sure ones", sure).format(n=i18n.number(sure)))
        self.sure.setVisible(sure >= _LEAST_SURE)

    def places(self) -> list[int]:
        """Return the places of the pairs in the order in which they are listed."""
        return list(self._rows)

    def go_to(self, place: int) -> None:
        """Make a pair the current one."""
        self.view.go_to(place)

    def _fetch(self, places: Sequence[int]) -> Mapping[int, PairRow]:
        return {place: self._rows[place] for place in places if place in self._rows}

    def _enter(self, _place: int) -> None:
        self.entered.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 12, 0)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(Hairline(self))
        column.addWidget(self.view, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 12)
        foot.addWidget(self.sure)
        column.addLayout(foot)
        self.sure.setToolTip(_("Those with the same name and the same e-mail, phone or birthday. One step to undo."))


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
