"""Today: what to do now, each line with its one button."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.services import business, cards, promises, today
from refdesk.services.cards import PrintedState
from refdesk.services.today import Line, LineKind, Section
from refdesk.ui import theme
from refdesk.ui.page import Page
from refdesk.ui.theme import Ink, Style
from refdesk.ui.today import line_words
from refdesk.ui.today.empty_day import EmptyDay
from refdesk.ui.today.line_row import LineRow
from refdesk.ui.today.section_rows import SectionRows
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.workplace import Workplace

MINUTE_MS = 60_000
NARROW_BELOW = 960


class TodayPage(Page):
    """The list of the day; arrows move, Enter does it, and the next line opens."""

    kinds = ("contact", "referral", "stage_move", "thanks", "thanks_part", "touch", "promise", "printed",
             "campaign_entry", "campaign_try", "campaign", "setting")  # fmt: skip
    person_wanted = Signal(int)
    first_contact_wanted = Signal(int, int)
    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    campaign_wanted = Signal(object)
    referral_wanted = Signal(int)
    import_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._current = ""
        self._day = Label("", Style.PAGE, self)
        self._summary = ElidedLabel("", Style.BODY, self, ink=Ink.INK2)
        self._content = QWidget(self)
        self._empty = EmptyDay(self._content)
        self._sections = [SectionRows(section, self._content) for section in Section]
        self._scroll = ScrollArea(self._content, self)
        self._lay_out()
        self._empty.referral_wanted.connect(self._log_referral)
        self._empty.import_wanted.connect(self.import_wanted)
        for section in self._sections:
            section.row_made.connect(self._connect_row)
            section.more_shown.connect(self._mark_current)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._let_time_pass)
        self._minute.start()

    def refresh(self) -> None:
        """Show what is to do now; the line that was open stays open, or the one in its place does."""
        desk = self.workplace.desk
        now, working = desk.now(), desk.ask(business.working_time)
        lines = desk.ask(today.lines, now, working)
        place, had_focus = self._place_of_current(), self._rows_have_focus()
        self._day.setText(i18n.day_long(desk.today()))
        self._summary.setText(_summary(lines))
        for section in self._sections:
            section.show_lines(tuple(line for line in lines if line.section is section.section))
        self._empty.setVisible(not lines)
        if not lines:
            self._empty.show_tomorrow(desk.ask(today.tomorrow, now, working), desk.ask(today.is_new))
        self._keep_current(place, focus=had_focus)
        self.count_changed.emit(len(lines))

    def rows(self) -> list[LineRow]:
        """Return the lines on screen, from top to bottom."""
        return [row for section in self._sections if not section.isHidden() for row in section.rows]

    def take_focus(self) -> None:
        rows = self.rows()
        current = next((row for row in rows if line_words.key_of(row.line) == self._current), None)
        target: QWidget = current or (rows[0] if rows else self._empty)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(NARROW_BELOW)
        for section in self._sections:
            section.set_narrow(narrow=narrow)
        side = 20 if narrow else 32
        self._column.setContentsMargins(side, 16, side, 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._day)
        head.addWidget(self._summary, 1, Qt.AlignmentFlag.AlignBottom)
        self._summary.setContentsMargins(0, 0, 0, 4)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 24)
        inside.setSpacing(14)
        inside.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)
        for section in self._sections:
            inside.addWidget(section)
        inside.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        self._column.addLayout(head)
        self._column.addWidget(self._scroll, 1)

    def _connect_row(self, row: LineRow) -> None:
        row.done.connect(self._act)
        row.person_wanted.connect(self.person_wanted)
        row.chosen.connect(self._choose)
        row.stepped.connect(self._step)

    def _act(self, line: Line) -> None:
        desk = self.workplace.desk
        if line.kind is LineKind.FIRST_CONTACT:
            self.first_contact_wanted.emit(line.contact_id, line.referral_id or 0)
        elif line.kind is LineKind.WORD:
            self.word_wanted.emit(line.part_id)
        elif line.kind is LineKind.CARD:
            self.cards_wanted.emit([line.part_id])
        elif line.kind is LineKind.CAMPAIGN_CALL:
            self.campaign_wanted.emit(desk.today())
        else:
            self._settle(line)

    def _settle(self, line: Line) -> None:
        """Do what needs no other screen: a promise kept, a card mailed."""
        desk = self.workplace.desk
        try:
            if line.promise_id is not None:
                desk.do(promises.keep, line.promise_id)
                self.workplace.done(_("Promise to {name} kept").format(name=line.name))
            elif line.printed_id is not None:
                desk.do(cards.mark, [line.printed_id], PrintedState.MAILED)
                self.workplace.done(_("Card to {name} mailed").format(name=line.name))
        except RefDeskError as fault:
            self.workplace.show_fault(fault)

    def _choose(self) -> None:
        row = self.sender()
        assert isinstance(row, LineRow), "only lines are chosen"
        self._current = line_words.key_of(row.line)
        self._mark_current()

    def _step(self, by: int) -> None:
        rows = self.rows()
        at = self._place_of_current() + by
        if 0 <= at < len(rows):
            self._current = line_words.key_of(rows[at].line)
            self._mark_current()
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(rows[at])

    def _place_of_current(self) -> int:
        keys = [line_words.key_of(row.line) for row in self.rows()]
        return keys.index(self._current) if self._current in keys else 0

    def _rows_have_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._content.isAncestorOf(focus)

    def _keep_current(self, place: int, *, focus: bool) -> None:
        rows = self.rows()
        keys = [line_words.key_of(row.line) for row in rows]
        if self._current not in keys:
            self._current = keys[min(place, len(keys) - 1)] if keys else ""
            if keys and focus:
                rows[min(place, len(keys) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        self._mark_current()

    def _mark_current(self) -> None:
        for row in self.rows():
            row.set_current(current=line_words.key_of(row.line) == self._current)

    def _let_time_pass(self) -> None:
        if self.isVisible():
            self.refresh()

    def _log_referral(self) -> None:
        self.referral_wanted.emit(0)


def _summary(lines: tuple[Line, ...]) -> str:
    if not lines:
        return ""
    words = ngettext("{n} thing to do.", "{n} things to do.", len(lines)).format(n=len(lines))
    late = sum(line.state.value != "due" for line in lines)
    if not late:
        return words
    past = ngettext(
        "{n} is past its time: start with that.", "{n} are past their time: start with those.", late
    ).format(n=late)
    return f"{words} {past}"
