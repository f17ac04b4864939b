"""The round photo of a person: it opens the menu that changes it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.ui import icons, theme
from refdesk.ui.widgets import label, painting, ring
from refdesk.ui.widgets.menu import Menu

SIDE = 56
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PhotoButton(QAbstractButton):
    """A photo to press; without one it shows an empty circle."""

    choose_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._drawn = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self, radius=SIDE // 2)
        theme.follow(self.update)
        self.clicked.connect(self._open)
        self.set_photo(None)

    def set_photo(self, image: QImage | None) -> None:
        """Show another photo, or none."""
        self._image, self._drawn = image, QPixmap()
        words = _("Photo. Change") if image else _("Choose a photo")
        self.setAccessibleName(words)
        label.explain(self, words)
        self.update()

    def has_photo(self) -> bool:
        """Say whether there is one."""
        return self._image is not None

    def menu(self) -> Menu:
        """Return the menu of what can be done with a photo."""
        menu = Menu(self, name=_("Photo"))
        menu.add(_("Choose another photo…"), self.choose_wanted.emit, icon="upload")
        menu.add(_("Remove the photo"), self.remove_wanted.emit, icon="trash-2")
        return menu

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        if self._image is None:
            fill = tokens.hover if self.underMouse() else tokens.paper
            painting.box(painter, self.rect(), fill=fill, edge=tokens.line_strong, radius=SIDE // 2, dashed=True)
            side = theme.ICON_PLACE
            icons.paint(painter, "user-plus", QRect((SIDE - side) // 2, (SIDE - side) // 2, side, side), tokens.ink2)
        else:
            circle = QPainterPath()
            circle.addEllipse(0, 0, SIDE, SIDE)
            painter.setClipPath(circle)
            painter.drawPixmap(self.rect(), self._pixmap(self._image))
        painter.end()

    def _pixmap(self, image: QImage) -> QPixmap:
        """Return the middle of the photo in the size in which it is painted, made once."""
        if self._drawn.isNull():
            side = round(SIDE * self.devicePixelRatioF())
            filling = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            grown = image.scaled(QSize(side, side), filling, Qt.TransformationMode.SmoothTransformation)
            middle = QRect((grown.width() - side) // 2, (grown.height() - side) // 2, side, side)
            self._drawn = QPixmap.fromImage(grown.copy(middle))
        return self._drawn

    def _open(self) -> None:
        if self._image is None:
            self.choose_wanted.emit()
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
