"""Beside the queue of thanks: the year of the chosen person, what fits as a gift, and what was left out and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.gift_rules import Reach
from refdesk.domain.ids import ContactId
from refdesk.domain.thanks import Part
from refdesk.i18n import _
from refdesk.services import gift_guard
from refdesk.services.gift_guard import Suggestions
from refdesk.services.thanks_queue import ThanksRow
from refdesk.ui import theme
from refdesk.ui.gifts import gift_words
from refdesk.ui.gifts.suggestion_lines import SuggestionLines
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace

WIDTH = 380


class SuggestPanel(QWidget):
    """Shows one person; `give_wanted` brings the person and the item that is chosen (0: none of the catalog).

    `none_wanted` says that no gift goes with these thanks, `after_all_wanted` takes that back.
    """

    give_wanted = Signal(int, int)
    none_wanted = Signal(object)
    after_all_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._row: ThanksRow | None = None
        self._contact_id: ContactId | None = None
        self._item_id = 0
        self._card = Card(self, pad=18, spacing=8)
        self._title = Label("", Style.SECTION, self._card, wrap=True)
        self._whose = ElidedLabel("", Style.SECOND, self._card, ink=Ink.INK2)
        self._total = Label("", Style.SECOND_STRONG, self._card)
        self.bar = Bar(0.0, self._card, name="")
        self.lines = SuggestionLines(self._card)
        self.give = Button(_("Give another"), self._card, icon="gift")
        self.none = Button("", self._card, kind=Kind.LINK)
        self.after_all = Button(_("A gift after all"), self._card, kind=Kind.LINK)
        self._lay_out()
        self.lines.chosen.connect(self._choose)
        self.give.clicked.connect(self._give)
        self.none.clicked.connect(self._leave_out)
        self.after_all.clicked.connect(self._owe_after_all)
        theme.follow(self._restyle)

    def show_thanks(self, row: ThanksRow | None) -> None:
        """Show what fits whoever is thanked, or nothing for None."""
        self._row = row
        if row is None:
            self._contact_id = None
            self.hide()
            return
        if row.contact_id != self._contact_id:
            self._item_id = 0
        self._contact_id = row.contact_id
        desk = self._workplace.desk
        self._show(desk.ask(gift_guard.suggest, row.contact_id, desk.today()))
        self.show()  # what stands in it is laid out once

    def take_focus(self) -> None:
        """Put the focus on the first gift that fits, else on what can be done."""
        stops = (*self.lines.lines.lines(), self.give, self.none, self.after_all)
        first = next((each for each in stops if not each.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, found: Suggestions) -> None:
        standing = found.standing
        self._title.setText(_("A gift for {name}?").format(name=found.name))
        self._whose.setText(_("{whose}, {year}").format(whose=found.whose, year=found.year))
        self._total.setText(gift_words.total(standing, found.currency))
        self._total.set_ink(Ink.AMBER if standing.reach in (Reach.NEAR, Reach.PAST) else Ink.INK)
        name = gift_words.bar_name(found.whose, found.year, standing, found.currency)
        self.bar.set_share(standing.share, name=name, state=gift_words.STATES[standing.reach])
        for piece in (self._whose, self._total):
            piece.setVisible(not found.quiet)
        self.bar.setVisible(not found.quiet and standing.limit.amount is not None)
        if self._item_id not in {each.item_id for each in found.items}:
            self._item_id = found.items[0].item_id if found.items and not found.quiet else 0
        self.lines.show_suggestions(found, chosen=self._item_id)
        self.give.setVisible(not found.quiet)
        self._say_give()
        self._offer_none(is_quiet=bool(found.quiet))

    def _offer_none(self, *, is_quiet: bool) -> None:
        """Offer to leave the gift out of these thanks, or to owe it after all."""
        row = self._row
        gift = None if row is None else row.cell(Part.GIFT)
        card = None if row is None else row.cell(Part.CARD)
        is_settled = gift is not None and not gift.is_owed
        self.none.set_words(_("No gift, card only") if card is not None and card.is_owed else _("No gift"))
        self.none.setVisible(not is_quiet and not is_settled and row is not None and row.next_part is not Part.REWARD)
        self.after_all.setVisible(gift is not None and gift.waived_at is not None and not is_quiet)

    def _leave_out(self) -> None:
        if self._row is not None:
            self.none_wanted.emit(self._row)

    def _owe_after_all(self) -> None:
        if self._row is not None:
            self.after_all_wanted.emit(self._row)

    def _restyle(self) -> None:
        self.setFixedWidth(theme.scaled(WIDTH))

    def _choose(self, item_id: int) -> None:
        self._item_id = item_id
        self._say_give()

    def _say_give(self) -> None:
        self.give.set_words(_("Give this") if self._item_id else _("Give another"))

    def _give(self) -> None:
        if self._contact_id is not None:
            self.give_wanted.emit(self._contact_id, self._item_id)

    def _lay_out(self) -> None:
        top, head = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(IconMark("gift", self._card, ink=Ink.ACCENT, size=20), 0, Qt.AlignmentFlag.AlignTop)
        head.setSpacing(8)
        head.addWidget(self._whose, 1)
        head.addWidget(self._total)
        inner = self._card.column
        inner.addLayout(top)
        inner.addLayout(head)
        inner.addWidget(self.bar)
        inner.addWidget(self.lines)
        acts = QWidget(self._card)
        below = Flow(acts)
        for button in (self.give, self.none, self.after_all):
            below.addWidget(button)
        self.lines.set_acts(acts)
        content = QWidget(self)
        around = QVBoxLayout(content)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)
        around.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollArea(content, self))
