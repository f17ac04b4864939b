"""Screens got ready while nobody waits: what a first look at a place would import is imported when the window rests."""

import importlib
from collections import deque

from PySide6.QtCore import QObject, QTimer

BEGIN_AFTER_MS = 1_500
BETWEEN_MS = 60
MODULES = (
    "refdesk.ui.contacts.contact_list_pane",
    "refdesk.ui.contacts.person_panel",
    "refdesk.ui.contacts.contacts_page",
    "refdesk.ui.referrals.board_view",
    "refdesk.ui.referrals.referrals_page",
    "refdesk.ui.gifts.thanks_page",
    "phonenumbers",
    "nameparser",
    "jinja2",
    "refdesk.ui.campaign.campaign_page",
    "pypdfium2",
    "refdesk.ui.cards.card_studio_page",
    "refdesk.ui.settings.settings_page",
    "refdesk.ui.contacts.conversation_dialog",
    "refdesk.ui.referrals.referral_dialog",
)
"""In the order in which they are likely to be wanted, small enough that none is felt."""


class Warming(QObject):
    """Imports one module at a time, each in an event of its own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = deque(MODULES)
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN_MS)
        self._timer.timeout.connect(self.warm_one)
        QTimer.singleShot(BEGIN_AFTER_MS, self._timer, self._timer.start)

    def warm_one(self) -> None:
        """Import the next module, and end after the last."""
        if self._left:
            importlib.import_module(self._left.popleft())
        else:
            self._timer.stop()
