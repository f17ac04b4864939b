"""A referral that came to nothing: why, in a few words, and then a kind last word to whoever sent the person."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ReferralId, StageId
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, referral_facts, referrals
from refdesk.services.referral_facts import PersonRef, ReferralFacts
from refdesk.ui.theme import Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_HEIGHT, _LINE = 330, 34


class LostDialog(Dialog):
    """Asks why, and closes the referral; `saved` brings its id.

    `update_wanted` brings each giver who is to hear how it ended, and the referral, if the owner wants to tell them at
    once: the last one first, since each asks over the one before.
    """

    saved = Signal(int)
    update_wanted = Signal(int, int)
    esc_holds = True

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId, stage_id: StageId | None = None
    ) -> None:  # fmt: skip
        self._workplace, self._referral_id, self._stage_id = workplace, referral_id, stage_id
        self._kept = _kept(workplace, referral_id)
        name = self._kept.prospect.name if self._kept else ""
        title = _("{name} did not work out").format(name=name) if name else _("It did not work out")
        self._givers = self._whom_to_tell()
        height = _HEIGHT + _LINE * max(len(self._givers) - 1, 0)
        super().__init__(title, parent, main=_("Close as lost"), size=QSize(560, height))
        self.reason = LineEdit("", self, hint=_("Found somebody nearer"))
        words = _("Then a kind last word to {name}")
        self.tells = [Check(words.format(name=giver.name), self, checked=True) for giver in self._givers]
        self._fill()
        self.main_pressed.connect(self._save)

    def _fill(self) -> None:
        if self._kept is None:
            words = _("This referral is no longer there.")
            self.body.addWidget(Label(words, Style.BODY, self, wrap=True))
            self.main_button.refuse(words)
            self.reason.hide()
            return
        self.body.addWidget(Field(_("Why, in a few words?"), self.reason, self, name="lost_reason"))
        for tell in self.tells:
            self.body.addWidget(tell)

    def _whom_to_tell(self) -> tuple[PersonRef, ...]:
        """Return the givers who can be told at once."""
        profile = self._workplace.desk.ask(business.load)
        if self._kept is None or not self._kept.may_share or profile.discreet:
            return ()
        return self._kept.givers

    def _save(self) -> None:
        try:
            said = self._workplace.desk.do(
                referrals.lose, self._referral_id, self.reason.text(), stage_id=self._stage_id
            )
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        told = [giver for giver, tell in zip(self._givers, self.tells, strict=True) if tell.isChecked()]
        self.accept()
        self._workplace.done(said)
        self.saved.emit(self._referral_id)
        for giver in reversed(told):
            self.update_wanted.emit(giver.contact_id, self._referral_id)


def _kept(workplace: Workplace, referral_id: ReferralId) -> ReferralFacts | None:
    try:
        return workplace.desk.ask(referral_facts.facts, referral_id)
    except Overtaken:
        return None
