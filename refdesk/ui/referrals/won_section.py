"""What a won referral brought, in its panel: each win, repeat business, and how we did once the work is done."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.services.referral_detail import Detail
from refdesk.services.wins import WinLine, Won
from refdesk.ui.referrals import board_words, drawer_sections
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.referrals.drawer_sections import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label


class WonSection(Section):
    """Absent while nothing is won. A win itself is a link that corrects it."""

    win_wanted = Signal()
    change_wanted = Signal(int)
    done_pressed = Signal()
    review_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Business"), parent)
        self.stops: list[Button] = []
        self.head.link.clicked.connect(self.win_wanted)

    def show_detail(self, detail: Detail, frame: BoardFrame, *, source_on: date | None = None) -> None:
        """Show another referral, or the same anew; `source_on` is when the client is proposed as a source."""
        had_focus = any(stop.hasFocus() for stop in self.stops)
        self.stops = []
        won = detail.won
        if won is None:
            self.set_lines([])
            return
        lines = [self._win(each, frame) for each in won.wins]
        if len(won.wins) > 1:
            total = board_words.worth(won.value_minor, frame.currency)
            lines.append(Label(_("{value} in all").format(value=total), Style.SECOND_STRONG, self))
        if words := _work_words(won, frame):
            lines.append(Label(words, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        if source_on is not None:
            lines.append(Label(_source_words(source_on, frame), Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.head.set_link(_("Repeat business") if won.wins else "")
        self.set_lines([*lines, *self._acts(won, frame)])
        if had_focus and self.stops:  # what was pressed made way for what comes next
            self.stops[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _win(self, each: WinLine, frame: BoardFrame) -> QWidget:
        line, row = drawer_sections.row_of(self)
        worth = _("no value yet") if each.value_minor is None else board_words.worth(each.value_minor, frame.currency)
        link = Button(worth, line, kind=Kind.LINK, size=Size.ROW)
        day = i18n.day_near(each.on, frame.today)
        link.setAccessibleName(_("Change the win of {day}: {value}").format(day=day, value=worth))
        link.clicked.connect(partial(self.change_wanted.emit, each.win_id))
        self.stops.append(link)
        row.addWidget(link)
        row.addWidget(Label(" ".join(each.note.split()), Style.SECOND, line, ink=Ink.INK2, wrap=True), 1)
        row.addWidget(Label(day, Style.SECOND, line, ink=Ink.INK2))
        return line

    def _acts(self, won: Won, frame: BoardFrame) -> list[QWidget]:
        found = []
        if not won.wins:
            found.append(self._act(_("What does it bring?"), "trophy", self.win_wanted))
        if _to_ask(won, frame):
            found.append(self._act(_("How did we do?"), "message-circle", self.review_wanted))
        elif won.has_work_to_finish:
            found.append(self._act(_("The work is done"), "check", self.done_pressed))
        return found

    def _act(self, words: str, icon: str, wanted: SignalInstance) -> QWidget:
        line, row = drawer_sections.row_of(self)
        button = Button(words, line, icon=icon, size=Size.ROW)
        button.clicked.connect(wanted)
        self.stops.append(button)
        row.addWidget(button)
        row.addStretch(1)
        return line


def _to_ask(won: Won, frame: BoardFrame) -> bool:
    """Say whether the work is done and nobody was asked since."""
    if won.work_done_on is None or won.has_work_to_finish:
        return False
    return won.reviewed_at is None or won.reviewed_at < frame.working.start_of(won.work_done_on)


def _source_words(source_on: date, frame: BoardFrame) -> str:
    if source_on <= frame.today:
        return _("Today asks whether they would send somebody.")
    day = i18n.day_near(source_on, frame.today)
    return _("From {day}, Today asks whether they would send somebody.").format(day=day)


def _work_words(won: Won, frame: BoardFrame) -> str:
    if won.work_done_on is None:
        return ""
    done = _("Work done {day}").format(day=i18n.day_near(won.work_done_on, frame.today))
    if _to_ask(won, frame) or won.reviewed_at is None or won.has_work_to_finish:
        return done
    asked = i18n.day_near(frame.working.date_of(won.reviewed_at), frame.today)
    return _("{done}, asked how we did {day}").format(done=done, day=asked)
