"""A promise to somebody: what, and by when."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ContactId
from refdesk.domain.promises import PromiseDraft
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import person, promises
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace


class PromiseDialog(Dialog):
    """Notes what we said we would do."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        self._workplace = workplace
        self._contact_id = contact_id
        self._name = workplace.desk.ask(person.name_of, contact_id).usual
        title = _("Promise to {name}").format(name=self._name)
        super().__init__(title, parent, main=_("Note the promise"), size=QSize(560, 340))
        today = workplace.desk.today()
        self.text = LineEdit("", self, hint=_("Send the photographs"))
        self.due = DateField(today, self, hint=_("tomorrow, or a day"))
        self.body.addWidget(Field(_("What did you promise?"), self.text, self, name="text"))
        self.body.addWidget(Field(_("By when?"), self.due, self, name="due_on"))
        self.main_pressed.connect(self._save)

    def _save(self) -> None:
        if self.due.sentence():
            self.show_problems([Problem("due_on", self.due.sentence())])
            return
        draft = PromiseDraft(self._contact_id, self.text.text(), self.due.day())
        try:
            promise_id = self._workplace.desk.do(promises.add, draft)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Promise to {name} noted").format(name=self._name))
            self.saved.emit(promise_id)
