"""The sorting round: everybody without a rank, one at a time, one key each; every key is saved at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import rank_proposals
from refdesk.domain.changes import Changes
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, sorting
from refdesk.services.desk import Desk
from refdesk.services.sorting import Round, ToSort
from refdesk.ui.sorting import keys
from refdesk.ui.sorting.person_view import PersonView
from refdesk.ui.sorting.round_end import RoundEnd
from refdesk.ui.sorting.round_state import RoundState
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.workplace import Workplace


class SortingDialog(Dialog):
    """Enter takes the rank proposed, a letter another one, a digit says how many they sent; Esc leaves."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Sort the new ones"), parent, main=_("Accept"), size=QSize(780, 650), cancel=_("Leave"),
            main_key="Enter",
        )  # fmt: skip
        self._workplace = workplace
        self.state = RoundState()
        self._remembered: int | None = None
        self._operation_id = 0
        self._next: Round | None = None
        back = rank_proposals.looked_back(workplace.desk.ask(business.load).rules)
        self.view = PersonView(workplace.desk.today(), back, self)
        self.end = RoundEnd(self)
        self.back = Button(_("Back"), self, icon="chevron-left", key="Backspace")
        self.skip = Button(_("Skip"), self, icon="chevron-right", key="Space")
        self.body.addWidget(self.view)
        self.body.addWidget(self.end)
        self._skip_cap = KeyCap(_("Space"), self)
        for part in (self.back, KeyCap(_("Backspace"), self), self.skip, self._skip_cap):
            self.foot_row.addWidget(part)
        self.foot_row.setSpacing(8)
        self._turn_to(person=False)
        self.end.hide()
        self._connect()

    def open(self) -> None:
        """Show the dialog and the first person."""
        super().open()
        self._workplace.bus.hold()
        self._load(self._first)

    def accept(self) -> None:
        """Close, and say what was done."""
        self._end()
        super().accept()

    def reject(self) -> None:
        """Leave; everything is saved already, and the rest waits for another day."""
        self._end()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let letters, digits and a few keys act wherever the focus is."""
        if self._act_on(event):
            event.accept()
            return
        super().keyPressEvent(event)

    # -- keys

    def _act_on(self, event: QKeyEvent) -> bool:
        rank, digit = keys.rank_of(event), keys.digit_of(event)
        if event.key() == Qt.Key.Key_Backspace or keys.is_undo(event):
            self._go_back()
        elif event.key() in keys.ENTER and not keys.is_modified(event):
            self._main()
        elif self.state.person() is None:
            return False
        elif rank is not None:
            self._rank(rank)
        elif digit is not None:
            self._remember(digit)
        elif event.key() == Qt.Key.Key_Space:
            self._skip()
        else:
            return False
        return True

    # -- rounds

    def _load(self, then: Callable[[Round], None]) -> None:
        self.main_button.setEnabled(False)
        work = partial(_next_round, self._workplace.desk)
        self._workplace.jobs.start(work, then=then, failed=self.show_fault)

    def _first(self, new: Round) -> None:
        if new.people:
            self._begin(new)
        else:
            self._show_end()
            self._offer(new)

    def _begin(self, new: Round) -> None:
        self._next = None
        self.state.begin(new)
        self._show()

    def _offer(self, new: Round) -> None:
        """Offer the next round, those left for later when nobody else is left, or to end."""
        if self.state.person() is not None:
            return  # gone back in the meantime
        self._next = new if new.people else None
        self.cancel_button.set_words(_("Done"))
        self.cancel_button.setVisible(self._next is not None)
        self.main_button.set_words(_more_words(new))
        self.main_button.setEnabled(True)
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_end(self) -> None:
        self._turn_to(person=False)
        self.end.show_tally(self.state.tally(), self.state.to_go())
        self.back.setEnabled(self.state.last() is not None)

    def _show(self) -> None:
        """Show who is next, or the end of the round."""
        self._remembered = None
        person = self.state.person()
        if person is None:
            self._show_end()
            self._load(self._offer)
            return
        self._turn_to(person=True)
        self.view.show_place(*self.state.place(), self.state.to_go())
        self.back.setEnabled(self.state.last() is not None)
        self._show_person(person)
        self.view.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_person(self, person: ToSort) -> None:
        self.view.show_person(person, self._remembered)
        self._name_main(person)

    def _name_main(self, person: ToSort) -> None:
        rank = person.proposal_with(self._remembered).rank
        self.main_button.set_words(_("Accept {rank}").format(rank=rank.value))
        self.main_button.setEnabled(True)

    def _turn_to(self, *, person: bool) -> None:
        self.view.setVisible(person)
        self.end.setVisible(not person)
        self.skip.setVisible(person)
        self._skip_cap.setVisible(person)
        self.back.show()
        self.cancel_button.set_words(_("Leave"))
        self.cancel_button.show()

    # -- what is done

    def _main(self) -> None:
        person = self.state.person()
        if not self.main_button.isEnabled():
            return
        if person is not None:
            self._rank(person.proposal_with(self._remembered).rank)
        elif self._next is not None:
            self._begin(self._next)
        else:
            self.accept()

    def _remember(self, count: int) -> None:
        person = self.state.person()
        if person is None:
            return
        self._remembered = count
        self.view.show_remembered(person, count)
        self._name_main(person)
        self.view.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rank(self, rank: Rank) -> None:
        person = self.state.person()
        if person is not None:
            self._do(rank, sorting.sort, person.contact_id, rank, remembered=self._remembered)

    def _skip(self) -> None:
        person = self.state.person()
        if person is not None:
            self._do(None, sorting.skip, person.contact_id, remembered=self._remembered)

    def _do(self, rank: Rank | None, act: Callable[..., None], *args: object, **more: object) -> None:
        try:
            self._workplace.desk.do(act, *args, **more)
        except Overtaken as fault:  # the person is gone: the next one comes
            self.state.drop()
            self._show()
            self.show_fault(fault)
            return
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.clear_problems()
        self.state.answered(self._operation_id, rank, self._remembered)
        self._show()

    def _go_back(self) -> None:
        """Take back what was done last, and show that person again with the digit that was typed."""
        last = self.state.last()
        if last is None:
            return
        try:
            self._workplace.desk.undo_operation(last.operation_id)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.clear_problems()
        self.state.go_back()
        self._show()
        if last.remembered is not None:
            self._remember(last.remembered)

    def _heard(self, changes: Changes) -> None:
        self._operation_id = changes.operation_id

    def _end(self) -> None:
        """Let the screens behind load what was done, once, and say it."""
        self._unsubscribe()
        self._workplace.bus.release()
        ranked, to_go = self.state.ranked(), self.state.to_go()
        if ranked:
            words = ngettext("{n} person ranked", "{n} people ranked", ranked).format(n=i18n.number(ranked))
            left = ngettext("{n} to go", "{n} to go", to_go).format(n=i18n.number(to_go))
            self._workplace.tell(f"{words}, {left}" if to_go else words)

    def _connect(self) -> None:
        self.view.rank_pressed.connect(self._rank)
        self.view.digit_pressed.connect(self._remember)
        self.back.clicked.connect(self._go_back)
        self.skip.clicked.connect(self._skip)
        self.main_pressed.connect(self._main)
        self._unsubscribe = self._workplace.desk.subscribe(self._heard)


def _next_round(desk: Desk, _progress: Progress) -> Round:
    return desk.ask(sorting.next_round, today=desk.today(), zone=desk.zone)


def _more_words(new: Round) -> str:
    count = len(new.people)
    if not count:
        return _("Done")
    if new.left == new.skipped:
        words = ngettext("The one left for later", "The {n} left for later", count)
    else:
        words = ngettext("{n} more", "{n} more", count)
    return words.format(n=i18n.number(count))
