"""Which line is open: arrows move, after an act the next one opens, after undo the one that came back does."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from refdesk.ui.today.line_row import LineRow
from refdesk.ui.widgets import dialog
from refdesk.ui.widgets.scroll import ScrollArea


class Walking(QObject):
    """Keeps one line open, and the focus with it once it is among the lines."""

    def __init__(
        self, page: QWidget, scroll: ScrollArea, content: QWidget, rows: Callable[[], list[LineRow]], empty: QWidget
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._scroll, self._content, self._rows, self._empty = page, scroll, content, rows, empty
        self._current, self._was = "", ""
        self._place, self._left = 0, ""
        self._had_focus, self._in_dialog = False, False
        self._before: list[str] = []

    def add(self, row: LineRow) -> None:
        """Follow a row that was made."""
        row.chosen.connect(self._choose)
        row.stepped.connect(self._step)

    def take_focus(self) -> None:
        """Go to the open line, or to what the empty day offers."""
        rows = self._rows()
        current = next((row for row in rows if row.line.key == self._current), None)
        # Before the day was read there is nothing to go to: the page holds the focus until then.
        target: QWidget = current or (rows[0] if rows else self._page if self._empty.isHidden() else self._empty)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def remember(self) -> None:
        """Note where one is before the lines are shown anew."""
        self._before, self._was = [row.line.key for row in self._rows()], self._current
        self._place = self._before.index(self._current) if self._current in self._before else 0
        focus = QApplication.focusWidget()
        self._had_focus = focus is not None and (focus is self._page or self._content.isAncestorOf(focus))
        dialogs = dialog.of_window(self._page.window()) if focus is not None else []
        self._in_dialog = any(each.isAncestorOf(focus) for each in dialogs if focus is not None)

    def wanted(self) -> set[str]:
        """Return the lines that must have their rows before one goes on."""
        return {self._was, self._left} - {""}

    def go_on(self) -> None:
        """Open the line that was open, the one that came back, or the one in the place of what left."""
        rows = self._rows()
        keys = [row.line.key for row in rows]
        self._current = self._was  # a row that leaves hands its focus to just any other
        came_back = self._left in keys and self._left not in self._before
        if came_back:
            self._go_to(rows[keys.index(self._left)], focus=self._page.isVisible())
        elif self._current not in keys:
            # What leaves is remembered: after Undo it has the focus again.
            self._left = self._current
            self._current = ""
            if keys:
                self._go_to(rows[min(self._place, len(keys) - 1)], focus=self._had_focus)
                # A dialog that did the line is about to close: it cannot give the focus back to a line that left.
                if self._in_dialog:
                    QTimer.singleShot(0, self, self._take_lost_focus)
            elif self._had_focus:
                self._empty.setFocus(Qt.FocusReason.TabFocusReason)
        if self._left in keys:
            self._left = ""
        self.mark()

    def mark(self) -> None:
        """Show the open line as such."""
        for row in self._rows():
            row.set_current(current=row.line.key == self._current)

    def _go_to(self, row: LineRow, *, focus: bool) -> None:
        self._current = row.line.key
        if focus:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_lost_focus(self) -> None:
        open_ones = any(each.isVisible() for each in dialog.of_window(self._page.window()))
        if self._page.isVisible() and not open_ones:
            self.take_focus()

    def _choose(self) -> None:
        row = self.sender()
        assert isinstance(row, LineRow), "only lines are chosen"
        self._current = row.line.key
        self.mark()

    def _step(self, by: int) -> None:
        rows = self._rows()
        keys = [row.line.key for row in rows]
        now = keys.index(self._current) if self._current in keys else 0
        at = max(0, min(now + by, len(rows) - 1))
        if rows and at != now:
            self._current = keys[at]
            self.mark()
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(rows[at])
