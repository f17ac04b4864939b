"""Follow through: what was promised and led on in a referral month, in one list until it is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.ids import CampaignId
from refdesk.domain.referral import Direction
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, campaign_followup, promises
from refdesk.services.campaign_followup import FollowUp, LeadLine, PromiseLine
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.ui.campaign.follow_lines import LeadRow, PromiseRow
from refdesk.ui.campaign.view_head import ViewHead
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress as BarState
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace

Row = TypeVar("Row")
_WIDE = 860
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class _Read:
    """The list, and the day on which it is true."""

    found: FollowUp
    today: date


class FollowThrough(QWidget):
    """Shows the list of a month.

    `left` goes back to the calendar, `report_wanted` to the closing report, `person_wanted` opens a contact,
    `referral_shown_wanted` a referral.
    """

    left = Signal()
    report_wanted = Signal()
    person_wanted = Signal(int)
    referral_shown_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._campaign_id: CampaignId | None = None
        self._asked = 0
        self._wants_focus, self._focus_at = False, 0
        self._is_reading = False
        self.head = ViewHead(_("Follow through"), self)
        self.report = Button(_("Closing report"), self, icon="file-chart-column")
        self.kept = _Share(self)
        self.settled = _Share(self)
        self.promises = _Part(_("Promised"), self)
        self.given = _Part(_("Leads you gave"), self)
        self.received = _Part(_("Referrals you received"), self)
        self.done = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self._lay_out()
        self.head.left.connect(self.left)
        self.report.clicked.connect(self.report_wanted)

    def show_month(self, campaign_id: CampaignId) -> None:
        """Show what a month leaves to do."""
        self._campaign_id = campaign_id
        self._wants_focus, self._focus_at = True, 0
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew off the window's thread."""
        self._asked += 1
        if self._campaign_id is not None:
            self._is_reading = True
            work = partial(_read, self._workplace.desk, self._campaign_id)
            self._workplace.jobs.start(work, then=partial(self._show, self._asked), failed=self._workplace.show_fault)

    def take_focus(self) -> None:
        """Put the focus on the first line as soon as it is there, or on the way back where there is none.

        After an act it goes to the line that took the place of the one that left.
        """
        self._wants_focus = self._is_reading
        lines = self.lines()
        stop: QWidget = lines[min(self._focus_at, len(lines) - 1)] if lines else self.head.back
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def lines(self) -> list[Line]:
        """Return all lines from above."""
        return [line for part in self._parts() for line in part.lines.lines()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _show(self, asked: int, read: _Read) -> None:
        if asked != self._asked:
            return
        self._is_reading = False
        found = read.found
        held = next((place for place, line in enumerate(self.lines()) if _has_focus(line)), None)
        if not self._wants_focus and held is not None:
            self._wants_focus, self._focus_at = True, held
        takes_focus = self._wants_focus
        self.head.about.setText(found.month.name)
        said = _("{kept} of {n} promises kept")
        self.kept.show_share(found.kept, found.promised, said.format(kept=found.kept, n=found.promised))
        said = _("{settled} of {n} leads won or lost")
        self.settled.show_share(found.settled, found.leads_made, said.format(settled=found.settled, n=found.leads_made))
        self.promises.show_rows(found.promises, partial(self._promise, read.today))
        for part, direction in ((self.given, Direction.GIVEN), (self.received, Direction.RECEIVED)):
            part.show_rows([each for each in found.leads if each.direction is direction], self._lead)
        self.done.setText(_done_words(found))
        self.done.setVisible(not found.to_do)
        if takes_focus:
            self.take_focus()

    def _promise(self, today: date, each: PromiseLine) -> Line:
        row = PromiseRow(each, today, self)
        row.kept.connect(self._keep)
        row.dropped.connect(self._drop)
        row.clicked.connect(partial(self._open_person, each))
        return row

    def _lead(self, each: LeadLine) -> Line:
        row = LeadRow(each, self)
        row.clicked.connect(partial(self._open_referral, each))
        return row

    def _open_person(self, each: PromiseLine, _on: bool = False) -> None:
        self.person_wanted.emit(each.contact_id)

    def _open_referral(self, each: LeadLine, _on: bool = False) -> None:
        self.referral_shown_wanted.emit(each.referral_id)

    def _keep(self, each: PromiseLine) -> None:
        self._do(_("Promise to {name} kept").format(name=each.name), promises.keep, each)

    def _drop(self, each: PromiseLine) -> None:
        self._do(_("Promise to {name} dropped").format(name=each.name), promises.drop, each)

    def _do(self, said: str, act: Callable[..., Any], each: PromiseLine) -> None:
        acted = [
            place for place, line in enumerate(self.lines()) if isinstance(line, PromiseRow) and line.promise is each
        ]
        self._wants_focus, self._focus_at = True, acted[0] if acted else 0
        try:
            self._workplace.desk.do(act, each.promise_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            self.refresh()
            return
        self._workplace.done(said)

    def _parts(self) -> "tuple[_Part, ...]":
        return (self.promises, self.given, self.received)

    def _lay_out(self) -> None:
        self.done.hide()
        self.head.row.addWidget(self.report)
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDE)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(24, 16, 24, 24)
        rows.setSpacing(16)
        shares = QHBoxLayout()
        shares.setSpacing(32)
        for share in (self.kept, self.settled):
            shares.addWidget(share, 1)
        rows.addLayout(shares)
        rows.addWidget(self.done)
        for part in self._parts():
            rows.addWidget(part)
        rows.addStretch(1)
        around = QWidget(self)
        side = QHBoxLayout(around)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(inner, 1)
        side.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Hairline(self))
        column.addWidget(ScrollArea(around, self), 1)


class _Share(QWidget):
    """How much of something is done, as a bar below its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Label("", Style.SECOND_STRONG, self)
        self._bar = Bar(0, self, name="")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self._bar)

    def show_share(self, part: int, whole: int, words: str) -> None:
        """Show how many of how many; with nothing to do there is nothing to show."""
        self.setVisible(whole > 0)
        self.words.setText(words)
        state = BarState.REACHED if whole and part == whole else BarState.ON_THE_WAY
        self._bar.set_share(part / whole if whole else 0.0, name=words, state=state)


class _Part(QWidget):
    """A head with its lines; it goes away with the last of them."""

    def __init__(self, head: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = head
        self._title = Label(head, Style.SECTION, self)
        self.lines = Lines(self, name=head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.lines)
        self.hide()

    def show_rows(self, rows: Sequence[Row], line_of: Callable[[Row], Line]) -> None:
        """Show a line of each row, the first at once, and how many there are."""
        self.setVisible(bool(rows))
        self._title.setText(_("{head}: {n}").format(head=self._head, n=i18n.number(len(rows))))
        self.lines.feed(rows, line_of, at_once=_AT_ONCE)
        for line in self.lines.lines():
            line.show()  # at once: layouts show what is new later, and what is hidden takes no focus


def _done_words(found: FollowUp) -> str:
    if found.promised or found.leads_made:
        return _("Everything that came of this month is done.")
    return _("Nothing is promised yet. What you promise in a call, and every lead that comes of one, waits here.")


def _has_focus(line: Line) -> bool:
    """Say whether the keys are on a line or in it: one made anew takes them over."""
    focus = QApplication.focusWidget()
    return line is focus or (isinstance(focus, QWidget) and line.isAncestorOf(focus))


def _read(desk: Desk, campaign_id: CampaignId, _progress: Progress) -> _Read:
    clocks = Clocks(desk.now(), desk.ask(business.working_time))
    return _Read(desk.ask(campaign_followup.of, campaign_id, clocks), desk.today())
