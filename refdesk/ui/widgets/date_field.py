"""A field for a day: typed in the usual ways, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QMargins, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import day_text, painting
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import PAD, LineEdit
from refdesk.ui.widgets.label import Label


class DateField(LineEdit):
    """A day to type or pick; `day_changed` brings a date or None, `failed` a sentence ("" once it is right)."""

    day_changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self, today: date, parent: QWidget | None = None, *, name: str = "", day: date | None = None, hint: str = "",
        lean: Lean = Lean.NEAR,
    ) -> None:  # fmt: skip
        super().__init__("", parent, name=name, hint=hint)
        self._today, self._lean = today, lean
        self._day = self._shown = day
        self._sentence = ""
        self.setTextMargins(QMargins(PAD - 2, 0, 40, 0))
        self._button = IconButton("calendar-days", _("Pick a day"), self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        self.textEdited.connect(self._typed)
        self.set_day(day)

    def day(self) -> date | None:
        """Return the day, or None while the field is empty or wrong."""
        return self._day

    def sentence(self) -> str:
        """Return what is wrong with what was typed, or ""."""
        return self._sentence

    def is_by_hand(self) -> bool:
        """Tell whether a person typed or picked what stands here; a day that was understood replaces what was typed."""
        return self._day != self._shown or self.isModified() or bool(self._sentence)

    def set_day(self, day: date | None) -> None:
        """Show a day without telling."""
        self._day = self._shown = day
        self._say("")
        self.setText(day_text.show(day) if day else "")

    def set_today(self, today: date) -> None:
        """Count words such as "tomorrow" from this day on."""
        self._today = today

    def open_calendar(self) -> None:
        """Open the calendar below the field."""
        calendar = CalendarPopup(self._day or self._today, self._today, self)
        calendar.picked.connect(self._picked)
        calendar.open_below(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._button.sizeHint()
        self._button.resize(size)
        self._button.move(self.width() - size.width() - 4, (self.height() - size.height()) // 2)

    def _typed(self, words: str) -> None:
        try:
            day = day_text.read(words, self._today, self._lean)
        except day_text.NotADay:
            day = None
        else:
            self._say("")
        self._take(day)

    def _settle(self) -> None:
        try:
            day = day_text.read(self.text(), self._today, self._lean)
        except day_text.NotADay as wrong:
            self._take(None)
            self._say(str(wrong))
            return
        self._take(day)
        self._say("")
        self.setText(day_text.show(day) if day else "")

    def _picked(self, day: date) -> None:
        self._take(day)
        self._say("")
        self.setText(day_text.show(day))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)

    def _say(self, sentence: str) -> None:
        self.set_wrong(bool(sentence))
        if sentence != self._sentence:
            self._sentence = sentence
            self.setAccessibleDescription(sentence)
            self.failed.emit(sentence)


class CalendarPopup(QFrame):
    """A month to pick a day from; arrows move, Enter picks, Esc closes."""

    picked = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(_("Calendar"))
        self._month = _Month(today, self)
        self._title = Label("", Style.BODY_STRONG, self)
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._month.currentPageChanged.connect(self._turned)
        self._month.activated.connect(self._activated)
        self._month.clicked.connect(self._activated)
        self._lay_out()
        self._turned(self._month.yearShown(), self._month.monthShown())

    def open_below(self, field: QWidget) -> None:
        """Show the calendar under the field, or above it when there is no room."""
        self.adjustSize()
        corner = field.mapToGlobal(QPoint(0, field.height() + 4))
        bottom = field.screen().availableGeometry().bottom()
        if corner.y() + self.height() > bottom:
            corner = field.mapToGlobal(QPoint(0, -self.height() - 4))
        self.move(corner)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painting.box(painter, self.rect(), fill=tokens.paper, edge=tokens.line_strong, radius=theme.RADIUS_CARD)
        painter.end()

    def _lay_out(self) -> None:
        back = IconButton("chevron-left", _("Month before"), self)
        forth = IconButton("chevron-right", _("Next month"), self)
        back.clicked.connect(self._month.turn_back)
        forth.clicked.connect(self._month.turn_on)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addStretch(1)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(forth)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addLayout(head)
        column.addWidget(self._month)

    def _turned(self, year: int, month: int) -> None:
        self._title.setText(i18n.month_year(date(year, month, 1)))

    def _activated(self, chosen: QDate) -> None:
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
        self.close()


class _Month(QCalendarWidget):
    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = QDate(today.year, today.month, today.day)
        self.setNavigationBarVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek(i18n.current().first_week_day + 1))
        self.setFont(theme.font(Style.SECOND))
        self.setMinimumSize(theme.scaled(270), theme.scaled(230))
        self.setAccessibleName(_("Calendar"))
        self.setDateRange(QDate(date.min.year, 1, 1), QDate(date.max.year, 12, 31))
        self._plain_weekend()

    def turn_back(self) -> None:
        """Show the month before."""
        self._turn(-1)

    def turn_on(self) -> None:
        """Show the month after."""
        self._turn(1)

    def _turn(self, months: int) -> None:
        """Show another month, as far as there are days: Qt's own turning knows a year 10000 and a year 0."""
        year, month = divmod(12 * self.yearShown() + self.monthShown() - 1 + months, 12)
        if date.min.year <= year <= date.max.year:
            self.setCurrentPage(year, month + 1)

    def _plain_weekend(self) -> None:
        form = self.headerTextFormat()
        form.setForeground(theme.current().ink3)
        form.setBackground(theme.current().paper)
        self.setHeaderTextFormat(form)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            each = self.weekdayTextFormat(day)
            each.setForeground(theme.current().ink3)
            self.setWeekdayTextFormat(day, each)

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:  # noqa: N802
        tokens = theme.current()
        painter.fillRect(rect, tokens.paper)
        cell = rect.adjusted(2, 1, -2, -1)
        here = date.month() == self.monthShown()
        chosen = date == self.selectedDate()
        if chosen:
            painting.box(painter, cell, fill=tokens.accent_fill)
        elif date == self._today:
            painting.box(painter, cell, edge=tokens.accent)
        ink = tokens.on_accent if chosen else tokens.ink if here else tokens.ink3
        style = Style.SECOND_STRONG if chosen or date == self._today else Style.SECOND
        painting.text(painter, cell, str(date.day()), style, ink, Qt.AlignmentFlag.AlignHCenter)
