"""The field on top: it finds any person, referral or command as one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from refdesk.i18n import _
from refdesk.ui import icons, theme
from refdesk.ui.asking import Asking
from refdesk.ui.jobs import JobLanes
from refdesk.ui.palette import lines as palette_lines
from refdesk.ui.palette.lines import Line
from refdesk.ui.palette.palette_list import PaletteList
from refdesk.ui.widgets import edits
from refdesk.ui.widgets.chip import KeyCap

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_CHOOSES = (*_ENTER, *_STEPS)


@dataclass(frozen=True, slots=True)
class Source:
    """Where lines come from: `find` asks the file, in a lane of the jobs; `lines` says what is offered of it."""

    find: Callable[[str], Any]
    lines: Callable[[str, Any], Sequence[Line]]
    jobs: JobLanes


class PaletteField(edits.LineEdit):
    """Does what the chosen line says and is empty again; Tab opens what else the line can do."""

    def __init__(self, source: Source, parent: QWidget) -> None:
        words = _("Find a person, a referral or a command")
        super().__init__("", parent, name=words, hint=words)
        self._lines_of = source.lines
        self._asking: Asking[Any] = Asking(source.jobs, source.find, self._show_found, self)
        self._list: PaletteList | None = None
        self._acts: tuple[Line, ...] = ()
        self._all = False
        self._before: QWidget | None = None
        self._cap = KeyCap("Ctrl+K", self)
        right = edits.PAD + self._cap.sizeHint().width()
        self.setTextMargins(QMargins(edits.PAD + theme.ICON_BUTTON + 6, 0, right, 0))
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._show_cap)

    def take_focus(self) -> None:
        """Begin to type; what was lately at hand is offered at once."""
        focus = QApplication.focusWidget()
        self._before = self._before if focus is self else focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._open()

    def offered(self) -> list[Line]:
        """Return the lines that are shown; none while the list is closed."""
        return list(self._list.lines) if self._list else []

    def sizeHint(self) -> QSize:
        return QSize(440, 38)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._list is None:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _CHOOSES:
            self._asking.finish()
        if key == Qt.Key.Key_Escape:
            self._back()
        elif self._list is None and key == Qt.Key.Key_Down:
            self._open()
        elif self._list is not None and key in _STEPS:
            self._list.step(_STEPS[key])
        elif self._list is not None and key in _ENTER:
            self._take(self._list.current)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forth: bool) -> bool:  # noqa: N802 - Qt's name
        if forth:
            self._asking.finish()
        acts = self._list.lines[self._list.current].acts if forth and self._list is not None else ()
        if not acts or self._list is None:
            return super().focusNextPrevChild(forth)
        self._acts = acts
        self._list.show_lines(acts)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.ICON_BUTTON
        place = QRect(edits.PAD, (self.height() - side) // 2, side, side)
        icons.paint(painter, "search", place, theme.current().ink2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._cap.sizeHint()
        self._cap.resize(size)
        self._cap.move(self.width() - size.width() - edits.PAD, (self.height() - size.height()) // 2)

    def _show_cap(self, typed: str) -> None:
        self._cap.setVisible(not typed)

    def _typed(self, _words: str) -> None:
        self._all = False
        self._open()

    def _open(self) -> None:
        self._acts = ()
        self._asking.ask(self.text().strip())

    def _show_found(self, typed: str, found: object) -> None:
        lines = palette_lines.shown(self._lines_of(typed, found), more=None if self._all else self._show_all)
        if not lines:
            self._close()
            return
        if self._list is None:
            self._list = PaletteList(self)
            self._list.picked.connect(self._take)
        self._list.show_lines(lines)

    def _show_all(self) -> None:
        self._all = True
        self._open()

    def _take(self, at: int) -> None:
        assert self._list is not None
        line = self._list.lines[at]
        if line.section is not palette_lines.Section.MORE:
            self._empty()
            self._give_back()  # a dialog that opens now gives the focus back to the work, not to the search
        line.act()

    def _back(self) -> None:
        """Go back one layer: from what a line can do to the lines, from the lines to where one was before."""
        if self._acts:
            self._open()
            return
        self._empty()
        self._give_back()

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _empty(self) -> None:
        self._close()
        self.setText("")  # unlike clear() it cannot be undone: the next Ctrl+Z is about the business again

    def _close(self) -> None:
        self._asking.forget()
        self._acts, self._all = (), False
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None
