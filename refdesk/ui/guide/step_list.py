"""The steps of the beginning: a column of lines at the left, or one line of numbers on top when room is short."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import label, painting, ring
from refdesk.ui.widgets.roving import Roving

_MARK, _GAP, _PAD, _END = 28, 12, 12, 10


class StepLine(QWidget):
    """One step: its number or a tick, its words and how long it takes; one that is done can be gone back to.

    A `free` one can always be gone to; in a line of numbers it has words only while it is the present one.
    """

    pressed = Signal(int)

    def __init__(self, number: int, words: str, aside: str, parent: QWidget, *, free: bool = False) -> None:
        super().__init__(parent)
        label.explain(self, words)
        self._number, self._words, self._aside, self._free = number, words, aside, free
        self._done = self._here = self._short = self._skipped = False
        ring.watch(self, radius=theme.RADIUS_NOTICE)
        theme.follow(self._restyle)
        self.set_state(done=False, here=False)

    @property
    def is_here(self) -> bool:
        """Say whether this is the present step."""
        return self._here

    def set_state(self, *, done: bool, here: bool, skipped: bool = False) -> None:
        """Show whether the step is done or skipped, and whether it is the present one."""
        self._done, self._here, self._skipped = done, here, skipped and not done
        if not self._free:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if done and not here else Qt.FocusPolicy.NoFocus)
        state = _("done") if done else _("now") if here else _("skipped") if skipped else _("to come")
        self.setAccessibleName(_("Step {n}, {words}, {state}").format(n=self._number, words=self._words, state=state))
        self.updateGeometry()
        self.update()

    def set_short(self, short: bool) -> None:
        """Stand in a line of numbers, with words only for the present step."""
        self._short = short
        self.updateGeometry()
        self.update()

    def take_focus(self) -> None:
        """Put the focus on the step."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        if not self._short:
            return QSize(284, theme.scaled(50))
        if self._is_bare():
            return QSize(_PAD * 2 + _MARK, theme.scaled(44))
        words = QFontMetrics(theme.font(Style.SECOND_STRONG)).horizontalAdvance(self._words)
        return QSize(_PAD * 2 + _MARK + _GAP + words + 8, theme.scaled(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (self._done or self._free) and not self._here:
            self.pressed.emit(self._number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._number)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self._here:
            painting.box(painter, self.rect(), fill=tokens.accent_soft, radius=theme.RADIUS_NOTICE)
        mark = QRect(_PAD, (self.height() - _MARK) // 2, _MARK, _MARK)
        self._paint_mark(painter, mark)
        if self._is_bare():
            painter.end()
            return
        left = mark.right() + 1 + _GAP
        room = QRect(left, 0, self.width() - left - _END, self.height())
        usual = Style.SECOND if self._short or self._free else Style.BODY
        style = Style.SECOND_STRONG if self._here else usual
        if not self._short:
            aside = _("done") if self._done else _("skipped") if self._skipped else self._aside
            painting.text(painter, room, aside, Style.CAPTION, tokens.ink2, Qt.AlignmentFlag.AlignRight)
            room.setWidth(room.width() - QFontMetrics(theme.font(Style.CAPTION)).horizontalAdvance(aside) - 6)
        painting.text(painter, room, self._words, style, tokens.ink if self._here else tokens.ink2)
        painter.end()

    def _is_bare(self) -> bool:
        """Say whether only the number is shown: many steps have no room for all their words in a line."""
        return self._short and self._free and not self._here

    def _paint_mark(self, painter: QPainter, mark: QRect) -> None:
        tokens = theme.current()
        if self._here and not self._done:
            painting.box(painter, mark, fill=tokens.accent_fill, radius=_MARK / 2)
        elif self._done:
            painting.box(painter, mark, fill=tokens.green_soft, radius=_MARK / 2)
            icons.paint(painter, "check", mark.adjusted(6, 6, -6, -6), tokens.green, stroke=icons.STROKE_TICK)
            return
        else:
            painting.box(painter, mark, edge=tokens.line_strong, radius=_MARK / 2)
        ink = tokens.on_accent if self._here else tokens.ink2
        painting.text(painter, mark, str(self._number), Style.SECOND_STRONG, ink, Qt.AlignmentFlag.AlignHCenter)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class StepList(QWidget):
    """All steps in order; `pressed` brings the number of one to go back to."""

    pressed = Signal(int)

    def __init__(self, steps: tuple[tuple[str, str], ...], parent: QWidget, *, free: bool = False) -> None:
        """Take the steps with how long each takes; `free` ones are one stop of Tab, with arrows between them."""
        super().__init__(parent)
        self.setAccessibleName(_("Steps"))
        self._lines = [
            StepLine(number, words, aside, self, free=free) for number, (words, aside) in enumerate(steps, 1)
        ]
        self._roving = Roving(self, vertical=True) if free else None
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        for line in self._lines:
            line.pressed.connect(self.pressed)
            self._box.addWidget(line)
        if self._roving is not None:
            self._roving.set_members([*self._lines])

    def show_state(self, here: int, done: frozenset[int], skipped: frozenset[int] = frozenset()) -> None:
        """Show which step is the present one, counted from 1, and which are done or skipped."""
        for number, line in enumerate(self._lines, 1):
            line.set_state(done=number in done, here=number == here, skipped=number in skipped)
            if self._roving is not None and number == here:
                self._roving.enter_at(line)

    def take_focus(self) -> None:
        """Put the focus on the present step."""
        next((line for line in self._lines if line.is_here), self._lines[0]).take_focus()

    def set_short(self, short: bool) -> None:
        """Become a line of numbers, or a column again."""
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if short else way.TopToBottom)
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        for line in self._lines:
            line.set_short(short)
            line.setSizePolicy(fixed if short else wide, fixed)
