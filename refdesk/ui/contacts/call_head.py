"""What to know before dialing: the number, and for a first contact who sent them and what they need."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import phones, referral
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.services import business, calls, referral_facts
from refdesk.services.calls import Number
from refdesk.services.referral_facts import ReferralFacts
from refdesk.ui import outside
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.chip import Chip, KeyCap
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label, explain
from refdesk.ui.widgets.roving import Roving
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace


class CallHead(Card):
    """Absent while there is nothing to say; of several numbers one is chosen, the main one first.

    `not_dialed` comes with a number that no program of the system took.
    """

    not_dialed = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget, *, dial_key: str = "") -> None:
        super().__init__(parent, pad=14, spacing=6)
        self._workplace = workplace
        self._country = workplace.desk.ask(business.load).country
        self._address, self._called, self._key = "", "", dial_key
        self._cap: KeyCap | None = None
        self.referral: ReferralFacts | None = None
        self._number = Label("", Style.PHONE, self, selectable=True)
        self.dial_button = Button(_("Dial"), self, icon="phone-call", key=dial_key)
        self.others = _Numbers(self._country, self)
        self._sender = Label("", Style.SECOND_STRONG, self, wrap=True)
        self._need = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.dial_button.clicked.connect(self.dial)
        self.others.chosen.connect(self._show_number)
        self._lay_out()

    def show_person(self, contact_id: ContactId | None, referral_id: ReferralId | None) -> None:
        """Show what is known about this person and this referral; no number of somebody who is not to be called."""
        desk = self._workplace.desk
        is_called = contact_id is not None and desk.ask(calls.may_be_called, contact_id)
        numbers = desk.ask(calls.numbers, contact_id) if contact_id is not None and is_called else ()
        self._show_number(numbers[0].as_typed if numbers else "")
        self.others.show_numbers(numbers)
        self.referral = found = self._read(referral_id)
        self.show_about(*((_sender(found), _need(found)) if found else ("", "")))

    def show_about(self, strong: str, words: str) -> None:
        """Show what the call is about: a strong line and a second one."""
        self._sender.setText(strong)
        self._need.setText(words)
        self._sender.setVisible(bool(strong))
        self._need.setVisible(bool(words))
        self._about.setVisible(bool(strong or words))
        self.setVisible(bool(self._called or strong or words))

    def called(self) -> str:
        """Return the number that is shown large, as typed."""
        return self._called

    def dial(self) -> None:
        """Hand the number to the phone program of the system."""
        if self._address and not outside.open_address(self._address):
            self.not_dialed.emit(self._number.text())

    def _show_number(self, number: str) -> None:
        self._called = number
        self._address = phones.dialed(number, self._country)
        shown = phones.shown(number, self._country) if number else ""
        self._number.setText(shown)
        self._number.setAccessibleName(_("Phone {number}").format(number=shown))
        self._line.setVisible(bool(number))
        self.dial_button.setVisible(bool(self._address))
        if self._cap is not None:
            self._cap.setVisible(bool(self._address))

    def _read(self, referral_id: ReferralId | None) -> ReferralFacts | None:
        if referral_id is None:
            return None
        try:
            return self._workplace.desk.ask(referral_facts.facts, referral_id)
        except Overtaken:
            return None

    def _lay_out(self) -> None:
        self._line = QWidget(self)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconMark("phone", self._line, ink=Ink.ACCENT, size=20))
        row.addWidget(self._number, 1)
        row.addWidget(self.dial_button)
        if self._key:
            self._cap = KeyCap(self._key, self._line)
            row.addWidget(self._cap)
        self._about = QWidget(self)
        about = QHBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(12)
        about.addWidget(IconMark("handshake", self._about, ink=Ink.ACCENT, size=20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sender)
        words.addWidget(self._need)
        about.addLayout(words, 1)
        for part in (self._line, self.others, self._about):
            self.column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class _Numbers(QWidget):
    """The numbers of a person to choose from; absent where there is one or none."""

    chosen = Signal(str)

    def __init__(self, country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._country = country
        self._group = QButtonGroup(self)
        self._flow = Flow(self, spacing=6)
        self._roving = Roving(self)
        self.chips: list[Chip] = []
        self.setAccessibleName(_("Which number?"))

    def show_numbers(self, numbers: tuple[Number, ...]) -> None:
        """Offer these, the first one chosen."""
        for former in self.chips:
            self._group.removeButton(former)
            self._flow.removeWidget(former)
            former.hide()
            former.deleteLater()
        self.chips = [self._chip(each) for each in numbers] if len(numbers) > 1 else []
        if self.chips:
            self.chips[0].setChecked(True)
        self._roving.set_members(list(self.chips))
        self.setVisible(bool(self.chips))

    def _chip(self, number: Number) -> Chip:
        shown = phones.shown(number.as_typed, self._country)
        words = f"{number.label}  {shown}" if number.label else shown
        chip = Chip(words, self, name=words)
        explain(chip, _("Call this number"))
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        chip.clicked.connect(partial(self._choose, number.as_typed))
        return chip

    def _choose(self, number: str, _on: bool = False) -> None:
        self.chosen.emit(number)


def _sender(found: ReferralFacts) -> str:
    givers = i18n.listing([each.name for each in found.givers])
    sent = _("{names} sent {name}").format(names=givers, name=found.prospect.name)
    return sent if givers else _("{name} was sent to you; by whom is not known").format(name=found.prospect.name)


def _need(found: ReferralFacts) -> str:
    said = [found.need]
    if found.preparedness is not None:
        said.append(referral.prepared_words(found.preparedness))
    if found.expects_call:
        said.append(_("expects your call"))
    return " · ".join(filter(None, said))
