"""Where the window stood: kept between starts, and brought back onto a screen that is there."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from refdesk.settings import WindowPlace

LEAST_WIDTH, LEAST_HEIGHT = 1024, 700
USUAL_WIDTH, USUAL_HEIGHT = 1440, 900


def put(window: QWidget, place: WindowPlace | None) -> None:
    """Place the window as it was, or in the middle of the screen."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    wanted = QRect(0, 0, min(USUAL_WIDTH, screen.width()), min(USUAL_HEIGHT, screen.height()))
    wanted.moveCenter(screen.center())
    if place is not None:
        kept = QRect(place.left, place.top, max(place.width, LEAST_WIDTH), max(place.height, LEAST_HEIGHT))
        rooms = [each.availableGeometry() for each in QGuiApplication.screens()]
        room = next((each for each in rooms if each.intersects(kept)), None)
        wanted = wanted if room is None else _within(kept, room)
    window.setGeometry(wanted)


def of(window: QWidget) -> WindowPlace:
    """Return where the window stands now."""
    kept = window.normalGeometry()
    return WindowPlace(kept.x(), kept.y(), kept.width(), kept.height(), maximized=window.isMaximized())


def _within(kept: QRect, room: QRect) -> QRect:
    """Make a window no larger than a screen that has become smaller, and bring it back into it if so."""
    size = kept.size().boundedTo(room.size())
    if size == kept.size():
        return kept
    corner = QPoint(
        min(max(kept.left(), room.left()), room.right() - size.width() + 1),
        min(max(kept.top(), room.top()), room.bottom() - size.height() + 1),
    )
    return QRect(corner, size)
