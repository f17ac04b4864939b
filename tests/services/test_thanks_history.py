"""What is finished stays to be looked at, and tells how soon people were thanked."""

from desks import TestClock
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.thanks import Part
from refdesk.services import (
    cards,
    contacts,
    gifts,
    households,
    thanks,
    thanks_history,
    thanks_parts,
    thanks_queue,
    thanks_times,
)
from refdesk.services.thanks_history import Finished
from refdesk.services.thanks_queue import ThanksRow


def queue(office: Office) -> tuple[ThanksRow, ...]:
    return office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)


def finished(office: Office, *, lately: bool = False, most: int = 40) -> Finished:
    now = office.desk.now()
    since = thanks_history.lately(now) if lately else None
    return office.desk.ask(thanks_history.finished, now, office.working, since=since, most=most)


def finish(office: Office, row: ThanksRow) -> None:
    for cell in row.parts:
        if cell.part is Part.WORD:
            office.desk.do(thanks.record_word, cell.part_id)
        else:
            office.desk.do(cards.mail_by_hand, cell.part_id)


def test_finished_thanks_are_kept_the_latest_first(office: Office, clock: TestClock) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    office.referral(ana)
    office.referral(bo)
    first, second = queue(office)
    assert finished(office).rows == ()
    finish(office, first)
    clock.forward(days=40)
    finish(office, second)
    both = finished(office)
    assert [row.name for row in both.rows] == [second.name, first.name]
    assert max(cell.done_at for cell in both.rows[0].parts if cell.done_at) == clock.moment
    assert both.rows[0].next_part is None
    assert [row.name for row in finished(office, lately=True).rows] == [second.name]
    some = finished(office, most=1)
    assert (len(some.rows), some.count) == (1, 2)
    office.desk.do(contacts.set_status, ana, Status.DECEASED)
    assert len(finished(office).rows) == 2, "history stays"
    office.desk.do(thanks_parts.owe_again, second.parts[0].part_id)
    assert finished(office).count == 1
    office.desk.undo()
    assert finished(office).count == 2


def test_the_last_gift_to_person_or_household_is_known(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Diaz")
    office.desk.do(households.together, [ana, bo])
    office.referral(ana)
    assert queue(office)[0].last_gift_on is None
    office.desk.do(gifts.log, GiftDraft(ana, "Tea", office.desk.today(), state=GiftState.PLANNED))
    assert queue(office)[0].last_gift_on is None
    office.desk.do(gifts.log, GiftDraft(bo, "Jam", office.desk.today()))
    assert queue(office)[0].last_gift_on == office.desk.today()


def test_a_thank_you_says_to_whom_it_is_owed(office: Office) -> None:
    ana = office.contact()
    referral = office.referral(ana)
    part = queue(office)[0].parts[0].part_id
    found = office.desk.ask(thanks_queue.whose, part)
    assert found is not None
    assert (found.contact_id, found.referral_id) == (ana, referral)
    assert office.desk.ask(thanks_queue.whose, part + 100) is None


def test_times_are_told_from_five_on_and_rates_from_twenty(office: Office, clock: TestClock) -> None:
    people = [office.contact(f"P{at}", "Lind") for at in range(20)]
    office.referral(*people)
    clock.forward(hours=3)
    for row in queue(office)[:5]:
        finish(office, row)
    times = office.desk.ask(thanks_times.of_last_year, clock.moment, office.working)
    assert (times.word.done, times.word.average, times.word.decided, times.word.percent) == (5, 3.0, 5, None)
    assert (times.card.done, times.card.average) == (5, 0.0)
    clock.forward(days=1)
    times = office.desk.ask(thanks_times.of_last_year, clock.moment, office.working)
    assert (times.word.decided, times.word.in_time, times.word.percent) == (20, 5, 25)
    assert (times.card.decided, times.card.percent) == (5, None), "the card is not due yet"
    for row in queue(office):
        office.desk.do(thanks.waive, row.parts[0].part_id)
    times = office.desk.ask(thanks_times.of_last_year, clock.moment, office.working)
    assert times.word.decided == 5, "what was left out does not count"
    clock.forward(days=380)
    times = office.desk.ask(thanks_times.of_last_year, clock.moment, office.working)
    assert (times.word.done, times.word.average) == (0, None)
