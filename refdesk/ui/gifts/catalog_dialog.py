"""An entry of the catalog: what it is, what it costs, how many there are, and what the guard must know of it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.ids import GiftItemId
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.services import business, gift_items
from refdesk.services.gift_items import ItemRow
from refdesk.ui.gifts.item_picture import ItemPicture
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_NOT_A_NUMBER = -1


class CatalogDialog(Dialog):
    """Adds an entry, or changes one; `saved` brings its id."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, item_id: GiftItemId | None = None) -> None:
        title = _("New in the catalog") if item_id is None else _("Gift of the catalog")
        main = _("Add to the catalog") if item_id is None else _("Save")
        super().__init__(title, parent, main=main, size=QSize(640, 700))
        self._workplace, self._item_id = workplace, item_id
        self._currency = workplace.desk.ask(business.load).currency
        self._was: ItemRow | None = None if item_id is None else workplace.desk.ask(gift_items.row_of, item_id)
        self.picture = ItemPicture(workplace, self)
        self.name = LineEdit("", self, hint=_("Linden honey, small jar"))
        self.category = LineEdit("", self, hint=self._category_hint())
        self.cost = LineEdit("", self, hint=money.shown(money.parse("12", self._currency), self._currency))
        self.shipping = LineEdit("", self, hint=money.shown(0, self._currency))
        self.in_stock = LineEdit("", self, hint=_("not counted"))
        self.sell = Check(_("We sell this"), self)
        self.mark = Check(_("Carries our name where everybody sees it"), self)
        self.consumable = Check(_("Food, drink or tobacco"), self)
        self.voucher = Check(_("A voucher"), self)
        self.notes = TextEdit("", self, hint=_("Where you get it, how long it keeps"), lines=3)
        self._add_fields()
        if self._was is not None:
            self._show_saved(self._was)
        self.main_pressed.connect(self._save)

    def open(self) -> None:
        """Show the dialog with the focus in its name."""
        super().open()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _category_hint(self) -> str:
        known = self._workplace.desk.ask(gift_items.categories)
        return ", ".join(known[:3]) or _("Food, garden, paper")

    def _show_saved(self, row: ItemRow) -> None:
        draft = row.draft
        self.name.setText(draft.name)
        self.category.setText(draft.category)
        self.cost.setText(money.typed(draft.cost_minor, self._currency))
        self.shipping.setText(money.typed(draft.shipping_minor, self._currency) if draft.shipping_minor else "")
        self.in_stock.setText("" if draft.in_stock is None else str(draft.in_stock))
        for check, value in (
            (self.sell, draft.we_sell_this), (self.mark, draft.carries_our_mark),
            (self.consumable, draft.is_consumable), (self.voucher, draft.is_voucher),
        ):  # fmt: skip
            check.setChecked(value)
        self.notes.setPlainText(draft.notes)
        self.picture.show_saved(self._workplace.desk.ask(gift_items.picture_of, row.item_id))

    def _save(self) -> None:
        found = [
            wrong
            for name, line in (("cost_minor", self.cost), ("shipping_minor", self.shipping))
            if (wrong := money.problem(line.text(), self._currency, field=name))
        ]
        if found:
            self.show_problems(found)
            return
        draft, desk, taken = self._draft(), self._workplace.desk, self.picture.taken
        try:
            if self._was is None:
                item_id = desk.do(gift_items.add, draft, picture=taken)
            else:
                item_id = self._was.item_id
                desk.do(
                    gift_items.edit, item_id, draft, version=self._was.version, picture=taken,
                    drop_picture=self.picture.is_removed,
                )  # fmt: skip
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            words = _("“{gift}” added to the catalog") if self._was is None else _("“{gift}” changed in the catalog")
            self.accept()
            self._workplace.done(words.format(gift=draft.name.strip()))
            self.saved.emit(item_id)

    def _draft(self) -> ItemDraft:
        typed = self.in_stock.text().strip()
        count = None if not typed else int(typed) if typed.isdecimal() and len(typed) < 8 else _NOT_A_NUMBER
        return ItemDraft(
            name=self.name.text(),
            category=self.category.text(),
            cost_minor=money.parse_optional(self.cost.text(), self._currency) or 0,
            shipping_minor=money.parse_optional(self.shipping.text(), self._currency) or 0,
            we_sell_this=self.sell.isChecked(),
            is_consumable=self.consumable.isChecked(),
            is_voucher=self.voucher.isChecked(),
            carries_our_mark=self.mark.isChecked(),
            in_stock=count,
            notes=self.notes.text(),
        )

    def _add_fields(self) -> None:
        self.body.setSpacing(12)
        top, names = QHBoxLayout(), QVBoxLayout()
        top.setSpacing(16)
        names.setSpacing(12)
        names.addWidget(Field(_("What is it?"), self.name, self, name="name"))
        names.addWidget(Field(_("Kind"), self.category, self, name="category"))
        top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        self.body.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(14)
        for title, editor, name in (
            (_("Cost"), self.cost, "cost_minor"), (_("Shipping and wrapping"), self.shipping, "shipping_minor"),
            (_("In stock"), self.in_stock, "in_stock"),
        ):  # fmt: skip
            row.addWidget(Field(title, editor, self, name=name), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        for check in (self.sell, self.mark, self.consumable, self.voucher):
            self.body.addWidget(check)
        self.body.addWidget(Field(_("Notes"), self.notes, self, name="notes"))
        if self._was is not None and self._was.given:
            self.body.addWidget(Label(given_words(self._was), Style.SECOND, self, ink=Ink.INK2, wrap=True))


def given_words(row: ItemRow) -> str:
    """Return "given 3 times, last on October 15, 2026", or "" for what was never given."""
    if not row.given or row.last_on is None:
        return ""
    times = ngettext("given once", "given {n} times", row.given).format(n=i18n.number(row.given))
    return _("{times}, last in {month}").format(times=times, month=i18n.month_year(row.last_on))
