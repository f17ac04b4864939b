"""The chips above the list: the saved filters with their counts, and a funnel for the rest."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.services.contact_list import Chip, Counts
from refdesk.ui.widgets import chip as chips
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.roving import Roving

_IN_NARROW = (Chip.ALL, Chip.SOURCES)
_MOST_TAGS = 12


class ContactChips(QWidget):
    """One filter at a time; `narrowed` brings words for the search, such as a tag."""

    chosen = Signal(object)
    narrowed = Signal(str)
    inactive_wanted = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Filters"))
        self._counts = Counts(0, 0, 0, 0, 0, 0)
        self._tags: tuple[str, ...] = ()
        self.with_inactive = False
        self._chips = {each: chips.Chip(words, self) for each, words in _titles().items()}
        self._funnel = chips.Chip("", self, icon="filter", name=_("More filters"), checkable=False)
        self._group = QButtonGroup(self)
        self._lay_out()
        self._chips[Chip.ALL].setChecked(True)
        self._funnel.clicked.connect(self._open_menu)

    def value(self) -> Chip:
        """Return the filter that is on."""
        return next((each for each, button in self._chips.items() if button.isChecked()), Chip.ALL)

    def turn_on(self, wanted: Chip) -> None:
        """Turn a filter on without telling."""
        self._chips[wanted].setChecked(True)

    def choose(self, wanted: Chip) -> None:
        """Turn a filter on, and tell."""
        self.turn_on(wanted)
        self.chosen.emit(wanted)

    def show_counts(self, counts: Counts) -> None:
        """Show how many people stand behind each filter."""
        self._counts = counts
        for each, button in self._chips.items():
            button.set_words(f"{_titles()[each]} {i18n.number(counts.of(each))}")

    def offer_tags(self, tags: tuple[str, ...]) -> None:
        """Offer these tags behind the funnel."""
        self._tags = tags[:_MOST_TAGS]

    def set_narrow(self, *, narrow: bool) -> None:
        """Keep only the chips that fit; the others are behind the funnel."""
        for each, button in self._chips.items():
            button.setVisible(not narrow or each in _IN_NARROW or button.isChecked())

    def menu(self) -> Menu:
        """Return the menu of the funnel."""
        menu = Menu(self, name=_("More filters"))
        for each, button in self._chips.items():
            if button.isHidden():
                menu.add(_titles()[each], partial(self.choose, each), aside=i18n.number(self._counts.of(each)))
        if self._counts.unranked:
            menu.add(_("Not ranked yet"), partial(self.narrowed.emit, "rank:none"),
                     aside=i18n.number(self._counts.unranked))  # fmt: skip
        for tag in self._tags:
            menu.add(tag, partial(self.narrowed.emit, f'tag:"{tag}"'), aside=_("tag"))
        if menu.actions():
            menu.addSeparator()
        menu.add(_("Show inactive people too"), self._turn_inactive, aside=i18n.number(self._counts.inactive),
                 checked=self.with_inactive)  # fmt: skip
        return menu

    def _lay_out(self) -> None:
        flow = Flow(self, spacing=6)  # larger text takes a second line
        for each, button in self._chips.items():
            self._group.addButton(button)
            flow.addWidget(button)
            button.clicked.connect(partial(self._picked, each))
        flow.addWidget(self._funnel)
        roving = Roving(self)
        roving.set_members([*self._chips.values(), self._funnel])

    def _picked(self, chip: Chip, _on: bool = False) -> None:
        self.chosen.emit(chip)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._funnel.mapToGlobal(QPoint(0, self._funnel.height() + 4)))

    def _turn_inactive(self) -> None:
        self.with_inactive = not self.with_inactive
        self.inactive_wanted.emit(self.with_inactive)


def _titles() -> dict[Chip, str]:
    return {
        Chip.ALL: _("All"),
        Chip.SOURCES: _("Sources"),
        Chip.CLIENTS: _("Clients"),
        Chip.DUE: _("Word due"),
    }
