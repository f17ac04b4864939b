"""How a call went: six tiles with the letters of the call sheet."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from refdesk.domain.call_codes import WORDS, Code
from refdesk.i18n import N_, _
from refdesk.ui import theme
from refdesk.ui.campaign import call_keys
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting, ring
from refdesk.ui.widgets.label import explain
from refdesk.ui.widgets.roving import Roving

_SHORT: Mapping[Code, str] = MappingProxyType(
    {
        Code.TALKED: N_("talked"),
        Code.MESSAGE: N_("message"),
        Code.NO_ANSWER: N_("no answer"),
        Code.CALL_BACK: N_("call back"),
        Code.WRONG_NUMBER: N_("wrong no."),
        Code.DO_NOT_CALL: N_("don’t call"),
    }
)
_HEIGHT, _LEAST_WIDTH, _GAP = 60, 60, 8
_FEW = 3
"""How many tiles stand beside each other where there is little room."""


class OutcomeTiles(QWidget):
    """One letter at most is on; `chosen` tells when somebody chose one."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("How did it go?"))
        self.tiles = {code: _Tile(code, self) for code in Code}
        self._roving = Roving(self)
        self._roving.set_members(list(self.tiles.values()))
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for code, tile in self.tiles.items():
            tile.clicked.connect(partial(self.choose, code))
        self._arrange(len(self.tiles))

    def value(self) -> Code | None:
        """Return the letter that is on."""
        return next((code for code, tile in self.tiles.items() if tile.isChecked()), None)

    def set_value(self, code: Code | None) -> None:
        """Turn one on, or none, without telling."""
        for each, tile in self.tiles.items():
            tile.setChecked(each is code)
        self._roving.enter_at(self.tiles[code or Code.TALKED])

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least(_FEW), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two rows where larger words leave no room for one."""
        super().resizeEvent(event)
        every = len(self.tiles)
        self._arrange(every if self.width() >= self._least(every) else _FEW)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(len(self.tiles)):
            self._grid.setColumnStretch(column, int(column < columns))
        self.updateGeometry()

    def _least(self, columns: int) -> int:
        """Return how wide so many equal tiles beside each other must be at least."""
        widest = max(tile.sizeHint().width() for tile in self.tiles.values())
        return columns * widest + (columns - 1) * _GAP

    def choose(self, code: Code, _on: bool = True) -> None:
        """Turn a letter on, and tell."""
        self.set_value(code)
        self.chosen.emit()


class _Tile(QAbstractButton):
    """A letter over its word."""

    def __init__(self, code: Code, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = code
        self.setCheckable(True)
        self.setText(_(WORDS[code]))
        self.setAccessibleName(_("{letter}, {words}").format(letter=code.value, words=_(WORDS[code])))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        explain(self, _(WORDS[code]), key=call_keys.shown(code))
        ring.watch(self)
        theme.follow(self._restyle)

    def sizeHint(self) -> QSize:
        word = QFontMetrics(theme.font(Style.CAPTION)).horizontalAdvance(_(_SHORT[self._code]))
        return QSize(max(word + 12, theme.scaled(_LEAST_WIDTH)), theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        event.ignore()  # letters belong to the call

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, on = theme.current(), self.isChecked()
        rest = tokens.press if self.isDown() else tokens.hover if self.underMouse() else tokens.paper
        edge = tokens.accent if on else tokens.line_mid
        painting.box(painter, self.rect(), fill=tokens.accent_soft if on else rest, edge=edge, width=2 if on else 1)
        middle = self.height() // 2
        centre = Qt.AlignmentFlag.AlignHCenter
        top = QRect(0, theme.scaled(5), self.width(), middle - theme.scaled(3))
        below = QRect(0, middle + theme.scaled(2), self.width(), middle - theme.scaled(6))
        painting.text(painter, top, self._code.value, Style.PHONE_TODAY, tokens.accent, centre)
        word = Style.CAPTION_STRONG if on else Style.CAPTION
        painting.text(painter, below, _(_SHORT[self._code]), word, tokens.ink if on else tokens.ink2, centre)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
