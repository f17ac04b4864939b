"""An update for a giver: about whom, in which words, and how it goes out."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import update_words
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.touches import TouchKind
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, updates
from refdesk.services.clocks import Clocks
from refdesk.services.updates import GiverNews, Told
from refdesk.ui import outside
from refdesk.ui.referrals.words_to_send import CopyHint, WordsToSend
from refdesk.ui.theme import Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_LINES = 5
_SIZE, _SMALL = QSize(680, 590), QSize(560, 280)


class UpdateDialog(Dialog):
    """Tells a giver what became of whom they sent; `saved` brings the giver's id once it is logged.

    C copies the text and logs it, M opens the mail program with it and logs it; told by phone or in person it is only
    logged. The referral from which it was asked for is chosen, due or not.
    """

    saved = Signal(int)
    esc_holds = True

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId, referral_id: ReferralId | None = None
    ) -> None:
        self._workplace, self._contact_id, self._asked_from = workplace, contact_id, referral_id
        self._today = workplace.desk.today()
        self._news = _news(workplace, contact_id)
        title = _("Update for {name}").format(name=self._news.name) if self._news else _("Update")
        size = _SIZE if self._news and self._news.referrals else _SMALL
        super().__init__(title, parent, main=_("Copy and log it"), main_icon="copy", size=size)
        self._checks: dict[ReferralId, Check] = {}
        self.words = WordsToSend(self, lines=_LINES)
        self.hear_less = Check(_("Tell them only how it ended"), self)
        self._fill()
        self.words.kind_chosen.connect(self._show_main)
        self.words.mail_pressed.connect(self._mail)
        self.hear_less.clicked.connect(self._set_hear_less)
        self.main_pressed.connect(self._send)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        if plain and event.key() == Qt.Key.Key_C and self._may_send() and self.words.kind() is TouchKind.MESSAGE:
            self._send()
        elif event.key() == Qt.Key.Key_M and not event.modifiers() and self._may_send():
            self._mail()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def chosen(self) -> tuple[ReferralId, ...]:
        """Return which referrals the update is about."""
        return tuple(referral_id for referral_id, check in self._checks.items() if check.isChecked())

    def _fill(self) -> None:
        if self._news is None or not self._news.referrals:
            words = _("There is nothing to tell just now.")
            self.body.addWidget(Label(words, Style.BODY, self, wrap=True))
            self.main_button.refuse(words)
            self.words.hide()
            self.hear_less.setVisible(self._news is not None)
        else:
            box = QWidget(self)
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            for told in self._news.referrals:
                column.addWidget(self._check(told, box))
            self.body.addWidget(Field(_("About whom"), box, self, name="referral_ids"))
            self.body.addWidget(self.words)
            self.words.set_phone(self._news.phone)
            self._write()
            self.foot_row.addWidget(CopyHint(self.words))
        self.body.addWidget(self.hear_less)
        self.hear_less.setChecked(self._news is not None and self._news.hear_less)

    def _check(self, told: Told, box: QWidget) -> QWidget:
        assert self._news is not None, "there is somebody to tell of"
        is_sure = len(self._news.referrals) == 1 or told.referral_id == self._asked_from
        check = Check(update_words.beside(told.news, self._today), box, checked=told.is_chosen or is_sure)
        check.toggled.connect(self._write)
        self._checks[told.referral_id] = check
        return check

    def _write(self) -> None:
        if self._news is None:
            return
        chosen = self.chosen()
        self.words.set_made(self._news.text(chosen, self._today))
        if chosen:
            self.main_button.allow()
            self.words.mail.allow()
        else:
            for button in (self.main_button, self.words.mail):
                button.refuse(_("Choose about whom."))

    def _show_main(self) -> None:
        written = self.words.kind() is TouchKind.MESSAGE
        self.main_button.set_words(_("Copy and log it") if written else _("Log it"))
        self.main_button.set_icon("copy" if written else "check")

    def _may_send(self) -> bool:
        return self.main_button.isEnabled() and not self.words.isHidden()

    def _send(self) -> None:
        if self.words.kind() is TouchKind.MESSAGE:
            outside.copy(self.words.text())
        self._log()

    def _mail(self) -> None:
        if self.words.kind() is not TouchKind.MESSAGE or self._news is None:
            return
        subject = _("Thank you for the introduction")
        if not outside.open_address(outside.letter_to(self._news.email, subject=subject, body=self.words.text())):
            self.show_problems([Problem("", _("No mail program opened. Copy the text instead."))])
            return
        self._log()

    def _log(self) -> None:
        try:
            self._workplace.desk.do(
                updates.log, self._contact_id, self.chosen(), kind=self.words.kind(), summary=self.words.text()
            )
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        assert self._news is not None, "somebody was told"
        self.accept()
        self._workplace.done(updates.said(self._news.name))
        self.saved.emit(self._contact_id)

    def _set_hear_less(self) -> None:
        less = self.hear_less.isChecked()
        try:
            self._workplace.desk.do(updates.set_hear_less, self._contact_id, hear_less=less)
        except RefDeskError as fault:
            self.hear_less.setChecked(not less)
            self.show_fault(fault)
            return
        assert self._news is not None, "the switch belongs to somebody"
        self._workplace.done(updates.said_less(self._news.name, hear_less=less))


def _news(workplace: Workplace, contact_id: ContactId) -> GiverNews | None:
    desk = workplace.desk
    profile = desk.ask(business.load)
    clocks = Clocks(desk.now(), profile.working_time)
    try:
        return desk.ask(updates.of_giver, contact_id, clocks, discreet=profile.discreet)
    except Overtaken:
        return None
