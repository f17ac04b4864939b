"""Updates to givers: who hears when, in which words, and what is logged."""

from dataclasses import replace

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.profile import starting
from refdesk.domain.referral import Direction
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.updates import Mark
from refdesk.domain.working_time import DueState
from refdesk.errors import Overtaken, Refused
from refdesk.services import business, contacts, referral_detail, referrals, thanks, thanks_queue, touches, updates
from refdesk.services.clocks import Clocks
from refdesk.services.updates import UpdateDue

DISCREET = "We have spoken; thank you for the introduction."


def clocks(office: Office) -> Clocks:
    return Clocks(office.desk.now(), office.working)


def due(office: Office, *, discreet: bool = False) -> tuple[UpdateDue, ...]:
    return office.desk.ask(updates.due, clocks(office), discreet=discreet)


def words(office: Office, giver: ContactId, *, discreet: bool = False) -> str:
    return office.desk.ask(updates.text_for, giver, clocks(office), discreet=discreet)


def talk(office: Office, referral_id: ReferralId, kind: TouchKind = TouchKind.CALL) -> None:
    office.desk.do(referrals.log_first_contact, referral_id, referrals.Attempt(kind=kind))


def sent(office: Office, giver: ContactId, name: str = "Theo Marchetti", **more: object) -> ReferralId:
    given, _space, family = name.partition(" ")
    return office.referral(giver, prospect=ContactDraft(given=given, family=family), **more)


def close(office: Office, referral_id: ReferralId, stage: str) -> None:
    office.desk.do(referrals.move, referral_id, office.stages()[stage], reason="A cousin builds it")


def waive_thanks(office: Office) -> None:
    for row in office.desk.ask(thanks_queue.queue, office.desk.now(), office.working):
        for part in row.parts:
            office.desk.do(thanks.waive, part.part_id)


def test_the_first_contact_makes_an_update_due(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    assert due(office) == ()
    talk(office, referral_id, TouchKind.MEETING)
    (found,) = due(office)
    assert (found.contact_id, found.name, found.referral_ids) == (ana, "Ana Diaz", (referral_id,))
    assert found.text == "About Theo Marchetti: you met today"
    assert (found.clock.state, found.clock.words) == (DueState.DUE, "Tomorrow")
    clock.forward(days=2)
    (found,) = due(office)
    assert (found.clock.state, found.text) == (DueState.LATE, "About Theo Marchetti: you met on Wednesday")
    clock.forward(days=9)
    assert due(office)[0].clock.state is DueState.OVERDUE


def test_then_after_7_days_and_then_every_28(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    for pause in (7, 28, 28):
        office.desk.do(updates.log, ana, [referral_id])
        clock.forward(days=pause - 1)
        assert due(office) == (), pause
        clock.forward(days=1)
        (found,) = due(office)
        assert found.text == "About Theo Marchetti: nothing is decided yet"


def test_a_talk_since_the_last_update_is_its_news(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    office.desk.do(updates.log, ana, [referral_id])
    clock.forward(days=6)
    talk(office, referral_id, TouchKind.VISIT)
    clock.forward(days=1)
    assert words(office, ana) == (
        "Thank you again for sending Theo Marchetti.\nWe met yesterday, and I will let you know how it goes on."
    )


def test_one_line_a_giver_however_many_they_sent(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    first, second = sent(office, ana), sent(office, ana, "Hanne Kjeldsen")
    talk(office, first)
    clock.forward(days=1)
    talk(office, second, TouchKind.MEETING)
    (found,) = due(office)
    assert found.referral_ids == (first, second)
    assert found.text == "About Theo Marchetti and Hanne Kjeldsen"
    assert words(office, ana) == (
        "Thank you again for sending Theo Marchetti and Hanne Kjeldsen.\n"
        "Theo: we spoke yesterday.\nHanne: we met today."
    )


def test_what_comes_due_within_a_week_comes_along(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    first = sent(office, ana)
    talk(office, first)
    for pause in (7, 24):
        office.desk.do(updates.log, ana, [first])
        clock.forward(days=pause)
    assert due(office) == ()
    second = sent(office, ana, "Hanne Kjeldsen")
    talk(office, second)
    assert due(office)[0].referral_ids == (first, second)


def test_every_giver_of_a_referral_hears(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    referral_id = office.referral(ana, bo)
    talk(office, referral_id)
    assert [each.name for each in due(office)] == ["Ana Diaz", "Bo Lind"]
    office.desk.do(updates.log, ana, [referral_id])
    assert [each.name for each in due(office)] == ["Bo Lind"]


def test_whatever_mentioned_it_buys_a_quiet_week(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    told = TouchDraft(ana, office.desk.now(), purpose=Purpose.OTHER, referral_id=referral_id)
    vain = replace(told, outcome=Outcome.NO_ANSWER)
    office.desk.do(touches.log, vain)
    assert len(due(office)) == 1, "ringing in vain tells nothing"
    office.desk.do(touches.log, replace(told, referral_id=None))
    assert len(due(office)) == 1, "a talk about something else"
    office.desk.do(touches.log, told)
    assert due(office) == ()
    clock.forward(days=6)
    assert due(office) == ()
    clock.forward(days=1)
    assert len(due(office)) == 1


def test_a_lost_one_ends_with_a_kind_last_word(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    office.desk.do(updates.log, ana, [referral_id])
    clock.forward(days=8)
    office.desk.do(updates.log, ana, [referral_id])
    clock.forward(days=8)
    close(office, referral_id, "Lost")
    (found,) = due(office)
    assert found.text == "About Theo Marchetti: a kind last word"
    assert words(office, ana).splitlines()[1].startswith("It did not work out this time, but I am glad")
    office.desk.do(updates.log, ana, [referral_id])
    clock.forward(days=60)
    assert due(office) == ()


def test_a_win_is_told_with_its_thanks_and_else_as_an_update(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    clock.forward(days=8)
    close(office, referral_id, "Won")
    assert due(office) == (), "the second thanks bring the news"
    waive_thanks(office)
    assert due(office)[0].text == "About Theo Marchetti: won today"
    assert "Good news: we are going to work together" in words(office, ana)
    office.desk.undo()
    office.desk.undo()
    word = next(
        part
        for row in office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
        if row.occasion == "win"
        for part in row.parts
        if part.part == "word"
    )
    office.desk.do(thanks.record_word, word.part_id)
    clock.forward(days=30)
    assert due(office) == ()
    assert marks(office) == {referral_id: Mark.KEPT_POSTED}


def test_an_old_end_is_no_news(office: Office, clock: TestClock) -> None:
    referral_id = sent(office, office.contact())
    talk(office, referral_id)
    close(office, referral_id, "Lost")
    clock.forward(days=90)
    assert len(due(office)) == 1
    clock.forward(days=1)
    assert due(office) == ()


def test_who_wants_to_hear_less_hears_only_the_end(office: Office) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    office.desk.do(updates.set_hear_less, ana, hear_less=True)
    assert due(office) == ()
    close(office, referral_id, "Lost")
    assert len(due(office)) == 1
    office.desk.undo()
    office.desk.undo()
    assert len(due(office)) == 1


@pytest.mark.parametrize("discreet_business", [True, False])
def test_where_nothing_may_be_told_there_is_one_update_that_says_no_more(
    office: Office, clock: TestClock, discreet_business: bool
) -> None:
    ana = office.contact()
    referral_id = sent(office, ana, may_share=discreet_business)
    office.desk.do(referrals.log_first_contact, referral_id, referrals.Attempt(outcome=Outcome.NO_ANSWER))
    assert due(office, discreet=discreet_business) == (), "nobody has spoken yet"
    talk(office, referral_id)
    (found,) = due(office, discreet=discreet_business)
    assert found.text == "About Theo Marchetti: that you have spoken, and no more"
    assert words(office, ana, discreet=discreet_business) == DISCREET
    office.desk.do(updates.log, ana, [referral_id], summary=DISCREET)
    for days in (7, 28):
        clock.forward(days=days)
        assert due(office, discreet=discreet_business) == ()
    close(office, referral_id, "Lost")
    clock.forward(days=8)
    assert due(office, discreet=discreet_business) == ()
    found = office.desk.ask(updates.of_giver, ana, clocks(office), discreet=discreet_business)
    assert found.referrals == ()


def test_a_discreet_one_among_others_is_not_named(office: Office) -> None:
    ana = office.contact()
    talk(office, sent(office, ana))
    talk(office, sent(office, ana, "Hanne Kjeldsen", may_share=False))
    assert words(office, ana) == (
        "Thank you again for sending Theo Marchetti.\n"
        "We spoke today, and I will let you know what comes of it.\n"
        "And your other introduction: we have spoken; thank you."
    )


def test_whoever_left_hears_nothing_and_is_not_told_about(office: Office) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    office.desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert due(office) == ()
    office.desk.undo()
    detail = office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)
    office.desk.do(contacts.set_status, detail.prospect.contact_id, Status.DECEASED)
    assert due(office) == ()


def test_given_referrals_owe_no_update(office: Office) -> None:
    office.stages()
    bo, theo = office.contact("Bo", "Lind"), office.contact("Theo", "Marchetti")
    draft = referrals.ReferralDraft(office.desk.now(), prospect_id=theo, recipient_id=bo)
    referral_id = office.desk.do(referrals.log_given, draft)
    office.desk.do(touches.log, TouchDraft(theo, office.desk.now(), referral_id=referral_id))
    assert due(office) == ()
    assert office.desk.ask(updates.marks, clocks(office), Direction.GIVEN) == {}


def marks(office: Office) -> dict[ReferralId, Mark]:
    return dict(office.desk.ask(updates.marks, clocks(office), Direction.RECEIVED))


def test_marks_for_the_board(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = sent(office, ana)
    assert marks(office) == {}
    talk(office, referral_id)
    assert marks(office) == {referral_id: Mark.DUE}
    office.desk.do(updates.log, ana, [referral_id])
    assert marks(office) == {referral_id: Mark.KEPT_POSTED}
    clock.forward(days=7)
    assert marks(office) == {referral_id: Mark.DUE}
    close(office, referral_id, "Lost")
    office.desk.do(updates.log, ana, [referral_id])
    clock.forward(days=400)
    assert marks(office) == {referral_id: Mark.KEPT_POSTED}


def test_an_update_is_logged_for_each_referral_and_taken_back_at_once(office: Office) -> None:
    ana = office.contact()
    first, second = sent(office, ana), sent(office, ana, "Hanne Kjeldsen")
    for referral_id in (first, second):
        talk(office, referral_id)
    ids = office.desk.do(updates.log, ana, [first, second], kind=TouchKind.CALL, summary="Told both ")
    assert len(ids) == 2
    logged = [office.desk.ask(touches.of, touch_id).draft for touch_id in ids]
    assert [each.referral_id for each in logged] == [first, second]
    assert {(each.kind, each.purpose, each.outcome, each.summary) for each in logged} == {
        (TouchKind.CALL, Purpose.UPDATE, Outcome.TALKED, "Told both")
    }
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "Update to Ana Diaz logged"
    office.desk.undo()
    assert due(office)[0].referral_ids == (first, second)
    for touch_id in ids:
        with pytest.raises(Overtaken):
            office.desk.ask(touches.of, touch_id)


def test_an_update_is_about_whom_this_giver_sent(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    referral_id = sent(office, ana)
    with pytest.raises(Refused):
        office.desk.do(updates.log, bo, [referral_id])
    with pytest.raises(Refused):
        office.desk.do(updates.log, ana, [])
    with pytest.raises(Refused):
        office.desk.do(updates.log, ana, [referral_id], summary="x" * 100_000)


def test_a_discreet_business_marks_its_board_so(office: Office) -> None:
    profile = replace(starting("US", business_name="Fern", owner="Ines"), discreet=True)
    office.desk.do(business.save, profile)
    ana = office.contact()
    referral_id = sent(office, ana)
    talk(office, referral_id)
    assert marks(office) == {referral_id: Mark.DUE}
    close(office, referral_id, "Lost")
    office.desk.do(updates.log, ana, [referral_id])
    assert marks(office) == {referral_id: Mark.KEPT_POSTED}


def test_an_update_of_one_referral_is_found_alone(office: Office) -> None:
    ana = office.contact(email="ana@example.com", phone="(614) 555-0187")
    first, second = sent(office, ana), sent(office, ana, "Hanne Kjeldsen")
    talk(office, first)
    (found,) = office.desk.ask(updates.about, first, clocks(office), discreet=False)
    assert (found.name, found.referral_ids) == ("Ana Diaz", (first,))
    assert office.desk.ask(updates.about, second, clocks(office), discreet=False) == ()
    news = office.desk.ask(updates.of_giver, ana, clocks(office), discreet=False)
    assert (news.email, news.phone, news.hear_less) == ("ana@example.com", "(614) 555-0187", False)
    assert [(each.referral_id, each.is_chosen) for each in news.referrals] == [(first, True)]
