"""Printed cards on their way: all that wait at once, each as it leaves the house."""

from collections.abc import Sequence

from refdesk.domain.ids import PrintedId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import card_ways, cards, contacts
from refdesk.services.cards import PrintedState
from refdesk.services.operation import operation
from refdesk.store.tables.paper import Printed
from refdesk.store.unit import Unit


@operation(N_("Mail all cards"))
def all_sent(unit: Unit, printed_ids: Sequence[PrintedId]) -> str:
    """Say that these cards are on their way: mailed where mail is welcome and an address is known, else handed over.

    Those that left already stay as they are. Returns what the passing line says.
    """
    if not printed_ids:
        raise Refused(Problem("", _("No card waits to be mailed.")))
    by_hand = card_ways.by_hand(unit.session, printed_ids)
    mailed = [each for each in printed_ids if each not in by_hand]
    handed = [each for each in printed_ids if each in by_hand]
    if mailed:
        cards.mark(unit, mailed, PrintedState.MAILED)
    if handed:
        cards.mark(unit, handed, PrintedState.HANDED_OVER)
    if len(printed_ids) == 1:
        said = _said_of_one(unit, printed_ids[0], by_hand=bool(handed))
    else:
        said = _said(len(mailed), len(handed))
    unit.say(said)
    return said


def _said_of_one(unit: Unit, printed_id: PrintedId, *, by_hand: bool) -> str:
    name = contacts.name(unit, unit.get(Printed, printed_id).contact_id)
    said = _("Card to {name} handed over") if by_hand else _("Card to {name} mailed")
    return said.format(name=name)


def _said(mailed: int, handed: int) -> str:
    by_mail = ngettext("{n} card mailed", "{n} cards mailed", mailed).format(n=mailed)
    by_hand = ngettext("{n} card handed over", "{n} cards handed over", handed).format(n=handed)
    if mailed and handed:
        return _("{mailed}, {handed}").format(mailed=by_mail, handed=by_hand)
    return by_mail if mailed else by_hand
