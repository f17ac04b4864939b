"""The first hour: whether what is left of it is kept in sight, how much that is, and the way there."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.first_hour import Step
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import first_hour
from refdesk.services.desk import Desk
from refdesk.services.first_hour import FirstHour
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


class HourSection(Section):
    """Puts the first hour away and brings it back; `first_hour_wanted` leads there."""

    first_hour_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("Seven short steps after the first card. What is left stands above Today, and in one line on it.")
        super().__init__(_("First hour"), parent, about=about)
        self._workplace = workplace
        self.words = _("guide steps begin start put away bring back tour")
        self.kept = Check(_("Show what is left of it"), self)
        self.state = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.go_on = Button(_("Go there"), self, icon="book-open")
        self.go_on.setAccessibleName(_("Go to your first hour"))
        row = QHBoxLayout()
        row.addWidget(self.go_on)
        row.addStretch(1)
        self.card.column.setSpacing(10)
        for part in (self.kept, self.state):
            self.card.column.addWidget(part)
        self.card.column.addLayout(row)
        self.kept.clicked.connect(self._keep)
        self.go_on.clicked.connect(self.first_hour_wanted)

    def first_editor(self) -> QWidget | None:
        return self.kept

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: steps are done elsewhere."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now; in a long list that is read beside the window."""
        work = partial(_read, self._workplace.desk)
        self._workplace.jobs.start(work, then=self._show, failed=self._workplace.show_fault)

    def _show(self, hour: FirstHour) -> None:
        left = len(hour.left)
        self.kept.setChecked(not hour.kept.put_away)
        said = _("{n} of {all} steps are left.").format(n=left, all=len(Step))
        self.state.setText(said if left else _("Nothing is left of it: you are through."))

    def _keep(self) -> None:
        if self.kept.isChecked():
            self._workplace.act(_("What is left of your first hour is shown again."), first_hour.bring_back)
        else:
            self._workplace.act(_("Your first hour is put away."), first_hour.put_away)


def _read(desk: Desk, _progress: Progress) -> FirstHour:
    return desk.ask(first_hour.look)
