"""The lines of a timeline below each other: a few at once, the others between what is typed and clicked."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services.timeline_line import TimelineLine
from refdesk.ui.contacts.timeline_entry import TimelineEntry
from refdesk.ui.slices import Slices
from refdesk.ui.widgets.roving import Roving

AT_ONCE = 8


class TimelineList(QWidget):
    """One Tab stop with arrows inside; a line that was shown before is shown again as it was."""

    opened = Signal(object)
    undo_wanted = Signal(object)
    remove_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    typed = Signal(str)
    filled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Timeline"))
        self._entries: list[TimelineEntry] = []
        self._slices = Slices(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._roving = Roving(self, vertical=True, horizontal=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def entries(self) -> list[TimelineEntry]:
        """Return the lines in their order."""
        return self._entries

    def show_lines(self, lines: Sequence[TimelineLine], today: date) -> None:
        """Show these lines and no others; those that stay keep their place and the focus."""
        same = 0
        while same < min(len(lines), len(self._entries)) and self._entries[same].entry == lines[same]:
            same += 1
        focused = next((at for at, each in enumerate(self._entries) if each.hasFocus()), None)
        former, self._entries = self._entries[same:], self._entries[:same]
        kept = {each.entry: each for each in former}
        for each in former:
            self._column.removeWidget(each)
        self._roving.set_members(list(self._entries))
        wanted = lines[same:]
        self._slices.run(self._fill(wanted, kept, today, focused))

    def _fill(
        self, lines: Sequence[TimelineLine], kept: dict[TimelineLine, TimelineEntry], today: date, focused: int | None
    ) -> Iterator[None]:
        gone = [entry for line, entry in kept.items() if line not in set(lines)]
        had_focus = any(each.hasFocus() for each in gone)
        for each in gone:
            each.hide()
            each.deleteLater()
        for place, line in enumerate(lines):
            if place > AT_ONCE:
                yield
            self._add(kept.get(line) or self._make(line, today))
        if had_focus and focused is not None and self._entries:
            # The line went away under the keys: they go on at the one that took its place.
            self._entries[min(focused, len(self._entries) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.filled.emit()

    def _add(self, entry: TimelineEntry) -> None:
        self._entries.append(entry)
        self._column.addWidget(entry)
        self._roving.add_member(entry)
        entry.show()

    def _make(self, line: TimelineLine, today: date) -> TimelineEntry:
        entry = TimelineEntry(line, today, self)
        entry.clicked.connect(partial(self._open, entry))
        entry.undo_wanted.connect(partial(self.undo_wanted.emit, entry))
        entry.remove_wanted.connect(partial(self.remove_wanted.emit, entry))
        entry.menu_wanted.connect(partial(self.menu_wanted.emit, entry))
        entry.typed.connect(self.typed)
        return entry

    def _open(self, entry: TimelineEntry, _on: bool = False) -> None:
        self.opened.emit(entry)
