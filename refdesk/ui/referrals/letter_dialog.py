"""The letter that brings two people together: to copy, to send, to print; logged as a message to who got the name."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.ids import ReferralId
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, given, letters
from refdesk.services.given import Given
from refdesk.services.paper import Written
from refdesk.ui import outside, print_request
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

_LINES = 14


class LetterDialog(Dialog):
    """Shows the letter, which can be changed; `saved` brings the referral's id once it went out."""

    saved = Signal(int)
    print_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId) -> None:
        super().__init__(
            _("Introduction letter"), parent, main=_("Copy and log it"), main_icon="copy", size=QSize(720, 712),
            cancel=_("Later"),
        )  # fmt: skip
        self._workplace, self._referral_id = workplace, referral_id
        self._found = _given(workplace, referral_id)
        self.edit = TextEdit("", self, lines=_LINES, style=Style.SAY)
        self.mail = Button(_("Open in the mail program"), self, icon="mail", key="M")
        self.print = Button(_("Print…"), self, icon="printer", key="Ctrl+P")
        if self._found is None:
            self.body.addWidget(Label(_("This referral is no longer there."), Style.BODY, self, wrap=True))
            self.main_button.refuse(_("This referral is no longer there."))
            for piece in (self.edit, self.mail, self.print):
                piece.hide()
            return
        self._fill(self._found)
        self.mail.clicked.connect(self._mail)
        self.print.clicked.connect(self._print)
        self.main_pressed.connect(self._copy)

    def open(self) -> None:
        """Show the dialog with the focus on its act: the text needs no change."""
        super().open()
        if self._found is not None:
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if self._found is not None and event.key() == Qt.Key.Key_P and control:
            self._print()
        elif self._found is not None and event.key() == Qt.Key.Key_M and not event.modifiers():
            self._mail()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _fill(self, found: Given) -> None:
        self.edit.setPlainText(found.letter(self._workplace.desk.ask(business.load)))
        self.body.setSpacing(14)
        if not found.both_agreed:
            words = _("Ask both before it goes out: it passes on how to reach them.")
            self.body.addWidget(Notice(_("Not both have agreed."), words, self))
        self.body.addWidget(Label(_to(found), Style.SECOND, self, ink=Ink.INK2, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mail)
        row.addWidget(self.print)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(Field(_("The letter"), self.edit, self, name="summary"))

    def _copy(self) -> None:
        outside.copy(self.edit.text())
        self._log()

    def _mail(self) -> None:
        assert self._found is not None, "there is a letter"
        emails = self._found.emails
        letter = outside.letter_to(",".join(emails), subject=self._found.subject, body=self.edit.text())
        # Between addresses the comma stands as it is.
        address = letter.replace("%2C", ",", len(emails) - 1) if emails else letter
        if outside.open_address(address):
            self._log()
        else:
            self.show_problems([Problem("", _("No mail program opened. Copy the text instead."))])

    def _print(self) -> None:
        assert self._found is not None, "there is a letter"
        desk, words, title = self._workplace.desk, self.edit.text(), self._found.subject

        def work(_progress: Progress) -> Written:
            return print_request.filled(lambda path: letters.write(desk, words, path, title=title))

        self._workplace.jobs.start(work, then=self._made, failed=self.show_fault)

    def _made(self, written: Written) -> None:
        assert self._found is not None, "there is a letter"
        title = _("Letter {name}").format(name=self._found.prospect.name)
        self.print_wanted.emit(PrintRequest(written.path, title, then=self._log))
        for sentence in written.sentences:
            self._workplace.tell(sentence)

    def _log(self) -> None:
        assert self._found is not None, "there is a letter"
        try:
            self._workplace.desk.do(given.log_letter, self._referral_id, self.edit.text())
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.accept()
        self._workplace.done(given.letter_said(self._found.recipient.name))
        self.saved.emit(self._referral_id)


def _to(found: Given) -> str:
    both = _("To {prospect} and {recipient}.").format(prospect=found.prospect.name, recipient=found.recipient.name)
    without = [party.name for party in (found.prospect, found.recipient) if not party.email]
    if len(without) == 2:
        return both + " " + _("No e-mail is known for either.")
    return both + " " + _("No e-mail is known for {name}.").format(name=without[0]) if without else both


def _given(workplace: Workplace, referral_id: ReferralId) -> Given | None:
    try:
        return workplace.desk.ask(given.given, referral_id)
    except Overtaken:
        return None
