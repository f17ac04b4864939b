"""The editor of a contact: everything that is known, with what is wrong beside its field."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain import clashes
from refdesk.domain import contact as contact_rules
from refdesk.domain.clashes import Sides
from refdesk.domain.contact import ContactDraft, Kind
from refdesk.domain.ids import ContactId
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import contact_editing, contacts, pictures
from refdesk.ui.contacts.contact_form import ContactForm
from refdesk.ui.contacts.overtaken_notice import OvertakenNotice
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace


class ContactDialog(Dialog):
    """Adds a contact, or edits one; `saved` brings the id. A new one may begin with a name as it was typed."""

    saved = Signal(int)
    esc_holds = True

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId | None = None, named: str = ""
    ) -> None:
        title = _("New contact") if contact_id is None else _("Edit contact")
        main = _("Add the contact") if contact_id is None else _("Save")
        super().__init__(title, parent, main=main, size=QSize(888, 712))
        self._workplace = workplace
        self._contact_id, self._named = contact_id, named
        self._sides = Sides.opened(ContactDraft())
        kinds = (Choice(Kind.PERSON, _("Person"), "user"), Choice(Kind.ORGANISATION, _("Organization"), "users"))
        self.kind = Segment(kinds, self, name=_("What it is"))
        self.overtaken = OvertakenNotice(self)
        self.form = ContactForm(workplace, self)
        self.head_row.addWidget(self.kind)
        self.body.addWidget(self.overtaken)
        self.body.addWidget(self.form)
        self._load()
        self.kind.chosen.connect(self.form.set_kind)
        self.main_pressed.connect(self._save)
        self.overtaken.mine_wanted.connect(self._keep_mine)
        self.overtaken.theirs_wanted.connect(self._load)

    def open(self) -> None:
        super().open()
        self.form.steps.begin()
        lines = self.form.name.lines
        first = lines["given"] if lines["given"].isVisible() else lines["organisation"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> ContactDraft:
        """Return the contact as it stands in the form."""
        return replace(self.form.draft(), kind=Kind(self.kind.value()))

    def _load(self) -> None:
        version = 0
        draft, photo = contact_rules.named(self._named) if self._named else ContactDraft(), None
        if self._contact_id is not None:
            try:
                opened = self._workplace.desk.ask(contacts.draft_of, self._contact_id)
                photo = self._workplace.desk.ask(pictures.photo_of, self._contact_id)
            except Overtaken as gone:
                self.show_problems([Problem("", gone.sentence)])
                self.main_button.refuse(gone.sentence)
                return
            draft, version = opened.draft, opened.version
        self.kind.set_value(draft.kind)
        self._sides = Sides.opened(clashes.filled_in(draft), version)
        self.form.show_draft(draft, photo)

    def _save(self) -> None:
        if found := self.form.problems():
            self.show_problems(found)
            return
        try:
            contact_id = self._write(self._sides.joined(self._mine()))
        except Overtaken as overtaken:
            self._show_overtaken(overtaken)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(self._said(contact_id))
            self.saved.emit(contact_id)

    def _write(self, draft: ContactDraft) -> ContactId:
        desk, name = self._workplace.desk, self.form.name
        if self._contact_id is None:
            return desk.do(contact_editing.add, draft, name.new_photo)
        desk.do(
            contact_editing.save, self._contact_id, draft, version=self._sides.version, photo=name.new_photo,
            without_photo=name.without_photo,
        )  # fmt: skip
        return self._contact_id

    def _said(self, contact_id: ContactId) -> str:
        name = self._workplace.desk.ask(contacts.draft_of, contact_id).draft
        said = _("{name} added") if self._contact_id is None else _("{name} saved")
        return said.format(name=self.form.name_of(name))

    def _mine(self) -> ContactDraft:
        return clashes.filled_in(self.draft())

    def _show_overtaken(self, overtaken: Overtaken) -> None:
        assert self._contact_id is not None, "only what was there before can be overtaken"
        try:
            opened = self._workplace.desk.ask(contacts.draft_of, self._contact_id)
        except Overtaken:
            self.show_problems([Problem("", overtaken.sentence)])
            return
        self._sides = self._sides.met(clashes.filled_in(opened.draft), opened.version)
        mine = self._mine()
        if not self._sides.are_open(mine):
            self._keep_mine()
            return
        self.clear_problems()
        self.overtaken.offer(clashes.of_contact(self._sides.joined(mine), self._sides.theirs))

    def _keep_mine(self) -> None:
        self._sides = self._sides.agreed()
        self._save()
