"""The goals above the lines: a bar each, this week's at the left, this month's at the right."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import goals as rules
from refdesk.domain.goals import Measure, Period
from refdesk.i18n import N_, _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import label, mark_widgets, ring
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.roving import Roving
from refdesk.ui.widgets.surfaces import Hairline, Surface

if TYPE_CHECKING:
    from refdesk.services.goals import Bar

    _Group = tuple[str, int, list[Bar]]

HEIGHT = 92
ROW_HEIGHT = 44
"""What each further row of bars adds."""
WEEK_PARTS, MONTH_PARTS = 4, 3
ABREAST, ABREAST_ALONE = 3, 6
"""Bars in a row beside the other group, and without one: more leave no room for a name and its number."""
_SHORT = {
    Measure.RECEIVED: N_("Received"), Measure.WELL_PREPARED: N_("Well prepared"), Measure.GIVEN: N_("Given"),
    Measure.ASKS: N_("Direct asks"), Measure.TOUCHES: N_("Conversations"), Measure.CARDS: N_("Cards"),
    Measure.CALLS: N_("Calls"), Measure.THANKS_IN_TIME: N_("Thanked in time"),
}  # fmt: skip


class GoalStrip(Surface):
    """Shows the bars that it is given; a click or Enter on one asks for its history. Hidden without goals."""

    goal_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="paper", edge="line", radius=theme.RADIUS_CARD)
        self._bars: tuple[Bar, ...] = ()
        self._month = ""
        self._narrow = False
        self._left: list[_Group] = []
        self.pieces: list[GoalPiece] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 8, 20, 10)
        self._row.setSpacing(24)
        self._roving = Roving(self, horizontal=True)
        self.setAccessibleName(_("Goals"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self._restyle)
        self.hide()

    def show_bars(self, bars: "Sequence[Bar]", month: str) -> None:
        """Show these bars; `month` is what the month is called. Other goals than before come with `coming`."""
        if (tuple(bars), month) == (self._bars, self._month):
            return
        same = (
            not self._left and month == self._month and [_of(bar) for bar in bars] == [_of(bar) for bar in self._bars]
        )
        self._bars, self._month = tuple(bars), month
        self.setVisible(bool(bars))
        if same:
            for piece, bar in zip(self.pieces, bars, strict=True):
                piece.show_bar(bar)
        else:
            self._clear()
            self._left = self._groups()
            self._restyle()

    def coming(self) -> Iterator[None]:
        """Make the bars that are not there yet, those of a week or a month with each step."""
        while self._left:
            self._add(*self._left.pop(0))
            yield

    def fill(self) -> None:
        """Make all bars that are not there yet."""
        for _group in self.coming():
            pass

    def set_narrow(self, *, narrow: bool) -> None:
        """Say the measures in one word where there is little room."""
        self._narrow = narrow
        for piece in self.pieces:
            piece.set_narrow(narrow=narrow)

    def _clear(self) -> None:
        self._roving.set_members([])  # the bars that follow may come when these are gone
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.pieces = []

    def _groups(self) -> "list[_Group]":
        """Return the groups that have bars: what is above them, how wide they are, and the bars."""
        both = (
            (_("This week"), WEEK_PARTS, [bar for bar in self._bars if bar.period is Period.WEEK]),
            (self._month, MONTH_PARTS, [bar for bar in self._bars if bar.period is Period.MONTH]),
        )
        shown = [group for group in both if group[2]]
        return [(title, parts if len(shown) > 1 else 1, bars) for title, parts, bars in shown]

    def _add(self, title: str, parts: int, bars: "list[Bar]") -> None:
        if self._row.count():
            self._row.addWidget(Hairline(self, upright=True))
        self._row.addWidget(self._group(title, bars), parts)
        if not self._left:
            self._roving.set_members([*self.pieces])

    def _group(self, title: str, bars: "Sequence[Bar]") -> QWidget:
        group = QWidget(self)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(title, Style.CAPTION_STRONG, group, ink=Ink.INK2))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        for at, bar in enumerate(bars):
            piece = GoalPiece(bar, group)
            piece.set_narrow(narrow=self._narrow)
            piece.pressed.connect(self.goal_wanted)
            self.pieces.append(piece)
            grid.addWidget(piece, *divmod(at, self._abreast()))
        for place in range(min(len(bars), self._abreast())):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return group

    def _abreast(self) -> int:
        return ABREAST if len({bar.period for bar in self._bars}) > 1 else ABREAST_ALONE

    def _rows(self) -> int:
        most = max((sum(bar.period is period for bar in self._bars) for period in Period), default=1)
        return max(1, -(-most // self._abreast()))

    def _restyle(self) -> None:
        self.setFixedHeight(theme.scaled(HEIGHT + (self._rows() - 1) * ROW_HEIGHT))


class GoalPiece(QWidget):
    """One goal: its name, its bar with the mark of an even pace, and its number."""

    pressed = Signal(str, str)

    def __init__(self, bar: "Bar", parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = bar
        self._narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self._bar = mark_widgets.Bar(0.0, self, name="")
        self._tick = IconMark("check", self, ink=Ink.GREEN_MARK, size=16, stroke=2.5)
        self._done = Label("", Style.SECOND_STRONG, self)
        self._of = Label("", Style.SECOND, self, ink=Ink.INK2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._name)
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(self._bar, 1)
        row.addSpacing(4)
        for part in (self._tick, self._done, self._of):
            row.addWidget(part)
        column.addLayout(row)
        ring.watch(self, radius=theme.RADIUS_CHECK)
        self.show_bar(bar)

    def show_bar(self, bar: "Bar") -> None:
        """Show how the goal stands."""
        self.bar = bar
        name = _(rules.MEASURE_WORDS[bar.measure])
        words = _("{name}: {done} of {target}").format(name=name, done=bar.done, target=bar.target)
        state = Progress.REACHED if bar.reached else Progress.ON_THE_WAY
        share = min(1.0, bar.done / bar.target)
        self._bar.set_share(share, name=words, state=state, pace=None if bar.reached else bar.pace)
        self._tick.setVisible(bar.reached)
        self._done.setText(i18n.number(bar.done))
        self._of.setText(_("of {target}").format(target=i18n.number(bar.target)))
        self.setAccessibleName(words)
        pace = _("The upright mark is an even pace. Click for how it went before.")
        label.explain(self, f"{words}. {pace}")
        self.set_narrow(narrow=self._narrow)

    def set_narrow(self, *, narrow: bool) -> None:
        """Say the measure in one word, or in full."""
        self._narrow = narrow
        self._name.setText(_(_SHORT[self.bar.measure] if narrow else rules.MEASURE_WORDS[self.bar.measure]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._press()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._press()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def _press(self) -> None:
        self.pressed.emit(self.bar.measure.value, self.bar.period.value)


def _of(bar: "Bar") -> tuple[Measure, Period]:
    return bar.measure, bar.period
