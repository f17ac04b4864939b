"""Joins the places: what one asks for, another does. Screens know only their own signals."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from refdesk.domain.goals import Measure, Period
from refdesk.domain.ids import ContactId, EntryId, ReferralId, ReminderId, StageId, ThanksPartId, WinId
from refdesk.domain.touches import Purpose
from refdesk.errors import RefDeskError
from refdesk.ui.page import Page
from refdesk.ui.paper_routes import PaperRoutes
from refdesk.ui.places import PlaceName
from refdesk.ui.print_routes import PrintRoutes
from refdesk.ui.referrals.both_ways import BothWays
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
            "update_wanted": self.give_update,
            "introduction_wanted": self.ask_for_introduction,
            "win_wanted": self.win_referral,
            "win_change_wanted": self.change_win,
            "lost_wanted": self.lose_referral,
            "satisfaction_wanted": self.ask_how_we_did,
            "review_wanted": self.review_client,
            "source_wanted": self.make_source,
            "edit_referral_wanted": self.edit_referral,
            "promise_wanted": self.add_promise,
            "reminder_wanted": self.add_reminder,
            "reminder_shown_wanted": self.show_reminder,
            "call_wanted": self.call,
            "given_wanted": self.give_referral,
            "help_wanted": self.find_help,
            "leads_wanted": self.find_leads,
            "met_wanted": self.meet_someone,
            "letter_wanted": self.write_letter,
            "check_back_wanted": self.check_back,
            "cards_wanted": self.show_cards,
            "campaign_wanted": self.show_campaign,
            "campaign_call_wanted": self.call_in_month,
            "replan_wanted": self.replan_month,
            "import_wanted": self.import_contacts,
            "export_wanted": self.export_contacts,
            "export_chosen_wanted": self.export_chosen,
            "duplicates_wanted": self.find_duplicates,
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
        self._slots |= self.paper.slots | self.printing.slots
        self._both_ways = BothWays(workplace, shell)
        self._both_ways.given_saved.connect(self.write_letter)
        shell.page_made.connect(self._connect)

    def show_person(self, contact_id: int) -> None:
        """Show somebody in Contacts."""
        page: Any = self._shell.go_to(PlaceName.CONTACTS)
        page.show_person(ContactId(contact_id))
        page.take_focus()

    def show_referral(self, referral_id: int) -> None:
        """Show a referral on the board."""
        page: Any = self._shell.go_to(PlaceName.REFERRALS)
        page.show_referral(ReferralId(referral_id))

    def show_cards(self, part_ids: list[int]) -> None:
        """Show the card studio with these cards chosen; all that are owed for an empty list."""
        page: Any = self._shell.go_to(PlaceName.CARDS)
        page.choose_parts([ThanksPartId(part_id) for part_id in part_ids])

    def show_campaign(self, day: date) -> None:
        """Show a day of the referral month."""
        page: Any = self._shell.go_to(PlaceName.CAMPAIGN)
        page.show_day(day)

    def call_in_month(self, entry_id: int) -> None:
        """Make a call of a referral month, with the script beside it."""
        page: Any = self._shell.go_to(PlaceName.CAMPAIGN)
        page.show_call(EntryId(entry_id))

    def replan_month(self, campaign_id: int) -> None:
        """Plan the rest of a referral month anew."""
        page: Any = self._shell.go_to(PlaceName.CAMPAIGN)
        page.replan(campaign_id)

    def new_contact(self) -> None:
        """Type a new contact in."""
        self.edit_contact(0)

    def edit_contact(self, contact_id: int) -> None:
        """Open the editor of somebody, or of a new contact for 0."""
        from refdesk.ui.contacts.contact_dialog import ContactDialog

        dialog = ContactDialog(self._workplace, self._shell, contact_id=ContactId(contact_id) if contact_id else None)
        dialog.saved.connect(self.show_person)
        dialog.open()

    def log_conversation(self, contact_id: int = 0, referral_id: int = 0) -> None:
        """Log a conversation, with whoever is shown in Contacts for 0."""
        self._log(contact_id or self._person_shown(), referral_id, Purpose.OTHER)

    def log_first_contact(self, contact_id: int, referral_id: int) -> None:
        """Log the first call to somebody who was sent."""
        self._log(contact_id, referral_id, Purpose.FIRST_CONTACT)

    def new_referral(self, giver_id: int = 0) -> None:
        """Log a referral received."""
        known = giver_id or self._person_shown()
        self._both_ways.receive(ContactId(known) if known else None)

    def record_word(self, part_id: int) -> None:
        """Record that somebody was thanked by call or message."""
        from refdesk.ui.gifts.word_dialog import WordDialog

        WordDialog(self._workplace, self._shell, part_id=ThanksPartId(part_id)).open()

    def log_gift(self, contact_id: int = 0) -> None:
        """Log a gift in the ledger."""
        from refdesk.ui.gifts.gift_dialog import GiftDialog

        known = contact_id or self._person_shown()
        GiftDialog(self._workplace, self._shell, contact_id=ContactId(known) if known else None).open()

    def give_update(self, contact_id: int) -> None:
        """Tell a giver what became of whom they sent."""
        from refdesk.ui.referrals.update_dialog import UpdateDialog

        UpdateDialog(self._workplace, self._shell, contact_id=ContactId(contact_id)).open()

    def ask_for_introduction(self, referral_id: int) -> None:
        """Ask a giver of a referral for the introduction."""
        from refdesk.ui.referrals.introduction_dialog import IntroductionDialog

        IntroductionDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id)).open()

    def edit_referral(self, referral_id: int) -> None:
        """Open the editor of a referral."""
        from refdesk.ui.referrals.edit_referral_dialog import EditReferralDialog

        EditReferralDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id)).open()

    def win_referral(self, referral_id: int, stage_id: int = 0) -> None:
        """Win a referral and say what it brings; one that is won gets repeat business."""
        from refdesk.ui.referrals.win_dialog import WinDialog

        stage = StageId(stage_id) if stage_id else None
        WinDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id), stage_id=stage).open()

    def change_win(self, referral_id: int, win_id: int) -> None:
        """Correct what a referral brought."""
        from refdesk.ui.referrals.win_dialog import WinDialog

        WinDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id), win_id=WinId(win_id)).open()

    def lose_referral(self, referral_id: int, stage_id: int = 0) -> None:
        """Close a referral as lost, and then tell the giver how it ended."""
        from refdesk.ui.referrals.lost_dialog import LostDialog

        stage = StageId(stage_id) if stage_id else None
        dialog = LostDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id), stage_id=stage)
        dialog.update_wanted.connect(self.give_update)
        dialog.open()

    def ask_how_we_did(self, referral_id: int) -> None:
        """Ask somebody whose work is done how we did."""
        from refdesk.ui.referrals.how_we_did_dialog import HowWeDidDialog

        HowWeDidDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id)).open()

    def review_client(self, contact_id: int) -> None:
        """Have the yearly review with a client."""
        from refdesk.ui.contacts.review_dialog import ReviewDialog

        ReviewDialog(self._workplace, self._shell, contact_id=ContactId(contact_id)).open()

    def make_source(self, contact_id: int) -> None:
        """Rank a client who was won a month ago."""
        from refdesk.ui.sorting.source_dialog import SourceDialog

        SourceDialog(self._workplace, self._shell, contact_id=ContactId(contact_id)).open()

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

    def show_promises(self) -> None:
        """Show all open promises, and how they were kept."""
        from refdesk.ui.contacts.promises_dialog import PromisesDialog

        PromisesDialog(self._workplace, self._shell).open()

    def add_reminder(self, contact_id: int = 0) -> None:
        """Set a reminder, about whoever is shown in Contacts for 0."""
        from refdesk.ui.reminders.reminder_dialog import ReminderDialog

        known = contact_id or self._person_shown()
        ReminderDialog(self._workplace, self._shell, contact_id=ContactId(known) if known else None).open()

    def show_reminder(self, reminder_id: int) -> None:
        """Open a reminder."""
        from refdesk.ui.reminders.reminder_dialog import ReminderDialog

        try:
            dialog = ReminderDialog(self._workplace, self._shell, reminder_id=ReminderId(reminder_id))
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            dialog.open()

    def show_reminders(self) -> None:
        """Show all open reminders."""
        from refdesk.ui.reminders.reminders_dialog import RemindersDialog

        RemindersDialog(self._workplace, self._shell).open()

    def call(self, contact_id: int, referral_id: int = 0, purpose: str = Purpose.OTHER) -> None:
        """Call somebody; calls of a referral month are made there."""
        if purpose == Purpose.CAMPAIGN:
            self.show_campaign(self._workplace.desk.today())
            return
        from refdesk.ui.contacts.call_dialog import CallDialog

        dialog = CallDialog(
            self._workplace,
            self._shell,
            contact_id=ContactId(contact_id),
            referral_id=ReferralId(referral_id) if referral_id else None,
            purpose=Purpose(purpose),
        )
        dialog.month_wanted.connect(self.call_in_month)
        dialog.open()

    def give_referral(self, recipient_id: int = 0, prospect_id: int = 0, need: str = "") -> None:
        """Give a referral, to whoever is shown in Contacts for 0; its letter comes next."""
        known = recipient_id or (0 if prospect_id else self._person_shown())
        recipient = ContactId(known) if known else None
        self._both_ways.give(recipient, ContactId(prospect_id) if prospect_id else None, need)

    def write_letter(self, referral_id: int) -> None:
        """Show the letter that introduces two people to each other."""
        from refdesk.ui.referrals.letter_dialog import LetterDialog

        dialog = LetterDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id))
        dialog.print_wanted.connect(self.printing.print_pages)
        dialog.open()

    def check_back(self, referral_id: int) -> None:
        """Ask how a referral went that was given."""
        from refdesk.ui.referrals.check_back_dialog import CheckBackDialog

        dialog = CheckBackDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id))
        dialog.letter_wanted.connect(self.write_letter)
        dialog.open()

    def find_help(self, need: str = "", prospect_id: int = 0) -> None:
        """Find who could help with a need."""
        self._find_people(need, prospect_id, lead_for=0)

    def find_leads(self, contact_id: int) -> None:
        """Find who in the list would be a good lead for somebody."""
        self._find_people("", 0, lead_for=contact_id)

    def meet_someone(self) -> None:
        """Keep whom we met and what they need, then find who could help."""
        from refdesk.ui.referrals.met_someone_dialog import MetSomeoneDialog

        dialog = MetSomeoneDialog(self._workplace, self._shell)
        dialog.help_wanted.connect(self.find_help)
        dialog.open()

    def _find_people(self, need: str, prospect_id: int, *, lead_for: int) -> None:
        from refdesk.ui.referrals.who_could_help import WhoCouldHelpDialog

        dialog = WhoCouldHelpDialog(
            self._workplace, self._shell, need=need, prospect_id=ContactId(prospect_id) if prospect_id else None,
            lead_for=ContactId(lead_for) if lead_for else None,
        )  # fmt: skip
        dialog.given_wanted.connect(self.give_referral)
        dialog.person_wanted.connect(self.show_person)
        dialog.open()

    def import_contacts(self, path: Path | None = None) -> None:
        """Bring contacts in from a file."""
        from refdesk.ui.exchange.import_dialog import ImportDialog

        dialog = ImportDialog(self._workplace, self._shell, path=path)
        dialog.sorting_wanted.connect(self.sort_new)
        dialog.open()

    def export_contacts(self) -> None:
        """Write the contacts to a file."""
        from refdesk.ui.exchange import export_contacts

        export_contacts.ask_and_write(self._workplace, self._shell)

    def export_chosen(self, contact_ids: list[int]) -> None:
        """Write these contacts to a file."""
        from refdesk.ui.exchange import export_contacts

        export_contacts.ask_and_write(self._workplace, self._shell, contact_ids)

    def find_duplicates(self) -> None:
        """Look for contacts that stand twice."""
        from refdesk.ui.duplicates.duplicates_dialog import DuplicatesDialog

        DuplicatesDialog(self._workplace, self._shell).open()

    def sort_new(self) -> None:
        """Rank everybody who has no rank yet, one key a person."""
        from refdesk.ui.sorting.sorting_dialog import SortingDialog

        SortingDialog(self._workplace, self._shell).open()

    def look_at_ranks(self) -> None:
        """Look again at ranks that were set a while ago and no longer fit."""
        from refdesk.ui.sorting.look_again_dialog import LookAgainDialog

        LookAgainDialog(self._workplace, self._shell).open()

    def find_forgotten(self) -> None:
        """Ask for people who may have been forgotten."""
        from refdesk.ui.sorting.forgotten_dialog import ForgottenDialog

        ForgottenDialog(self._workplace, self._shell).open()

    def show_top_sources(self) -> None:
        """Show the top sources; the person chosen is shown in Contacts."""
        from refdesk.ui.sorting.top_sources_dialog import TopSourcesDialog

        dialog = TopSourcesDialog(self._workplace, self._shell)
        dialog.person_wanted.connect(self.show_person)
        dialog.open()

    def set_goals(self, measure: str = Measure.GIVEN, period: str = Period.WEEK) -> None:
        """Set the goals, beginning with one."""
        from refdesk.ui.goals.goals_dialog import GoalsDialog

        GoalsDialog(self._workplace, self._shell, measure=Measure(measure), period=Period(period)).open()

    def _log(self, contact_id: int, referral_id: int, purpose: Purpose) -> None:
        from refdesk.ui.contacts.conversation_dialog import ConversationDialog

        dialog = ConversationDialog(
            self._workplace,
            self._shell,
            contact_id=ContactId(contact_id) if contact_id else None,
            referral_id=ReferralId(referral_id) if referral_id else None,
            purpose=purpose,
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
