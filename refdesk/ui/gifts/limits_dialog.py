"""The limits for gifts: whose rules are kept, and every limit with the day from which it holds."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import gift_rules, money
from refdesk.domain.gift_rules import RULE_SET_WORDS, Limit, RuleSet
from refdesk.domain.ids import GiftLimitId
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, gift_limits
from refdesk.services.gift_limits import LimitRow
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import day_text
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace


class LimitsDialog(Dialog):
    """Chooses the rule set, lists its limits, and takes new ones; each change is saved at once and can be undone."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Limits for gifts"), parent, main=_("Save the limit"), size=QSize(720, 740), cancel=_("Close")
        )
        self._workplace = workplace
        self._profile = workplace.desk.ask(business.load)
        self._limit_id: GiftLimitId | None = None
        chosen = gift_limits.chosen(self._profile)
        self.rule_set = Combo(
            [(each.value, _(words)) for each, words in RULE_SET_WORDS.items()], self, name=_("Rules for gifts"),
            value=chosen.value,
        )  # fmt: skip
        self._list = QVBoxLayout()
        self.cards: list[QWidget] = []
        today = workplace.desk.today()
        self._new_limit = QWidget(self)
        self._limit_head = Label(_("A limit from another day on"), Style.SECTION, self._new_limit)
        self.from_on = DateField(today, self._new_limit, day=today)
        self.amount = LineEdit("", self._new_limit, hint=_("no limit"))
        self.together = Check(_("A household has one limit"), self._new_limit, checked=True)
        self.apart = Check(_("Shipping and wrapping are kept apart"), self._new_limit, checked=True)
        self.cliff = Check(_("Past it, none of the year's gifts to that person counts"), self._new_limit)
        self.mark = Check(_("Only gifts that carry our name where everybody sees it"), self._new_limit)
        self.consumables = Check(_("Not food, drink, tobacco or vouchers"), self._new_limit)
        self._add_fields()
        self._fill()
        self.rule_set.chosen.connect(self._choose)
        self.main_pressed.connect(self._save)

    def shown(self) -> RuleSet:
        """Return whose rules are shown."""
        return RuleSet(str(self.rule_set.value()))

    def edit(self, row: LimitRow) -> None:
        """Put a limit into the form; one that RefDesk brings is kept as your own once it is changed."""
        self._limit_id = row.limit_id
        limit = row.limit
        self._limit_head.setText(_("Change the limit from {day} on").format(day=day_text.show(limit.from_on)))
        self.from_on.set_day(limit.from_on)
        self._show_amount(limit)
        self._set_checks(limit)
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_amount(self, limit: Limit) -> None:
        currency = self._profile.currency
        # Kept for a currency that counts finer, a limit is shown as this one can say it.
        even = None if limit.amount is None else round(limit.amount, money.exponent(currency))
        self.amount.setText(money.typed(None if even is None else money.to_minor(even, currency), currency))

    def _set_checks(self, limit: Limit) -> None:
        self.cliff.setChecked(limit.is_cliff)
        self.apart.setChecked(limit.shipping_apart)
        self.mark.setChecked(limit.needs_our_mark)
        self.consumables.setChecked(limit.no_consumables)
        self.together.setChecked(limit.household_as_one)

    def _choose(self, value: object) -> None:
        try:
            self._workplace.desk.do(business.save, replace(self._profile, gift_rules=str(value)))
        except RefDeskError as fault:
            self.show_fault(fault)
            self.rule_set.set_value(gift_limits.chosen(self._profile).value)
            return
        self._profile = self._workplace.desk.ask(business.load)
        self._workplace.done(_("Rules for gifts changed"))
        self._fill()

    def _fill(self) -> None:
        """List the limits as they are saved, and empty the form."""
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        desk = self._workplace.desk
        rows = desk.ask(gift_limits.rows, self.shown(), desk.today())
        self.cards = [self._card(row) for row in rows]
        if not rows:
            none = Label(gift_rules.about(gift_rules.NO_LIMIT, self._profile.currency), Style.SECOND, self, wrap=True)
            self.cards = [none]
        for card in self.cards:
            self._list.addWidget(card)
        buttons = [each for card in self.cards for each in card.findChildren(Button)]
        for before, after in pairwise((self.rule_set, *buttons, self.from_on)):
            self.setTabOrder(before, after)
        self._limit_id = None
        self._limit_head.setText(_("A limit from another day on"))
        now = next((row.limit for row in rows if row.is_in_force), gift_rules.NO_LIMIT)
        self._show_amount(now)
        self.from_on.set_day(desk.today())
        self._set_checks(now)
        has_limits = self.shown() is not RuleSet.NONE
        self._new_limit.setVisible(has_limits)
        self.main_button.setVisible(has_limits)

    def _card(self, row: LimitRow) -> QWidget:
        card = Card(self, pad=14, spacing=6)
        head = QHBoxLayout()
        head.setSpacing(10)
        day = day_text.show(row.limit.from_on)
        head.addWidget(Label(_("From {day} on").format(day=day), Style.BODY_STRONG, card))
        if row.is_in_force:
            head.addWidget(Tag(_("in force"), card, tone=Tone.GOOD))
        if row.limit_id is not None:
            head.addWidget(Tag(_("your own"), card))
        head.addStretch(1)
        change = Button(_("Change"), card, size=Size.ROW)
        change.setAccessibleName(_("Change the limit from {day} on").format(day=day))
        change.clicked.connect(partial(self.edit, row))
        head.addWidget(change)
        if row.limit_id is not None:
            remove = Button(_("Remove"), card, size=Size.ROW)
            remove.setAccessibleName(_("Remove the limit from {day} on").format(day=day))
            remove.clicked.connect(partial(self._remove, row.limit_id))
            head.addWidget(remove)
        card.column.addLayout(head)
        about = gift_rules.about(row.limit, self._profile.currency)
        card.column.addWidget(Label(about, Style.SECOND, card, ink=Ink.INK2, wrap=True))
        return card

    def _remove(self, limit_id: GiftLimitId) -> None:
        try:
            self._workplace.desk.do(gift_limits.remove, limit_id)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self._workplace.done(_("Gift limit removed"))
            self._fill()

    def _save(self) -> None:
        day, currency = self.from_on.day(), self._profile.currency
        found = [Problem("from_on", _("Type a day, such as today or Nov 18."))] if day is None else []
        if wrong := money.problem(self.amount.text(), currency, field="amount"):
            found.append(wrong)
        if found or day is None:
            self.show_problems(found)
            return
        minor = money.parse_optional(self.amount.text(), currency)
        limit = Limit(
            day, None if minor is None else money.from_minor(minor, currency), is_cliff=self.cliff.isChecked(),
            shipping_apart=self.apart.isChecked(), needs_our_mark=self.mark.isChecked(),
            no_consumables=self.consumables.isChecked(), household_as_one=self.together.isChecked(),
        )  # fmt: skip
        try:
            self._workplace.desk.do(gift_limits.save, self.shown(), limit, limit_id=self._limit_id)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.clear_problems()
            self._workplace.done(_("Gift limit saved"))
            self._fill()

    def _add_fields(self) -> None:
        self.body.setSpacing(14)
        about = _("RefDesk informs and gives no tax advice. Ask your accountant which rules hold for you.")
        self.body.addWidget(Label(about, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.body.addWidget(Field(_("Rules of"), self.rule_set, self, name="rule_set"))
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        form = QVBoxLayout(self._new_limit)
        form.setContentsMargins(0, 8, 0, 0)
        form.setSpacing(10)
        form.addWidget(self._limit_head)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Field(_("From which day on?"), self.from_on, self._new_limit, name="from_on"), 1)
        row.addWidget(Field(_("How much a person a year?"), self.amount, self._new_limit, name="amount"), 1)
        form.addLayout(row)
        for check in (self.together, self.apart, self.cliff, self.mark, self.consumables):
            form.addWidget(check)
        self.body.addWidget(self._new_limit)
        self.body.addStretch(1)
