"""The ledger of gifts: one year, the newest first, with its sums."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.gifts import GiftState
from refdesk.i18n import _, ngettext
from refdesk.services.gifts import Ledger, LedgerRow
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import ids_model, painting
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.ids_model import IdsModel, Index
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import LineDelegate, ListView

LINE_HEIGHT = 36
_NONE = "–"
DATE, TO, GIFT, OCCASION, REASON, RELATIONSHIP, COST, SHIPPING, TOGETHER = range(9)
_SHARES = {TO: 22, GIFT: 22, OCCASION: 13, REASON: 24, RELATIONSHIP: 16}
_WIDTHS = {DATE: 84, COST: 92, SHIPPING: 92, TOGETHER: 152}
_NEEDED_ROOM = {RELATIONSHIP: 1000, OCCASION: 900, REASON: 700}


class LedgerView(QWidget):
    """`year_wanted` asks for another year, `gift_wanted` for the dialog, `person_wanted` for a contact."""

    year_wanted = Signal(int)
    gift_wanted = Signal()
    person_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.has_gifts = False
        self._rows: dict[int, LedgerRow] = {}
        self._currency = "USD"
        self._title = Label("", Style.SECTION, self)
        self._sums = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.year = Combo([], self, name=_("Year of the ledger"))
        self.add = Button(_("Log a gift"), self, icon="gift")
        self._model: IdsModel[LedgerRow] = IdsModel(self._fetch, self._columns(), self)
        self.list = ListView(self._model, self, name=_("Gifts given"), line_height=LINE_HEIGHT)
        self.list.setItemDelegate(_Delegate(self.list))
        self._nothing = Label("", Style.SECOND, self, ink=Ink.INK2)
        self._lay_out()
        self.year.chosen.connect(self._choose_year)
        self.add.clicked.connect(self.gift_wanted)
        self.list.entered_line.connect(self._open)
        self.list.viewport().installEventFilter(self)

    def show_ledger(self, ledger: Ledger, years: Sequence[int], currency: str) -> None:
        """Show a year."""
        self._currency = currency
        self._rows = {row.gift_id: row for row in ledger.rows}
        self.has_gifts = bool(ledger.rows) or len(years) > 1
        self._title.setText(_("Given in {year}").format(year=ledger.year))
        self._sums.setText(sums(ledger, currency))
        self.year.set_choices([(year, str(year)) for year in years], value=ledger.year)
        self.year.setVisible(len(years) > 1)
        self._model.forget_rows()
        self._model.set_ids([row.gift_id for row in ledger.rows])
        self.list.setVisible(bool(ledger.rows))
        self._nothing.setVisible(not ledger.rows)
        self._nothing.setText(_("No gift was logged in {year}.").format(year=ledger.year))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list.viewport() and event.type() == QEvent.Type.Resize:
            self.share_width()
        return False

    def share_width(self) -> None:
        """Give the columns their widths; the relationship leaves where there is no room for it."""
        room = self.list.viewport().width()
        for at, least in _NEEDED_ROOM.items():
            self.list.setColumnHidden(at, room < theme.scaled(least))
        shown = {at: share for at, share in _SHARES.items() if not self.list.isColumnHidden(at)}
        rest = room - sum(theme.scaled(width) for width in _WIDTHS.values())
        for at, share in shown.items():
            self.list.setColumnWidth(at, rest * share // sum(shown.values()))
        for at, width in _WIDTHS.items():
            self.list.setColumnWidth(at, theme.scaled(width))

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, LedgerRow]:
        return {gift_id: self._rows[gift_id] for gift_id in ids if gift_id in self._rows}

    def _choose_year(self, year: object) -> None:
        self.year_wanted.emit(int(str(year)))

    def _open(self, gift_id: int) -> None:
        row = self._rows.get(gift_id)
        if row is not None:
            self.person_wanted.emit(row.contact_id)

    def _columns(self) -> list[ids_model.Column[LedgerRow]]:
        made = ids_model.Column[LedgerRow]
        return [
            made("on", _("Date"), _day, sortable=False),
            made("to", _("To"), lambda row: row.name, sortable=False),
            made("gift", _("Gift"), _gift, sortable=False),
            made("occasion", _("Occasion"), lambda row: row.occasion, sortable=False),
            made("reason", _("Business reason"), lambda row: row.business_reason, sortable=False),
            made("relationship", _("Relationship"), lambda row: row.relationship, sortable=False),
            made("cost", _("Cost"), self._cost, right=True, sortable=False),
            made("shipping", _("Shipping"), self._shipping, right=True, sortable=False),
            made("together", _("Household this year"), self._together, right=True, sortable=False),
        ]

    def _cost(self, row: LedgerRow) -> str:
        return money.shown(row.cost_minor, self._currency)

    def _shipping(self, row: LedgerRow) -> str:
        return money.shown(row.shipping_minor, self._currency) if row.shipping_minor else _NONE

    def _together(self, row: LedgerRow) -> str:
        return money.shown(row.together_minor, self._currency)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._sums)
        head.addStretch(1)
        self.year.setFixedWidth(96)
        head.addWidget(self.year)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        column.addStretch(0)
        heads = self.list.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.setMinimumHeight(theme.scaled(LINE_HEIGHT) * 2 + theme.scaled(32))


class _Delegate(LineDelegate):
    """Names are strong, the cost is in ink, a gift that was not given yet is quiet."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row = self.row_of(index)
        if row is None or index.column() not in (TO, GIFT, COST, TOGETHER):
            self._paint(painter, rect, index, Style.SECOND, quiet=True)
            return
        style = Style.SECOND_STRONG if index.column() == TO else Style.SECOND
        self._paint(painter, rect, index, style, quiet=row.state is not GiftState.GIVEN)

    def _paint(self, painter: QPainter, rect: QRect, index: Index, style: Style, *, quiet: bool) -> None:
        tokens = theme.current()
        words = str(index.data() or "")
        right = self._view.columns()[index.column()].right
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        ink = tokens.ink2 if quiet else tokens.ink
        painting.text(painter, rect.adjusted(self.pad, 0, -self.pad, 0), words, style, ink, align)


def sums(ledger: Ledger, currency: str) -> str:
    """Return "14 gifts, $142.70; shipping $28.40 apart"; "" where nothing was given."""
    if not ledger.count:
        return ""
    count = ngettext("{n} gift", "{n} gifts", ledger.count).format(n=i18n.number(ledger.count))
    cost = money.shown(ledger.cost_minor, currency)
    if not ledger.shipping_minor:
        return _("{count}, {cost}").format(count=count, cost=cost)
    shipping = money.shown(ledger.shipping_minor, currency)
    return _("{count}, {cost}; shipping {shipping} apart").format(count=count, cost=cost, shipping=shipping)


def _day(row: LedgerRow) -> str:
    return i18n.day_short(row.on)


def _gift(row: LedgerRow) -> str:
    words = {GiftState.PLANNED: _("{gift} (planned)"), GiftState.BOUGHT: _("{gift} (bought)")}
    return words.get(row.state, "{gift}").format(gift=row.gift)


def this_year(today: date, years: Sequence[int], chosen: int | None) -> int:
    """Return the year to show: the chosen one as long as it has gifts, else this one."""
    return chosen if chosen in years and chosen is not None else today.year
