"""A picture to press: it opens the choice of a file, or the menu that changes and removes it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.widgets import label, painting, ring
from refdesk.ui.widgets.menu import Menu

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class PictureWords:
    """Hold what is said of a picture: what it is, and what can be done with it."""

    what: str
    choose: str
    change: str
    another: str
    remove: str


class PictureButton(QAbstractButton):
    """Without a picture it shows a dashed edge and `icon`; `radius` rounds its corners."""

    choose_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget, words: PictureWords, *, icon: str, side: int, radius: int) -> None:
        super().__init__(parent)
        self._words, self._icon, self._side, self._radius = words, icon, side, radius
        self._image: QImage | None = None
        self._drawn = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self, radius=radius)
        theme.follow(self.update)
        self.clicked.connect(self._open)
        self.set_picture(None)

    def set_picture(self, image: QImage | None) -> None:
        """Show another picture, or none."""
        self._image, self._drawn = image, QPixmap()
        words = self._words.change if image else self._words.choose
        self.setAccessibleName(words)
        label.explain(self, words)
        self.update()

    def has_picture(self) -> bool:
        """Say whether there is one."""
        return self._image is not None

    def menu(self) -> Menu:
        """Return the menu of what can be done with the picture."""
        menu = Menu(self, name=self._words.what)
        menu.add(self._words.another, self.choose_wanted.emit, icon="upload")
        menu.add(self._words.remove, self.remove_wanted.emit, icon="trash-2")
        return menu

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self._image is None:
            fill = tokens.hover if self.underMouse() else tokens.paper
            painting.box(painter, self.rect(), fill=fill, edge=tokens.line_strong, radius=self._radius, dashed=True)
            paint_sign(painter, self.rect(), self._icon)
        else:
            if self._drawn.isNull():
                self._drawn = middle_of(self._image, self.size(), self.devicePixelRatioF())
            paint_rounded(painter, self.rect(), self._drawn, self._radius)
        painter.end()

    def _open(self) -> None:
        if self._image is None:
            self.choose_wanted.emit()
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))


def middle_of(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """Return the middle of a picture in the size in which it is painted, on a screen of so many pixels a point."""
    wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
    filling = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    grown = image.scaled(wanted, filling, Qt.TransformationMode.SmoothTransformation)
    corner = QPoint((grown.width() - wanted.width()) // 2, (grown.height() - wanted.height()) // 2)
    return QPixmap.fromImage(grown.copy(QRect(corner, wanted)))


def paint_rounded(painter: QPainter, box: QRect, picture: QPixmap, radius: int) -> None:
    """Paint a picture into a box with round corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    painter.drawPixmap(box, picture)
    painter.restore()


def paint_sign(painter: QPainter, box: QRect, icon: str) -> None:
    """Paint what stands where there is no picture."""
    side = theme.ICON_PLACE
    corner = QPoint(box.x() + (box.width() - side) // 2, box.y() + (box.height() - side) // 2)
    icons.paint(painter, icon, QRect(corner, QSize(side, side)), theme.current().ink2)
