"""Joins the places of thanks, cards and days: what one asks for, another does."""

from collections.abc import Callable
from operator import methodcaller

from PySide6.QtCore import QObject

from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.ui import read_in
from refdesk.ui.places import PlaceName
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.shell import Shell
from refdesk.ui.workplace import Workplace


class PaperRoutes(QObject):
    """Opens what a page asks for; `slots` are the signals of pages that lead here."""

    def __init__(
        self, workplace: Workplace, shell: Shell, *, show_person: Callable[[int], None],
        print_pages: Callable[[PrintRequest], None],
    ) -> None:  # fmt: skip
        super().__init__(shell)
        self._workplace, self._shell = workplace, shell
        self._show_person, self._print_pages = show_person, print_pages
        self.slots: dict[str, Callable[..., None]] = {
            "thanks_gift_wanted": self.log_gift_for,
            "occasion_cards_wanted": self.make_occasion_cards,
            "dates_wanted": self.show_dates,
            "limits_wanted": self.show_limits,
            "rewards_wanted": self.show_rewards,
        }

    @read_in.before("refdesk.ui.gifts.gift_dialog")
    def log_gift_for(self, part_id: int) -> None:
        """Log the gift that is part of a thank-you; the referral it thanks for is known."""
        from refdesk.services import thanks_queue
        from refdesk.ui.gifts.gift_dialog import GiftDialog

        found = self._workplace.desk.ask(thanks_queue.whose, ThanksPartId(part_id))
        if found is not None:
            GiftDialog(self._workplace, self._shell, contact_id=found.contact_id, referral_id=found.referral_id).open()

    def make_occasion_cards(self, occasion: str, contact_ids: list[int]) -> None:
        """Show the card studio with cards for an occasion to these people."""
        people = [ContactId(contact_id) for contact_id in contact_ids]
        self._shell.visit(PlaceName.CARDS, methodcaller("choose_occasion", occasion, people))

    @read_in.before("refdesk.ui.gifts.limits_dialog")
    def show_limits(self) -> None:
        """Show the limits for gifts, with the days from which they hold."""
        from refdesk.ui.gifts.limits_dialog import LimitsDialog

        LimitsDialog(self._workplace, self._shell).open()

    @read_in.before("refdesk.ui.gifts.rewards_dialog")
    def show_rewards(self) -> None:
        """Show what everybody who refers is promised."""
        from refdesk.ui.gifts.rewards_dialog import RewardsDialog

        RewardsDialog(self._workplace, self._shell).open()

    @read_in.before("refdesk.ui.gifts.dates_dialog")
    def show_dates(self) -> None:
        """Show the birthdays and anniversaries of a month."""
        from refdesk.ui.gifts.dates_dialog import DatesDialog

        dialog = DatesDialog(self._workplace, self._shell)
        dialog.person_wanted.connect(self._show_person)
        dialog.occasion_cards_wanted.connect(self.make_occasion_cards)
        dialog.print_wanted.connect(self._print_pages)
        dialog.open()
