"""Thanks: what is owed, by when, and what closes it."""

from dataclasses import replace

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.profile import starting
from refdesk.domain.thanks import Part
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.working_time import DueState
from refdesk.errors import Refused
from refdesk.services import business, contacts, referrals, thanks, thanks_queue, today, touches
from refdesk.services.thanks_queue import PartCell, ThanksRow


def queue(office: Office) -> tuple[ThanksRow, ...]:
    return office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)


def cell(row: ThanksRow, part: Part) -> PartCell:
    found = row.cell(part)
    assert found is not None
    return found


def test_the_queue_shows_both_clocks(office: Office, clock: TestClock) -> None:
    office.referral(office.contact(phone="(614) 555-0187"))
    (row,) = queue(office)
    assert (row.name, row.prospect, row.phone, row.day) == ("Ana Diaz", "Theo Marchetti", "(614) 555-0187", 0)
    assert row.next_part is Part.WORD
    word, card = cell(row, Part.WORD).clock, cell(row, Part.CARD).clock
    assert word is not None
    assert card is not None
    assert (word.words, card.words) == ("Today by 5 PM", "By Friday")
    clock.forward(days=8)
    (row,) = queue(office)
    late = cell(row, Part.CARD).clock
    assert late is not None
    assert (row.day, late.state) == (7, DueState.OVERDUE)


def test_what_is_due_first_stands_first(office: Office, clock: TestClock) -> None:
    early = office.contact("Bo", "Lind")
    office.referral(early)
    clock.forward(days=1)
    office.referral(office.contact())
    assert [row.name for row in queue(office)] == ["Bo Lind", "Ana Diaz"]


def test_a_word_is_recorded_once_and_can_be_taken_back(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    office.referral(ana)
    word = cell(queue(office)[0], Part.WORD)
    clock.forward(hours=2)
    office.desk.do(thanks.record_word, word.part_id, TouchKind.MESSAGE, " Wrote at once ")
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "Thank-you to Ana Diaz logged"
    (row,) = queue(office)
    assert (row.next_part, cell(row, Part.WORD).done_at) == (Part.CARD, clock.moment)
    with pytest.raises(Refused):
        office.desk.do(thanks.record_word, word.part_id, TouchKind.CALL)
    office.desk.undo()
    assert cell(queue(office)[0], Part.WORD).is_owed


def test_a_card_cannot_be_said(office: Office) -> None:
    office.referral()
    with pytest.raises(Refused):
        office.desk.do(thanks.record_word, cell(queue(office)[0], Part.CARD).part_id, TouchKind.CALL)


def test_a_conversation_to_say_thank_you_closes_the_word(office: Office) -> None:
    ana = office.contact()
    office.referral(ana)
    vain = TouchDraft(ana, office.desk.now(), purpose=Purpose.THANKS, outcome=Outcome.NO_ANSWER)
    office.desk.do(touches.log, vain)
    assert queue(office)[0].next_part is Part.WORD
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), purpose=Purpose.OTHER))
    assert queue(office)[0].next_part is Part.WORD
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), purpose=Purpose.THANKS))
    assert queue(office)[0].next_part is Part.CARD


def test_waived_parts_leave_the_queue_and_come_back_with_undo(office: Office) -> None:
    office.referral()
    (row,) = queue(office)
    for part in row.parts:
        office.desk.do(thanks.waive, part.part_id)
    assert queue(office) == ()
    office.desk.undo()
    assert queue(office)[0].next_part is Part.CARD


def test_people_who_left_are_not_on_the_queue(office: Office) -> None:
    ana = office.contact()
    office.referral(ana)
    office.desk.do(contacts.set_status, ana, Status.DECEASED)
    assert queue(office) == ()
    office.desk.do(contacts.set_status, ana, Status.ACTIVE)
    assert len(queue(office)) == 1


def test_the_thanks_of_one_part_are_found_alone(office: Office) -> None:
    office.referral(office.contact(), office.contact("Bo", "Lind"))
    first, second = queue(office)
    for row in (first, second):
        for part in row.parts:
            found = office.desk.ask(thanks_queue.of_part, part.part_id, office.desk.now(), office.working)
            assert found == row
    for part in first.parts:
        office.desk.do(thanks.waive, part.part_id)
    gone = first.parts[0].part_id
    assert office.desk.ask(thanks_queue.of_part, gone, office.desk.now(), office.working) is None


@pytest.mark.parametrize("discreet_business", [True, False])
def test_a_discreet_win_is_thanked_without_its_news(office: Office, discreet_business: bool) -> None:
    office.desk.do(
        business.save, replace(starting("US", business_name="Fern", owner="Ines"), discreet=discreet_business)
    )
    stages = office.stages()
    referral_id = office.referral(office.contact(), may_share=discreet_business)
    office.desk.do(referrals.move, referral_id, stages["Won"])
    assert {row.may_share for row in queue(office)} == {False}
    lines = office.desk.ask(today.lines, office.desk.now(), office.working)
    assert not any("said yes" in line.text or "news" in line.text for line in lines)
