"""The facts that a client is asked to confirm: phone, mail, address and what they do, put right on the spot."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import addresses, clashes
from refdesk.domain.addresses import Address
from refdesk.domain.clashes import Clash
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
        self._draft = self._theirs = ContactDraft()
        self.version = self.their_version = 0
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
        self._draft = self._theirs = opened.draft
        self.version = self.their_version = opened.version
        self._phone_at = _place(self._draft, PointKind.PHONE)
        self._email_at = _place(self._draft, PointKind.EMAIL)
        self._phone_field.name, self._email_field.name = f"phones.{self._phone_at}", f"emails.{self._email_at}"
        self.phone.setText(_value(self._draft.phones, self._phone_at))
        self.email.setText(_value(self._draft.emails, self._email_at))
        self.what_they_do.setPlainText(self._draft.what_they_do)
        household = self._desk.ask(households.of, self._contact_id)
        shared = household is not None and not household.address.is_empty
        if household is not None and shared:
            line = addresses.one_line(household.address, self._country)
            self.home.setText(_("{address}, shared with the household. Change it there.").format(address=line))
        self.home.setVisible(shared)
        self._address_at = next((at for at, each in enumerate(self._draft.addresses) if each.main), 0)
        has_own = self._address_at < len(self._draft.addresses)
        usual = IncomingAddress(Address(country=self._country), main=True)
        self.address.show_address(self._draft.addresses[self._address_at] if has_own else usual)
        self.address.set_place(self._address_at, several=False)
        self.address.setVisible(not shared)
        self._shown = self._typed()

    def changed(self) -> ContactDraft | None:
        """Return the contact with what was put right, and what others changed elsewhere; None when nothing was."""
        if self._typed() == self._shown:
            return None
        return clashes.joined(self._draft, self._put_right(), self._theirs)

    def are_open(self) -> bool:
        """Look at what others saved meanwhile, and tell whether they changed what was put right here."""
        opened = self._desk.ask(contacts.draft_of, self._contact_id)
        self._theirs, self.their_version = opened.draft, opened.version
        return clashes.are_open(self._draft, self._put_right(), self._theirs)

    def clashes(self) -> tuple[Clash, ...]:
        """Return what would be saved and is not what others saved, as it was looked at last."""
        return clashes.of_contact(self.changed() or self._theirs, self._theirs)

    def _put_right(self) -> ContactDraft:
        phone, email, address, what = self._typed()
        own = list(self._draft.addresses)
        if self._address_at < len(own) or not address.address.is_empty:
            own[self._address_at : self._address_at + 1] = [address]
        return replace(
            self._draft,
            phones=_with(self._draft.phones, self._phone_at, phone),
            emails=_with(self._draft.emails, self._email_at, email),
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
