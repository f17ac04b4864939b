"""A gift for the ledger, given or received: who, what, when, what it cost, and why; the guard says what to think of.

Only the same item twice is refused; everything else warns, and one may go on.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain import money, text
from refdesk.domain.gift_cautions import QUIETING, CautionKind
from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftId, GiftItemId, ReferralId
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import contact_list, gift_context, gift_items, gift_limits, gifts
from refdesk.services.gift_guard import Looked, Suggestions
from refdesk.services.gift_items import ItemRow
from refdesk.ui import suggesting, timers
from refdesk.ui.gifts import gift_looking
from refdesk.ui.gifts.guard_side import GuardSide
from refdesk.ui.gifts.promise_fields import PromiseFields
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker, Suggestion
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_LOOK_AFTER_MS = 120
_ASKS_FIRST = QUIETING | {CautionKind.PAST_LIMIT}


class GiftDialog(Dialog):
    """Enters or changes a gift; what the person or household had before is refused. `saved` brings its id."""

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId | None = None,
        referral_id: ReferralId | None = None, item_id: GiftItemId | None = None, gift_id: GiftId | None = None,
    ) -> None:  # fmt: skip
        title = _("New gift") if gift_id is None else _("Gift")
        super().__init__(title, parent, main=_("Log the gift"), main_icon="gift", size=QSize(980, 760))
        self._workplace, self._gift_id = workplace, gift_id
        self._rules = workplace.desk.ask(gift_limits.rules)
        self._currency = self._rules.currency
        self._was: GiftDraft | None = None
        self._item_id = 0
        self._linked = (0, "")
        self._looks = 0
        self._items: dict[int, ItemRow] = {}
        self._make_editors()
        self.side = GuardSide(self)
        self.set_side(self.side)
        self._look_soon = timers.once(self, _LOOK_AFTER_MS, self.look)
        self._add_fields()
        self._fill_items()
        if gift_id is not None:
            self._show_saved(gift_id)
        else:
            self._begin(contact_id, referral_id)
            self._take_item(item_id or 0)
        self._connect()
        self._direction_changed()

    def open(self) -> None:
        """Show the dialog with the focus in the first field that is still empty."""
        super().open()
        (self.person if self.person.person() is None else self.name).setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def look(self) -> None:
        """Say what the guard says of the gift as it is typed now; it looks through the year beside the window."""
        self._look_soon.stop()
        self._looks += 1
        draft = self._draft() if self.on.day() is not None else None
        if draft is None or draft.contact_id is None or draft.direction is GiftDirection.RECEIVED:
            received = self._is_received()
            self.side.show_nobody(_("What you receive is noted, and held against no limit.") if received else "")
            self.side.show_suggestions(None)
            self._say_main(None)
            return
        work = partial(gift_looking.look, self._workplace.desk, draft, self._gift_id)
        then = partial(self._show_looked, self._looks)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    def _show_looked(self, look: int, found: tuple[Looked | None, Suggestions | None]) -> None:
        looked, suggested = found
        if look != self._looks or looked is None:
            return
        self.side.show_looked(looked)
        self._name_field.set_error(looked.refused.sentence if looked.refused else "")
        self._say_main(looked)
        if suggested is not None:
            self.side.show_suggestions(suggested, chosen=self._item_id)

    def _say_main(self, looked: Looked | None) -> None:
        if self._gift_id is not None:
            self.main_button.set_words(_("Save the gift"))
            return
        asks = looked is not None and any(each.kind in _ASKS_FIRST for each in looked.guarded.cautions)
        given = self.state.value() == GiftState.GIVEN.value
        anyway = _("Give anyway") if given else _("Plan anyway")
        self.main_button.set_words(anyway if asks else _("Log the gift"))

    def _begin(self, contact_id: ContactId | None, referral_id: ReferralId | None) -> None:
        if contact_id is None:
            return
        self._set_person(contact_id)
        self._fill_referrals(referral_id)

    def _show_saved(self, gift_id: GiftId) -> None:
        """Show a gift as it is saved; who keeps a gift that is gone meanwhile is told when it is saved."""
        was = self._workplace.desk.ask(gifts.draft_of, gift_id)
        if was is None or was.contact_id is None:
            self.main_button.refuse(_("This gift is no longer there."))
            return
        self._was = was
        self._set_person(was.contact_id)
        self._fill_referrals(was.referral_id)
        self.direction.set_value(was.direction.value)
        self.state.set_value(was.state.value)
        self.name.setText(was.name)
        self.category.setText(was.category)
        self.on.set_day(was.on)
        self.cost.setText(money.typed(was.cost_minor, self._currency))
        self.shipping.setText(money.typed(was.shipping_minor, self._currency))
        self.occasion.setText(was.occasion)
        self.reason.setText(was.business_reason)
        self.relationship.setText(was.relationship)
        self.mark.setChecked(was.carries_our_mark)
        self.consumable.setChecked(was.is_consumable)
        self.voucher.setChecked(was.is_voucher)
        self._link(was.item_id or 0, was.name)
        self.promised.setVisible(False)

    def _set_person(self, contact_id: ContactId) -> None:
        desk = self._workplace.desk
        row = desk.ask(contact_list.rows, [contact_id], desk.today()).get(contact_id)
        if row is not None:
            rank = row.rank.value if row.rank else ""
            self.person.set_person(Suggestion(contact_id, row.name.usual, row.second_line, rank=rank))

    def _fill_referrals(self, chosen: ReferralId | None) -> None:
        """Offer whom the person sent; begin with what is known of the person."""
        picked = self.person.person()
        who = None if picked is None else ContactId(picked.id)
        known = None if who is None else self._workplace.desk.ask(gift_context.of, who, also=chosen)
        sent = () if known is None else known.referrals
        choices = [(int(each.referral_id), _("for sending {name}").format(name=each.prospect)) for each in sent]
        value = chosen if chosen in {each.referral_id for each in sent} else 0
        self.referral.set_choices([(0, _("not for a referral")), *choices], value=int(value or 0))
        self._referral_field.setVisible(bool(choices))
        if known is not None and not self.relationship.text():
            self.relationship.setText(known.relationship)
        self._say_reason()

    def _say_reason(self) -> None:
        """Begin the reason and the occasion with the referral that is thanked for, where nothing is typed."""
        words = {value: said for value, said in self.referral.choices() if value}
        said = words.get(self.referral.value(), "")
        if said and not self.reason.isModified() and self._was is None:
            self.reason.setText(_("Thanks {for_sending}").format(for_sending=said))
            if not self.occasion.text():
                self.occasion.setText(_("Thanks for a referral"))

    def _fill_items(self) -> None:
        rows = self._workplace.desk.ask(gift_items.rows)
        self._items = {int(row.item_id): row for row in rows}
        said = [(item_id, self._item_words(row)) for item_id, row in self._items.items()]
        self.item.set_choices([(0, _("not from the catalog")), *said], value=0)
        self._item_field.setVisible(bool(said))

    def _item_words(self, row: ItemRow) -> str:
        price = money.shown(row.draft.cost_minor, self._currency)
        return _("{gift}, {price}").format(gift=row.draft.name, price=price)

    def _choose_item(self, value: object) -> None:
        self._take_item(int(str(value)))
        self.look()

    def _take_item(self, item_id: int) -> None:
        """Fill in what the catalog says of an item; all of it can be changed."""
        row = self._items.get(item_id)
        if row is None:
            self._link(0, "")
            return
        self._link(item_id, row.draft.name)
        draft = row.draft
        self.name.setText(draft.name)
        self.category.setText(draft.category)
        self.cost.setText(money.typed(draft.cost_minor, self._currency))
        self.shipping.setText(money.typed(draft.shipping_minor, self._currency) if draft.shipping_minor else "")
        self.mark.setChecked(draft.carries_our_mark)
        self.consumable.setChecked(draft.is_consumable)
        self.voucher.setChecked(draft.is_voucher)

    def _link(self, item_id: int, name: str) -> None:
        """Say of which entry of the catalog this is, and under which name."""
        self._linked = (item_id, text.fold(name))
        self._item_id = item_id
        self.item.set_value(item_id)

    def _name_typed(self, typed: str) -> None:
        """Let a gift be another thing than the catalog's as soon as it is called otherwise."""
        item_id, name = self._linked
        self._item_id = item_id if text.fold(typed) == name else 0
        self.item.set_value(self._item_id)

    def _person_changed(self) -> None:
        self._person_field.set_error("")
        self._fill_referrals(None)
        self._look_soon.start()

    def _direction_changed(self) -> None:
        """Ask for what a gift of this direction needs."""
        received = self._is_received()
        self._person_field.set_title(_("From whom?") if received else _("To whom?"))
        limit = self._rules.limit_at(self._workplace.desk.today())
        for piece, wanted in (
            (self._state_field, True), (self._item_field, bool(self._items)), (self.promised, self._gift_id is None),
            (self._referral_field, len(self.referral.choices()) > 1), (self.mark, limit.needs_our_mark),
            (self.consumable, limit.no_consumables), (self.voucher, limit.no_consumables),
        ):  # fmt: skip
            piece.setVisible(wanted and not received)
        self._look_soon.start()

    def _is_received(self) -> bool:
        return self.direction.value() == GiftDirection.RECEIVED.value

    def _save(self) -> None:
        found = list(self._unread())
        if found:
            self.show_problems(found)
            return
        draft, desk = self._draft(), self._workplace.desk
        promised = self.promised.made()
        try:
            if self._gift_id is None:
                gift_id = desk.do(gifts.log, draft, promised=promised)
            else:
                gift_id = self._gift_id
                desk.do(gifts.edit, gift_id, draft, was=self._was)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(self._said(draft))
            self.saved.emit(gift_id)

    def _said(self, draft: GiftDraft) -> str:
        picked = self.person.person()
        if self._gift_id is not None:
            return _("Gift “{gift}” changed").format(gift=draft.name.strip())
        words = _("Gift from {name} logged") if self._is_received() else _("Gift to {name} logged")
        return words.format(name=picked.name if picked else "")

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
        picked, on, received = self.person.person(), self.on.day(), self._is_received()
        assert on is not None, "checked before"
        referral = int(str(self.referral.value() or 0))
        return GiftDraft(
            contact_id=ContactId(picked.id) if picked else None,
            name=self.name.text(),
            on=on,
            category=self.category.text(),
            direction=GiftDirection(self.direction.value()),
            occasion=self.occasion.text(),
            referral_id=ReferralId(referral) if referral and not received else None,
            cost_minor=self._minor(self.cost),
            shipping_minor=self._minor(self.shipping),
            business_reason=self.reason.text(),
            relationship=self.relationship.text(),
            state=GiftState.GIVEN if received else GiftState(self.state.value()),
            item_id=GiftItemId(self._item_id) if self._item_id and not received else None,
            is_consumable=self.consumable.isChecked(),
            is_voucher=self.voucher.isChecked(),
            carries_our_mark=self.mark.isChecked(),
        )

    def _minor(self, line: LineEdit) -> int:
        """Return an amount as far as it can be read: what is being typed is no fault yet."""
        if money.problem(line.text(), self._currency):
            return 0
        return money.parse_optional(line.text(), self._currency) or 0

    def _make_editors(self) -> None:
        today = self._workplace.desk.today()
        example = money.shown(money.parse("12", self._currency), self._currency)
        self.direction = Segment(_directions(), self, name=_("Given or received"), value=GiftDirection.GIVEN.value)
        self.person = PersonPicker(
            suggesting.people(self._workplace.desk, jobs=self._workplace.jobs),
            self,
            hint=_("Type a name or a phone number"),
            allow_new=False,
        )
        self.item = Combo([], self, name=_("From the catalog"))
        self.name = LineEdit("", self, hint=_("Linden honey, small jar"))
        self.category = LineEdit("", self, hint=_("Food, garden, paper"))
        self.on = DateField(today, self, day=today)
        self.state = Segment(_states(), self, name=_("How far it is"), value=GiftState.GIVEN.value)
        self.cost = LineEdit("", self, hint=example)
        self.shipping = LineEdit("", self, hint=money.shown(0, self._currency))
        self.referral = Combo([(0, _("not for a referral"))], self, name=_("For which referral?"))
        self.occasion = LineEdit("", self, hint=_("Thanks for a referral"))
        self.relationship = LineEdit("", self, hint=_("Client, trade partner"))
        self.reason = LineEdit("", self, hint=_("Sent us Theo Marchetti"))
        self.mark = Check(_("Carries your name where everybody sees it"), self)
        self.consumable = Check(_("Food, drink or tobacco"), self)
        self.voucher = Check(_("A voucher"), self)
        self.promised = PromiseFields(today, self)

    def _add_fields(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(self.direction, 0, Qt.AlignmentFlag.AlignLeft)
        self._person_field = Field(_("To whom?"), self.person, self, name="contact_id")
        self.body.addWidget(self._person_field)
        [self._item_field] = self._add_row((_("From the catalog"), self.item, "item_id", 1))
        self._name_field, _kind = self._add_row(
            (_("What is it?"), self.name, "name", 5), (_("Kind"), self.category, "category", 3)
        )
        _when, self._state_field = self._add_row(
            (_("When?"), self.on, "on", 3), (_("How far it is"), self.state, "state", 5)
        )
        shipping = _("Shipping and wrapping")
        self._amount_fields = self._add_row(
            (_("Cost"), self.cost, "cost_minor", 1), (shipping, self.shipping, "shipping_minor", 1)
        )
        for check in (self.mark, self.consumable, self.voucher):
            self.body.addWidget(check)
        [self._referral_field] = self._add_row((_("For which referral?"), self.referral, "referral_id", 1))
        self._add_row(
            (_("Occasion"), self.occasion, "occasion", 1), (_("Relationship"), self.relationship, "relationship", 1)
        )
        self._add_row((_("Business reason"), self.reason, "business_reason", 1))
        self.body.addWidget(self.promised)

    def _add_row(self, *fields: tuple[str, QWidget, str, int]) -> list[Field]:
        row = QHBoxLayout()
        row.setSpacing(14)
        made = []
        for title, editor, name, stretch in fields:
            made.append(Field(title, editor, self, name=name))
            row.addWidget(made[-1], stretch, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        return made

    def _connect(self) -> None:
        self.person.changed.connect(self._person_changed)
        self.direction.chosen.connect(self._direction_changed)
        self.item.chosen.connect(self._choose_item)
        self.side.item_chosen.connect(self._choose_item)
        self.referral.chosen.connect(self._say_reason)
        self.state.chosen.connect(self._look_soon.start)
        for line in (self.name, self.category, self.cost, self.shipping):
            line.textChanged.connect(self._typed)
        self.name.textEdited.connect(self._name_typed)
        self.on.day_changed.connect(self._typed)
        for check in (self.mark, self.consumable, self.voucher):
            check.toggled.connect(self._typed)
        self.main_pressed.connect(self._save)

    def _typed(self) -> None:
        """Take away what was wrong with an amount once it can be read; what is wrong now is said on saving."""
        for field, line in zip(self._amount_fields, (self.cost, self.shipping), strict=True):
            if field.error() and not money.problem(line.text(), self._currency):
                field.set_error("")
        self._look_soon.start()


def _states() -> list[Choice]:
    words = {GiftState.GIVEN: _("Given"), GiftState.BOUGHT: _("Bought"), GiftState.PLANNED: _("Planned")}
    return [Choice(state.value, said) for state, said in words.items()]


def _directions() -> list[Choice]:
    return [
        Choice(GiftDirection.GIVEN.value, _("Given by us")), Choice(GiftDirection.RECEIVED.value, _("Received")),
    ]  # fmt: skip
