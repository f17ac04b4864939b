"""Contacts: the list at the left, the person at the right."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from refdesk.domain import addresses, countries
from refdesk.domain.changes import Changes
from refdesk.domain.ids import ContactId
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.ui import theme
from refdesk.ui.contacts.contact_list_pane import ContactListPane
from refdesk.ui.contacts.person_panel import PersonPanel
from refdesk.ui.contacts.splitter import Splitter
from refdesk.ui.page import Page, Region
from refdesk.ui.widgets.surfaces import EmptyState
from refdesk.ui.workplace import Workplace

LIST_WIDE, LIST_NARROW, PANEL_LEAST = 484, 322, 560
_FALLS_BACK_BELOW = LIST_WIDE + PANEL_LEAST


class ContactsPage(Page):
    """The place of all people."""

    kinds = (
        "contact", "contact_point", "postal_address", "yearly_date", "tag", "contact_tag", "household", "touch",
        "contact_link", "evidence", "plan", "lesson_taught", "picture", "promise", "referral", "referral_giver",
        "stage_move", "stage", "gift", "printed", "reminder", "setting",
    )  # fmt: skip
    conversation_wanted = Signal(int, int)
    referral_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    contact_wanted = Signal()
    edit_wanted = Signal(int)
    gift_wanted = Signal(int)
    given_wanted = Signal(int)
    leads_wanted = Signal(int)
    merge_wanted = Signal(int, int)
    promise_wanted = Signal(int)
    reminder_wanted = Signal(int)
    reminder_shown_wanted = Signal(int)
    call_wanted = Signal(int, int, str)
    import_wanted = Signal()
    export_wanted = Signal()
    duplicates_wanted = Signal()
    export_chosen_wanted = Signal(list)
    cards_wanted = Signal(list)
    occasion_cards_wanted = Signal(str, list)
    sorting_wanted = Signal()
    look_again_wanted = Signal()
    forgotten_wanted = Signal()
    top_sources_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, *, in_parts: bool = False) -> None:
        super().__init__(workplace, parent)
        self._wide = True
        self._is_warm = False
        if not in_parts:
            self.make_whole()

    def parts(self) -> Iterator[None]:
        """Make what the page consists of, about as much with each step."""
        workplace = self.workplace
        self._both = Splitter(self)
        self.list = ContactListPane(workplace, self._both)
        yield
        self.panel = PersonPanel(workplace, self._both)
        yield
        self._empty = _Empty(self)
        self._stack = QStackedLayout(self)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Load the list and the person again."""
        self.list.refresh()
        self.list.rank_acts.look()
        self.panel.refresh()
        if not self._is_warm:
            self._is_warm = True
            self.workplace.jobs.start(_read_countries, then=_nothing, failed=self.workplace.show_fault)

    def apply_changes(self, changes: Changes) -> None:
        """Load what the changes concern."""
        if not changes.touches(*self.kinds):
            return
        self.list.apply_changes(changes)
        self.list.rank_acts.look()
        self.panel.refresh()

    def printing(self) -> Callable[[], object] | str:
        """Say where a list of people is printed."""
        return _("Reports prints people: the contact directory.")

    def take_focus(self) -> None:
        """Begin in the list."""
        first = self._empty.state.act if self._stack.currentWidget() is self._empty else self.list.view
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def regions(self) -> tuple[Region, ...]:
        """Return the list and the person."""
        if self._stack.currentWidget() is self._empty:
            return super().regions()
        people = Region(self.list, self.take_focus)
        return (people,) if self.panel.person is None else (people, Region(self.panel, self.panel.take_focus))

    def show_person(self, contact_id: ContactId) -> None:
        """Show a person, and find them in the list."""
        self.panel.show_person(contact_id)
        self.list.go_to(contact_id)

    def person_shown(self) -> ContactId | None:
        """Return who is shown at the right."""
        return self.panel.contact_id()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _FALLS_BACK_BELOW
        self._both.setHandleWidth(1)
        if wide != self._wide or not self._both.was_moved:
            self._wide = wide
            left = LIST_WIDE if wide else min(theme.scaled(LIST_NARROW), self.width() - PANEL_LEAST - 1)
            self._both.setSizes([left, max(self.width() - left - 1, 0)])

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(LIST_NARROW)
        self.panel.setMinimumWidth(PANEL_LEAST)
        self._both.setAccessibleName(_("List and person"))
        self._both.setStretchFactor(0, 0)
        self._both.setStretchFactor(1, 1)
        self._both.setChildrenCollapsible(False)
        self._stack.addWidget(self._both)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.list.focus_search)
        QShortcut(QKeySequence("F2"), self).activated.connect(self._edit)
        self.list.person_chosen.connect(self._show_chosen)
        self.list.person_entered.connect(self._log)
        self.list.counted.connect(self._show_whether_empty)
        self.list.add_wanted.connect(self.contact_wanted)
        self.list.import_wanted.connect(self.import_wanted)
        self.list.export_wanted.connect(self.export_wanted)
        self.list.duplicates_wanted.connect(self.duplicates_wanted)
        self.list.export_chosen_wanted.connect(self.export_chosen_wanted)
        self.list.cards_wanted.connect(self.cards_wanted)
        self.list.many.occasion_cards_wanted.connect(self.occasion_cards_wanted)
        acts = self.list.rank_acts
        acts.sorting_wanted.connect(self.sorting_wanted)
        acts.look_again_wanted.connect(self.look_again_wanted)
        acts.forgotten_wanted.connect(self.forgotten_wanted)
        acts.top_sources_wanted.connect(self.top_sources_wanted)
        self._empty.state.pressed.connect(self.import_wanted)
        self._empty.state.link_pressed.connect(self._empty_link)
        panel = self.panel
        panel.conversation_wanted.connect(self.conversation_wanted)
        panel.referral_wanted.connect(self.referral_wanted)
        panel.referral_shown_wanted.connect(self.referral_shown_wanted)
        panel.edit_wanted.connect(self.edit_wanted)
        panel.gift_wanted.connect(self.gift_wanted)
        panel.cards_wanted.connect(self.cards_wanted)
        panel.left.connect(self.list.focus_search)
        panel.given_wanted.connect(self.given_wanted)
        panel.leads_wanted.connect(self.leads_wanted)
        panel.merge_wanted.connect(self.merge_wanted)
        panel.promise_wanted.connect(self.promise_wanted)
        panel.reminder_wanted.connect(self.reminder_wanted)
        panel.reminder_shown_wanted.connect(self.reminder_shown_wanted)
        panel.call_wanted.connect(self.call_wanted)
        panel.person_wanted.connect(self.show_person)

    def _show_chosen(self, contact_id: int) -> None:
        if self.list.is_on_the_way:
            return  # the panel already shows whom the list is still looking for
        if contact_id < 0:
            self.panel.show_nobody()
        elif contact_id != self.panel.contact_id():
            self.panel.show_person(ContactId(contact_id))

    def _show_whether_empty(self, everybody: int) -> None:
        self._stack.setCurrentWidget(self._both if everybody else self._empty)

    def _log(self, contact_id: int) -> None:
        self.conversation_wanted.emit(contact_id, 0)

    def _edit(self) -> None:
        if (contact_id := self.person_shown()) is not None:
            self.edit_wanted.emit(contact_id)

    def _empty_link(self, _at: int) -> None:
        self.contact_wanted.emit()


def _read_countries(_progress: Progress) -> None:
    """Read the names of countries before the editor and the panel need them: it takes a third of a second, once."""
    addresses.country_code("US")
    countries.choices()


def _nothing(_result: None) -> None:
    pass


class _Empty(QWidget):
    """What the place shows before the first person is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        sentences = _(
            "A file from your phone, your e-mail or a spreadsheet is enough (CSV or vCard). "
            "Nothing is sent anywhere, and one click takes it back."
        )
        self.state = EmptyState(
            _("Bring your people in"), sentences, self, icon="book-user", act=_("Import contacts"),
            act_icon="download", key="Ctrl+I", links=(_("Type one in"),),
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 96, 0, 0)
        column.addWidget(self.state, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
