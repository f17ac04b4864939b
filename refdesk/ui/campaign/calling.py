"""Joins the calls of a day with the call that is made: letters act in both, and one call leads to the next."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from refdesk import i18n
from refdesk.domain import call_mode as rules
from refdesk.domain.call_codes import Code
from refdesk.domain.ids import EntryId
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import call_mode
from refdesk.services.call_mode import Ended
from refdesk.ui.campaign import call_keys
from refdesk.ui.campaign.call_panel import CallPanel
from refdesk.ui.campaign.day_panel import DayPanel
from refdesk.ui.workplace import Workplace


class Calling(QObject):
    """`call_wanted` brings an entry that is to be shown on the day for which it is planned now."""

    call_wanted = Signal(object)

    def __init__(self, workplace: Workplace, day: DayPanel, panel: CallPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._day, self._panel = workplace, day, panel
        self._from_list = False
        call_keys.listen(panel, self._act)
        call_keys.listen(day, self._act)
        for owner in (day, panel):
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                save = QShortcut(QKeySequence(keys), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                save.activated.connect(panel.save)
        day.letter_pressed.connect(self._act_from_list)
        day.begun.connect(panel.begin)
        panel.ended.connect(self._go_on)
        panel.passed.connect(self._pass)
        panel.went_back.connect(self._go_back)
        panel.left.connect(day.take_focus)
        panel.today_wanted.connect(self._bring_to_today)

    def _act(self, letter: str) -> None:
        """Do what a letter says that was pressed with its modifier: what is typed goes on, a day is asked for."""
        outside = self._is_in_list()
        if not self._panel.act(letter) or letter not in set(Code):
            return
        self._from_list = outside
        if outside or letter == Code.CALL_BACK:
            self._panel.go_to_end()

    def _act_from_list(self, letter: str) -> None:
        if self._panel.act(letter) and letter in set(Code):
            self._from_list = True
            self._panel.go_to_end()

    def _go_on(self, ended: Ended) -> None:
        """Say what the call came to, and show the next one."""
        said = ended.said
        if ended.again_on is not None:
            said = _("{said}. Next try on {day}").format(said=said, day=i18n.day_month(ended.again_on))
        left = self._next()
        if left is None:
            said = _("{said}. That was the last call of the day").format(said=said)
        self._workplace.done(said)
        self._show(left)

    def _pass(self) -> None:
        self._show(self._next())

    def _next(self) -> int | None:
        return rules.next_open([each.waits for each in self._day.calls()], self._day.position())

    def _go_back(self) -> None:
        at = self._day.position()
        if at > 0:
            self._show(at - 1)

    def _show(self, at: int | None) -> None:
        in_list = self._from_list or self._is_in_list() or at is None
        self._from_list = False
        if at is not None:
            self._day.go_to(at)
        if in_list:
            self._day.take_focus()
        else:
            self._panel.begin()

    def _bring_to_today(self, entry_id: EntryId) -> None:
        try:
            said = self._workplace.desk.do(call_mode.bring_to_today, entry_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)
            self.call_wanted.emit(entry_id)

    def _is_in_list(self) -> bool:
        here = QApplication.focusWidget()
        return here is not None and self._day.isAncestorOf(here)
