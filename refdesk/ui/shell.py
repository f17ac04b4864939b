"""The window of an open file: places at the left, the bar on top, the sheet with the page, the passing line over it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services import business
from refdesk.services.desk import UndoState
from refdesk.ui import places, rank_hiding, theme
from refdesk.ui.coming_place import ComingPlace, Ways
from refdesk.ui.page import HalfMade, Page, Region
from refdesk.ui.places import PlaceName
from refdesk.ui.sidebar import Sidebar
from refdesk.ui.top_bar import TopBar
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.passing_line import PassingLine
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

NARROW_BELOW = 1200


def _nothing(_page: object) -> None:
    """Want nothing of a page but that it is shown."""


class Pages(QStackedWidget):
    """The pages, of which one is shown; it takes the room that there is.

    Qt would ask all of them how small each can be whenever something changes its size on one.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize()

    def sizeHint(self) -> QSize:
        return QSize()


class Sheet(QWidget):
    """The paper of the page: one rounded corner at the top left, and its edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages = Pages(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.pages, 1)
        theme.follow(self.update)

    def leave_room(self, height: int) -> None:
        """Let the page end so far above the foot of the sheet."""
        self.column.setContentsMargins(1, 1, 0, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self.rect().adjusted(0, theme.RADIUS_DIALOG, 0, 0).contains(event.rect()):
            painter.fillRect(event.rect(), tokens.sheet)  # inside, under a list that is typed for, there is no edge
            painter.end()
            return
        painter.fillRect(self.rect(), tokens.desk)
        # The left edge lies below the sidebar, which leaves a gap in its own where the chosen place joins the sheet.
        room = QRect(-1, 0, self.width() + 20, self.height() + 20)
        painting.box(painter, room, fill=tokens.sheet, edge=tokens.line, radius=theme.RADIUS_DIALOG)
        painter.end()


class Shell(QWidget):
    """Joins the places; pages are made when they are first seen. `page_made` lets the main window connect them."""

    page_made = Signal(object, object)

    def __init__(self, workplace: Workplace, file_menu: Menu, new_menu: Menu, find: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self._places = places.all_places()
        self._pages: dict[PlaceName, Page] = {}
        self._making: dict[PlaceName, Iterator[None]] = {}
        self._away = {place.name for place in self._places if place.comes_and_goes}
        self.here: PlaceName | None = None
        self.sidebar = Sidebar([place.sign for place in self._places], self, at_foot=1)
        self.sheet = Sheet(self)
        self._coming = ComingPlace(workplace, Ways(self.show_room, self.parts, self.go_to), self)
        self.sheet.pages.addWidget(self._coming)
        self.top_bar = TopBar(file_menu, new_menu, find, self)
        self.passing_line = PassingLine(self.sheet, gets_room=True)
        self._lay_out()
        self.sidebar.chosen.connect(self._choose)
        self.passing_line.room_wanted.connect(self._leave_room)
        workplace.bus.changed.connect(self._show_business)
        self._add_keys()
        self._show_away()
        self._show_business()

    def visit(self, name: PlaceName, then: Callable[[Any], object] = _nothing) -> None:
        """Show a place, at once where it is made, else as soon as it is; `then` gets its page."""
        if name in self._pages:
            then(self.go_to(name))
        else:
            self._coming.bring(name, then)

    def show_room(self, room: QWidget, name: PlaceName) -> None:
        """Show the empty room of a place that comes."""
        if self.sheet.pages.currentWidget() is not room:
            was_inside = self._release_focus()
            self.sheet.pages.setCurrentWidget(room)
            self.here = None
            if was_inside:
                room.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sidebar.choose(self._number(name))

    def go_to(self, name: PlaceName) -> Page:
        """Show a place now and return its page; who may wait for it uses `visit`."""
        self._coming.forget()
        if self.here is not name:
            page = self._page(name)
            self.sidebar.choose(self._number(name))
            was_inside = self._release_focus()
            self.sheet.pages.setCurrentWidget(page)
            self.here = name
            self._show_away()
            if was_inside:
                page.take_focus() if theme.shared().by_key else page.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._pages[name]

    def make_one(self) -> bool:
        """Make the next part of a page that was not seen yet; False if all are there."""
        made = self._pages.keys() | self._away
        missing = next((place.name for place in self._places if place.name not in made), None)
        if missing is not None:
            self._make_part(missing)
        return missing is not None

    def parts(self, name: PlaceName) -> Iterator[None]:
        """Make a page, a part with each step."""
        while name not in self._pages:
            self._make_part(name)
            yield

    def focus_page(self) -> None:
        """Put the focus where the work on the shown page begins."""
        if self.here is not None:
            self._pages[self.here].take_focus()

    def go_to_by_key(self, name: PlaceName) -> None:
        """Show a place and put the focus where its work begins."""
        self.visit(name, self._begin)
        if self._coming.isVisible():
            self._coming.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, page: Page) -> None:
        page.take_focus()
        focus = QApplication.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            page.setFocus(Qt.FocusReason.OtherFocusReason)  # it holds the focus until its content is there
            QTimer.singleShot(0, page, partial(self._loaded, page, 0))

    def set_count(self, name: PlaceName, count: int) -> None:
        """Show beside a place how much is open there."""
        self.sidebar.set_count(self._number(name), count)

    def keep_place(self, name: PlaceName, *, kept: bool) -> None:
        """Keep a place that comes and goes in the sidebar, or only for as long as it is shown."""
        self._away = self._away - {name} if kept else self._away | {name}
        self._show_away()

    def show_undo(self, state: UndoState) -> None:
        """Say on the Undo button what it would take back."""
        button = self.top_bar.undo
        button.setEnabled(state.undo is not None)
        button.set_name(
            _("Undo: {act}").format(act=rank_hiding.said(state.undo.label)) if state.undo else _("Nothing to undo")
        )

    def _leave_room(self, height: int) -> None:
        """Let the page end above the passing line, and keep in sight what has the focus."""
        self.sheet.leave_room(height)
        if height:
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.sheet.pages.isAncestorOf(focus):
            return
        if isinstance(focus, QAbstractItemView):
            focus.scrollTo(focus.currentIndex())
        around = focus.parentWidget()
        while around is not None and not isinstance(around, ScrollArea):
            around = around.parentWidget()
        if isinstance(around, ScrollArea):
            around.ensureWidgetVisible(focus)

    def show_banner(self, words: str, link: str, then: Callable[[], None] | None) -> None:
        """Show a line over every page until the file is closed; one that leads somewhere is no warning."""
        banner = Notice(words, "", self.sheet, act=link, calm=then is not None)
        if then is not None:
            banner.pressed.connect(then)
        room = QVBoxLayout()
        room.setContentsMargins(12, 10, 12, 0)  # it leaves the rounded corner of the sheet to be seen
        room.addWidget(banner)
        self.sheet.column.insertLayout(0, room)

    def open_new_menu(self) -> None:
        """Open the menu of what can be added."""
        self.top_bar.new.open_menu()

    def open_file_menu(self) -> None:
        """Open the menu of files."""
        self.top_bar.brand.open_menu()

    def next_region(self) -> None:
        """Put the focus into the next of: places, the parts of the page, top bar."""
        self._jump(1)

    def former_region(self) -> None:
        """Put the focus into the former of: places, the parts of the page, top bar."""
        self._jump(-1)

    def _release_focus(self) -> bool:
        """Take the focus out of the page that leaves: Qt would hand it on as if Tab had been pressed, with its ring."""
        focused = QApplication.focusWidget()
        if focused is None or not self.sheet.pages.isAncestorOf(focused):
            return False
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _jump(self, by: int) -> None:
        regions = [Region(self.top_bar, self.top_bar.take_focus), Region(self.sidebar, self.sidebar.take_focus)]
        if self.here is not None:
            regions += self._pages[self.here].regions()
        here = QApplication.focusWidget()
        inside = [at for at, each in enumerate(regions) if here is not None and each.widget.isAncestorOf(here)]
        regions[((inside[0] if inside else -1) + by) % len(regions)].take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        self.sidebar.set_rail(rail=narrow)
        self.top_bar.set_narrow(narrow=narrow)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.sidebar)
        below.addWidget(self.sheet, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(below, 1)

    def _add_keys(self) -> None:
        for place in (each for each in self._places if each.sign.key):
            shortcut = QShortcut(QKeySequence(place.sign.key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self.go_to_by_key, place.name))

    def _show_away(self) -> None:
        for place in (each for each in self._places if each.comes_and_goes):
            shown = place.name not in self._away or place.name is self.here
            self.sidebar.show_place(self._number(place.name), shown=shown)

    def _choose(self, number: int) -> None:
        self.visit(self._places[number].name)

    def _page(self, name: PlaceName) -> Page:
        for _part in self.parts(name):
            pass
        return self._pages[name]

    def _make_part(self, name: PlaceName) -> None:
        if name not in self._making:
            self._making[name] = self._make(name)
        next(self._making[name], None)

    def _make(self, name: PlaceName) -> Iterator[None]:
        try:
            page = self._places[self._number(name)].make(self.workplace, self.sheet.pages)
            half_made = HalfMade(page)
            yield
            for _part in page.parts():
                yield
            half_made.end()
            self.sheet.pages.addWidget(page)
            self._pages[name] = page
            page.count_changed.connect(partial(self._loaded, page))
            self.page_made.emit(name, page)
        finally:
            self._making.pop(name, None)

    def _loaded(self, page: Page, _count: int) -> None:
        """Begin where the work begins, once what takes the focus is there."""
        if page.hasFocus() and theme.shared().by_key:
            QTimer.singleShot(0, page, page.take_focus)  # not before lines that were just made are shown

    def _number(self, name: PlaceName) -> int:
        return next(number for number, place in enumerate(self._places) if place.name is name)

    def _show_business(self) -> None:
        profile = self.workplace.desk.ask(business.load)
        self.top_bar.brand.show_business(profile.business_name, profile.trade)
