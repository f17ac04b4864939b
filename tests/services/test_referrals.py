"""Referrals: logged, followed up, moved, changed, and taken back."""

from datetime import timedelta

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.ids import ReferralId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.referral import Fits, ReferralDraft
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.touches import Outcome, Purpose, TouchKind
from refdesk.errors import Overtaken, Refused
from refdesk.services import contacts, referral_detail, referrals, thanks_queue
from refdesk.services.referral_detail import Detail
from refdesk.services.referrals import Attempt, Facts


def detail_of(office: Office, referral_id: ReferralId) -> Detail:
    return office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)


def test_a_referral_makes_new_people_and_opens_thanks(office: Office) -> None:
    office.stages()
    draft = ReferralDraft(
        received_at=office.desk.now(),
        new_givers=(ContactDraft(given="Ana", family="Diaz"),),
        new_prospect=ContactDraft(given="Theo", family="Marchetti", phones=(IncomingPoint("(614) 555-0148"),)),
        need="  Kitchen, 1920s house ",
    )
    referral_id = office.desk.do(referrals.log_received, draft)
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "Referral from Ana Diaz logged"
    found = detail_of(office, referral_id)
    assert (found.prospect.name, found.prospect.phone) == ("Theo Marchetti", "(614) 555-0148")
    assert [giver.name for giver in found.givers] == ["Ana Diaz"]
    assert found.need == "Kitchen, 1920s house"
    assert [step.name for step in found.steps] == ["New"]
    assert [(step.part, step.name) for step in found.thanks] == [(Part.WORD, "Ana Diaz"), (Part.CARD, "Ana Diaz")]
    assert found.clock is not None
    assert found.clock.words == "Today by 5 PM"
    assert office.desk.ask(contacts.draft_of, found.prospect.contact_id).draft.category is Category.PROSPECT


def test_a_logged_referral_is_one_step_to_take_back(office: Office) -> None:
    ana = office.contact()
    referral_id = office.referral(ana)
    office.desk.undo()
    with pytest.raises(Overtaken):
        detail_of(office, referral_id)
    assert office.desk.ask(thanks_queue.queue, office.desk.now(), office.working) == ()
    office.desk.redo()
    assert detail_of(office, referral_id).givers[0].contact_id == ana


def test_several_givers_are_each_owed_thanks_and_nobody_is_allowed(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    office.referral(ana, bo)
    rows = office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    assert [row.name for row in rows] == ["Ana Diaz", "Bo Lind"]
    draft = ReferralDraft(received_at=office.desk.now(), new_prospect=ContactDraft(given="Nadia"))
    unknown = office.desk.do(referrals.log_received, draft)
    assert detail_of(office, unknown).thanks == ()
    assert len(office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)) == 2


def test_a_referral_without_a_prospect_is_refused_and_leaves_nothing(office: Office) -> None:
    office.stages()
    draft = ReferralDraft(received_at=office.desk.now(), new_givers=(ContactDraft(given="Ana"),))
    with pytest.raises(Refused) as refused:
        office.desk.do(referrals.log_received, draft)
    assert [problem.field for problem in refused.value.problems] == ["prospect"]
    assert office.desk.undo_state().undo is None


def test_a_referral_is_lost_only_after_an_attempt_and_with_a_reason(office: Office) -> None:
    stages, referral_id = office.stages(), office.referral()
    with pytest.raises(Refused, match="before closing it as lost"):
        office.desk.do(referrals.move, referral_id, stages["Lost"], reason="Too far away")
    office.desk.do(referrals.log_first_contact, referral_id, Attempt(outcome=Outcome.NO_ANSWER))
    with pytest.raises(Refused) as refused:
        office.desk.do(referrals.move, referral_id, stages["Lost"])
    assert [problem.field for problem in refused.value.problems] == ["lost_reason"]
    office.desk.do(referrals.move, referral_id, stages["Lost"], reason="Too far away")
    found = detail_of(office, referral_id)
    assert (found.stage_name, found.lost_reason) == ("Lost", "Too far away")
    assert [step.name for step in found.steps] == ["New", "Lost"]
    office.desk.undo()
    assert detail_of(office, referral_id).stage_name == "New"


def test_the_first_contact_stops_the_clock_and_keeps_what_was_learned(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    clock.forward(hours=1)
    office.desk.do(
        referrals.log_first_contact,
        referral_id,
        Attempt(summary="Wants a date", preparedness=4, fits=Fits.YES, next_step="Visit", next_step_on=None),
    )
    found = detail_of(office, referral_id)
    assert found.clock is None
    assert (found.stage_name, found.preparedness, found.fits, found.next_step) == ("Contacted", 4, Fits.YES, "Visit")
    (conversation,) = found.conversations
    assert (conversation.purpose, conversation.summary) == (Purpose.FIRST_CONTACT, "Wants a date")
    assert found.steps[0].left_at == clock.moment
    office.desk.undo()
    assert detail_of(office, referral_id).stage_name == "New"
    assert detail_of(office, referral_id).conversations == ()


def test_an_attempt_in_vain_counts_and_leaves_the_stage(office: Office) -> None:
    referral_id = office.referral()
    office.desk.do(referrals.log_first_contact, referral_id, Attempt(TouchKind.CALL, Outcome.NO_ANSWER))
    found = detail_of(office, referral_id)
    assert (found.tried, found.clock, found.stage_name) == (True, None, "New")


def test_a_win_thanks_again_and_makes_a_client(office: Office) -> None:
    stages, ana = office.stages(), office.contact()
    referral_id = office.referral(ana)
    office.desk.do(referrals.move, referral_id, stages["Won"])
    found = detail_of(office, referral_id)
    assert [step.occasion for step in found.thanks] == [Occasion.REFERRAL] * 2 + [Occasion.WIN] * 2
    person = office.desk.ask(contacts.draft_of, found.prospect.contact_id).draft
    assert (person.category, person.client_since) == (Category.CLIENT, office.desk.today())
    office.desk.do(referrals.move, referral_id, stages["Proposal"])
    office.desk.do(referrals.move, referral_id, stages["Won"])
    assert len(detail_of(office, referral_id).thanks) == 4


def test_changed_facts_move_what_is_owed_to_the_right_people(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    referral_id = office.referral(ana)
    version = detail_of(office, referral_id).version
    office.desk.do(referrals.edit, referral_id, Facts(need="Stairs", giver_ids=(bo,)), version=version)
    rows = office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    assert [row.name for row in rows] == ["Bo Lind"]
    assert detail_of(office, referral_id).need == "Stairs"
    with pytest.raises(Overtaken):
        office.desk.do(referrals.edit, referral_id, Facts(need="Roof"), version=version)
    office.desk.undo()
    assert [giver.name for giver in detail_of(office, referral_id).givers] == ["Ana Diaz"]


def test_a_referral_of_another_century_has_a_mistyped_year(office: Office) -> None:
    office.stages()
    for at in (office.desk.now().replace(year=1026), office.desk.now().replace(year=1)):
        with pytest.raises(Refused) as refusal:
            office.referral(received_at=at)
        assert [problem.field for problem in refusal.value.problems] == ["received_at"]
        assert refusal.value.problems[0].sentence == "This is more than 50 years ago. Check the year."


def test_nobody_is_added_twice_to_send_themselves(office: Office) -> None:
    ana, other = ContactDraft(given="Ana", family="Díaz"), ContactDraft(given=" ana ", family="Diaz")
    office.stages()
    with pytest.raises(Refused) as refusal:
        office.desk.do(referrals.log_received, ReferralDraft(office.desk.now(), new_prospect=ana, new_givers=(other,)))
    assert [problem.field for problem in refusal.value.problems] == ["prospect"]


def test_nobody_sends_themselves_later_either(office: Office) -> None:
    referral_id = office.referral()
    prospect_id = detail_of(office, referral_id).prospect.contact_id
    with pytest.raises(Refused):
        office.desk.do(referrals.edit, referral_id, Facts(giver_ids=(prospect_id,)))


def test_a_given_referral_owes_us_nothing(office: Office) -> None:
    office.stages()
    draft = ReferralDraft(
        received_at=office.desk.now() - timedelta(minutes=1),
        new_prospect=ContactDraft(given="Nadia"),
        new_recipient=ContactDraft(given="Bo", family="Lind"),
    )
    referral_id = office.desk.do(referrals.log_given, draft)
    found = detail_of(office, referral_id)
    assert found.recipient is not None
    assert (found.recipient.name, found.thanks, found.clock) == ("Bo Lind", (), None)


def test_the_next_step_is_set(office: Office) -> None:
    referral_id = office.referral()
    office.desk.do(referrals.set_next_step, referral_id, "Call Thursday", office.desk.today())
    found = detail_of(office, referral_id)
    assert (found.next_step, found.next_step_on) == ("Call Thursday", office.desk.today())
    with pytest.raises(Refused):
        office.desk.do(referrals.set_next_step, referral_id, "x" * 201)


def test_what_no_database_or_page_can_hold_is_left_out(office: Office) -> None:
    referral_id = office.referral(need="Kit\0chen\u202e", next_step=" Call\n\x07back ")
    found = detail_of(office, referral_id)
    assert (found.need, found.next_step) == ("Kitchen", "Call back")


def test_small_steps_are_taken_back_too(office: Office) -> None:
    referral_id = office.referral()
    office.desk.do(referrals.set_next_step, referral_id, "Call Thursday")
    office.desk.undo()
    assert detail_of(office, referral_id).next_step == ""
    draft = ReferralDraft(
        received_at=office.desk.now(),
        prospect_id=office.contact("Nadia"),
        new_recipient=ContactDraft(given="Bo", family="Lind"),
    )
    given = office.desk.do(referrals.log_given, draft)
    office.desk.undo()
    with pytest.raises(Overtaken):
        detail_of(office, given)


def test_a_win_that_was_none_owes_no_news_until_it_is_one(office: Office, clock: TestClock) -> None:
    stages, ana = office.stages(), office.contact()
    referral_id = office.referral(ana)
    office.desk.do(referrals.move, referral_id, stages["Won"])
    office.desk.do(referrals.move, referral_id, stages["Proposal"])
    rows = office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    assert [row.occasion for row in rows] == [Occasion.REFERRAL]
    clock.forward(days=30)
    office.desk.do(referrals.move, referral_id, stages["Won"])
    (win,) = (
        row
        for row in office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
        if row.occasion is Occasion.WIN
    )
    assert (win.opened_at, {part.is_owed for part in win.parts}) == (clock.moment, {True})
    assert all(part.due_at > clock.moment for part in win.parts)


def test_whom_we_sent_is_lost_without_a_call_of_ours(office: Office) -> None:
    stages = office.stages()
    draft = ReferralDraft(
        received_at=office.desk.now(),
        new_prospect=ContactDraft(given="Nadia"),
        new_recipient=ContactDraft(given="Bo", family="Lind"),
    )
    referral_id = office.desk.do(referrals.log_given, draft)
    with pytest.raises(Refused, match="why it came to nothing"):
        office.desk.do(referrals.move, referral_id, stages["Lost"])
    office.desk.do(referrals.move, referral_id, stages["Lost"], reason="Moved away")
    assert detail_of(office, referral_id).stage_name == "Lost"


def test_losing_goes_to_the_first_stage_of_what_was_lost(office: Office) -> None:
    referral_id = office.referral()
    with pytest.raises(Refused, match="Log a call first"):
        office.desk.do(referrals.lose, referral_id, "no money")
    office.desk.do(referrals.log_first_contact, referral_id, Attempt())
    assert office.desk.do(referrals.lose, referral_id, "no money") == "Theo Marchetti moved to Lost"
    found = detail_of(office, referral_id)
    assert (found.stage_name, found.lost_reason) == ("Lost", "no money")
    office.desk.undo()
    assert detail_of(office, referral_id).stage_name == "Contacted"


def test_people_who_sent_each_other_both_stand(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    first = office.referral(ana, prospect_id=bo)
    second = office.referral(bo, prospect_id=ana)
    for referral_id, giver, prospect in ((first, ana, bo), (second, bo, ana)):
        found = detail_of(office, referral_id)
        assert ([each.contact_id for each in found.givers], found.prospect.contact_id) == ([giver], prospect)
        assert [(step.contact_id, step.part) for step in found.thanks] == [(giver, Part.WORD), (giver, Part.CARD)]


def test_a_change_of_givers_alone_overtakes_another_window(office: Office) -> None:
    ana = office.contact()
    referral_id = office.referral(ana)
    version = detail_of(office, referral_id).version
    facts = Facts(giver_ids=(ana,))
    office.desk.do(referrals.edit, referral_id, facts, new_givers=(ContactDraft(given="Bo", family="Lind"),))
    assert [each.name for each in detail_of(office, referral_id).givers] == ["Ana Diaz", "Bo Lind"]
    with pytest.raises(Overtaken):
        office.desk.do(referrals.edit, referral_id, facts, version=version)
    office.desk.do(referrals.edit, referral_id, facts)
    assert [each.name for each in detail_of(office, referral_id).givers] == ["Ana Diaz"]
