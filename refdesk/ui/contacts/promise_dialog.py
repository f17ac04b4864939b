"""A promise to somebody: what, by when, and about which referral; open ones are corrected here too."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import ContactId, PromiseId, ReferralId
from refdesk.domain.promises import PromiseDraft
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import contact_list, person, promise_lists, promises
from refdesk.ui import suggesting
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace


class PromiseDialog(Dialog):
    """Notes what we said we would do, or changes the open promise with `promise_id`; `saved` brings its id.

    Raises `Overtaken` when the promise to change is gone.
    """

    saved = Signal(int)
    esc_holds = True

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId | None = None,
        referral_id: ReferralId | None = None, promise_id: PromiseId | None = None, from_list: bool = False,
    ) -> None:  # fmt: skip
        desk = workplace.desk
        self._was = None if promise_id is None else desk.ask(promises.of, promise_id)
        was = self._was or PromiseDraft(contact_id, "", None, referral_id)
        main = _("Note the promise") if self._was is None else _("Save")
        super().__init__(_("Promise"), parent, main=main, size=QSize(560, 480))
        self._workplace, self._promise_id, self._over = workplace, promise_id, parent
        self.who = PersonPicker(
            suggesting.people(desk, jobs=workplace.jobs), self, hint=_("Type a name or a phone number"), allow_new=False
        )
        self.text = TextEdit(was.text, self, hint=_("Send the photographs"), lines=2)
        self.due = DateField(desk.today(), self, day=was.due_on, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self.about = Combo([(None, _("No referral"))], self)
        self._who_field = Field(_("To whom?"), self.who, self, name="contact_id")
        self._about_field = Field(_("About which referral?"), self.about, self, name="referral_id")
        self.body.addWidget(self._who_field)
        self.body.addWidget(Field(_("What did you promise?"), self.text, self, name="text"))
        self.body.addWidget(Field(_("By when?"), self.due, self, name="due_on"))
        self.body.addWidget(self._about_field)
        self._begin(was)
        self.who.changed.connect(self._offer_referrals)
        self.main_pressed.connect(self._save)
        self.all = Button(_("All promises…"), self, kind=Kind.LINK)
        self.all.setVisible(not from_list)
        self.all.clicked.connect(self._show_all)
        self.foot_row.addWidget(self.all)

    def open(self) -> None:
        """Show the dialog with the focus in the first field that is still empty."""
        super().open()
        if self.who.person() is not None:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> PromiseDraft:
        """Return the promise as it stands."""
        known, about = self.who.person(), self.about.value()
        referral_id = ReferralId(about) if isinstance(about, int) else None
        return PromiseDraft(ContactId(known.id) if known else None, self.text.text(), self.due.day(), referral_id)

    def _begin(self, was: PromiseDraft) -> None:
        desk = self._workplace.desk
        if was.contact_id is not None:
            row = desk.ask(contact_list.rows, [was.contact_id], desk.today()).get(was.contact_id)
            if row is not None:
                self.who.set_person(
                    suggesting.shown(contact_list.Suggestion(was.contact_id, row.name, row.second_line, row.rank))
                )
                # To whom it was made is no question: there is no other promise.
                self._who_field.setVisible(False)
                self.set_title(_("Promise to {name}").format(name=row.name.usual))
        self._offer_referrals()
        self.about.set_value(was.referral_id)

    def _show_all(self) -> None:
        from refdesk.ui.contacts.promises_dialog import PromisesDialog

        self.reject()
        PromisesDialog(self._workplace, self._over).open()

    def _offer_referrals(self) -> None:
        known = self.who.person()
        found = self._workplace.desk.ask(promise_lists.referrals_about, ContactId(known.id)) if known else ()
        named = [(each.referral_id, ", ".join(filter(None, (each.name, each.need)))) for each in found]
        self.about.set_choices([(None, _("No referral")), *named])
        self._about_field.setVisible(bool(found))

    def _save(self) -> None:
        found = [Problem("due_on", self.due.sentence())] if self.due.sentence() else []
        if self.who.person() is None and self.who.text().strip():
            found.append(Problem("contact_id", _("Pick somebody from the list.")))
        if found:
            self.show_problems(found)
            return
        try:
            promise_id, said = self._write(self.draft())
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(said)
            self.saved.emit(promise_id)

    def _write(self, draft: PromiseDraft) -> tuple[PromiseId, str]:
        desk = self._workplace.desk
        if self._promise_id is None:
            promise_id, said = desk.do(promises.add, draft, made_on=desk.today()), _("Promise to {name} noted")
        else:
            desk.do(promises.edit, self._promise_id, draft, was=self._was)
            promise_id, said = self._promise_id, _("Promise to {name} changed")
        assert draft.contact_id is not None, "the rules ask for a contact"
        return promise_id, said.format(name=desk.ask(person.name_of, draft.contact_id).usual)
