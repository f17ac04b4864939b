"""What was promised while something else was done: the words and the day, side by side."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.promises import OnTheWay
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field


class PromiseFields(QWidget):
    """Asks for a promise; both fields may stay empty."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.promise = LineEdit("", self, hint=_("Nothing promised"))
        self.by = DateField(today, self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Field(_("Promised anything?"), self.promise, self, name="promise_text"), 5, top)
        row.addWidget(Field(_("By when?"), self.by, self, name="promise_due_on"), 4, top)

    def made(self) -> OnTheWay:
        """Return what was promised."""
        return OnTheWay(self.promise.text(), self.by.day())

    def problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed."""
        if not self.by.text().strip() or self.by.day() is not None:
            return []
        return [Problem("promise_due_on", self.by.sentence() or _("Type a day, such as today or Nov 18."))]
