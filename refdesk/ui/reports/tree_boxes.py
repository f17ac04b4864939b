"""What assistive programs find in the tree: a button for each box in sight, unseen and out of the way of the mouse."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from refdesk.ui import timers

MOST = 400
"""As many boxes as anybody would go through; more are in sight only where the picture is too small to read."""
_SETTLE_MS = 120


class Place(NamedTuple):
    """Where a box is seen, whose it is, and its words."""

    contact_id: int
    rect: QRect
    words: str


class TreeBoxes(QObject):
    """Keeps a real button where each box is painted: they need no painting, and nothing of the tree's own memory.

    They are made only while an assistive program listens, so nobody else waits for them.
    """

    pressed = Signal(int)

    def __init__(self, viewport: QWidget, places: Callable[[], Sequence[Place]]) -> None:
        super().__init__(viewport)
        self._viewport, self._places = viewport, places
        self._boxes: list[TreeBox] = []
        self._settling = timers.once(self, _SETTLE_MS, self.place)

    def settle(self) -> None:
        """Put the boxes in their places once the picture rests."""
        if is_heard():
            self._settling.start()

    def place(self) -> None:
        """Put a button where each box is now."""
        places = self._places()[:MOST]
        while len(self._boxes) > len(places):
            former = self._boxes.pop()
            former.hide()
            former.deleteLater()
        while len(self._boxes) < len(places):
            self._boxes.append(TreeBox(self._viewport, self.pressed.emit))
        for box, place in zip(self._boxes, places, strict=True):
            box.stand(place)


class TreeBox(QAbstractButton):
    """Stands where a box is painted; what an assistive program does to press it opens the person."""

    def __init__(self, viewport: QWidget, pressed: Callable[[int], object]) -> None:
        super().__init__(viewport)
        self._contact_id = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(partial(self._press, pressed))

    def stand(self, place: Place) -> None:
        """Become the box of somebody."""
        self._contact_id = place.contact_id
        self.setGeometry(place.rect)
        if self.accessibleName() != place.words:
            self.setAccessibleName(place.words)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the picture shows the box."""

    def _press(self, pressed: Callable[[int], object]) -> None:
        pressed(self._contact_id)


def is_heard() -> bool:
    """Tell whether an assistive program listens."""
    return QAccessible.isActive()
