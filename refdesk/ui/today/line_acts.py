"""What the one button of each line does: some ask another place for it, the rest is done at once."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import cards, introductions, mailing, plans, promises, reminders, rewards, touches
from refdesk.services.cards import PrintedState
from refdesk.services.today import Line, LineKind, Look, Section
from refdesk.ui.today import line_words
from refdesk.ui.workplace import Workplace

_CALLED_FOR = {
    LineKind.FIRST_CONTACT: Purpose.FIRST_CONTACT,
    LineKind.KEEP_IN_TOUCH: Purpose.KEEP_IN_TOUCH,
    LineKind.DATE: Purpose.KEEP_IN_TOUCH,
}


class LineActs(QObject):
    """Does a line, or says by a signal which place is wanted for it."""

    first_contact_wanted = Signal(int, int)
    call_wanted = Signal(int, int, str)
    conversation_wanted = Signal(int, int)
    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    thanks_gift_wanted = Signal(int)
    occasion_cards_wanted = Signal(str, list)
    dates_wanted = Signal()
    update_wanted = Signal(int)
    campaign_call_wanted = Signal(int)
    replan_wanted = Signal(int)
    review_wanted = Signal(int)
    satisfaction_wanted = Signal(int)
    source_wanted = Signal(int)
    check_back_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def act(self, line: Line) -> None:
        """Do what a line is for."""
        if line.kind in _CALLED_FOR:
            self._speak(line)
        elif line.kind is LineKind.REVIEW:
            self._look_back(line)
        elif not self._ask_for(line):
            self._settle(line)

    def send(self, line: Line) -> None:
        """Say that a card left the house: one that is printed, owed, or was written for a day without printing."""
        desk = self._workplace.desk
        if line.kind is LineKind.MAIL:
            self._settle(line)
        elif line.kind is LineKind.CARD:
            self._say(partial(desk.do, cards.mail_by_hand, ThanksPartId(line.number)), _card_said(line))
        elif line.kind is LineKind.DATE:
            self._say(partial(self._log_card, line), _card_said(line))

    def do_all(self, section: Section, lines: Sequence[Line]) -> None:
        """Do all lines of a section at once, with one Undo; or show more of the same."""
        if section is Section.DATES:
            self.dates_wanted.emit()
            return
        printed = [line.printed_id for line in lines if line.printed_id is not None]
        try:
            said = self._workplace.desk.do(mailing.all_sent, printed)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _speak(self, line: Line) -> None:
        assert line.contact_id is not None, "only people are called"
        if line.kind is LineKind.DATE and line.by_card:
            self.occasion_cards_wanted.emit(line.occasion, [line.contact_id])
        elif line_words.can_be_called(line):
            self.call_wanted.emit(line.contact_id, line.referral_id or 0, _CALLED_FOR[line.kind].value)
        elif line.kind is LineKind.FIRST_CONTACT:
            self.first_contact_wanted.emit(line.contact_id, line.referral_id or 0)
        else:
            self.conversation_wanted.emit(line.contact_id, 0)

    def _ask_for(self, line: Line) -> bool:
        """Ask another place; False for a line that needs none."""
        if line.kind is LineKind.WORD:
            self.word_wanted.emit(line.number)
        elif line.kind is LineKind.CARD:
            self.cards_wanted.emit([line.number])
        elif line.kind is LineKind.GIFT:
            self.thanks_gift_wanted.emit(line.number)
        elif line.kind is LineKind.UPDATE:
            self.update_wanted.emit(line.contact_id)
        elif line.look is Look.BEHIND:
            self.replan_wanted.emit(line.number)
        elif line.kind is LineKind.CAMPAIGN_CALL:
            self.campaign_call_wanted.emit(line.number)
        else:
            return False
        return True

    def _look_back(self, line: Line) -> None:
        if line.look is Look.CLIENT:
            self.review_wanted.emit(line.number)
        elif line.look is Look.HOW_WE_DID:
            self.satisfaction_wanted.emit(line.number)
        elif line.look is Look.HOW_IT_WENT:
            self.check_back_wanted.emit(line.number)
        elif line.look is Look.NEW_SOURCE:
            self.source_wanted.emit(line.contact_id)
        else:
            self._settle(line)

    def _settle(self, line: Line) -> None:
        """Do what needs no other screen."""
        try:
            said = self._do(line)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _say(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _do(self, line: Line) -> str:
        desk = self._workplace.desk
        if line.promise_id is not None:
            desk.do(promises.keep, line.promise_id)
            return _("Promise to {name} kept").format(name=line.name)
        if line.printed_id is not None:
            state = PrintedState.HANDED_OVER if line.by_hand else PrintedState.MAILED
            desk.do(cards.mark, [line.printed_id], state)
            return _card_said(line)
        if line.introduction_id is not None:
            return desk.do(introductions.happened, line.introduction_id)
        if line.reminder_id is not None:
            return desk.do(reminders.finish, line.reminder_id)
        if line.kind is LineKind.REWARD:
            desk.do(rewards.give, ThanksPartId(line.number))
            return _("Reward to {name} given").format(name=line.name)
        desk.do(plans.next_step_done, ContactId(line.contact_id or 0))
        return _("Next step with {name} done").format(name=line.name)

    def _log_card(self, line: Line) -> None:
        desk = self._workplace.desk
        contact_id = ContactId(line.contact_id or 0)
        card = TouchDraft(contact_id, desk.now(), TouchKind.CARD, Purpose.KEEP_IN_TOUCH, Outcome.NONE, line.text)
        desk.do(touches.log, card)


def _card_said(line: Line) -> str:
    said = _("Card to {name} handed over") if line.by_hand else _("Card to {name} mailed")
    return said.format(name=line.name)
