"""Words on the screen: always plain text, in one of the text styles."""

import html
import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting

_USUAL = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PLAIN = re.compile("[ -~\xa0-\u058f\u2010-\u205e]*")
"""Letters that stand in one font; those of another may make a line higher."""


class Label(QLabel):
    """Plain words in a text style and a colour of the theme."""

    def __init__(
        self, words: str = "", style: Style = Style.BODY, parent: QWidget | None = None, *, ink: Ink = Ink.INK,
        wrap: bool = False, selectable: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._placed = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button Qt would take another
        self.setText(words)
        self.setWordWrap(wrap)
        self._style = style
        self._ink = ink
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.follow(self._restyle)

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        super().setText(words)
        self._hold_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placed = True
        self._hold_height()

    def _hold_height(self) -> None:
        # Layouts do not pass on how the height of wrapped words depends on the width; a minimum they keep.
        if not self.wordWrap() or not self._placed:
            return
        room = QRect(0, 0, self.contentsRect().width(), 100_000)
        flags = int(self.alignment() | Qt.TextFlag.TextWordWrap)
        self.setMinimumHeight(self.fontMetrics().boundingRect(room, flags, self.text()).height() if self.text() else 0)

    def set_ink(self, ink: Ink) -> None:
        """Show the words in another colour."""
        self._ink = ink
        self._restyle()

    def set_style(self, style: Style) -> None:
        """Show the words in another text style."""
        self._style = style
        self._restyle()

    def _restyle(self) -> None:
        self.setPalette(theme.words_palette(self._ink, dark=theme.is_dark()))
        self.setFont(theme.font(self._style))
        self._hold_height()


class Picture(QLabel):
    """A drawn thing that screen readers name; derived classes paint it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ElidedLabel(Label):
    """One line with an ellipsis when room is short, at its end or before its tail; the tooltip then has all of it."""

    def __init__(
        self, words: str = "", style: Style = Style.BODY, parent: QWidget | None = None, *, ink: Ink = Ink.INK,
        tail: str = "",
    ) -> None:  # fmt: skip
        self._tail, self._is_plain = tail, True
        super().__init__(words, style, parent, ink=ink)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("Mm…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room, colour = self.contentsRect(), self.palette().color(self.foregroundRole())
        words, metrics = self.text(), self.fontMetrics()
        if self._is_plain and self.alignment() == _USUAL and room.height() >= metrics.height():
            painting.text(painter, room, words, self._style, colour, tail=self._tail)  # the same in a third of the time
        else:
            painter.setPen(colour)
            shown = painting.elided(metrics, words, room.width(), self._tail)
            painter.drawText(room, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        super().setText(words)
        self._is_plain = _PLAIN.fullmatch(words) is not None
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(plain(self.text()) if cut else "")


def plain(words: str) -> str:
    """Return words so that a tooltip shows them as they are, even if they look like markup."""
    return f"<qt>{html.escape(words)}</qt>" if "<" in words else words


def explain(widget: QWidget, words: str, *, key: str = "") -> None:
    """Give a widget a tooltip: what it does and, after it, the key."""
    widget.setToolTip(plain(f"{words}  ({key})" if key else words))
