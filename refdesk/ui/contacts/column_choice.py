"""Which columns the list of contacts shows, in which order, how wide, sorted by what; remembered on this computer."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView

from refdesk import settings
from refdesk.i18n import _
from refdesk.services.contact_list import Column, Filter
from refdesk.ui import theme, timers
from refdesk.ui.contacts import contact_columns, contact_lines
from refdesk.ui.contacts.contact_lines import ContactDelegate
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.menu import Menu

USUAL = (Column.RANK, Column.NAME, Column.LAST_TOUCH, Column.RECEIVED, Column.GIVEN)
_IN_NARROW = (Column.RANK, Column.NAME, Column.LAST_TOUCH)
_NARROW_WIDTHS = {Column.RANK: 56, Column.LAST_TOUCH: 114}
_LEAST_NAME = 130
_NAME_BESIDE_MANY = 180
_WIDTHS = {
    Column.RANK: 68, Column.NAME: _NAME_BESIDE_MANY, Column.LAST_TOUCH: 106, Column.RECEIVED: 80, Column.GIVEN: 60,
    Column.NEXT_TOUCH: 120, Column.PHONE: 140, Column.EMAIL: 200, Column.CITY: 120, Column.TAGS: 150,
    Column.CATEGORY: 130, Column.BIRTHDAY: 140, Column.CLIENT_SINCE: 130,
}  # fmt: skip
_SAVED_AFTER_MS = 400
_SCROLL_BAR = 12
_ALL = tuple(Column)


class ColumnChoice(QObject):
    """Puts the chosen columns into the list; their head's menu, its drags and the keys change them."""

    changed = Signal()
    """Columns came, went or moved."""

    def __init__(self, view: ListView, delegate: ContactDelegate) -> None:
        super().__init__(view)
        self._view, self._delegate = view, delegate
        self._order = list(_known(name for name, _width in settings.load_columns())) or [*USUAL]
        self._widths = _WIDTHS | {Column(name): width for name, width in _saved() if Column(name) is not Column.NAME}
        self._sorted = settings.load_order()
        self._width_of_list = 0
        self._narrow = False
        self._placing = False
        self._soon = timers.once(self, _SAVED_AFTER_MS, self._save)
        view.head.setSectionsMovable(True)
        view.head.setStretchLastSection(False)
        view.head.sectionResized.connect(self._resized)
        view.head.sectionMoved.connect(self._moved)
        view.head.menu_wanted.connect(self._open_menu)

    def shown(self) -> tuple[Column, ...]:
        """Return the columns that are shown, from the left."""
        return _IN_NARROW if self._narrow else tuple(self._order)

    def everybody(self) -> Filter:
        """Return what shows everybody in the order that was chosen last, or by rank when that column is not shown."""
        name, turned = self._sorted
        if name not in {each.value for each in self._order}:
            return Filter(sort=Column.RANK)
        return Filter(sort=Column(name), descending=turned)

    def keep_order(self, wanted: Filter) -> None:
        """Remember in which order the list stands."""
        self._sorted = (wanted.sort.value, wanted.descending)
        self._soon.start()

    def place(self, width: int, *, narrow: bool) -> None:
        """Put the columns into the list, which will be so wide; a narrow one has three, and no head."""
        self._width_of_list, self._narrow, self._placing = width, narrow, True
        head, shown = self._view.head, self.shown()
        for place, column in enumerate((*shown, *(each for each in _ALL if each not in shown))):
            head.moveSection(head.visualIndex(_ALL.index(column)), place)
        for logical, column in enumerate(_ALL):
            self._view.setColumnHidden(logical, column not in shown)
            self._view.setColumnWidth(logical, self._width(column))
        self._stretch_name()
        self._delegate.first, self._delegate.is_narrow = _ALL.index(shown[0]), narrow
        head.setVisible(not narrow)
        self._placing = False

    def show(self, column: Column, *, on: bool) -> None:
        """Show a column, after the others, or hide it; the name stays."""
        if column is Column.NAME or on == (column in self._order):
            return
        self._order = [*self._order, column] if on else [each for each in self._order if each is not column]
        self._settle()
        if on:
            # It stands at the right end, which a list with many columns does not show.
            self._view.horizontalScrollBar().setValue(self._view.horizontalScrollBar().maximum())

    def move(self, column: Column, steps: int) -> None:
        """Move a column to the left or, with positive steps, to the right."""
        at = self._order.index(column)
        to = min(max(at + steps, 0), len(self._order) - 1)
        self._order.insert(to, self._order.pop(at))
        self._settle()

    def put_back(self) -> None:
        """Show the usual columns in their usual order and widths."""
        self._order, self._widths = [*USUAL], dict(_WIDTHS)
        self._settle()

    def menu(self, column: Column | None = None) -> Menu:
        """Return the menu of the head; under a column's own head it also moves that one."""
        menu = Menu(self._view, name=_("Columns"))
        titles = contact_columns.titles()
        for each, title in titles.items():
            if each is not Column.NAME:
                is_on = each in self._order
                menu.add(title, partial(self.show, each, on=not is_on), checked=is_on)
        menu.addSeparator()
        if column in self._order and column is not None:
            menu.add(_("Move “{column}” left").format(column=titles[column]), partial(self.move, column, -1))
            menu.add(_("Move “{column}” right").format(column=titles[column]), partial(self.move, column, 1))
        menu.add(_("Usual columns"), self.put_back)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _settle(self) -> None:
        self.place(self._width_of_list, narrow=self._narrow)
        self._soon.start()
        self.changed.emit()

    def _width(self, column: Column) -> int:
        narrow = _NARROW_WIDTHS.get(column) if self._narrow else None
        return theme.scaled(narrow or self._widths[column])

    def _stretch_name(self) -> None:
        """Let the name take what is left; where nothing is left it keeps its room, and the list scrolls sideways."""
        head = self._view.head
        others = sum(self._width(each) for each in self.shown() if each is not Column.NAME)
        fits = self._narrow or others + theme.scaled(_LEAST_NAME) <= self._width_of_list - _SCROLL_BAR
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        head.setSectionResizeMode(contact_lines.NAME, mode)
        if not fits:
            self._view.setColumnWidth(contact_lines.NAME, theme.scaled(_NAME_BESIDE_MANY))
        self._view.let_scroll_sideways(on=not fits)

    def _resized(self, logical: int, _old: int, new: int) -> None:
        column = _ALL[logical]
        if self._placing or self._narrow or not new or column is Column.NAME or column not in self._order:
            return
        self._widths[column] = round(new * 100 / theme.scaled(100))
        self._soon.start()

    def _moved(self, _logical: int, _old: int, _new: int) -> None:
        if self._placing:
            return
        head = self._view.head
        self._order = sorted(self._order, key=lambda each: head.visualIndex(_ALL.index(each)))
        self._delegate.first = _ALL.index(self._order[0])
        self._view.viewport().update()
        self._soon.start()

    def _open_menu(self, where: QPoint) -> None:
        at = self._view.head.logicalIndexAt(self._view.head.mapFromGlobal(where))
        self.menu(_ALL[at] if at >= 0 else None).popup(where)

    def _save(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._soon.start()  # nothing moves under the hand that drags a head
            return
        self._stretch_name()
        settings.save_columns(((each.value, self._widths[each]) for each in self._order), order=self._sorted)


def _saved() -> list[tuple[str, int]]:
    known = set(_ALL)
    return [(name, width) for name, width in settings.load_columns() if name in known]


def _known(names: Iterable[str]) -> list[Column]:
    """Return the columns of these names that there are, once each; without the name there is no list."""
    found = list(dict.fromkeys(Column(name) for name in names if name in set(_ALL)))
    return found if Column.NAME in found else []
