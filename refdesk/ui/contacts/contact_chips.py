"""The chips above the list: the usual filters with their counts, the saved ones, and a funnel for the rest."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import search
from refdesk.domain.search import Search, Trait
from refdesk.i18n import _
from refdesk.services.contact_list import Counts
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui.contacts import filter_words
from refdesk.ui.widgets import chip as chips
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.roving import Roving

TRAITS = (Trait.SOURCE, Trait.CLIENT, Trait.DUE)
MOST_SAVED = 4
_IN_NARROW = (Trait.SOURCE,)


class ContactChips(QWidget):
    """Each chip adds its filter or takes it away; All takes everything away."""

    chosen = Signal(object)
    """A `Search` without words: what is to be filtered by."""
    saved_chosen = Signal(object)
    funnel_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Filters"))
        self._wanted = Search()
        self._narrow = False
        self._saved: tuple[SavedFilter, ...] = ()
        self._everybody = chips.Chip(_("All"), self)
        self._traits = {trait: chips.Chip(filter_words.traits()[trait], self) for trait in TRAITS}
        self._of_saved: list[chips.Chip] = []
        self.funnel = chips.Chip("", self, icon="filter", name=_("More filters"), checkable=False)
        self._flow = Flow(self, spacing=6)  # larger text takes a second line
        for each in (self._everybody, *self._traits.values(), self.funnel):
            self._flow.addWidget(each)
        self._roving = Roving(self)
        self._everybody.clicked.connect(self._pick_everybody)
        for trait, button in self._traits.items():
            button.clicked.connect(partial(self._pick, trait))
        self.funnel.clicked.connect(self.funnel_pressed)
        self._set_members()
        self.show_wanted(Search())

    def show_wanted(self, wanted: Search) -> None:
        """Show what the list is filtered by, without telling."""
        self._wanted = wanted
        self._everybody.setChecked(wanted == Search())
        for trait, button in self._traits.items():
            button.setChecked(trait in wanted.traits)
        for kept, button in zip(self._saved, self._of_saved, strict=False):
            button.setChecked(self._is_on(kept))
        self._fit()

    def show_counts(self, counts: Counts) -> None:
        """Show how many people stand behind each filter."""
        numbers = {Trait.SOURCE: counts.sources, Trait.CLIENT: counts.clients, Trait.DUE: counts.due}
        self._everybody.set_words(f"{_('All')} {i18n.number(counts.all)}")
        for trait, button in self._traits.items():
            button.set_words(f"{filter_words.traits()[trait]} {i18n.number(numbers[trait])}")

    def show_saved(self, saved: Sequence[SavedFilter]) -> None:
        """Offer the first saved filters; all of them stand behind the funnel."""
        if tuple(saved) == self._saved:
            return
        self._saved = tuple(saved)
        for old in self._of_saved:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._of_saved = []
        self._flow.removeWidget(self.funnel)
        for kept in self._saved[:MOST_SAVED]:
            button = chips.Chip(kept.name, self)
            button.clicked.connect(partial(self._pick_saved, kept))
            self._flow.addWidget(button)
            button.show()
            self._of_saved.append(button)
        self._flow.addWidget(self.funnel)
        self._set_members()
        self.show_wanted(self._wanted)

    def set_narrow(self, *, narrow: bool) -> None:
        """Keep only the chips that fit; the others are behind the funnel."""
        self._narrow = narrow
        self.funnel.set_words(_("Filter") if narrow else "")
        self.funnel.setAccessibleName(_("More filters"))
        self._fit()

    def _fit(self) -> None:
        for trait, button in self._traits.items():
            button.setVisible(not self._narrow or trait in _IN_NARROW or button.isChecked())
        for button in self._of_saved:
            button.setVisible(not self._narrow or button.isChecked())

    def _set_members(self) -> None:
        self._roving.set_members([self._everybody, *self._traits.values(), *self._of_saved, self.funnel])

    def _pick(self, trait: Trait) -> None:
        traits = self._wanted.traits | {trait} if trait not in self._wanted.traits else self._wanted.traits - {trait}
        self.chosen.emit(replace(self._wanted, traits=traits))

    def _pick_everybody(self) -> None:
        self._everybody.setChecked(True)
        self.chosen.emit(Search())

    def _pick_saved(self, kept: SavedFilter) -> None:
        if self._is_on(kept):
            self.chosen.emit(Search())
        else:
            self.saved_chosen.emit(kept)

    def _is_on(self, kept: SavedFilter) -> bool:
        return self._wanted != Search() and replace(search.parse(kept.words), text="") == self._wanted
