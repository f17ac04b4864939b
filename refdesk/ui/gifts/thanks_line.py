"""A line of the queue: to whom, the state of word and card, the seven squares, and the next thing owed."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.thanks import TRACK_DAYS, Occasion, Part
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.i18n import _
from refdesk.services.thanks_queue import PartCell, ThanksRow
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line
from refdesk.ui.widgets.mark_widgets import ThanksTrack

HEIGHT, WORD_WIDTH, CARD_WIDTH, TRACK_WIDTH, BUTTON_WIDTH = 61, 124, 160, 160, 140
_AMBER_FROM = 3
_TONES = {DueState.LATE: Tone.AMBER, DueState.OVERDUE: Tone.OVERDUE}


class ThanksLine(Line):
    """`act_wanted` asks for the next thing owed, `menu_wanted` for everything that can be done, at a place."""

    act_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, row: ThanksRow, working: WorkingTime, today: date, parent: QWidget) -> None:
        super().__init__(parent, name=spoken(row, working), height=HEIGHT)
        self.thanks = row
        self._working, self._today = working, today
        words, icon = act_words(row)
        self.act = Button(words, self, icon=icon, size=Size.ROW, left=True)
        self.act.setFixedWidth(theme.scaled(BUTTON_WIDTH))
        self.act.setAccessibleName(f"{words}: {row.name}")
        self.more = IconButton("ellipsis", _("More for {name}").format(name=row.name), self)
        self.track = self._track()
        self._lay_out()
        self.set_current(False)
        self.act.clicked.connect(self.act_wanted)
        self.clicked.connect(self.act_wanted)
        self.more.clicked.connect(self._want_menu)

    def set_current(self, current: bool) -> None:
        """Stand out, and let Tab reach the buttons of this line."""
        self.is_current = current
        self.set_selected(current)
        self.act.set_kind(Kind.MAIN if current else Kind.SECOND)
        for button in (self.act, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        theme.shared().by_key = False  # a press only chooses the line: its button does the act

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _want_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(ElidedLabel(self.thanks.name, Style.BODY_STRONG, self))
        sent = what_for(self.thanks, self._working, self._today)
        tail = f", {opened_on(self.thanks, self._working, self._today)}"
        names.addWidget(ElidedLabel(sent, Style.CAPTION, self, ink=Ink.INK2, tail=tail))
        names.addStretch(1)
        self.row.setContentsMargins(14, 0, 8, 0)
        self.row.addLayout(names, 1)
        self.row.addWidget(self._cell(Part.WORD, WORD_WIDTH))
        self.row.addWidget(self._cell(Part.CARD, CARD_WIDTH))
        self.row.addWidget(self.track)
        self.row.addWidget(self.act)
        self.row.addWidget(self.more)

    def _cell(self, part: Part, width: int) -> QWidget:
        box, row = _box(self, width)
        cell = self.thanks.cell(part)
        if cell is None:
            row.addWidget(Label("–", Style.SECOND, box, ink=Ink.INK3))
        elif cell.clock is not None:
            self._show_owed(cell, box, row)
        elif cell.done_at is not None:
            row.addWidget(IconMark("check", box, ink=Ink.GREEN_MARK, stroke=2.5))
            day = i18n.day_short(self._working.date_of(cell.done_at))
            row.addWidget(Label(day, Style.SECOND, box, ink=Ink.INK2))
        else:
            row.addWidget(Label(_("left out"), Style.SECOND, box, ink=Ink.INK3))
        row.addStretch(1)
        return box

    def _show_owed(self, cell: PartCell, box: QWidget, row: QHBoxLayout) -> None:
        assert cell.clock is not None, "asked before"
        if cell.printed_id is not None:
            row.addWidget(IconMark("printer", box, ink=Ink.INK2, name=_("printed")))
        if cell.clock.state is DueState.DUE:
            row.addWidget(Label(cell.clock.words, Style.SECOND, box, ink=Ink.INK2))
        else:
            row.addWidget(Tag(cell.clock.words, box, tone=_TONES[cell.clock.state]))

    def _track(self) -> QWidget:
        box, row = _box(self, TRACK_WIDTH)
        day = self.thanks.day
        row.setSpacing(10)
        row.addWidget(ThanksTrack(day, box))
        ink = Ink.INK2 if day < _AMBER_FROM else Ink.AMBER if day < TRACK_DAYS else Ink.RED
        style = Style.CAPTION if day < _AMBER_FROM else Style.CAPTION_STRONG
        row.addWidget(Label(day_words(day), style, box, ink=ink))
        row.addStretch(1)
        return box


def what_for(row: ThanksRow, working: WorkingTime, today: date) -> str:
    """Return what the thanks are for: "sent Theo Marchetti, Nov 11"."""
    day = opened_on(row, working, today)
    if not row.prospect:
        return _("since {day}").format(day=day)
    words = _("good news about {prospect}, {day}") if row.occasion is Occasion.WIN else _("sent {prospect}, {day}")
    return words.format(prospect=row.prospect, day=day)


def opened_on(row: ThanksRow, working: WorkingTime, today: date) -> str:
    """Return the day since which thanks are owed: "today", or "Nov 11"."""
    opened = working.date_of(row.opened_at)
    return _("today") if opened == today else i18n.day_short(opened)


def act_words(row: ThanksRow) -> tuple[str, str]:
    """Return the words and the icon of the next thing owed."""
    if row.next_part is Part.WORD:
        return _("Say thank you"), "phone"
    card = row.cell(Part.CARD)
    if card is not None and card.printed_id is not None:
        return (_("Mailed"), "mail-check") if row.may_be_mailed else (_("Handed over"), "mail-check")
    return _("Print the card"), "printer"


def day_words(day: int) -> str:
    """Return "Today", or "Day 5"."""
    return _("Day {n}").format(n=day) if day else _("Today")


def spoken(row: ThanksRow, working: WorkingTime) -> str:
    """Return the whole line for screen readers."""
    said = [row.name, what_for(row, working, date.min)]
    for cell in row.parts:
        what = {Part.WORD: _("call or message"), Part.CARD: _("card")}.get(cell.part, cell.part.value)
        state = cell.clock.words if cell.clock else _("done") if cell.done_at else _("left out")
        said.append(f"{what}: {state}")
    return ", ".join([*said, day_words(row.day), act_words(row)[0]])


def _box(parent: QWidget, width: int) -> tuple[QWidget, QHBoxLayout]:
    box = QWidget(parent)
    box.setFixedWidth(theme.scaled(width))
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    return box, row
