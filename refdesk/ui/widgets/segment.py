"""A segment: one choice among few, side by side in one edge."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting, ring, roving

_PAD, _LEAST_PAD = 14, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One part of a segment: its value, its words, perhaps an icon and a longer name for screen readers."""

    value: str
    words: str
    icon: str = ""
    name: str = ""


class Segment(QWidget):
    """Choices in one edge; `chosen` brings the value when the person picks another."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[Choice], parent: QWidget | None = None, *, name: str, value: str = "",
        fill: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding if fill else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._roving = roving.Roving(self)
        self._parts: list[_Part] = [self._part(choice, at, len(choices)) for at, choice in enumerate(choices)]
        self._roving.set_members(list(self._parts))
        self._group.buttonClicked.connect(self._picked)
        self.set_value(value or choices[0].value)

    def value(self) -> str:
        """Return the value of the chosen part, or "" when nothing was chosen yet."""
        return next((part.choice.value for part in self._parts if part.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling; a value that no part has clears the choice."""
        self._group.setExclusive(False)
        for part in self._parts:
            part.setChecked(part.choice.value == value)
        self._group.setExclusive(True)
        chosen = next((part for part in self._parts if part.isChecked()), self._parts[0])
        self._roving.follow(chosen)

    def _part(self, choice: Choice, at: int, count: int) -> "_Part":
        part = _Part(choice, self, first=at == 0, last=at == count - 1)
        self._row.addWidget(part, 1)
        self._group.addButton(part)
        return part

    def _picked(self, button: QAbstractButton) -> None:
        assert isinstance(button, _Part)
        self.chosen.emit(button.choice.value)


class _Part(QRadioButton):
    def __init__(self, choice: Choice, parent: Segment, *, first: bool, last: bool) -> None:
        super().__init__(choice.words.replace("&", "&&"), parent)
        self.choice = choice
        self._first, self._last = first, last
        self.setAccessibleName(choice.name or choice.words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        ring.watch(self)
        theme.follow(self._restyle)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(Style.SECOND_STRONG))
        before = theme.ICON_BUTTON + 8 if self.choice.icon else 0
        return QSize(max(2 * _PAD + before + metrics.horizontalAdvance(self.choice.words), 36), theme.scaled(36))

    def minimumSizeHint(self) -> QSize:
        # Large words in a narrow column stand closer, before any is cut.
        wanted = self.sizeHint()
        return QSize(max(wanted.width() - 2 * (_PAD - _LEAST_PAD), 36), wanted.height())

    def hitButton(self, where: object) -> bool:  # noqa: N802 - the whole part is the target
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        on = self.isChecked()
        fill = tokens.accent_soft if on else tokens.hover if self.underMouse() and self.isEnabled() else tokens.paper
        edge = tokens.line_strong if self.isEnabled() else tokens.line
        whole = self.rect().adjusted(0 if self._first else -10, 0, 0 if self._last else 10, 0)
        painting.box(painter, whole, fill=fill, edge=edge)
        if not self._first:
            painter.fillRect(QRect(0, 1, 1, self.height() - 2), tokens.line)
        colour = tokens.disabled_text if not self.isEnabled() else tokens.accent if on else tokens.ink2
        style = Style.SECOND_STRONG if on else Style.SECOND
        self._paint_content(painter, style, colour)
        painter.end()

    def _paint_content(self, painter: QPainter, style: Style, colour: QColor) -> None:
        words = QFontMetrics(theme.font(style)).horizontalAdvance(self.choice.words)
        size = theme.ICON_BUTTON
        before = size + 8 if self.choice.icon else 0
        start = (self.width() - before - words) // 2
        if self.choice.icon:
            icons.paint(painter, self.choice.icon, QRect(start, (self.height() - size) // 2, size, size), colour)
        room = QRect(start + before, 0, self.width() - start - before, self.height())
        painting.text(painter, room, self.choice.words, style, colour)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
