"""Joins the places of referrals, both ways: what one asks for, another does."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from refdesk.domain.ids import ContactId, ReferralId, StageId, WinId
from refdesk.ui import read_in
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.referrals.both_ways import BothWays
from refdesk.ui.shell import Shell
from refdesk.ui.workplace import Workplace


class ReferralRoutes(QObject):
    """Opens what is asked for about a referral; `slots` are the signals of pages that lead here."""

    def __init__(
        self, workplace: Workplace, shell: Shell, *, person_shown: Callable[[], int],
        show_person: Callable[[int], None], print_pages: Callable[[PrintRequest], None],
    ) -> None:  # fmt: skip
        super().__init__(shell)
        self._workplace, self._shell = workplace, shell
        self._person_shown, self._show_person, self._print_pages = person_shown, show_person, print_pages
        self._both_ways = BothWays(workplace, shell)
        self._both_ways.given_saved.connect(self.write_letter)
        self.slots: dict[str, Callable[..., None]] = {
            "update_wanted": self.give_update,
            "introduction_wanted": self.ask_for_introduction,
            "win_wanted": self.win_referral,
            "win_change_wanted": self.change_win,
            "lost_wanted": self.lose_referral,
            "satisfaction_wanted": self.ask_how_we_did,
            "edit_referral_wanted": self.edit_referral,
            "given_wanted": self.give_referral,
            "help_wanted": self.find_help,
            "leads_wanted": self.find_leads,
            "met_wanted": self.meet_someone,
            "letter_wanted": self.write_letter,
            "check_back_wanted": self.check_back,
        }

    @read_in.before("refdesk.ui.referrals.referral_dialog", "refdesk.ui.referrals.given_dialog")
    def receive(self, giver_id: int) -> None:
        """Log a referral received, of a giver not known yet for 0."""
        self._both_ways.receive(ContactId(giver_id) if giver_id else None)

    @read_in.before("refdesk.ui.referrals.update_dialog")
    def give_update(self, contact_id: int, referral_id: int = 0) -> None:
        """Tell a giver what became of whom they sent; of this referral in any case, for 0 of what is due."""
        from refdesk.ui.referrals.update_dialog import UpdateDialog

        about = ReferralId(referral_id) if referral_id else None
        UpdateDialog(self._workplace, self._shell, contact_id=ContactId(contact_id), referral_id=about).open()

    @read_in.before("refdesk.ui.referrals.introduction_dialog")
    def ask_for_introduction(self, referral_id: int) -> None:
        """Ask a giver of a referral for the introduction."""
        from refdesk.ui.referrals.introduction_dialog import IntroductionDialog

        IntroductionDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id)).open()

    @read_in.before("refdesk.ui.referrals.edit_referral_dialog")
    def edit_referral(self, referral_id: int) -> None:
        """Open the editor of a referral."""
        from refdesk.ui.referrals.edit_referral_dialog import EditReferralDialog

        EditReferralDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id)).open()

    @read_in.before("refdesk.ui.referrals.win_dialog")
    def win_referral(self, referral_id: int, stage_id: int = 0) -> None:
        """Win a referral and say what it brings; one that is won gets repeat business."""
        from refdesk.ui.referrals.win_dialog import WinDialog

        stage = StageId(stage_id) if stage_id else None
        WinDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id), stage_id=stage).open()

    @read_in.before("refdesk.ui.referrals.win_dialog")
    def change_win(self, referral_id: int, win_id: int) -> None:
        """Correct what a referral brought."""
        from refdesk.ui.referrals.win_dialog import WinDialog

        WinDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id), win_id=WinId(win_id)).open()

    @read_in.before("refdesk.ui.referrals.lost_dialog")
    def lose_referral(self, referral_id: int, stage_id: int = 0) -> None:
        """Close a referral as lost, and then tell the giver how it ended."""
        from refdesk.ui.referrals.lost_dialog import LostDialog

        stage = StageId(stage_id) if stage_id else None
        dialog = LostDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id), stage_id=stage)
        dialog.update_wanted.connect(self.give_update)
        dialog.open()

    @read_in.before("refdesk.ui.referrals.how_we_did_dialog")
    def ask_how_we_did(self, referral_id: int) -> None:
        """Ask somebody whose work is done how we did."""
        from refdesk.ui.referrals.how_we_did_dialog import HowWeDidDialog

        HowWeDidDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id)).open()

    @read_in.before("refdesk.ui.referrals.given_dialog", "refdesk.ui.referrals.referral_dialog")
    def give_referral(self, recipient_id: int = 0, prospect_id: int = 0, need: str = "") -> None:
        """Give a referral, to whoever is shown in Contacts for 0; its letter comes next."""
        known = recipient_id or (0 if prospect_id else self._person_shown())
        recipient = ContactId(known) if known else None
        self._both_ways.give(recipient, ContactId(prospect_id) if prospect_id else None, need)

    @read_in.before("refdesk.ui.referrals.letter_dialog")
    def write_letter(self, referral_id: int) -> None:
        """Show the letter that introduces two people to each other."""
        from refdesk.ui.referrals.letter_dialog import LetterDialog

        dialog = LetterDialog(self._workplace, self._shell, referral_id=ReferralId(referral_id))
        dialog.print_wanted.connect(self._print_pages)
        dialog.open()

    @read_in.before("refdesk.ui.referrals.check_back_dialog")
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

    @read_in.before("refdesk.ui.referrals.met_someone_dialog")
    def meet_someone(self) -> None:
        """Keep whom we met and what they need, then find who could help."""
        from refdesk.ui.referrals.met_someone_dialog import MetSomeoneDialog

        dialog = MetSomeoneDialog(self._workplace, self._shell)
        dialog.help_wanted.connect(self.find_help)
        dialog.open()

    @read_in.before("refdesk.ui.referrals.who_could_help")
    def _find_people(self, need: str, prospect_id: int, *, lead_for: int) -> None:
        from refdesk.ui.referrals.who_could_help import WhoCouldHelpDialog

        dialog = WhoCouldHelpDialog(
            self._workplace, self._shell, need=need, prospect_id=ContactId(prospect_id) if prospect_id else None,
            lead_for=ContactId(lead_for) if lead_for else None,
        )  # fmt: skip
        dialog.given_wanted.connect(self.give_referral)
        dialog.person_wanted.connect(self._show_person)
        dialog.open()
