"""Menus: lines of 36 on paper, with a remark or key at the right."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting

_PAD = 6


class Menu(QMenu):
    """A menu; fill it with `add`."""

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        theme.follow(self._restyle)

    def add(
        self, words: str, then: Callable[[], object], *, aside: str = "", icon: str = "", checked: bool | None = None
    ) -> QAction:
        """Add a line that does something; `aside` is a key or remark at the right."""
        action = QAction(f"{words.replace('&', '&&')}\t{aside}" if aside else words.replace("&", "&&"), self)
        action.setProperty("words", words)
        action.setProperty("aside", aside)
        action.setProperty("icon_name", icon)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(_without_arguments(then))
        self.addAction(action)
        return action

    def pop_up_below(self, button: QWidget) -> None:
        """Open below the button that asked for it, and go away for good once something is chosen."""
        self.aboutToHide.connect(self.deleteLater)
        self.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self._next_beginning_with(event.text())
        if line is None:
            super().keyPressEvent(event)
        else:
            self.setActiveAction(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painting.box(painter, self.rect(), fill=tokens.paper, edge=tokens.line_strong, radius=theme.RADIUS_CARD)
        for action in self.actions():
            room = self.actionGeometry(action)
            if action.isSeparator():
                painter.fillRect(QRect(room.left(), room.center().y(), room.width(), 1), tokens.line)
            else:
                self._paint_line(painter, action, room)
        painter.end()

    def _next_beginning_with(self, letter: str) -> QAction | None:
        """Return the line that begins with this letter, after the one that is marked: the same letter goes round."""
        if not letter.strip():
            return None
        lines = [each for each in self.actions() if each.isEnabled() and not each.isSeparator()]
        after = lines.index(self.activeAction()) + 1 if self.activeAction() in lines else 0
        in_turn = lines[after:] + lines[:after]
        fits = (each for each in in_turn if each.text().casefold().startswith(letter.casefold()))
        return next(fits, None)

    def _paint_line(self, painter: QPainter, action: QAction, room: QRect) -> None:
        tokens = theme.current()
        if action is self.activeAction() and action.isEnabled():
            painting.box(painter, room, fill=tokens.accent_soft, radius=theme.RADIUS_TAG)
        ink = tokens.ink if action.isEnabled() else tokens.disabled_text
        second = tokens.ink2 if action.isEnabled() else tokens.disabled_text
        line = room.adjusted(10, 0, -10, 0)
        icon = "check" if action.isChecked() else str(action.property("icon_name") or "")
        if icon or self._has_icons():
            if icon:
                box = QRect(line.left(), line.center().y() - 8, theme.ICON_BUTTON, theme.ICON_BUTTON)
                icons.paint(painter, icon, box, second)
            line.setLeft(line.left() + theme.ICON_BUTTON + 10)
        painting.text(painter, line, str(action.property("words") or action.text()), Style.BODY, ink)
        aside = str(action.property("aside") or "")
        painting.text(painter, line, aside, Style.CAPTION, second, Qt.AlignmentFlag.AlignRight)

    def _has_icons(self) -> bool:
        return any(action.isCheckable() or action.property("icon_name") for action in self.actions())

    def _restyle(self) -> None:
        self.setFont(theme.font(Style.BODY))
        before = theme.ICON_BUTTON + 10
        self.setStyleSheet(
            f"QMenu {{ background: transparent; border: none; padding: {_PAD}px; }}"
            f"QMenu::item {{ min-height: {theme.scaled(36)}px; padding: 0 10px 0 {10 + before}px; }}"
            "QMenu::separator { height: 1px; margin: 5px 0; }"
        )


def _without_arguments(then: Callable[[], object]) -> Callable[[bool], None]:
    def call(checked: bool) -> None:  # noqa: ARG001 - Qt hands over the check mark
        then()

    return call
