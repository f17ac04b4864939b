"""What is there to do about ranks: the button at the head of the list, and lines of its menu."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import ranks, sorting
from refdesk.services.desk import Desk
from refdesk.ui import timers
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

LOOK_AFTER_MS = 400
"""So long after the last change it is counted again: a round of fifty keys is not counted fifty times."""


@dataclass(frozen=True, slots=True)
class RankCounts:
    """How many have no rank yet, and how many ranks no longer fit."""

    unranked: int
    to_look_at: int


class RankActs(QWidget):
    """Shows "Sort 9 new" while somebody has no rank; the rest stands in the menu of the list."""

    sorting_wanted = Signal()
    look_again_wanted = Signal()
    forgotten_wanted = Signal()
    top_sources_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._counts = RankCounts(0, 0)
        self._narrow = False
        self.sort_new = Button("", self, icon="list-checks")
        self.sort_new.clicked.connect(self.sorting_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sort_new)
        self._soon = timers.once(self, LOOK_AFTER_MS, self._count)
        self._show(self._counts)

    def look(self) -> None:
        """Count again, a moment after the last change."""
        self._soon.start()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the button to the menu where there is no room beside the title."""
        self._narrow = narrow
        self._show(self._counts)

    def add_to(self, menu: Menu) -> None:
        """Add what can be done about ranks to the menu of the list."""
        if self._counts.unranked:
            menu.add(sort_words(self._counts.unranked, "…"), self.sorting_wanted.emit, icon="list-checks")
        menu.add(look_words(self._counts.to_look_at), self.look_again_wanted.emit)
        menu.add(_("People you may have forgotten…"), self.forgotten_wanted.emit)
        menu.add(_("Top sources…"), self.top_sources_wanted.emit)

    def _count(self) -> None:
        work = partial(_counted, self._workplace.desk)
        self._workplace.jobs.start(work, then=self._show, failed=self._workplace.show_fault)

    def _show(self, counts: RankCounts) -> None:
        self._counts = counts
        self.sort_new.set_words(sort_words(counts.unranked))
        self.setVisible(bool(counts.unranked) and not self._narrow)


def sort_words(count: int, end: str = "") -> str:
    """Return "Sort 9 new", with dots in a menu."""
    return ngettext("Sort {n} new", "Sort {n} new", count).format(n=i18n.number(count)) + end


def look_words(count: int) -> str:
    """Return what the menu says about ranks that were set a while ago."""
    if not count:
        return _("Look at ranks again…")
    return ngettext("{n} rank to look at…", "{n} ranks to look at…", count).format(n=i18n.number(count))


def _counted(desk: Desk, progress: Progress) -> RankCounts:
    found = desk.ask(ranks.to_look_at, today=desk.today(), zone=desk.zone, progress=progress)
    return RankCounts(desk.ask(sorting.waiting), len(found))
