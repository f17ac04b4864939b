"""A referral that came to nothing: why, in a few words, and then a kind last word to whoever sent the person."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ReferralId, StageId
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, referral_detail, referrals
from refdesk.services.referral_detail import Detail, PersonRef
from refdesk.ui.theme import Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


class LostDialog(Dialog):
    """Asks why, and closes the referral; `saved` brings its id.

    `update_wanted` brings the giver who is to hear how it ended, if the owner wants to tell them at once.
    """

    saved = Signal(int)
    update_wanted = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId, stage_id: StageId | None = None
    ) -> None:  # fmt: skip
        self._workplace, self._referral_id, self._stage_id = workplace, referral_id, stage_id
        self._detail = _detail(workplace, referral_id)
        name = self._detail.prospect.name if self._detail else ""
        title = _("{name} did not work out").format(name=name) if name else _("It did not work out")
        super().__init__(title, parent, main=_("Close as lost"), size=QSize(560, 330))
        self.reason = LineEdit("", self, hint=_("Found somebody nearer"))
        self._giver = self._whom_to_tell()
        words = _("Then a kind last word to {name}").format(name=self._giver.name) if self._giver else ""
        self.tell = Check(words, self, checked=self._giver is not None)
        self._fill()
        self.main_pressed.connect(self._save)

    def _fill(self) -> None:
        self.tell.setVisible(self._giver is not None)
        if self._detail is None:
            words = _("This referral is no longer there.")
            self.body.addWidget(Label(words, Style.BODY, self, wrap=True))
            self.main_button.refuse(words)
            self.reason.hide()
            return
        self.body.addWidget(Field(_("Why, in a few words?"), self.reason, self, name="lost_reason"))
        self.body.addWidget(self.tell)

    def _whom_to_tell(self) -> PersonRef | None:
        """Return the giver to be told at once; the others of several stand on Today."""
        profile = self._workplace.desk.ask(business.load)
        if self._detail is None or not self._detail.may_share or profile.discreet:
            return None
        return next(iter(self._detail.givers), None)

    def _save(self) -> None:
        try:
            said = self._workplace.desk.do(
                referrals.lose, self._referral_id, self.reason.text(), stage_id=self._stage_id
            )
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        giver = self._giver if self.tell.isChecked() else None
        self.accept()
        self._workplace.done(said)
        self.saved.emit(self._referral_id)
        if giver is not None:
            self.update_wanted.emit(giver.contact_id)


def _detail(workplace: Workplace, referral_id: ReferralId) -> Detail | None:
    desk = workplace.desk
    try:
        return desk.ask(referral_detail.detail, referral_id, desk.now(), desk.ask(business.working_time))
    except Overtaken:
        return None
