"""A line of the queue: to whom, the state of word, card and gift, the seven squares, and the next thing owed."""

from datetime import date
from enum import Enum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.i18n import _
from refdesk.services.thanks_queue import PartCell, ThanksRow
from refdesk.ui import theme
from refdesk.ui.gifts import thanks_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import label
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line
from refdesk.ui.widgets.mark_widgets import ThanksTrack

HEIGHT, BUTTON_WIDTH, SPACING = 61, 138, 8
LETTERS = "WCGFAMXUPR"
"""The keys of a line: word, card, gift, what fits, also a gift, mailed, leave out, owe again, person, referral."""

_TONES = {DueState.LATE: Tone.AMBER, DueState.OVERDUE: Tone.OVERDUE}


class Density(Enum):
    """How much room a line has; the widths of word, card, gift and squares are the value.

    Beside a panel the squares stand without their number; where names need the room they go altogether, since the tags
    say how late it is, and then the gift, which the menu of the line has too.
    """

    WIDE = (96, 118, 112, 136)
    BESIDE = (88, 118, 110, 84)
    NARROW = (88, 118, 110, 0)
    SMALL = (88, 118, 0, 0)


class ThanksLine(Line):
    """`act_wanted` asks for the next thing owed, `menu_wanted` for everything that can be done, at a place."""

    act_wanted = Signal()
    menu_wanted = Signal(QPoint)
    fitting_wanted = Signal()
    """What fits as a gift is asked for, where it does not stand beside the queue."""
    letter_pressed = Signal(str)

    def __init__(self, row: ThanksRow, working: WorkingTime, today: date, parent: QWidget) -> None:
        super().__init__(parent, name=thanks_words.spoken(row, working), height=HEIGHT)
        self.thanks = row
        self._working, self._today = working, today
        words, icon = thanks_words.act_words(row)
        self.act = Button(words, self, icon=icon, size=Size.ROW, left=True)
        self.act.setFixedWidth(theme.scaled(BUTTON_WIDTH))
        self.act.setAccessibleName(f"{words}: {row.name}")
        self.more = IconButton("ellipsis", _("More for {name}").format(name=row.name), self)
        self.word, self.card = self._cell(Part.WORD), self._cell(Part.CARD)
        self._may_have = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self.fitting = Button("", self, kind=Kind.LINK, size=Size.ROW, left=True)
        self.gift = self._gift_cell()
        day = f", {thanks_words.opened_on(row, working, today)}"
        what_for = thanks_words.what_for(row, working, today)
        self._matter = ElidedLabel(what_for, Style.CAPTION, self, ink=Ink.INK2, tail=day)
        self._matter_alone = ElidedLabel(thanks_words.matter(row), Style.CAPTION, self, ink=Ink.INK2)
        self._day_words: Label | None = None
        self.track = self._track()
        self._lay_out()
        self.set_density(Density.WIDE)
        self.set_offers_gift(False)
        self.set_current(False)
        self.act.clicked.connect(self.act_wanted)
        self.clicked.connect(self.act_wanted)
        self.more.clicked.connect(self._want_menu)
        self.fitting.clicked.connect(self.fitting_wanted)

    def set_current(self, current: bool) -> None:
        """Stand out, and let Tab reach the buttons of this line."""
        self.is_current = current
        self.set_selected(current)
        is_next = current and self.thanks.next_part is not None
        self.act.set_kind(Kind.MAIN if is_next else Kind.SECOND)
        for button in (self.fitting, self.act, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)

    def set_density(self, density: Density) -> None:
        """Give the cells their widths."""
        for box, width in zip((self.word, self.card, self.gift, self.track), density.value, strict=True):
            box.setFixedWidth(theme.scaled(width))
            box.setVisible(width > 0)
        self._matter.setVisible(density is not Density.BESIDE)
        self._matter_alone.setVisible(density is Density.BESIDE)
        if self._day_words is not None:
            self._day_words.setVisible(density is Density.WIDE)

    def set_offers_gift(self, offers: bool) -> None:
        """Let the gift's cell open what fits, where that does not stand beside the queue."""
        can = bool(self.fitting.words()) and self.thanks.may_accept_gifts
        self.fitting.setVisible(offers and can)
        self._may_have.setVisible(bool(self.fitting.words()) and not (offers and can))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter and letter in LETTERS and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.letter_pressed.emit(letter)
        else:
            super().keyPressEvent(event)

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
        names.addLayout(self._name_row())
        for matter in (self._matter, self._matter_alone):
            names.addWidget(matter)
        names.addStretch(1)
        self.row.setContentsMargins(14, 0, 6, 0)
        self.row.setSpacing(SPACING)
        self.row.addLayout(names, 1)
        for cell in (self.word, self.card, self.gift, self.track):
            self.row.addWidget(cell)
        self.row.addWidget(self.act)
        self.row.addWidget(self.more)

    def _name_row(self) -> QHBoxLayout:
        """Return the name, with the cup of a win: these thanks are the second, with the news."""
        row = QHBoxLayout()
        row.setSpacing(6)
        if self.thanks.occasion is Occasion.WIN and not thanks_words.is_reward(self.thanks):
            row.addWidget(IconMark("trophy", self, ink=Ink.ACCENT, size=16, name=_("second thanks: it was won")))
        row.addWidget(ElidedLabel(self.thanks.name, Style.BODY_STRONG, self), 1)
        return row

    def _gift_cell(self) -> QWidget:
        part = Part.REWARD if thanks_words.is_reward(self.thanks) else Part.GIFT
        if self.thanks.cell(part) is not None:
            return self._cell(part)
        box, row = _box(self)
        words = thanks_words.gift_words(self.thanks, self._today)
        self._may_have.setText(words)
        self.fitting.set_words(words)
        self.fitting.setAccessibleName(f"{words}: {_('A gift for {name}?').format(name=self.thanks.name)}")
        row.addWidget(self._may_have, 1)
        row.addWidget(self.fitting, 1)
        return box

    def _cell(self, part: Part) -> QWidget:
        box, row = _box(self)
        cell = self.thanks.cell(part)
        if cell is None:
            row.addWidget(Label("–", Style.SECOND, box, ink=Ink.INK3))
        elif cell.clock is not None:
            self._show_owed(cell, box, row)
            label.explain(box, f"{cell.clock.words}. {cell.label}" if cell.label else cell.clock.words)
        elif cell.done_at is not None:
            row.addWidget(IconMark("check", box, ink=Ink.GREEN_MARK, stroke=2.5))
            day = i18n.day_near(self._working.date_of(cell.done_at), self._today)
            row.addWidget(Label(day, Style.SECOND, box, ink=Ink.INK2))
            label.explain(box, cell.label)
        else:
            row.addWidget(Label(_("left out"), Style.SECOND, box, ink=Ink.INK3))
        row.addStretch(1)
        return box

    def _show_owed(self, cell: PartCell, box: QWidget, row: QHBoxLayout) -> None:
        assert cell.clock is not None, "asked before"
        words = thanks_words.due_words(cell.clock, self._working, self._today)
        icon, state = ("pen-line", _("written")) if cell.is_written else ("printer", _("printed"))
        printed = cell.printed_id is not None
        if cell.clock.state is not DueState.DUE:
            row.addWidget(Tag(words, box, tone=_TONES[cell.clock.state], icon=icon if printed else ""))
            return
        if printed:
            row.addWidget(IconMark(icon, box, ink=Ink.INK2, name=state))
            words = state
        elif cell.label:
            words = _("planned")
        row.addWidget(Label(words, Style.SECOND, box, ink=Ink.INK2))

    def _track(self) -> QWidget:
        box, row = _box(self)
        day = self.thanks.day
        if self.thanks.next_part is None:
            return box
        row.setSpacing(8)
        amber_from, red_from = self._working.rules.card_days + 1, self._working.rules.card_overdue_days
        row.addWidget(ThanksTrack(day, box, amber_from=amber_from, red_from=red_from))
        ink = Ink.INK2 if day < amber_from else Ink.AMBER if day < red_from else Ink.RED
        style = Style.CAPTION if day < amber_from else Style.CAPTION_STRONG
        self._day_words = Label(thanks_words.day_words(day), style, box, ink=ink)
        row.addWidget(self._day_words)
        label.explain(box, thanks_words.day_words(day))
        row.addStretch(1)
        return box


def _box(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    box = QWidget(parent)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    return box, row
