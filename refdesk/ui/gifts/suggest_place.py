"""Where the suggestion stands: beside the queue, or in a drawer over the page where there is no room for it."""

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services.thanks_queue import ThanksRow
from refdesk.ui import slices, theme, timers
from refdesk.ui.gifts.suggest_panel import WIDTH, SuggestPanel
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface

_BESIDE_FROM = 1040
_PAD = 16


class SuggestDrawer(Surface):
    """Lies over the right side of the page; `left` when it was closed."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk", edge="line_strong")
        self.close_button = IconButton("x", _("Close"), self, key="Esc")
        head = QHBoxLayout()
        head.addWidget(Label(_("What fits as a gift"), Style.SECOND_STRONG, self), 1)
        head.addWidget(self.close_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_PAD, 10, _PAD, 10)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.close_button.clicked.connect(self.left)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SuggestPlace(QObject):
    """Holds the panel; `closed` when the drawer was left and the focus is to go back to the queue."""

    closed = Signal()

    def __init__(self, page: QWidget, panel: SuggestPanel, beside: QHBoxLayout) -> None:
        super().__init__(page)
        self._page, self._panel, self._beside = page, panel, beside
        self.drawer = SuggestDrawer(page)
        self._is_open = False
        self._coming: ThanksRow | None = None
        self._soon = timers.once(self, slices.AFTER_PAINT_MS, self._show_coming)
        beside.addWidget(panel)
        self.drawer.left.connect(self.leave)

    def has_room(self) -> bool:
        """Say whether the panel can stand beside the queue."""
        return self._page.width() >= theme.scaled(_BESIDE_FROM)

    def show_soon(self, row: ThanksRow | None) -> None:
        """Show what fits for this line once the queue was painted; only the last line of several is asked for."""
        self._coming = row
        if row is None or not (self._is_open or self.has_room()):
            self.show_thanks(row)
        elif not self._soon.isActive():
            self._soon.start()

    def show_thanks(self, row: ThanksRow | None) -> None:
        """Show what fits for this line; None, or a line that is gone, closes the drawer."""
        self._soon.stop()
        if row is None:
            self._is_open = False
        self._panel.show_thanks(row if self._is_open or self.has_room() else None)
        self.place()

    def open_for(self, row: ThanksRow) -> None:
        """Go to what fits for this line, in the drawer where it has no place of its own."""
        self._is_open = not self.has_room()
        self.show_thanks(row)
        self._panel.take_focus()

    def leave(self) -> None:
        """Close the drawer."""
        if self._is_open:
            self._is_open = False
            self.show_thanks(None)
            self.closed.emit()

    def _show_coming(self) -> None:
        self.show_thanks(self._coming)

    def place(self) -> None:
        """Put the panel where there is room for it."""
        has_room = self.has_room()
        if has_room:
            self._is_open = False
        wanted = self._page if has_room else self.drawer
        if self._panel.parentWidget() is not wanted:
            shown = not self._panel.isHidden()
            (self._beside if has_room else self.drawer.column).addWidget(self._panel)
            self._panel.setVisible(shown)
        self.drawer.setVisible(self._is_open)
        if self._is_open:
            width = min(theme.scaled(WIDTH) + 2 * _PAD, self._page.width())
            self.drawer.setGeometry(QRect(self._page.width() - width, 0, width, self._page.height()))
            self.drawer.raise_()
