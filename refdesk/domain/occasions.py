"""What a card is for: thanks, a win, a birthday, the season, or any reason; and by when it must be printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import dates_due
from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.thanks import Occasion
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import N_


class CardOccasion(StrEnum):
    """What a card is for."""

    THANKS = "thanks"
    WIN = "win"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    SEASON = "season"
    OTHER = "other"


OCCASION_WORDS: Mapping[CardOccasion, str] = MappingProxyType(
    {
        CardOccasion.THANKS: N_("Thank-you cards owed"),
        CardOccasion.WIN: N_("Thanks after a win"),
        CardOccasion.BIRTHDAY: N_("Birthdays"),
        CardOccasion.ANNIVERSARY: N_("Anniversaries"),
        CardOccasion.SEASON: N_("Season’s greetings"),
        CardOccasion.OTHER: N_("Anybody else"),
    }
)
CARD_WORDS: Mapping[CardOccasion, str] = MappingProxyType(
    {
        CardOccasion.THANKS: N_("Thank-you card"),
        CardOccasion.WIN: N_("Thank-you card"),
        CardOccasion.BIRTHDAY: N_("Birthday card"),
        CardOccasion.ANNIVERSARY: N_("Anniversary card"),
        CardOccasion.SEASON: N_("Season’s greetings"),
        CardOccasion.OTHER: N_("Card"),
    }
)
OF_DAYS = frozenset({CardOccasion.BIRTHDAY, CardOccasion.ANNIVERSARY})
"""Occasions that follow from somebody's own day: the card is theirs alone, not their household's."""
OWED = frozenset({CardOccasion.THANKS, CardOccasion.WIN})
SHOWN_AHEAD_DAYS = 45
"""How far ahead the studio looks for days to print for."""


@dataclass(frozen=True, slots=True)
class CardFor:
    """One card that no thanks ask for: to whom, what for, and for which day, if there is one."""

    contact_id: ContactId
    occasion: CardOccasion
    on: date | None = None

    @property
    def key(self) -> str:
        """Return what tells this card from all others of a job."""
        return f"{self.occasion}-{self.contact_id}-{self.on or ''}"


CardId = ThanksPartId | CardFor
"""A card: one that is owed by its part of a thanks, any other by whom and what it is for."""


def key_of(card: CardId) -> str:
    """Return what tells a card from all others of a job."""
    return card.key if isinstance(card, CardFor) else str(card)


def of_thanks(occasion: Occasion) -> CardOccasion:
    """Return what a card of thanks is for; thanks for no referral have words of their own."""
    found = {Occasion.REFERRAL: CardOccasion.THANKS, Occasion.WIN: CardOccasion.WIN}
    return found.get(occasion, CardOccasion.OTHER)


def print_by(on: date, working: WorkingTime) -> date:
    """Return the day by which a card for a day is printed: the working day before it is mailed."""
    return working.working_day_until(dates_due.mail_by(on, working) - timedelta(days=1))
