"""The person beside the list: who it is, what to do, and everything that happened."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from refdesk.domain.contact import Status
from refdesk.domain.evidence import Of
from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.rank_proposals import Proposal
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import Purpose
from refdesk.i18n import N_, _
from refdesk.services import contacts, pictures, plans, ranks
from refdesk.services.person import Person
from refdesk.services.pictures import Gated
from refdesk.ui.contacts import person_reading
from refdesk.ui.contacts.doing import Doing
from refdesk.ui.contacts.next_step_strip import NextStepStrip
from refdesk.ui.contacts.person_facts import PersonFacts
from refdesk.ui.contacts.person_head import PersonHead
from refdesk.ui.contacts.person_notices import LeftNotice, ReviewNotice
from refdesk.ui.contacts.person_parts import PersonParts
from refdesk.ui.contacts.person_reading import Read
from refdesk.ui.picture_choosing import PictureChoosing
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.workplace import Workplace

TABS_BELOW = 720
_STATUS_WORDS = (
    (Status.ACTIVE, N_("Active again")),
    (Status.INACTIVE, N_("Inactive: off every list")),
    (Status.DECEASED, N_("Deceased")),
)
_HAND_OUTS = (
    ("hand-out-desk", N_("Desk plan to give them…")),
    ("hand-out-who", N_("“Who I can help” for them…")),
    ("hand-out-treat", N_("“How I treat people” for them…")),
)
"""The reports that are made for one person, by their key."""


class PersonPanel(QWidget):
    """Shows one person; two columns, or tabs below a width of 720."""

    conversation_wanted = Signal(int, int)
    referral_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    edit_wanted = Signal(int)
    gift_wanted = Signal(int)
    promise_wanted = Signal(int)
    reminder_wanted = Signal(int)
    reminder_shown_wanted = Signal(int)
    call_wanted = Signal(int, int, str)
    given_wanted = Signal(int)
    leads_wanted = Signal(int)
    merge_wanted = Signal(int, int)
    """Two contacts that are one person."""
    person_wanted = Signal(int)
    cards_wanted = Signal(list)
    hand_out_wanted = Signal(str, int)
    left = Signal()
    """The keys were here, and there is nobody any more."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._doing = Doing(workplace, self)
        self._photo = PictureChoosing(workplace, self, self._set_photo, title=_("Choose a photo"))
        self.person: Person | None = None
        self._cards: tuple[ThanksPartId, ...] = ()
        self._wanted: ContactId | None = None
        self._content = QWidget(self)
        self._scroll = ScrollArea(self._content, self)
        self.head = PersonHead(self._content)
        self.left_notice = LeftNotice(self._content)
        self.facts = PersonFacts(self._content)
        self.strip = NextStepStrip(self._content)
        self.review_notice = ReviewNotice(self._content)
        self.parts = PersonParts(workplace, self._content)
        self._wide: bool | None = None
        self._lay_out()
        self._connect()
        self._arrange(wide=True)
        self._scroll.hide()

    def contact_id(self) -> ContactId | None:
        """Return who is shown, or on the way."""
        return self._wanted

    def show_person(self, contact_id: ContactId) -> None:
        """Show a person as soon as they are read; nobody when they are gone."""
        self._wanted = contact_id
        work = partial(person_reading.read, self._workplace.desk, contact_id)
        self._workplace.jobs.start(work, then=partial(self._take, contact_id), failed=self._workplace.show_fault)

    def show_nobody(self) -> None:
        """Show an empty panel."""
        self.person = self._wanted = None
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.left.emit()
        self._scroll.hide()

    def refresh(self) -> None:
        """Load the person again."""
        if self._wanted is not None:
            self.show_person(self._wanted)

    def take_focus(self) -> None:
        """Put the focus on what one does with this person."""
        first = self.head.more if self.head.log.isHidden() else self.head.log
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= TABS_BELOW)
        self._settle()

    def more_menu(self) -> Menu:
        """Return the menu of what else can be done with this person."""
        assert self.person is not None, "the button is seen with a person only"
        contact_id, draft = self.person.contact_id, self.person.draft
        menu = Menu(self, name=_("More for {name}").format(name=self.person.name.usual))
        menu.add(_("New referral from them…"), self._want_referral, icon="handshake")
        if draft.status is Status.ACTIVE:
            menu.add(_("Send somebody to them…"), partial(self.given_wanted.emit, contact_id), icon="arrow-up-right")
            menu.add(_("A good lead for them…"), partial(self.leads_wanted.emit, contact_id), icon="search")
        menu.add(_("Edit…"), self._want_edit, aside="F2", icon="pencil")
        menu.add(_("Call…"), self._want_call, icon="phone")
        menu.add(_("Promise…"), self._want_promise, icon="check")
        menu.add(_("Reminder…"), self._want_reminder, icon="alarm-clock")
        menu.add(_("Gift…"), self._want_gift, icon="gift")
        if self._cards:
            menu.add(_("Print a card…"), self._want_cards, icon="printer")
        menu.addSeparator()
        menu.add(_("Plan…"), self._open_plan, icon="list-checks")
        menu.add(_("Lessons…"), self._open_lessons, icon="lightbulb")
        if draft.status is Status.ACTIVE:
            for key, words in _HAND_OUTS:
                menu.add(_(words), partial(self.hand_out_wanted.emit, key, contact_id), icon="file-text")
        if draft.client_since is not None and draft.status is Status.ACTIVE:
            menu.add(_("Client review…"), self._open_review, icon="calendar-check")
        menu.add(_("Household…"), self._open_household, icon="house")
        menu.add(_("Link to another person…"), self._open_link, icon="users")
        menu.add(_("The same as another contact…"), self._open_same, icon="users")
        menu.add(_("Photo…"), self._photo.ask, icon="upload")
        menu.addSeparator()
        for each, words in _STATUS_WORDS:
            if each is not draft.status:
                menu.add(_(words), partial(self._set_status, contact_id, each), icon="archive")
        menu.add(_("Save everything about them…"), partial(self._save_all, contact_id), icon="download")
        menu.add(_("Erase for good…"), partial(self._ask_to_erase, contact_id), icon="trash-2")
        return menu

    def _take(self, contact_id: ContactId, read: Read | None) -> None:
        if contact_id != self._wanted:
            return
        if read is None:
            self.show_nobody()
            return
        before, self.person = self.person, read.person
        self._scroll.show()
        self._fill(read)
        if before is None or before.contact_id != contact_id:
            self._scroll.verticalScrollBar().setValue(0)

    def _fill(self, read: Read) -> None:
        found, self._cards = read.person, read.cards
        self.head.show_person(found, read.photo, owes_card=bool(read.cards))
        self.left_notice.show_status(found.draft.status)
        self.facts.show_facts(read.facts)
        self.strip.show_plan(found.plan.draft, read.today)
        self.review_notice.show_day(found.review_due_on, read.today)
        self.parts.show_read(read)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(28, 16, 28, 24)
        whole.setSpacing(12)
        for part in (self.head, self.left_notice, self.facts, self.strip, self.review_notice, self.parts):
            whole.addWidget(part)
        whole.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        self.head.set_wide(wide)
        self.facts.set_columns(3 if wide else 2)
        self.parts.set_wide(wide)

    def _settle(self) -> None:
        layout = self._content.layout()
        assert layout is not None, "it was laid out at the start"
        layout.activate()
        self.parts.settle()
        layout.activate()

    def _connect(self) -> None:
        head, parts = self.head, self.parts
        head.edit.clicked.connect(self._want_edit)
        head.card.clicked.connect(self._want_cards)
        head.refer.clicked.connect(self._want_referral)
        head.call.clicked.connect(self._want_call)
        head.log.clicked.connect(self._want_conversation)
        head.more_wanted.connect(self._open_more)
        head.rank.rank_wanted.connect(self._set_rank)
        head.rank.propose = self._better_rank
        head.photo.choose_wanted.connect(self._photo.ask)
        head.photo.remove_wanted.connect(self._remove_photo)
        self.left_notice.back_wanted.connect(self._bring_back)
        self.strip.done_wanted.connect(self._step_done)
        self.strip.change_wanted.connect(self._change_step)
        self.review_notice.pressed.connect(self._open_review)
        parts.promise_wanted.connect(self._want_promise)
        parts.reminder_shown_wanted.connect(self.reminder_shown_wanted)
        parts.referral_wanted.connect(self._want_referral)
        parts.gift_wanted.connect(self._want_gift)
        parts.referral_shown_wanted.connect(self.referral_shown_wanted)
        parts.person_wanted.connect(self.person_wanted)
        parts.evidence_wanted.connect(self._open_evidence)
        parts.plan_wanted.connect(self._open_plan)
        parts.lessons_wanted.connect(self._open_lessons)
        parts.link_wanted.connect(self._open_link)
        parts.household_wanted.connect(self._open_household)
        parts.filled.connect(self._settle)

    def _want_conversation(self) -> None:
        if (contact_id := self.contact_id()) is not None:
            self.conversation_wanted.emit(contact_id, 0)

    def _want_referral(self) -> None:
        self.referral_wanted.emit(self.contact_id() or 0)

    def _want_cards(self) -> None:
        self.cards_wanted.emit(list(self._cards))

    def _want_edit(self) -> None:
        self.edit_wanted.emit(self.contact_id() or 0)

    def _want_gift(self) -> None:
        self.gift_wanted.emit(self.contact_id() or 0)

    def _want_call(self) -> None:
        if (contact_id := self.contact_id()) is not None:
            self.call_wanted.emit(contact_id, 0, Purpose.OTHER.value)

    def _want_reminder(self) -> None:
        self.reminder_wanted.emit(self.contact_id() or 0)

    def _want_promise(self) -> None:
        self.promise_wanted.emit(self.contact_id() or 0)

    def _open_more(self) -> None:
        self.head.pop_up(self.more_menu())

    def _open_evidence(self, of: Of) -> None:
        from refdesk.ui.contacts.evidence_dialog import EvidenceDialog

        if (contact_id := self.contact_id()) is not None:
            EvidenceDialog(self._workplace, self, contact_id=contact_id, of=of).open()

    def _save_all(self, contact_id: ContactId) -> None:
        from refdesk.ui.contacts import erase_dialog

        erase_dialog.save_person(self._workplace, self, contact_id)

    def _ask_to_erase(self, contact_id: ContactId) -> None:
        from refdesk.ui.contacts.erase_dialog import EraseDialog

        EraseDialog(self._workplace, self, contact_id=contact_id).open()

    def _open_plan(self) -> None:
        self._open_plan_at("benefit")

    def _change_step(self) -> None:
        self._open_plan_at("next_step")

    def _open_plan_at(self, field: str) -> None:
        from refdesk.ui.contacts.plan_dialog import PlanDialog

        if (contact_id := self.contact_id()) is not None:
            PlanDialog(self._workplace, self, contact_id=contact_id, begin_at=field).open()

    def _open_lessons(self) -> None:
        from refdesk.ui.contacts.lessons_dialog import LessonsDialog

        if (contact_id := self.contact_id()) is not None:
            LessonsDialog(self._workplace, self, contact_id=contact_id).open()

    def _open_link(self) -> None:
        from refdesk.ui.contacts.link_dialog import LinkDialog

        if (contact_id := self.contact_id()) is not None:
            LinkDialog(self._workplace, self, contact_id=contact_id).open()

    def _open_same(self) -> None:
        from refdesk.ui.contacts.same_dialog import SameDialog

        if (contact_id := self.contact_id()) is not None:
            dialog = SameDialog(self._workplace, self, contact_id=contact_id)
            dialog.chosen.connect(self.merge_wanted)
            dialog.open()

    def _open_household(self) -> None:
        from refdesk.ui.contacts.household_dialog import HouseholdDialog

        if (contact_id := self.contact_id()) is not None:
            HouseholdDialog(self._workplace, self, contact_id=contact_id).open()

    def _open_review(self) -> None:
        from refdesk.ui.contacts.review_dialog import ReviewDialog

        if (contact_id := self.contact_id()) is not None:
            ReviewDialog(self._workplace, self, contact_id=contact_id).open()

    def _set_photo(self, picture: Gated) -> None:
        if self.person is not None:
            said = _("Photo of {name} saved").format(name=self.person.name.usual)
            self._doing.do(said, pictures.set_photo, self.person.contact_id, picture)

    def _remove_photo(self) -> None:
        if self.person is not None:
            said = _("Photo of {name} removed").format(name=self.person.name.usual)
            self._doing.do(said, pictures.remove_photo, self.person.contact_id)

    def _step_done(self) -> None:
        if self.person is not None:
            said = _("Next step with {name} done").format(name=self.person.name.usual)
            self._doing.do(said, plans.next_step_done, self.person.contact_id)

    def _better_rank(self) -> Proposal | None:
        if self.person is None:
            return None
        desk = self._workplace.desk
        return desk.ask(ranks.better_for, self.person.contact_id, today=desk.today(), zone=desk.zone)

    def _set_rank(self, rank: Rank | None) -> None:
        if self.person is None or self.person.draft.rank is rank:
            return
        name = self.person.name.usual
        said = _("{name} ranked {rank}") if rank else _("{name} not ranked any more")
        self._doing.do(said.format(name=name, rank=rank or ""), contacts.set_rank, self.person.contact_id, rank)

    def _bring_back(self) -> None:
        if self.person is not None:
            self._set_status(self.person.contact_id, Status.ACTIVE)

    def _set_status(self, contact_id: ContactId, status: Status) -> None:
        assert self.person is not None, "the menu was opened for a person"
        said = _("{name} is back on the lists") if status is Status.ACTIVE else _("{name} taken off the lists")
        self._doing.do(said.format(name=self.person.name.usual), contacts.set_status, contact_id, status)
