"""The passing line: says what just happened and offers Undo, at the bottom of the sheet, for eight seconds."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui import icons, theme, timers
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.bottom_bar import BottomBar
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label

STAY_MS = 8000
_UP = 24
_ABOVE_A_BAR = 8
_LOW, _UP_IN_LOW = 760, 8


class PassingLine(QWidget):
    """One for the window, over the sheet; each `say` replaces what was there. `gets_room`: a low sheet can give way."""

    undo_pressed = Signal()
    room_wanted = Signal(int)
    """How much room at its foot a low sheet is to leave for the line, 0 when the line went away."""

    def __init__(self, sheet: QWidget, *, gets_room: bool = False) -> None:
        super().__init__(sheet)
        self._sheet, self._gets_room = sheet, gets_room
        self._row = QHBoxLayout(self)
        self._icon = IconMark("check", self, ink=Ink.ON_TOAST, size=theme.ICON_BUTTON, stroke=2)
        self._words = ElidedLabel("", Style.BODY, self, ink=Ink.ON_TOAST)
        self.undo = _Link(_("Undo"), self)
        self._key = Label("Ctrl+Z", Style.CAPTION, self, ink=Ink.ON_TOAST)
        self.close_button = _Cross("x", _("Close"), self)
        self._timer = timers.once(self, STAY_MS, self._time_is_up)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(theme.SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._lay_out()
        self.undo.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.leave)
        sheet.installEventFilter(self)
        self.hide()

    def say(self, words: str, *, undo: bool = True, icon: str = "check") -> None:
        """Show the words, announce them to screen readers, and offer Undo."""
        self._words.setText(words)
        self._icon.set_icon(icon, ink=Ink.ON_TOAST)
        self.undo.setVisible(undo)
        self._key.setVisible(undo)
        self.setAccessibleName(words)
        self._show()
        self._timer.start()
        announce(self, words)

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._sheet and event.type() == QEvent.Type.Resize and self.isVisible():
            self._slide.stop()
            self._fit()
            self._ask_for_room()
            self.move(self._place())
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.room_wanted.emit(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), fill=theme.current().toast, radius=theme.RADIUS_CARD)
        painter.end()

    def _lay_out(self) -> None:
        self._row.setContentsMargins(14, 0, 6, 0)
        self._row.setSpacing(8)
        for widget in (self._icon, self._words, self.undo, self._key, self.close_button):
            self._row.addWidget(widget, 1 if widget is self._words else 0)

    def _show(self) -> None:
        self._fit()
        self._ask_for_room()
        place = self._place()
        slides = theme.motion() and not self.isVisible()
        self.move(place + QPoint(0, _UP) if slides else place)
        self.show()
        self.raise_()
        if slides:
            self._slide.setStartValue(self.pos())
            self._slide.setEndValue(place)
            self._slide.start()

    def _fit(self) -> None:
        self._row.activate()
        width = min(self.sizeHint().width() + 4, self._sheet.width() - 2 * _UP)
        self.resize(width, theme.scaled(48))

    def _is_low(self) -> bool:
        """Say whether the sheet is so low that the line would lie over rows that one still needs."""
        return self._gets_room and self._sheet.height() < _LOW

    def _ask_for_room(self) -> None:
        self.room_wanted.emit(self.height() + 2 * _UP_IN_LOW if self._is_low() else 0)

    def _place(self) -> QPoint:
        free = self._sheet.size() - self.size()
        if self._is_low():
            return QPoint(free.width() // 2, free.height() - _UP_IN_LOW)  # in the room that the page leaves
        place = QPoint(free.width() // 2, free.height() - _UP)
        for bar in self._sheet.findChildren(BottomBar):
            taken = QRect(bar.mapTo(self._sheet, QPoint(0, 0)), bar.size())
            if bar.isVisible() and taken.intersects(QRect(place, self.size())):
                place.setY(taken.top() - self.height() - _ABOVE_A_BAR)
        return place

    def _undo(self) -> None:
        self.leave()
        self.undo_pressed.emit()

    def _time_is_up(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start()
            return
        self.hide()


def announce(source: QObject, words: str) -> None:
    """Have a screen reader say the words."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))


class _Link(Button):
    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent, kind=Kind.LINK, size=Size.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self.underMouse():
            painting.box(painter, self.rect(), edge=tokens.toast_link)
        painting.text(painter, self.rect().adjusted(6, 0, 0, 0), self.words(), Style.BODY_STRONG, tokens.toast_link)
        painter.end()


class _Cross(IconButton):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self.underMouse():
            painting.box(painter, self.rect(), edge=tokens.on_toast)
        icons.paint(painter, "x", QRect(7, 7, 18, 18), tokens.on_toast)
        painter.end()
