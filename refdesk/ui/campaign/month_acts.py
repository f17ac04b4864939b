"""What can be done with a referral month as a whole: plan another, plan the rest anew, change its people, print."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.campaign import CampaignState
from refdesk.domain.ids import CampaignId
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import campaign_days
from refdesk.services.campaign_days import Calendar, CampaignRow
from refdesk.services.campaign_people import Which
from refdesk.ui.campaign.month_views import MAKERS, View
from refdesk.ui.campaign.people_dialog import PeopleDialog
from refdesk.ui.campaign.plan_dialog import PlanDialog
from refdesk.ui.campaign.replan_dialog import ReplanDialog
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

_VIEWS = (View.FOLLOW, View.REPORT)


class MonthActs(QObject):
    """Opens the dialogs and menus of the month that is shown.

    `planned` brings the id of a month that was made, `replanned` of one whose rest was planned anew.
    """

    planned = Signal(int)
    replanned = Signal(int)
    person_wanted = Signal(int)
    print_wanted = Signal(object)
    enter_wanted = Signal(object)
    view_wanted = Signal(object)

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace, self._over = workplace, over
        self._month: CampaignRow | None = None
        self._calendar: Calendar | None = None

    def show_month(self, shown: Calendar) -> None:
        """Take this month as the one that is meant."""
        self._calendar, self._month = shown, shown.campaign

    def plan(self, like: CampaignId | None = None, first_on: date | None = None) -> None:
        """Open the form of a new referral month, perhaps with the choices of another one."""
        try:
            before = None if like is None else self._workplace.desk.ask(campaign_days.month, like)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        dialog = PlanDialog(self._workplace, self._over, like=before, first_on=first_on)
        dialog.saved.connect(self.planned)
        dialog.open()

    def replan(self, campaign_id: CampaignId | None = None) -> None:
        """Plan the rest of a month anew, of the one that is shown if none is named."""
        wanted = campaign_id or (self._month.campaign_id if self._month else None)
        if wanted is not None:
            dialog = ReplanDialog(self._workplace, self._over, campaign_id=wanted)
            dialog.saved.connect(self.replanned)
            dialog.open()

    def move_day(self, day: date) -> None:
        """Move the calls of a day to the others."""
        if self._month is not None:
            ReplanDialog(self._workplace, self._over, campaign_id=self._month.campaign_id, off_day=day).open()

    def show_people(self, which: Which = Which.ALL) -> None:
        """List the people of the month."""
        if self._month is not None:
            dialog = PeopleDialog(self._workplace, self._over, campaign_id=self._month.campaign_id, which=which)
            dialog.person_wanted.connect(self.person_wanted)
            dialog.open()

    def show_missed(self) -> None:
        """List whom nobody reached."""
        self.show_people(Which.NOT_REACHED)

    def open_menu(self, button: QWidget) -> None:
        """Open what can be done with the month below a button."""
        menu = Menu(self._over, name=_("Referral month"))
        if self._month is not None:
            self._add_month(menu, self._month)
            menu.addSeparator()
        menu.add(_("Plan another referral month"), self.plan, icon="calendar-check")
        menu.pop_up_below(button)

    def open_day_menu(self, day: date, where: QPoint) -> None:
        """Open what can be done with a day of the calendar."""
        found = self._day(day)
        if found is None or self._month is None:
            return
        menu = Menu(self._over, name=i18n.day_long(day))
        menu.aboutToHide.connect(menu.deleteLater)
        sheets = menu.add(_("Print call sheets"), partial(self.print_wanted.emit, day), icon="printer")
        enter = menu.add(_("Enter results"), partial(self.enter_wanted.emit, day), icon="keyboard")
        move = menu.add(_("Move the calls"), partial(self.move_day, day), icon="calendar-days")
        sheets.setEnabled(bool(found.calls))
        enter.setEnabled(bool(found.calls) and day <= self._workplace.desk.today())
        move.setEnabled(bool(found.to_go) and self._month.state is not CampaignState.CLOSED)
        menu.popup(where)

    def _add_month(self, menu: Menu, month: CampaignRow) -> None:
        is_open = month.state is not CampaignState.CLOSED
        replan = menu.add(_("Re-plan the rest"), self.replan, icon="calendar-days")
        replan.setEnabled(is_open and self._is_left())
        menu.add(_("People of the month"), self.show_people, icon="users")
        sheets = menu.add(_("Print call sheets"), self._print, icon="printer")
        sheets.setEnabled(is_open and self._is_left())
        views = {View.FOLLOW: (_("Follow through"), "list-checks"), View.REPORT: (_("Closing report"), "file-text")}
        for view in _VIEWS:
            if view in MAKERS:
                words, icon = views[view]
                menu.add(words, partial(self.view_wanted.emit, view), icon=icon)

    def _is_left(self) -> bool:
        return self._calendar is not None and any(day.to_go for day in self._calendar.days)

    def _print(self) -> None:
        """Ask for the sheets of the next day with calls."""
        today = self._workplace.desk.today()
        days = self._calendar.days if self._calendar is not None else ()
        left = [each.day for each in days if each.to_go]
        ahead = [day for day in left if day >= today]
        if left:
            self.print_wanted.emit((ahead or left)[0])

    def _day(self, day: date) -> campaign_days.CalendarDay | None:
        days = self._calendar.days if self._calendar is not None else ()
        return next((each for each in days if each.day == day), None)
