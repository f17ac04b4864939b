"""What to know before dialing: the number, and for a first contact who sent them and what they need."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import phones, referral
from refdesk.domain.contact import PointKind
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.services import business, contacts, referral_detail
from refdesk.services.referral_detail import Detail
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace


class CallHead(Card):
    """Absent while there is nothing to say."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent, pad=14, spacing=6)
        self._workplace = workplace
        self._country = workplace.desk.ask(business.load).country
        self._address = ""
        self._number = Label("", Style.PHONE, self, selectable=True)
        self._dial = Button(_("Dial"), self, icon="phone-call")
        self._sender = Label("", Style.SECOND_STRONG, self, wrap=True)
        self._need = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._dial.clicked.connect(self._call)
        self._lay_out()

    def show_person(self, contact_id: ContactId | None, referral_id: ReferralId | None) -> None:
        """Show what is known about this person and this referral."""
        number = ""
        if contact_id is not None:
            points = self._workplace.desk.ask(contacts.points_to_use, [contact_id], PointKind.PHONE)
            number = points.get(contact_id, "")
        self._address = phones.dialed(number, self._country)
        self._number.setText(phones.shown(number, self._country) if number else "")
        self._line.setVisible(bool(number))
        self._dial.setVisible(bool(self._address))
        found = self._detail(referral_id)
        sender, need = (_sender(found), _need(found)) if found else ("", "")
        self._sender.setText(sender)
        self._need.setText(need)
        self._about.setVisible(bool(sender or need))
        self._need.setVisible(bool(need))
        self.setVisible(bool(number or sender or need))

    def _detail(self, referral_id: ReferralId | None) -> Detail | None:
        if referral_id is None:
            return None
        desk = self._workplace.desk
        try:
            return desk.ask(referral_detail.detail, referral_id, desk.now(), desk.ask(business.working_time))
        except Overtaken:
            return None

    def _call(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))

    def _lay_out(self) -> None:
        self._line = QWidget(self)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconMark("phone", self._line, ink=Ink.ACCENT, size=20))
        row.addWidget(self._number, 1)
        row.addWidget(self._dial)
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
        self.column.addWidget(self._line)
        self.column.addWidget(self._about)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


def _sender(found: Detail) -> str:
    givers = i18n.listing([each.name for each in found.givers])
    sent = _("{names} sent {name}").format(names=givers, name=found.prospect.name)
    return sent if givers else _("{name} was sent to you; by whom is not known").format(name=found.prospect.name)


def _need(found: Detail) -> str:
    said = [found.need]
    if found.preparedness is not None:
        said.append(referral.prepared_words(found.preparedness))
    if found.expects_call:
        said.append(_("expects your call"))
    return " · ".join(filter(None, said))
