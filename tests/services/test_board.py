"""The board: where each referral stands, how long, and what it asks for."""

from datetime import timedelta

from desks import TestClock
from office import Office

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.thanks import Part
from refdesk.domain.touches import TouchKind
from refdesk.domain.working_time import DueState
from refdesk.services import board, contacts, referrals, thanks, thanks_queue, today, wins
from refdesk.services.board import Board, Card, ThanksMark
from refdesk.services.board_filter import BoardFilter
from refdesk.services.referrals import Attempt


def board_of(office: Office, direction: Direction = Direction.RECEIVED) -> Board:
    return office.desk.ask(board.board, direction, office.desk.now(), office.working)


def only_card(office: Office) -> Card:
    (card,) = [card for column in board_of(office).columns for card in column.cards]
    return card


def test_columns_stand_in_the_order_of_the_stages(office: Office) -> None:
    office.stages()
    assert [column.name for column in board_of(office).columns] == [
        "New", "Contacted", "Meeting", "Proposal", "Won", "Lost",
    ]  # fmt: skip


def test_a_card_says_who_sent_whom_and_what_is_owed(office: Office, clock: TestClock) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    office.referral(ana, bo, need="Kitchen", value_expected_minor=4_200_000, preparedness=4)
    card = only_card(office)
    assert (card.name, card.need, card.referrer) == ("Theo Marchetti", "Kitchen", "Ana Diaz and Bo Lind")
    assert (card.value_minor, card.preparedness, card.thanks) == (4_200_000, 4, ThanksMark.OWED)
    assert card.clock is not None
    assert (card.clock.state, card.days_still, card.stalled) == (DueState.DUE, 0, False)
    clock.forward(days=4)
    card = only_card(office)
    assert card.clock is not None
    assert (card.clock.state, card.days_still, card.stalled) == (DueState.OVERDUE, 4, True)
    assert card.thanks is ThanksMark.LATE


def test_the_line_above_counts_what_is_open(office: Office, clock: TestClock) -> None:
    stages = office.stages()
    first = office.referral(value_expected_minor=100)
    office.referral(office.contact("Bo", "Lind"), value_expected_minor=50, next_step="Call")
    office.desk.do(referrals.move, first, stages["Won"])
    found = board_of(office)
    assert (found.open_count, found.open_value_minor, found.without_next_step, found.stalled) == (1, 50, 0, 0)
    clock.forward(days=10)
    assert board_of(office).stalled == 1


def test_what_was_next_comes_no_more_once_all_is_decided(office: Office) -> None:
    stages = office.stages()
    tomorrow = office.desk.today() + timedelta(days=1)
    referral_id = office.referral(next_step="Visit", next_step_on=tomorrow)
    office.desk.do(referrals.move, referral_id, stages["Meeting"])
    assert (only_card(office).next_step, only_card(office).next_step_on) == ("Visit", tomorrow)
    office.desk.do(referrals.move, referral_id, stages["Won"])
    assert (only_card(office).next_step, only_card(office).next_step_on) == ("", None)
    office.desk.do(referrals.set_next_step, referral_id, "Order the tiles")
    office.desk.do(wins.win, referral_id, value_minor=100)
    assert only_card(office).next_step == "Order the tiles", "said after the win, it is what comes next"
    for _time in range(3):
        office.desk.undo()
    assert only_card(office).next_step == "Visit"
    office.desk.do(referrals.log_first_contact, referral_id, Attempt(TouchKind.CALL))
    office.desk.do(referrals.lose, referral_id, "A cousin builds it")
    assert (only_card(office).next_step, only_card(office).next_step_on) == ("", None)


def test_a_card_that_is_won_says_from_when_the_client_may_be_a_source(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    assert only_card(office).source_on is None
    office.desk.do(wins.win, referral_id)
    won_on = office.desk.today()
    assert only_card(office).source_on == won_on + timedelta(days=30)
    clock.forward(days=40)
    assert only_card(office).source_on == won_on + timedelta(days=30), "Today proposes it since then"
    office.desk.do(wins.make_source, only_card(office).prospect_id, Rank.B)
    assert only_card(office).source_on is None


def test_a_card_that_is_won_says_what_it_brought_and_is_found_by_it(office: Office) -> None:
    stages = office.stages()
    guessed, known = (office.referral(value_expected_minor=100) for _ in range(2))
    office.desk.do(wins.win, guessed)
    office.desk.do(wins.win, known, value_minor=300)
    office.desk.do(wins.add_business, known, value_minor=50)
    worth = {card.referral_id: card.value_minor for column in board_of(office).columns for card in column.cards}
    assert worth == {guessed: 100, known: 350}
    more = BoardFilter(value_from_minor=200)
    found = office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working, more)
    assert [(column.name, column.value_minor) for column in found.columns if column.cards] == [("Won", 350)]
    office.desk.do(referrals.move, known, stages["Proposal"])
    worth = {card.referral_id: card.value_minor for column in board_of(office).columns for card in column.cards}
    assert worth[known] == 100, "what is open again is guessed again"


def test_a_conversation_moves_a_stalled_card(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    clock.forward(days=9)
    assert only_card(office).stalled
    office.desk.do(referrals.log_first_contact, referral_id, Attempt())
    card = only_card(office)
    assert (card.stalled, card.days_still, card.clock) == (False, 0, None)


def test_thanks_that_were_said_are_marked(office: Office) -> None:
    office.referral()
    (row,) = office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    word, card = row.cell(Part.WORD), row.cell(Part.CARD)
    assert word is not None
    assert card is not None
    office.desk.do(thanks.record_word, word.part_id, TouchKind.CALL)
    assert only_card(office).thanks is ThanksMark.OWED
    office.desk.do(thanks.waive, card.part_id)
    assert only_card(office).thanks is ThanksMark.THANKED


def test_given_referrals_have_a_board_of_their_own(office: Office) -> None:
    office.referral()
    draft = ReferralDraft(
        received_at=office.desk.now(),
        new_prospect=ContactDraft(given="Nadia"),
        recipient_id=office.contact("Bo", "Lind"),
    )
    office.desk.do(referrals.log_given, draft)
    (card,) = board_of(office, Direction.GIVEN).columns[0].cards
    assert (card.name, card.referrer, card.thanks, card.clock) == ("Nadia", "Bo Lind", ThanksMark.NONE, None)
    assert board_of(office).open_count == 1


def test_a_referral_given_does_not_stand_still_before_we_ask_how_it_went(office: Office, clock: TestClock) -> None:
    office.stages()
    bo = office.contact("Bo", "Lind")
    draft = ReferralDraft(office.desk.now(), new_prospect=ContactDraft(given="Nadia"), recipient_id=bo)
    office.desk.do(referrals.log_given, draft)
    clock.forward(days=10)
    (column, *_others) = board_of(office, Direction.GIVEN).columns
    assert (column.cards[0].stalled, column.stalled_after_days) == (False, 10), "New waits 3 days for one received"
    clock.forward(days=1)
    assert board_of(office, Direction.GIVEN).stalled == 1


def test_closed_columns_begin_with_the_newest(office: Office, clock: TestClock) -> None:
    stages = office.stages()
    for name in ("First", "Second"):
        made = office.referral(office.contact(), prospect=ContactDraft(given=name))
        office.desk.do(referrals.move, made, stages["Won"])
        clock.forward(days=1)
    won = next(column for column in board_of(office).columns if column.name == "Won")
    assert [card.name for card in won.cards] == ["Second", "First"]
    assert not any(card.stalled for card in won.cards)


def test_open_cards_of_people_who_left_are_off_the_board_and_decided_ones_stay(office: Office) -> None:
    stages = office.stages()
    gone, won = office.contact("Theo", "Marchetti"), office.contact("Nadia", "Fern")
    office.referral(prospect_id=gone)
    office.desk.do(referrals.move, office.referral(prospect_id=won), stages["Won"])
    for contact_id in (gone, won):
        office.desk.do(contacts.set_status, contact_id, Status.DECEASED)
    assert [card.name for column in board_of(office).columns for card in column.cards] == ["Nadia Fern"]
    counts = office.desk.ask(today.counts, office.desk.now(), office.working)
    assert (board_of(office).open_count, counts.open_referrals) == (0, 0)


def test_an_empty_board_knows_of_how_many_referrals_the_people_left(office: Office) -> None:
    assert board_of(office).of_people_who_left == 0
    theo, nadia = office.contact("Theo"), office.contact("Nadia")
    for prospect in (theo, nadia):
        office.referral(prospect_id=prospect)
    office.desk.do(
        referrals.log_given, ReferralDraft(office.desk.now(), prospect_id=theo, recipient_id=office.contact("Bo"))
    )
    office.desk.do(contacts.set_status, theo, Status.INACTIVE)
    assert (board_of(office).open_count, board_of(office).of_people_who_left) == (1, 0), "not counted beside cards"
    assert board_of(office, Direction.GIVEN).of_people_who_left == 1
    office.desk.do(contacts.set_status, nadia, Status.DECEASED)
    assert board_of(office).of_people_who_left == 2
