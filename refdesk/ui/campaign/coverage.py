"""How far a referral month has come: who was called at least once, whether it keeps pace, and what to do if not."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.campaign import CampaignState
from refdesk.i18n import _, ngettext
from refdesk.services.campaign_days import Calendar
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress


class Coverage(QWidget):
    """The bar with its number, and one sentence below; behind, the sentence is amber and has `replan_wanted`."""

    replan_wanted = Signal()
    missed_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label(_("Called at least once"), Style.SECOND_STRONG, self)
        self.called = Label("", Style.SECOND, self)
        self.bar = Bar(0, self, name="")
        self.sentence = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self.behind = Label("", Style.CAPTION, self, ink=Ink.AMBER, wrap=True)
        self.replan = Button(_("Re-plan"), self, kind=Kind.LINK, size=Size.ROW)
        self.replan.setAccessibleName(_("Re-plan the rest of the month"))
        self.missed = Button(_("Who was not reached?"), self, kind=Kind.LINK, size=Size.ROW)
        self.replan.clicked.connect(self.replan_wanted)
        self.missed.clicked.connect(self.missed_wanted)
        self._lay_out()

    def show_month(self, shown: Calendar, today: date) -> None:
        """Show how far a month is on this day."""
        words = _("{called} of {people}")
        self.called.setText(words.format(called=i18n.number(shown.called), people=i18n.number(shown.people)))
        share = shown.called / shown.people if shown.people else 0.0
        state = Progress.REACHED if shown.people and shown.called == shown.people else Progress.ON_THE_WAY
        pace = shown.day_number / shown.day_count if shown.day_count else None
        name = f"{self.title.text()}: {self.called.text()}"
        self.bar.set_share(share, name=name, state=state, pace=pace)
        behind = behind_words(shown, today)
        self.behind.setText(behind)
        self.sentence.setText("" if behind else pace_words(shown, today))
        self.behind.setVisible(bool(behind))
        self.replan.setVisible(bool(behind) and shown.campaign.state is not CampaignState.CLOSED)
        self.sentence.setVisible(bool(self.sentence.text()))
        self.missed.setVisible(is_over(shown, today) and shown.reached < shown.people)

    def fold(self, *, folded: bool) -> None:
        """Leave out what only comforts, for a low window."""
        self.sentence.setVisible(bool(self.sentence.text()) and not folded)

    def _lay_out(self) -> None:
        amber = QHBoxLayout()
        amber.setSpacing(10)
        amber.addWidget(self.behind, 1)
        amber.addWidget(self.replan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.called)
        column.addLayout(top)
        for part in (self.bar, self.sentence):
            column.addWidget(part)
        column.addLayout(amber)
        column.addWidget(self.missed)


def behind_words(shown: Calendar, today: date) -> str:
    """Return how many calls of days gone by have no result, "" for none."""
    waiting = sum(each.to_go for each in shown.days if each.day < today)
    words = ngettext("{n} call of a day gone by has no result.", "{n} calls of days gone by have no result.", waiting)
    return words.format(n=i18n.number(waiting)) if waiting else ""


def pace_words(shown: Calendar, today: date) -> str:
    """Return how the month stands when nothing is left behind."""
    ahead = [each for each in shown.days if each.day >= today and each.to_go]
    if not ahead:
        reached = ngettext("Done: {n} person reached.", "Done: {n} people reached.", shown.reached)
        return reached.format(n=i18n.number(shown.reached)) if shown.called else _("Nobody is left to call.")
    most = max(each.calls for each in ahead)
    if shown.campaign.first_on > today:
        words = ngettext("Begins on {day}: {n} call a day.", "Begins on {day}: {n} calls a day.", most)
        return words.format(day=i18n.day_short(ahead[0].day), n=i18n.number(most))
    words = ngettext("On pace: at most {n} call a day.", "On pace: at most {n} calls a day.", most)
    return words.format(n=i18n.number(most))


def is_over(shown: Calendar, today: date) -> bool:
    """Tell whether no call of the month is left."""
    return shown.campaign.last_on < today or not any(each.to_go for each in shown.days)
