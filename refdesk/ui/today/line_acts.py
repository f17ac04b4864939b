"""What the one button of each line does: some ask another place for it, the rest is done at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.today import LineKind, Look, Section
from refdesk.domain.touches import Purpose
from refdesk.errors import RefDeskError
from refdesk.ui.today import line_words
from refdesk.ui.workplace import Workplace

if TYPE_CHECKING:
    from refdesk.services.today import Line

_CALLED_FOR = {
    LineKind.FIRST_CONTACT: Purpose.FIRST_CONTACT,
    LineKind.KEEP_IN_TOUCH: Purpose.KEEP_IN_TOUCH,
}


class LineActs(QObject):
    """Does a line, or says by a signal which place is wanted for it."""

    first_contact_wanted = Signal(int, int)
    call_wanted = Signal(int, int, str)
    conversation_wanted = Signal(int, int)
    greeting_wanted = Signal(int, str, bool)
    """Somebody has a day, such as a birthday: who, what day it is, and whether by phone."""
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

    def act(self, line: "Line") -> None:
        """Do what a line is for."""
        if line.kind is LineKind.DATE:
            self._greet(line)
        elif line.kind in _CALLED_FOR:
            self._speak(line)
        elif line.kind is LineKind.REVIEW:
            self._look_back(line)
        elif not self._ask_for(line):
            self._settle(line)

    def send(self, line: "Line") -> None:
        """Say that a card left the house: one that is printed, owed, or was written for a day without printing."""
        from refdesk.ui.today import line_deeds

        if line.kind is LineKind.MAIL:
            self._settle(line)
        elif line.kind is LineKind.CARD:
            self._say(partial(line_deeds.mail_by_hand, self._workplace.desk, line))
        elif line.kind is LineKind.DATE:
            self._say(partial(line_deeds.log_card, self._workplace.desk, line))

    def do_all(self, section: Section, lines: "Sequence[Line]") -> None:
        """Do all lines of a section at once, with one Undo; or show more of the same."""
        from refdesk.ui.today import line_deeds

        if section is Section.DATES:
            self.dates_wanted.emit()
        else:
            self._say(partial(line_deeds.all_sent, self._workplace.desk, lines))

    def _speak(self, line: "Line") -> None:
        assert line.contact_id is not None, "only people are called"
        if line_words.can_be_called(line):
            self.call_wanted.emit(line.contact_id, line.referral_id or 0, _CALLED_FOR[line.kind].value)
        elif line.kind is LineKind.FIRST_CONTACT:
            self.first_contact_wanted.emit(line.contact_id, line.referral_id or 0)
        else:
            self.conversation_wanted.emit(line.contact_id, 0)

    def _greet(self, line: "Line") -> None:
        assert line.contact_id is not None, "only people have days"
        if line.by_card:
            self.occasion_cards_wanted.emit(line.occasion, [line.contact_id])
        else:
            self.greeting_wanted.emit(line.contact_id, line.text, line_words.can_be_called(line))

    def _ask_for(self, line: "Line") -> bool:
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

    def _look_back(self, line: "Line") -> None:
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

    def _settle(self, line: "Line") -> None:
        """Do what needs no other screen."""
        from refdesk.ui.today import line_deeds

        self._say(partial(line_deeds.settle, self._workplace.desk, line))

    def _say(self, act: Callable[[], str]) -> None:
        try:
            said = act()
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)
