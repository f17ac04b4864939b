"""Cards: owed, put into words, printed, and on their way."""

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.contact import Status
from refdesk.domain.default_wordings import THANKS_WIN
from refdesk.domain.incoming import IncomingAddress
from refdesk.domain.profile import starting
from refdesk.domain.thanks import Part
from refdesk.domain.touches import Outcome
from refdesk.errors import Overtaken, Refused
from refdesk.services import business, card_texts, cards, contacts, referrals, thanks, thanks_queue, today
from refdesk.services.card_texts import CardJob
from refdesk.services.cards import OwedCard, PrintedState
from refdesk.services.referrals import Attempt
from refdesk.services.today import LineKind

HOME = IncomingAddress(Address("12 Quay St", "Columbus", "OH", "43085", "US"))


def owed(office: Office) -> tuple[OwedCard, ...]:
    return office.desk.ask(cards.owed, office.desk.now(), office.working)


def only(office: Office) -> OwedCard:
    (card,) = owed(office)
    return card


def test_an_owed_card_knows_where_it_goes(office: Office) -> None:
    office.referral(office.contact(addresses=(HOME,)))
    office.referral(office.contact("Bo", "Lind"))
    first, second = owed(office)
    assert (first.name, first.prospect, first.envelope.name) == ("Ana Diaz", "Theo Marchetti", "Ana Diaz")
    assert first.envelope.lines == ("12 Quay St", "Columbus, OH 43085")
    assert second.envelope.lines == ()
    assert first.clock.words == "By Friday"


def test_the_words_of_a_card_tell_only_what_may_be_told(office: Office) -> None:
    office.desk.do(business.save, starting("US", business_name="Halloran & Daughters", owner="Ines Halloran"))
    open_id = office.referral(office.contact(nickname="Annie"), need="stairs")
    office.referral(office.contact("Bo", "Lind"), may_share=False)
    first, second = owed(office)
    sheet = office.desk.ask(card_texts.card_sheet, CardJob((second.part_id, first.part_id), "8315", inside="printed"))
    assert [card.person for card in sheet.cards] == ["Bo Lind", "Ana Diaz"]
    discreet, told = sheet.cards
    assert told.opening == "Dear Annie,"
    assert told.message[0] == "Thank you for the introduction to Theo Marchetti."
    assert told.name_line == "Ines Halloran · Halloran & Daughters"
    assert "Theo" not in " ".join(discreet.message)
    assert discreet.message[0] == "Thank you for the introduction."
    own = CardJob((first.part_id,), "8315", body="{{ prospect }} needs {{ need }}{% if spoken %}, spoken{% endif %}.")
    assert office.desk.ask(card_texts.card_sheet, own).cards[0].message == ("Theo Marchetti needs stairs.",)
    office.desk.do(referrals.log_first_contact, open_id, Attempt(outcome=Outcome.NO_ANSWER))
    assert office.desk.ask(card_texts.card_sheet, own).cards[0].message == ("Theo Marchetti needs stairs.",)
    office.desk.do(referrals.log_first_contact, open_id, Attempt())
    assert office.desk.ask(card_texts.card_sheet, own).cards[0].message == ("Theo Marchetti needs stairs, spoken.",)
    hidden = CardJob((second.part_id,), "8315", body="About {{ prospect }}: {{ need }}")
    assert office.desk.ask(card_texts.card_sheet, hidden).cards[0].message == discreet.message
    with pytest.raises(Refused):
        office.desk.ask(card_texts.card_sheet, CardJob((first.part_id,), "8315", body="{{ rank }}"))


def test_help_for_writing_by_hand(office: Office) -> None:
    ana = office.contact()
    office.referral(ana, need="Stairs")
    part_id = only(office).part_id
    office.desk.do(cards.printed, {part_id: "Thank you so much."}, "8315")
    found = office.desk.ask(card_texts.writing_help, part_id)
    assert found.said_before == (), "printed and not written, it has said nothing yet"
    assert found.sentences[0].startswith("You thought of us when Theo Marchetti needed ")
    assert found.mentions == ("Theo Marchetti, sent on November 18", "Stairs")
    office.referral(ana)
    (other,) = [each for each in owed(office) if each.part_id != part_id]
    assert office.desk.ask(card_texts.writing_help, other.part_id).said_before == ("Thank you so much.",)


def test_a_printed_card_waits_until_it_is_mailed(office: Office, clock: TestClock) -> None:
    office.referral(office.contact())
    part_id = only(office).part_id
    office.desk.do(cards.printed, {part_id: "Thank you."}, "plain-letter")
    assert only(office).printed_id is not None
    office.desk.do(cards.printed, {part_id: "Thank you!"}, "8315")
    (waiting,) = office.desk.ask(cards.waiting)
    assert (waiting.name, waiting.state, waiting.stock) == ("Ana Diaz", PrintedState.PRINTED, "8315")
    office.desk.do(cards.mark, [waiting.printed_id], PrintedState.WRITTEN)
    assert office.desk.ask(cards.waiting)[0].state is PrintedState.WRITTEN
    clock.forward(hours=3)
    office.desk.do(cards.mark, [waiting.printed_id], PrintedState.MAILED)
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "1 card mailed"
    assert (owed(office), office.desk.ask(cards.waiting)) == ((), ())
    (row,) = office.desk.ask(thanks_queue.queue, clock.moment, office.working)
    card = row.cell(Part.CARD)
    assert card is not None
    assert card.done_at == clock.moment
    office.desk.undo()
    assert only(office).printed_id == waiting.printed_id
    office.desk.redo()
    assert owed(office) == ()


def test_cards_are_handed_over_together(office: Office) -> None:
    office.referral(office.contact(), office.contact("Bo", "Lind"))
    office.desk.do(cards.printed, {card.part_id: "" for card in owed(office)}, "8315")
    office.desk.do(cards.mark, [card.printed_id for card in office.desk.ask(cards.waiting)], PrintedState.HANDED_OVER)
    assert owed(office) == ()
    with pytest.raises(Refused):
        office.desk.do(cards.mark, [], PrintedState.MAILED)


def test_a_card_written_without_the_program_counts_too(office: Office) -> None:
    office.referral(office.contact())
    part_id = only(office).part_id
    office.desk.do(cards.mail_by_hand, part_id)
    assert owed(office) == ()
    office.desk.undo()
    assert only(office).part_id == part_id
    office.desk.redo()
    with pytest.raises(Refused):
        office.desk.do(cards.mail_by_hand, part_id)


def test_a_wording_that_tells_gives_way_where_nothing_may_be_told(office: Office) -> None:
    stages = office.stages()
    referral_id = office.referral(office.contact(), may_share=False)
    office.desk.do(referrals.move, referral_id, stages["Won"])
    job = CardJob(tuple(card.part_id for card in owed(office)), "8315", body=THANKS_WIN.body)
    first, win = office.desk.ask(card_texts.card_sheet, job).cards
    assert first.message[0] == "Thank you for the introduction."
    assert win.message[0] == "Thank you once more for the introduction."
    assert "work together" in office.desk.ask(card_texts.message_of, owed(office)[0].part_id, "We work together.")


def test_no_card_is_made_for_people_who_left(office: Office) -> None:
    ana = office.contact()
    office.referral(ana)
    part_id = only(office).part_id
    office.desk.do(contacts.set_status, ana, Status.DECEASED)
    assert office.desk.ask(card_texts.card_sheet, CardJob((part_id,), "8315")).cards == ()
    with pytest.raises(Overtaken, match="no longer owed"):
        office.desk.ask(card_texts.writing_help, part_id)


def test_a_printed_card_waits_no_longer_once_it_is_mailed_or_left_out(office: Office) -> None:
    office.referral(office.contact(), office.contact("Bo", "Lind"))
    first, second = (card.part_id for card in owed(office))
    office.desk.do(cards.printed, {first: "Thank you", second: "Thank you"}, "8315")
    office.desk.do(cards.mail_by_hand, first)
    assert [card.part_id for card in office.desk.ask(cards.waiting)] == [second]
    office.desk.do(thanks.waive, second)
    assert office.desk.ask(cards.waiting) == ()
    assert LineKind.MAIL not in {line.kind for line in office.desk.ask(today.lines, office.desk.now(), office.working)}
    office.desk.undo()
    office.desk.undo()
    assert [card.part_id for card in office.desk.ask(cards.waiting)] == [first, second]
