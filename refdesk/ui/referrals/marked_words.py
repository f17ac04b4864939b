"""Words on one line of which some are marked: underlined as well as colored."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk.domain.helping import PLACE_WORDS, Reason
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import label, painting


class MarkedWords(QWidget):
    """Why somebody fits: where it stands, and the words around the match, cut where the line ends."""

    def __init__(self, reason: Reason, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = _("{place}: ").format(place=_(PLACE_WORDS[reason.place]))
        self._reason = reason
        self.setAccessibleName(self._before + reason.words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.explain(self, self._before + reason.words)
        theme.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(240, QFontMetrics(theme.font(Style.SECOND)).lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        font = theme.font(Style.SECOND)
        words = painting.elided(QFontMetrics(font), self._before + self._reason.words, self.width())
        layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(self.width())
        layout.endLayout()
        painter = QPainter(self)
        painter.setPen(tokens.ink2)
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made = []
        for start, end in self._reason.marks:
            marked = QTextLayout.FormatRange()
            marked.start = _utf16(self._before + self._reason.words[:start])
            marked.length = _utf16(self._reason.words[start:end])
            looks = QTextCharFormat()
            looks.setFontUnderline(True)
            looks.setForeground(theme.current().accent)
            marked.format = looks
            made.append(marked)
        return made


def _utf16(words: str) -> int:
    """Return the length as Qt counts it."""
    return len(words.encode("utf-16-le")) // 2
