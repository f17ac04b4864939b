"""A referral that we give: to whom, whom, for what; both agreed, and the letter that brings them together."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import giving, referral
from refdesk.domain.ids import ContactId
from refdesk.domain.referral import Direction, Introduced
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import business, contact_list, given
from refdesk.ui import suggesting
from refdesk.ui.referrals import turning, typed_given
from refdesk.ui.referrals.giver_pickers import remark
from refdesk.ui.referrals.turning import Begun
from refdesk.ui.referrals.typed_given import TypedGiven
from refdesk.ui.referrals.typed_referral import Frame, Who
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace


class GivenDialog(Dialog):
    """Logs a referral that we give; `saved` brings its id. What was typed and not logged is kept as a draft.

    `turned` brings what was `Begun` once it is to be a referral received instead.
    """

    saved = Signal(int)
    turned = Signal(object)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, recipient_id: ContactId | None = None,
        prospect_id: ContactId | None = None, need: str = "", begun: Begun | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            _("Give a referral"), parent, main=_("Log it, write the letter"), size=QSize(760, 680),
            esc_hint=_("keeps a draft until RefDesk closes"),
        )  # fmt: skip
        self._workplace, self._begun = workplace, begun
        profile = workplace.desk.ask(business.load)
        self._frame_of_form = Frame(workplace.desk.now(), profile.working_time, profile.currency, profile.country)
        self._draft = typed_given.kept(workplace)
        self._offer: Notice | None = None
        suggest = suggesting.people(workplace.desk, jobs=workplace.jobs)
        self.prospect = PersonPicker(suggest, self, hint=_("First and last name"))
        self.prospect_phone = LineEdit("", self)
        self.need = TextEdit("", self, lines=2, hint=_("A roof that leaks, before winter"))
        self.recipient = PersonPicker(suggest, self, hint=_("Type a name or a phone number"))
        self.recipient_phone = LineEdit("", self)
        self.introduced = Combo([(each, _(words)) for each, words in referral.INTRODUCED_WORDS.items()], self)
        self.both_agreed = Check(_("Both agreed to it"), self)
        self.unexpected = Check(_("A surprise: they had not asked for it"), self)
        self._then = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._offer_draft()
        self._fill()
        given = TypedGiven(recipient=self._who(recipient_id), prospect=self._who(prospect_id), need=need)
        self.set_value(TypedGiven())
        self._empty = self.value()
        self.set_value(given)
        self.switch = turning.switch(Direction.GIVEN, self)
        self.head_row.addWidget(self.switch)
        self.switch.chosen.connect(self._turn)
        for picker in (self.prospect, self.recipient):
            picker.changed.connect(self._follow)
        self.main_pressed.connect(self._save)
        self.rejected.connect(self._keep)

    def open(self) -> None:
        """Show the dialog with the focus in the first empty field."""
        super().open()
        if self._begun is not None:
            self.set_value(turning.to_given(self._begun))
            turning.mark_typed(self.prospect_phone, self.recipient_phone, self.need)
        empty = [each for each in (self.prospect, self.recipient) if each.person() is None and not each.new_name()]
        (empty[0] if empty else self.need).setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> TypedGiven:
        """Return the fields as they stand."""
        recipient = Who(self.recipient.person(), self.recipient.new_name())
        prospect = Who(self.prospect.person(), self.prospect.new_name())
        return TypedGiven(
            recipient=recipient,
            recipient_phone=self.recipient_phone.text() if recipient.new_name else "",
            prospect=prospect,
            prospect_phone=self.prospect_phone.text() if prospect.new_name else "",
            need=self.need.text(),
            introduced=Introduced(str(self.introduced.value())),
            both_agreed=self.both_agreed.isChecked(),
            unexpected=self.unexpected.isChecked(),
        )

    def set_value(self, typed: TypedGiven) -> None:
        """Show other values."""
        for picker, who in ((self.recipient, typed.recipient), (self.prospect, typed.prospect)):
            picker.set_person(who.person) if who.person else picker.set_new_name(who.new_name)
        self.recipient_phone.setText(typed.recipient_phone)
        self.prospect_phone.setText(typed.prospect_phone)
        self.need.setPlainText(typed.need)
        self.introduced.set_value(typed.introduced)
        self.both_agreed.setChecked(typed.both_agreed)
        self.unexpected.setChecked(typed.unexpected)
        self._follow()

    def take_draft(self) -> None:
        """Go on with the referral that was begun earlier."""
        if self._draft.typed is None:
            return
        self.set_value(self._draft.typed)
        self._draft.drop()
        if self._offer is not None:
            self._offer.hide()
        self.prospect.setFocus()

    def _who(self, contact_id: ContactId | None) -> Who:
        found = self._workplace.desk.ask(contact_list.suggestions, [contact_id]) if contact_id else ()
        return Who(suggesting.shown(found[0])) if found else Who()

    def _offer_draft(self) -> None:
        typed, begun_at = self._draft.typed, self._draft.begun_at
        if typed is None or begun_at is None:
            return
        strong = _("Begun at {time}:").format(time=i18n.clock(self._frame_of_form.working.local(begun_at)))
        self._offer = Notice(strong, _named(typed), self, act=_("Go on with it"), calm=True)
        self._offer.pressed.connect(self.take_draft)
        self.body.addWidget(self._offer)

    def _fill(self) -> None:
        self.body.setSpacing(12)
        self._prospect_field = Field(_("Whom do you send?"), self.prospect, self, name="prospect")
        self._prospect_phone = Field(_("Phone"), self.prospect_phone, self, name="prospect_phone")
        self._recipient_field = Field(_("To whom?"), self.recipient, self, name="recipient")
        self._recipient_phone = Field(_("Phone"), self.recipient_phone, self, name="recipient_phone")
        self.prospect_phone.setAccessibleName(_("Phone of the person you send"))
        self.recipient_phone.setAccessibleName(_("Phone of who gets it"))
        self.body.addLayout(_row((self._prospect_field, 5), (self._prospect_phone, 3)))
        self.body.addWidget(Field(_("What do they need?"), self.need, self, name="need"))
        self.body.addLayout(_row((self._recipient_field, 5), (self._recipient_phone, 3)))
        self.body.addWidget(Field(_("How do you introduce them?"), self.introduced, self, name="introduced"))
        checks = QVBoxLayout()
        checks.setSpacing(8)
        checks.addWidget(self.both_agreed)
        checks.addWidget(self.unexpected)
        self.body.addLayout(checks)
        self.body.addWidget(self._then)
        self.setTabOrder(self.prospect, self.prospect_phone)

    def _follow(self) -> None:
        for field, phone, picker in (
            (self._prospect_field, self._prospect_phone, self.prospect),
            (self._recipient_field, self._recipient_phone, self.recipient),
        ):
            field.set_aside(remark(picker))
            phone.setVisible(bool(picker.new_name()))
            if field.error():
                field.set_error("")
        self._then.setText(self._words())

    def _words(self) -> str:
        frame = self._frame_of_form
        day = i18n.day_long(giving.check_back_on(frame.today, frame.working.rules))
        name = Who(self.recipient.person(), self.recipient.new_name()).short
        if name:
            return _(
                "Next: a letter to both, ready to send. From {day} on, Today reminds you to ask {name} how it went."
            ).format(day=day, name=name)
        return _("Next: a letter to both, ready to send. From {day} on, Today reminds you to ask how it went.").format(
            day=day
        )

    def _keep(self) -> None:
        typed = self.value()
        if typed != self._empty:
            self._draft.keep(typed, self._frame_of_form.opened_at)

    def _turn(self, _direction: str) -> None:
        """Leave it to the other dialog; what was typed goes there, and no draft of it stays here."""
        begun = Begun(self._begun.received if self._begun else None, self.value())
        self._empty = self.value()
        self.reject()
        self.turned.emit(begun)

    def _save(self) -> None:
        typed = self.value()
        if found := typed_given.problems(typed, self._frame_of_form):
            self.show_problems(found)
            return
        try:
            referral_id = self._workplace.desk.do(
                given.log, typed_given.draft(typed, self._frame_of_form), both_agreed=typed.both_agreed,
                unexpected=typed.unexpected,
            )  # fmt: skip
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self._draft.drop()
        self.accept()
        self._workplace.done(_("Referral to {name} logged").format(name=typed.recipient.name))
        self.saved.emit(referral_id)


def _named(typed: TypedGiven) -> str:
    """Return whom a draft is about, as far as it was typed."""
    if typed.prospect.name and typed.recipient.name:
        return _("{name}, to {recipient}").format(name=typed.prospect.name, recipient=typed.recipient.name)
    return typed.prospect.name or typed.recipient.name or _("a referral")


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(14)
    for part, stretch in parts:
        row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
    return row
