"""Check boxes and radio buttons."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting, ring

_SIDE = 20
_GAP = 10


class Check(QCheckBox):
    """A box to tick, with its words beside it; the words are part of the target."""

    def __init__(self, words: str, parent: QWidget | None = None, *, checked: bool = False, name: str = "") -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setChecked(checked)
        self.setAccessibleName(name or words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self)
        theme.follow(self._restyle)

    def sizeHint(self) -> QSize:
        return _size(self._words)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, where: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        box = _mark_box(self)
        on = self.isChecked()
        if not self.isEnabled():
            painting.box(painter, box, edge=tokens.line, radius=theme.RADIUS_CHECK)
        elif on:
            fill = tokens.accent_hover if self.underMouse() else tokens.accent_fill
            painting.box(painter, box, fill=fill, radius=theme.RADIUS_CHECK)
        else:
            fill = tokens.hover if self.underMouse() else tokens.paper
            painting.box(painter, box, fill=fill, edge=tokens.line_strong, radius=theme.RADIUS_CHECK)
        if on:
            colour = tokens.on_accent if self.isEnabled() else tokens.disabled_text
            icons.paint(painter, "check", box.adjusted(3, 3, -3, -3), colour, stroke=icons.STROKE_TICK)
        _paint_words(painter, self, self._words)
        painter.end()

    def _restyle(self) -> None:
        self.setFont(theme.font(Style.BODY))
        self.updateGeometry()
        self.update()


class Radio(QRadioButton):
    """One choice of several, with its words beside it."""

    def __init__(self, words: str, parent: QWidget | None = None, *, checked: bool = False, name: str = "") -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setChecked(checked)
        self.setAccessibleName(name or words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self)
        theme.follow(self._restyle)

    def sizeHint(self) -> QSize:
        return _size(self._words)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, where: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(where)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        box = _mark_box(self)
        if not self.isEnabled():
            painting.box(painter, box, edge=tokens.line, radius=_SIDE / 2)
        elif self.isChecked():
            painting.box(painter, box, fill=tokens.paper, edge=tokens.accent_fill, radius=_SIDE / 2, width=6)
        else:
            fill = tokens.hover if self.underMouse() else tokens.paper
            painting.box(painter, box, fill=fill, edge=tokens.line_strong, radius=_SIDE / 2)
        _paint_words(painter, self, self._words)
        painter.end()

    def _restyle(self) -> None:
        self.setFont(theme.font(Style.BODY))
        self.updateGeometry()
        self.update()


def _size(words: str) -> QSize:
    if not words:
        return QSize(32, 32)
    metrics = QFontMetrics(theme.font(Style.BODY))
    return QSize(_SIDE + _GAP + metrics.horizontalAdvance(words) + 4, max(32, theme.line_height(Style.BODY)))


def _mark_box(widget: Check | Radio) -> QRect:
    left = 0 if widget.text() else (widget.width() - _SIDE) // 2
    return QRect(left, (widget.height() - _SIDE) // 2, _SIDE, _SIDE)


def _paint_words(painter: QPainter, widget: Check | Radio, words: str) -> None:
    tokens = theme.current()
    room = widget.rect().adjusted(_SIDE + _GAP, 0, 0, 0)
    painting.text(painter, room, words, Style.BODY, tokens.ink if widget.isEnabled() else tokens.disabled_text)
