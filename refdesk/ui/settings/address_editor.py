"""The address of the business, field by field."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from refdesk.domain.addresses import Address
from refdesk.i18n import _
from refdesk.ui.settings.editors import Editor
from refdesk.ui.widgets.edits import LineEdit


class AddressEditor(Editor):
    """Street, city, region, postcode; the country is a setting of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = Address()
        self.street = self._line(_("Street"))
        self.city = self._line(_("City"))
        self.region = self._line(_("State or region"))
        self.postcode = self._line(_("Postcode"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.street, 0, 0, 1, 3)
        for column, line in enumerate((self.city, self.region, self.postcode)):
            grid.addWidget(line, 1, column)
            grid.setColumnStretch(column, 3 - column)
        self.column.addLayout(grid)
        self.setFocusProxy(self.street)

    def show_value(self, value: Address) -> None:
        self._shown = value
        for line, text in self._pairs(value):
            if line.text() != text:
                line.setText(text)
            line.setModified(False)

    def is_touched(self) -> bool:
        return any(line.isModified() for line, _text in self._pairs(self._shown))

    def _pairs(self, value: Address) -> tuple[tuple[LineEdit, str], ...]:
        street = ", ".join(value.street_lines)
        pairs = ((self.street, street), (self.city, value.city), (self.region, value.region))
        return (*pairs, (self.postcode, value.postcode))

    def _line(self, name: str) -> LineEdit:
        line = LineEdit("", self, name=name, hint=name)
        line.editingFinished.connect(self._left)
        return line

    def _left(self) -> None:
        if not self.is_touched():
            return
        street = self.street.text().strip() if self.street.isModified() else self._shown.street
        self._shown = replace(
            self._shown, street=street, city=self.city.text().strip(), region=self.region.text().strip(),
            postcode=self.postcode.text().strip(),
        )  # fmt: skip
        for line, _text in self._pairs(self._shown):
            line.setModified(False)
        self.offered.emit(self._shown)
