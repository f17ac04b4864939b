"""The left part of Contacts: title with the count, search, chips, and the list itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import search
from refdesk.domain.changes import Changes
from refdesk.domain.search import Search
from refdesk.i18n import _
from refdesk.services import contact_list
from refdesk.services.contact_list import Column, ContactRow, Filter
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui import rank_hiding, theme, timers
from refdesk.ui.contacts import contact_columns, contact_lines, filter_words, list_loading
from refdesk.ui.contacts.column_choice import ColumnChoice
from refdesk.ui.contacts.contact_filters import ContactFilters
from refdesk.ui.contacts.kept_person import KeptPerson
from refdesk.ui.contacts.list_loading import FirstPage, Loaded
from refdesk.ui.contacts.many_bar import ManyBar
from refdesk.ui.contacts.rank_acts import RankActs
from refdesk.ui.contacts.rank_order import RankOrder
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import label, surfaces
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.ids_model import IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace

NARROW_BELOW = 430
ALL_IDS_AFTER_MS = 150
_UNFILTERED = (Search(), Search(with_inactive=True))
LETTERS_FORGOTTEN_MS = 1000
READY_AFTER_MS = 600
_LARGEST_FIRST = frozenset({Column.RECEIVED, Column.GIVEN})


class ContactListPane(QWidget):
    """Shows the people that search and chips name. The first page is there at once, the rest follows by a job."""

    person_chosen = Signal(int)
    """The person on whom the arrows rest; -1 for nobody."""
    person_entered = Signal(int)
    counted = Signal(int)
    add_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    duplicates_wanted = Signal()
    export_chosen_wanted = Signal(list)
    cards_wanted = Signal(list)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._shown = Filter(text="\0")
        self._letters = ""
        self._pending = 0
        self._asked = self._whole = 0
        self._count = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.rank_acts = RankActs(workplace, self)
        self._sort_button = IconButton("arrow-up-down", _("Sort by"), self)
        self._more = IconButton("ellipsis", _("More about the list"), self)
        self.search = SearchEdit(self, name=_("Search contacts"), hint=_("Name, work, place or note"))
        label.explain(self.search, filter_words.help_of_search())
        self.filters = ContactFilters(workplace, self)
        self.model = IdsModel[ContactRow](self._fetch, contact_columns.columns(workplace.desk.today()), self)
        self.view = ListView(self.model, self, name=_("Contacts"), line_height=contact_lines.LINE_HEIGHT, marks=True)
        self._kept = KeptPerson(self.view)
        self._rank_order = RankOrder(self._sort)
        delegate = contact_lines.ContactDelegate(self.view)
        self.view.setItemDelegate(delegate)
        self.columns = ColumnChoice(self.view, delegate)
        self._filter = self.columns.everybody()
        assert self.view.marking is not None, "the list marks lines"
        self.marking = self.view.marking
        self.many = ManyBar(workplace, self.marking, self)
        self._no_match = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._edge = Hairline(self)
        self._all_soon = timers.once(self, ALL_IDS_AFTER_MS, self._load_all)
        self._forget = timers.once(self, LETTERS_FORGOTTEN_MS, self._forget_letters)
        timers.once(self, READY_AFTER_MS, self._get_ready).start()
        self._lay_out()
        self._connect()
        theme.follow(self._fit)

    def refresh(self) -> None:
        """Load again what is shown; the selection stays with its person."""
        if self._shown != self._filter:
            self._show_first_page(then_all_at_once=True)
        else:
            self._load_all()

    def apply_changes(self, changes: Changes) -> None:
        """Load lines, or the whole list when people came or went or the order may be another."""
        if not self._is_order_kept(changes):
            self.refresh()
            return
        self.model.refresh_rows(changes.changed_ids("contact"))

    def go_to(self, contact_id: int) -> None:
        """Show a person, taking filters away that hide them."""
        if self.view.go_to(contact_id):
            return
        self._pending = contact_id
        if not self.is_unfiltered():
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self.filters.set_wanted(Search())
            self._filter = replace(self._filter, text="")
            self.filters.show_filter(self._filter, "")
        self._load_all()

    @property
    def is_on_the_way(self) -> bool:
        """Tell whether the list is still to find somebody it was sent to, or whom it is to keep in another order."""
        return bool(self._pending) or self._kept.is_awaited

    def focus_search(self) -> None:
        """Begin to type what is looked for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def is_unfiltered(self) -> bool:
        """Say whether the list hides nobody who is active."""
        return search.parse(self._filter.text) in _UNFILTERED

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, ContactRow]:
        return list_loading.rows(self._workplace.desk, ids, self.columns.shown())

    def _is_order_kept(self, changes: Changes) -> bool:
        came_or_went = changes.came_or_went("contact")
        return not came_or_went and self._filter.sort is Column.NAME and not self._filter.text

    def _show_first_page(self, *, then_all_at_once: bool = False) -> None:
        work = partial(list_loading.first, self._workplace.desk, self._filter, self.columns.shown())
        self._asked += 1
        then = partial(self._take_first, then_all_at_once, self._asked)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    def _take_first(self, then_all_at_once: bool, asked: int, first: FirstPage) -> None:
        # Answers pass each other: one page must not take the place of the whole list that was asked for later.
        if first.wanted != self._filter or asked < self._whole:
            return
        self._shown = first.wanted
        self.model.set_ids(first.ids, first.rows)
        self._show_whether_empty()
        self._kept.bring(is_last=False)
        self._choose_somebody()
        if then_all_at_once:
            self._load_all()
        else:
            self._all_soon.start()

    def _load_all(self) -> None:
        self._all_soon.stop()
        work = partial(list_loading.everything, self._workplace.desk, self._filter, self.columns.shown())
        self._asked += 1
        self._workplace.jobs.start(work, then=partial(self._take, self._asked), failed=self._workplace.show_fault)

    def _take(self, asked: int, loaded: Loaded) -> None:
        self.filters.show_loaded(loaded)
        self._count.setText(i18n.number(loaded.counts.all))
        self.counted.emit(loaded.counts.all + loaded.counts.inactive)
        if loaded.wanted != self._filter:
            return
        self._shown = loaded.wanted
        self._whole = max(self._whole, asked)
        place = max(self.view.currentIndex().row(), 0)
        if loaded.ids != self.model.ids():
            self.model.set_ids(loaded.ids, loaded.rows)
        else:
            self.model.forget_rows(loaded.rows)
        self.marking.keep_to(loaded.ids)
        self._show_whether_empty()
        self._go_to_pending()
        self._kept.bring(is_last=True)
        self._choose_somebody(place)

    def _get_ready(self) -> None:
        """Write the questions of a search while nobody waits, so that the first letter typed waits no longer."""
        work = partial(list_loading.get_ready, self._workplace.desk, self._filter, self.columns.shown())
        self._workplace.jobs.start(work, then=_nothing, failed=self._workplace.show_fault)

    def _go_to_pending(self) -> None:
        pending, self._pending = self._pending, 0
        if not pending or self.view.go_to(pending) or self.filters.wanted.with_inactive:
            return
        # Whoever is on no list any more is found among the inactive.
        self._pending = pending
        self.filters.set_wanted(replace(self.filters.wanted, with_inactive=True))
        self._filter = replace(self._filter, text=self._words())
        self.filters.show_filter(self._filter, "")
        self._load_all()

    def _choose_somebody(self, place: int = 0) -> None:
        if self.view.currentIndex().isValid() or self.is_on_the_way:
            return
        if not self.model.rowCount():
            self.person_chosen.emit(-1)
            return
        self.view.setCurrentIndex(self.model.index(min(place, self.model.rowCount() - 1), 0))

    def _show_whether_empty(self) -> None:
        empty = not self.model.rowCount()
        self.view.setVisible(not empty)
        self._no_match.setVisible(empty)
        self._no_match.setText(filter_words.nobody(self.search.text().strip(), everybody=self.is_unfiltered()))

    def _words(self) -> str:
        """Return what stands in the search box, with what the chips add to it."""
        return " ".join(filter(None, (self.search.text().strip(), search.words(self.filters.wanted))))

    def _narrow(self) -> None:
        self._show(replace(self._filter, text=self._words()))

    def _clear(self) -> None:
        self.filters.set_wanted(Search())
        self._type("")
        self._narrow()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_saved(self, kept: SavedFilter) -> None:
        meant = search.parse(kept.words)
        self.filters.set_wanted(replace(meant, text=""))
        self._type(meant.text)
        self._show(replace(self._filter, text=self._words(), sort=kept.sort, descending=kept.descending))

    def _type(self, words: str) -> None:
        with QSignalBlocker(self.search):
            self.search.setText(words)

    def _follow_columns(self) -> None:
        if self._filter.sort not in self.columns.shown():
            self._sort(Column.NAME, descending=False)
        self._load_all()

    def _hide_ranks(self) -> None:
        self._rank_order.follow(self._filter)
        self.view.viewport().update()

    def _sort(self, key: str, descending: bool) -> None:
        column = Column(key)
        largest_first = column in _LARGEST_FIRST and column is not self._filter.sort
        self._show(replace(self._filter, sort=column, descending=largest_first or descending))

    def _choose_order(self, key: str, descending: bool) -> None:
        self._sort(key, descending)
        self.columns.keep_order(self._filter)

    def _show(self, wanted: Filter) -> None:
        if wanted == self._filter:
            return
        another_order = (wanted.sort, wanted.descending) != (self._filter.sort, self._filter.descending)
        self._filter = wanted
        if another_order or self.is_unfiltered():
            self._kept.note()
        self.filters.show_filter(wanted, self.search.text().strip())
        self._show_sorted()
        self._show_first_page()

    def _show_sorted(self) -> None:
        self.view.head.set_sorted(self._filter.sort, descending=self._filter.descending)

    def _typed(self, letters: str) -> None:
        """Go to the person whose name begins with the letters typed in a row."""
        self._letters += letters
        self._forget.start()
        found = self._workplace.desk.ask(contact_list.suggest, self._letters)
        for person in found:
            if self.view.go_to(person.contact_id):
                return

    def _forget_letters(self) -> None:
        self._letters = ""

    def _enter_list(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_sort_menu(self) -> None:
        menu = Menu(self, name=_("Sort by"))
        self._add_sorts(menu, "{column}")
        menu.pop_up_below(self._sort_button)

    def _add_sorts(self, menu: Menu, words: str) -> None:
        for column in self.model.columns():
            hidden = column.key == Column.RANK and rank_hiding.is_on()
            if hidden or not column.sortable or column.key not in self.columns.shown():
                continue
            chosen = column.key == self._filter.sort
            turned = chosen and not self._filter.descending
            menu.add(words.format(column=column.title), partial(self._choose_order, column.key, turned), checked=chosen)

    def _open_more_menu(self) -> None:
        self.more_menu().pop_up_below(self._more)

    def more_menu(self) -> Menu:
        """Return what else can be done with the list; heads sort by mouse only, so keys sort here."""
        menu = Menu(self, name=_("More about the list"))
        menu.add(_("New contact…"), self.add_wanted.emit, aside="Ctrl+Shift+N", icon="user-plus")
        menu.add(_("Import contacts…"), self.import_wanted.emit, aside="Ctrl+I", icon="download")
        menu.add(_("Export contacts…"), self.export_wanted.emit, icon="upload")
        menu.add(_("Find duplicates…"), self.duplicates_wanted.emit, icon="users")
        menu.addSeparator()
        self.rank_acts.add_to(menu)
        if self._filter.text:
            menu.add(_("Save this filter…"), self.filters.ask_name, icon="filter")
        menu.add(_("Hide ranks"), rank_hiding.shared().toggle, aside=rank_hiding.KEY, checked=rank_hiding.is_on())
        if self._sort_button.isHidden():
            menu.addSeparator()
            self._add_sorts(menu, _("Sort by: {column}"))
            menu.add(_("Columns…"), self._open_columns)
        return menu

    def _open_columns(self) -> None:
        self.columns.menu(self._filter.sort).pop_up_below(self._more)

    def _fit(self) -> None:
        narrow = self.width() < theme.scaled(NARROW_BELOW)
        self.columns.place(self.width(), narrow=narrow)
        self._sort_button.setVisible(narrow)
        self.filters.chips.set_narrow(narrow=narrow)
        self.rank_acts.set_narrow(narrow=narrow)
        self._edge.setVisible(narrow)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(Label(_("Contacts"), Style.PAGE_SPLIT, self))
        self._count.setContentsMargins(0, 8, 0, 0)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.rank_acts)
        head.addWidget(self._sort_button)
        head.addWidget(self._more)
        top = QVBoxLayout()
        top.setContentsMargins(20, 14, 20, 8)
        top.setSpacing(10)
        top.addLayout(head)
        top.addWidget(self.search)
        top.addWidget(self.filters)
        self._no_match.setContentsMargins(20, 24, 20, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._edge)
        column.addWidget(self.view, 1)
        column.addWidget(self._no_match)
        column.addStretch(0)
        column.addWidget(self.many)
        self._no_match.hide()
        self.view.head.inset = contact_lines.INSET
        surfaces.cover(self.view.viewport())
        surfaces.cover(self.search)
        self._show_sorted()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.left_down.connect(self._enter_list)
        self.search.returnPressed.connect(self._enter_list)
        self.filters.changed.connect(self._narrow)
        self.filters.cleared.connect(self._clear)
        self.filters.saved_chosen.connect(self._open_saved)
        self.columns.changed.connect(self._follow_columns)
        self.many.export_wanted.connect(self.export_chosen_wanted)
        self.many.cards_wanted.connect(self.cards_wanted)
        rank_hiding.shared().changed.connect(self._hide_ranks)
        self.view.settled.connect(self.person_chosen)
        self.view.entered_line.connect(self.person_entered)
        self.view.typed.connect(self._typed)
        self.view.sort_wanted.connect(self._choose_order)
        self._sort_button.clicked.connect(self._open_sort_menu)
        self._more.clicked.connect(self._open_more_menu)


def _nothing(_none: None) -> None:
    """Take what a job without a result returns."""
