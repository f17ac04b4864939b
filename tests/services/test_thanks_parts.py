"""A gift with a thank-you, and what is owed once more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.thanks import Part
from refdesk.errors import Refused
from refdesk.services import cards, erasing, gifts, households, thanks, thanks_parts, thanks_queue
from refdesk.services.cards import PrintedState
from refdesk.services.thanks_queue import PartCell, ThanksRow
from refdesk.store.tables.work import Touch


def queue(office: Office) -> tuple[ThanksRow, ...]:
    return office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)


def cell(row: ThanksRow, part: Part) -> PartCell:
    found = row.cell(part)
    assert found is not None
    return found


def _touches(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Touch)) or 0


def a_gift(ana: ContactId, referral: ReferralId | None, office: Office) -> GiftDraft:
    return GiftDraft(ana, "Linden honey", office.desk.today(), referral_id=referral, cost_minor=900)


def test_a_gift_can_be_part_of_a_thank_you_and_is_done_by_logging_one(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral = office.referral(ana)
    clock.forward(days=9)
    office.desk.do(thanks_parts.add_gift, queue(office)[0].thanks_id)
    gift = cell(queue(office)[0], Part.GIFT)
    assert gift.clock is not None
    assert gift.clock.words == "By Tuesday", "two working days from when it was added"
    with pytest.raises(Refused):
        office.desk.do(thanks_parts.add_gift, queue(office)[0].thanks_id)
    office.desk.do(gifts.log, a_gift(ana, referral, office))
    assert cell(queue(office)[0], Part.GIFT).done_at == clock.moment
    office.desk.undo()
    assert cell(queue(office)[0], Part.GIFT).is_owed
    office.desk.undo()
    assert queue(office)[0].cell(Part.GIFT) is None


def test_only_a_gift_for_that_referral_counts_and_only_when_given(office: Office) -> None:
    ana = office.contact()
    referral = office.referral(ana)
    office.desk.do(thanks_parts.add_gift, queue(office)[0].thanks_id)
    office.desk.do(gifts.log, a_gift(ana, None, office))
    assert cell(queue(office)[0], Part.GIFT).is_owed
    tea = replace(a_gift(ana, referral, office), name="Tea", state=GiftState.PLANNED)
    office.desk.do(gifts.log, tea)
    assert cell(queue(office)[0], Part.GIFT).is_owed, "planned is not given"


def test_whoever_takes_no_gifts_is_owed_none(office: Office) -> None:
    office.referral(office.contact(may_accept_gifts=False))
    with pytest.raises(Refused, match="may not accept gifts"):
        office.desk.do(thanks_parts.add_gift, queue(office)[0].thanks_id)


def test_a_mailed_card_is_owed_again_and_stands_to_be_mailed(office: Office) -> None:
    ana = office.contact()
    office.referral(ana)
    card = cell(queue(office)[0], Part.CARD).part_id
    office.desk.do(cards.printed, {card: "Thank you"}, "plain-letter")
    [waits] = office.desk.ask(cards.waiting)
    office.desk.do(cards.mark, [waits.printed_id], PrintedState.MAILED)
    assert not cell(queue(office)[0], Part.CARD).is_owed
    office.desk.do(thanks_parts.owe_again, card)
    again = cell(queue(office)[0], Part.CARD)
    assert again.is_owed
    assert again.printed_id == waits.printed_id
    assert office.desk.ask(cards.waiting)[0].state is PrintedState.WRITTEN
    assert office.desk.ask(_touches) == 0, "no card is said to be on its way"
    office.desk.undo()
    assert not cell(queue(office)[0], Part.CARD).is_owed
    assert office.desk.ask(cards.waiting) == ()


def test_one_card_of_a_household_is_owed_again_to_all_of_it(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Diaz")
    office.desk.do(households.together, [ana, bo])
    office.referral(ana, bo)
    first = next(row for row in queue(office) if row.name == "Ana Diaz")
    card = cell(first, Part.CARD).part_id
    office.desk.do(cards.mail_by_hand, card)
    assert all(cell(row, Part.CARD).done_at for row in queue(office))
    office.desk.do(thanks_parts.owe_again, card)
    assert len([row for row in queue(office) if (found := row.cell(Part.CARD)) and found.is_owed]) == 1


def test_what_was_left_out_is_owed_again(office: Office, clock: TestClock) -> None:
    office.referral()
    word = cell(queue(office)[0], Part.WORD).part_id
    with pytest.raises(Refused):
        office.desk.do(thanks_parts.owe_again, word)
    office.desk.do(thanks.waive, word)
    clock.moment += timedelta(hours=1)
    office.desk.do(thanks_parts.owe_again, word)
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "Thank-you to Ana Diaz is owed again"
    assert cell(queue(office)[0], Part.WORD).is_owed
    office.desk.undo()
    assert not cell(queue(office)[0], Part.WORD).is_owed


def test_a_second_gift_stands_before_the_one_that_was_given(office: Office) -> None:
    ana = office.contact()
    referral = office.referral(ana)
    office.desk.do(thanks_parts.add_gift, queue(office)[0].thanks_id)
    office.desk.do(gifts.log, a_gift(ana, referral, office))
    office.desk.do(thanks_parts.add_gift, queue(office)[0].thanks_id)
    assert cell(queue(office)[0], Part.GIFT).is_owed
    office.desk.do(gifts.log, replace(a_gift(ana, referral, office), name="Tea"))
    assert [each.label for each in queue(office)[0].parts if each.part is Part.GIFT] == ["Linden honey", "Tea"]


def test_a_gift_with_thanks_goes_with_whom_it_belongs_to(office: Office) -> None:
    ana = office.contact()
    referral = office.referral(ana)
    office.desk.do(thanks_parts.add_gift, queue(office)[0].thanks_id)
    office.desk.do(gifts.log, a_gift(ana, referral, office))
    office.desk.do(erasing.erase, ana)
    assert queue(office) == ()
    assert office.desk.ask(_touches) == 0
