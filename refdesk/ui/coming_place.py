"""A place that is on its way: its room stands empty while its modules are read in beside the window and it is made."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.ui import held_input, places, read_in
from refdesk.ui.places import PlaceName
from refdesk.ui.slices import Slices

if TYPE_CHECKING:
    from refdesk.ui.shell import Shell

Then = Callable[[Any], object]


class ComingPlace(QWidget):
    """Stands in the room of the page; the last place asked for counts, and keys pressed meanwhile reach its page."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
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
            self._shell.show_room(self, name)
            jobs, show_fault = self._shell.workplace.jobs, self._shell.workplace.show_fault
            jobs.start(partial(_read, module), then=partial(self._read_in, name), failed=show_fault)

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
            self._shell.show_room(self, name)

    def _steps(self, name: PlaceName) -> Iterator[None]:
        """Make it part by part, and show it in a step of its own."""
        yield from self._shell.parts(name)
        if self._wanted is None or self._wanted[0] is not name:
            return
        then, keys = self._wanted[1], [*self._keys]
        page = self._shell.go_to(name)
        then(page)
        held_input.pass_on(keys)


def _read(module: str, _progress: Progress) -> None:
    read_in.read_now([module])
