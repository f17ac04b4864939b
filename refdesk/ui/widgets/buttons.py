"""Buttons: main, second, quiet, icon and split."""

from enum import Enum, auto

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import label, painting, ring

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Kind(Enum):
    """How much a button asks for attention: one MAIN in a view at most; a LINK stands in headings."""

    MAIN = auto()
    SECOND = auto()
    QUIET = auto()
    LINK = auto()


class Size(Enum):
    """Height and inner space: in rows, everywhere else, as the last act of a page."""

    ROW = (32, 10)
    NORMAL = (36, 14)
    LAST = (42, 16)


class Button(QPushButton):
    """A button with words and perhaps an icon before them."""

    def __init__(
        self, words: str, parent: QWidget | None = None, *, kind: Kind = Kind.SECOND, icon: str = "",
        size: Size = Size.NORMAL, key: str = "", left: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._words = ""
        self._key = key
        self._kind = kind
        self._icon = icon
        self._size = size
        self._left = left
        self._corners = (True, True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        ring.watch(self)
        self.set_words(words)
        if key:
            label.explain(self, words, key=key)
        theme.follow(self._restyle)

    def words(self) -> str:
        """Return the words as shown."""
        return self._words

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.updateGeometry()

    def set_kind(self, kind: Kind) -> None:
        """Ask for more or less attention, as the current line's button does."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_corners(self, *, left: bool, right: bool) -> None:
        """Choose which sides are rounded, when buttons stand against each other."""
        self._corners = (left, right)
        self.update()

    def refuse(self, reason: str) -> None:
        """Disable the button; its tooltip says why."""
        self.setEnabled(False)
        label.explain(self, reason)
        self.setAccessibleDescription(reason)

    def allow(self) -> None:
        """Enable the button again."""
        self.setEnabled(True)
        self.setAccessibleDescription("")
        if self._key:
            label.explain(self, self._words, key=self._key)
        else:
            self.setToolTip("")

    def sizeHint(self) -> QSize:
        height, pad = self._size.value
        pad = 6 if self._kind is Kind.LINK else pad
        words = QFontMetrics(theme.font(Style.SECOND_STRONG)).horizontalAdvance(self._words)
        before = theme.ICON_BUTTON + (8 if self._words else 0) if self._icon else 0
        return QSize(max(2 * pad + before + words, 32), theme.scaled(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
            return
        if event.key() in _ARROWS:
            event.ignore()  # for the list or region around it
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        fill, edge = self._ground()
        if fill is None and edge is None:
            return
        rect = self.rect()
        left, right = self._corners
        wide = rect.adjusted(0 if left else -10, 0, 0 if right else 10, 0)
        painter.save()
        painter.setClipRect(rect)
        painting.box(painter, wide, fill=fill, edge=edge)
        painter.restore()

    def _ground(self) -> tuple[QColor | None, QColor | None]:
        tokens = theme.current()
        boxed = self._kind in (Kind.MAIN, Kind.SECOND)
        if not self.isEnabled():
            return None, tokens.line if boxed else None
        down, hovered = self.isDown() or self.isChecked(), self.underMouse()
        if self._kind is Kind.MAIN:
            fill = tokens.accent_press if down else tokens.accent_hover if hovered else tokens.accent_fill
            return fill, None
        rest = tokens.paper if self._kind is Kind.SECOND else None
        return tokens.press if down else tokens.hover if hovered else rest, tokens.line_mid if boxed else None

    def _colours(self) -> tuple[QColor, QColor]:
        tokens = theme.current()
        if not self.isEnabled():
            return tokens.disabled_text, tokens.disabled_text
        if self._kind is Kind.MAIN:
            return tokens.on_accent, tokens.on_accent
        return tokens.accent, tokens.ink if self._kind is Kind.SECOND else tokens.accent

    def _paint_words(self, painter: QPainter) -> None:
        icon_colour, text_colour = self._colours()
        rect = self.rect()
        pad = 6 if self._kind is Kind.LINK else self._size.value[1]
        spare = max(self.width() - self.sizeHint().width(), 0)
        start = pad + (0 if self._left else spare // 2)
        if self._icon:
            size = theme.ICON_BUTTON
            if not self._words:
                start = (rect.width() - size) // 2
            icons.paint(painter, self._icon, QRect(start, (rect.height() - size) // 2, size, size), icon_colour)
            start += size + 8
        room = QRect(start, 0, rect.width() - start - (0 if not self._left else 4), rect.height())
        painting.text(painter, room, self._words, Style.SECOND_STRONG, text_colour)

    def _restyle(self) -> None:
        self.setFont(theme.font(Style.SECOND_STRONG))
        self.updateGeometry()
        self.update()


class IconButton(Button):
    """A square button with only an icon; its name is said by the tooltip and to screen readers."""

    def __init__(
        self, icon: str, name: str, parent: QWidget | None = None, *, key: str = "", side: int = 32,
        edged: bool = False,
    ) -> None:  # fmt: skip
        self._side = side
        super().__init__("", parent, kind=Kind.SECOND if edged else Kind.QUIET, icon=icon)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what the button does now."""
        self.setAccessibleName(name)
        label.explain(self, name, key=self._key)

    def allow(self) -> None:
        """Enable the button again."""
        super().allow()
        self.set_name(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def _colours(self) -> tuple[QColor, QColor]:
        tokens = theme.current()
        colour = tokens.ink2 if self.isEnabled() else tokens.disabled_text
        return colour, colour


class SplitButton(QWidget):
    """A button whose second part opens a menu of more of the same kind."""

    clicked = Signal()

    def __init__(
        self, words: str, menu: QMenu, parent: QWidget | None = None, *, more: str, icon: str = "",
        kind: Kind = Kind.MAIN, key: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._menu = menu
        self.first = Button(words, self, kind=kind, icon=icon, key=key)
        self.second = _More(more, self, kind=kind)
        self.first.set_corners(left=True, right=False)
        self.second.set_corners(left=False, right=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.first)
        row.addWidget(self.second)
        self.setFocusProxy(self.first)
        self.first.clicked.connect(self.clicked)
        self.second.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Open the menu below the button."""
        width = self._menu.sizeHint().width()
        self._menu.popup(self.mapToGlobal(QPoint(self.width() - width, self.height() + 4)))


class _More(Button):
    def __init__(self, name: str, parent: QWidget, *, kind: Kind) -> None:
        super().__init__("", parent, kind=kind, icon="chevron-down")
        self.setAccessibleName(name)
        label.explain(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(34, super().sizeHint().height())
