"""Today: the right lines in the right order, and each gone when it is done."""

from datetime import date, timedelta
from typing import Any

from desks import TestClock
from office import Office
from sqlalchemy import event

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.thanks import Part
from refdesk.domain.working_time import DueState
from refdesk.services import (
    call_results,
    campaigns,
    cards,
    contacts,
    promises,
    referrals,
    thanks,
    thanks_queue,
    today,
    today_ahead,
    updates,
)
from refdesk.services.campaigns import PlanDraft
from refdesk.services.cards import PrintedState
from refdesk.services.referrals import Attempt
from refdesk.services.today import Line, LineKind, Section


def lines(office: Office) -> tuple[Line, ...]:
    return office.desk.ask(today.lines, office.desk.now(), office.working)


def kinds(office: Office) -> list[str]:
    return [line.kind.value for line in lines(office)]


def test_an_empty_business_has_an_empty_day(office: Office) -> None:
    assert lines(office) == ()
    assert office.desk.ask(today_ahead.tomorrow, office.desk.now(), office.working) == ()
    assert today.as_json(lines(office)) == {"lines": []}


def test_a_referral_asks_for_a_call_a_word_and_a_card(office: Office, clock: TestClock) -> None:
    ana = office.contact(phone="(614) 555-0187")
    referral_id = office.referral(ana, need="Kitchen", expects_call=True, preparedness=4)
    first, word, card = lines(office)
    assert (first.kind, first.name, first.text) == (
        LineKind.FIRST_CONTACT,
        "Theo Marchetti",
        "Kitchen, sent by Ana Diaz",
    )
    assert (first.referral_id, first.expects_call, first.preparedness) == (referral_id, True, 4)
    assert (word.kind, word.name, word.phone) == (LineKind.WORD, "Ana Diaz", "(614) 555-0187")
    assert word.text == "A call or message, for sending Theo Marchetti"
    assert (card.kind, card.clock.words) == (LineKind.CARD, "By Friday")
    assert [line.section for line in (first, word, card)] == [Section.FIRST_CONTACT, Section.THANKS, Section.THANKS]
    assert first.state is DueState.DUE
    clock.forward(days=1)
    assert [line.state for line in lines(office)] == [DueState.LATE, DueState.LATE, DueState.DUE]
    shown = today.as_json(lines(office))["lines"][0]
    assert shown == {
        "kind": "first_contact", "contact_id": first.contact_id, "referral_id": referral_id, "name": "Theo Marchetti",
        "due": "2026-11-18T22:00:00+00:00", "state": "late", "text": "Kitchen, sent by Ana Diaz",
    }  # fmt: skip


def test_each_line_goes_when_it_is_done(office: Office) -> None:
    giver = office.contact()
    referral_id = office.referral(giver)
    assert kinds(office) == ["first_contact", "word", "card"]
    office.desk.do(referrals.log_first_contact, referral_id, Attempt())
    assert kinds(office) == ["word", "card", "update"]
    office.desk.do(updates.log, giver, [referral_id])
    assert kinds(office) == ["word", "card"]
    (row,) = office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    word, card = row.cell(Part.WORD), row.cell(Part.CARD)
    assert word is not None
    assert card is not None
    office.desk.do(thanks.record_word, word.part_id)
    assert kinds(office) == ["card"]
    office.desk.do(cards.printed, {card.part_id: ""}, "8315")
    (mail,) = lines(office)
    assert (mail.kind, mail.text, mail.printed_id is not None) == (
        LineKind.MAIL,
        "Write the card and hand it over",
        True,
    )
    assert mail.printed_id is not None
    office.desk.do(cards.mark, [mail.printed_id], PrintedState.WRITTEN)
    assert lines(office)[0].text == "Hand the card over", "no address is known"
    office.desk.do(cards.mark, [mail.printed_id], PrintedState.MAILED)
    assert lines(office) == ()
    office.desk.undo()
    assert kinds(office) == ["mail"]


def test_promises_and_calls_come_on_their_day(office: Office, clock: TestClock) -> None:
    ana = office.contact(phone="(614) 555-0187", best_time="before 9")
    office.desk.do(promises.add, PromiseDraft(ana, "Two names", date(2026, 11, 19)))
    draft = PlanDraft(date(2026, 11, 19), date(2026, 11, 19))
    campaign_id = office.desk.do(campaigns.plan, draft)
    assert lines(office) == ()
    ahead = office.desk.ask(today_ahead.tomorrow, office.desk.now(), office.working)
    assert [(line.kind, line.clock.words) for line in ahead] == [
        (LineKind.PROMISE, "Tomorrow"),
        (LineKind.CAMPAIGN_CALL, "Tomorrow"),
    ]
    clock.forward(days=1)
    promise, call = lines(office)
    assert (promise.text, promise.promise_id is not None, promise.phone) == ("Two names", True, "(614) 555-0187")
    assert (call.text, call.phone, call.clock.words) == ("before 9", "(614) 555-0187", "Today by 5 PM")
    office.desk.do(call_results.enter, campaign_id, date(2026, 11, 19), [FilledRow(1, Code.TALKED)])
    assert kinds(office) == ["promise"]
    assert promise.promise_id is not None
    office.desk.do(promises.keep, promise.promise_id)
    assert lines(office) == ()


def test_sections_stand_in_order_and_the_clock_inside_them(office: Office, clock: TestClock) -> None:
    office.referral(prospect=ContactDraft(given="Old"))
    clock.forward(days=2)
    office.referral(office.contact("Bo", "Lind"), prospect=ContactDraft(given="New"))
    found = lines(office)
    assert [line.name for line in found if line.kind is LineKind.FIRST_CONTACT] == ["Old", "New"]
    owed = [line for line in found if line.section is Section.THANKS]
    assert [line.due for line in owed] == sorted(line.due for line in owed)
    assert [line.section for line in found] == [Section.FIRST_CONTACT] * 2 + [Section.THANKS] * 4


def test_people_who_left_are_on_no_line(office: Office) -> None:
    ana = office.contact(phone="(614) 555-0187")
    office.referral(ana)
    office.desk.do(promises.add, PromiseDraft(ana, "Two names", office.desk.today()))
    office.desk.do(campaigns.plan, PlanDraft(office.desk.today(), office.desk.today() + timedelta(days=1)))
    assert "promise" in kinds(office)
    office.desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert kinds(office) == ["first_contact"]


def test_the_sidebar_counts(office: Office) -> None:
    office.referral()
    found = office.desk.ask(today.counts, office.desk.now(), office.working)
    assert (found.today, found.open_referrals, found.thanks_owed, found.cards_to_print) == (3, 1, 1, 1)


def statements_of(office: Office) -> int:
    """Count what is asked of the database for one look at Today."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    working, now = office.working, office.desk.now()
    event.listen(office.desk.engine, "before_cursor_execute", note)
    try:
        office.desk.ask(today.lines, now, working)
    finally:
        event.remove(office.desk.engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in asked)


def test_more_lines_ask_no_more_questions(office: Office) -> None:
    office.referral()
    few = statements_of(office)
    assert few > 10
    for name in ("Bo", "Cleo"):
        office.referral(office.contact(name, "Lind", phone="(614) 555-0101"), prospect=ContactDraft(given=f"To {name}"))
    assert len(lines(office)) == 9
    assert statements_of(office) == few
