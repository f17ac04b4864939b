"""The catalog: what you like to give, with its cost, how many there are, and what stands against it."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.ids import GiftItemId
from refdesk.i18n import _, ngettext
from refdesk.services import business, gift_items
from refdesk.services.gift_items import ItemRow
from refdesk.ui.gifts.catalog_dialog import CatalogDialog, given_words
from refdesk.ui.gifts.item_picture import SmallPicture, image_of
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import EmptyState
from refdesk.ui.workplace import Workplace

_HEIGHT = 61
_COST, _STOCK = 96, 104


class CatalogView(QWidget):
    """`give_wanted` asks for a gift of an item; entries are added and changed here."""

    give_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._currency = "USD"
        self._rows: tuple[ItemRow, ...] = ()
        self._words = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.retired = Check(_("Show retired"), self)
        self.add = Button(_("Add a gift"), self, icon="plus")
        self.lines = Lines(self, name=_("Catalog"))
        self._content = QWidget(self)
        self._scroll = ScrollArea(self._content, self)
        self.empty = EmptyState(
            _("The catalog is empty"),
            _("Put in what you like to give. RefDesk then picks what fits a person, and counts what is left."),
            self, icon="gift", act=_("Add a gift"),
        )  # fmt: skip
        self._lay_out()
        self.add.clicked.connect(self._add)
        self.empty.pressed.connect(self._add)
        self.retired.toggled.connect(self.refresh)

    def refresh(self) -> None:
        """Show the catalog as it is now."""
        desk = self._workplace.desk
        self._currency = desk.ask(business.load).currency
        self._rows = desk.ask(gift_items.rows, with_retired=True)
        retired = sum(row.retired_on is not None for row in self._rows)
        shown = [row for row in self._rows if row.retired_on is None or self.retired.isChecked()]
        self._words.setText(_count_words(len(self._rows) - retired))
        self.retired.setVisible(retired > 0)
        self.empty.setVisible(not self._rows)
        for piece in (self._scroll, self.add, self._words):
            piece.setVisible(bool(self._rows))
        self.lines.set_lines([self._line(row) for row in shown])

    def count(self) -> int:
        """Return how many entries can be given."""
        return sum(row.retired_on is None for row in self._rows)

    def take_focus(self) -> None:
        """Begin with the first entry."""
        lines = self.lines.lines()
        (lines[0] if lines else self.empty.act if not self._rows else self.add).setFocus()

    def menu_of(self, row: ItemRow) -> Menu:
        """Return everything that can be done with an entry."""
        menu = Menu(self, name=row.draft.name)
        menu.add(_("Change…"), partial(self._edit, row.item_id), icon="pencil")
        if row.retired_on is None:
            menu.add(_("Give it…"), partial(self.give_wanted.emit, row.item_id), icon="gift")
            menu.addSeparator()
            said = _("“{gift}” retired from the catalog").format(gift=row.draft.name)
            menu.add(_("Retire"), partial(self._workplace.act, said, gift_items.retire, row.item_id), icon="archive")
        else:
            said = _("“{gift}” is in the catalog again").format(gift=row.draft.name)
            menu.add(
                _("Take back into the catalog"), partial(self._workplace.act, said, gift_items.restore, row.item_id)
            )
        return menu

    def _line(self, row: ItemRow) -> Line:
        draft = row.draft
        cost = money.shown(draft.cost_minor, self._currency)
        about = ", ".join(part for part in (draft.category, given_words(row)) if part)
        line = Line(self.lines, name=", ".join((draft.name, about, cost, _stock_words(row))), height=_HEIGHT)
        picture = self._workplace.desk.ask(gift_items.picture_of, row.item_id) if row.has_picture else None
        line.row.addWidget(SmallPicture(image_of(picture), line))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(draft.name, Style.SECOND_STRONG, line))
        words.addWidget(ElidedLabel(about, Style.CAPTION, line, ink=Ink.INK2))
        words.addStretch(1)
        line.row.addLayout(words, 1)
        for tag in self._tags(row, line):
            line.row.addWidget(tag)
        line.row.addWidget(self._costs(row, line))
        stock = Label(_stock_words(row), Style.SECOND, line, ink=Ink.AMBER if draft.in_stock == 0 else Ink.INK2)
        stock.setFixedWidth(_STOCK)
        line.row.addSpacing(10)
        line.row.addWidget(stock)
        self._add_buttons(line, row)
        line.clicked.connect(partial(self._edit, row.item_id))
        return line

    def _costs(self, row: ItemRow, line: QWidget) -> QWidget:
        made = QWidget(line)
        made.setFixedWidth(_COST)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        right = Qt.AlignmentFlag.AlignRight
        cost = Label(money.shown(row.draft.cost_minor, self._currency), Style.SECOND_STRONG, made)
        column.addWidget(cost, 0, right)
        if row.draft.shipping_minor:
            more = money.shown(row.draft.shipping_minor, self._currency)
            column.addWidget(Label(_("+ {amount}").format(amount=more), Style.CAPTION, made, ink=Ink.INK2), 0, right)
        column.addStretch(1)
        return made

    def _add_buttons(self, line: Line, row: ItemRow) -> None:
        if row.retired_on is None:
            give = Button(_("Give"), line, icon="gift", size=Size.ROW, kind=Kind.SECOND)
            give.setAccessibleName(_("Give: {gift}").format(gift=row.draft.name))
            give.clicked.connect(partial(self.give_wanted.emit, row.item_id))
        else:
            said = _("“{gift}” is in the catalog again").format(gift=row.draft.name)
            give = Button(_("Take back"), line, size=Size.ROW, kind=Kind.SECOND)
            give.setAccessibleName(_("Take back: {gift}").format(gift=row.draft.name))
            give.clicked.connect(partial(self._workplace.act, said, gift_items.restore, row.item_id))
        give.setFixedWidth(122)
        more = IconButton("ellipsis", _("More for {gift}").format(gift=row.draft.name), line)
        more.clicked.connect(partial(self._open_menu, row, more))
        line.row.addWidget(give)
        line.row.addWidget(more)

    def _tags(self, row: ItemRow, line: QWidget) -> list[Tag]:
        found = []
        if row.retired_on is not None:
            found.append(Tag(_("retired"), line, tone=Tone.PLAIN))
        if row.draft.we_sell_this:
            found.append(Tag(_("we sell this"), line, tone=Tone.AMBER))
        if row.draft.carries_our_mark:
            found.append(Tag(_("our name"), line, tone=Tone.NEUTRAL))
        return found

    def _open_menu(self, row: ItemRow, button: QWidget) -> None:
        menu = self.menu_of(row)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _add(self) -> None:
        CatalogDialog(self._workplace, self).open()

    def _edit(self, item_id: GiftItemId) -> None:
        CatalogDialog(self._workplace, self, item_id=item_id).open()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Catalog"), Style.SECTION, self))
        head.addWidget(self._words)
        head.addStretch(1)
        head.addWidget(self.retired)
        head.addWidget(self.add)
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(0)
        inner.addWidget(self.lines)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)


def _count_words(count: int) -> str:
    return ngettext("{n} gift", "{n} gifts", count).format(n=i18n.number(count))


def _stock_words(row: ItemRow) -> str:
    if row.draft.in_stock is None:
        return ""
    if not row.draft.in_stock:
        return _("none left")
    return ngettext("{n} in stock", "{n} in stock", row.draft.in_stock).format(n=i18n.number(row.draft.in_stock))
