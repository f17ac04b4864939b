"""The left part of Contacts: title with the count, search, chips, and the list itself."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.changes import Changes
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import contact_list, tags
from refdesk.services.contact_list import Chip, Column, ContactRow, Counts, Filter
from refdesk.ui import theme
from refdesk.ui.contacts import contact_lines
from refdesk.ui.contacts.contact_chips import ContactChips
from refdesk.ui.contacts.rank_acts import RankActs
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import ids_model
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.ids_model import IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace

FIRST_PAGE = ids_model.PAGE
NARROW_BELOW = 430
ALL_IDS_AFTER_MS = 150
LETTERS_FORGOTTEN_MS = 1000
_LARGEST_FIRST = frozenset({Column.RECEIVED, Column.GIVEN})


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What is seen first."""

    wanted: Filter
    ids: "array[int]"
    rows: Mapping[int, ContactRow]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The whole list, and what the chips say."""

    wanted: Filter
    ids: "array[int]"
    rows: Mapping[int, ContactRow]
    """Of the first page."""
    counts: Counts
    tags: tuple[str, ...]


class ContactListPane(QWidget):
    """Shows the people that search and chips name. The first page is there at once, the rest follows by a job."""

    person_chosen = Signal(int)
    """The person on whom the arrows rest; -1 for nobody."""
    person_entered = Signal(int)
    counted = Signal(int)
    add_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._filter = Filter(sort=Column.RANK)
        self._shown = Filter(text="\0")
        self._letters = ""
        self._pending = 0
        self._count = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.rank_acts = RankActs(workplace, self)
        self._sort_button = IconButton("arrow-up-down", _("Sort by"), self)
        self._more = IconButton("ellipsis", _("More about the list"), self)
        self.search = SearchEdit(self, name=_("Search contacts"), hint=_("Name, work, place or note"))
        self.chips = ContactChips(self)
        self.model = IdsModel[ContactRow](self._fetch, contact_lines.columns(workplace.desk.today()), self)
        self.view = ListView(self.model, self, name=_("Contacts"), line_height=contact_lines.LINE_HEIGHT)
        self.view.setItemDelegate(contact_lines.ContactDelegate(self.view))
        self._no_match = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._edge = Hairline(self)
        self._all_soon = _single_shot(self, ALL_IDS_AFTER_MS, self._load_all)
        self._forget = _single_shot(self, LETTERS_FORGOTTEN_MS, self._forget_letters)
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
            self.chips.turn_on(Chip.ALL)
            self._filter = replace(self._filter, text="", chip=Chip.ALL)
        self._load_all()

    @property
    def is_on_the_way(self) -> bool:
        """Tell whether the list is still to find somebody it was sent to."""
        return bool(self._pending)

    def focus_search(self) -> None:
        """Begin to type what is looked for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def is_unfiltered(self) -> bool:
        """Say whether the list hides nobody who is active."""
        return not self._filter.text and self._filter.chip is Chip.ALL

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, ContactRow]:
        return _rows(self._workplace, ids)

    def _is_order_kept(self, changes: Changes) -> bool:
        came_or_went = changes.came_or_went("contact")
        return not came_or_went and self._filter.sort is Column.NAME and not self._filter.text

    def _show_first_page(self, *, then_all_at_once: bool = False) -> None:
        work = partial(_first, self._workplace, self._filter)
        then = partial(self._take_first, then_all_at_once)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    def _take_first(self, then_all_at_once: bool, first: FirstPage) -> None:
        if first.wanted != self._filter:
            return
        self._shown = first.wanted
        self.model.set_ids(first.ids, first.rows)
        self._show_whether_empty()
        self._choose_somebody()
        if then_all_at_once:
            self._load_all()
        else:
            self._all_soon.start()

    def _load_all(self) -> None:
        self._all_soon.stop()
        work = partial(_load, self._workplace, self._filter)
        self._workplace.jobs.start(work, then=self._take, failed=self._workplace.show_fault)

    def _take(self, loaded: Loaded) -> None:
        self.chips.show_counts(loaded.counts)
        self.chips.offer_tags(loaded.tags)
        self._count.setText(i18n.number(loaded.counts.all))
        self.counted.emit(loaded.counts.all + loaded.counts.inactive)
        if loaded.wanted != self._filter:
            return
        self._shown = loaded.wanted
        place = max(self.view.currentIndex().row(), 0)
        if loaded.ids != self.model.ids():
            self.model.set_ids(loaded.ids, loaded.rows)
        else:
            self.model.forget_rows()
        self._show_whether_empty()
        self._go_to_pending()
        self._choose_somebody(place)

    def _go_to_pending(self) -> None:
        pending, self._pending = self._pending, 0
        if not pending or self.view.go_to(pending) or self._filter.include_inactive:
            return
        # Whoever is on no list any more is found among the inactive.
        self._pending = pending
        self.chips.with_inactive = True
        self._filter = replace(self._filter, include_inactive=True)
        self._load_all()

    def _choose_somebody(self, place: int = 0) -> None:
        if self.view.currentIndex().isValid() or self._pending:
            return
        if not self.model.rowCount():
            self.person_chosen.emit(-1)
            return
        self.view.setCurrentIndex(self.model.index(min(place, self.model.rowCount() - 1), 0))

    def _show_whether_empty(self) -> None:
        empty = not self.model.rowCount() and not self.is_unfiltered()
        self.view.setVisible(not empty)
        self._no_match.setVisible(empty)
        self._no_match.setText(
            _("Nobody is found by “{words}”. Fewer letters find more; Esc shows everybody.").format(
                words=self._filter.text
            )
            if self._filter.text
            else _("Nobody stands behind this filter now.")
        )

    def _narrow(self) -> None:
        self._show(replace(self._filter, text=self.search.text().strip()))

    def _narrow_to(self, words: str) -> None:
        self.search.setText(words)

    def _choose_chip(self, chip: Chip) -> None:
        self._show(replace(self._filter, chip=chip))
        self._fit()

    def _include_inactive(self, included: bool) -> None:
        self._show(replace(self._filter, include_inactive=included))

    def _sort(self, key: str, descending: bool) -> None:
        column = Column(key)
        largest_first = column in _LARGEST_FIRST and column is not self._filter.sort
        self._show(replace(self._filter, sort=column, descending=largest_first or descending))

    def _show(self, wanted: Filter) -> None:
        if wanted == self._filter:
            return
        self._filter = wanted
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
        _pop_up(menu, self._sort_button)

    def _add_sorts(self, menu: Menu, words: str) -> None:
        for column in self.model.columns():
            chosen = column.key == self._filter.sort
            turned = chosen and not self._filter.descending
            menu.add(words.format(column=column.title), partial(self._sort, column.key, turned), checked=chosen)

    def _open_more_menu(self) -> None:
        _pop_up(self.more_menu(), self._more)

    def more_menu(self) -> Menu:
        """Return what else can be done with the list; heads sort by mouse only, so keys sort here."""
        menu = Menu(self, name=_("More about the list"))
        menu.add(_("New contact…"), self.add_wanted.emit, aside="Ctrl+Shift+N", icon="user-plus")
        menu.add(_("Import contacts…"), self.import_wanted.emit, aside="Ctrl+I", icon="download")
        menu.add(_("Export contacts…"), self.export_wanted.emit, icon="upload")
        menu.addSeparator()
        self.rank_acts.add_to(menu)
        if self._sort_button.isHidden():
            menu.addSeparator()
            self._add_sorts(menu, _("Sort by: {column}"))
        return menu

    def _fit(self) -> None:
        narrow = self.width() < theme.scaled(NARROW_BELOW)
        for column in (contact_lines.RECEIVED, contact_lines.GIVEN):
            self.view.setColumnHidden(column, narrow)
        self.view.head.setVisible(not narrow)
        self._sort_button.setVisible(narrow)
        self.chips.set_narrow(narrow=narrow)
        self.rank_acts.set_narrow(narrow=narrow)
        self._edge.setVisible(narrow)
        self.view.setColumnWidth(contact_lines.RANK, contact_lines.INSET + theme.scaled(48))
        self.view.setColumnWidth(contact_lines.LAST, theme.scaled(96 if narrow else 112))
        self.view.setColumnWidth(contact_lines.RECEIVED, theme.scaled(84))
        self.view.setColumnWidth(contact_lines.GIVEN, theme.scaled(70))

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
        top.addWidget(self.chips)
        self._no_match.setContentsMargins(20, 24, 20, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._edge)
        column.addWidget(self.view, 1)
        column.addWidget(self._no_match)
        column.addStretch(0)
        self._no_match.hide()
        self.view.head.inset = contact_lines.INSET
        self.view.head.setStretchLastSection(False)
        self.view.head.setSectionResizeMode(contact_lines.NAME, QHeaderView.ResizeMode.Stretch)
        self._show_sorted()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.left_down.connect(self._enter_list)
        self.search.returnPressed.connect(self._enter_list)
        self.chips.chosen.connect(self._choose_chip)
        self.chips.narrowed.connect(self._narrow_to)
        self.chips.inactive_wanted.connect(self._include_inactive)
        self.view.settled.connect(self.person_chosen)
        self.view.entered_line.connect(self.person_entered)
        self.view.typed.connect(self._typed)
        self.view.sort_wanted.connect(self._sort)
        self._sort_button.clicked.connect(self._open_sort_menu)
        self._more.clicked.connect(self._open_more_menu)


def _first(workplace: Workplace, wanted: Filter, _progress: Progress) -> FirstPage:
    desk = workplace.desk
    rows = desk.ask(contact_list.first_rows, wanted, desk.today(), FIRST_PAGE)
    return FirstPage(wanted, array("q", rows), {int(each): row for each, row in rows.items()})


def _rows(workplace: Workplace, ids: Sequence[int]) -> Mapping[int, ContactRow]:
    desk = workplace.desk
    return {int(each): row for each, row in desk.ask(contact_list.rows, ids, desk.today()).items()}


def _load(workplace: Workplace, wanted: Filter, _progress: Progress) -> Loaded:
    desk = workplace.desk
    today = desk.today()
    ids = desk.ask(contact_list.matching_ids, wanted, today)
    return Loaded(
        wanted,
        ids,
        _rows(workplace, ids[:FIRST_PAGE]),
        desk.ask(contact_list.counts, today),
        desk.ask(tags.names),
    )


def _single_shot(parent: QWidget, after_ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(then)
    return timer


def _pop_up(menu: Menu, button: QWidget) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
