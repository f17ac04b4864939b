"""Asking a giver for the introduction: whom, in which way, and a text to forward as it is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.ids import ReferralId
from refdesk.domain.introducing import WAY_WORDS, Way
from refdesk.domain.touches import TouchKind
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, introductions
from refdesk.services.clocks import Clocks
from refdesk.services.introductions import Askable, Giver
from refdesk.ui import outside
from refdesk.ui.referrals.words_to_send import CopyHint, WordsToSend
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_ICONS = {Way.MESSAGE: "mail", Way.CALL: "phone", Way.MEETING: "users"}
_LINES = 10


class IntroductionDialog(Dialog):
    """Asks somebody who sent a person to bring us together; `saved` brings the referral's id once it is logged."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId) -> None:
        self._workplace, self._referral_id = workplace, referral_id
        self._profile = workplace.desk.ask(business.load)
        self._found = _askable(workplace, referral_id)
        title = _("Introduction to {name}").format(name=self._found.prospect) if self._found else _("Introduction")
        super().__init__(title, parent, main=_("Copy and log it"), main_icon="copy", size=QSize(720, 712))
        givers = self._found.givers if self._found else ()
        self.giver = Combo([(each.contact_id, each.name) for each in givers], self, name=_("Whom you ask"))
        ways = [Choice(way.value, _(words), _ICONS[way]) for way, words in WAY_WORDS.items()]
        self.way = Segment(ways, self, name=_("What you ask for"), fill=True)
        self.words = WordsToSend(self, lines=_LINES)
        self._before = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._fill(givers)
        self.giver.chosen.connect(self._show_giver)
        self.way.chosen.connect(self._write)
        self.words.kind_chosen.connect(self._show_main)
        self.words.mail_pressed.connect(self._mail)
        self.main_pressed.connect(self._send)

    def open(self) -> None:
        """Show the dialog with the focus on its act: the names above it would take the letters."""
        super().open()
        if self.main_button.isEnabled():
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        if plain and event.key() == Qt.Key.Key_C and self._may_send():
            self._send()
        elif event.key() == Qt.Key.Key_M and not event.modifiers() and self._may_send():
            self._mail()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _fill(self, givers: tuple[Giver, ...]) -> None:
        asking = (self.giver, self.way, self.words)
        if not givers:
            words = _("Nobody is known who could introduce you.")
            self.body.addWidget(Label(words, Style.BODY, self, wrap=True))
            self.main_button.refuse(words)
            for piece in asking:
                piece.hide()
            return
        self.body.addWidget(self._before)
        self.body.addWidget(Field(_("Whom you ask"), self.giver, self, name="contact_id"))
        self.body.addWidget(Field(_("What you ask for"), self.way, self, name="way"))
        self.body.addWidget(self.words)
        self.foot_row.addWidget(CopyHint(self.words))
        self._show_giver()

    def _giver(self) -> Giver:
        assert self._found is not None, "there is somebody to ask"
        value = self.giver.value()
        return next((each for each in self._found.givers if each.contact_id == value), self._found.givers[0])

    def _show_giver(self, _value: object = None) -> None:
        assert self._found is not None, "there is somebody to ask"
        giver = self._giver()
        self.words.set_phone(giver.phone)
        asked = next((each for each in self._found.awaited if each.contact_id == giver.contact_id), None)
        if asked is not None:
            self.way.set_value(asked.way.value)
            day = i18n.day_month(asked.asked_on)
            self._before.setText(_("{name} was asked on {day}. This asks again.").format(name=giver.name, day=day))
        self._before.setVisible(asked is not None)
        self._write()

    def _write(self, _way: str = "") -> None:
        if self._found is not None:
            self.words.set_made(self._found.text(self._giver(), Way(self.way.value()), self._profile))

    def _show_main(self) -> None:
        written = self.words.kind() is TouchKind.MESSAGE
        self.main_button.set_words(_("Copy and log it") if written else _("Log it"))
        self.main_button.set_icon("copy" if written else "check")

    def _may_send(self) -> bool:
        return self.main_button.isEnabled() and self.words.kind() is TouchKind.MESSAGE

    def _send(self) -> None:
        if self.words.kind() is TouchKind.MESSAGE:
            outside.copy(self.words.text())
        self._log()

    def _mail(self) -> None:
        assert self._found is not None, "there is somebody to ask"
        subject = _("An introduction to {name}?").format(name=self._found.prospect)
        letter = outside.letter_to(self._giver().email, subject=subject, body=self.words.text())
        if outside.open_address(letter):
            self._log()
        else:
            self.show_problems([Problem("", _("No mail program opened. Copy the text instead."))])

    def _log(self) -> None:
        assert self._found is not None, "somebody was asked"
        giver, way = self._giver(), Way(self.way.value())
        try:
            self._workplace.desk.do(
                introductions.ask, self._referral_id, giver.contact_id, way, kind=self.words.kind(),
                summary=self.words.text(),
            )  # fmt: skip
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.accept()
        self._workplace.done(introductions.said(giver.name, self._found.prospect))
        self.saved.emit(self._referral_id)


def _askable(workplace: Workplace, referral_id: ReferralId) -> Askable | None:
    desk = workplace.desk
    clocks = Clocks(desk.now(), desk.ask(business.working_time))
    try:
        return desk.ask(introductions.askable, referral_id, clocks)
    except Overtaken:
        return None
