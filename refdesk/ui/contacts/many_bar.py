"""The bar under the list while several contacts are chosen: how many, and what can be done with them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import ranking
from refdesk.domain.contact import CATEGORY_WORDS, MayBeCalled, Status
from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.ranking import Rank
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _, ngettext
from refdesk.services import households, many_contacts, tags
from refdesk.ui import rank_hiding
from refdesk.ui.contacts import many_work
from refdesk.ui.contacts.many_work import Changed
from refdesk.ui.contacts.tag_dialog import TagDialog
from refdesk.ui.theme import Style
from refdesk.ui.widgets import passing_line
from refdesk.ui.widgets.bottom_bar import BottomBar
from refdesk.ui.widgets.buttons import Button, IconButton, Size
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.marking import Marking
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace

MOST_IN_HOUSEHOLD = 20
_AROUND, _BETWEEN = 32, 8


class ManyBar(BottomBar):
    """Appears with the first mark; each act is one step, and the marks stay for the next one."""

    export_wanted = Signal(list)
    cards_wanted = Signal(list)
    occasion_cards_wanted = Signal(str, list)
    directory_wanted = Signal(list)

    def __init__(self, workplace: Workplace, marking: Marking, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._marking = workplace, marking
        self.setAccessibleName(_("Chosen contacts"))
        self.count = Label("", Style.BODY_STRONG, self)
        self.tag = Button(_("Tag"), self, size=Size.ROW)
        self.rank = Button(_("Rank"), self, size=Size.ROW)
        self.more = Button(_("More"), self, size=Size.ROW)
        self.leave = IconButton("x", _("Choose nobody"), self, key="Esc")
        self._lay_out()
        self.tag.clicked.connect(self._ask_tag)
        self.rank.clicked.connect(partial(self._pop_up, self.rank_menu, self.rank))
        self.more.clicked.connect(partial(self._pop_up, self.more_menu, self.more))
        self.leave.clicked.connect(marking.clear)
        marking.changed.connect(self._show_count)
        rank_hiding.shared().changed.connect(self._show_count)
        self._show_count()

    def ids(self) -> list[ContactId]:
        """Return who is chosen, in the order of the list."""
        return [ContactId(each) for each in self._marking.ids()]

    def rank_menu(self) -> Menu:
        """Return the menu of ranks for all that are chosen."""
        menu = Menu(self, name=_("Rank"))
        for rank in Rank:
            words = f"{rank.value}  {ranking.words(rank)}"
            menu.add(words, partial(self._change, many_contacts.set_rank, rank))
        menu.addSeparator()
        menu.add(_("Not ranked"), partial(self._change, many_contacts.set_rank, None))
        return menu

    def more_menu(self) -> Menu:
        """Return what else can be done with all that are chosen."""
        menu, do = Menu(self, name=_("More for the chosen contacts")), self._change
        menu.add(_("Category…"), partial(self._pop_up, self.category_menu, self.more))
        menu.add(_("Do not mail"), partial(do, many_contacts.set_mail, False))
        menu.add(_("May be mailed"), partial(do, many_contacts.set_mail, True))
        menu.add(_("Do not call"), partial(do, many_contacts.set_call, MayBeCalled.NO), icon="ban")
        menu.add(_("May be called"), partial(do, many_contacts.set_call, MayBeCalled.YES), icon="phone-call")
        menu.add(_("Inactive: off every list"), partial(do, many_contacts.set_status, Status.INACTIVE))
        menu.add(_("Back on the lists"), partial(do, many_contacts.set_status, Status.ACTIVE))
        menu.addSeparator()
        if 2 <= self._marking.count() <= MOST_IN_HOUSEHOLD:
            menu.add(_("Make them one household"), self._put_together, icon="house")
        menu.add(_("Print the cards owed to them…"), self._find_cards, icon="printer")
        menu.add(_("Make cards for them…"), self._make_cards, icon="pen-line")
        menu.add(_("Print a list of them…"), self._print_list, icon="book-user")
        menu.add(_("Export…"), self._export, icon="upload")
        return menu

    def category_menu(self) -> Menu:
        """Return the menu of categories for all that are chosen."""
        menu = Menu(self, name=_("Category"))
        for category, words in CATEGORY_WORDS.items():
            menu.add(_(words), partial(self._change, many_contacts.set_category, category))
        return menu

    def _show_count(self) -> None:
        count = self._marking.count()
        words = ngettext("{n} chosen", "{n} chosen", count).format(n=i18n.number(count))
        self.count.setAccessibleName(words)
        self.setVisible(count > 0)
        self.rank.setVisible(not rank_hiding.is_on())
        self._fit()
        passing_line.announce(self, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the number alone where its word has no room: a number is never cut."""
        count = self._marking.count()
        words = ngettext("{n} chosen", "{n} chosen", count).format(n=i18n.number(count))
        buttons = [each for each in (self.tag, self.rank, self.more, self.leave) if not each.isHidden()]
        taken = _AROUND + sum(each.sizeHint().width() + _BETWEEN for each in buttons)
        fits = taken + self.count.fontMetrics().horizontalAdvance(words) <= self.width()
        self.count.setText(words if fits else i18n.number(count))

    def _change(self, act: Callable[..., int], *values: object) -> None:
        work = partial(many_work.change, self._workplace.file, act, self.ids(), values)
        self._workplace.jobs.start(work, then=self._say, failed=self._workplace.show_fault, writes=True)

    def _say(self, changed: Changed) -> None:
        if changed.contacts:
            self._workplace.done(changed.said)
        else:
            self._workplace.tell(_("Nothing to change: it is so already."))

    def _ask_tag(self) -> None:
        names = self._workplace.desk.ask(tags.names)
        dialog = TagDialog(self, people=self._marking.count(), names=names)
        dialog.wanted.connect(self._set_tag)
        dialog.open()

    def _set_tag(self, name: str, adds: bool) -> None:
        self._change(many_contacts.add_tag if adds else many_contacts.remove_tag, name)

    def _put_together(self) -> None:
        desk = self._workplace.desk
        try:
            desk.do(households.together, self.ids())
        except Refused as refused:
            self._workplace.tell(" ".join(each.sentence for each in refused.problems))
            return
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        step = desk.undo_state().undo
        self._workplace.done(step.label if step else _("They share a household"))

    def _find_cards(self) -> None:
        work = partial(many_work.cards_owed, self._workplace.desk, self.ids())
        self._workplace.jobs.start(work, then=self._show_cards, failed=self._workplace.show_fault)

    def _show_cards(self, parts: list[ThanksPartId]) -> None:
        if parts:
            self.cards_wanted.emit(parts)
        else:
            self._workplace.tell(_("No card is owed to anybody chosen."))

    def _make_cards(self) -> None:
        self.occasion_cards_wanted.emit("other", self.ids())

    def _print_list(self) -> None:
        self.directory_wanted.emit(self.ids())

    def _export(self) -> None:
        self.export_wanted.emit(self.ids())

    def _pop_up(self, made: Callable[[], Menu], button: QWidget) -> None:
        menu = made()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, _AROUND - 20, 8)
        row.setSpacing(_BETWEEN)
        row.addWidget(self.count)
        row.addStretch(1)
        for each in (self.tag, self.rank, self.more, self.leave):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(self))
        column.addLayout(row)
