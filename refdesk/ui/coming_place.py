"""A place that is on its way: its room stands empty while its modules are read in beside the window and it is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.ui import held_input, places, read_in
from refdesk.ui.page import Page
from refdesk.ui.places import PlaceName
from refdesk.ui.slices import Slices
from refdesk.ui.workplace import Workplace

Then = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Ways:
    """What the shell does for a place that comes: shows its empty room, makes it part by part, and goes there."""

    show_room: Callable[[QWidget, PlaceName], None]
    parts: Callable[[PlaceName], Iterator[None]]
    go_to: Callable[[PlaceName], Page]


class ComingPlace(QWidget):
    """Stands in the room of the page; the last place asked for counts, and keys pressed meanwhile reach its page."""

    def __init__(self, workplace: Workplace, ways: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._ways = workplace, ways
        self._slices = Slices(self)
        self._wanted: tuple[PlaceName, Then] | None = None
        self._keys: list[QKeyEvent] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("One moment…"))

    def bring(self, name: PlaceName, then: Then) -> None:
        """Bring a page that is not made yet, and call `then` with it once it is shown."""
        self._wanted = (name, then)
        module = places.MODULES[name]
        if read_in.are_in([module]):
            self._make(name)
        else:
            self._ways.show_room(self, name)
            then_make = partial(self._read_in, name)
            self._workplace.jobs.start(partial(_read, module), then=then_make, failed=self._workplace.show_fault)

    def forget(self) -> None:
        """Bring nothing any more: another place is shown."""
        self._wanted = None
        self._keys.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keys.append(event.clone())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keys.append(event.clone())

    def _read_in(self, name: PlaceName, _done: None) -> None:
        if self._wanted is not None and self._wanted[0] is name:
            self._make(name)

    def _make(self, name: PlaceName) -> None:
        self._slices.run(self._steps(name))
        if not self._slices.is_done:
            self._ways.show_room(self, name)

    def _steps(self, name: PlaceName) -> Iterator[None]:
        """Make it part by part, and show it in a step of its own."""
        yield from self._ways.parts(name)
        if self._wanted is None or self._wanted[0] is not name:
            return
        then, keys = self._wanted[1], [*self._keys]
        page = self._ways.go_to(name)
        then(page)
        held_input.pass_on(keys)


def _read(module: str, _progress: Progress) -> None:
    read_in.read_now([module])
