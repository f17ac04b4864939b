"""The head of the panel: photo, name, rank, work, marks, and the buttons that begin something."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services.person import Person
from refdesk.ui import theme
from refdesk.ui.contacts.photo_button import photo_button
from refdesk.ui.contacts.rank_button import RankButton
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.label import ElidedLabel
from refdesk.ui.widgets.menu import Menu

_TIGHT_FROM = 110
_BETWEEN, _BESIDE_PHOTO = 10, 14


class PersonHead(QWidget):
    """Who it is; the buttons are wired by the panel."""

    more_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.photo = photo_button(self)
        self.name = ElidedLabel("", Style.PERSON_PANEL, self)
        self.rank = RankButton(self)
        self.work = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self.influential = Tag(_("influential"), self, tone=Tone.ACCENT)
        self.owner = Tag(_("owns a small business"), self)
        self.edit = IconButton("pencil", _("Edit"), self, key="F2", side=36, edged=True)
        self.card = Button(_("Print a card"), self, icon="printer")
        self.refer = Button(_("New referral"), self, icon="handshake")
        self.refer.setAccessibleName(_("New referral from them"))
        self.call = Button(_("Call"), self, icon="phone")
        self.log = Button(_("Log a conversation"), self, kind=Kind.MAIN, icon="message-square-text", key="Ctrl+L")
        self.more = IconButton("ellipsis", _("More"), self, side=36, edged=True)
        self.more.clicked.connect(self.more_wanted)
        self._second = QWidget(self)
        self._wide, self._owes_card = True, False
        self._lay_out()
        theme.follow(self._restyle)

    def show_person(self, person: Person, photo: QImage | None, *, owes_card: bool = False) -> None:
        """Show who it is; a card that is owed can be printed from here."""
        draft, self._owes_card = person.draft, owes_card
        self.photo.set_picture(photo)
        self.photo.setVisible(photo is not None)
        self.name.setText(person.name.full)
        self.rank.set_rank(draft.rank)
        self.work.setText(person.row.second_line)
        self.work.setVisible(bool(person.row.second_line))
        self.influential.setVisible(draft.influential)
        self.owner.setVisible(draft.small_business_owner)
        self._second.setVisible(bool(person.row.second_line) or draft.influential or draft.small_business_owner)
        self._fit()

    def set_wide(self, wide: bool) -> None:
        """Leave out what the menu offers too, where there is little room."""
        self._wide = wide
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show each button that leaves the name whole; the menu offers all of them."""
        photo = self.photo.sizeHint().width() + _BESIDE_PHOTO if not self.photo.isHidden() else 0
        always = (self.name, self.rank, self.log, self.more)
        left = self.width() - photo - sum(each.sizeHint().width() + _BETWEEN for each in always)
        for button, wanted in (
            (self.call, True), (self.card, self._owes_card), (self.edit, self._wide), (self.refer, self._wide),
        ):  # fmt: skip
            taken = button.sizeHint().width() + _BETWEEN
            shown = wanted and taken <= left
            button.setVisible(shown)
            left -= taken if shown else 0

    def _restyle(self) -> None:
        """Leave the name its room where the text is large."""
        tight = not self._wide and theme.scaled(100) > _TIGHT_FROM
        self.log.set_words(_("Log") if tight else _("Log a conversation"))
        self.log.setAccessibleName(_("Log a conversation"))
        self._fit()

    def pop_up(self, menu: Menu) -> None:
        """Open a menu below the button for more."""
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(self.more.width() - menu.sizeHint().width(), self.more.height() + 4)
        menu.popup(self.more.mapToGlobal(corner))

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(_BETWEEN)
        title.addWidget(self.name)
        title.addWidget(self.rank)
        title.addStretch(1)
        for button in (self.edit, self.card, self.refer, self.call, self.log, self.more):
            title.addWidget(button)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addWidget(self.work)
        second.addWidget(self.influential)
        second.addWidget(self.owner)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(title)
        words.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BESIDE_PHOTO)
        row.addWidget(self.photo)
        row.addLayout(words, 1)
        # As read: the photo stands first, then the rank, then the buttons.
        self.setTabOrder(self.photo, self.rank)
