"""The steps of the first hour: at the left with what they are, or as a line of numbers on top where room is short."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.domain.first_hour import Step
from refdesk.i18n import _
from refdesk.services.first_hour import FirstHour
from refdesk.ui import hour_words, theme
from refdesk.ui.guide.step_list import StepList
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.surfaces import Hairline

STEPS = tuple(Step)
WIDE = 332
_INSIDE = 12
_NO_LIMIT = 16_777_215


class HourSide(QWidget):
    """Shows which steps are done; `pressed` brings the number of one, `away_pressed` puts the hour away or back."""

    pressed = Signal(int)
    away_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        about = _("Seven short steps. Leave whenever you like; it waits here for you.")
        self._head = QWidget(self)
        self._title = Label(_("Your first hour"), Style.PAGE, self._head, wrap=True)
        self._about = Label(about, Style.BODY, self._head, ink=Ink.INK2, wrap=True)
        self._bar = Bar(0.0, self._head, name=_("No step done yet"))
        self.steps = StepList(
            tuple((hour_words.title(step), hour_words.minutes(step)) for step in STEPS), self, free=True
        )
        self._foot = QWidget(self)
        self._line = Hairline(self._foot)
        self._later = Label(_("Rather not now?"), Style.SECOND_STRONG, self._foot)
        self._where = Label("", Style.SECOND, self._foot, ink=Ink.INK2, wrap=True)
        self.away = Button("", self._foot)
        self._lay_out()
        self.steps.pressed.connect(self.pressed)
        self.away.clicked.connect(self.away_pressed)

    def take_focus(self) -> None:
        """Put the focus on the present step."""
        self.steps.take_focus()

    def show_hour(self, hour: FirstHour, at: Step) -> None:
        """Show how far the hour is, and which step is the present one."""
        done = frozenset(STEPS.index(step) + 1 for step in hour.done)
        skipped = frozenset(STEPS.index(step) + 1 for step in hour.kept.skipped)
        self.steps.show_state(STEPS.index(at) + 1, done, skipped)
        words = _("{n} of {all} steps done").format(n=len(done), all=len(STEPS))
        state = Progress.REACHED if len(done) == len(STEPS) else Progress.ON_THE_WAY
        self._bar.set_share(len(done) / len(STEPS), name=words, state=state)
        away = hour.kept.put_away
        self._later.setText(_("It is put away.") if away else _("Rather not now?"))
        self._where.setText(
            _("Until you bring it back, the File menu leads here.")
            if away
            else _("Settings brings it back whenever you like.")
        )
        self.away.set_words(_("Bring it back") if away else _("Put it away"))
        self.away.setAccessibleName(_("Bring the first hour back") if away else _("Put the first hour away"))

    def set_short(self, short: bool) -> None:
        """Become a line of numbers, or a column again."""
        way = QBoxLayout.Direction
        self._outer.setDirection(way.LeftToRight if short else way.TopToBottom)
        self._below.setContentsMargins(*((0, 0, 0, 0) if short else (_INSIDE, 0, _INSIDE, 0)))
        self._outer.setContentsMargins(*((12, 10, 20, 8) if short else (12, 24, 12, 24)))
        for part in (self._head, self._line, self._later, self._where):
            part.setVisible(not short)
        self.steps.set_short(short)
        self.setMinimumWidth(0 if short else theme.scaled(WIDE))
        self.setMaximumWidth(_NO_LIMIT if short else theme.scaled(WIDE))
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide if short else fixed, fixed if short else wide)

    def _lay_out(self) -> None:
        above = QVBoxLayout(self._head)
        above.setContentsMargins(_INSIDE, 0, _INSIDE, 0)  # the marks of the steps stand below the title
        above.setSpacing(12)
        head: tuple[QWidget, ...] = (self._title, self._about, self._bar)
        for each in head:
            above.addWidget(each)
        below = self._below = QVBoxLayout(self._foot)
        below.setSpacing(8)
        foot: tuple[QWidget, ...] = (self._line, self._later, self._where, self.away)
        for part in foot:
            below.addWidget(part)
        self._outer = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._outer.setSpacing(12)
        self._outer.addWidget(self._head)
        self._outer.addWidget(self.steps)
        self._outer.addStretch(1)
        self._outer.addWidget(self._foot)
