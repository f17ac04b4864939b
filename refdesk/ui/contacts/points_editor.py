"""Phones, e-mails or sites in the editor: as many as there are, each with a label, one of them the main one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain import contact as rules
from refdesk.domain.contact import POINT_FIELDS, PointKind
from refdesk.domain.incoming import IncomingPoint
from refdesk.i18n import _
from refdesk.ui.contacts import point_labels
from refdesk.ui.contacts.growing_rows import MainRow, RowsWithMain
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.checks import Radio
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field


class PointsEditor(RowsWithMain["PointRow"]):
    """The points of one kind; an empty line is not kept."""

    def __init__(self, kind: PointKind, country: str, parent: QWidget) -> None:
        super().__init__(_add_words(kind), parent)
        self._kind, self._country = kind, country

    def show_points(self, points: tuple[IncomingPoint, ...], *, least: int) -> None:
        """Show these points, and empty lines up to `least`."""
        blank = (IncomingPoint(""),) * (least - len(points))
        self.show_rows([self._row(point) for point in (*points, *blank)])

    def points(self) -> tuple[IncomingPoint, ...]:
        """Return the points as they stand, the empty ones too: problems are named by their place."""
        several = len(self.rows) > 1
        return tuple(row.point(several=several) for row in self.rows)

    def empty_row(self) -> "PointRow":
        return self._row(IncomingPoint(""))

    def _row(self, point: IncomingPoint) -> "PointRow":
        return PointRow(self._kind, point, self._country, self)


class PointRow(MainRow):
    """One phone, e-mail or site."""

    def __init__(self, kind: PointKind, point: IncomingPoint, country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._country, self._was_main = kind, country, point.main
        self.first = self.value = LineEdit(point.value, self)
        self.field = Field(_title(kind), self.value, self)
        self.label = Combo(point_labels.choices(kind, point.label), self, name=_("Label"), value=point.label)
        self.label.setMinimumWidth(150)
        self.main = Radio(_("main"), self, checked=point.main)
        self.drop = IconButton("x", _("Remove"), self, side=36)
        beside = QWidget(self)
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, Field.head_height(), 0, 0)
        row.setSpacing(10)
        for part in (self.label, self.main, self.drop):
            row.addWidget(part)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        self.value.editingFinished.connect(self._hint)

    def point(self, *, several: bool) -> IncomingPoint:
        """Return the point as it stands."""
        main = self.main.isChecked() if several else self._was_main
        return IncomingPoint(self.value.text(), str(self.label.value()), main)

    def set_place(self, at: int, *, several: bool) -> None:
        self.field.name = f"{POINT_FIELDS[self._kind]}.{at}"
        title = _title(self._kind) if not at else f"{_title(self._kind)} {at + 1}"
        self.field.set_title(title)
        self.label.setAccessibleName(_("Label: {what}").format(what=title))
        self.main.setAccessibleName(_("Main: {what}").format(what=title))
        self.drop.set_name(_("Remove: {what}").format(what=title))
        self.main.setVisible(several)

    def _hint(self) -> None:
        if self._kind is PointKind.PHONE:
            self.field.set_hint(rules.phone_hint(self.value.text(), self._country))


def _title(kind: PointKind) -> str:
    return {PointKind.PHONE: _("Phone"), PointKind.EMAIL: _("E-mail"), PointKind.SITE: _("Site")}[kind]


def _add_words(kind: PointKind) -> str:
    words = {
        PointKind.PHONE: _("Add a phone"),
        PointKind.EMAIL: _("Add an e-mail"),
        PointKind.SITE: _("Add a site"),
    }
    return words[kind]
