"""The ledger of gifts: one tax year, given or received, the newest first, with its sums and what passed the limit."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money, tax_year
from refdesk.domain.gift_rules import Reach
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.i18n import _, ngettext
from refdesk.services.gifts import Ledger, LedgerRow
from refdesk.ui import theme
from refdesk.ui.gifts import gift_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import chip, ids_model, painting
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.chip import Tone
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.ids_model import IdsModel, Index
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.list_view import LineDelegate, ListView
from refdesk.ui.widgets.segment import Choice, Segment

LINE_HEIGHT = 36
_NONE = "–"
DATE, TO, GIFT, OCCASION, REASON, RELATIONSHIP, COST, SHIPPING, TOGETHER = range(9)
_SHARES = {TO: 18, GIFT: 26, OCCASION: 13, REASON: 28, RELATIONSHIP: 14}
_WIDTHS = {DATE: 84, COST: 84, SHIPPING: 84, TOGETHER: 186}
_TONES = {Reach.NEAR: Tone.AMBER, Reach.PAST: Tone.OVERDUE}
_RULES_FROM = 1000
_NEEDED_ROOM = {RELATIONSHIP: 1000, OCCASION: 1240, REASON: 700, SHIPPING: 600}


class LedgerView(QWidget):
    """A year of gifts.

    `year_wanted` asks for another year, `direction_wanted` for what was given or received, `gift_wanted` for the
    dialog, `person_wanted` for a contact, `files_wanted` for the menu of files, `menu_wanted` for that of a gift.
    """

    year_wanted = Signal(int)
    direction_wanted = Signal()
    gift_wanted = Signal()
    person_wanted = Signal(int)
    limits_wanted = Signal()
    files_wanted = Signal(QPoint)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.has_gifts = False
        self._rows: dict[int, LedgerRow] = {}
        self._currency = "USD"
        self._title = Label("", Style.SECTION, self)
        self._sums = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self.rules = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self.shown = Segment(_directions(), self, name=_("Given or received"), value=GiftDirection.GIVEN.value)
        self.year = Combo([], self, name=_("Year of the ledger"))
        self.files = Button(_("Year ledger"), self, icon="file-text")
        self.add = Button(_("Log a gift"), self, icon="gift")
        self.more = IconButton("ellipsis", _("More for the chosen gift"), self)
        self._model: IdsModel[LedgerRow] = IdsModel(self._fetch, self._columns(), self)
        self.list = ListView(self._model, self, name=_("Gifts"), line_height=LINE_HEIGHT)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._nothing = Label("", Style.SECOND, self, ink=Ink.INK2)
        self._lay_out()
        self._connect()

    def direction(self) -> GiftDirection:
        """Return which way the gifts went that are shown."""
        return GiftDirection(self.shown.value())

    def show_ledger(self, ledger: Ledger, years: Sequence[int], currency: str) -> None:
        """Show a year."""
        self._currency = currency
        self._rows = {row.gift_id: row for row in ledger.rows}
        self.has_gifts = bool(ledger.rows) or len(years) > 1
        given = ledger.direction is GiftDirection.GIVEN
        year = ledger.tax_year.name
        self._title.setText((_("Given in {year}") if given else _("Received in {year}")).format(year=year))
        self._sums.setText(sums(ledger, currency))
        self._sums.setVisible(bool(ledger.count))
        self.rules.set_words(gift_words.rule(ledger.rules, at_end_of=ledger.rules.limit_at(ledger.tax_year.last)))
        self.rules.setAccessibleDescription(_("Opens the limits"))
        names = [(each, tax_year.beginning_in(each, ledger.rules.start).name) for each in years]
        self.year.set_choices(names, value=ledger.year)
        self.year.setVisible(len(years) > 1)
        self._model.forget_rows()
        self._model.set_ids([row.gift_id for row in ledger.rows])
        self.list.setVisible(bool(ledger.rows))
        self.more.setVisible(bool(ledger.rows))
        self.files.setVisible(bool(ledger.rows))
        self._nothing.setVisible(not ledger.rows)
        none = _("No gift was logged in {year}.") if given else _("No gift that you received was logged in {year}.")
        self._nothing.setText(none.format(year=year))

    def current(self) -> LedgerRow | None:
        """Return the gift of the current line, or the first one."""
        chosen = self._rows.get(self.list.current_id())
        return chosen if chosen is not None else next(iter(self._rows.values()), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list.viewport() and event.type() == QEvent.Type.Resize:
            self.share_width()
        return False

    def share_width(self) -> None:
        """Give the columns their widths; what a line can do without leaves where there is no room."""
        room = self.list.viewport().width()
        self.rules.setVisible(room >= theme.scaled(_RULES_FROM))
        for at, least in _NEEDED_ROOM.items():
            self.list.setColumnHidden(at, room < theme.scaled(least))
        shown = {at: share for at, share in _SHARES.items() if not self.list.isColumnHidden(at)}
        widths = {at: theme.scaled(width) for at, width in _WIDTHS.items() if not self.list.isColumnHidden(at)}
        rest = room - sum(widths.values())
        for at, share in shown.items():
            self.list.setColumnWidth(at, rest * share // sum(shown.values()))
        for at, width in widths.items():
            self.list.setColumnWidth(at, width)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, LedgerRow]:
        return {gift_id: self._rows[gift_id] for gift_id in ids if gift_id in self._rows}

    def _open_more(self) -> None:
        row = self.current()
        if row is not None:
            self.list.go_to(row.gift_id)
            self.menu_wanted.emit(row, self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _open_context(self, where: QPoint) -> None:
        row = self.current()
        if row is not None:
            self.menu_wanted.emit(row, self.list.viewport().mapToGlobal(where))

    def _open_files(self) -> None:
        self.files_wanted.emit(self.files.mapToGlobal(QPoint(0, self.files.height() + 4)))

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
            made("gift", _("Gift"), lambda row: row.gift, sortable=False),
            made("occasion", _("Occasion"), lambda row: row.occasion, sortable=False),
            made("reason", _("Business reason"), lambda row: row.business_reason, sortable=False),
            made("relationship", _("Relationship"), lambda row: row.relationship, sortable=False),
            made("cost", _("Cost"), self._cost, right=True, sortable=False),
            made("shipping", _("Shipping"), self._shipping, right=True, sortable=False),
            made("together", _("Household this year"), self._together, spoken=self._spoken, right=True, sortable=False),
        ]

    def _cost(self, row: LedgerRow) -> str:
        return money.shown(row.cost_minor, self._currency)

    def _shipping(self, row: LedgerRow) -> str:
        return money.shown(row.shipping_minor, self._currency) if row.shipping_minor else _NONE

    def _together(self, row: LedgerRow) -> str:
        is_to_come = row.state is not GiftState.GIVEN and not row.together_minor
        return _NONE if is_to_come else money.shown(row.together_minor, self._currency)

    def _spoken(self, row: LedgerRow) -> str:
        words, tag = self._together(row), tag_words(row)
        return f"{words}, {tag}" if tag else words

    def _connect(self) -> None:
        self.year.chosen.connect(self._choose_year)
        self.shown.chosen.connect(self.direction_wanted)
        self.add.clicked.connect(self.gift_wanted)
        self.rules.clicked.connect(self.limits_wanted)
        self.files.clicked.connect(self._open_files)
        self.more.clicked.connect(self._open_more)
        self.list.entered_line.connect(self._open)
        self.list.customContextMenuRequested.connect(self._open_context)
        self.list.viewport().installEventFilter(self)

    def _lay_out(self) -> None:
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(12)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sums)
        head.addLayout(words, 1)
        self.year.setFixedWidth(112)
        for piece in (self.rules, self.shown, self.year, self.files, self.add, self.more):
            head.addWidget(piece)
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
        if index.column() == TOGETHER:
            self._paint_reach(painter, rect, row, str(index.data() or ""))
        style = Style.SECOND_STRONG if index.column() == TO else Style.SECOND
        self._paint(painter, rect, index, style, quiet=row.state is not GiftState.GIVEN)

    def _paint(self, painter: QPainter, rect: QRect, index: Index, style: Style, *, quiet: bool) -> None:
        tokens = theme.current()
        words = str(index.data() or "")
        right = self._view.columns()[index.column()].right
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        ink = tokens.ink2 if quiet else tokens.ink
        painting.text(painter, rect.adjusted(self.pad, 0, -self.pad, 0), words, style, ink, align)

    def _paint_reach(self, painter: QPainter, rect: QRect, row: LedgerRow, amount: str) -> None:
        """Put "near the limit", "past the limit", or how far the gift is before the total."""
        words = tag_words(row)
        if not words:
            return
        size = chip.tag_size(words)
        taken = QFontMetrics(theme.font(Style.SECOND)).horizontalAdvance(amount) + self.pad + 8
        left = max(rect.right() - taken - size.width(), rect.left())
        top = rect.top() + (rect.height() - size.height()) // 2
        tone = _TONES.get(row.standing.reach, Tone.NEUTRAL) if row.state is GiftState.GIVEN else Tone.NEUTRAL
        chip.paint_tag(painter, QRect(QPoint(left, top), size), words, tone=tone)


def tag_words(row: LedgerRow) -> str:
    """Return what stands beside the total: that the gift is not given yet, else that it is near or past the limit."""
    if row.state is not GiftState.GIVEN:
        return _("planned") if row.state is GiftState.PLANNED else _("bought")
    return {Reach.NEAR: _("near the limit"), Reach.PAST: _("past the limit")}.get(row.standing.reach, "")


def _directions() -> list[Choice]:
    return [Choice(GiftDirection.GIVEN.value, _("Given")), Choice(GiftDirection.RECEIVED.value, _("Received"))]


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


def this_year(present: int, years: Sequence[int], chosen: int | None) -> int:
    """Return the year to show: the chosen one as long as it has gifts, else the present one."""
    return chosen if chosen in years and chosen is not None else present
