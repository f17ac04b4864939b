"""A gift for the ledger: to whom, what, when, what it cost, and why."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain import money
from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, contact_list, contacts, gifts
from refdesk.ui import suggesting
from refdesk.ui.gifts.promise_fields import PromiseFields
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker, Suggestion
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace


class GiftDialog(Dialog):
    """Enters a gift; what the person or household had before is refused beside the name. `saved` brings its id."""

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId | None = None,
        referral_id: ReferralId | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("New gift"), parent, main=_("Log the gift"), main_icon="gift", size=QSize(640, 712))
        self._workplace = workplace
        self._thanks_for = (contact_id, referral_id)
        self._currency = workplace.desk.ask(business.load).currency
        today = workplace.desk.today()
        example = money.shown(money.parse("12", self._currency), self._currency)
        self.person = PersonPicker(
            suggesting.people(workplace.desk), self, hint=_("Type a name or a phone number"), allow_new=False
        )
        self.name = LineEdit("", self, hint=_("Linden honey, small jar"))
        self.category = LineEdit("", self, hint=_("Food, garden, paper"))
        self.on = DateField(today, self, day=today)
        self.state = Segment(_states(), self, name=_("How far it is"), value=GiftState.GIVEN.value)
        self.cost = LineEdit("", self, hint=example)
        self.shipping = LineEdit("", self, hint=money.shown(0, self._currency))
        self.occasion = LineEdit("", self, hint=_("Thanks for a referral"))
        self.reason = LineEdit("", self, hint=_("Sent us Theo Marchetti"))
        self.relationship = LineEdit("", self, hint=_("Client, trade partner"))
        self.promised = PromiseFields(today, self)
        self._person_field = Field(_("To whom?"), self.person, self, name="contact_id")
        self._add_fields()
        self._begin(contact_id)
        self.person.changed.connect(self._person_changed)
        self.main_pressed.connect(self._save)

    def open(self) -> None:
        """Show the dialog with the focus in the first field that is still empty."""
        super().open()
        (self.person if self.person.person() is None else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, contact_id: ContactId | None) -> None:
        if contact_id is None:
            return
        desk = self._workplace.desk
        row = desk.ask(contact_list.rows, [contact_id], desk.today()).get(contact_id)
        if row is not None:
            rank = row.rank.value if row.rank else ""
            self.person.set_person(Suggestion(contact_id, row.name.usual, row.second_line, rank=rank))
            self._person_changed()

    def _person_changed(self) -> None:
        """Say so when this person may not accept gifts; the owner decides."""
        picked = self.person.person()
        self._person_field.set_error("")
        hint = ""
        if picked is not None:
            draft = self._workplace.desk.ask(contacts.draft_of, ContactId(picked.id)).draft
            if not draft.may_accept_gifts:
                hint = _("{name} may not accept gifts. A card is always right.").format(name=picked.name)
        self._person_field.set_hint(hint)

    def _save(self) -> None:
        found = list(self._unread())
        if found:
            self.show_problems(found)
            return
        try:
            gift_id = self._workplace.desk.do(gifts.log, self._draft(), promised=self.promised.made())
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            picked = self.person.person()
            self.accept()
            self._workplace.done(_("Gift to {name} logged").format(name=picked.name if picked else ""))
            self.saved.emit(gift_id)

    def _unread(self) -> list[Problem]:
        found = []
        if self.person.person() is None and self.person.text().strip():
            found.append(Problem("contact_id", _("Pick somebody from the list.")))
        if self.on.day() is None:
            found.append(Problem("on", _("Type a day, such as today or Nov 18.")))
        for name, line in (("cost_minor", self.cost), ("shipping_minor", self.shipping)):
            if wrong := money.problem(line.text(), self._currency, field=name):
                found.append(wrong)
        return found + self.promised.problems()

    def _draft(self) -> GiftDraft:
        picked, on = self.person.person(), self.on.day()
        assert on is not None, "checked before"
        return GiftDraft(
            contact_id=ContactId(picked.id) if picked else None,
            name=self.name.text(),
            on=on,
            category=self.category.text(),
            occasion=self.occasion.text(),
            cost_minor=money.parse_optional(self.cost.text(), self._currency) or 0,
            shipping_minor=money.parse_optional(self.shipping.text(), self._currency) or 0,
            referral_id=self._referral_of(picked),
            business_reason=self.reason.text(),
            relationship=self.relationship.text(),
            state=GiftState(self.state.value()),
        )

    def _referral_of(self, picked: Suggestion | None) -> ReferralId | None:
        """Return the referral it thanks for, as long as it goes to the person for whom the dialog was opened."""
        contact_id, referral_id = self._thanks_for
        return referral_id if picked is not None and picked.id == contact_id else None

    def _add_fields(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(self._person_field)
        self._add_row((_("What is it?"), self.name, "name", 5), (_("Kind"), self.category, "category", 3))
        self._add_row((_("When?"), self.on, "on", 3), (_("How far it is"), self.state, "state", 5))
        shipping = _("Shipping and wrapping")
        self._add_row((_("Cost"), self.cost, "cost_minor", 1), (shipping, self.shipping, "shipping_minor", 1))
        self._add_row(
            (_("Occasion"), self.occasion, "occasion", 1), (_("Relationship"), self.relationship, "relationship", 1)
        )
        self._add_row((_("Business reason"), self.reason, "business_reason", 1))
        self.body.addWidget(self.promised)

    def _add_row(self, *fields: tuple[str, QWidget, str, int]) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        for title, editor, name, stretch in fields:
            row.addWidget(Field(title, editor, self, name=name), stretch, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)


def _states() -> list[Choice]:
    words = {GiftState.GIVEN: _("Given"), GiftState.BOUGHT: _("Bought"), GiftState.PLANNED: _("Planned")}
    return [Choice(state.value, said) for state, said in words.items()]
