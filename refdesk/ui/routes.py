"""Joins the places: what one asks for, another does. Screens know only their own signals."""

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from refdesk.domain.goals import Measure, Period
from refdesk.domain.ids import ContactId, EntryId, ReferralId, ReminderId, ThanksPartId
from refdesk.domain.touches import Purpose
from refdesk.errors import RefDeskError
from refdesk.ui import read_in
from refdesk.ui.page import Page
from refdesk.ui.paper_routes import PaperRoutes
from refdesk.ui.places import PlaceName
from refdesk.ui.print_routes import PrintRoutes
from refdesk.ui.referral_routes import ReferralRoutes
from refdesk.ui.shell import Shell
from refdesk.ui.workplace import Workplace


class Routes(QObject):
    """Opens the dialogs and goes to the places that a page, a menu or a key asks for."""

    def __init__(self, workplace: Workplace, shell: Shell) -> None:
        super().__init__(shell)
        self._workplace, self._shell = workplace, shell
        self._slots: dict[str, Callable[..., None]] = {
            "person_wanted": self.show_person,
            "contact_wanted": self.new_contact,
            "edit_wanted": self.edit_contact,
            "conversation_wanted": self.log_conversation,
            "first_contact_wanted": self.log_first_contact,
            "referral_wanted": self.new_referral,
            "referral_shown_wanted": self.show_referral,
            "word_wanted": self.record_word,
            "gift_wanted": self.log_gift,
            "review_wanted": self.review_client,
            "source_wanted": self.make_source,
            "promise_wanted": self.add_promise,
            "reminder_wanted": self.add_reminder,
            "reminder_shown_wanted": self.show_reminder,
            "call_wanted": self.call,
            "greeting_wanted": self.greet,
            "cards_wanted": self.show_cards,
            "campaign_wanted": self.show_campaign,
            "campaign_call_wanted": self.call_in_month,
            "replan_wanted": self.replan_month,
            "import_wanted": self.import_contacts,
            "export_wanted": self.export_contacts,
            "export_chosen_wanted": self.export_chosen,
            "duplicates_wanted": self.find_duplicates,
            "merge_wanted": self.merge,
            "sorting_wanted": self.sort_new,
            "look_again_wanted": self.look_at_ranks,
            "forgotten_wanted": self.find_forgotten,
            "top_sources_wanted": self.show_top_sources,
            "goals_wanted": self.set_goals,
        }
        self.printing = PrintRoutes(workplace, shell)
        self.paper = PaperRoutes(
            workplace, shell, show_person=self.show_person, print_pages=self.printing.print_pages
        )  # fmt: skip
        self.referrals = ReferralRoutes(
            workplace, shell, person_shown=self._person_shown, show_person=self.show_person,
            print_pages=self.printing.print_pages,
        )  # fmt: skip
        self._slots |= self.referrals.slots | self.paper.slots | self.printing.slots
        shell.page_made.connect(self._connect)

    def show_person(self, contact_id: int) -> None:
        """Show somebody in Contacts."""
        self._shell.visit(PlaceName.CONTACTS, partial(_show_person, ContactId(contact_id)))

    def show_referral(self, referral_id: int) -> None:
        """Show a referral on the board."""
        self._shell.visit(PlaceName.REFERRALS, partial(_show_referral, ReferralId(referral_id)))

    def show_cards(self, part_ids: list[int]) -> None:
        """Show the card studio with these cards chosen; all that are owed for an empty list."""
        wanted = [ThanksPartId(part_id) for part_id in part_ids]
        self._shell.visit(PlaceName.CARDS, methodcaller("choose_parts", wanted))

    def show_campaign(self, day: date) -> None:
        """Show a day of the referral month."""
        self._shell.visit(PlaceName.CAMPAIGN, methodcaller("show_day", day))

    def call_in_month(self, entry_id: int) -> None:
        """Make a call of a referral month, with the script beside it."""
        self._shell.visit(PlaceName.CAMPAIGN, methodcaller("show_call", EntryId(entry_id)))

    def replan_month(self, campaign_id: int) -> None:
        """Plan the rest of a referral month anew."""
        self._shell.visit(PlaceName.CAMPAIGN, methodcaller("replan", campaign_id))

    def new_contact(self) -> None:
        """Type a new contact in."""
        self.edit_contact(0)

    @read_in.before("refdesk.ui.contacts.contact_dialog")
    def edit_contact(self, contact_id: int, named: str = "") -> None:
        """Open the editor of somebody, or of a new contact for 0, whose name may have been typed already."""
        from refdesk.ui.contacts.contact_dialog import ContactDialog

        known = ContactId(contact_id) if contact_id else None
        dialog = ContactDialog(self._workplace, self._shell, contact_id=known, named=named)
        dialog.saved.connect(self.show_person)
        dialog.open()

    def log_conversation(self, contact_id: int = 0, referral_id: int = 0) -> None:
        """Log a conversation, with whoever is shown in Contacts for 0."""
        self._log(contact_id or self._person_shown(), referral_id, Purpose.OTHER)

    def log_first_contact(self, contact_id: int, referral_id: int) -> None:
        """Log the first call to somebody who was sent."""
        self._log(contact_id, referral_id, Purpose.FIRST_CONTACT)

    def new_referral(self, giver_id: int = 0) -> None:
        """Log a referral received, from whoever is shown in Contacts for 0."""
        self.referrals.receive(giver_id or self._person_shown())

    @read_in.before("refdesk.ui.gifts.word_dialog")
    def record_word(self, part_id: int) -> None:
        """Record that somebody was thanked by call or message."""
        from refdesk.ui.gifts.word_dialog import WordDialog

        WordDialog(self._workplace, self._shell, part_id=ThanksPartId(part_id)).open()

    @read_in.before("refdesk.ui.gifts.gift_dialog")
    def log_gift(self, contact_id: int = 0) -> None:
        """Log a gift in the ledger."""
        from refdesk.ui.gifts.gift_dialog import GiftDialog

        known = contact_id or self._person_shown()
        GiftDialog(self._workplace, self._shell, contact_id=ContactId(known) if known else None).open()

    @read_in.before("refdesk.ui.contacts.review_dialog")
    def review_client(self, contact_id: int) -> None:
        """Have the yearly review with a client."""
        from refdesk.ui.contacts.review_dialog import ReviewDialog

        ReviewDialog(self._workplace, self._shell, contact_id=ContactId(contact_id)).open()

    @read_in.before("refdesk.ui.sorting.source_dialog")
    def make_source(self, contact_id: int) -> None:
        """Rank a client who was won a month ago."""
        from refdesk.ui.sorting.source_dialog import SourceDialog

        SourceDialog(self._workplace, self._shell, contact_id=ContactId(contact_id)).open()

    @read_in.before("refdesk.ui.contacts.promise_dialog")
    def add_promise(self, contact_id: int = 0, referral_id: int = 0) -> None:
        """Note a promise to somebody, perhaps about a referral."""
        from refdesk.ui.contacts.promise_dialog import PromiseDialog

        known = contact_id or self._person_shown()
        PromiseDialog(
            self._workplace,
            self._shell,
            contact_id=ContactId(known) if known else None,
            referral_id=ReferralId(referral_id) if referral_id else None,
        ).open()

    @read_in.before("refdesk.ui.contacts.promises_dialog")
    def show_promises(self) -> None:
        """Show all open promises, and how they were kept."""
        from refdesk.ui.contacts.promises_dialog import PromisesDialog

        PromisesDialog(self._workplace, self._shell).open()

    @read_in.before("refdesk.ui.reminders.reminder_dialog")
    def add_reminder(self, contact_id: int = 0) -> None:
        """Set a reminder, about whoever is shown in Contacts for 0."""
        from refdesk.ui.reminders.reminder_dialog import ReminderDialog

        known = contact_id or self._person_shown()
        ReminderDialog(self._workplace, self._shell, contact_id=ContactId(known) if known else None).open()

    @read_in.before("refdesk.ui.reminders.reminder_dialog")
    def show_reminder(self, reminder_id: int) -> None:
        """Open a reminder."""
        from refdesk.ui.reminders.reminder_dialog import ReminderDialog

        try:
            dialog = ReminderDialog(self._workplace, self._shell, reminder_id=ReminderId(reminder_id))
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            dialog.open()

    @read_in.before("refdesk.ui.reminders.reminders_dialog")
    def show_reminders(self) -> None:
        """Show all open reminders."""
        from refdesk.ui.reminders.reminders_dialog import RemindersDialog

        RemindersDialog(self._workplace, self._shell).open()

    def call(self, contact_id: int, referral_id: int = 0, purpose: str = Purpose.OTHER) -> None:
        """Call somebody; calls of a referral month are made there."""
        if purpose == Purpose.CAMPAIGN:
            self.show_campaign(self._workplace.desk.today())
        else:
            self._open_call(contact_id, referral_id, Purpose(purpose))

    def greet(self, contact_id: int, day: str, by_phone: bool) -> None:
        """Call or write to somebody for the day that they have, such as a birthday."""
        if by_phone:
            self._open_call(contact_id, 0, Purpose.KEEP_IN_TOUCH, day)
        else:
            self._log(contact_id, 0, Purpose.KEEP_IN_TOUCH, day)

    @read_in.before("refdesk.ui.contacts.call_dialog")
    def _open_call(self, contact_id: int, referral_id: int, purpose: Purpose, day: str = "") -> None:
        from refdesk.ui.contacts.call_dialog import CallDialog

        dialog = CallDialog(
            self._workplace,
            self._shell,
            contact_id=ContactId(contact_id),
            referral_id=ReferralId(referral_id) if referral_id else None,
            purpose=purpose,
            day=day,
        )
        dialog.month_wanted.connect(self.call_in_month)
        dialog.open()

    @read_in.before("refdesk.ui.exchange.import_dialog")
    def import_contacts(self, path: Path | None = None) -> None:
        """Bring contacts in from a file."""
        from refdesk.ui.exchange.import_dialog import ImportDialog

        dialog = ImportDialog(self._workplace, self._shell, path=path)
        dialog.sorting_wanted.connect(self.sort_new)
        dialog.open()

    @read_in.before("refdesk.ui.exchange.export_contacts")
    def export_contacts(self) -> None:
        """Write the contacts to a file."""
        from refdesk.ui.exchange import export_contacts

        export_contacts.ask_and_write(self._workplace, self._shell)

    @read_in.before("refdesk.ui.exchange.export_contacts")
    def export_chosen(self, contact_ids: list[int]) -> None:
        """Write these contacts to a file."""
        from refdesk.ui.exchange import export_contacts

        export_contacts.ask_and_write(self._workplace, self._shell, contact_ids)

    @read_in.before("refdesk.ui.duplicates.duplicates_dialog")
    def find_duplicates(self) -> None:
        """Look for contacts that stand twice."""
        from refdesk.ui.duplicates.duplicates_dialog import DuplicatesDialog

        DuplicatesDialog(self._workplace, self._shell).open()

    @read_in.before("refdesk.ui.duplicates.duplicates_dialog")
    def merge(self, one_id: int, other_id: int) -> None:
        """Compare two contacts that are one person, and merge them."""
        from refdesk.ui.duplicates.duplicates_dialog import DuplicatesDialog

        pair = ContactId(one_id), ContactId(other_id)
        DuplicatesDialog(self._workplace, self._shell, pair=pair).open()

    @read_in.before("refdesk.ui.sorting.sorting_dialog")
    def sort_new(self) -> None:
        """Rank everybody who has no rank yet, one key a person."""
        from refdesk.ui.sorting.sorting_dialog import SortingDialog

        SortingDialog(self._workplace, self._shell).open()

    @read_in.before("refdesk.ui.sorting.look_again_dialog")
    def look_at_ranks(self) -> None:
        """Look again at ranks that were set a while ago and no longer fit."""
        from refdesk.ui.sorting.look_again_dialog import LookAgainDialog

        LookAgainDialog(self._workplace, self._shell).open()

    @read_in.before("refdesk.ui.sorting.forgotten_dialog")
    def find_forgotten(self) -> None:
        """Ask for people who may have been forgotten."""
        from refdesk.ui.sorting.forgotten_dialog import ForgottenDialog

        ForgottenDialog(self._workplace, self._shell).open()

    @read_in.before("refdesk.ui.sorting.top_sources_dialog")
    def show_top_sources(self) -> None:
        """Show the top sources; the person chosen is shown in Contacts."""
        from refdesk.ui.sorting.top_sources_dialog import TopSourcesDialog

        dialog = TopSourcesDialog(self._workplace, self._shell)
        dialog.person_wanted.connect(self.show_person)
        dialog.open()

    @read_in.before("refdesk.ui.goals.goals_dialog")
    def set_goals(self, measure: str = Measure.GIVEN, period: str = Period.WEEK) -> None:
        """Set the goals, beginning with one."""
        from refdesk.ui.goals.goals_dialog import GoalsDialog

        GoalsDialog(self._workplace, self._shell, measure=Measure(measure), period=Period(period)).open()

    @read_in.before("refdesk.ui.contacts.conversation_dialog")
    def _log(self, contact_id: int, referral_id: int, purpose: Purpose, day: str = "") -> None:
        from refdesk.ui.contacts.conversation_dialog import ConversationDialog

        dialog = ConversationDialog(
            self._workplace,
            self._shell,
            contact_id=ContactId(contact_id) if contact_id else None,
            referral_id=ReferralId(referral_id) if referral_id else None,
            purpose=purpose,
            day=day,
        )
        dialog.open()

    def _person_shown(self) -> int:
        if self._shell.here is not PlaceName.CONTACTS:
            return 0
        page: Any = self._shell.go_to(PlaceName.CONTACTS)
        return page.person_shown() or 0

    def _connect(self, _name: PlaceName, page: Page) -> None:
        for wanted, slot in self._slots.items():
            signal = getattr(page, wanted, None)
            if signal is not None:
                signal.connect(slot)


def _show_referral(referral_id: ReferralId, page: Any) -> None:  # noqa: ANN401 - imported when it is first seen
    page.show_referral(referral_id)
    page.take_focus()


def _show_person(contact_id: ContactId, page: Any) -> None:  # noqa: ANN401 - Contacts is imported when it is first seen
    page.show_person(contact_id)
    page.take_focus()
