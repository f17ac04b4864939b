"""All that filters the list of contacts beside its search box: chips, the panel of the funnel, saved filters."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import search
from refdesk.domain.search import Search
from refdesk.i18n import _
from refdesk.services import saved_filters
from refdesk.services.contact_list import Filter
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui import rank_hiding
from refdesk.ui.contacts import filter_words, list_loading
from refdesk.ui.contacts.contact_chips import ContactChips
from refdesk.ui.contacts.doing import Doing
from refdesk.ui.contacts.filter_line import FilterLine
from refdesk.ui.contacts.filter_name_dialog import FilterNameDialog
from refdesk.ui.contacts.filter_panel import FilterPanel
from refdesk.ui.contacts.list_loading import Loaded
from refdesk.ui.workplace import Workplace


class ContactFilters(QWidget):
    """Holds what is filtered by, apart from the words typed."""

    changed = Signal()
    cleared = Signal()
    """Everything is to be shown: the words typed are taken away too."""
    saved_chosen = Signal(object)
    """A `SavedFilter` that brings its own words and order."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._doing = Doing(workplace, self)
        self._shown = Filter()
        self._tags: Sequence[str] = ()
        self._saved: tuple[SavedFilter, ...] = ()
        self._typed = ""
        self._panel: FilterPanel | None = None
        self.wanted = Search()
        self.chips = ContactChips(self)
        self.line = FilterLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chips)
        column.addWidget(self.line)
        self._connect()

    def take(self, wanted: Search) -> None:
        """Filter by this, and tell."""
        if wanted != self.wanted:
            self.set_wanted(wanted)
            self.changed.emit()

    def set_wanted(self, wanted: Search) -> None:
        """Filter by this, without telling."""
        self.wanted = wanted
        self.chips.show_wanted(wanted)

    def show_filter(self, shown: Filter, typed: str) -> None:
        """Say what the list shows now; `typed` is what stands in the search box."""
        self._shown, self._typed = shown, typed
        here = next((each for each in self._saved if self._is_here(each)), None)
        self.line.show_filter(typed, self.wanted, tags=self._tags, here=here)

    def show_loaded(self, loaded: Loaded) -> None:
        """Show the counts, and offer the tags and saved filters there are."""
        self._tags, self._saved = loaded.tags, loaded.saved
        self.chips.show_counts(loaded.counts)
        self.chips.show_saved(loaded.saved)
        self.show_filter(self._shown, self._typed)

    def open_panel(self) -> FilterPanel:
        """Open the panel under the funnel; its counts follow by a job."""
        panel = FilterPanel(self.wanted, self._tags, self._saved, self)
        panel.chosen.connect(self.take)
        panel.saved_chosen.connect(self.saved_chosen)
        panel.destroyed.connect(self._forget_panel)
        self._panel = panel
        panel.open_below(self.chips.funnel)
        work = partial(list_loading.numbers, self._workplace.desk)
        self._workplace.jobs.start(work, then=panel.show_counts, failed=self._workplace.show_fault)
        return panel

    def ask_name(self) -> FilterNameDialog:
        """Ask under which name the present filter is kept."""
        words = search.words(search.parse(self._shown.text))
        kept = SavedFilter("", words, self._shown.sort, self._shown.descending)
        dialog = FilterNameDialog(self._workplace, self, wanted=kept, said=self._said(words))
        dialog.open()
        return dialog

    def _said(self, words: str) -> str:
        meant = search.parse(words)
        typed = f"“{meant.text}”" if meant.text else ""
        return " · ".join(filter(None, (filter_words.said(meant, self._tags), typed)))

    def _is_here(self, kept: SavedFilter) -> bool:
        shown = self._shown
        return kept == SavedFilter(kept.name, search.words(search.parse(shown.text)), shown.sort, shown.descending)

    def _rename(self, name: str) -> None:
        kept = next(each for each in self._saved if each.name == name)
        FilterNameDialog(self._workplace, self, wanted=kept, said=self._said(kept.words), old=name).open()

    def _remove(self, name: str) -> None:
        self._doing.do(_("Filter “{name}” removed").format(name=name), saved_filters.remove, name)

    def _forget_panel(self) -> None:
        self._panel = None

    def _connect(self) -> None:
        self.chips.chosen.connect(self.take)
        self.chips.saved_chosen.connect(self.saved_chosen)
        self.chips.funnel_pressed.connect(self.open_panel)
        self.line.cleared.connect(self.cleared)
        self.line.save_wanted.connect(self.ask_name)
        self.line.rename_wanted.connect(self._rename)
        self.line.remove_wanted.connect(self._remove)
        rank_hiding.shared().changed.connect(self._say_again)

    def _say_again(self) -> None:
        self.show_filter(self._shown, self._typed)
