"""The column beside the pages: the reports above, and what is chosen for the open one always in sight below."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.reports.report_line import ReportLine
from refdesk.ui.theme import Style
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline

WIDTH, LEAST = 292, 256
LOW = 760
_SHARE = 0.6


class Beside(QWidget):
    """Scrolls the list, not the choices: nobody looks for a time that lies below the edge of the window.

    In a low window the lines say only what each report is called. It has its full width where there is room, and lets
    the window become narrower in one go.
    """

    def __init__(self, lines: Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        self._title = Label(_("Reports"), Style.PAGE_SPLIT, self)
        self._title.setContentsMargins(24, 18, 24, 10)
        holder = QWidget(self)
        self._choices = QVBoxLayout(holder)
        self._choices.setContentsMargins(24, 16, 24, 20)
        self._list = _List(_above_a_stretch(lines, self), self)
        self._chosen = ScrollArea(holder, self)
        self._chosen.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._holder = holder
        holder.installEventFilter(self)
        self.setMinimumWidth(theme.scaled(LEAST))
        self._lay_out()
        theme.follow(self._share)

    def put_choices(self, choices: QWidget, former: QWidget | None) -> None:
        """Show what can be chosen now, in place of what was there."""
        if former is not None:
            self._choices.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._choices.addWidget(choices)

    def show_line(self, line: Line) -> None:
        """Bring the line of the open report into sight."""
        self._list.kept = line
        self._list.show_kept()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(WIDTH), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the choices as they become more or fewer."""
        if watched is self._holder and event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """Give the choices what they need, as long as the list keeps a good part."""
        is_low = self.height() < theme.scaled(LOW)
        for line in self._lines.lines():
            if isinstance(line, ReportLine):
                line.set_short(is_low)
        room = int((self.height() - self._title.sizeHint().height()) * _SHARE)
        self._chosen.setFixedHeight(max(min(self._holder.sizeHint().height(), room), 0))

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._title)
        inside.addWidget(self._list, 1)
        inside.addWidget(Hairline(self))
        inside.addWidget(self._chosen)


class _List(ScrollArea):
    """Keeps the line of the open report in sight while its room changes."""

    kept: Line | None = None

    def show_kept(self) -> None:
        if self.kept is not None:
            self.ensureWidgetVisible(self.kept, 0, self.kept.height() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_kept()


def _above_a_stretch(lines: Lines, parent: QWidget) -> QWidget:
    content = QWidget(parent)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(lines)
    column.addStretch(1)
    return content
