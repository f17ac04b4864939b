"""The days of a referral month: a tick or the calls to go, a bar, days off dashed; a click or the arrows choose."""

from collections.abc import Sequence
from datetime import date, timedelta

from babel import dates
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.services.campaign_days import CalendarDay
from refdesk.ui import icons, theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import marks, painting, ring
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.marks import Progress

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_WEEK = 7


class DayCell(QAbstractButton):
    """One day; `stepped` asks for the day so many days away."""

    stepped = Signal(object, int)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, shown: CalendarDay, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown = shown
        self._is_today = shown.day == today
        self._gone = shown.day < today
        self._chosen = False
        self.setAccessibleName(_spoken(shown))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self)
        theme.follow(self.update)

    def set_chosen(self, *, chosen: bool) -> None:
        """Mark the day that is shown; it is the one that Tab reaches."""
        self._chosen = chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(48, theme.scaled(46))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(self.shown.day, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what can be done with the day; the menu key asks below it."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        where = self.mapToGlobal(QPoint(0, self.height())) if by_key else event.globalPos()
        self.menu_wanted.emit(self.shown.day, where)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        off = not self.shown.is_working and not self.shown.calls
        edge = tokens.accent if self._chosen or self._is_today else tokens.line_mid if off else tokens.line
        ground = tokens.accent_soft if self._chosen else tokens.hover if self.underMouse() else tokens.paper
        painting.box(
            painter, self.rect(), fill=None if off and not self._chosen else ground, edge=edge,
            width=2 if self._chosen else 1, dashed=off,
        )  # fmt: skip
        room = self.rect().adjusted(8, 4, -7, 0)
        top = QRect(room.left(), room.top(), room.width(), 20)
        strong = self._chosen or self._is_today
        style, ink = (Style.CAPTION_STRONG, tokens.accent) if strong else (Style.CAPTION, tokens.ink2)
        painting.text(painter, top, str(self.shown.day.day), style, ink if not off else tokens.ink3)
        if off:
            below = QRect(room.left(), room.top() + 18, room.width(), 18)
            painting.text(painter, below, _("off"), Style.CAPTION, tokens.ink3)
        elif self.shown.calls:
            self._paint_load(painter, top)
        painter.end()

    def _paint_load(self, painter: QPainter, top: QRect) -> None:
        tokens = theme.current()
        done = self.shown.to_go == 0
        if done:
            box = QRect(top.right() - 15, top.top() + 2, 15, 15)
            icons.paint(painter, "check", box, tokens.green_mark, stroke=icons.STROKE_TICK)
        else:
            ink = tokens.amber if self._gone else tokens.ink2
            right = Qt.AlignmentFlag.AlignRight
            painting.text(painter, top, str(self.shown.to_go), Style.CAPTION, ink, right)
        bar = QRect(top.left(), self.height() - 15, top.width(), 5)
        state = Progress.REACHED if done else Progress.ON_THE_WAY
        marks.paint_bar(painter, bar, self.shown.done / self.shown.calls, state)


class MonthCalendar(QWidget):
    """Weeks in rows; weekdays on which nothing is ever called are left out."""

    day_chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Days of the referral month"))
        self._cells: dict[date, DayCell] = {}
        self._heads: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(5)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[CalendarDay], chosen: date | None, today: date) -> None:
        """Show these days, one of them chosen."""
        focused = next((day for day, cell in self._cells.items() if cell.hasFocus()), None)
        for former in (*self._heads, *self._cells.values()):
            self._grid.removeWidget(former)
            former.hide()
            former.deleteLater()
        first = i18n.current().first_week_day
        columns = sorted({(each.day.weekday() - first) % _WEEK for each in days if each.is_working or each.calls})
        self._heads = [self._head((column + first) % _WEEK) for column in columns]
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, at)
        self._cells = {each.day: DayCell(each, today, self) for each in days if _column(each.day, first) in columns}
        for day, cell in self._cells.items():
            weeks = (_week_start(day, first) - _week_start(days[0].day, first)).days // _WEEK
            self._grid.addWidget(cell, weeks + 1, columns.index(_column(day, first)))
            cell.clicked.connect(self._clicked)
            cell.stepped.connect(self._step)
            cell.menu_wanted.connect(self.menu_wanted)
        self.choose(chosen)
        if focused in self._cells:
            self._cells[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def cells(self) -> dict[date, DayCell]:
        """Return the days on screen."""
        return self._cells

    def choose(self, day: date | None) -> None:
        """Mark a day without telling."""
        for each, cell in self._cells.items():
            cell.set_chosen(chosen=each == day)
        if day not in self._cells and self._cells:
            next(iter(self._cells.values())).setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _clicked(self) -> None:
        cell = self.sender()
        assert isinstance(cell, DayCell), "only days are chosen"
        self.day_chosen.emit(cell.shown.day)

    def _step(self, day: date, days: int) -> None:
        """Go to the next day on screen in this direction."""
        target = day + timedelta(days=days)
        last = max(self._cells)
        while target not in self._cells and min(self._cells) <= target <= last:
            target += timedelta(days=days)
        cell = self._cells.get(target)
        if cell is not None:
            cell.setFocus(Qt.FocusReason.TabFocusReason)
            self.day_chosen.emit(target)

    def _head(self, weekday: int) -> Label:
        names = dates.get_day_names("abbreviated", locale=i18n.current())
        head = Label(names[weekday], Style.CAPTION_STRONG, self, ink=Ink.INK3)
        head.setContentsMargins(8, 0, 0, 0)
        return head


def _column(day: date, first: int) -> int:
    return (day.weekday() - first) % _WEEK


def _week_start(day: date, first: int) -> date:
    return day - timedelta(days=_column(day, first))


def _spoken(shown: CalendarDay) -> str:
    day = i18n.day_long(shown.day)
    if not shown.calls:
        return f"{day}, {shown.off_words or _('no calls')}"
    if not shown.to_go:
        return f"{day}, {ngettext('{n} call, done', '{n} calls, done', shown.calls).format(n=shown.calls)}"
    return f"{day}, {_('{done} of {calls} called').format(done=shown.done, calls=shown.calls)}"
