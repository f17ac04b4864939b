"""What became of each row of a file that was imported: nothing is left out."""

from array import array
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.services.imports import ImportReport, Outcome, RowReport
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.buttons import Kind as ButtonKind
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.ids_model import Column, IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.roving import Roving

_LEAST_HEIGHT = 260


class Became(StrEnum):
    """What became of a row, as people see it."""

    ADDED = "added"
    FILLED = "filled"
    THERE = "there"
    UNREAD = "unread"


class ImportReportView(QWidget):
    """Counts above, every row below, the rows that need a look first; the list is `room` high.

    `save_wanted` comes from the button that writes the report into a file.
    """

    save_wanted = Signal()

    def __init__(self, report: ImportReport, parent: QWidget, *, room: int) -> None:
        super().__init__(parent)
        self._rows = [row for file in report.files for row in file.rows]
        self.model = IdsModel[RowReport](self._fetch, _columns(), self)
        self.view = ListView(self.model, self, name=_("Rows of the file"), line_height=36)
        self.view.setMinimumHeight(max(room, _LEAST_HEIGHT))
        self._group = QButtonGroup(self)
        self.chips = self._make_chips()
        self._lay_out()
        first = next(
            (each for each in (Became.UNREAD, Became.FILLED, Became.THERE, Became.ADDED) if self._places(each)), None
        )
        self._show(first)
        if first is not None:
            self.chips[first].setChecked(True)

    def _make_chips(self) -> dict[Became | None, Chip]:
        titles: dict[Became | None, str] = {
            None: _("All rows"),
            Became.ADDED: _("Added"),
            Became.FILLED: _("Filled in"),
            Became.THERE: _("Already there"),
            Became.UNREAD: _("Not readable"),
        }
        made = {}
        for became, words in titles.items():
            chip = Chip(f"{words} {i18n.number(len(self._places(became)))}", self)
            chip.clicked.connect(partial(self._picked, became))
            self._group.addButton(chip)
            made[became] = chip
        made[None].setChecked(True)
        Roving(self).set_members(list(made.values()))
        return made

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        save = Button(_("Save report as CSV…"), self, kind=ButtonKind.QUIET, size=Size.ROW)
        save.clicked.connect(self.save_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        added = len(self._places(Became.ADDED))
        words = ngettext("{n} contact added", "{n} contacts added", added).format(n=i18n.number(added))
        if filled := len(self._places(Became.FILLED)):
            more = ngettext("{n} filled in", "{n} filled in", filled).format(n=i18n.number(filled))
            words = f"{words}, {more}"
        top = QHBoxLayout()
        top.addWidget(Label(words, Style.SECTION, self), 1)
        top.addWidget(save)
        column.addLayout(top)
        said = _("Every row of the file is listed here.")
        if added or filled:
            said = _("Every row of the file is listed here. Ctrl+Z takes the whole import back.")
        column.addWidget(Label(said, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        column.addLayout(chips)
        column.addWidget(self.view, 1)
        head = self.view.head
        head.setStretchLastSection(True)
        for at, width in enumerate((76, 220, 120)):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            self.view.setColumnWidth(at, theme.scaled(width))

    def _picked(self, became: Became | None, _on: bool = False) -> None:
        self._show(became)

    def _show(self, became: Became | None) -> None:
        self.model.set_ids(array("q", self._places(became)))

    def _places(self, became: Became | None) -> list[int]:
        return [at for at, row in enumerate(self._rows) if became is None or became_of(row) is became]

    def _fetch(self, places: Sequence[int]) -> Mapping[int, RowReport]:
        return {place: self._rows[place] for place in places}


def became_of(row: RowReport) -> Became:
    """Return what became of a row; one that repeats somebody names them, one that cannot be read names nobody."""
    if row.outcome is Outcome.ADDED:
        return Became.ADDED
    if row.outcome is Outcome.MERGED:
        return Became.FILLED
    return Became.THERE if row.name else Became.UNREAD


def _columns() -> list[Column[RowReport]]:
    made = Column[RowReport]
    return [
        made("line", _("Line"), _line, right=True, sortable=False),
        made("name", _("Name"), _name, sortable=False),
        made("became", _("What became"), _became, sortable=False),
        made("reason", _("Reason"), _reason, sortable=False),
    ]


def _line(row: RowReport) -> str:
    return i18n.number(row.line)


def _name(row: RowReport) -> str:
    return row.name or "–"


def _became(row: RowReport) -> str:
    words = {
        Became.ADDED: _("added"),
        Became.FILLED: _("filled in"),
        Became.THERE: _("already there"),
        Became.UNREAD: _("not readable"),
    }
    return words[became_of(row)]


def _reason(row: RowReport) -> str:
    return row.reason
