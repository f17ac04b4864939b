"""The picture of an entry of the catalog: shown in a line, chosen in its dialog."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.services.pictures import Gated
from refdesk.ui import icons, theme
from refdesk.ui.picture_choosing import PictureChoosing
from refdesk.ui.widgets import label, painting, ring
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

SIDE = 96
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def image_of(content: bytes | None) -> QImage | None:
    """Return the picture of a file from the gate; None for none."""
    image = QImage.fromData(content) if content else QImage()
    return None if image.isNull() else image


def paint(painter: QPainter, box: QRect, image: QImage | None) -> None:
    """Paint the middle of a picture into a box with round corners, or the sign of a gift."""
    tokens = theme.current()
    if image is None:
        painting.box(painter, box, fill=tokens.hover, radius=theme.RADIUS_BUTTON)
        side = theme.ICON_PLACE
        corner = QPoint(box.x() + (box.width() - side) // 2, box.y() + (box.height() - side) // 2)
        icons.paint(painter, "gift", QRect(corner, QSize(side, side)), tokens.ink2)
        return
    filling, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    ratio = painter.device().devicePixelRatioF()
    wanted = QSize(round(box.width() * ratio), round(box.height() * ratio))
    grown = image.scaled(wanted, filling, smooth)
    middle = QRect(QPoint((grown.width() - wanted.width()) // 2, (grown.height() - wanted.height()) // 2), wanted)
    path = QPainterPath()
    path.addRoundedRect(box, theme.RADIUS_BUTTON, theme.RADIUS_BUTTON)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    painter.drawPixmap(box, QPixmap.fromImage(grown.copy(middle)))
    painter.restore()


class SmallPicture(QWidget):
    """A picture in a line of the catalog, drawn once."""

    def __init__(self, image: QImage | None, parent: QWidget, *, side: int = 40) -> None:
        super().__init__(parent)
        self._image = image
        self.setFixedSize(side, side)
        theme.follow(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self.rect(), self._image)
        painter.end()


class PictureButton(QAbstractButton):
    """A picture to press; `taken` holds what was chosen, `is_removed` that it is to go."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._choosing = PictureChoosing(workplace, self, self._take)
        self._image: QImage | None = None
        self.taken: Gated | None = None
        self.is_removed = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ring.watch(self, radius=theme.RADIUS_BUTTON)
        theme.follow(self.update)
        self.clicked.connect(self._open)
        self._name()

    def show_saved(self, content: bytes | None) -> None:
        """Show the picture that is kept."""
        self._image = image_of(content)
        self._name()

    def has_picture(self) -> bool:
        """Say whether one is shown."""
        return self._image is not None

    def choose(self) -> None:
        """Let the person choose a file; one that is no picture is said in plain words."""
        self._choosing.ask()

    def remove(self) -> None:
        """Take the picture away."""
        self.taken, self.is_removed, self._image = None, True, None
        self._name()
        self.changed.emit()

    def menu(self) -> Menu:
        """Return what can be done with the picture."""
        menu = Menu(self, name=_("Picture"))
        menu.add(_("Choose another picture…"), self.choose, icon="upload")
        menu.add(_("Remove the picture"), self.remove, icon="trash-2")
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
        paint(painter, self.rect(), self._image)
        if self._image is None:
            edge = theme.current().line_strong
            painting.box(painter, self.rect(), edge=edge, radius=theme.RADIUS_BUTTON, dashed=True)
        painter.end()

    def _take(self, picture: Gated) -> None:
        self.taken, self.is_removed = picture, False
        self.show_saved(picture.content)
        self.changed.emit()

    def _open(self) -> None:
        if self._image is None:
            self.choose()
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _name(self) -> None:
        words = _("Picture. Change") if self._image else _("Choose a picture")
        self.setAccessibleName(words)
        label.explain(self, words)
        self.update()
