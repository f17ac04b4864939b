"""Scroll areas and bars in the colours of the paper."""

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from refdesk.ui import theme
from refdesk.ui.widgets import painting

_THICK = 12


class ScrollBar(QScrollBar):
    """A quiet bar: only its handle is seen."""

    def sizeHint(self) -> QSize:
        upright = self.orientation() == Qt.Orientation.Vertical
        return QSize(_THICK, 48) if upright else QSize(48, _THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        handle = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)
        tokens = theme.current()
        painter = QPainter(self)
        colour = tokens.line_strong if self.isSliderDown() or self.underMouse() else tokens.line_mid
        painting.box(painter, handle.adjusted(3, 3, -3, -3), fill=colour, radius=3)
        painter.end()


class ScrollArea(QScrollArea):
    """An area that scrolls up and down and lets its content fill the width; it shows the ground below it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(QWidget(self))  # one of Qt's own would have PySide look through every class of widget there is
        self.setWidget(content)
        content.setAutoFillBackground(False)
        _Follower.begin()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll up and down only: nothing would lead back from a step sideways."""
        if dx:
            self.horizontalScrollBar().setValue(0)
        super().scrollContentsBy(0, dy)


class _Follower(QObject):
    """Scrolls to what keys brought the focus to; Qt does so only while Tab stays inside the area.

    One for the program: areas that listened each for themselves were called while they went away.
    """

    @staticmethod
    def begin() -> None:
        """Follow from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication), "widgets need an application"
        if app.findChild(_Follower) is None:
            app.focusChanged.connect(_Follower(app).follow)

    def follow(self, _before: QWidget | None, here: QWidget | None) -> None:
        """Show what has the focus now in each area that it lies in."""
        if here is None or not theme.shared().by_key:
            return
        around = here.parentWidget()
        while around is not None:
            if isinstance(around, ScrollArea):
                around.ensureWidgetVisible(here)
            around = around.parentWidget()
