"""What stands outside on a card: a greeting, a picture of the owner's, or both."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import default_wordings, text
from refdesk.domain.occasions import CardOccasion
from refdesk.i18n import _
from refdesk.services import own_pictures
from refdesk.services.own_pictures import Gated, OwnPicture
from refdesk.ui import theme
from refdesk.ui.picture_choosing import PictureChoosing
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.label import Label, Picture
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

WORDS, PICTURE, BOTH = "words", "picture", "both"
_SIDE = 72
LONGEST_GREETING = 60


class OutsideChoice(QWidget):
    """Chooses the greeting and the picture; the picture is kept for the next time."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._occasion = CardOccasion.THANKS
        self._content: bytes | None = None
        self.what = Segment(
            [Choice(WORDS, _("Greeting")), Choice(PICTURE, _("Picture")), Choice(BOTH, _("Both"))],
            self, name=_("Outside"), value=WORDS, fill=True,
        )  # fmt: skip
        self.greeting = LineEdit("", self, name=_("Greeting outside"))
        self.greeting.setMaxLength(LONGEST_GREETING)
        self.shown = Picture(self)
        self.shown.setFixedSize(QSize(_SIDE, _SIDE))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setAccessibleName(_("The picture for the front of cards"))
        self.choose = Button("", self, size=Size.ROW, icon="upload")
        self.remove = Button(_("Remove"), self, kind=Kind.LINK, size=Size.ROW)
        self.remove.setAccessibleName(_("Remove the picture"))
        self._about = Label("", Style.CAPTION, self, ink=Ink.AMBER, wrap=True)
        self._picture = QWidget(self)
        self._choosing = PictureChoosing(
            workplace, self, self._take, read=partial(own_pictures.from_file, which=OwnPicture.CARD)
        )
        self._lay_out()
        self._connect()
        self.begin(self._occasion)
        self.refresh()

    def kind(self) -> str:
        """Return what stands outside: "words", "picture" or "both"."""
        return self.what.value()

    def words(self) -> str:
        """Return the greeting, "" for the usual one of the occasion."""
        typed = text.clean(self.greeting.text())
        return "" if typed == self._usual() else typed

    def begin(self, occasion: CardOccasion) -> None:
        """Go on with the usual greeting of an occasion."""
        self._occasion = occasion
        self.greeting.blockSignals(True)
        self.greeting.setText(self._usual())
        self.greeting.blockSignals(False)

    def refresh(self) -> None:
        """Show the picture that is kept."""
        content = self._workplace.desk.ask(own_pictures.card_picture)
        if content != self._content or not self.choose.words():
            self._content = content
            self._show_picture()
        self._fit()

    def _usual(self) -> str:
        return _(default_wordings.FRONTS[self._occasion])

    def _show_picture(self) -> None:
        has = self._content is not None
        self.choose.set_words(_("Another…") if has else _("Choose a picture…"))
        self.remove.setVisible(has)
        self.shown.setVisible(has)
        flat = False
        if self._content is not None:
            image = QImage.fromData(self._content)
            side = round(_SIDE * self.devicePixelRatioF())
            fits, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(image.scaled(QSize(side, side), fits, smooth))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self.shown.setPixmap(pixmap)
            flat = own_pictures.looks_flat_in_gray(self._content)
        self._about.setText(_("On a printer without color little of it will be seen.") if flat else "")
        self._about.setVisible(flat)

    def _fit(self) -> None:
        self.greeting.setVisible(self.kind() != PICTURE)
        self._picture.setVisible(self.kind() != WORDS)

    def _chosen(self) -> None:
        self._fit()
        if self.kind() != WORDS and self._content is None:
            self._choosing.ask()
        self.changed.emit()

    def _take(self, picture: Gated) -> None:
        self._workplace.desk.do(own_pictures.set_picture, OwnPicture.CARD, picture)
        self._workplace.done(_("Picture for cards saved"))
        self.refresh()
        self.changed.emit()

    def _remove(self) -> None:
        self._workplace.desk.do(own_pictures.remove, OwnPicture.CARD)
        self._workplace.done(_("Picture for cards removed"))
        self.what.set_value(WORDS)
        self.refresh()
        self.changed.emit()

    def _connect(self) -> None:
        self.what.chosen.connect(self._chosen)
        self.greeting.textChanged.connect(self.changed)
        self.choose.clicked.connect(self._choosing.ask)
        self.remove.clicked.connect(self._remove)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._picture)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.shown)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.what, self.greeting, self._picture, self._about):
            column.addWidget(part)
        theme.follow(self.update)
