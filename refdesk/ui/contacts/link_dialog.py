"""A link between two people: who, and how they belong together."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain import links as rules
from refdesk.domain.ids import ContactId
from refdesk.domain.links import LinkChoice, LinkDraft, LinkKind
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import links, person
from refdesk.ui import suggesting
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace


class LinkDialog(Dialog):
    """Says "Ana is parent of Ben"; Ben's page says "child of Ana"."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        self._workplace, self._contact_id = workplace, contact_id
        self._name = workplace.desk.ask(person.name_of, contact_id).usual
        title = _("Who belongs with {name}?").format(name=self._name)
        super().__init__(title, parent, main=_("Link them"), size=QSize(560, 440))
        self._choices = rules.choices()
        offered = [(at, each.word) for at, each in enumerate(self._choices)]
        self.kind = Combo(offered, self, value=self._at(LinkKind.FRIEND))
        people = suggesting.people(workplace.desk, jobs=workplace.jobs, with_left=True)
        self.other = PersonPicker(people, self, hint=_("Name, or digits of a phone number"), allow_new=False)
        self.label = LineEdit("", self, hint=_("godmother, business partner"))
        self.body.addWidget(Field(_("{name} is").format(name=self._name), self.kind, self, name="kind"))
        self.body.addWidget(Field(_("The other person"), self.other, self, name="other_id"))
        self._label_field = Field(_("In your own words"), self.label, self, name="label")
        self.body.addWidget(self._label_field)
        self.kind.chosen.connect(self._show_label)
        self.main_pressed.connect(self._save)
        self._show_label()

    def draft(self) -> LinkDraft:
        """Return the link as it stands."""
        choice, other = self._choice(), self.other.person()
        return LinkDraft(
            self._contact_id, ContactId(other.id) if other else None, choice.kind, choice.backward, self.label.text()
        )

    def _save(self) -> None:
        other = self.other.person()
        try:
            self._workplace.desk.do(links.add, self.draft())
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            assert other is not None, "the rules ask for the other"
            self._workplace.done(_("{name} and {other} linked").format(name=self._name, other=other.name))
            self.saved.emit(self._contact_id)

    def _choice(self) -> LinkChoice:
        at = self.kind.value()
        assert isinstance(at, int), "the box offers places in the list"
        return self._choices[at]

    def _at(self, kind: LinkKind) -> int:
        return next(at for at, each in enumerate(self._choices) if each.kind is kind)

    def _show_label(self) -> None:
        self._label_field.setVisible(self._choice().kind is LinkKind.OTHER)
