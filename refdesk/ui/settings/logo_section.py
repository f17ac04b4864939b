"""The logo of the business: on the back of cards and the corner of envelopes, in place of the ring with initials."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import own_pictures
from refdesk.services.own_pictures import Gated, OwnPicture
from refdesk.ui.picture_choosing import PictureChoosing
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.label import Label, Picture
from refdesk.ui.workplace import Workplace

_ROOM = QSize(220, 64)


class LogoSection(Section):
    """Shows the logo, and lets another be chosen; it is kept at once and can be undone."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("Stands on the back of your cards and on envelopes. Without one, a ring with your initials does.")
        super().__init__(_("Logo"), parent, about=about)
        self.words = _("Logo picture mark brand")
        self._workplace = workplace
        self._content: bytes | None = None
        self.shown = Picture(self)
        self.shown.setAccessibleName(_("Your logo"))
        self._none = Label(_("No logo yet"), Style.SECOND, self, ink=Ink.INK2)
        self.choose = Button(_("Choose a logo…"), self, icon="upload")
        self.remove = Button(_("Remove"), self, kind=Kind.LINK)
        self.remove.setAccessibleName(_("Remove the logo"))
        self._choosing = PictureChoosing(
            workplace, self, self._take, read=partial(own_pictures.from_file, which=OwnPicture.LOGO)
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.shown)
        row.addWidget(self._none)
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        self.card.column.addLayout(row)
        self.choose.clicked.connect(self._choosing.ask)
        self.remove.clicked.connect(self._remove)
        self._show()

    def refresh(self) -> None:
        """Show the logo that is kept."""
        content = self._workplace.desk.ask(own_pictures.logo)
        if content != self._content:
            self._content = content
            self._show()

    def first_editor(self) -> QWidget | None:
        """Return where one begins to change something here."""
        return self.choose

    def _show(self) -> None:
        has = self._content is not None
        if self._content is not None:
            ratio = self.devicePixelRatioF()
            fits, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            drawn = QPixmap.fromImage(QImage.fromData(self._content).scaled(_ROOM * ratio, fits, smooth))
            drawn.setDevicePixelRatio(ratio)
            self.shown.setPixmap(drawn)
        self.shown.setVisible(has)
        self.remove.setVisible(has)
        self._none.setVisible(not has)
        self.choose.set_words(_("Another logo…") if has else _("Choose a logo…"))

    def _take(self, picture: Gated) -> None:
        self._workplace.desk.do(own_pictures.set_picture, OwnPicture.LOGO, picture)
        self._workplace.done(_("Logo saved"))

    def _remove(self) -> None:
        try:
            self._workplace.desk.do(own_pictures.remove, OwnPicture.LOGO)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        self._workplace.done(_("Logo removed"))
