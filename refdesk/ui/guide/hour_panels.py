"""The steps of the first hour that open what exists: importing, sorting, the forgotten, plans and goals."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import first_hour as rules
from refdesk.domain import forgotten as walks
from refdesk.domain import goals as aims
from refdesk.domain.goals import Period
from refdesk.domain.hand_outs import Kind
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, goals, hand_outs
from refdesk.services.first_hour import FirstHour, ToPlan
from refdesk.services.hand_outs import HandOutJob
from refdesk.ui.guide.hour_panel import Panel
from refdesk.ui.guide.hour_reading import Seen
from refdesk.ui.guide.printed_page import PrintedPage
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.buttons import Kind as Look
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_PERIODS = {Period.WEEK: N_("{goal}: {n} a week"), Period.MONTH: N_("{goal}: {n} a month")}


class PeoplePanel(Panel):
    """Bring contacts in from a file, or type one in."""

    import_wanted = Signal()
    contact_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        about = _(
            "From your phone, Outlook, Google or a spreadsheet. You see every row before it comes in, and can take "
            "all of them back."
        )
        super().__init__(_("Whom do you know?"), about, parent)
        self.bring_in = Button(_("Import contacts…"), self, icon="download")
        self.type_in = Button(_("Type one in…"), self, kind=Look.QUIET, icon="user-plus")
        self.bring_in.clicked.connect(self.import_wanted)
        self.type_in.clicked.connect(self.contact_wanted)
        self.row(self.bring_in, self.type_in)

    def show_hour(self, seen: Seen) -> None:
        n = seen.hour.facts.people
        words = ngettext("{n} person is in your file.", "{n} people are in your file.", n)
        more = "" if n >= rules.ENOUGH_PEOPLE else _("From {n} on, this step is done.").format(n=rules.ENOUGH_PEOPLE)
        self.say(" ".join(filter(None, (words.format(n=i18n.number(n)), more))))


class SortingPanel(Panel):
    """Rank everybody, one key a person."""

    sorting_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        about = _(
            "One key for how likely somebody is to send you people, one digit for how many they sent. "
            "Fifty at a time; stop whenever you like."
        )
        super().__init__(_("Who sends you people?"), about, parent)
        self.sort = Button(_("Sort them now"), self, icon="arrow-up-down")
        self.sort.clicked.connect(self.sorting_wanted)
        self.row(self.sort)

    def show_hour(self, seen: Seen) -> None:
        ranked, unranked = seen.hour.facts.ranked, seen.hour.facts.unranked
        have = ngettext("{n} person has a rank.", "{n} people have a rank.", ranked).format(n=i18n.number(ranked))
        wait = ngettext("{n} waits for one.", "{n} wait for one.", unranked).format(n=i18n.number(unranked))
        self.say(f"{have} {wait if unranked else _('Nobody waits for one.')}")


class ForgottenPanel(Panel):
    """Ask for the attorney, the banker, the landlord."""

    forgotten_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        about = _("Your attorney? Banker? Broker? Landlord? Twenty short questions; a name is enough for an answer.")
        super().__init__(_("Whom have you forgotten?"), about, parent)
        self.ask = Button(_("Ask me"), self, icon="user-plus")
        self.ask.clicked.connect(self.forgotten_wanted)
        self.row(self.ask)

    def show_hour(self, seen: Seen) -> None:
        said = _("{n} of {all} answered.").format(n=seen.hour.facts.asked, all=len(walks.WALKS))
        more = _("With {n} answers this step is done.").format(n=rules.ENOUGH_ASKED)
        self.say(said if seen.hour.facts.asked >= rules.ENOUGH_ASKED else f"{said} {more}")


class PlansPanel(Panel):
    """Plan what is good for the best sources, and the next step with each; the last plan is shown on paper."""

    plan_wanted = Signal(int)
    sorting_wanted = Signal()
    report_wanted = Signal(str, int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _(
            "For the best of those who send you people: what is good for them, what you would like them to do, the "
            "words, and your next step."
        )
        super().__init__(_("What is next with the best of them?"), about, parent, fills=True)
        self._workplace = workplace
        self.people: list[Button] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._shown: tuple[ToPlan, ...] = ()
        self._planned: ToPlan | None = None
        self.sort = Button(_("Sort them now"), self, icon="arrow-up-down")
        self.sort.clicked.connect(self.sorting_wanted)
        self.printed = PrintedPage(_("Desk plan"), workplace.jobs, self)
        self.printed.hide()
        self.printed.report_wanted.connect(self._want_report)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        people = QVBoxLayout()
        people.addWidget(self.sort)
        people.addLayout(self._column)
        people.addStretch(1)
        beside.addLayout(people)
        beside.addWidget(self.printed, 1)
        self.body.addLayout(beside, 1)

    def show_hour(self, seen: Seen) -> None:
        self._show_people(seen.to_plan)
        self.sort.setVisible(not seen.hour.facts.sources)
        self.say(_plans_words(seen.hour))
        self._show_printed(seen.planned)

    def stops(self) -> tuple[QWidget, ...]:
        return self.sort, *self.people, *self.printed.stops()

    def printing(self) -> Callable[[], object] | str:
        return self.printed.write if self._planned is not None else _("Plan for somebody first; then there is a page.")

    def _show_people(self, found: tuple[ToPlan, ...]) -> None:
        if found == self._shown:
            return
        self._shown = found
        _clear(self._column)
        self.people = []
        for each in found:
            words = _("Plan for {name}…").format(name=each.name)
            button = Button(words, self, icon="pen-line", left=True)
            button.clicked.connect(partial(self.plan_wanted.emit, int(each.contact_id)))
            self._column.addWidget(button)
            button.show()  # at once: it may get the focus
            self.people.append(button)

    def _show_printed(self, planned: ToPlan | None) -> None:
        """Show the desk plan of whoever was planned for last."""
        self._planned = planned
        self.printed.setVisible(planned is not None)
        if planned is not None:
            job = HandOutJob(Kind.DESK, (planned.contact_id,))
            caption = _("The desk plan for {name}, as it prints").format(name=planned.name)
            self.printed.show_made(caption, partial(hand_outs.render, self._workplace.desk, job))

    def _want_report(self) -> None:
        if self._planned is not None:
            self.report_wanted.emit(f"hand-out-{Kind.DESK.value}", int(self._planned.contact_id))


class GoalsPanel(Panel):
    """Keep the usual goals, or set other ones."""

    goals_wanted = Signal()

    def __init__(self, workplace: Workplace, keep: Callable[[], object], parent: QWidget) -> None:
        about = _("A few small numbers for what you do yourself. They stand above the list of each day.")
        super().__init__(_("What do you aim at?"), about, parent)
        self._workplace = workplace
        self._aims = Label("", Style.BODY, self, wrap=True)
        self.keep = Button(_("Keep these"), self, icon="check")
        self.change = Button(_("Change them…"), self, kind=Look.QUIET, icon="trophy")
        self.keep.clicked.connect(keep)
        self.change.clicked.connect(self.goals_wanted)
        self.body.addWidget(self._aims)
        self.row(self.keep, self.change)
        note = _("Goals look at what lies in your hands: giving, thanking, asking. Nobody is measured by them.")
        self.body.addWidget(Label(note, Style.SECOND, self, ink=Ink.INK2, wrap=True))

    def show_hour(self, seen: Seen) -> None:
        desk = self._workplace.desk
        today = desk.ask(business.working_time).date_of(desk.now())
        found = desk.ask(goals.in_force, today)
        lines = (_(_PERIODS[aim.period]).format(goal=_(aims.MEASURE_WORDS[aim.measure]), n=aim.target) for aim in found)
        self._aims.setText("\n".join(lines) or _("None are set."))
        self.keep.setVisible(not seen.hour.facts.has_goals)
        self.say(_("Your goals are set.") if seen.hour.facts.has_goals else "")


def _plans_words(hour: FirstHour) -> str:
    facts = hour.facts
    if not facts.sources:
        return _("Nobody has the rank A+, A or B yet. Sort your contacts first; the best of them stand here then.")
    enough = min(facts.sources, rules.ENOUGH_PLANS)
    said = ngettext("{n} plan is made.", "{n} plans are made.", facts.planned).format(n=facts.planned)
    return said if facts.planned >= enough else f"{said} {_('With {n} this step is done.').format(n=enough)}"


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
