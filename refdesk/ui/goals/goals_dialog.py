"""Goals: how much of what a week or a month, and beside it how it went so far."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from refdesk.domain import goals as rules
from refdesk.domain.goals import Goal, Measure, Period
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import RefDeskError
from refdesk.i18n import N_, _
from refdesk.progress import Progress
from refdesk.services import business, goals
from refdesk.services.desk import Desk
from refdesk.ui import theme
from refdesk.ui.goals.period_bars import PeriodBars
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.digits_edit import DigitsEdit
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface
from refdesk.ui.workplace import Workplace

PERIOD_WORDS = {Period.WEEK: N_("A week"), Period.MONTH: N_("A month")}
_HEADS = {Period.WEEK: N_("{measure}, week by week"), Period.MONTH: N_("{measure}, month by month")}
_SIDE, _NUMBER = 340, 84

Key = tuple[Measure, Period]


class GoalsDialog(Dialog):
    """Sets all goals in one step; the numbers beside are those of the field where one is."""

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, measure: Measure = Measure.GIVEN, period: Period = Period.WEEK
    ) -> None:  # fmt: skip
        super().__init__(_("Goals"), parent, main=_("Keep these goals"), size=QSize(900, 680))
        self._workplace = workplace
        desk = workplace.desk
        self._working = desk.ask(business.working_time)
        aims = desk.ask(goals.in_force, self._working.date_of(desk.now()))
        self._before: dict[Key, int] = {(aim.measure, aim.period): aim.target for aim in aims}
        self.numbers: dict[Key, _Number] = {}
        self.history = _History(self)
        self._grid = QGridLayout()
        self._fill()
        self.set_side(self.history)
        self.main_pressed.connect(self._save)
        self._first = self.numbers[measure, period]
        self._looked: Key | None = None
        self._look(measure, period)

    def open(self) -> None:
        """Show the dialog with the focus on the goal that was asked for."""
        super().open()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._first.selectAll()

    def _fill(self) -> None:
        hint = _("Leave a field empty for no goal.")
        self.body.addWidget(Label(hint, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        for column, period in enumerate(Period, 1):
            self._grid.addWidget(Label(_(PERIOD_WORDS[period]), Style.CAPTION_STRONG, self, ink=Ink.INK2), 0, column)
        for row, measure in enumerate(Measure, 1):
            self._grid.addWidget(_Meaning(measure, self), row, 0)
            for column, period in enumerate(Period, 1):
                self._grid.addWidget(self._field(measure, period), row, column)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def _field(self, measure: Measure, period: Period) -> "_Number":
        number = _Number(measure, period, self._before.get((measure, period), 0), self)
        number.looked.connect(self._look)
        self.numbers[measure, period] = number
        return number

    def _look(self, measure: Measure, period: Period) -> None:
        """Show how it went with a goal, read beside the window: a year of calls is many."""
        if self._looked == (measure, period):
            return
        self._looked = measure, period
        work = partial(_past, self._workplace.desk, self._looked, self._working)
        self._workplace.jobs.start(work, then=partial(self._show_past, self._looked), failed=self.show_fault)

    def _show_past(self, key: Key, past: tuple[goals.Past, ...]) -> None:
        if key == self._looked:
            measure, period = key
            self.history.show_past(_(_HEADS[period]).format(measure=_(rules.MEASURE_WORDS[measure])), past, period)

    def _save(self) -> None:
        changed = [
            Goal(*key, number.number()) for key, number in self.numbers.items()
            if number.number() != self._before.get(key, 0)
        ]  # fmt: skip
        if not changed:
            self.accept()
            return
        try:
            self._workplace.desk.do(goals.set_targets, changed)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.accept()
        self._workplace.done(_("Goals changed"))
        self.saved.emit(len(changed))


def _past(desk: Desk, key: Key, working: WorkingTime, _progress: Progress) -> tuple[goals.Past, ...]:
    return desk.ask(goals.history, *key, desk.now(), working)


class _Number(DigitsEdit):
    """How much; empty for no goal."""

    looked = Signal(Measure, Period)

    def __init__(self, measure: Measure, period: Period, target: int, parent: QWidget) -> None:
        self._key = measure, period
        name = f"{_(rules.MEASURE_WORDS[measure])}, {_(PERIOD_WORDS[period])}"
        super().__init__(target, parent, most=rules.MOST, name=name)
        self.setFixedWidth(theme.scaled(_NUMBER))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked.emit(*self._key)


class _Meaning(QWidget):
    """What is counted, and what counts."""

    def __init__(self, measure: Measure, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Label(_(rules.MEASURE_WORDS[measure]), Style.BODY_STRONG, self))
        column.addWidget(Label(_(rules.MEASURE_MEANINGS[measure]), Style.CAPTION, self, ink=Ink.INK2, wrap=True))


class _History(Surface):
    """How a measure went in its last twelve periods."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk")
        self.head = Label("", Style.SECTION, self, wrap=True)
        self.bars = PeriodBars(self)
        note = Label(_("The upright mark is the goal of that time."), Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self.setFixedWidth(theme.scaled(_SIDE))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        for part in (self.head, self.bars, note):
            column.addWidget(part)
        column.addStretch(1)

    def show_past(self, head: str, past: tuple[goals.Past, ...], period: Period) -> None:
        """Show these periods under this heading."""
        self.head.setText(head)
        self.bars.show_past(past, period)
