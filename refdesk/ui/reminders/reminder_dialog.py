"""A reminder to oneself: what, about whom or nobody, when, and how often."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.ids import ContactId, ReminderId
from refdesk.domain.reminders import MOST_BETWEEN, Every, ReminderDraft, Repeat
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, contact_list, reminders
from refdesk.services.clocks import Clocks
from refdesk.ui import suggesting, theme, typed_time
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.digits_edit import DigitsEdit
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace

_NUMBER = 84


class ReminderDialog(Dialog):
    """Sets a reminder, or changes the one with `reminder_id`; `saved` brings its id.

    Raises `Overtaken` when the reminder to change is done or gone.
    """

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId | None = None,
        reminder_id: ReminderId | None = None, from_list: bool = False,
    ) -> None:  # fmt: skip
        desk = workplace.desk
        clocks = Clocks(desk.now(), desk.ask(business.working_time))
        self._was = None if reminder_id is None else desk.ask(reminders.one, reminder_id, clocks).draft
        title, main = (_("New reminder"), _("Set it")) if self._was is None else (_("Reminder"), _("Save"))
        super().__init__(title, parent, main=main, main_icon="alarm-clock", size=QSize(600, 520))
        self._workplace, self._reminder_id, self._over = workplace, reminder_id, parent
        was = self._was or ReminderDraft("", desk.today(), contact_id=contact_id)
        self.text = TextEdit(was.text, self, hint=_("Order ink for the cards"), lines=2)
        self.on = DateField(desk.today(), self, day=was.on, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self.at = LineEdit(typed_time.show(was.at) if was.at else "", self, hint=_("any time that day"))
        self.repeats = Combo(_choices(), self, value=was.repeat.every if was.repeat else None)
        self.count = DigitsEdit(was.repeat.count if was.repeat else 1, self, most=MOST_BETWEEN)
        self.who = PersonPicker(suggesting.people(desk, jobs=workplace.jobs), self, hint=_("Nobody"), allow_new=False)
        self._fill_body()
        self._begin(was.contact_id)
        self.repeats.chosen.connect(self._show_count)
        self.main_pressed.connect(self._save)
        self.all = Button(_("All reminders…"), self, kind=Kind.LINK)
        self.all.setVisible(not from_list)
        self.all.clicked.connect(self._show_all)
        self.foot_row.addWidget(self.all)

    def draft(self) -> ReminderDraft:
        """Return the reminder as it stands."""
        every, known = self.repeats.value(), self.who.person()
        repeat = Repeat(Every(str(every)), self.count.number()) if every is not None else None
        at = typed_time.read(self.at.text()) if self.at.text().strip() else None
        contact_id = ContactId(known.id) if known else None
        return ReminderDraft(self.text.text(), self.on.day(), at, contact_id, repeat)

    def _begin(self, contact_id: ContactId | None) -> None:
        self._show_count()
        if contact_id is None:
            return
        desk = self._workplace.desk
        row = desk.ask(contact_list.rows, [contact_id], desk.today()).get(contact_id)
        if row is not None:
            self.who.set_person(
                suggesting.shown(contact_list.Suggestion(contact_id, row.name, row.second_line, row.rank))
            )

    def _show_count(self) -> None:
        self._count_field.setVisible(self.repeats.value() is not None)

    def _problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed."""
        found = [Problem("on", self.on.sentence())] if self.on.sentence() else []
        if self.at.text().strip() and typed_time.read(self.at.text()) is None:
            found.append(Problem("at", _("Type a time such as 9:30.")))
        if self.who.person() is None and self.who.text().strip():
            found.append(Problem("contact_id", _("Pick somebody from the list.")))
        return found

    def _save(self) -> None:
        if found := self._problems():
            self.show_problems(found)
            return
        try:
            reminder_id, said = self._write(self.draft())
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(said)
            self.saved.emit(reminder_id)

    def _write(self, draft: ReminderDraft) -> tuple[ReminderId, str]:
        desk = self._workplace.desk
        if self._reminder_id is None:
            return desk.do(reminders.add, draft), reminders.said_set(draft.text)
        desk.do(reminders.edit, self._reminder_id, draft, was=self._was)
        return self._reminder_id, reminders.said_changed(draft.text)

    def _show_all(self) -> None:
        from refdesk.ui.reminders.reminders_dialog import RemindersDialog

        self.reject()
        RemindersDialog(self._workplace, self._over).open()

    def _fill_body(self) -> None:
        when = QHBoxLayout()
        when.setSpacing(14)
        fields = (
            (Field(_("When?"), self.on, self, name="on"), 5),
            (Field(_("At"), self.at, self, name="at"), 4),
        )
        for field, share in fields:
            when.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        again = QHBoxLayout()
        again.setSpacing(14)
        self._count_field = Field(_("Every how many?"), self.count, self, name="count")
        self.count.setFixedWidth(theme.scaled(_NUMBER))
        again.addWidget(Field(_("Again"), self.repeats, self, name="repeat"), 5, Qt.AlignmentFlag.AlignTop)
        again.addWidget(self._count_field, 4, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(Field(_("Remind me of"), self.text, self, name="text"))
        self.body.addLayout(when)
        self.body.addLayout(again)
        self.body.addWidget(Field(_("About whom?"), self.who, self, name="contact_id", aside=_("if anybody")))


def _choices() -> list[tuple[object, str]]:
    never: tuple[object, str] = (None, _("Not again"))
    words = {Every.DAY: _("Daily"), Every.WEEK: _("Weekly"), Every.MONTH: _("Monthly"), Every.YEAR: _("Yearly")}
    return [never, *words.items()]
