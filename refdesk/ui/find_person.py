"""The field on top that finds anybody: a few letters or any digits of a phone number, then Enter."""

from PySide6.QtCore import QMargins, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui import icons, theme
from refdesk.ui.widgets import edits
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.person_picker import PersonPicker, Suggest


class FindPerson(PersonPicker):
    """Goes to whoever is picked and is empty again."""

    found = Signal(int)

    def __init__(self, suggest: Suggest, parent: QWidget) -> None:
        super().__init__(suggest, parent, name=_("Find a person"), hint=_("Find a person"), allow_new=False)
        self._cap = KeyCap("Ctrl+K", self)
        room = self._cap.sizeHint().width()
        self.setTextMargins(QMargins(edits.PAD + theme.ICON_BUTTON + 6, 0, edits.PAD + room, 0))
        self.changed.connect(self._picked)
        self.textChanged.connect(self._show_cap)

    def sizeHint(self) -> QSize:
        return QSize(440, 38)

    def take_focus(self) -> None:
        """Begin to type."""
        self.setFocus()
        self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.ICON_BUTTON
        place = QRect(edits.PAD, (self.height() - side) // 2, side, side)
        icons.paint(painter, "search", place, theme.current().ink2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._cap.sizeHint()
        self._cap.resize(size)
        self._cap.move(self.width() - size.width() - edits.PAD, (self.height() - size.height()) // 2)

    def _show_cap(self, typed: str) -> None:
        self._cap.setVisible(not typed)

    def _picked(self) -> None:
        person = self.person()
        if person is not None:
            self.set_person(None)
            self.found.emit(person.id)
