"""A widget that is as tall as its wrapped words need: layouts alone do not pass that on to an area that scrolls."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Tall(QWidget):
    """`grown` comes when it needs another height than before."""

    grown = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need what the words need at this width."""
        super().resizeEvent(event)
        self._hold()

    def event(self, event: QEvent) -> bool:
        """Look again when something inside has changed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._hold()
        return done

    def _hold(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        least = layout.totalMinimumSize().height()
        wanted = max(least, layout.totalHeightForWidth(self.width())) if layout.hasHeightForWidth() else least
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)
            self.grown.emit()
