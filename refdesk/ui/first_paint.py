"""Waits until a window has been painted: what can wait does not keep anybody from seeing it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

AT_LATEST_MS = 2_000


class FirstPaint(QObject):
    """Calls `then` once, right after `widget` was painted; after a while also where nobody sees it."""

    def __init__(self, widget: QWidget, then: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._widget, self._then = widget, then
        self._is_over = False
        widget.installEventFilter(self)
        QTimer.singleShot(AT_LATEST_MS, self, self._go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint come; what follows it runs when it is over."""
        if event.type() == QEvent.Type.Paint and not self._is_over:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go)
        return False

    def _go(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._then()
