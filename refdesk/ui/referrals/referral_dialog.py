"""New referral: one small dialog, with what happens then beside the form."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.ids import ContactId
from refdesk.domain.referral import Direction
from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import business, gift_context, referrals
from refdesk.ui import suggesting
from refdesk.ui.referrals import kept_draft, known_people, referral_form, turning, typed_referral
from refdesk.ui.referrals.referral_form import ReferralForm
from refdesk.ui.referrals.turning import Begun
from refdesk.ui.referrals.typed_referral import Frame, TypedReferral, Who
from refdesk.ui.referrals.what_happens import WIDTH, WhatHappens
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

_NARROW_BELOW = 1200


class ReferralDialog(Dialog):
    """Logs a referral received; `saved` brings its id. What was typed and not logged is kept as a draft.

    `turned` brings what was `Begun` once it is to be a referral that we give instead.
    """

    saved = Signal(int)
    turned = Signal(object)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, giver_id: ContactId | None = None, begun: Begun | None = None
    ) -> None:
        super().__init__(
            _("New referral"), parent, main=_("Log the referral"), size=QSize(888, 712),
            esc_hint=_("keeps a draft until RefDesk closes"),
        )  # fmt: skip
        self._workplace, self._begun = workplace, begun
        self._takes_gifts: dict[int, bool] = {}
        profile = workplace.desk.ask(business.load)
        self._frame_of_form = Frame(workplace.desk.now(), profile.working_time, profile.currency, profile.country)
        self._draft = kept_draft.of(workplace)
        self._offer: Notice | None = None
        self._offer_draft()
        self.form = ReferralForm(self._frame_of_form, suggesting.people(workplace.desk, jobs=workplace.jobs), self)
        self.panel = WhatHappens(self._frame_of_form, self)
        self._narrow: bool | None = None
        self.body.addWidget(self.form)
        self.body.setSpacing(10)
        self._place_panel(narrow=parent.window().width() < _NARROW_BELOW)
        self._begin(giver_id, may_share=not profile.discreet)
        self.switch = turning.switch(Direction.RECEIVED, self)
        self.head_row.addWidget(self.switch)
        self.switch.chosen.connect(self._turn)
        self.form.changed.connect(self._follow)
        self.main_pressed.connect(self._save)
        self.rejected.connect(self._keep)
        self._follow()

    def open(self) -> None:
        """Show the dialog with the focus in the first empty field, even if a draft is offered above it."""
        super().open()
        if self._begun is not None:
            self.form.set_value(turning.to_received(self._begun, self._empty))
            turning.mark_typed(self.form.phone, self.form.need)
        giver = self.form.givers.pickers()[0]
        first = giver if giver.person() is None else self.form.prospect
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_draft(self) -> None:
        """Go on with the referral that was begun earlier."""
        typed = self._draft.typed
        if typed is None:
            return
        self.form.set_value(typed)
        self._draft.drop()
        if self._offer is not None:
            self._offer.hide()
        self.form.givers.pickers()[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel(narrow=self.width() < _NARROW_BELOW)

    def _begin(self, giver_id: ContactId | None, *, may_share: bool) -> None:
        known = known_people.suggestion(self._workplace.desk, giver_id) if giver_id else None
        giver = Who(known) if known else None
        self._empty = referral_form.empty(self._frame_of_form, giver=giver, may_share=may_share)
        self.form.set_value(self._empty)
        self._empty = self.form.value()

    def _offer_draft(self) -> None:
        typed, begun_at = self._draft.typed, self._draft.begun_at
        if typed is None or begun_at is None:
            return
        at = i18n.clock(self._frame_of_form.working.local(begun_at))
        strong = _("Begun at {time}:").format(time=at)
        self._offer = Notice(strong, _named(typed), self, act=_("Go on with it"), calm=True)
        self._offer.pressed.connect(self.take_draft)
        self.body.addWidget(self._offer)

    def _place_panel(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.panel.set_beside(not narrow)
        if narrow:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
            self.body.addWidget(self.panel)
        else:
            self.panel.setFixedWidth(WIDTH)
            self.set_side(self.panel)

    def _follow(self) -> None:
        typed = self.form.value()
        self.panel.follow_form(
            typed, no_gifts=[who.short for who in typed.known_givers if not self._may_get_gifts(who)]
        )

    def _may_get_gifts(self, who: Who) -> bool:
        if who.person is None:
            return True
        if who.person.id not in self._takes_gifts:
            takes = self._workplace.desk.ask(gift_context.takes_gifts, ContactId(who.person.id))
            self._takes_gifts[who.person.id] = takes
        return self._takes_gifts[who.person.id]

    def _turn(self, _direction: str) -> None:
        """Leave it to the other dialog; what was typed goes there, and no draft of it stays here."""
        begun = Begun(self.form.value(), self._begun.given if self._begun else None)
        self._empty = self.form.value()
        self.reject()
        self.turned.emit(begun)

    def _keep(self) -> None:
        typed = self.form.value()
        if typed != self._empty:
            self._draft.keep(typed, self._frame_of_form.opened_at)

    def _save(self) -> None:
        typed = self.form.value()
        found = typed_referral.problems(typed, self._frame_of_form)
        unread = [Problem(name, _("Type a day, such as tomorrow or Nov 18.")) for name in self.form.unread_days()]
        found = [*unread, *(problem for problem in found if problem.field not in {each.field for each in unread})]
        if found:
            self.show_problems(found)
            return
        try:
            draft = typed_referral.draft(typed, self._frame_of_form)
            referral_id = self._workplace.desk.do(referrals.log_received, draft)
        except Refused as refused:
            self.show_problems(refused.problems)
        except RefDeskError as fault:
            self.show_problems([Problem("", fault.sentence)])
        else:
            self._draft.drop()
            self.accept()
            self._workplace.done(_logged(typed))
            self.saved.emit(referral_id)


def _named(typed: TypedReferral) -> str:
    """Return whom a draft is about, as far as it was typed."""
    givers = i18n.listing([who.name for who in typed.known_givers])
    if givers and not typed.prospect.is_nobody:
        return _("{name}, from {givers}").format(name=typed.prospect.name, givers=givers)
    return typed.prospect.name or (_("from {givers}").format(givers=givers) if givers else _("a referral"))


def _logged(typed: TypedReferral) -> str:
    givers = [who.name for who in typed.known_givers]
    if not givers:
        return _("Referral logged")
    return _("Referral from {names} logged").format(names=i18n.listing(givers))
