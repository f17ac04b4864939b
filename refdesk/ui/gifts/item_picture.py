"""The picture of an entry of the catalog: shown in a line, chosen in its dialog."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.services.pictures import Gated
from refdesk.ui import theme
from refdesk.ui.picture_choosing import PictureChoosing
from refdesk.ui.widgets import painting, picture_button
from refdesk.ui.widgets.picture_button import PictureButton, PictureWords
from refdesk.ui.workplace import Workplace

SIDE, SMALL_SIDE = 96, 40


def image_of(content: bytes | None) -> QImage | None:
    """Return the picture of a file from the gate; None for none."""
    image = QImage.fromData(content) if content else QImage()
    return None if image.isNull() else image


class SmallPicture(QWidget):
    """A picture in a line of the catalog, drawn once; the sign of a gift without one."""

    def __init__(self, image: QImage | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._image, self._drawn = image, QPixmap()
        self.setFixedSize(SMALL_SIDE, SMALL_SIDE)
        theme.follow(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is None:
            painting.box(painter, self.rect(), fill=theme.current().hover, radius=theme.RADIUS_BUTTON)
            picture_button.paint_sign(painter, self.rect(), "gift")
        else:
            if self._drawn.isNull():
                self._drawn = picture_button.middle_of(self._image, self.size(), self.devicePixelRatioF())
            picture_button.paint_rounded(painter, self.rect(), self._drawn, theme.RADIUS_BUTTON)
        painter.end()


class ItemPicture(PictureButton):
    """The picture in the dialog; `taken` holds what was chosen, `is_removed` that it is to go."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        words = PictureWords(
            _("Picture"), _("Choose a picture"), _("Picture. Change"), _("Choose another picture…"),
            _("Remove the picture"),
        )  # fmt: skip
        super().__init__(parent, words, icon="gift", side=SIDE, radius=theme.RADIUS_BUTTON)
        self._choosing = PictureChoosing(workplace, self, self._take)
        self.taken: Gated | None = None
        self.is_removed = False
        self.choose_wanted.connect(self.choose)
        self.remove_wanted.connect(self.remove)

    def show_saved(self, content: bytes | None) -> None:
        """Show the picture that is kept."""
        self.set_picture(image_of(content))

    def choose(self) -> None:
        """Let the person choose a file; one that is no picture is said in plain words."""
        self._choosing.ask()

    def remove(self) -> None:
        """Take the picture away."""
        self.taken, self.is_removed = None, True
        self.set_picture(None)
        self.changed.emit()

    def _take(self, picture: Gated) -> None:
        self.taken, self.is_removed = picture, False
        self.show_saved(picture.content)
        self.changed.emit()
