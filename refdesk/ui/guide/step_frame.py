"""The frame around the steps: which there are, the present question, and at the foot Back, Leave and the main act."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui.guide.step import Step
from refdesk.ui.guide.step_list import StepList
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import focus_chain
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline

_COLUMN, _COLUMN_FROM, _WIDEST = 332, 1200, 1000
STEPS = 3


class StepFrame(QWidget):
    """Shows one step at a time; the guide decides which."""

    back_pressed = Signal()
    leave_pressed = Signal()
    main_pressed = Signal()
    sample_pressed = Signal()
    step_pressed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._step: Step | None = None
        self._side = QWidget(self)
        self.steps = StepList(
            (
                (_("You and your business"), _("2 min")),
                (_("Who sent you somebody"), _("3 min")),
                (_("The thank-you card"), _("5 min")),
            ),
            self._side,
        )
        self._title = Label(_("Your first card"), Style.PAGE, self._side)
        self._about = Label(
            _("Three short steps, ten minutes. Each saves itself; leave whenever you like."),
            Style.BODY, self._side, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self._bar = Bar(0.0, self._side, name=_("No step done yet"))
        self._line = Hairline(self, upright=True)
        self._stack = QStackedWidget(self)
        self._look_around = QWidget(self._side)
        self.sample = Button(_("Open the made-up business"), self._look_around, icon="book-open")
        self.back = Button(_("Back"), self, icon="chevron-left", size=Size.LAST)
        self.leave = Button(_("Leave for now"), self, kind=Kind.QUIET, size=Size.LAST)
        self.main = Button("", self, kind=Kind.MAIN, size=Size.LAST, key="Ctrl+Enter")
        self._lay_out()
        self._connect()
        self._fit()

    def show_step(self, step: Step, number: int, done: frozenset[int]) -> None:
        """Show a step, counted from 1, with its main act and what is done so far."""
        if self._step is not step:
            self._put_in(step)
        step.count.setText(_("Step {n} of {all}").format(n=number, all=STEPS))
        self.steps.show_state(number, done)
        said = _("{n} of {all} steps done").format(n=len(done), all=STEPS)
        self._bar.set_share(
            len(done) / STEPS, name=said, state=Progress.REACHED if len(done) == STEPS else Progress.ON_THE_WAY
        )
        self.show_main()

    def show_main(self) -> None:
        """Show the main act of the present step as it is called now."""
        if self._step is not None:
            self.main.set_words(self._step.main_words)
            self.main.set_icon(self._step.main_icon)
            self.main.setAccessibleName(self._step.main_words)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip above the foot; Tab goes from the answers over it to the foot."""
        self._right.insertWidget(1, strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _put_in(self, step: Step) -> None:
        former = self._stack.currentWidget()
        if self._step is not None:
            self._step.main_changed.disconnect(self.show_main)
        if former is not None and self._step is not None:
            self._step.setParent(self)
            self._step.hide()
            self._stack.removeWidget(former)
            former.deleteLater()
        self._step = step
        content = QWidget(self._stack)
        step.setParent(content)
        step.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 12, 0)
        row.addWidget(step, 100)
        row.addStretch(1)
        self._stack.addWidget(ScrollArea(content, self._stack))
        step.main_changed.connect(self.show_main)
        step.show()
        self._order_tabs(step)

    def _order_tabs(self, step: Step) -> None:
        """Let Tab go from the answers to the foot."""
        answers = [part for part in focus_chain.inside(step) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise((*answers, self.back, self.leave, self.main)):
            QWidget.setTabOrder(before, after)

    def _fit(self) -> None:
        """Put the steps on top when the window is narrow."""
        short = self.width() < _COLUMN_FROM
        way = QBoxLayout.Direction
        self._outer.setDirection(way.TopToBottom if short else way.LeftToRight)
        self._side.setMinimumWidth(0 if short else _COLUMN)
        self._side.setMaximumWidth(16_777_215 if short else _COLUMN)
        self._side_column.setContentsMargins(*((32, 12, 32, 8) if short else (24, 24, 24, 24)))
        for widget in (self._title, self._about, self._bar, self._look_around, self._line):
            widget.setVisible(not short)
        self._right.setContentsMargins(*((32, 16, 20, 20) if short else (64, 40, 52, 24)))
        self.steps.set_short(short)
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        self._side.setSizePolicy(wide if short else fixed, fixed if short else wide)

    def _lay_out(self) -> None:
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setSpacing(12)
        for widget in (self._title, self._about, self._bar, self.steps):
            self._side_column.addWidget(widget)
        self._side_column.addStretch(1)
        self._side_column.addWidget(self._look_around)
        below = QVBoxLayout(self._look_around)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(Hairline(self._look_around))
        below.addWidget(Label(_("Rather look around first?"), Style.SECOND_STRONG, self._look_around))
        about = _("A made-up business shows every screen filled. Your own file stays untouched.")
        below.addWidget(Label(about, Style.SECOND, self._look_around, ink=Ink.INK2, wrap=True))
        below.addWidget(self.sample)
        self._right = QVBoxLayout()
        self._right.setSpacing(16)
        self._right.addWidget(self._stack, 1)
        self._right.addLayout(self._foot())
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._side)
        self._outer.addWidget(self._line)
        self._outer.addLayout(self._right, 1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 12, 0)
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.main)
        return foot

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_pressed)
        self.leave.clicked.connect(self.leave_pressed)
        self.main.clicked.connect(self.main_pressed)
        self.sample.clicked.connect(self.sample_pressed)
        self.steps.pressed.connect(self.step_pressed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.main_pressed)
