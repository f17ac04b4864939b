"""The column heads of the grid for a filled sheet, in one line or, where the window is narrow, in two."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.campaign.sheet_rows import COLUMNS, NUMBER
from refdesk.ui.theme import Style

_PAD = 9
_LOW, _HIGH = 34, 46


class SheetHead(QHeaderView):
    """Column heads in the look of the paper."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)
        self.fit_height()

    def fit_height(self) -> None:
        """Be as high as the words need in the widths of now."""
        metrics = QFontMetrics(theme.font(Style.CAPTION_STRONG))
        wraps = any(
            metrics.horizontalAdvance(_(column.title)) > self.sectionSize(at) - 2 * _PAD
            for at, column in enumerate(COLUMNS)
            if at < self.count()
        )
        self.setFixedHeight(theme.scaled(_HIGH if wraps else _LOW))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        tokens = theme.current()
        painter.save()
        painter.fillRect(rect, tokens.sunk)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line_mid)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), tokens.line)
        painter.setFont(theme.font(Style.CAPTION_STRONG))
        painter.setPen(tokens.ink3)
        column = COLUMNS[section]
        side = Qt.AlignmentFlag.AlignRight if column.key == NUMBER else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(_PAD, 0, -_PAD + 2, 0), flags, _(column.title))
        painter.restore()
