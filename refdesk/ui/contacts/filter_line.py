"""The line under the chips: what the list is filtered by, how to clear it, and how to keep it under a name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.search import Search
from refdesk.i18n import _
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui.contacts import filter_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel
from refdesk.ui.widgets.menu import Menu


class FilterLine(QWidget):
    """Shown while anything but words is filtered by."""

    cleared = Signal()
    save_wanted = Signal()
    rename_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._here: SavedFilter | None = None
        self.words = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self.clear = Button(_("Clear"), self, kind=Kind.LINK, size=Size.ROW)
        self.more = IconButton("ellipsis", _("More about this filter"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.clear)
        row.addWidget(self.more)
        self.clear.clicked.connect(self.cleared)
        self.more.clicked.connect(self._open_menu)
        self.hide()

    def show_filter(self, typed: str, wanted: Search, *, tags: Sequence[str], here: SavedFilter | None) -> None:
        """Say what is on; `here` is the saved filter that is just this one."""
        self._here = here
        said = filter_words.said(wanted, tags)
        # Words alone stand in the box above: a line that came with the first letter would move the whole list.
        self.setVisible(bool(said))
        if not said:
            return
        if typed:
            said = f"{said} · “{typed}”"
        self.words.setText(f"{here.name}: {said}" if here else said)

    def menu(self) -> Menu:
        """Return what can be done with this filter."""
        menu = Menu(self, name=_("More about this filter"))
        if self._here is None:
            menu.add(_("Save this filter…"), self.save_wanted.emit, icon="plus")
            return menu
        name = self._here.name
        menu.add(_("Rename “{name}”…").format(name=name), partial(self.rename_wanted.emit, name), icon="pencil")
        menu.add(_("Remove “{name}”").format(name=name), partial(self.remove_wanted.emit, name), icon="trash-2")
        menu.addSeparator()
        menu.add(_("Save under another name…"), self.save_wanted.emit, icon="plus")
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
