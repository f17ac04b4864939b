"""Two contacts that are one person: who the other one is."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ContactId
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.services import person
from refdesk.ui import suggesting
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace


class SameDialog(Dialog):
    """Asks who else somebody is in the list; `chosen` brings both, to be compared side by side."""

    chosen = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        self._contact_id = contact_id
        name = workplace.desk.ask(person.name_of, contact_id).usual
        title = _("Who else is {name}?").format(name=name)
        super().__init__(title, parent, main=_("Compare them"), main_icon="users", size=QSize(560, 360))
        people = suggesting.people(workplace.desk, jobs=workplace.jobs, with_left=True)
        self.other = PersonPicker(people, self, hint=_("Name, or digits of a phone number"), allow_new=False)
        words = _("Both are shown side by side, and you choose what is kept. Nothing is merged before that.")
        self.body.addWidget(Field(_("The same person"), self.other, self, name="other_id"))
        self.body.addWidget(Label(words, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.body.addStretch(1)
        self.main_pressed.connect(self._compare)

    def _compare(self) -> None:
        other = self.other.person()
        if other is None:
            self.show_problems([Problem("other_id", _("Choose the other contact."))])
        elif other.id == self._contact_id:
            self.show_problems([Problem("other_id", _("This is the very same contact. Choose the other one."))])
        else:
            self.accept()
            self.chosen.emit(self._contact_id, other.id)
