"""What the studio says of cards on their way, and where there is no card to show."""

from collections.abc import Sequence

from refdesk.domain import occasions
from refdesk.domain.occasions import CardOccasion
from refdesk.i18n import _
from refdesk.services.cards import PrintedState, WaitingCard
from refdesk.ui.cards.asked import Asked


def marked(cards: Sequence[WaitingCard], state: PrintedState) -> str:
    """Return what the passing line says of cards that were marked."""
    if len(cards) == 1:
        words = {
            PrintedState.PRINTED: _("Card to {name} back to be written"),
            PrintedState.WRITTEN: _("Card to {name} written"),
            PrintedState.MAILED: _("Card to {name} mailed"),
            PrintedState.HANDED_OVER: _("Card to {name} handed over"),
        }
        return words[state].format(name=cards[0].name)
    many = {
        PrintedState.PRINTED: _("{n} cards back to be written"),
        PrintedState.WRITTEN: _("{n} cards written"),
        PrintedState.MAILED: _("{n} cards mailed"),
        PrintedState.HANDED_OVER: _("{n} cards handed over"),
    }
    return many[state].format(n=len(cards))


def nobody(asked: Asked) -> str:
    """Return what stands in place of the page while there is nobody to make a card for."""
    if asked.occasion in occasions.OWED:
        return _("No card is owed. Those that wait to be mailed stand under “Printed”.")
    if asked.occasion is CardOccasion.BIRTHDAY:
        return _("No birthday is known for these days. Add birthdays where you edit a contact.")
    if asked.occasion is CardOccasion.ANNIVERSARY:
        return _("No anniversary is known for these days. Add them where you edit a contact.")
    if asked.occasion is CardOccasion.SEASON:
        return _("Nobody is found. Choose others to greet.")
    return _("Add somebody under “For whom”.")
