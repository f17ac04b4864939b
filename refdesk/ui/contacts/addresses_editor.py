"""Addresses in the editor: as many as there are, one of them the main one."""

from PySide6.QtWidgets import QWidget

from refdesk.domain.addresses import Address
from refdesk.domain.incoming import IncomingAddress
from refdesk.i18n import _
from refdesk.ui.contacts.address_row import AddressRow
from refdesk.ui.contacts.growing_rows import RowsWithMain


class AddressesEditor(RowsWithMain[AddressRow]):
    """All addresses; an empty one is not kept."""

    def __init__(self, home_country: str, parent: QWidget) -> None:
        super().__init__(_("Add an address"), parent, spacing=18)
        self._home = home_country

    def show_addresses(self, shown: tuple[IncomingAddress, ...]) -> None:
        """Show these addresses, or one empty one."""
        self.show_rows([AddressRow(each, self._home, self) for each in shown] or [self.empty_row()])

    def addresses(self) -> tuple[IncomingAddress, ...]:
        """Return the addresses as they stand, the empty ones too: problems are named by their place."""
        several = len(self.rows) > 1
        return tuple(row.address(several=several) for row in self.rows)

    def empty_row(self) -> AddressRow:
        return AddressRow(IncomingAddress(Address(country=self._home)), self._home, self)
