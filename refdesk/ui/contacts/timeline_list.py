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

AT_ONCE, BLOCK = 8, 50


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
        self._blocks: list[QWidget] = []
        self._held: TimelineLine | None = None
        self._held_at = 0
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
        self._hold_focus(same)
        former, self._entries = self._entries[same:], self._entries[:same]
        kept = {each.entry: each for each in former}
        if former:
            self._roving.set_members(list(self._entries))
        wanted = lines[same:]
        self._slices.run(self._fill(wanted, kept, today))

    def _fill(
        self, lines: Sequence[TimelineLine], kept: dict[TimelineLine, TimelineEntry], today: date
    ) -> Iterator[None]:
        wanted = set(lines)
        gone = [entry for line, entry in kept.items() if line not in wanted]
        for each in gone:
            each.hide()
            each.setEnabled(False)  # until it has gone away, nothing in it counts among what the keys reach
            _take_out(each)
            each.deleteLater()
        block = self._new_block()
        for place, line in enumerate(lines):
            if place > AT_ONCE:
                yield
            if place and place % BLOCK == AT_ONCE:
                self._end(block)
                block = self._new_block()
            self._add(kept.get(line) or self._make(line, today), block)
        self._end(block)
        if self.hasFocus() and self._entries:
            # The line went away under the keys: they go on at the one that took its place.
            self._entries[min(self._held_at, len(self._entries) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.filled.emit()

    def _hold_focus(self, same: int) -> None:
        """Keep the focus here while its line moves: Qt would hand it on to what stands below, and scroll there."""
        at = next((at for at, each in enumerate(self._entries) if at >= same and each.hasFocus()), None)
        if at is not None:
            self._held_at, self._held = at, self._entries[at].entry
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_block(self) -> QWidget:
        """Return room for some lines: laid out by itself and shown when it is full, so that the others stay still."""
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        block.hide()
        return block

    def _end(self, block: QWidget) -> None:
        for former in self._blocks:
            if not _count(former):
                former.hide()
                former.deleteLater()
        self._blocks = [each for each in self._blocks if _count(each)]
        if _count(block):
            self._blocks.append(block)
            self._column.addWidget(block)
            block.show()
            self._hand_focus_back()
        else:
            block.deleteLater()

    def _hand_focus_back(self) -> None:
        held = next((each for each in self._entries if each.entry == self._held), None)
        if held is not None and self.hasFocus():
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, entry: TimelineEntry, block: QWidget) -> None:
        self._entries.append(entry)
        column = block.layout()
        assert column is not None, "a block has its column"
        column.addWidget(entry)
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


def _take_out(entry: TimelineEntry) -> None:
    """Take a line out of its block; to take it out of its parent would make a window of it, which takes long."""
    block = entry.parentWidget()
    column = block.layout() if block is not None else None
    if column is not None:
        column.removeWidget(entry)


def _count(block: QWidget) -> int:
    column = block.layout()
    return 0 if column is None else column.count()
