"""Promises to a person, and reminders about them: the open ones to tick, and the last promises that were kept."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import promises as rules
from refdesk.domain.promises import PromiseState
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import promises, reminders
from refdesk.services.person import Person, PromiseLine
from refdesk.services.reminders import ReminderLine
from refdesk.ui.contacts.doing import Doing
from refdesk.ui.contacts.person_sections import Section, quiet
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import ClockTag
from refdesk.ui.widgets.marks import Due
from refdesk.ui.workplace import Workplace

_KEPT_SHOWN = 3
_DUE = {DueState.DUE: Due.DUE, DueState.LATE: Due.LATE, DueState.OVERDUE: Due.OVERDUE}


class PersonPromises(Section):
    """The section of promises; `add_wanted` asks for the dialog, `reminder_shown_wanted` for the one of a reminder."""

    add_wanted = Signal()
    reminder_shown_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(_("Promises"), parent, link=_("Add"), link_name=_("Add a promise"))
        self._workplace = workplace
        self._doing = Doing(workplace, self)
        self.act_wanted.connect(self.add_wanted)

    def show_person(self, person: Person, working: WorkingTime, noted: Sequence[ReminderLine] = ()) -> None:
        """Show the promises to this person and the reminders about them."""
        lines = [self._open_line(each, working) for each in person.open_promises]
        kept = [each for each in person.promises if each.state is PromiseState.KEPT][:_KEPT_SHOWN]
        lines += [self._reminder_line(each) for each in noted]
        lines += [self._kept_line(each) for each in kept]
        self.show_lines(lines or [quiet(_("Nothing is promised."), self)])

    def _open_line(self, promise: PromiseLine, working: WorkingTime) -> QWidget:
        line, row = _row(self)
        tick = Check("", line, name=_("Mark as kept: {promise}").format(promise=promise.text))
        tick.toggled.connect(partial(self._keep, promise))
        edit = IconButton("pencil", _("Change the promise: {promise}").format(promise=promise.text), line)
        edit.clicked.connect(partial(self._edit, promise))
        drop = IconButton("x", _("Drop the promise: {promise}").format(promise=promise.text), line)
        drop.clicked.connect(partial(self._drop, promise))
        due = self._due(promise, working, line)
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(_said(Label(promise.text, Style.SECOND, line, wrap=True), due), 1)
        if not isinstance(due, ClockTag):
            row.addWidget(due, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _due(self, promise: PromiseLine, working: WorkingTime, line: QWidget) -> QWidget:
        now = self._workplace.desk.now()
        clock = rules.clock(promise.due_on, promised_at=min(now, working.start_of(promise.due_on)), working=working)
        state = working.moved(clock).state(now)
        if state is DueState.DUE:
            words = _("by {day}").format(day=i18n.day_ahead(promise.due_on, self._workplace.desk.today()))
            return Label(words, Style.CAPTION, line, ink=Ink.INK2)
        return ClockTag(working.words(working.moved(clock), now), line, share=1.0, due=_DUE[state])

    def _reminder_line(self, each: ReminderLine) -> QWidget:
        line, row = _row(self)
        tick = Check("", line, name=_("Done: {text}").format(text=each.text))
        tick.toggled.connect(partial(self._finish, each))
        edit = IconButton("pencil", _("Change the reminder: {text}").format(text=each.text), line)
        edit.clicked.connect(partial(self._open_reminder, each))
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(IconMark("alarm-clock", line, size=18, name=_("Reminder")), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(each.text, Style.SECOND, line, wrap=True), 1)
        row.addWidget(self._reminder_due(each, line), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _reminder_due(self, each: ReminderLine, line: QWidget) -> QWidget:
        if each.clock.state is DueState.DUE:
            assert each.draft.on is not None, "a reminder that was set has its day"
            words = i18n.day_ahead(each.draft.on, self._workplace.desk.today())
            return Label(" · ".join(filter(None, (words, each.repeats))), Style.CAPTION, line, ink=Ink.INK2)
        return ClockTag(each.clock.words, line, share=1.0, due=_DUE[each.clock.state])

    def _kept_line(self, promise: PromiseLine) -> QWidget:
        line, row = _row(self)
        mark = IconMark("circle-check", line, ink=Ink.GREEN_MARK, size=18, name=_("Kept"))
        words = Label(promise.text, Style.SECOND, line, ink=Ink.INK2, wrap=True)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        assert promise.closed_on is not None, "a kept promise has its day"
        kept = _("kept {day}").format(day=i18n.day_due(promise.closed_on, self._workplace.desk.today()))
        row.addWidget(Label(kept, Style.CAPTION, line, ink=Ink.INK2), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _keep(self, promise: PromiseLine, _on: bool = False) -> None:
        self._doing.do(_("Promise kept"), promises.keep, promise.promise_id)

    def _edit(self, promise: PromiseLine, _on: bool = False) -> None:
        from refdesk.ui.contacts.promise_dialog import PromiseDialog

        try:
            dialog = PromiseDialog(self._workplace, self, promise_id=promise.promise_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            dialog.open()

    def _finish(self, each: ReminderLine, _on: bool = False) -> None:
        self._doing.do(_("Reminder done"), reminders.finish, each.reminder_id)

    def _open_reminder(self, each: ReminderLine, _on: bool = False) -> None:
        self.reminder_shown_wanted.emit(each.reminder_id)

    def _drop(self, promise: PromiseLine, _on: bool = False) -> None:
        self._doing.do(_("Promise dropped"), promises.drop, promise.promise_id)


def _said(words: Label, due: QWidget) -> QVBoxLayout:
    """Return what was promised; below it the tag of what is late, which would leave it no room at its side."""
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(words)
    if isinstance(due, ClockTag):
        column.addWidget(due, 0, Qt.AlignmentFlag.AlignLeft)
    return column


def _row(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 3, 0, 3)
    row.setSpacing(9)
    return line, row
