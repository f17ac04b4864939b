"""The places of the sidebar, in order, and how each is made when it is first seen."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui.page import Page
from refdesk.ui.sidebar import PlaceSign
from refdesk.ui.workplace import Workplace


class PlaceName(StrEnum):
    """A place of the window."""

    GUIDE = "guide"
    TODAY = "today"
    CONTACTS = "contacts"
    REFERRALS = "referrals"
    THANKS = "thanks"
    CAMPAIGN = "campaign"
    CARDS = "cards"
    REPORTS = "reports"
    SETTINGS = "settings"


MODULES = {
    PlaceName.GUIDE: "refdesk.ui.guide.hour_page",
    PlaceName.TODAY: "refdesk.ui.today.today_page",
    PlaceName.CONTACTS: "refdesk.ui.contacts.contacts_page",
    PlaceName.REFERRALS: "refdesk.ui.referrals.referrals_page",
    PlaceName.THANKS: "refdesk.ui.gifts.thanks_page",
    PlaceName.CAMPAIGN: "refdesk.ui.campaign.campaign_page",
    PlaceName.CARDS: "refdesk.ui.cards.card_studio_page",
    PlaceName.REPORTS: "refdesk.ui.reports.reports_page",
    PlaceName.SETTINGS: "refdesk.ui.settings.settings_page",
}
"""The module that makes the page of each place: a thread reads it in before the page is made."""
Make = Callable[[Workplace, QWidget], Page]


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its sign and its page; one that `comes_and_goes` stands in the sidebar while it is wanted."""

    name: PlaceName
    sign: PlaceSign
    make: Make
    comes_and_goes: bool = False


def all_places() -> tuple[Place, ...]:
    """Return the places as they stand from top to bottom, Settings last."""
    hour = PlaceSign(_("First hour"), _("First hour"), "book-open", "")
    return (
        Place(PlaceName.GUIDE, hour, _guide, comes_and_goes=True),
        Place(PlaceName.TODAY, PlaceSign(_("Today"), _("Today"), "sun", "Ctrl+1"), _today),
        Place(PlaceName.CONTACTS, PlaceSign(_("Contacts"), _("Contacts"), "users", "Ctrl+2"), _contacts),
        Place(PlaceName.REFERRALS, PlaceSign(_("Referrals"), _("Referrals"), "handshake", "Ctrl+3"), _referrals),
        Place(PlaceName.THANKS, PlaceSign(_("Gifts & thanks"), _("Thanks"), "gift", "Ctrl+4"), _thanks),
        Place(PlaceName.CAMPAIGN, PlaceSign(_("Referral month"), _("Month"), "calendar-check", "Ctrl+5"), _campaign),
        Place(PlaceName.CARDS, PlaceSign(_("Card studio"), _("Cards"), "pen-line", "Ctrl+6"), _cards),
        Place(PlaceName.REPORTS, PlaceSign(_("Reports"), _("Reports"), "file-chart-column", "Ctrl+7"), _reports),
        Place(PlaceName.SETTINGS, PlaceSign(_("Settings"), _("Settings"), "settings", "Ctrl+,"), _settings),
    )


# Each screen is imported when it is first seen: the window opens sooner.
def _guide(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.guide.hour_page import HourPage

    return HourPage(workplace, parent)


def _today(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.today.today_page import TodayPage

    return TodayPage(workplace, parent)


def _contacts(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.contacts.contacts_page import ContactsPage

    return ContactsPage(workplace, parent, in_parts=True)


def _referrals(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.referrals.referrals_page import ReferralsPage

    return ReferralsPage(workplace, parent, in_parts=True)


def _thanks(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.gifts.thanks_page import ThanksPage

    return ThanksPage(workplace, parent, in_parts=True)


def _campaign(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.campaign.campaign_page import CampaignPage

    return CampaignPage(workplace, parent, in_parts=True)


def _cards(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.cards.card_studio_page import CardStudioPage

    return CardStudioPage(workplace, parent, in_parts=True)


def _reports(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.reports.reports_page import ReportsPage

    return ReportsPage(workplace, parent)


def _settings(workplace: Workplace, parent: QWidget) -> Page:
    from refdesk.ui.settings.settings_page import SettingsPage

    return SettingsPage(workplace, parent)
