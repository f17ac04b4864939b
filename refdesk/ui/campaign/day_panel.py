"""The calls of a day: number, name, phone, best time, last contact, and the letter once the result is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes, phones
from refdesk.domain.call_codes import Code
from refdesk.domain.ids import EntryId
from refdesk.i18n import _
from refdesk.services.campaign_days import DayEntry
from refdesk.ui import theme
from refdesk.ui.campaign import call_keys, month_reading
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline

_HEIGHT, _HIGHER = 48, 68


@dataclass(frozen=True, slots=True)
class CallPlace:
    """Hold a call of the list; one that `waits` is still to be made, and may be."""

    entry_id: EntryId
    waits: bool


class EntryLine(Line):
    """One call."""

    def __init__(self, entry: DayEntry, country: str, today: date, parent: QWidget) -> None:
        super().__init__(parent, name=entry.name, height=_HEIGHT)
        self._number = Label("", Style.SECOND_STRONG, self, ink=Ink.INK2)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._number.setFixedWidth(theme.scaled(30))
        self._name = ElidedLabel("", Style.BODY_STRONG, self)
        self._phone = Label("", Style.CAPTION_STRONG, self, ink=Ink.INK2)
        self._detail = ElidedLabel("", Style.CAPTION, self, ink=Ink.INK2)
        self._code: Tag | None = None
        self._lay_out()
        self.show_entry(entry, country, today)

    def show_entry(self, entry: DayEntry, country: str, today: date) -> None:
        """Show how the call stands now."""
        self.entry = entry
        done = entry.code is not None
        phone = phones.shown(entry.phone, country)
        self.setAccessibleName(_spoken(entry, phone, today))
        self._number.setText(str(entry.number))
        self._name.setText(entry.name)
        self._name.set_style(Style.BODY if done else Style.BODY_STRONG)
        self._name.set_ink(Ink.INK2 if done else Ink.INK)
        self._phone.setText("" if done else phone)
        self._phone.setVisible(not done)
        self._detail.setText(_detail(entry, today))
        self._show_code(entry.code)
        self._fit()

    def _show_code(self, code: Code | None) -> None:
        if self._code is not None:
            self.row.removeWidget(self._code)
            self._code.deleteLater()
            self._code = None
        if code is not None:
            tone = Tone.GOOD if code is Code.TALKED else Tone.NEUTRAL
            self._code = Tag(code.value, self, tone=tone, name=_(call_codes.WORDS[code]))
            self.row.addWidget(self._code)

    def _lay_out(self) -> None:
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self._name, 1)
        self._top.addWidget(self._phone)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addStretch(1)
        both.addLayout(self._top)
        both.addWidget(self._detail)
        both.addStretch(1)
        self.row.setContentsMargins(8, 0, 16, 0)
        self.row.addWidget(self._number)
        self.row.addLayout(both, 1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.scaled(_HIGHER if self._is_tight() else _HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the number below the name where both have no room in one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tight = self._is_tight()
        way = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        if way != self._top.direction():
            self._top.setDirection(way)
            self.updateGeometry()
        self._top.setSpacing(0 if tight else 8)

    def _is_tight(self) -> bool:
        if self.entry.code is not None:
            return False
        name = self._name.fontMetrics().horizontalAdvance(self.entry.name)
        around = 8 + theme.scaled(30) + self.row.spacing() + 8 + 16
        return self.width() > around and name + self._phone.sizeHint().width() + around > self.width()


class DayPanel(QWidget):
    """A day with its calls; choosing one shows what to say. `begun` comes from Enter on a call, or a double click."""

    entry_chosen = Signal(object)
    print_wanted = Signal()
    results_wanted = Signal()
    begun = Signal()
    letter_pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: EntryId | None = None
        self._day: date | None = None
        self._today, self._country = date.min, ""
        self._entries: tuple[DayEntry, ...] = ()
        self._title = Label("", Style.SECTION, self)
        self._count = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.enter = Button(_("Enter results"), self, icon="keyboard", key="Ctrl+E")
        self.print = IconButton("printer", _("Print the day’s sheet"), self, key="Ctrl+P", side=36, edged=True)
        self.lines = Lines(self, name=_("Calls of the day"))
        self._none = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self._last_stop: QWidget = self.print
        self._lay_out()
        self.lines.fed.connect(self._fed)
        self.enter.clicked.connect(self.results_wanted)
        self.print.clicked.connect(self.print_wanted)
        theme.follow(self._stack_head)

    def show_day(self, day: date, entries: Sequence[DayEntry], *, today: date, country: str, off_words: str) -> None:
        """Show the calls of a day with one whose result was taken back, else the chosen, else the first open one."""
        had_focus = any(line.hasFocus() for line in self.lines.lines())
        if day == self._day:
            self._chosen = _came_back(self._entries, entries) or self._chosen
        former = self._entries if (day, today, country) == (self._day, self._today, self._country) else ()
        self._day, self._today, self._country = day, today, country
        self._entries = tuple(entries)
        self._title.setText(i18n.day_weekday_short(day))
        called = sum(entry.code is not None for entry in entries)
        words = _("{done} of {calls} called").format(done=called, calls=len(entries))
        self._count.setText(words if entries else off_words)
        self._none.setText(_("No calls on this day."))
        self._none.setVisible(not entries)
        self._allow(day, entries, today)
        ids = [entry.entry_id for entry in entries]
        self._chosen = month_reading.to_begin_with(entries, self._chosen)
        if not self._renew_lines(former):
            at = ids.index(self._chosen) if self._chosen in ids else 0
            self._last_stop = self.print
            self.lines.feed(entries, self._line, first=at + 1)
        self._mark()
        if had_focus:
            self.take_focus()

    def _renew_lines(self, former: Sequence[DayEntry]) -> bool:
        """Show what changed of the same calls in their lines; says whether that was enough."""
        lines = self.lines.lines()
        ids = [each.entry_id for each in self._entries]
        shown = [line.entry.entry_id for line in lines if isinstance(line, EntryLine)]
        if not former or shown != ids:
            return False
        for line, before, now in zip(lines, former, self._entries, strict=False):
            if before != now and isinstance(line, EntryLine):
                line.show_entry(now, self._country, self._today)
        return True

    def _fed(self, lines: list[Line]) -> None:
        """Let Tab reach the calls below the buttons, where they stand."""
        for line in lines:
            QWidget.setTabOrder(self._last_stop, line)
            self._last_stop = line

    def calls(self) -> tuple[CallPlace, ...]:
        """Return the calls of the day in their order."""
        return tuple(CallPlace(each.entry_id, month_reading.waits(each)) for each in self._entries)

    def position(self) -> int:
        """Return where in the day the chosen call stands; -1 when there is none."""
        ids = [each.entry_id for each in self._entries]
        return ids.index(self._chosen) if self._chosen in ids else -1

    def go_to(self, at: int) -> None:
        """Choose a call by its place in the day."""
        self.choose(self._entries[at].entry_id)

    def choose(self, entry_id: EntryId) -> None:
        """Choose a call, and tell; one that is not in the list yet is chosen when its day is shown."""
        if entry_id == self._chosen:
            return
        self._chosen = entry_id
        if self.position() >= 0:
            self._mark()
            self.entry_chosen.emit(entry_id)

    def fold(self, *, folded: bool) -> None:
        """Leave the day and its count out where a day picker stands above."""
        self._head.setVisible(not folded)
        self._stack_head()

    def chosen(self) -> EntryId | None:
        """Return the call that is shown."""
        return self._chosen

    def take_focus(self) -> None:
        """Put the focus on the chosen call."""
        for line in self.lines.lines():
            if isinstance(line, EntryLine) and line.entry.entry_id == self._chosen:
                line.show()  # one just made is not seen yet, and would not take it
                line.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = call_keys.letter_of(event)
        if letter:
            self.letter_pressed.emit(letter)
        else:
            super().keyPressEvent(event)

    def _allow(self, day: date, entries: Sequence[DayEntry], today: date) -> None:
        nothing = "" if entries else _("This day has no calls.")
        for button, reason in (
            (self.print, nothing),
            (self.enter, nothing or (_("This day has not come yet.") if day > today else "")),
        ):
            button.refuse(reason) if reason else button.allow()

    def _line(self, entry: DayEntry) -> EntryLine:
        line = EntryLine(entry, self._country, self._today, self.lines)
        line.current.connect(self._choose)
        line.clicked.connect(self._begin)
        return line

    def _choose(self) -> None:
        line = self.sender()
        assert isinstance(line, EntryLine), "only calls are chosen"
        self.choose(line.entry.entry_id)

    def _begin(self) -> None:
        """Begin the call by Enter; a click only chooses it, so that arrows and letters go on from there."""
        self._choose()
        if theme.shared().by_key:
            self.begun.emit()

    def _mark(self) -> None:
        for line in self.lines.lines():
            assert isinstance(line, EntryLine), "only calls stand here"
            is_chosen = line.entry.entry_id == self._chosen
            line.set_selected(is_chosen)
            if is_chosen:
                self.lines.enter_at(line)

    def _stack_head(self) -> None:
        """Put the buttons below the day where the text is larger."""
        wide = theme.scaled(100) <= 100
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._top.setDirection(way)

    def _lay_out(self) -> None:
        self._head = QWidget(self)
        named = QVBoxLayout(self._head)
        named.setContentsMargins(0, 0, 0, 0)
        named.setSpacing(2)
        named.addWidget(self._title)
        named.addWidget(self._count)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.enter)
        acts.addWidget(self.print)
        acts.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(18, 14, 16, 12)
        self._top.setSpacing(8)
        self._top.addWidget(self._head, 1)
        self._top.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(Hairline(self))
        column.addWidget(ScrollArea(self._listed(), self), 1)

    def _listed(self) -> QWidget:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._none.setContentsMargins(18, 16, 16, 0)
        column.addWidget(self._none)
        column.addWidget(self.lines)
        column.addStretch(1)
        return inside


def _came_back(before: Sequence[DayEntry], now: Sequence[DayEntry]) -> EntryId | None:
    """Return the one call whose result was taken back, so that it is shown again."""
    had = {each.entry_id for each in before if each.code is not None}
    found = [each.entry_id for each in now if each.code is None and each.entry_id in had]
    return found[0] if len(found) == 1 else None


def _detail(entry: DayEntry, today: date) -> str:
    parts = []
    if entry.try_number > 1:
        parts.append(_("try {n}").format(n=entry.try_number))
    if entry.best_time:
        parts.append(_("best {time}").format(time=entry.best_time))
    if entry.last_touch_on is not None:
        parts.append(_("last contact {day}").format(day=i18n.day_near(entry.last_touch_on, today)))
    return " · ".join(parts) or entry.organisation or entry.what_they_do or _("no contact yet")


def _spoken(entry: DayEntry, phone: str, today: date) -> str:
    parts = [str(entry.number), entry.name, phone, _detail(entry, today)]
    if entry.code is not None:
        parts.append(_(call_codes.WORDS[entry.code]))
    return ", ".join(part for part in parts if part)
