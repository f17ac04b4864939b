"""The place of the first hour: its steps, and the present one; each does the real thing and saves itself."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import first_hour as rules
from refdesk.domain.first_hour import Step
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import business, first_hour, goals
from refdesk.ui import hour_words, profile_words, theme
from refdesk.ui.guide import hour_reading
from refdesk.ui.guide.hour_fields import FolderPanel, WordsPanel
from refdesk.ui.guide.hour_panel import Panel
from refdesk.ui.guide.hour_panels import ForgottenPanel, GoalsPanel, PeoplePanel, PlansPanel, SortingPanel
from refdesk.ui.guide.hour_reading import Seen
from refdesk.ui.guide.hour_side import STEPS, HourSide
from refdesk.ui.page import Page, Region
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.widgets import ring
from refdesk.ui.widgets.bottom_bar import BottomBar
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace

NARROW_BELOW, _ROOMY_FROM, _WIDEST = 940, 1120, 1000


class HourPage(Page):
    """Goes from step to step; what the file holds says which are done. Leaving it loses nothing."""

    kinds = ("setting", "contact", "plan", "goal")
    import_wanted = Signal()
    typing_wanted = Signal()
    sorting_wanted = Signal()
    forgotten_wanted = Signal()
    plan_wanted = Signal(int)
    goals_wanted = Signal()
    back_up_wanted = Signal()
    report_wanted = Signal(str, int)
    leave_wanted = Signal()
    print_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._seen: Seen | None = None
        self._turn = 0
        self._at = Step.WORDS
        self._begins = True
        self.side = HourSide(self)
        self._line = Hairline(self, upright=True)
        self._content = QWidget(self)
        self._panels: dict[Step, Panel] = {}
        self._scroll = ScrollArea(self._content, self)
        self._foot = BottomBar(self)
        self.back = Button(_("Back"), self._foot, icon="chevron-left", size=Size.LAST)
        self.skip = Button("", self._foot, kind=Kind.QUIET, size=Size.LAST)
        self.leave = Button(_("Leave for now"), self._foot, kind=Kind.QUIET, size=Size.LAST)
        self.main = Button("", self._foot, kind=Kind.MAIN, size=Size.LAST, key="Ctrl+Enter")
        self._lay_out()
        self._connect()
        theme.follow(self._fit)

    @property
    def at(self) -> Step:
        """Return the step that is shown."""
        return self._at

    def go_on(self) -> None:
        """Show the first step that is left."""
        self._begins = True
        self._load()

    def refresh(self) -> None:
        """Look at what is in the file now, off the window's thread."""
        self._turn += 1
        work = partial(hour_reading.read, self.workplace.desk, self._turn)
        self.workplace.jobs.start(work, then=self._came, failed=self.workplace.show_fault)

    def take_focus(self) -> None:
        """Begin with the question; before it is known, the page itself waits."""
        if self._seen is None or self._begins:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._begin()

    def regions(self) -> tuple[Region, ...]:
        return Region(self.side, self.side.take_focus), Region(self._right, self.take_focus)

    def printing(self) -> Callable[[], object] | str:
        """Print the page that the step shows."""
        panel = self._panels.get(self._at)
        return (panel.printing() if panel is not None else "") or super().printing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_step(self, number: int) -> None:
        """Save what stands in the present step, and go to another, counted from 1."""
        if self.save():
            self._go_to(STEPS[number - 1])

    def save(self) -> bool:
        """Save what stands in the present step; shows beside it what hinders that."""
        panel = self._panels.get(self._at)
        if panel is None:
            return True
        if not panel.is_changed():
            panel.show_problems(())
            return True
        before = self._second_folder()
        try:
            panel.save()
        except Refused as refused:
            panel.show_problems(refused.problems)
            return False
        except RefDeskError as fault:
            self.workplace.show_fault(fault)
            return False
        panel.show_problems(())
        self.workplace.done(_("{step} saved").format(step=hour_words.title(self._at)))
        if self._second_folder() not in ("", before):
            self.back_up_wanted.emit()
        return True

    def _came(self, found: tuple[int, Seen]) -> None:
        turn, seen = found
        if turn != self._turn:
            return
        is_first, self._seen = self._seen is None, seen
        if self._begins:
            self._begins = False
            self._go_to(next(iter(seen.hour.left), self._at), take=self.hasFocus())
        else:
            self._show()
        if is_first:
            self.count_changed.emit(len(seen.hour.left))

    def _begin(self) -> None:
        if not self._panel().begin():
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, step: Step, *, take: bool = True) -> None:
        former, self._at = self._panels.get(self._at), step
        self._panel().show()
        self._show()
        if take and self.isVisible():
            self._begin()
        if former is not None and former is not self._panel():
            former.hide()
        self._scroll.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        """Show what was read; the focus stays on the question where what had it goes away."""
        if self._seen is None:
            return
        focus = QApplication.focusWidget()
        was_here = focus is not None and self._panel().isAncestorOf(focus)
        panel, here = self._panel(), STEPS.index(self._at) + 1
        self.side.show_hour(self._seen.hour, self._at)
        panel.count.setText(_("Step {n} of {all}, {time}").format(
            n=here, all=len(STEPS), time=hour_words.minutes(self._at)
        ))  # fmt: skip
        panel.show_hour(self._seen)
        self._show_foot()
        self._order_tabs()
        focus = QApplication.focusWidget()
        if was_here and (focus is None or not panel.isAncestorOf(focus)) and focus is not self.main:
            self._begin()

    def _show_foot(self) -> None:
        assert self._seen is not None, "shown only once it is read"
        following = self._following()
        words = _("Next: {step}").format(step=hour_words.title(following)) if following else _("Done")
        self.main.set_words(_("Next") if following and self._is_narrow() else words)
        self.main.setAccessibleName(words)
        hour = self._seen.hour
        self.skip.set_words(_("Take it up again") if self._at in hour.kept.skipped else _("Skip this step"))
        self.skip.setVisible(self._at not in hour.done)
        self.back.setVisible(self._at is not STEPS[0])

    def _following(self) -> Step | None:
        """Return the step to go on with; the present one is never it."""
        return rules.after(self._at, self._seen.hour.left) if self._seen is not None else None

    def _next(self) -> None:
        if not self.save():
            return
        following = self._following()
        if following is None:
            self.leave_wanted.emit()
        else:
            self._go_to(following)

    def _back(self) -> None:
        self.show_step(STEPS.index(self._at))

    def _leave(self) -> None:
        if self.save():
            self.leave_wanted.emit()

    def _skip(self) -> None:
        assert self._seen is not None, "the button is shown once it is read"
        if self._at in self._seen.hour.kept.skipped:
            self._do(first_hour.take_up, self._at)
            return
        following = self._following()
        self._do(first_hour.skip, self._at)
        if following is not None:
            self._go_to(following)

    def _put_away(self) -> None:
        if self._seen is None or not self.save():
            return
        if self._seen.hour.kept.put_away:
            self.workplace.act(_("Your first hour is back, above Today."), first_hour.bring_back)
            return
        self.workplace.act(_("Your first hour is put away. Settings brings it back."), first_hour.put_away)
        self.leave_wanted.emit()

    def _keep_goals(self) -> None:
        desk = self.workplace.desk
        today = desk.ask(business.working_time).date_of(desk.now())
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        self._do(goals.set_targets, desk.ask(goals.in_force, today))

    def _save_left(self) -> None:
        if self.sender() is self._panel():
            self.save()

    def _do(self, operation: Callable[..., object], *args: object) -> None:
        try:
            self.workplace.desk.do(operation, *args)
        except RefDeskError as fault:
            self.workplace.show_fault(fault)

    def _second_folder(self) -> str:
        return self.workplace.desk.ask(business.load).second_backup_folder

    def _is_narrow(self) -> bool:
        return self.width() < theme.scaled(NARROW_BELOW)

    def _fit(self) -> None:
        """Put the steps on top when the window is narrow or the text is large."""
        short, way = self._is_narrow(), QBoxLayout.Direction
        self._outer.setDirection(way.TopToBottom if short else way.LeftToRight)
        self._line.setVisible(not short)
        for panel in self._panels.values():
            panel.setMaximumWidth(theme.scaled(_WIDEST))
        self.side.set_short(short)
        roomy = self.width() >= theme.scaled(_ROOMY_FROM)
        self._column.setContentsMargins(*((24, 8, 8, 12) if short else (64, 40, 40, 24) if roomy else (32, 28, 16, 24)))
        if self._seen is not None:
            self._show_foot()

    def _order_tabs(self) -> None:
        """Let Tab go from the steps over the answers to the foot."""
        foot = (self.back, self.skip, self.leave, self.main)
        for before, after in pairwise((self.side.away, *self._panel().stops(), *foot)):
            QWidget.setTabOrder(before, after)

    def _panel(self) -> Panel:
        """Return the present step, made when it is first gone to: all at once would be felt."""
        if self._at not in self._panels:
            panel = self._panels[self._at] = self._make(self._at)
            panel.setMaximumWidth(theme.scaled(_WIDEST))
            self._inside.insertWidget(0, panel, 1000)
            panel.left.connect(self._save_left)
        return self._panels[self._at]

    def _make(self, step: Step) -> Panel:
        here, workplace = self._content, self.workplace
        match step:
            case Step.WORDS:
                words = WordsPanel(workplace, here)
                words.printed.written.connect(self._print)
                words.report_wanted.connect(partial(self._want_report, contact_id=0))
                return words
            case Step.PEOPLE:
                people = PeoplePanel(here)
                people.import_wanted.connect(self.import_wanted)
                people.contact_wanted.connect(self.typing_wanted)
                return people
            case Step.SORTING:
                sorting = SortingPanel(here)
                sorting.sorting_wanted.connect(self.sorting_wanted)
                return sorting
            case Step.FORGOTTEN:
                asked = ForgottenPanel(here)
                asked.forgotten_wanted.connect(self.forgotten_wanted)
                return asked
            case Step.PLANS:
                plans = PlansPanel(workplace, here)
                plans.printed.written.connect(self._print)
                plans.sorting_wanted.connect(self.sorting_wanted)
                plans.plan_wanted.connect(self.plan_wanted)
                plans.report_wanted.connect(self.report_wanted)
                return plans
            case Step.GOALS:
                aims = GoalsPanel(workplace, self._keep_goals, here)
                aims.goals_wanted.connect(self.goals_wanted)
                return aims
            case Step.BACKUP:
                return FolderPanel(workplace, here)

    def _want_report(self, key: str, contact_id: int) -> None:
        self.report_wanted.emit(key, contact_id)

    def _print(self, path: Path, title: str) -> None:
        paper = profile_words.paper(self.workplace.desk.ask(business.load).paper)
        self.print_wanted.emit(PrintRequest(path, title, paper))

    def _connect(self) -> None:
        self.side.pressed.connect(self.show_step)
        self.side.away_pressed.connect(self._put_away)
        self.back.clicked.connect(self._back)
        self.skip.clicked.connect(self._skip)
        self.leave.clicked.connect(self._leave)
        self.main.clicked.connect(self._next)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._next)

    def _lay_out(self) -> None:
        self._inside = QHBoxLayout(self._content)
        self._inside.setContentsMargins(ring.REACH, 0, 12, 0)
        self._inside.addStretch(1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(ring.REACH, 0, 12, 0)
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.main)
        self._right = QWidget(self)
        self._column = QVBoxLayout(self._right)
        self._column.setSpacing(16)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self._foot)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.side)
        self._outer.addWidget(self._line)
        self._outer.addWidget(self._right, 1)
