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
from refdesk.ui.widgets.buttons import Button, IconButton, Kind
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Lines
from refdesk.ui.workplace import Workplace

_KINDS = ("yearly_date", "contact", "touch", "printed", "setting", "household")
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
        self._days: tuple[DateOfMonth, ...] = ()
        self.former = IconButton("chevron-left", _("Month before"), self)
        self.month = Label("", Style.SECTION, self)
        self.next = IconButton("chevron-right", _("Month after"), self)
        self.summary = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.lines = Lines(self, name=_("Birthdays and anniversaries"))
        self.none = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self.print_button = Button(_("Print the list"), self, icon="printer")
        self.list_button = Button(_("Save the list"), self, icon="file-text")
        self.other_button = Button("", self, kind=Kind.SECOND, icon="printer")
        self._fill()
        self._connect()
        self._show()

    def open(self) -> None:
        """Show the dialog with the focus on the first day whose card is chosen, else on the first of the month."""
        super().open()
        lines = self._date_lines()
        first = next((line for line in lines if line.check.isChecked()), lines[0] if lines else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_month(self, first: date) -> None:
        """Show the month that begins on this day; those whose card is soon due are chosen."""
        self._first, self._chosen = first, None
        self._show()

    def chosen(self) -> list[DateOfMonth]:
        """Return the days for which a card is chosen."""
        return [line.day for line in self._date_lines() if line.check.isChecked()]

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
        desk = self._workplace.desk
        clocks = Clocks(desk.now(), desk.ask(business.working_time))
        self._days = desk.ask(dates_of_month.of, self._first.year, self._first.month, clocks)
        if self._chosen is None:
            self._chosen = {each.date_id for each in self._days if rules.is_soon(each.standing)}
        had_focus = self._line_with_focus()
        self.month.setText(i18n.month_year(self._first))
        self.summary.setText(_summary(self._days))
        self.summary.setVisible(bool(self._days))
        self.lines.set_lines([self._line(each, clocks.today) for each in self._days])
        for line in self.lines.lines():
            line.show()  # at once: what is hidden takes no focus
        self.lines.setVisible(bool(self._days))
        self.none.setText(
            _("Nobody whom you know has a birthday or an anniversary in {month}. Add days in Contacts.").format(
                month=i18n.month_year(self._first)
            )
        )
        self.none.setVisible(not self._days)
        self._name_buttons()
        if had_focus is not None and self._days:
            self.lines.lines()[min(had_focus, len(self._days) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, each: DateOfMonth, today: date) -> DateLine:
        chosen = each.date_id in (self._chosen or ()) and rules.may_be_printed(each.standing)
        line = DateLine(each, today, self.lines, chosen=chosen)
        line.chosen_changed.connect(self._choice_changed)
        line.letter_pressed.connect(partial(self._press, each))
        line.clicked.connect(partial(self._open_person, each))
        return line

    def _date_lines(self) -> list[DateLine]:
        return [line for line in self.lines.lines() if isinstance(line, DateLine)]

    def _line_with_focus(self) -> int | None:
        lines = self.lines.lines()
        return next((at for at, line in enumerate(lines) if line.hasFocus()), None)

    def _choice_changed(self) -> None:
        self._chosen = {each.date_id for each in self.chosen()}
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
        self.body.addStretch(1)
        self.foot_row.addWidget(self.other_button)

    def _connect(self) -> None:
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
