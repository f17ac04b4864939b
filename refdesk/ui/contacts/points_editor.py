"""Phones, e-mails or sites in the editor: as many as there are, each with a label, one of them the main one."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import contact as rules
from refdesk.domain.contact import POINT_FIELDS, PointKind
from refdesk.domain.incoming import IncomingPoint
from refdesk.i18n import _
from refdesk.ui.contacts import point_labels
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.checks import Radio
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field


class PointsEditor(QWidget):
    """The points of one kind; an empty line is not kept."""

    def __init__(self, kind: PointKind, country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._country = kind, country
        self.rows: list[PointRow] = []
        self._mains = QButtonGroup(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self.add = Button(_add_words(kind), self, kind=Kind.LINK, size=Size.ROW, icon="plus")
        self.add.clicked.connect(self._add_row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_points(self, points: tuple[IncomingPoint, ...], *, least: int) -> None:
        """Show these points, and empty lines up to `least`."""
        for row in list(self.rows):
            self._take(row)
        blank = (IncomingPoint(""),) * (least - len(points))
        for point in (*points, *blank):
            self._append(point)
        self._settle()

    def points(self) -> tuple[IncomingPoint, ...]:
        """Return the points as they stand, the empty ones too: problems are named by their place."""
        several = len(self.rows) > 1
        return tuple(row.point(several=several) for row in self.rows)

    def _add_row(self) -> None:
        self._append(IncomingPoint(""))
        self._settle()
        self.rows[-1].value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, point: IncomingPoint) -> None:
        row = PointRow(self._kind, point, self._country, self)
        row.drop.clicked.connect(partial(self._drop, row))
        self._mains.addButton(row.main)
        self.rows.append(row)
        self._column.addWidget(row)

    def _drop(self, row: "PointRow", _on: bool = False) -> None:
        at = self.rows.index(row)
        self._take(row)
        self._settle()
        near = self.rows[min(at, len(self.rows) - 1)].value if self.rows else self.add
        near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, row: "PointRow") -> None:
        self.rows.remove(row)
        self._mains.removeButton(row.main)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        """Name the rows by their places; a single one is the main one anyway."""
        for at, row in enumerate(self.rows):
            row.set_place(at, several=len(self.rows) > 1)


class PointRow(QWidget):
    """One phone, e-mail or site."""

    def __init__(self, kind: PointKind, point: IncomingPoint, country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._country, self._was_main = kind, country, point.main
        self.value = LineEdit(point.value, self)
        self.field = Field(_title(kind), self.value, self)
        self.label = Combo(point_labels.choices(kind, point.label), self, name=_("Label"), value=point.label)
        self.label.setMinimumWidth(150)
        self.main = Radio(_("main"), self, checked=point.main)
        self.drop = IconButton("x", _("Remove"), self, side=36)
        beside = QWidget(self)
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 26, 0, 0)
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
        """Take the name by which problems and screen readers call this row."""
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
