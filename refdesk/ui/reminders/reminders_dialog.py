"""All open reminders: ticked, opened or taken out, and saved for the calendar."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.changes import Changes
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, calendar_files, reminders
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.reminders import ReminderLine
from refdesk.ui import typed_time
from refdesk.ui.reminders.reminder_dialog import ReminderDialog
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.mark_widgets import ClockTag
from refdesk.ui.widgets.marks import Due
from refdesk.ui.workplace import Workplace

_KINDS = ("reminder", "contact", "setting")
_ROW = 54


class RemindersDialog(Dialog):
    """The list; the main button sets another one."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Reminders"), parent, main=_("New reminder"), main_icon="plus", size=QSize(720, 560), cancel=_("Close")
        )
        self._workplace, self._over = workplace, parent
        self.lines = Lines(self, name=_("Reminders"))
        self.none = Label(
            _("Nothing to be reminded of. A reminder comes up on Today when its day comes."), Style.BODY, self,
            ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self.save = Button(_("Save as calendar file…"), self, icon="calendar-days")
        self.foot_row.addWidget(self.save)
        self.body.addWidget(self.none)
        self.body.addWidget(self.lines)
        self.save.clicked.connect(self._ask_where)
        self.main_pressed.connect(self._add)
        workplace.bus.changed.connect(self._changed)
        self._show()

    def _show(self) -> None:
        found = self._workplace.desk.ask(reminders.everything_open, _clocks(self._workplace.desk))
        self.lines.set_lines([self._line(each) for each in found])
        self.lines.setVisible(bool(found))
        for line in self.lines.lines():
            line.show()  # at once: layouts show what is new later, and what is hidden takes no focus
        self.none.setVisible(not found)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_KINDS):
            self._show()

    def _line(self, each: ReminderLine) -> Line:
        about = " · ".join(filter(None, (each.name, each.repeats)))
        when = self._when(each)
        said = ", ".join(filter(None, (each.text, each.name, each.repeats, when)))
        line = Line(self.lines, name=said, height=_ROW)
        tick = Check("", line, name=_("Done: {text}").format(text=each.text))
        tick.toggled.connect(partial(self._finish, each))
        line.row.addWidget(tick)
        line.by_space = tick
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(each.text.replace("\n", " "), Style.BODY_STRONG, line))
        if about:
            words.addWidget(ElidedLabel(about, Style.CAPTION, line, ink=Ink.INK2))
        words.addStretch(1)
        line.row.addLayout(words, 1)
        line.row.addWidget(self._clock(each, when, line))
        drop = IconButton("trash-2", _("Delete: {text}").format(text=each.text), line)
        drop.clicked.connect(partial(self._delete, each))
        line.row.addWidget(drop)
        line.clicked.connect(partial(self._edit, each))
        return line

    def _clock(self, each: ReminderLine, when: str, line: QWidget) -> QWidget:
        state = Due(each.clock.state.value)
        if state is Due.DUE:
            return Label(when, Style.SECOND, line, ink=Ink.INK2)
        return ClockTag(each.clock.words, line, share=1.0, due=state)

    def _when(self, each: ReminderLine) -> str:
        """Return "tomorrow" or "Nov 30, 9:00 AM"."""
        assert each.draft.on is not None, "a reminder that was set has its day"
        day = i18n.day_ahead(each.draft.on, self._workplace.desk.today())
        return f"{day}, {typed_time.show(each.draft.at)}" if each.draft.at else day

    def _finish(self, each: ReminderLine, _on: bool = False) -> None:
        self._do(reminders.finish, each)

    def _delete(self, each: ReminderLine, _on: bool = False) -> None:
        self._do(reminders.delete, each)

    def _do(self, act: reminders.Act, each: ReminderLine) -> None:
        try:
            said = self._workplace.desk.do(act, each.reminder_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)
            self._stay()

    def _stay(self) -> None:
        """Keep the keys here after the line that had them is gone."""
        lines = self.lines.lines()
        stop: QWidget = lines[0] if lines else self.main_button
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, each: ReminderLine, _on: bool = False) -> None:
        try:
            dialog = ReminderDialog(self._workplace, self._over, reminder_id=each.reminder_id, from_list=True)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            dialog.open()

    def _add(self) -> None:
        ReminderDialog(self._workplace, self._over, from_list=True).open()

    def _ask_where(self) -> None:
        words = _("Calendar (*{suffix})").format(suffix=calendar_files.SUFFIX)
        suggested = f"reminders{calendar_files.SUFFIX}"
        chosen = self._workplace.ask_to_save(self, _("Save as calendar file"), suggested, words)
        if chosen is None:
            return
        if chosen.suffix.lower() != calendar_files.SUFFIX:
            chosen = chosen.with_name(chosen.name + calendar_files.SUFFIX)
        work = partial(_write, self._workplace.desk, chosen)
        self._workplace.jobs.start(work, then=partial(self._say_written, chosen), failed=self._workplace.show_fault)

    def _say_written(self, path: Path, count: int) -> None:
        said = ngettext(
            "{n} entry written to “{file}”: open it with your calendar",
            "{n} entries written to “{file}”: open it with your calendar", count,
        )  # fmt: skip
        self._workplace.tell(said.format(n=i18n.number(count), file=path.name))


def _write(desk: Desk, path: Path, progress: Progress) -> int:
    return desk.ask(calendar_files.write, path, _clocks(desk), progress=progress)


def _clocks(desk: Desk) -> Clocks:
    return Clocks(desk.now(), desk.ask(business.working_time))
