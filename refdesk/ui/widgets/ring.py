"""The focus ring: two pixels, two pixels away from what it marks, and only after a key."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from refdesk.ui import theme
from refdesk.ui.widgets import painting

REACH = 4
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


def watch(widget: QWidget, *, radius: int = theme.RADIUS_BUTTON) -> None:
    """Show the ring around the widget whenever it has the focus because of a key."""
    widget.installEventFilter(_Watcher(widget, radius))


def note_focus(event: QFocusEvent) -> bool:
    """Remember whether a key brought the focus, and return whether it should be seen."""
    shared = theme.shared()
    if event.reason() in _BY_KEY:
        shared.by_key = True
    elif event.reason() == Qt.FocusReason.MouseFocusReason:
        shared.by_key = False
    return shared.by_key


class _Watcher(QObject):
    """Looks after the ring of one widget."""

    def __init__(self, widget: QWidget, radius: int) -> None:
        super().__init__(widget)
        self._widget = widget
        self._radius = radius
        self._ring: Ring | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is not self._widget:
            return False
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if note_focus(event):
                self._show()
        elif kind == QEvent.Type.FocusOut:
            self._drop()
        elif kind == QEvent.Type.KeyPress:
            theme.shared().by_key = True
            self._show()
        elif kind == QEvent.Type.MouseButtonPress:
            theme.shared().by_key = False
            self._drop()
        return False

    def _show(self) -> None:
        if self._ring is None and self._widget.hasFocus():
            self._ring = Ring(self._widget, self._radius)

    def _drop(self) -> None:
        if self._ring is not None:
            self._ring.leave()
            self._ring = None


class Ring(QWidget):
    """A frame that lies over the nearest surroundings with room for it, so layouts need not know it."""

    def __init__(self, target: QWidget, radius: int) -> None:
        self._host = _host(target)
        super().__init__(self._host)
        self._target = target
        self._radius = radius + REACH
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        step: QWidget | None = target
        while step is not None and step is not self._host:
            step.installEventFilter(self)
            self._followed.append(step)
            step = step.parentWidget()
        target.destroyed.connect(self.deleteLater)
        self._place()
        self.raise_()
        self.show()

    def leave(self) -> None:
        """Go away."""
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._followed.clear()
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self._followed:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), edge=theme.current().focus, width=2, radius=self._radius)
        painter.end()

    def _place(self) -> None:
        self.setVisible(self._target.isVisible())
        self.setGeometry(_reach(self._target, self._host))


def _reach(target: QWidget, host: QWidget) -> QRect:
    corner = target.mapTo(host, QPoint(0, 0))
    return QRect(corner, target.size()).adjusted(-REACH, -REACH, REACH, REACH)


def _host(target: QWidget) -> QWidget:
    host = target.parentWidget()
    if host is None:
        return target
    while not host.isWindow() and not host.rect().contains(_reach(target, host)):
        above = host.parentWidget()
        if above is None or _scrolls(above):
            break
        host = above
    return host


def _scrolls(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractScrollArea) or isinstance(widget.parentWidget(), QAbstractScrollArea)
