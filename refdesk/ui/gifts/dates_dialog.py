"""Birthdays and anniversaries of a month: who, when, mail-by; the cards for those chosen, the list to print."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import dates_of_month as rules
from refdesk.domain import working_time
from refdesk.domain.changes import Changes
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, date_lists, dates_of_month, mailing, touches
from refdesk.services.clocks import Clocks
from refdesk.services.dates_of_month import DateOfMonth
from refdesk.services.paper import Written
from refdesk.ui import print_request
from refdesk.ui.gifts.date_line import DateLine
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Lines
from refdesk.ui.workplace import Workplace

_KINDS = ("yearly_date", "contact", "touch", "printed", "setting", "household")
_AT_ONCE = 60
_CARD_KINDS = ("birthday", "anniversary", "other")


class DatesDialog(Dialog):
    """Shows one month; the main button makes the cards of those chosen in the card studio."""

    person_wanted = Signal(int)
    occasion_cards_wanted = Signal(str, list)
    print_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Birthdays & anniversaries"), parent, main="", main_icon="printer", size=QSize(900, 640),
            cancel=_("Close"),
        )  # fmt: skip
        self._workplace = workplace
        today = workplace.desk.today()
        self._first = today.replace(day=1)
        self._chosen: set[int] | None = None
        self._asked, self._shown, self._begins = 0, _AT_ONCE, True
        self._days: tuple[DateOfMonth, ...] = ()
        self.former = IconButton("chevron-left", _("Month before"), self)
        self.month = Label("", Style.SECTION, self)
        self.next = IconButton("chevron-right", _("Month after"), self)
        self.summary = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.lines = Lines(self, name=_("Birthdays and anniversaries"))
        self.more = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self.none = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self.print_button = Button(_("Print the list"), self, icon="printer")
        self.list_button = Button(_("Save the list"), self, icon="file-text")
        self.other_button = Button("", self, kind=Kind.SECOND, icon="printer")
        self._fill()
        self._connect()

    def open(self) -> None:
        """Show the dialog; the focus goes to the first day whose card is chosen, else to the first of the month."""
        super().open()
        self._show()

    def show_month(self, first: date) -> None:
        """Show the month that begins on this day; those whose card is soon due are chosen."""
        self._first, self._chosen, self._shown = first, None, _AT_ONCE
        self._show()

    def chosen(self) -> list[DateOfMonth]:
        """Return the days for which a card is chosen."""
        ids = self._chosen or set()
        return [each for each in self._days if each.date_id in ids and rules.may_be_printed(each.standing)]

    def print_list(self) -> None:
        """Make the list of the month and hand it to the printer's dialog."""
        desk, first = self._workplace.desk, self._first

        def work(_progress: Progress) -> Written:
            return print_request.filled(lambda path: date_lists.write(desk, first, path))

        self._workplace.jobs.start(work, then=self._list_made, failed=self._workplace.show_fault)

    def _list_made(self, written: Written) -> None:
        month = i18n.month_year(self._first)
        self.print_wanted.emit(PrintRequest(written.path, _("Birthdays {month}").format(month=month)))
        for sentence in written.sentences:
            self._workplace.tell(sentence)

    def save_list(self) -> None:
        """Ask where, and write the list of the month as PDF or CSV."""
        name = _("Birthdays {month}").format(month=i18n.month_year(self._first))
        kinds = _("PDF (*.pdf);;CSV (*.csv)")
        path = self._workplace.ask_to_save(self, _("Save the list"), str(Path.home() / f"{name}.pdf"), kinds)
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(date_lists.PDF)

        def work(_progress: Progress) -> Written:
            return date_lists.write(self._workplace.desk, self._first, target)

        self._workplace.jobs.start(work, then=self._list_written, failed=self._workplace.show_fault)

    def _list_written(self, written: Written) -> None:
        self._workplace.tell(date_lists.said(written))

    def _show(self) -> None:
        """Read the month beside the window."""
        self._asked += 1
        desk, first = self._workplace.desk, self._first

        def work(_progress: Progress) -> tuple[DateOfMonth, ...]:
            clocks = Clocks(desk.now(), desk.ask(business.working_time))
            return desk.ask(dates_of_month.of, first.year, first.month, clocks)

        then = partial(self._show_days, self._asked)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    def _show_days(self, asked: int, days: tuple[DateOfMonth, ...]) -> None:
        if asked != self._asked:
            return
        self._days = days
        if self._chosen is None:
            self._chosen = {each.date_id for each in days if rules.is_soon(each.standing)}
        month = i18n.month_year(self._first)
        self.month.setText(month)
        self.summary.setText(_summary(days))
        self.summary.setVisible(bool(days))
        self.lines.setVisible(bool(days))
        none = _("Nobody whom you know has a birthday or an anniversary in {month}. Add days in Contacts.")
        self.none.setText(none.format(month=month))
        self.none.setVisible(not days)
        self._name_buttons()
        self._feed()

    def _feed(self) -> None:
        """Show the lines, a few dozen at a time; the line that had the focus keeps it."""
        at = self._line_with_focus()
        if at is None and self._begins and self._days:
            chosen = [place for place, each in enumerate(self._days[: self._shown]) if each.date_id in self._ids()]
            at = chosen[0] if chosen else 0
        self._begins = False
        shown = self._days[: self._shown]
        self.lines.feed(shown, partial(self._line, self._workplace.desk.today()), first=(at or 0) + 2)
        rest = min(len(self._days) - len(shown), _AT_ONCE)
        self.more.set_words(ngettext("Show {n} more", "Show {n} more", rest).format(n=rest))
        self.more.setVisible(rest > 0)
        if at is not None and shown:
            self.lines.lines()[min(at, len(shown) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self) -> None:
        self._shown += _AT_ONCE
        self._feed()

    def _fed(self, lines: list[DateLine]) -> None:
        for line in lines:
            line.show()  # at once: what is hidden takes no focus

    def _ids(self) -> set[int]:
        return self._chosen or set()

    def _line(self, today: date, each: DateOfMonth) -> DateLine:
        chosen = each.date_id in self._ids() and rules.may_be_printed(each.standing)
        line = DateLine(each, today, self.lines, chosen=chosen)
        line.check.toggled.connect(partial(self._choose, each))
        line.letter_pressed.connect(partial(self._press, each))
        line.clicked.connect(partial(self._open_person, each))
        return line

    def _date_lines(self) -> list[DateLine]:
        return [line for line in self.lines.lines() if isinstance(line, DateLine)]

    def _line_with_focus(self) -> int | None:
        lines = self.lines.lines()
        return next((at for at, line in enumerate(lines) if line.hasFocus()), None)

    def _choose(self, each: DateOfMonth, on: bool) -> None:
        self._chosen = self._ids() | {each.date_id} if on else self._ids() - {each.date_id}
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Let each button say which cards it makes: birthdays and anniversaries have cards of their own."""
        wanted = self._kinds_wanted()
        first, second = [*wanted, ("", 0), ("", 0)][:2]
        self.main_button.set_words(_cards_words(*first) if first[1] else _("Print cards"))
        if first[1]:
            self.main_button.allow()
        else:
            self.main_button.refuse(_("Choose somebody first."))
        self.other_button.set_words(_cards_words(*second) if second[1] else "")
        self.other_button.setVisible(bool(second[1]))
        for button in (self.print_button, self.list_button):
            if self._days:
                button.allow()
            else:
                button.refuse(_("There is nothing to print."))

    def _kinds_wanted(self) -> list[tuple[str, int]]:
        kinds = self._by_kind()
        return [(kind, len(kinds[kind])) for kind in _CARD_KINDS if kind in kinds]

    def _by_kind(self) -> dict[str, list[int]]:
        found = dates_of_month.of_chosen(self._days, frozenset(each.date_id for each in self.chosen()))
        return {kind: list(ids) for kind, ids in found.items()}

    def _make_cards(self) -> None:
        self._make(0)

    def _make_others(self) -> None:
        self._make(1)

    def _make(self, place: int) -> None:
        wanted = self._kinds_wanted()
        if place < len(wanted):
            kind = wanted[place][0]
            ids = self._by_kind()[kind]
            self.accept()
            self.occasion_cards_wanted.emit(kind, ids)

    def _press(self, each: DateOfMonth, letter: str) -> None:
        if letter == "P":
            self._open_person(each)
        else:
            self._mail(each)

    def _mail(self, each: DateOfMonth) -> None:
        """Say that the card is on its way, printed here or not."""
        desk = self._workplace.desk
        if each.standing in (rules.Standing.ON_ITS_WAY, rules.Standing.REMEMBERED):
            return
        try:
            if each.printed_id is not None:
                said = desk.do(mailing.all_sent, [each.printed_id])
            else:
                summary = date_lists.what_words(each)
                draft = TouchDraft(
                    each.contact_id, desk.now(), TouchKind.CARD, Purpose.KEEP_IN_TOUCH, Outcome.NONE, summary
                )
                desk.do(touches.log, draft)
                said = _("Card to {name} mailed").format(name=each.name)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _open_person(self, each: DateOfMonth, _on: bool = False) -> None:
        self.accept()
        self.person_wanted.emit(each.contact_id)

    def _go(self, months: int) -> None:
        moved = self._first.year * 12 + self._first.month - 1 + months
        self.show_month(working_time.days_of_month(moved // 12, moved % 12 + 1)[0])

    def _go_back(self) -> None:
        self._go(-1)

    def _go_on(self) -> None:
        self._go(1)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_KINDS):
            self._show()

    def _fill(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.former)
        head.addWidget(self.month)
        head.addWidget(self.next)
        head.addStretch(1)
        head.addWidget(self.print_button)
        head.addWidget(self.list_button)
        self.body.setSpacing(10)
        self.body.addLayout(head)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.none)
        self.body.addWidget(self.lines)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.foot_row.addWidget(self.other_button)

    def _connect(self) -> None:
        self.lines.fed.connect(self._fed)
        self.more.clicked.connect(self._show_more)
        self.former.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.print_button.clicked.connect(self.print_list)
        self.list_button.clicked.connect(self.save_list)
        self.main_pressed.connect(self._make_cards)
        self.other_button.clicked.connect(self._make_others)
        self._workplace.bus.changed.connect(self._changed)


def _summary(days: tuple[DateOfMonth, ...]) -> str:
    if not days:
        return ""
    words = ngettext("{n} day to think of somebody", "{n} days to think of somebody", len(days)).format(n=len(days))
    missed = sum(dates_of_month.is_missed(each) for each in days)
    if missed:
        words = _("{words}, {n} missed").format(words=words, n=missed)
    return _("{words}. Space chooses, Enter opens the contact, M says that a card is mailed.").format(words=words)


def _cards_words(kind: str, count: int) -> str:
    forms = {
        "birthday": ngettext("Print {n} birthday card", "Print {n} birthday cards", count),
        "anniversary": ngettext("Print {n} anniversary card", "Print {n} anniversary cards", count),
        "other": ngettext("Print {n} card", "Print {n} cards", count),
    }
    return forms[kind].format(n=count)
