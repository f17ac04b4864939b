"""Addresses in the editor, with their fields in the order of the country."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import addresses, countries
from refdesk.domain.addresses import Address
from refdesk.domain.incoming import IncomingAddress
from refdesk.i18n import _
from refdesk.ui.contacts import point_labels
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field

_PARTS = ("city", "region", "postcode")
_PROBE = Address(street="1", city="2", region="3", postcode="4")


class AddressesEditor(QWidget):
    """All addresses; an empty one is not kept."""

    def __init__(self, home_country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = home_country
        self.rows: list[AddressRow] = []
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
        for each in shown or (IncomingAddress(Address(country=self._home)),):
            self._append(each)

    def addresses(self) -> tuple[IncomingAddress, ...]:
        """Return the addresses as they stand, the empty ones too: problems are named by their place."""
        return tuple(row.address() for row in self.rows)

    def _add_row(self) -> None:
        self._append(IncomingAddress(Address(country=self._home)))
        self.rows[-1].street.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, shown: IncomingAddress) -> None:
        row = AddressRow(shown, self._home, self)
        row.drop.clicked.connect(partial(self._drop, row))
        self.rows.append(row)
        self._column.addWidget(row)
        self._settle()

    def _drop(self, row: "AddressRow", _on: bool = False) -> None:
        self._take(row)
        self._settle()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, row: "AddressRow") -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        for at, row in enumerate(self.rows):
            row.set_place(at)


class AddressRow(QWidget):
    """One address: street, the line of the city in the order of the country, the country, a label."""

    def __init__(self, shown: IncomingAddress, home_country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        address = shown.address
        self._code = addresses.country_code(address.country) or ("" if address.country else home_country)
        self.street = TextEdit(address.street, self, lines=2)
        self.edits = {name: LineEdit(getattr(address, name), self) for name in _PARTS}
        self.country = Combo(_countries(address.country, self._code), self, value=self._code or address.country)
        self.label = Combo(point_labels.address_choices(shown.label), self, value=shown.label)
        self.drop = IconButton("x", _("Remove"), self, side=36)
        self.fields = {name: Field("", edit, self) for name, edit in self.edits.items()}
        self.fields["street"] = Field(_("Street"), self.street, self)
        self.fields["country"] = Field(_("Country"), self.country, self)
        self._label_field = Field(_("Label"), self.label, self)
        self._line = QHBoxLayout()
        self._lay_out()
        self._show_order()
        self.country.chosen.connect(self._show_order)

    def address(self) -> IncomingAddress:
        """Return the address as it stands."""
        chosen = str(self.country.value())
        # A country that was not chosen anew stays as it was written.
        country = self._shown.address.country if chosen == self._code else chosen
        if not self._shown.address.country and not self._shown.address.is_empty and chosen == self._code:
            country = ""
        parts = {name: edit.text() for name, edit in self.edits.items()}
        return IncomingAddress(
            Address(street=self.street.text(), country=country, **parts), str(self.label.value()), self._shown.main
        )

    def set_place(self, at: int) -> None:
        """Take the name by which problems and screen readers call this address."""
        for name, field in self.fields.items():
            field.name = f"addresses.{at}.{name}"
        number = f" {at + 1}" if at else ""
        self.fields["street"].set_title(_("Address") + number)
        self.drop.set_name(_("Remove: {what}").format(what=_("Address") + number))

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.fields["street"], 1, top)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 26, 0, 0)
        beside.addWidget(self.drop)
        first.addLayout(beside)
        self._line.setSpacing(14)
        last = QHBoxLayout()
        last.setSpacing(14)
        last.addWidget(self.fields["country"], 2, top)
        last.addWidget(self._label_field, 1, top)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        for line in (first, self._line, last):
            whole.addLayout(line)

    def _show_order(self) -> None:
        code = str(self.country.value())
        for name, title in _titles(code).items():
            self.fields[name].set_title(title)
        widths = {"city": 3, "region": 2, "postcode": 1}
        before: QWidget = self.street
        for name in order(code):
            self._line.removeWidget(self.fields[name])
            self._line.addWidget(self.fields[name], widths[name], Qt.AlignmentFlag.AlignTop)
            QWidget.setTabOrder(before, self.edits[name])
            before = self.edits[name]
        QWidget.setTabOrder(before, self.country)


def order(code: str) -> tuple[str, ...]:
    """Return city, region and postcode in the order of the country; what it leaves out stands last."""
    home = code if len(code) == 2 else ""
    written = " ".join(addresses.envelope_lines(_PROBE, home))
    places = {name: written.find(getattr(_PROBE, name)) for name in _PARTS}
    return tuple(sorted(_PARTS, key=lambda name: places[name] if places[name] >= 0 else len(written)))


def _titles(code: str) -> dict[str, str]:
    regions = {"US": _("State"), "CA": _("Province"), "GB": _("County"), "AU": _("State"), "CH": _("Canton")}
    return {
        "city": _("City"),
        "region": regions.get(code, _("Region")),
        "postcode": _("ZIP code") if code == "US" else _("Postcode"),
    }


def _countries(written: str, code: str) -> list[tuple[object, str]]:
    known: list[tuple[object, str]] = list(countries.choices())
    return known if code else [(written, written), *known]
