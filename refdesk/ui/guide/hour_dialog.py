"""The rest of the first hour: the steps at the left, the present one at the right; each does the real thing."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from refdesk.domain import first_hour as rules
from refdesk.domain.changes import Changes
from refdesk.domain.first_hour import Step
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import business, first_hour, goals
from refdesk.services.first_hour import FirstHour
from refdesk.ui import hour_words, theme
from refdesk.ui.guide.hour_fields import FolderPanel, WordsPanel
from refdesk.ui.guide.hour_panel import Panel
from refdesk.ui.guide.hour_panels import ForgottenPanel, GoalsPanel, PeoplePanel, PlansPanel, SortingPanel
from refdesk.ui.guide.step_list import StepList
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Surface
from refdesk.ui.workplace import Workplace

_SIDE = 352
_STEPS = tuple(Step)


class HourDialog(Dialog):
    """Goes from step to step; what the file holds says which are done. Leaving it loses nothing."""

    import_wanted = Signal()
    contact_wanted = Signal()
    sorting_wanted = Signal()
    forgotten_wanted = Signal()
    plan_wanted = Signal(int)
    goals_wanted = Signal()
    back_up_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Your first hour"), parent, main="", main_icon="", size=QSize(1060, 680), cancel=_("Leave for now")
        )
        self._workplace = workplace
        self._hour: FirstHour = workplace.desk.ask(first_hour.look)
        self._at = next(iter(self._hour.left), Step.WORDS)
        self.skip = Button("", self, kind=Kind.QUIET)
        self.on_today = Check(_("Keep what is left on Today"), self)
        self._panels = self._make_panels()
        self._make_side()
        self.foot_row.addWidget(self.skip)
        self._connect()
        self._go_to(self._at)

    def open(self) -> None:
        """Show the dialog at the first step that is left."""
        super().open()
        self._panel().begin()

    def holds_typed(self) -> bool:
        """Tell whether the present step holds words that are not saved yet."""
        return self._panel().is_changed()

    def hold(self, go_on: Callable[[], object]) -> None:
        """Save what stands here and go on; only what cannot be saved is asked about."""
        if self._save():
            go_on()
        else:
            super().hold(go_on)

    def reject(self) -> None:
        """Save what stands here and leave; only what cannot be saved is asked about, once."""
        if self._unsaved is None and not self._save():
            super().hold(self._stay)
        else:
            super().reject()

    @property
    def at(self) -> Step:
        """Return the step that is shown."""
        return self._at

    def show_step(self, number: int) -> None:
        """Save what stands in the present step, and go to another, counted from 1."""
        if self._save():
            self._go_to(_STEPS[number - 1])

    def _make_panels(self) -> dict[Step, Panel]:
        people, sorting, asked = PeoplePanel(self), SortingPanel(self), ForgottenPanel(self)
        plans = PlansPanel(self._workplace, self)
        aims = GoalsPanel(self._workplace, self._keep_goals, self)
        people.import_wanted.connect(self.import_wanted)
        people.contact_wanted.connect(self.contact_wanted)
        sorting.sorting_wanted.connect(self.sorting_wanted)
        asked.forgotten_wanted.connect(self.forgotten_wanted)
        plans.plan_wanted.connect(self.plan_wanted)
        aims.goals_wanted.connect(self.goals_wanted)
        panels: dict[Step, Panel] = {
            Step.WORDS: WordsPanel(self._workplace, self), Step.PEOPLE: people, Step.SORTING: sorting,
            Step.FORGOTTEN: asked, Step.PLANS: plans, Step.GOALS: aims,
            Step.BACKUP: FolderPanel(self._workplace, self._keep_folder, self),
        }  # fmt: skip
        for panel in panels.values():
            self.body.addWidget(panel)
            panel.hide()
        return panels

    def _make_side(self) -> None:
        side = Surface(self, ground="sunk")
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 18, 16, 14)
        column.setSpacing(10)
        about = _("Seven short steps. Each does the real thing and saves itself; leave whenever you like.")
        self._bar = Bar(0.0, side, name=_("No step done yet"))
        steps = tuple((hour_words.title(step), hour_words.minutes(step)) for step in Step)
        self.steps = StepList(steps, side, free=True)
        column.addWidget(Label(about, Style.SECOND, side, ink=Ink.INK2, wrap=True))
        column.addWidget(self._bar)
        column.addWidget(self.steps)
        column.addStretch(1)
        column.addWidget(self.on_today)
        room = ScrollArea(side, self)
        room.setFixedWidth(theme.scaled(_SIDE))
        self.set_lead(room)

    def _connect(self) -> None:
        self.steps.pressed.connect(self.show_step)
        self.main_pressed.connect(self._next)
        self.skip.clicked.connect(self._skip)
        self.on_today.clicked.connect(self._keep_on_today)
        self._workplace.bus.changed.connect(self._heard)

    def _panel(self) -> Panel:
        return self._panels[self._at]

    def _go_to(self, step: Step) -> None:
        former, self._at = self._panel(), step
        self._panel().show()
        self._show()
        if self.isVisible():
            self._panel().begin()
        if former is not self._panel():
            former.hide()

    def _heard(self, changes: Changes) -> None:
        if changes.touches("setting", "contact", "plan", "goal"):
            self._look()
            QTimer.singleShot(0, self, self._keep_focus)

    def _keep_focus(self) -> None:
        """Take the focus back when a dialog on top is gone, and with it the button that opened it."""
        above = [each for each in self.window().findChildren(Dialog) if each.isVisible() and each is not self]
        here = QApplication.focusWidget()
        if self.isVisible() and not above and (here is None or not self.isAncestorOf(here)):
            self._panel().begin()

    def _show(self) -> None:
        hour, here = self._hour, _STEPS.index(self._at) + 1
        done = frozenset(_STEPS.index(step) + 1 for step in hour.done)
        skipped = frozenset(_STEPS.index(step) + 1 for step in hour.kept.skipped)
        self.steps.show_state(here, done, skipped)
        words = _("{n} of {all} steps done").format(n=len(done), all=len(_STEPS))
        state = Progress.REACHED if len(done) == len(_STEPS) else Progress.ON_THE_WAY
        self._bar.set_share(len(done) / len(_STEPS), name=words, state=state)
        self._panel().count.setText(_("Step {n} of {all}").format(n=here, all=len(_STEPS)))
        self._panel().show_hour(hour)
        self.on_today.setChecked(not hour.kept.put_away)
        self._show_foot()

    def _show_foot(self) -> None:
        following = self._following()
        words = _("Next: {step}").format(step=hour_words.title(following)) if following else _("Done")
        self.main_button.set_words(words)
        self.main_button.setAccessibleName(words)
        self.skip.set_words(_("Take it up again") if self._at in self._hour.kept.skipped else _("Skip this step"))
        self.skip.setVisible(self._at not in self._hour.done)

    def _following(self) -> Step | None:
        """Return the step to go on with; words that are typed here count as done."""
        return rules.after(self._at, self._hour.left)

    def _next(self) -> None:
        if not self._save():
            return
        following = self._following()
        if following is None or self._unsaved is not None:
            self.accept()
        else:
            self._go_to(following)

    def _skip(self) -> None:
        if self._at in self._hour.kept.skipped:
            self._do(first_hour.take_up, self._at)
            return
        self._do(first_hour.skip, self._at)
        following = self._following()
        if following is not None:
            self._go_to(following)

    def _keep_on_today(self) -> None:
        self._do(first_hour.bring_back if self.on_today.isChecked() else first_hour.put_away)

    def _keep_goals(self) -> None:
        desk = self._workplace.desk
        today = desk.ask(business.working_time).date_of(desk.now())
        self._do(goals.set_targets, desk.ask(goals.in_force, today))

    def _keep_folder(self) -> None:
        if self._save():
            self.main_button.setFocus()

    def _save(self) -> bool:
        """Save what stands in the present step; shows beside it what hinders that."""
        self.clear_problems()
        if not self._panel().is_changed():
            return True
        before = self._hour.facts.second_folder
        try:
            self._panel().save()
        except RefDeskError as fault:
            self.show_fault(fault)
            return False
        self._look()
        self._workplace.done(_("{step} saved").format(step=hour_words.title(self._at)))
        if self._hour.facts.second_folder not in ("", before):
            self.back_up_wanted.emit()
        return True

    def _stay(self) -> None:
        """Go on with nothing: only this dialog was to close."""

    def _do(self, operation: Callable[..., object], *args: object) -> None:
        try:
            self._workplace.desk.do(operation, *args)
        except RefDeskError as fault:
            self.show_fault(fault)
        self._look()

    def _look(self) -> None:
        self._hour = self._workplace.desk.ask(first_hour.look)
        self._show()
