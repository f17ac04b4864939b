"""A conversation is logged together with all that it settles, and taken back as one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select

from refdesk.domain import touches as touch_rules
from refdesk.domain.contact import MayBeCalled, PointKind
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.thanks import Occasion
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Refused
from refdesk.services import business, contact_list, contacts, referral_detail, thanks, touches
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store.tables.referrals import Referral, Stage, ThanksPart
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit


@operation("Receive somebody")
def receive(unit: Unit, prospect: ContactId, giver: ContactId) -> ReferralId:
    stage = unit.add(Stage(name="New", order=1))
    row = unit.add(Referral(prospect_id=prospect, received_at=unit.now, stage_id=stage.id))
    working = business.working_time(unit.session)
    thanks.open_for(
        unit, [giver], referral_id=ReferralId(row.id), occasion=Occasion.REFERRAL, at=unit.now, working=working
    )
    return ReferralId(row.id)


def last_touch_on(desk: Desk, contact_id: ContactId) -> date | None:
    return desk.ask(contact_list.rows, [contact_id], desk.today())[contact_id].last_touch_on


def rows(desk: Desk, row_class: type) -> list:
    return desk.ask(lambda session: session.scalars(select(row_class).order_by(row_class.id)).all())


def test_a_conversation_with_its_promise_is_one_step(desk: Desk, office: Office) -> None:
    ana = office.contact()
    draft = TouchDraft(
        ana,
        desk.now(),
        kind=TouchKind.MEETING,
        summary=" Coffee. \nLikes the new kitchen.",
        asked=Asked.LIGHTLY,
        promise_text="Bring the photographs",
        promise_due_on=date(2026, 11, 24),
    )
    logged = desk.do(touches.log, draft)
    (touch,) = rows(desk, Touch)
    assert (touch.id, touch.kind, touch.asked, touch.summary) == (
        logged,
        "meeting",
        "lightly",
        "Coffee.\nLikes the new kitchen.",
    )
    (promise,) = rows(desk, Promise)
    assert (promise.text, promise.from_touch_id, promise.contact_id) == ("Bring the photographs", logged, ana)
    assert last_touch_on(desk, ana) == desk.today()
    assert desk.undo_state().undo.label == "Meeting with Ana Diaz logged"
    desk.undo()
    assert rows(desk, Touch) == rows(desk, Promise) == []
    assert last_touch_on(desk, ana) is None


def test_what_is_missing_is_said_by_field(desk: Desk, office: Office) -> None:
    ana = office.contact()
    wrong = TouchDraft(None, desk.now() + timedelta(hours=1), promise_text="Call back")
    with pytest.raises(Refused) as refusal:
        desk.do(touches.log, wrong)
    assert {problem.field for problem in refusal.value.problems} == {"contact_id", "at", "promise_due_on"}
    desk.do(touches.log, replace(wrong, contact_id=ana, at=desk.now(), promise_text=""))


def test_a_conversation_of_another_century_has_a_mistyped_year(desk: Desk, office: Office) -> None:
    ana = office.contact()
    for years, fields in ((50, []), (51, ["at"]), (2_025, ["at"])):
        draft = TouchDraft(ana, desk.now().replace(year=desk.now().year - years))
        assert [each.field for each in touch_rules.problems(draft, now=desk.now())] == fields


def test_a_promise_is_not_due_before_it_was_made(desk: Desk, office: Office) -> None:
    last_week = desk.now() - timedelta(days=7)
    draft = TouchDraft(office.contact(), last_week, promise_text="Call back", promise_due_on=desk.today())
    too_early = desk.today() - timedelta(days=8)
    with pytest.raises(Refused) as refusal:
        desk.do(touches.log, replace(draft, promise_due_on=too_early))
    assert [problem.field for problem in refusal.value.problems] == ["promise_due_on"]
    assert rows(desk, Touch) == rows(desk, Promise) == []
    desk.do(touches.log, replace(draft, promise_due_on=too_early + timedelta(days=1)))
    assert len(rows(desk, Promise)) == 1, "promised last week for the same day"


def test_a_word_of_thanks_closes_what_is_owed(desk: Desk, clock: TestClock, office: Office) -> None:
    ana, theo = office.contact(), office.contact("Theo", "Marchetti")
    desk.do(receive, theo, ana)
    clock.forward(hours=1)
    logged = desk.do(touches.log, TouchDraft(ana, desk.now(), purpose=Purpose.THANKS, outcome=Outcome.MESSAGE_LEFT))

    def word() -> ThanksPart:
        return next(part for part in rows(desk, ThanksPart) if part.part == "word")

    assert (word().done_at, word().touch_id) == (desk.now(), logged)
    desk.undo()
    assert word().done_at is None


def test_an_attempt_counts_for_the_open_referral_of_that_person(desk: Desk, clock: TestClock, office: Office) -> None:
    ana, theo = office.contact(), office.contact("Theo", "Marchetti")
    referral = desk.do(receive, theo, ana)
    clock.forward(hours=1)
    desk.do(touches.log, TouchDraft(theo, desk.now(), outcome=Outcome.NO_ANSWER))
    desk.do(touches.log, TouchDraft(ana, desk.now()))
    assert [touch.referral_id for touch in rows(desk, Touch)] == [referral, None]
    assert last_touch_on(desk, theo) is None


@pytest.mark.parametrize("outcome", [Outcome.WRONG_NUMBER, Outcome.DO_NOT_CALL])
def test_an_outcome_marks_the_contact(desk: Desk, office: Office, outcome: Outcome) -> None:
    ana = office.contact(phone="614-555-0173")
    desk.do(touches.log, TouchDraft(ana, desk.now(), outcome=outcome))
    barred = desk.ask(contacts.draft_of, ana).draft.may_be_called is MayBeCalled.NO
    without_phone = not desk.ask(contacts.points_to_use, [ana], PointKind.PHONE)
    assert (barred, without_phone) == (outcome is Outcome.DO_NOT_CALL, outcome is Outcome.WRONG_NUMBER)
    assert desk.undo_state().undo.label == "Call with Ana Diaz logged"
    desk.undo()
    assert desk.ask(contacts.points_to_use, [ana], PointKind.PHONE) == {ana: "614-555-0173"}
    assert desk.ask(contacts.draft_of, ana).draft.may_be_called is MayBeCalled.UNKNOWN


def test_a_conversation_of_an_earlier_day_is_no_attempt(office: Office) -> None:
    theo = office.contact("Theo", "Marchetti")
    referral_id = office.referral(prospect_id=theo)
    for earlier, tried in ((timedelta(days=1), False), (timedelta(hours=1), True)):
        office.desk.do(touches.log, TouchDraft(theo, office.desk.now() - earlier))
        found = office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)
        assert found.tried is tried
