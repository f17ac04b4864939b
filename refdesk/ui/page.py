"""A place of the sidebar: loads when it is first shown, and again when what it shows has changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from refdesk.domain.changes import Changes
from refdesk.i18n import _
from refdesk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the window between which F6 goes, and how it takes the focus."""

    widget: QWidget
    take_focus: Callable[[], object]


class Page(QWidget):
    """Subclasses set `kinds` (tables whose changes concern them) and fill `refresh`; a hidden page only grows stale."""

    kinds: tuple[str, ...] = ()
    count_changed = Signal(int)
    """How many things are open here, for the sidebar."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self._stale = True
        workplace.bus.changed.connect(self._heard)

    def parts(self) -> Iterator[None]:
        """Make what the page consists of, a part with each step; a page that makes little has none."""
        yield from ()

    def make_whole(self) -> None:
        """Make all parts now."""
        for _part in self.parts():
            pass

    def refresh(self) -> None:
        """Load anew what the page shows, keeping the selection and the place; an empty page has nothing to load."""

    def take_focus(self) -> None:
        """Put the focus where the work begins; called when the place is chosen by key."""
        self.setFocus()

    def regions(self) -> tuple["Region", ...]:
        """Return the parts between which F6 goes, in the order of reading."""
        return (Region(self, self.take_focus),)

    def help_page(self) -> str:
        """Return the page of the handbook about what is shown here, "" for that of the place."""
        return ""

    def printing(self) -> Callable[[], object] | str:
        """Return what prints that which is shown here, or the sentence why nothing of it goes on paper."""
        return _("Nothing on this page goes on paper.")

    def apply_changes(self, changes: Changes) -> None:
        """Answer to changes while shown; a page that can be more exact than `refresh` overrides this."""
        if changes.touches(*self.kinds):
            self.refresh()

    def mark_stale(self) -> None:
        """Load again as soon as the page is seen."""
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what has gone stale."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def _load(self) -> None:
        self._stale = False
        self.refresh()

    def _heard(self, changes: Changes) -> None:
        if not self.isVisible():
            self._stale = self._stale or changes.touches(*self.kinds)
        else:
            self.apply_changes(changes)


class HalfMade(QObject):
    """Stands before a page while its parts are made: it hears of its size once it can answer."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)

    def end(self) -> None:
        """Stand back: the page is whole."""
        self._page.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        # A picture that is taken of the window tells every widget in it how large it is, shown or not.
        return event.type() == QEvent.Type.Resize
