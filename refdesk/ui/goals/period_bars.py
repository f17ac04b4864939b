"""The last twelve weeks or months of one measure: a bar a period, with its number beside what was aimed at."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk import i18n
from refdesk.domain.goals import Period
from refdesk.i18n import _
from refdesk.services.goals import Past
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import label, marks, painting
from refdesk.ui.widgets.marks import Progress

ROW, NUMBER = 30, 72
WHEN = {Period.WEEK: 84, Period.MONTH: 124}
_GAP = 10


class PeriodBars(label.Picture):
    """Shows periods from top to bottom, the running one last and strong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._past: tuple[Past, ...] = ()
        self._period = Period.WEEK
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self.update)

    def show_past(self, past: Sequence[Past], period: Period) -> None:
        """Show these periods."""
        self._past, self._period = tuple(past), period
        said = (f"{self._when(each)}: {number_words(each)}" for each in self._past)
        self.setAccessibleName("; ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, theme.scaled(ROW) * max(len(self._past), 1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        most = max((max(each.done, each.target) for each in self._past), default=1) or 1
        for at, each in enumerate(self._past):
            height = theme.scaled(ROW)
            self._paint_row(painter, QRect(0, at * height, self.width(), height), each, most)
        painter.end()

    def _paint_row(self, painter: QPainter, room: QRect, past: Past, most: int) -> None:
        tokens = theme.current()
        runs = past is self._past[-1]
        style, ink = (Style.SECOND_STRONG, tokens.ink) if runs else (Style.SECOND, tokens.ink2)
        when, number = theme.scaled(WHEN[self._period]), theme.scaled(NUMBER)
        painting.text(painter, QRect(room.left(), room.top(), when, room.height()), self._when(past), style, ink)
        bar = QRect(room.left() + when + _GAP, room.center().y() - 4, room.width() - when - number - 2 * _GAP, 8)
        state = Progress.REACHED if past.target and past.done >= past.target else Progress.ON_THE_WAY
        aim = past.target / most if past.target else None
        marks.paint_bar(painter, bar, past.done / most, state, pace=aim)
        right = QRect(room.right() - number, room.top(), number, room.height())
        painting.text(painter, right, number_words(past), style, ink, Qt.AlignmentFlag.AlignRight)

    def _when(self, past: Past) -> str:
        return i18n.day_short(past.first) if self._period is Period.WEEK else i18n.month_year(past.first)


def number_words(past: Past) -> str:
    """Return "3 of 5", or the number alone where nothing was aimed at."""
    if not past.target:
        return str(past.done)
    return _("{done} of {target}").format(done=past.done, target=past.target)
