"""The next step with a person: what and when, done by one click, changed by another."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from refdesk import i18n
from refdesk.domain.plan import PlanDraft
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface

LINES_BESIDE = 2
"""So many lines the words may take between head and acts."""


class NextStepStrip(Surface):
    """Absent while nothing is planned; amber once its day is over."""

    done_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="accent_soft", radius=theme.RADIUS_NOTICE)
        self._icon = IconMark("corner-down-right", self, ink=Ink.ACCENT, size=18)
        self._head = Label(_("Next step:"), Style.SECOND_STRONG, self)
        self._words = Label("", Style.SECOND, self, wrap=True)
        self.done = Button(_("Done"), self, kind=Kind.LINK, size=Size.ROW, icon="check")
        self.change = Button(_("Change"), self, kind=Kind.LINK, size=Size.ROW)
        self.change.setAccessibleName(_("Change: next step"))
        self.done.clicked.connect(self.done_wanted)
        self.change.clicked.connect(self.change_wanted)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 2, 8, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        for column, part in ((0, self._icon), (1, self._head), (3, self.done), (4, self.change)):
            self._grid.addWidget(part, 0, column, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._words, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_plan(self, plan: PlanDraft, today: date) -> None:
        """Show the next step of a plan."""
        is_over = plan.next_step_on is not None and plan.next_step_on < today
        self._ground = "amber_soft" if is_over else "accent_soft"
        self.update()
        self._icon.set_icon("clock" if is_over else "corner-down-right", ink=Ink.AMBER if is_over else Ink.ACCENT)
        self._words.setText(_said(plan, today))
        self.done.setAccessibleName(_("Done: {step}").format(step=plan.next_step))
        self.setVisible(bool(plan.next_step))
        self._place_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_words()

    def _place_words(self) -> None:
        """Put the words between head and acts, or below them where they would stand as a tower."""
        others = (self._icon, self._head, self.done, self.change)
        gaps = self._grid.horizontalSpacing() * len(others)
        margins = self._grid.contentsMargins()
        room = self.width() - sum(each.sizeHint().width() for each in others) - gaps - margins.left() - margins.right()
        length = self._words.fontMetrics().horizontalAdvance(self._words.text())
        below = length > LINES_BESIDE * room
        self._grid.removeWidget(self._words)
        place = (1, 1, 1, 4) if below else (0, 2, 1, 1)
        self._grid.addWidget(self._words, *place, Qt.AlignmentFlag.AlignVCenter)
        self._grid.setContentsMargins(12, 2, 8, 8 if below else 2)


def _said(plan: PlanDraft, today: date) -> str:
    if plan.next_step_on is None:
        return plan.next_step
    day = i18n.day_long(plan.next_step_on) if plan.next_step_on.year == today.year else i18n.day_full(plan.next_step_on)
    if plan.next_step_on < today:
        return _("{step}. It was planned for {day}").format(step=plan.next_step, day=day)
    if plan.next_step_on == today:
        return _("{step}, today").format(step=plan.next_step)
    return _("{step}, {day}").format(step=plan.next_step, day=day)
