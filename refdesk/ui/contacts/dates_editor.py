"""Days that come back each year in the editor: birthday, anniversary and any other, with or without the year."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.contacts.growing_rows import GrowingRow, GrowingRows
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.yearly_edit import KINDS, YearlyEdit


class DatesEditor(GrowingRows["DateRow"]):
    """One line for each day; a line without a day is not kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Add a day"), parent)

    def show_dates(self, dates: tuple[IncomingDate, ...]) -> None:
        """Show these days, or an empty birthday."""
        self.show_rows([DateRow(each, each.kind, self) for each in dates])
        if not self.rows:
            self._put(self.empty_row())

    def dates(self) -> tuple[IncomingDate, ...]:
        """Return the days as they stand, and give each line the name by which a refusal calls it."""
        found: list[IncomingDate] = []
        for row in self.rows:
            if (each := row.date()) is not None:
                row.field.name = f"dates.{len(found)}"
                found.append(each)
        return tuple(found)

    def problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed."""
        self.dates()
        return [Problem(row.field.name, row.day.sentence()) for row in self.rows if row.day.sentence()]

    def empty_row(self) -> "DateRow":
        taken = {row.kind.value() for row in self.rows}
        return DateRow(None, next((each for each in DateKind if each not in taken), DateKind.OTHER), self)

    def _put(self, row: "DateRow") -> None:
        row.field.name = f"dates.new.{len(self.rows)}"
        super()._put(row)


class DateRow(GrowingRow):
    """One day: what it is, when, and for other days a name."""

    def __init__(self, each: IncomingDate | None, kind: DateKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = Combo([(value, _(words)) for value, words in KINDS.items()], self, value=kind)
        self.first = self.day = YearlyEdit(self)
        self.day.show_day(each.on if each else None)
        self.label = LineEdit(each.label if each else "", self, hint=_("wedding, opened the studio"))
        self.drop = IconButton("x", _("Remove"), self, side=36)
        self._kind_field = Field(_("What"), self.kind, self)
        self.field = Field(_("Day"), self.day, self)
        self._label_field = Field(_("Called"), self.label, self)
        beside = QWidget(self)
        box = QHBoxLayout(beside)
        box.setContentsMargins(0, Field.head_height(), 0, 0)
        box.addWidget(self.drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        for part, share in ((self._kind_field, 2), (self.field, 3), (self._label_field, 3), (beside, 0)):
            row.addWidget(part, share, top)
        self.kind.chosen.connect(self._show_kind)
        self._show_kind()

    def date(self) -> IncomingDate | None:
        """Return the day as it stands; None while there is none."""
        on = self.day.day()
        return None if on is None else IncomingDate(DateKind(str(self.kind.value())), on, self.label.text())

    def _show_kind(self) -> None:
        kind = DateKind(str(self.kind.value()))
        # A label that a file brought for a birthday stays to be seen.
        self._label_field.setVisible(kind is not DateKind.BIRTHDAY or bool(self.label.text()))
        title = _(KINDS[kind])
        self.day.setAccessibleName(_("Day: {what}").format(what=title))
        self.kind.setAccessibleName(_("What day it is"))
        self.label.setAccessibleName(_("Name of the day: {what}").format(what=title))
        self.drop.set_name(_("Remove: {what}").format(what=title))
