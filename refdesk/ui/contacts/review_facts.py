"""The facts that a client is asked to confirm: phone, mail, address and what they do, put right on the spot."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import addresses, clashes
from refdesk.domain.addresses import Address
from refdesk.domain.clashes import Clash, Sides
from refdesk.domain.contact import ContactDraft, PointKind
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingAddress, IncomingPoint
from refdesk.i18n import _
from refdesk.services import business, contacts, households
from refdesk.ui.contacts.address_row import AddressRow
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


class ReviewFacts(QWidget):
    """The main phone, mail and address; the address of a household is shown and changed there."""

    def __init__(self, workplace: Workplace, contact_id: ContactId, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._contact_id = workplace.desk, contact_id
        self._country = self._desk.ask(business.load).country
        self._sides = Sides.opened(ContactDraft())
        self.phone, self.email = LineEdit("", self), LineEdit("", self)
        self.home = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.address = AddressRow(IncomingAddress(Address(country=self._country)), self._country, self, whole=False)
        self.what_they_do = TextEdit("", self, lines=2)
        self._phone_field = Field(_("Phone"), self.phone, self)
        self._email_field = Field(_("E-mail"), self.email, self)
        self._shown: tuple[str, str, IncomingAddress, str] | None = None
        self._lay_out()
        self.load()

    def first(self) -> QWidget:
        """Return the field to begin with."""
        return self.phone

    def load(self) -> None:
        """Show what is saved."""
        opened = self._desk.ask(contacts.draft_of, self._contact_id)
        read = opened.draft
        self._sides = Sides.opened(read, opened.version)
        self._phone_at, self._email_at = _place(read, PointKind.PHONE), _place(read, PointKind.EMAIL)
        self._phone_field.name, self._email_field.name = f"phones.{self._phone_at}", f"emails.{self._email_at}"
        self.phone.setText(_value(read.phones, self._phone_at))
        self.email.setText(_value(read.emails, self._email_at))
        self.what_they_do.setPlainText(read.what_they_do)
        household = self._desk.ask(households.of, self._contact_id)
        shared = household is not None and not household.address.is_empty
        if household is not None and shared:
            line = addresses.one_line(household.address, self._country)
            self.home.setText(_("{address}, shared with the household. Change it there.").format(address=line))
        self.home.setVisible(shared)
        self._address_at = next((at for at, each in enumerate(read.addresses) if each.main), 0)
        has_own = self._address_at < len(read.addresses)
        usual = IncomingAddress(Address(country=self._country), main=True)
        self.address.show_address(read.addresses[self._address_at] if has_own else usual)
        self.address.set_place(self._address_at, several=False)
        self.address.setVisible(not shared)
        self._shown = self._typed()

    def version(self) -> int:
        """Return the version of the contact that may be written over."""
        return self._sides.version

    def agree(self) -> None:
        """Let what others saved meanwhile be written over where it was put right here."""
        self._sides = self._sides.agreed()

    def changed(self) -> ContactDraft | None:
        """Return the contact with what was put right, and what others changed elsewhere; None when nothing was."""
        if self._typed() == self._shown:
            return None
        return self._sides.joined(self._put_right())

    def are_open(self) -> bool:
        """Look at what others saved meanwhile, and tell whether they changed what was put right here."""
        opened = self._desk.ask(contacts.draft_of, self._contact_id)
        self._sides = self._sides.met(opened.draft, opened.version)
        return self._sides.are_open(self._put_right())

    def clashes(self) -> tuple[Clash, ...]:
        """Return what would be saved and is not what others saved, as it was looked at last."""
        return clashes.of_contact(self.changed() or self._sides.theirs, self._sides.theirs)

    def _put_right(self) -> ContactDraft:
        read, (phone, email, address, what) = self._sides.read, self._typed()
        own = list(read.addresses)
        if self._address_at < len(own) or not address.address.is_empty:
            own[self._address_at : self._address_at + 1] = [address]
        return replace(
            read,
            phones=_with(read.phones, self._phone_at, phone),
            emails=_with(read.emails, self._email_at, email),
            addresses=tuple(own),
            what_they_do=what,
        )

    def _typed(self) -> tuple[str, str, IncomingAddress, str]:
        return self.phone.text(), self.email.text(), self.address.address(), self.what_they_do.text()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(side_by_side([(self._phone_field, 1), (self._email_field, 1)]))
        column.addWidget(self.home)
        column.addWidget(self.address)
        column.addWidget(Field(_("What they do"), self.what_they_do, self, name="what_they_do"))


def _place(draft: ContactDraft, kind: PointKind) -> int:
    """Return the place of the point that is used: the main one, else the first that is no wrong number."""
    points = draft.points_of(kind)
    usable = [at for at, each in enumerate(points) if each.label != contacts.WRONG_NUMBER]
    return next((at for at in usable if points[at].main), usable[0] if usable else len(points))


def _value(points: tuple[IncomingPoint, ...], at: int) -> str:
    return points[at].value if at < len(points) else ""


def _with(points: tuple[IncomingPoint, ...], at: int, typed: str) -> tuple[IncomingPoint, ...]:
    if at < len(points):
        return (*points[:at], replace(points[at], value=typed), *points[at + 1 :])
    return (*points, IncomingPoint(typed)) if typed.strip() else points
