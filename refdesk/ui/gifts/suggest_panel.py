"""Beside the queue of thanks: the year of the chosen person, what fits as a gift, and what was left out and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.gift_rules import Reach
from refdesk.domain.ids import ContactId
from refdesk.i18n import _
from refdesk.services import gift_guard
from refdesk.services.gift_guard import Suggestions
from refdesk.ui.gifts import gift_words
from refdesk.ui.gifts.suggestion_lines import SuggestionLines
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace

WIDTH = 380


class SuggestPanel(QWidget):
    """Shows one person; `give_wanted` brings the person and the item that is chosen (0: none of the catalog)."""

    give_wanted = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._workplace = workplace
        self._contact_id: ContactId | None = None
        self._item_id = 0
        self._card = Card(self, pad=18, spacing=8)
        self._title = Label("", Style.SECTION, self._card, wrap=True)
        self._whose = ElidedLabel("", Style.SECOND, self._card, ink=Ink.INK2)
        self._total = Label("", Style.SECOND_STRONG, self._card)
        self.bar = Bar(0.0, self._card, name="")
        self.lines = SuggestionLines(self._card)
        self.give = Button(_("Give another"), self._card, icon="gift")
        self._lay_out()
        self.lines.chosen.connect(self._choose)
        self.give.clicked.connect(self._give)

    def show_person(self, contact_id: ContactId | None) -> None:
        """Show what fits somebody, or nothing for None."""
        self.setVisible(contact_id is not None)
        if contact_id is None:
            self._contact_id = None
            return
        if contact_id != self._contact_id:
            self._item_id = 0
        self._contact_id = contact_id
        desk = self._workplace.desk
        self._show(desk.ask(gift_guard.suggest, contact_id, desk.today()))

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
        self.lines.set_act(self.give)
        content = QWidget(self)
        around = QVBoxLayout(content)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)
        around.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollArea(content, self))
