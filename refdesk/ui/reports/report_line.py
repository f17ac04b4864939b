"""A report in the list at the left: its icon, what it is called and what it shows."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refdesk.ui import icons, theme
from refdesk.ui.reports.kinds import ReportKind
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.label import explain
from refdesk.ui.widgets.line import Line

HEIGHT, SHORT = 58, 38
_ICON_AT, _WORDS_AT = 24, 56


class ReportLine(Line):
    """Shows one report; the one that is open is marked."""

    def __init__(self, kind: ReportKind, parent: QWidget) -> None:
        super().__init__(parent, name=kind.title, height=HEIGHT, hairline=False)
        self.kind = kind
        self._open = self._short = False
        self.setAccessibleDescription(kind.about)

    def set_selected(self, selected: bool) -> None:
        """Mark the report as the open one."""
        self._open = selected
        super().set_selected(selected)

    def set_short(self, short: bool) -> None:
        """Say only what the report is called; what it shows comes as a hint."""
        if short is not self._short:
            self._short = short
            explain(self, self.kind.about if short else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.scaled(SHORT if self._short else HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.current()
        painter = QPainter(self)
        middle, side = self.height() // 2, theme.ICON_PLACE
        ink = tokens.accent if self._open else tokens.ink2
        icons.paint(painter, self.kind.icon, QRect(_ICON_AT, middle - side // 2, side, side), ink)
        high = theme.scaled(22)
        top = middle - (high // 2 if self._short else high)
        room = QRect(_WORDS_AT, top, self.width() - _WORDS_AT - 12, high)
        style = Style.BODY_STRONG if self._open else Style.BODY
        painting.text(painter, room, self.kind.title, style, tokens.ink)
        if not self._short:
            below = QRect(room.left(), middle + theme.scaled(1), room.width(), theme.scaled(19))
            painting.text(painter, below, self.kind.about, Style.CAPTION, tokens.ink2)
        painter.end()
