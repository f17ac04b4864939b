"""Tabs above a narrow panel: one Tab stop, arrows inside, the chosen one underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting, ring
from refdesk.ui.widgets.roving import Roving
from refdesk.ui.widgets.surfaces import Hairline

_HEIGHT = 40


class Tabs(QWidget):
    """A row of tabs; `chosen` brings the position of the one that was picked."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._tabs = [_Tab(title, self) for title in titles]
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(26)
        for at, tab in enumerate(self._tabs):
            self._group.addButton(tab, at)
            row.addWidget(tab)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(self))
        self._tabs[0].setChecked(True)
        self._roving = Roving(self)
        self._roving.set_members(list(self._tabs))
        self._group.buttonClicked.connect(self._picked)

    def current(self) -> int:
        """Return the position of the chosen tab."""
        return self._group.checkedId()

    def choose(self, at: int) -> None:
        """Choose a tab without telling."""
        self._tabs[at].setChecked(True)
        self._roving.enter_at(self._tabs[at])

    def set_title(self, at: int, title: str) -> None:
        """Say something else on a tab, such as a new count."""
        self._tabs[at].set_words(title)

    def _picked(self, tab: QAbstractButton) -> None:
        self.chosen.emit(self._group.id(tab))


class _Tab(QRadioButton):
    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self, radius=theme.RADIUS_CHECK)
        theme.follow(self._restyle)

    def set_words(self, words: str) -> None:
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(Style.SECOND_STRONG))
        return QSize(metrics.horizontalAdvance(self._words) + 6, theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, where: object) -> bool:  # noqa: N802 - Qt's name
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        on = self.isChecked()
        ink = tokens.accent if on else tokens.ink if self.underMouse() else tokens.ink2
        style = Style.SECOND_STRONG if on else Style.SECOND
        painting.text(painter, self.rect().adjusted(2, 0, 0, -2), self._words, style, ink)
        if on:
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), tokens.accent)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
