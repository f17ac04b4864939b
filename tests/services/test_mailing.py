"""All printed cards are on their way with one click, each as it leaves the house."""

import pytest
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.ids import PrintedId
from refdesk.domain.incoming import IncomingAddress
from refdesk.domain.thanks import Part
from refdesk.errors import Refused
from refdesk.services import card_ways, cards, mailing, thanks_queue

HOME = (IncomingAddress(Address("40 Fern Street", "Columbus", "OH", "43215", "US"), "home", main=True),)


def printed(office: Office) -> list[PrintedId]:
    rows = office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    parts = [found.part_id for row in rows if (found := row.cell(Part.CARD)) is not None]
    office.desk.do(cards.printed, dict.fromkeys(parts, "Thank you"), "plain-letter")
    return [card.printed_id for card in office.desk.ask(cards.waiting)]


def test_all_cards_leave_at_once_and_come_back_with_one_undo(office: Office) -> None:
    office.referral(
        office.contact(addresses=HOME),
        office.contact("Bo", "Lind"),
        office.contact("Cleo", "Ray", may_be_mailed=False, addresses=HOME),
    )
    waiting = printed(office)
    assert len(waiting) == 3
    assert office.desk.do(mailing.all_sent, waiting) == "1 card mailed, 2 cards handed over"
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "1 card mailed, 2 cards handed over"
    assert office.desk.ask(cards.waiting) == ()
    office.desk.undo()
    assert [card.printed_id for card in office.desk.ask(cards.waiting)] == waiting


def test_nothing_to_mail_is_said(office: Office) -> None:
    with pytest.raises(Refused):
        office.desk.do(mailing.all_sent, [])


def test_whoever_has_no_address_gets_the_card_by_hand(office: Office) -> None:
    office.referral(office.contact(), office.contact("Bo", "Lind", addresses=HOME))
    waiting = office.desk.ask(cards.waiting) if printed(office) else ()
    by_hand = office.desk.ask(card_ways.by_hand, [card.printed_id for card in waiting])
    assert {card.name for card in waiting if card.printed_id in by_hand} == {"Ana Diaz"}
