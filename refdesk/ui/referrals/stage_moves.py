"""Moves a referral to another stage: asks what a win brings and why it is lost, and says when nobody tried yet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ReferralId, StageId
from refdesk.errors import Overtaken, Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import business, referrals, wins
from refdesk.services.board import Card
from refdesk.services.clocks import Clocks
from refdesk.ui.referrals.lost_dialog import LostDialog
from refdesk.ui.referrals.win_dialog import WinDialog
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace


class StageMoves(QObject):
    """Does the moves of a page; `call_wanted` brings the contact and the referral to call first.

    `update_wanted` brings the giver who is to hear how it ended, and the referral.
    """

    call_wanted = Signal(int, int)
    update_wanted = Signal(int, int)
    overtaken = Signal(int)
    """Somebody else moved or changed this referral first."""

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._workplace, self._page = workplace, page
        self._moved: ReferralId | None = None

    def move(self, card: Card, stage_id: StageId, stage: str) -> None:
        """Move a referral, or ask for what is missing."""
        self._moved = card.referral_id
        try:
            self._workplace.desk.do(referrals.move, card.referral_id, stage_id, version=card.version)
        except Refused as refused:
            self._moved = None
            self._ask(card, stage_id, refused.problems[0])
        except Overtaken:
            self._moved = None
            self._workplace.tell(_("{name} was changed meanwhile: see where it stands now").format(name=card.name))
            self.overtaken.emit(card.referral_id)
        except RefDeskError as fault:
            self._moved = None
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said(card.name, stage))

    def fill_menu(self, menu: Menu, stages: Sequence[tuple[StageId, str]], card: Card) -> None:
        """Add a line for each stage to which a referral can be moved."""
        here = next((at for at, (stage_id, _name) in enumerate(stages) if stage_id == card.stage_id), -1)
        keys = {here - 1: _("Ctrl+Left"), here + 1: _("Ctrl+Right")}
        for at, (stage_id, name) in enumerate(stages):
            if at != here:
                words = _("Move to {stage}").format(stage=name)
                menu.add(words, partial(self.move, card, stage_id, name), aside=keys.get(at, ""))

    def ask_what_it_brings(self) -> None:
        """Ask after a move to won, once the board shows it: whoever does not know yet leaves with Esc."""
        referral_id, self._moved = self._moved, None
        if referral_id is None:
            return
        desk = self._workplace.desk
        won = desk.ask(wins.of, referral_id, Clocks(desk.now(), desk.ask(business.working_time)))
        if won.is_won and not won.wins:
            WinDialog(self._workplace, self._page, referral_id=referral_id).open()

    def _ask(self, card: Card, stage_id: StageId, problem: Problem) -> None:
        if problem.field == "lost_reason":
            lost = LostDialog(self._workplace, self._page, referral_id=card.referral_id, stage_id=stage_id)
            lost.update_wanted.connect(self.update_wanted)
            lost.open()
            return
        dialog = NotYetDialog(self._page, name=card.name, sentence=problem.sentence)
        dialog.accepted.connect(partial(self.call_wanted.emit, card.prospect_id, card.referral_id))
        dialog.open()


class NotYetDialog(Dialog):
    """Says that a referral is not closed as lost before anybody tried, and offers the call; accepting is the call."""

    def __init__(self, parent: QWidget, *, name: str, sentence: str) -> None:
        title = _("Not before a call to {name}").format(name=name)
        super().__init__(
            title, parent, main=_("Log a call"), main_icon="phone", size=QSize(560, 226), cancel=_("Leave it open")
        )
        self.body.addWidget(Label(sentence, Style.BODY, self, ink=Ink.INK2, wrap=True))
        self.main_pressed.connect(self.accept)

    def open(self) -> None:
        """Show the dialog with the focus on its act: there is nothing to type."""
        super().open()
        self.main_button.setFocus()


def said(name: str, stage: str) -> str:
    """Return what the passing line says of a move."""
    return _("{name} moved to {stage}").format(name=name, stage=stage)
