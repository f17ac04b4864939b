"""Putting a line off: the menu of times, a day of one's own, and the list of what is put off."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import snoozing, working_time
from refdesk.domain.snoozing import Until
from refdesk.domain.working_time import DueState
from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import N_, _
from refdesk.services import business
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

if TYPE_CHECKING:
    from refdesk.services.today import Line, Snoozed

_WORDS = {
    Until.LATER_TODAY: N_("Later today"),
    Until.TOMORROW: N_("Tomorrow"),
    Until.NEXT_WEEK: N_("Next week"),
}


class Snoozing(QObject):
    """Offers the times until which a line can wait, and puts it off; each can be undone."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._page = workplace, parent

    def offer(self, line: "Line", at: QPoint) -> Menu:
        """Open the menu of a line."""
        desk = self._workplace.desk
        now, working = desk.now(), desk.ask(business.working_time)
        is_red = line.state is DueState.OVERDUE
        menu = Menu(self._page, name=_("Snooze {name}").format(name=line.name))
        menu.add(_("Snooze {name}").format(name=line.name), _nothing).setEnabled(False)
        for each in snoozing.offers(now, working, is_overdue=is_red):
            local = working.local(each.moment)
            hour = working_time.hour_words(local)
            aside = hour if each.until is Until.LATER_TODAY else f"{i18n.weekday(local.date())}, {hour}"
            menu.add(_(_WORDS[each.until]), partial(self._put_off, line, each.moment), aside=aside)
        menu.addSeparator()
        if not is_red:
            menu.add(_("Pick a day…"), partial(self._ask_for_day, line))
        foot = _("It is overdue: it can wait until tomorrow.") if is_red else _("Its clock keeps running.")
        menu.add(foot, _nothing).setEnabled(False)
        self._show(menu, at, first=1)
        return menu

    def list_all(self, snoozed: "Sequence[Snoozed]", at: QPoint) -> Menu:
        """Open the list of what is put off; choosing a line brings it back."""
        from refdesk.services import snoozes

        desk = self._workplace.desk
        now, working = desk.now(), desk.ask(business.working_time)
        menu = Menu(self._page, name=_("Snoozed"))
        menu.add(_("Bring back"), _nothing).setEnabled(False)
        for each in snoozed:
            words = _("{name}: {text}").format(name=each.line.name, text=each.line.text)
            menu.add(words, partial(self._bring_back, each.line), aside=snoozes.when(each.until, now, working))
        self._show(menu, at, first=1)
        return menu

    def _show(self, menu: Menu, at: QPoint, *, first: int) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        menu.setActiveAction(menu.actions()[first])

    def _put_off(self, line: "Line", until: datetime) -> None:
        from refdesk.services import snoozes

        try:
            said = self._workplace.desk.do(snoozes.put_off, line, until)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _bring_back(self, line: "Line") -> None:
        from refdesk.services import snoozes

        try:
            said = self._workplace.desk.do(snoozes.bring_back, line)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _ask_for_day(self, line: "Line") -> None:
        SnoozeDialog(self._workplace, self._page, line=line).open()


class SnoozeDialog(Dialog):
    """Asks until which day a line is put off."""

    def __init__(self, workplace: Workplace, parent: QWidget, *, line: "Line") -> None:
        title = _("Snooze {name}").format(name=line.name)
        super().__init__(title, parent, main=_("Snooze"), main_icon="alarm-clock", size=QSize(460, 300))
        self._workplace, self._line = workplace, line
        today = workplace.desk.today()
        hint = _("Friday, 3 days, {day}").format(day=i18n.day_short(today + timedelta(days=14)))
        self.day = DateField(today, self, hint=hint, lean=Lean.AHEAD)
        self.body.addWidget(Field(_("Until which day?"), self.day, self, name="until"))
        self.body.addStretch(1)
        self.main_pressed.connect(self._save)
        self.day.returnPressed.connect(self._save)  # the one field there is: Enter is the act

    def _save(self) -> None:
        from refdesk.services import snoozes

        desk, day = self._workplace.desk, self.day.day()
        if day is None:
            self.show_problems([Problem("until", self.day.sentence() or _("Choose a day."))])
            return
        until = snoozing.on_day(day, desk.ask(business.working_time))
        try:
            said = desk.do(snoozes.put_off, self._line, until)
        except Refused as refused:
            self.show_problems(refused.problems)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(said)


def _nothing() -> None:
    """Stand for a line of a menu that only says something."""
