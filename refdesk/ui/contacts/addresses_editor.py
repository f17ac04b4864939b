"""Addresses in the editor: as many as there are, one of them the main one."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from refdesk.domain.addresses import Address
from refdesk.domain.incoming import IncomingAddress
from refdesk.i18n import _
from refdesk.ui.contacts.address_row import AddressRow
from refdesk.ui.widgets.buttons import Button, Kind, Size


class AddressesEditor(QWidget):
    """All addresses; an empty one is not kept."""

    def __init__(self, home_country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = home_country
        self.rows: list[AddressRow] = []
        self._mains = QButtonGroup(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(18)
        self.add = Button(_("Add an address"), self, kind=Kind.LINK, size=Size.ROW, icon="plus")
        self.add.clicked.connect(self._add_row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_addresses(self, shown: tuple[IncomingAddress, ...]) -> None:
        """Show these addresses, or one empty one."""
        for row in list(self.rows):
            self._take(row)
        for each in shown or (self._empty(),):
            self._append(each)

    def addresses(self) -> tuple[IncomingAddress, ...]:
        """Return the addresses as they stand, the empty ones too: problems are named by their place."""
        several = len(self.rows) > 1
        return tuple(row.address(several=several) for row in self.rows)

    def _empty(self) -> IncomingAddress:
        return IncomingAddress(Address(country=self._home))

    def _add_row(self) -> None:
        self._append(self._empty())
        self.rows[-1].street.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, shown: IncomingAddress) -> None:
        row = AddressRow(shown, self._home, self)
        row.drop.clicked.connect(partial(self._drop, row))
        self._mains.addButton(row.main)
        self.rows.append(row)
        self._column.addWidget(row)
        self._settle()

    def _drop(self, row: AddressRow, _on: bool = False) -> None:
        self._take(row)
        self._settle()
        near = self.rows[-1].street if self.rows else self.add
        near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, row: AddressRow) -> None:
        self.rows.remove(row)
        self._mains.removeButton(row.main)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        for at, row in enumerate(self.rows):
            row.set_place(at, several=len(self.rows) > 1)
