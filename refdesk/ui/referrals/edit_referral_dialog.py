"""The editor of a referral that was logged: everything but who was sent and when."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain import clashes, money
from refdesk.domain.clashes import Sides
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ReferralId
from refdesk.domain.referral import Direction
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, referral_facts, referrals
from refdesk.services.referral_facts import PersonRef, ReferralFacts
from refdesk.services.referrals import Facts
from refdesk.ui import suggesting
from refdesk.ui.referrals import known_people, typed_referral
from refdesk.ui.referrals.referral_form import ReferralForm
from refdesk.ui.referrals.typed_referral import Frame, TypedReferral, Who
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.overtaken_notice import OvertakenNotice
from refdesk.ui.widgets.person_picker import Suggestion
from refdesk.ui.workplace import Workplace


class EditReferralDialog(Dialog):
    """Changes the facts of a referral; `saved` brings its id.

    What another window changed meanwhile is not written over: the owner keeps what is typed here, or takes that.
    """

    saved = Signal(int)
    esc_holds = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId) -> None:
        super().__init__(_("Edit referral"), parent, main=_("Save"), size=QSize(640, 690))
        self._workplace, self._referral_id = workplace, referral_id
        profile = workplace.desk.ask(business.load)
        self._frame_of_form = Frame(workplace.desk.now(), profile.working_time, profile.currency, profile.country)
        self._name = ""
        self.overtaken = OvertakenNotice(
            self, _("This referral was changed in the meantime, perhaps in another window.")
        )  # fmt: skip
        self.form = ReferralForm(self._frame_of_form, suggesting.people(workplace.desk, jobs=workplace.jobs), self)
        self._sides = Sides.opened(self.form.value())
        self.body.addWidget(self.overtaken)
        self.body.addWidget(self.form)
        self._load()
        self.main_pressed.connect(self._save)
        self.overtaken.mine_wanted.connect(self._keep_mine)
        self.overtaken.theirs_wanted.connect(self._load)

    def open(self) -> None:
        super().open()
        self.form.need.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self) -> None:
        try:
            kept = self._kept()
        except Overtaken as gone:
            self.form.hide()
            self.show_problems([Problem("", gone.sentence)])
            self.main_button.refuse(gone.sentence)
            return
        self._name = kept.prospect.name
        self.set_title(_("Referral of {name}").format(name=self._name))
        self.form.show_as_logged(givers=kept.direction is Direction.RECEIVED)
        self.form.set_value(self._typed(kept))
        self._sides = Sides.opened(self.form.value(), kept.version)

    def _kept(self) -> ReferralFacts:
        return self._workplace.desk.ask(referral_facts.facts, self._referral_id)

    def _typed(self, kept: ReferralFacts) -> TypedReferral:
        received = self._frame_of_form.working.local(kept.received_at)
        givers = tuple(self._who(each) for each in kept.givers)
        return TypedReferral(
            day=received.date(),
            at=received.time().replace(second=0, microsecond=0, tzinfo=None),
            givers=givers or (Who(),),
            giver_unknown=not givers,
            prospect=self._who(kept.prospect),
            need=kept.need,
            introduced=kept.introduced,
            worth=money.typed(kept.value_minor, self._frame_of_form.currency),
            preparedness=kept.preparedness,
            expects_call=kept.expects_call,
            fits=kept.fits,
            may_share=kept.may_share,
            next_step=kept.next_step,
            next_step_on=kept.next_step_on,
        )

    def _who(self, person: PersonRef) -> Who:
        found = known_people.suggestion(self._workplace.desk, person.contact_id)
        return Who(found or Suggestion(person.contact_id, person.name))

    def _save(self) -> None:
        typed = self._sides.joined(self.form.value())
        found = [Problem(name, _("Type a day, such as tomorrow or Nov 18.")) for name in self.form.unread_days()]
        found = found or typed_referral.problems(typed, self._frame_of_form)
        if found:
            self.show_problems(found)
            return
        facts, new_givers = self._facts(typed)
        try:
            self._workplace.desk.do(
                referrals.edit, self._referral_id, facts, version=self._sides.version, new_givers=new_givers
            )
        except Overtaken as overtaken:
            self._show_overtaken(overtaken)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Referral of {name} changed").format(name=self._name))
            self.saved.emit(self._referral_id)

    def _facts(self, typed: TypedReferral) -> tuple[Facts, tuple[ContactDraft, ...]]:
        draft = typed_referral.draft(typed, self._frame_of_form)
        facts = Facts(
            draft.need, draft.introduced, draft.preparedness, draft.expects_call, draft.fits, draft.may_share,
            draft.value_expected_minor, draft.next_step, draft.next_step_on, draft.giver_ids,
        )  # fmt: skip
        return facts, draft.new_givers

    def _show_overtaken(self, overtaken: Overtaken) -> None:
        try:
            kept = self._kept()
        except Overtaken:
            self.show_problems([Problem("", overtaken.sentence)])
            return
        self._sides = self._sides.met(self._typed(kept), kept.version)
        mine = self.form.value()
        if not self._sides.are_open(mine):
            self._keep_mine()
            return
        self.clear_problems()
        words = partial(typed_referral.told, currency=self._frame_of_form.currency)
        self.overtaken.offer(clashes.between(words(self._sides.joined(mine)), words(self._sides.theirs)))

    def _keep_mine(self) -> None:
        self._sides = self._sides.agreed()
        self._save()
