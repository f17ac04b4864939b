"""Chips to filter by, tags that say a state, key caps."""

from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.theme import Style, Tokens
from refdesk.ui.widgets import label, painting, ring


class Chip(QPushButton):
    """A round filter that is on or off; with only an icon it needs a name."""

    def __init__(
        self, words: str, parent: QWidget | None = None, *, icon: str = "", name: str = "", checkable: bool = True
    ) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self._icon = icon
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setAccessibleName(name or words)
        if name and name != words:
            label.explain(self, name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ring.watch(self, radius=theme.RADIUS_CHIP)
        theme.follow(self._restyle)

    def set_words(self, words: str) -> None:
        """Say something else, such as a new count."""
        if words == self._words:
            return
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(Style.SECOND_STRONG)).horizontalAdvance(self._words)
        before = 16 + (6 if self._words else 0) if self._icon else 0
        pad = 12 if self._words else 8
        height = theme.scaled(32)
        return QSize(max(2 * pad + before + words, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        fill, edge, ink = self._looks(tokens)
        painting.box(painter, self.rect(), fill=fill, edge=edge, radius=self.height() / 2)
        start = 12 if self._words else (self.width() - 16) // 2
        if self._icon:
            icons.paint(painter, self._icon, QRect(start, (self.height() - 16) // 2, 16, 16), ink)
            start += 22
        style = Style.SECOND_STRONG if self.isChecked() else Style.SECOND
        align = Qt.AlignmentFlag.AlignLeft if self._icon else Qt.AlignmentFlag.AlignHCenter
        room = self.rect().adjusted(start if self._icon else 0, 0, 0, 0)
        painting.text(painter, room, self._words, style, ink, align)
        painter.end()

    def _looks(self, tokens: Tokens) -> tuple[QColor | None, QColor, QColor]:
        if not self.isEnabled():
            return None, tokens.line, tokens.disabled_text
        if self.isChecked():
            return tokens.accent_soft, tokens.accent, tokens.accent
        ground = tokens.press if self.isDown() else tokens.hover if self.underMouse() else tokens.paper
        return ground, tokens.line_strong, tokens.ink

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Tone(Enum):
    """What a tag says: its ground and its text, by token name ("" for no ground)."""

    NEUTRAL = ("hover", "ink2")
    AMBER = ("amber_soft", "amber")
    RED = ("red_soft", "red")
    OVERDUE = ("red_solid", "on_red")
    GOOD = ("green_soft", "green")
    ACCENT = ("accent_soft", "accent")
    PLAIN = ("", "ink2")


class Tag(label.Picture):
    """A small state in words, perhaps with an icon before them."""

    def __init__(
        self, words: str, parent: QWidget | None = None, *, tone: Tone = Tone.NEUTRAL, icon: str = "", name: str = ""
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self._tone = tone
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words, tone=tone, name=name)
        theme.follow(self._restyle)

    def set_words(self, words: str, *, tone: Tone, name: str = "") -> None:
        """Say another state."""
        self._words, self._tone = words, tone
        self.setAccessibleName(name or words)
        self._restyle()

    def sizeHint(self) -> QSize:
        return tag_size(self._words, icon=self._icon)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, self.rect(), self._words, tone=self._tone, icon=self._icon)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def tag_size(words: str, *, icon: str = "") -> QSize:
    """Return the room that a tag needs; delegates use it too."""
    width = QFontMetrics(theme.font(Style.CAPTION_STRONG)).horizontalAdvance(words)
    return QSize(16 + width + (21 if icon else 0), theme.scaled(24))


def paint_tag(painter: QPainter, rect: QRect, words: str, *, tone: Tone, icon: str = "") -> None:
    """Draw a tag, in a widget or a delegate."""
    tokens = theme.current()
    ground, ink_name = tone.value
    ink = theme.named(tokens, ink_name)
    if ground:
        painting.box(painter, rect, fill=theme.named(tokens, ground), radius=theme.RADIUS_TAG)
    start = rect.left() + 8
    if icon:
        stroke = icons.STROKE_TICK if icon == "check" else icons.STROKE
        icons.paint(painter, icon, QRect(start, rect.center().y() - 7, 15, 15), ink, stroke=stroke)
        start += 21
    room = QRect(start, rect.top(), rect.right() - start + 1, rect.height())
    painting.text(painter, room, words, Style.CAPTION_STRONG, ink)


class StepTag(QPushButton):
    """The dashed tag that asks for something missing, such as "Set a next step"; a button of 32 in height."""

    def __init__(self, words: str, parent: QWidget | None = None, *, icon: str = "plus") -> None:
        super().__init__(words, parent)
        self._icon = icon
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ring.watch(self, radius=theme.RADIUS_TAG)
        theme.follow(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(tag_size(self.text(), icon=self._icon).width(), max(theme.scaled(24) + 8, 32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        rect = self.rect().adjusted(0, 4, 0, -4)
        fill = tokens.hover if self.underMouse() else None
        painting.box(painter, rect, fill=fill, edge=tokens.line_strong, radius=theme.RADIUS_TAG, dashed=True)
        paint_tag(painter, rect, self.text(), tone=Tone.PLAIN, icon=self._icon)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class KeyCap(label.Picture):
    """A key as it stands on the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._restyle)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Style.CAPTION_STRONG)).horizontalAdvance(self._key)
        return QSize(width + 14, theme.scaled(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        rect = self.rect()
        painting.box(painter, rect, fill=tokens.line, radius=theme.RADIUS_CHECK)
        painting.box(painter, rect.adjusted(1, 1, -1, -2), fill=tokens.sheet, radius=theme.RADIUS_CHECK - 1)
        room = rect.adjusted(0, 0, 0, -1)
        centre = Qt.AlignmentFlag.AlignHCenter
        painting.text(painter, room, self._key, Style.CAPTION_STRONG, tokens.ink2, centre)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
