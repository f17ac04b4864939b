"""The person beside the list: who it is, what to do, and everything that happened."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId
from refdesk.domain.profile import Profile
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken
from refdesk.i18n import N_, _
from refdesk.progress import Progress
from refdesk.services import business, contacts, person
from refdesk.services.desk import Desk
from refdesk.services.person import Person
from refdesk.ui.contacts import person_facts
from refdesk.ui.contacts.doing import Doing
from refdesk.ui.contacts.person_facts import Fact, PersonFacts
from refdesk.ui.contacts.person_promises import PersonPromises
from refdesk.ui.contacts.person_sections import GoodLead, Words
from refdesk.ui.contacts.person_timeline import PersonGifts, PersonReferrals, PersonTimeline
from refdesk.ui.contacts.rank_button import RankButton
from refdesk.ui.contacts.tabs import Tabs
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind
from refdesk.ui.widgets.label import ElidedLabel
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.workplace import Workplace

TABS_BELOW = 720
_STATUS_WORDS = (
    (Status.ACTIVE, N_("Active again")),
    (Status.INACTIVE, N_("Inactive: off every list")),
    (Status.DECEASED, N_("Deceased")),
)
_OVERVIEW, _TIMELINE, _REFERRALS, _GIFTS = range(4)


@dataclass(frozen=True, slots=True)
class Read:
    """A person as read beside the window, with what is needed to show them."""

    person: Person
    profile: Profile
    today: date
    facts: list[Fact]


class PersonPanel(QWidget):
    """Shows one person; two columns, or tabs below a width of 720."""

    conversation_wanted = Signal(int, int)
    referral_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    edit_wanted = Signal(int)
    gift_wanted = Signal(int)
    promise_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._doing = Doing(workplace, self)
        self.person: Person | None = None
        self._wanted: ContactId | None = None
        self._content = QWidget(self)
        self._scroll = ScrollArea(self._content, self)
        self._make_head()
        self._make_parts()
        self._wide: bool | None = None
        self._lay_out()
        self._connect()
        self._arrange(wide=True)
        self._content.hide()

    def contact_id(self) -> ContactId | None:
        """Return who is shown, or on the way."""
        return self._wanted

    def show_person(self, contact_id: ContactId) -> None:
        """Show a person as soon as they are read; nobody when they are gone."""
        self._wanted = contact_id
        work = partial(_read, self._workplace.desk, contact_id)
        self._workplace.jobs.start(work, then=partial(self._take, contact_id), failed=self._workplace.show_fault)

    def _take(self, contact_id: ContactId, read: Read | None) -> None:
        if contact_id != self._wanted:
            return
        if read is None:
            self.show_nobody()
            return
        before, self.person = self.person, read.person
        self._fill(read)
        self._content.show()
        self._settle()
        if before is None or before.contact_id != contact_id:
            self._scroll.verticalScrollBar().setValue(0)

    def show_nobody(self) -> None:
        """Show an empty panel."""
        self.person = self._wanted = None
        self._content.hide()

    def refresh(self) -> None:
        """Load the person again."""
        if self._wanted is not None:
            self.show_person(self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= TABS_BELOW)
        self._settle()

    def more_menu(self) -> Menu:
        """Return the menu of what else can be done with this person."""
        assert self.person is not None, "the button is seen with a person only"
        contact_id, status = self.person.contact_id, self.person.draft.status
        menu = Menu(self, name=_("More for {name}").format(name=self.person.name.usual))
        menu.add(_("New referral from them…"), self._want_referral, icon="handshake")
        menu.add(_("Edit…"), self._want_edit, aside="F2", icon="pencil")
        menu.add(_("Promise…"), self._want_promise, icon="check")
        menu.add(_("Gift…"), self._want_gift, icon="gift")
        menu.addSeparator()
        for each, words in _STATUS_WORDS:
            if each is not status:
                menu.add(_(words), partial(self._set_status, contact_id, each), icon="archive")
        return menu

    def _fill(self, read: Read) -> None:
        found, profile, today = read.person, read.profile, read.today
        self._name.setText(found.name.full)
        self._rank.set_rank(found.draft.rank)
        self._work.setText(found.row.second_line)
        self._work.setVisible(bool(found.row.second_line))
        self._facts.show_facts(read.facts)
        self._lead.show_person(found)
        self._what.show_words(found.draft.what_they_do)
        self._notes.show_words(found.draft.notes)
        self._promises.show_person(found, profile.working_time)
        self._referrals.show_person(found, today)
        self._timeline.show_person(found, today)
        self._gifts.show_person(found, today, profile.currency)
        self._tabs.set_title(_TIMELINE, _with_count(_("Timeline"), len(found.timeline)))
        both = len(found.received) + len(found.given) + len(found.own)
        self._tabs.set_title(_REFERRALS, _with_count(_("Referrals"), both))
        self._tabs.set_title(_GIFTS, _with_count(_("Gifts"), len(found.gifts)))
        self._show_parts()

    def _make_head(self) -> None:
        here = self._content
        self._name = ElidedLabel("", Style.PERSON_PANEL, here)
        self._rank = RankButton(here)
        self._work = ElidedLabel("", Style.SECOND, here, ink=Ink.INK2)
        self._edit = IconButton("pencil", _("Edit"), here, key="F2", side=36, edged=True)
        self._refer = Button(_("New referral"), here, icon="handshake")
        self._refer.setAccessibleName(_("New referral from them"))
        self._log = Button(_("Log a conversation"), here, kind=Kind.MAIN, icon="message-square-text", key="Ctrl+L")
        self._more = IconButton("ellipsis", _("More"), here, side=36, edged=True)
        self._facts = PersonFacts(here)

    def _make_parts(self) -> None:
        here = self._content
        titles = [_("Overview"), _("Timeline"), _("Referrals"), _("Gifts")]
        self._tabs = Tabs(titles, here, name=_("Parts of the panel"))
        self._lead = GoodLead(here)
        self._what = Words(_("What they do"), here)
        self._notes = Words(_("Notes"), here)
        self._promises = PersonPromises(self._workplace, here)
        self._referrals = PersonReferrals(here)
        self._timeline = PersonTimeline(here)
        self._gifts = PersonGifts(here)
        self._columns = QHBoxLayout()
        self._left = QVBoxLayout()
        self._right = QVBoxLayout()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self._name)
        title.addWidget(self._rank)
        title.addStretch(1)
        for button in (self._edit, self._refer, self._log, self._more):
            title.addWidget(button)
        self._columns.setSpacing(28)
        for column in (self._left, self._right):
            column.setSpacing(16)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(28, 16, 28, 24)
        whole.setSpacing(0)
        whole.addLayout(title)
        whole.addWidget(self._work)
        whole.addSpacing(12)
        whole.addWidget(self._facts)
        whole.addSpacing(14)
        whole.addWidget(self._tabs)
        whole.addSpacing(2)
        whole.addLayout(self._columns)
        whole.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        self._tabs.setVisible(not wide)
        self._edit.setVisible(wide)
        self._refer.setVisible(wide)
        self._facts.set_columns(3 if wide else 2)
        left: list[QWidget] = [self._lead, self._what, self._referrals, self._notes]
        right: list[QWidget] = [self._promises, self._timeline, self._gifts]
        if not wide:
            of_overview: list[QWidget] = [self._lead, self._what, self._promises, self._notes]
            left, right = [*of_overview, self._timeline, self._referrals, self._gifts], []
        for column, parts in ((self._left, left), (self._right, right)):
            for part in parts:
                # Taken out by the widget: an item taken from Python lives on and keeps an old height.
                self._left.removeWidget(part)
                self._right.removeWidget(part)
                column.insertWidget(column.count() - 1, part)
        self._columns.setStretch(1, 1 if wide else 0)
        self._show_parts()

    def _show_parts(self) -> None:
        at = self._tabs.current()
        of_tab = {
            _OVERVIEW: (self._lead, self._what, self._promises, self._notes),
            _TIMELINE: (self._timeline,),
            _REFERRALS: (self._referrals,),
            _GIFTS: (self._gifts,),
        }
        for tab, parts in of_tab.items():
            for part in parts:
                part.setVisible((bool(self._wide) or tab == at) and getattr(part, "has_content", True))

    def _settle(self) -> None:
        """Give each part the height of its words, which is known only after they were laid out once."""
        layout = self._content.layout()
        assert layout is not None, "it was laid out at the start"
        for _again in range(2):
            layout.activate()
            for part in self._content.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                part.updateGeometry()

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._show_parts)
        self._edit.clicked.connect(self._want_edit)
        self._refer.clicked.connect(self._want_referral)
        self._log.clicked.connect(self._want_conversation)
        self._more.clicked.connect(self._open_more)
        self._rank.rank_wanted.connect(self._set_rank)
        self._promises.add_wanted.connect(self._want_promise)
        self._referrals.act_wanted.connect(self._want_referral)
        self._gifts.act_wanted.connect(self._want_gift)
        self._timeline.referral_shown_wanted.connect(self.referral_shown_wanted)
        self._referrals.referral_shown_wanted.connect(self.referral_shown_wanted)

    def _want_conversation(self) -> None:
        if (contact_id := self.contact_id()) is not None:
            self.conversation_wanted.emit(contact_id, 0)

    def _want_referral(self) -> None:
        self.referral_wanted.emit(self.contact_id() or 0)

    def _want_edit(self) -> None:
        self.edit_wanted.emit(self.contact_id() or 0)

    def _want_gift(self) -> None:
        self.gift_wanted.emit(self.contact_id() or 0)

    def _want_promise(self) -> None:
        self.promise_wanted.emit(self.contact_id() or 0)

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(self._more.width() - menu.sizeHint().width(), self._more.height() + 4)
        menu.popup(self._more.mapToGlobal(corner))

    def _set_rank(self, rank: Rank | None) -> None:
        if self.person is None or self.person.draft.rank is rank:
            return
        name = self.person.name.usual
        said = _("{name} ranked {rank}") if rank else _("{name} not ranked any more")
        self._doing.do(said.format(name=name, rank=rank or ""), contacts.set_rank, self.person.contact_id, rank)

    def _set_status(self, contact_id: ContactId, status: Status) -> None:
        assert self.person is not None, "the menu was opened for a person"
        said = _("{name} is back on the lists") if status is Status.ACTIVE else _("{name} taken off the lists")
        self._doing.do(said.format(name=self.person.name.usual), contacts.set_status, contact_id, status)


def _read(desk: Desk, contact_id: ContactId, _progress: Progress) -> Read | None:
    today = desk.today()
    try:
        found = desk.ask(person.panel, contact_id, today, desk.zone)
    except Overtaken:
        return None
    profile = desk.ask(business.load)
    return Read(found, profile, today, person_facts.facts_of(found, today=today, country=profile.country))


def _with_count(words: str, count: int) -> str:
    return f"{words} {count}" if count else words
