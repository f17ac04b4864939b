"""Keys and clicks while what they are meant for is on its way: keys reach it once it is there, in their order."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from refdesk.i18n import _


class HeldInput(QWidget):
    """Lies over a window and shows nothing but another pointer; a click is lost: it was meant for what lies below."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(_("One moment…"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BusyCursor)
        self._keys: list[QKeyEvent] = []
        self._is_over = False
        self._before = QApplication.focusWidget()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Uncover the window and give the focus back; False where it was uncovered before."""
        if self._is_over or not isValid(self):
            return False
        self._is_over = True
        had_focus = self.hasFocus()
        self.hide()
        if had_focus and self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()
        return True

    def give_up(self, _fault: Exception) -> None:
        """Uncover the window where nothing comes."""
        self.leave()

    def pass_on(self) -> None:
        """Hand the keys to what has the focus now."""
        keys, self._keys = self._keys, []
        pass_on(keys)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no key of the window is meant while something is on its way
            return True
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            self._keys.append(event.clone())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


def pass_on(keys: Iterable[QKeyEvent]) -> None:
    """Hand keys that were held to what has the focus now, in their order."""
    for key in keys:
        focus = QApplication.focusWidget()
        if focus is not None:
            QApplication.sendEvent(focus, key)
