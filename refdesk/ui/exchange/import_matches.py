"""Everybody of a file who is already there and of whom it knows something else or more: what becomes of each."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.merging import Choice
from refdesk.i18n import _, ngettext
from refdesk.services import imports
from refdesk.services.desk import Desk
from refdesk.services.imports import Match, Pick, Picks, Prepared, Way
from refdesk.ui import theme
from refdesk.ui.exchange import way_words
from refdesk.ui.exchange.match_detail import MatchDetail
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import label
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.ids_model import Column, IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Surface

_LEAST_HEIGHT = 160
_DETAIL_WIDTH = 372
_ABOVE = 232
_LIKE_ALL = Pick()


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A line of the list: who, and what becomes of them."""

    match: Match
    way: Way
    by_hand: int


class ImportMatches(QWidget):
    """The list with one choice for all, and the fields of the current person beside it; letters choose."""

    def __init__(self, desk: Desk, prepared: Prepared, parent: QWidget, *, room: int) -> None:
        super().__init__(parent)
        self._desk, self._prepared = desk, prepared
        self._matches = prepared.open_matches
        self._all = Way.KEEP_MINE
        self._picks: dict[int, Pick] = {}
        ways: list[tuple[object, str]] = [(way, way_words.words(way)) for way in Way]
        self.for_all = Combo(ways, self, value=self._all)
        self.about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.model = IdsModel[MatchRow](self._fetch, _columns(), self)
        self.view = ListView(self.model, self, name=_("Already there"), line_height=40)
        self.view.setMinimumHeight(max(room - theme.scaled(_ABOVE), _LEAST_HEIGHT))
        self.for_one = Combo(ways, self, name=_("What becomes of this person"), value=self._all)  # Tab: after the list
        self.detail = MatchDetail(self)
        self.side = self._side()
        self._lay_out()
        self.for_all.chosen.connect(self._choose_all)
        self.for_one.chosen.connect(self._choose_one)
        self.view.typed.connect(self._typed)
        self.view.settled.connect(self._settled)
        self.detail.field_chosen.connect(self._choose_field)
        self.model.set_ids(array("q", range(len(self._matches))))
        self.view.setCurrentIndex(self.model.index(0, 0))
        self._show_person(0)
        self._tell_about()

    def picks(self) -> Picks:
        """Return what was chosen."""
        rows = {self._matches[place].at: pick for place, pick in self._picks.items()}
        return Picks(self._all, MappingProxyType(rows))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        count = len(self._matches)
        words = ngettext("{n} person is already there", "{n} people are already there", count)
        column.addWidget(Label(words.format(n=i18n.number(count)), Style.SECTION, self))
        everybody = Field(_("For everybody"), self.for_all, self)
        everybody.setMaximumWidth(theme.scaled(300))
        column.addWidget(everybody)
        column.addWidget(self.about)
        column.addWidget(self.view, 1)
        said = _("Letters choose for the person marked: M keep mine, T take theirs, B keep both, S skip, N add as new.")
        column.addWidget(Label(said, Style.CAPTION, self, ink=Ink.INK2, wrap=True))
        head = self.view.head
        head.setStretchLastSection(True)
        for at, width in enumerate((170, 170)):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            self.view.setColumnWidth(at, width)

    def _side(self) -> QWidget:
        side = Surface(self, ground="sunk")
        side.setFixedWidth(_DETAIL_WIDTH)
        inside = QWidget(side)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Field(_("For this person"), self.for_one, inside))
        column.addWidget(self.detail, 1)
        whole = QHBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollArea(inside, side)
        whole.addWidget(self._scroll)
        return side

    def _fetch(self, places: Sequence[int]) -> Mapping[int, MatchRow]:
        made = {}
        for place in places:
            pick = self._picks.get(place, _LIKE_ALL)
            made[place] = MatchRow(self._matches[place], pick.way or self._all, len(pick.fields))
        return made

    def _choose_all(self, way: object) -> None:
        assert isinstance(way, Way), "the box offers ways"
        self._all = way
        self._picks = {place: replace(pick, way=None) for place, pick in self._picks.items() if pick.fields}
        self.model.forget_rows()
        self._tell_about()
        self._show_person(self.view.current_id())

    def _choose_one(self, way: object) -> None:
        assert isinstance(way, Way), "the box offers ways"
        place = self.view.current_id()
        if place >= 0:
            self._put(place, replace(self._picks.get(place, _LIKE_ALL), way=way))
            self._show_person(place)

    def _choose_field(self, field: str, choice: object) -> None:
        place = self.view.current_id()
        pick = self._picks.get(place, _LIKE_ALL)
        others = {name: each for name, each in pick.fields.items() if name != field}
        fields = others | ({field: choice} if isinstance(choice, Choice) else {})
        self._put(place, replace(pick, fields=MappingProxyType(fields)))

    def _put(self, place: int, pick: Pick) -> None:
        self._picks[place] = pick
        self.model.refresh_rows([place])
        self.model.bring(place, place)

    def _typed(self, letters: str) -> None:
        way = way_words.LETTERS.get(letters[-1:].casefold())
        if way is None:
            return
        self._choose_one(way)
        below = self.view.currentIndex().row() + 1
        if below < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(below, 0))

    def _settled(self, place: int) -> None:
        if self.isVisible():  # the arrows may have rested after the dialog was left
            self._show_person(place)
            self._scroll.verticalScrollBar().setValue(0)

    def _show_person(self, place: int) -> None:
        if not 0 <= place < len(self._matches):
            return
        match, pick = self._matches[place], self._picks.get(place, _LIKE_ALL)
        way = pick.way or self._all
        self.for_one.set_value(way)
        label.explain(self.for_one, way_words.about(way))
        found = self._desk.ask(imports.differences, self._prepared, match)
        why = _("{why}, line {line} of the file").format(why=way_words.why(match.why), line=i18n.number(match.line))
        self.detail.show_person(match.other, why, found, pick.fields, choosable=way.choice is not None)

    def _tell_about(self) -> None:
        said = _("The file says something else or more about them.")
        self.about.setText(f"{said} {way_words.words(self._all)}: {way_words.about(self._all)}")

    def focus(self) -> None:
        """Put the focus on the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _columns() -> list[Column[MatchRow]]:
    made = Column[MatchRow]
    return [
        made("name", _("Name"), _name, sortable=False),
        made("why", _("Known by"), _why, sortable=False),
        made("way", _("Choice"), _way, sortable=False),
    ]


def _name(row: MatchRow) -> str:
    return row.match.other


def _why(row: MatchRow) -> str:
    return way_words.why(row.match.why)


def _way(row: MatchRow) -> str:
    if not row.by_hand or row.way.choice is None:
        return way_words.words(row.way)
    words = ngettext("{way}, {n} field otherwise", "{way}, {n} fields otherwise", row.by_hand)
    return words.format(way=way_words.words(row.way), n=row.by_hand)
