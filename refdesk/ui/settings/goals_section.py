"""Goals have a window of their own; Settings leads there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.goals import Measure, Period
from refdesk.i18n import _
from refdesk.ui.settings.section import Section
from refdesk.ui.widgets.buttons import Button


class GoalsSection(Section):
    """Says what goals are and opens them; `goals_wanted` brings the first goal to look at."""

    goals_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        about = _("What you want to reach in a week or a month. Today shows how far you are.")
        super().__init__(_("Goals"), parent, about=about)
        self.words = _("target week month bars")
        self.open = Button(_("Set the goals…"), self, icon="trophy")
        self.open.clicked.connect(self._want)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch(1)
        self.card.column.addLayout(row)

    def first_editor(self) -> QWidget | None:
        return self.open

    def _want(self) -> None:
        self.goals_wanted.emit(Measure.GIVEN.value, Period.WEEK.value)
