"""Moves a referral to another stage: asks for a reason when it is lost, and says so when nobody tried yet."""

from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ReferralId, StageId
from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import referrals
from refdesk.services.board import Board, Card
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace


class StageMoves(QObject):
    """Does the moves of a page; `call_wanted` brings the contact and the referral to call first."""

    call_wanted = Signal(int, int)

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._workplace, self._page = workplace, page

    def move(self, card: Card, stage_id: StageId, stage: str) -> None:
        """Move a referral, or ask for what is missing."""
        try:
            self._workplace.desk.do(referrals.move, card.referral_id, stage_id)
        except Refused as refused:
            self._ask(card, stage_id, stage, refused.problems[0])
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said(card.name, stage))

    def fill_menu(self, menu: Menu, board: Board, card: Card) -> None:
        """Add a line for each stage to which a referral can be moved."""
        stages = [(column.stage_id, column.name) for column in board.columns]
        here = next((at for at, (stage_id, _name) in enumerate(stages) if stage_id == card.stage_id), -1)
        keys = {here - 1: _("Ctrl+Left"), here + 1: _("Ctrl+Right")}
        for at, (stage_id, name) in enumerate(stages):
            if at != here:
                words = _("Move to {stage}").format(stage=name)
                menu.add(words, partial(self.move, card, stage_id, name), aside=keys.get(at, ""))

    def _ask(self, card: Card, stage_id: StageId, stage: str, problem: Problem) -> None:
        if problem.field == "lost_reason":
            LostDialog(self._workplace, self._page, card=card, stage_id=stage_id, stage=stage).open()
            return
        dialog = NotYetDialog(self._page, name=card.name, sentence=problem.sentence)
        dialog.accepted.connect(partial(self.call_wanted.emit, card.prospect_id, card.referral_id))
        dialog.open()


class LostDialog(Dialog):
    """Asks in a few words why a referral came to nothing, and closes it."""

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, card: Card, stage_id: StageId, stage: str
    ) -> None:  # fmt: skip
        title = _("{name} did not work out").format(name=card.name)
        super().__init__(title, parent, main=_("Move to {stage}").format(stage=stage), size=QSize(520, 270))
        self._workplace, self._card = workplace, card
        self._stage_id, self._stage = stage_id, stage
        self.reason = LineEdit("", self, hint=_("Found somebody nearer"))
        self.body.addWidget(Field(_("Why, in a few words?"), self.reason, self, name="lost_reason"))
        self.main_pressed.connect(self._save)

    def _save(self) -> None:
        try:
            self._workplace.desk.do(
                referrals.move, ReferralId(self._card.referral_id), self._stage_id, reason=self.reason.text()
            )
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(said(self._card.name, self._stage))


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
