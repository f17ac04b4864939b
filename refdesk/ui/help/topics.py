"""Which page of the handbook belongs to what one is on: the dialog on top, else the place."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from refdesk.ui.widgets.dialog import Dialog, of_window

START = "ten-minutes"
KEYS = "keys"

PLACES: Mapping[str, str] = MappingProxyType(
    {
        "today": "today",
        "contacts": "contacts",
        "referrals": "referrals",
        "thanks": "thanks",
        "campaign": "referral-month",
        "cards": "card-studio",
        "reports": "reports",
        "settings": "settings",
        "guide": "first-hour",
    }
)
"""The page of each place, by the place's name."""

PACKAGES: Mapping[str, str] = MappingProxyType(
    {
        "about": "trouble",
        "campaign": "referral-month",
        "cards": "card-studio",
        "contacts": "person",
        "duplicates": "duplicates",
        "exchange": "bring-in",
        "gifts": "gifts",
        "goals": "goals",
        "guide": "first-hour",
        "history": "history",
        "printing": "printing",
        "referrals": "referrals",
        "reminders": "reminders",
        "reports": "reports",
        "restore_dialog": "backups",
        "settings": "settings",
        "sorting": "sorting",
        "today": "today",
    }
)
"""The page of the dialogs of a feature, by its package."""

DIALOGS: Mapping[str, str] = MappingProxyType(
    {
        "CallDialog": "call",
        "CheckBackDialog": "given",
        "ConversationDialog": "call",
        "DatesDialog": "dates",
        "EraseDialog": "privacy",
        "EvidenceDialog": "know-like-trust",
        "ExportDialog": "take-out",
        "ForgottenDialog": "sorting",
        "GivenDialog": "given",
        "HouseholdDialog": "household",
        "IntroductionDialog": "introduction",
        "LessonsDialog": "lessons",
        "LetterDialog": "given",
        "LimitsDialog": "gift-rules",
        "MoveDialog": "move",
        "MetSomeoneDialog": "who-could-help",
        "PromiseDialog": "promises",
        "PromisesDialog": "promises",
        "ReadingsDialog": "printing",
        "StockDialog": "paper-stock",
        "UpdateDialog": "updates",
        "WhoCouldHelpDialog": "who-could-help",
        "WordDialog": "thanks",
        "WordingsDialog": "wordings",
    }
)
"""The page of a dialog that has one of its own, by its class."""


def of_dialog(dialog: QWidget) -> str:
    """Return the page of a dialog."""
    kind = type(dialog)
    package = kind.__module__.split(".")[2]
    return DIALOGS.get(kind.__name__) or PACKAGES.get(package, START)


def on_top(window: QWidget) -> Dialog | None:
    """Return the dialog that lies on top of a window, if one is open."""
    shown = [each for each in of_window(window) if each.isVisible()]
    return shown[-1] if shown else None
