"""A date to remember, asked at the end of a conversation: what it is, the day, and what it is called."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.yearly_edit import KINDS, YearlyEdit


class DayToRemember(QWidget):
    """One day that comes back each year; `typed` tells that something changed by hand."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = Combo([(kind, _(words)) for kind, words in KINDS.items()], self, value=DateKind.BIRTHDAY)
        self.day = YearlyEdit(self)
        self.label = LineEdit("", self, hint=_("opened the studio"))
        self.fields = (
            Field(_("A date to remember?"), self.kind, self, name="remember_kind"),
            Field(_("Day"), self.day, self, name="remember_on"),
            Field(_("Called"), self.label, self, name="remember_label"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for field, share in zip(self.fields, (2, 3, 3), strict=True):
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self.kind.chosen.connect(self._chosen)
        for edit in (self.day, self.label):
            edit.textEdited.connect(self.typed)
        self._show_label()

    def value(self) -> IncomingDate | None:
        """Return the day, if one was typed."""
        on = self.day.day()
        if on is None:
            return None
        kind = DateKind(str(self.kind.value()))
        return IncomingDate(kind, on, "" if kind is DateKind.BIRTHDAY else self.label.text())

    def set_value(self, remembered: IncomingDate | None) -> None:
        """Show a day, or none, without telling."""
        if remembered == self.value() and not self.day.sentence():
            return
        self.kind.set_value(DateKind.BIRTHDAY if remembered is None else remembered.kind)
        self.day.show_day(None if remembered is None else remembered.on)
        self.label.setText("" if remembered is None else remembered.label)
        self._show_label()

    def unread(self) -> list[Problem]:
        """Return what cannot be read as a day."""
        return [Problem("remember_on", self.day.sentence())] if self.day.sentence() else []

    def _chosen(self) -> None:
        self._show_label()
        self.typed.emit()

    def _show_label(self) -> None:
        kind = DateKind(str(self.kind.value()))
        self.fields[2].setVisible(kind is not DateKind.BIRTHDAY)
        self.day.setAccessibleName(_("Day: {what}").format(what=_(KINDS[kind])))
