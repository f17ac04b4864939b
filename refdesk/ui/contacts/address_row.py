"""One address in a form, with its fields in the order and with the names of its country."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import address_forms, addresses, countries
from refdesk.domain.addresses import Address
from refdesk.domain.incoming import IncomingAddress
from refdesk.i18n import _
from refdesk.ui.contacts import point_labels
from refdesk.ui.contacts.growing_rows import MainRow
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.checks import Radio
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field

_WIDTHS = {"city": 3, "region": 2, "postcode": 2}


class AddressRow(MainRow):
    """Street, the line of the city in the order of the country, the country; a `whole` one has a label too."""

    def __init__(self, shown: IncomingAddress, home_country: str, parent: QWidget, *, whole: bool = True) -> None:
        super().__init__(parent)
        self._home, self._is_whole = home_country, whole
        self.first = self.street = TextEdit("", self, lines=2)
        self.edits = {name: LineEdit("", self) for name in address_forms.PARTS}
        self.country = Combo([], self)
        self.label = Combo(point_labels.address_choices(shown.label), self, value=shown.label)
        self.main = Radio(_("main"), self, checked=shown.main)
        self.drop = IconButton("x", _("Remove"), self, side=36)
        self.fields = {name: Field("", edit, self) for name, edit in self.edits.items()}
        self.fields["street"] = Field(_("Address"), self.street, self)
        self.fields["country"] = Field(_("Country"), self.country, self)
        self._label_field = Field(_("Label"), self.label, self)
        self._line = QHBoxLayout()
        self._lay_out()
        self.show_address(shown)
        self.country.chosen.connect(self._show_form)
        self.street.textChanged.connect(self._hint)
        for edit in self.edits.values():
            edit.editingFinished.connect(self._hint)

    def show_address(self, shown: IncomingAddress) -> None:
        """Show another address."""
        self._shown = shown
        address = shown.address
        self._code = addresses.country_code(address.country) or ("" if address.country else self._home)
        self.street.setPlainText(address.street)
        for name, edit in self.edits.items():
            edit.setText(getattr(address, name))
        self.country.set_choices(_countries(address.country, self._code), value=self._code or address.country)
        self._show_form()

    def address(self, *, several: bool = False) -> IncomingAddress:
        """Return the address as it stands."""
        chosen = str(self.country.value())
        # A country that was not chosen anew stays as it was written.
        country = self._shown.address.country if chosen == self._code else chosen
        if not self._shown.address.country and not self._shown.address.is_empty and chosen == self._code:
            country = ""
        parts = {name: edit.text() for name, edit in self.edits.items()}
        main = self.main.isChecked() if several else self._shown.main
        label = str(self.label.value()) if self._is_whole else self._shown.label
        return IncomingAddress(Address(street=self.street.text(), country=country, **parts), label, main)

    def set_place(self, at: int, *, several: bool) -> None:
        """Take the name by which problems and screen readers call this address."""
        for name, field in self.fields.items():
            field.name = f"addresses.{at}.{name}"
        title = _("Address") + (f" {at + 1}" if at else "")
        self.fields["street"].set_title(title)
        self.label.setAccessibleName(_("Label: {what}").format(what=title))
        self.main.setAccessibleName(_("Main: {what}").format(what=title))
        self.drop.set_name(_("Remove: {what}").format(what=title))
        self.main.setVisible(several)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.fields["street"], 1, top)
        beside = QWidget(self)
        buttons = QHBoxLayout(beside)
        buttons.setContentsMargins(0, Field.head_height(), 0, 0)
        buttons.setSpacing(10)
        buttons.addWidget(self.main)
        buttons.addWidget(self.drop)
        first.addWidget(beside, 0, top)
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
        beside.setVisible(self._is_whole)
        self._label_field.setVisible(self._is_whole)
        self.main.hide()

    def _show_form(self) -> None:
        form = address_forms.form(str(self.country.value()))
        for name, title in form.titles.items():
            self.fields[name].set_title(title)
        before: QWidget = self.street
        for name in form.order:
            self._line.removeWidget(self.fields[name])
            self._line.addWidget(self.fields[name], _WIDTHS[name], Qt.AlignmentFlag.AlignTop)
            QWidget.setTabOrder(before, self.edits[name])
            before = self.edits[name]
        QWidget.setTabOrder(before, self.country)
        QWidget.setTabOrder(self.country, self.label)
        self._hint()

    def _hint(self) -> None:
        """Say beside each empty field that a letter needs it; it is kept without all the same."""
        lacking = address_forms.missing(self.address().address, str(self.country.value()))
        for name, field in self.fields.items():
            field.set_hint(_("A letter needs this.") if name in lacking else "")


def _countries(written: str, code: str) -> list[tuple[object, str]]:
    known: list[tuple[object, str]] = list(countries.choices())
    return known if code else [(written, written), *known]
