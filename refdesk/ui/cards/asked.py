"""What the studio is asked for, and reading it: for whom cards can be made, and what helps to write the one shown."""

from dataclasses import dataclass
from datetime import date, timedelta

from refdesk.domain import dates_due, occasions
from refdesk.domain.ids import ContactId
from refdesk.domain.occasions import CardFor, CardId, CardOccasion
from refdesk.domain.rules import Rules
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Overtaken
from refdesk.progress import Progress
from refdesk.services import business, card_people, card_texts, cards
from refdesk.services.card_people import People
from refdesk.services.card_texts import WritingHelp
from refdesk.services.cards import WaitingCard
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk

CHOSEN_AHEAD = timedelta(days=21)
"""Days of somebody's own that come so soon are chosen by themselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold for what, and for whom: a month of days, the words of the search box, or people by name.

    Without a month, what comes next is meant; with `words` "" everybody is, and without any only people by name.
    `on` is when cards for the season, or for no reason, are to be there.
    """

    occasion: CardOccasion = CardOccasion.THANKS
    month: date | None = None
    words: str | None = None
    on: date | None = None
    contact_ids: tuple[ContactId, ...] = ()

    def span(self, today: date, rules: Rules) -> tuple[date, date]:
        """Return the first and the last day that is looked at."""
        if self.month is None:
            return dates_due.first_shown(today, rules), today + timedelta(days=occasions.SHOWN_AHEAD_DAYS)
        return self.month, (self.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """Hold for whom cards can be made, which cards wait, and what helps to write the one shown first."""

    asked: Asked
    people: People
    waiting: tuple[WaitingCard, ...]
    working: WorkingTime
    today: date
    help: tuple[CardId, WritingHelp] | None
    owed: int = 0
    """How many cards of thanks are owed and not printed, whatever is shown."""


def read(desk: Desk, asked: Asked, wanted: CardId | None, _progress: Progress) -> Found:
    """Return what the studio shows, the help for `wanted` with it if that card can be made."""
    working = desk.ask(business.working_time)
    clocks = Clocks(desk.now(), working)
    people = _people(desk, asked, clocks)
    ids = [each.card for each in people.people]
    first = next((each.card for each in people.people if each.printed_id is None), None)
    shown = wanted if wanted in ids else first
    thanks = people if asked.occasion is CardOccasion.THANKS else desk.ask(card_people.owed, clocks)
    owed = sum(each.printed_id is None for each in thanks.people)
    return Found(asked, people, desk.ask(cards.waiting), working, clocks.today, help_for(desk, shown), owed)


def help_for(desk: Desk, card: CardId | None) -> tuple[CardId, WritingHelp] | None:
    """Return what helps to write a card; None for no card, or one that is owed no longer."""
    if card is None:
        return None
    try:
        return card, desk.ask(card_texts.writing_help, card)
    except Overtaken:
        return None


def is_soon(card: CardId, today: date) -> bool:
    """Say whether a card is one to print now: owed, or for a day that comes soon."""
    if not isinstance(card, CardFor) or card.on is None or card.occasion not in occasions.OF_DAYS:
        return True
    return today <= card.on <= today + CHOSEN_AHEAD


def _people(desk: Desk, asked: Asked, clocks: Clocks) -> People:
    if asked.occasion in occasions.OWED:
        return desk.ask(card_people.owed, clocks, asked.occasion)
    if asked.occasion in occasions.OF_DAYS:
        first, last = asked.span(clocks.today, clocks.working.rules)
        return desk.ask(card_people.days, clocks, asked.occasion, first, last, asked.contact_ids)
    if asked.words is not None and not asked.contact_ids:
        return desk.ask(card_people.named, clocks, asked.occasion, asked.words, asked.on)
    return desk.ask(card_people.greeted, clocks, asked.occasion, asked.contact_ids, asked.on)
