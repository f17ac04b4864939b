"""One line of Today: its clock, who, what about, and the one button that does it; the current line shows more."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.today import line_words
from refdesk.ui.widgets import painting, ring
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.chip import KeyCap, Tag, Tone
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.mark_widgets import ClockTag, Dots
from refdesk.ui.widgets.marks import Due

if TYPE_CHECKING:
    from refdesk.services.today import Line

HEIGHT, OPEN_HEIGHT = 40, 80
STATE_WIDTH, NAME_WIDTH, BUTTON_WIDTH = 172, 170, 150  # no clock is cut, not even on a Wednesday
RIGHT_OF_KEY = 40
A_PAGE, ALL = 8, 100_000
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: A_PAGE, Qt.Key.Key_PageUp: -A_PAGE,
    Qt.Key.Key_End: ALL, Qt.Key.Key_Home: -ALL,
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_YIELDS = (QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)


class LineRow(QWidget):
    """A line that can be reached by key; the parts keep their places, so that rows align."""

    done = Signal(object)
    person_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    snooze_wanted = Signal(object)
    sent_wanted = Signal(object)
    """A card for this line left the house without more ado."""
    chosen = Signal()
    stepped = Signal(int)

    def __init__(self, line: "Line", parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self._current, self._narrow, self._first = False, False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._clock = ClockTag("", self, share=0.0)
        self._name = ElidedLabel("", Style.BODY_STRONG, self)
        self._text = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self._phone = Label("", Style.SECOND, self, ink=Ink.INK2)
        self._button = Button("", self, size=Size.ROW, left=True, icon="phone")
        self.snooze = IconButton("alarm-clock", _("Snooze"), self, key="S")
        self._details: _Details | None = None
        self._lay_out()
        self._button.clicked.connect(self.act)
        self.snooze.clicked.connect(self._put_off)
        theme.follow(self._restyle)
        self.show_line(line)

    def show_line(self, line: "Line") -> None:
        """Show another state of the same line."""
        self.line = line
        self._clock.set_state(line.clock.words, share=line.clock.share_gone, due=Due(line.clock.state.value))
        self._name.setText(line.name)
        self._text.setText(line.text)
        self._phone.setText(line.phone)
        button = line_words.button_of(line)
        self._button.set_words(_(button.words))
        self._button.set_icon(button.icon)
        self._button.setAccessibleName(f"{_(button.words)}: {line.name}")
        self.snooze.set_name(_("Snooze {name}").format(name=line.name))
        if self._details is not None:
            self._details.show_line(line)
        self.setAccessibleName(f"{line.clock.words}, {line.name}, {line.text}")
        self._show_parts()

    def set_current(self, *, current: bool) -> None:
        """Open the line, or let it be one among others."""
        if current != self._current:
            self._current = current
            if self._details is None:
                self._details = self._make_details()
            self._button.set_kind(Kind.MAIN if current else Kind.SECOND)
            self._show_parts()

    def set_narrow(self, *, narrow: bool) -> None:
        """Let name and text run on in one column, without the phone."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_parts()

    def set_first(self, *, first: bool) -> None:
        """Leave the hairline above away where the section begins."""
        if first != self._first:
            self._first = first
            self.update()

    def act(self) -> None:
        """Do what the line is for."""
        self.done.emit(self.line)

    def controls(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in the order of reading."""
        return self, self._button, self.snooze

    def sizeHint(self) -> QSize:
        return QSize(600, theme.scaled(OPEN_HEIGHT if self._current else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ENTER:
            self.act()
        elif event.modifiers() or not self._by_letter(key):
            super().keyPressEvent(event)

    def _by_letter(self, key: Qt.Key) -> bool:
        act = {
            Qt.Key.Key_S: self._put_off, Qt.Key.Key_P: self._show_person, Qt.Key.Key_R: self._show_referral,
            Qt.Key.Key_M: self._send,
        }.get(key)  # fmt: skip
        if act is None:
            return False
        act()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        ring.note_focus(event)
        super().focusInEvent(event)
        self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._show_person()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()  # a menu that lay above it uncovers only a part

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self._current:
            painting.box(painter, self.rect(), fill=tokens.paper, edge=tokens.focus, width=2, radius=theme.RADIUS_CARD)
        elif self.underMouse():
            painter.fillRect(self.rect(), tokens.hover)
        if not self._current and not self._first:
            painter.fillRect(QRect(0, 0, self.width(), 1), tokens.line)
        painter.end()

    def _show_parts(self) -> None:
        if self._details is not None:
            self._details.setVisible(self._current)
        self._phone.setVisible(bool(self.line.phone) and not self._current and not self._narrow)
        if self._narrow:
            self._name.setMinimumWidth(0)
            self._name.setMaximumWidth(16_777_215)
        else:
            self._name.setFixedWidth(theme.scaled(NAME_WIDTH))
        self.updateGeometry()
        self.update()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._state = QWidget(self)
        state = QHBoxLayout(self._state)
        state.setContentsMargins(0, 0, 0, 0)
        state.addWidget(self._clock)
        state.addStretch(1)
        line.addWidget(self._state)
        line.addWidget(self._name)
        line.addWidget(self._text, 1)
        line.addWidget(self._phone)
        line.addWidget(self._button)
        line.addWidget(self.snooze)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 8, 4)
        self._column.setSpacing(2)
        self._column.addLayout(line)

    def _make_details(self) -> "_Details":
        """Make the second line when it is first seen: most lines never show theirs."""
        details = _Details(self)
        details.indent(theme.scaled(STATE_WIDTH) + 8)
        details.show_line(self.line)
        self._column.addWidget(details)
        return details

    def _show_person(self) -> None:
        if self.line.contact_id is not None:
            self.person_wanted.emit(self.line.contact_id)

    def _show_referral(self) -> None:
        if self.line.referral_id is not None:
            self.referral_shown_wanted.emit(self.line.referral_id)

    def _send(self) -> None:
        self.sent_wanted.emit(self.line)

    def _put_off(self) -> None:
        self.snooze_wanted.emit(self.line)

    def _restyle(self) -> None:
        self._state.setFixedWidth(theme.scaled(STATE_WIDTH))
        self._button.setFixedWidth(theme.scaled(BUTTON_WIDTH))
        if self._details is not None:
            self._details.indent(theme.scaled(STATE_WIDTH) + 8)
        self._show_parts()


class _Details(QWidget):
    """The second line of the current line: the number large, and what is known before the call."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._phone = Label("", Style.PHONE_TODAY, self, selectable=True)
        self._expects = Tag(_("Expects your call"), self, tone=Tone.GOOD, icon="check")
        self._prepared = Label(_("Prepared"), Style.SECOND, self, ink=Ink.INK2)
        self._dots = Dots(0, self)
        self._enter = KeyCap("Enter", self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 2)
        self._row.setSpacing(12)
        self._left, self._right = _yielding(0), _yielding(RIGHT_OF_KEY)
        self._row.addItem(self._left)
        for part in (self._phone, self._expects, self._prepared, self._dots):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._enter)
        self._row.addItem(self._right)

    def indent(self, left: int) -> None:
        """Begin below the name, as far as there is room."""
        self._left.changeSize(left, 0, *_YIELDS)
        self._row.invalidate()

    def show_line(self, line: "Line") -> None:
        """Show what is known."""
        self._phone.setText(line_words.phone_words(line))
        self._expects.setVisible(line.expects_call)
        self._prepared.setVisible(line.preparedness is not None)
        self._dots.setVisible(line.preparedness is not None)
        self._dots.set_count(line.preparedness or 0)


def _yielding(width: int) -> QSpacerItem:
    """Return room that is given up first where the window is small or the text large."""
    return QSpacerItem(width, 0, *_YIELDS)
