"""Introductions: asked of a giver, awaited, and what follows when they happen."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.introducing import Way
from refdesk.domain.profile import starting
from refdesk.domain.referral import Introduced, ReferralDraft
from refdesk.domain.touches import Purpose, TouchKind
from refdesk.domain.working_time import DueState
from refdesk.errors import Overtaken, Refused
from refdesk.services import (
    contacts,
    introductions,
    merging,
    privacy,
    referral_detail,
    referrals,
    timeline,
    today,
)  # fmt: skip
from refdesk.services.clocks import Clocks
from refdesk.services.introductions import Awaited
from refdesk.services.referral_detail import Detail


def clocks(office: Office) -> Clocks:
    return Clocks(office.desk.now(), office.working)


def awaited(office: Office) -> tuple[Awaited, ...]:
    return office.desk.ask(introductions.awaited, clocks(office))


def detail(office: Office, referral_id: ReferralId) -> Detail:
    return office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)


def asked(office: Office, giver: ContactId, way: Way = Way.MESSAGE) -> ReferralId:
    referral_id = office.referral(giver)
    office.desk.do(introductions.ask, referral_id, giver, way, summary="Would you?")
    return referral_id


def test_asking_counts_as_the_first_attempt_and_is_awaited(office: Office) -> None:
    ana = office.contact()
    referral_id = asked(office, ana)
    assert not [
        line
        for line in office.desk.ask(today.lines, office.desk.now(), office.working)
        if line.kind is today.LineKind.FIRST_CONTACT
    ]
    (found,) = awaited(office)
    assert (found.referral_id, found.contact_id, found.name) == (referral_id, ana, "Ana Diaz")
    assert (found.prospect, found.way, found.asked_on) == ("Theo Marchetti", Way.MESSAGE, date(2026, 11, 18))
    (talk,) = detail(office, referral_id).conversations
    assert (talk.name, talk.kind, talk.purpose, talk.summary) == (
        "Ana Diaz", TouchKind.MESSAGE, Purpose.FIRST_CONTACT, "Would you?",
    )  # fmt: skip
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "Ana Diaz asked for an introduction to Theo Marchetti"
    office.desk.undo()
    assert awaited(office) == ()
    assert detail(office, referral_id).conversations == ()


def test_after_three_working_days_it_is_time_to_ask_again(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    referral_id = asked(office, ana)  # a Wednesday
    (found,) = awaited(office)
    assert office.working.date_of(found.clock.due_at) == date(2026, 11, 23), "the weekend does not count"
    clock.forward(days=5)
    assert awaited(office)[0].clock.state is DueState.DUE
    clock.forward(days=1)
    assert awaited(office)[0].clock.state is DueState.LATE
    office.desk.do(introductions.ask, referral_id, ana, Way.CALL, kind=TouchKind.CALL)
    (again,) = awaited(office)
    assert (again.introduction_id, again.way, again.asked_on) == (found.introduction_id, Way.CALL, date(2026, 11, 24))
    assert again.clock.state is DueState.DUE
    assert len(detail(office, referral_id).conversations) == 2


def test_when_it_happened_the_person_expects_our_call(office: Office, clock: TestClock) -> None:
    referral_id = asked(office, office.contact(), Way.MEETING)
    (found,) = awaited(office)
    clock.forward(days=1)
    office.desk.do(introductions.happened, found.introduction_id)
    assert awaited(office) == ()
    now = detail(office, referral_id)
    assert (now.introduced, now.expects_call) == (Introduced.MEETING, True)
    (call,) = office.desk.ask(introductions.to_call, clocks(office))
    assert (call.referral_id, call.prospect, call.clock.words) == (referral_id, "Theo Marchetti", "Tomorrow")
    office.desk.do(referrals.log_first_contact, referral_id, referrals.Attempt())
    assert office.desk.ask(introductions.to_call, clocks(office)) == ()
    office.desk.undo()
    office.desk.undo()
    then = detail(office, referral_id)
    assert (then.introduced, then.expects_call) == (Introduced.NAME_ONLY, False)
    assert [each.introduction_id for each in awaited(office)] == [found.introduction_id]


def test_it_may_happen_in_another_way_on_an_earlier_day_and_only_once(office: Office, clock: TestClock) -> None:
    referral_id = asked(office, office.contact())
    (found,) = awaited(office)
    clock.forward(days=2)
    tomorrow = office.desk.today() + timedelta(days=1)
    with pytest.raises(Refused):
        office.desk.do(introductions.happened, found.introduction_id, on=tomorrow)
    office.desk.do(introductions.happened, found.introduction_id, way=Way.CALL, on=date(2026, 11, 19))
    assert detail(office, referral_id).introduced is Introduced.CALL
    with pytest.raises(Overtaken):
        office.desk.do(introductions.happened, found.introduction_id)
    with pytest.raises(Overtaken):
        office.desk.do(introductions.drop, found.introduction_id)


def test_given_up_it_is_awaited_no_longer_until_asked_anew(office: Office) -> None:
    ana = office.contact()
    referral_id = asked(office, ana)
    office.desk.do(introductions.drop, awaited(office)[0].introduction_id)
    assert awaited(office) == ()
    office.desk.undo()
    assert len(awaited(office)) == 1
    office.desk.redo()
    office.desk.do(introductions.ask, referral_id, ana, Way.MESSAGE)
    assert len(awaited(office)) == 1


def test_nothing_is_awaited_for_what_is_closed_and_of_who_left(office: Office) -> None:
    ana = office.contact()
    referral_id = asked(office, ana)
    office.desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert awaited(office) == ()
    office.desk.undo()
    office.desk.do(referrals.move, referral_id, office.stages()["Won"])
    assert awaited(office) == ()
    with pytest.raises(Refused):
        office.desk.do(introductions.ask, referral_id, ana, Way.MESSAGE)


def test_only_a_giver_of_a_received_referral_is_asked(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    referral_id = office.referral(ana)
    with pytest.raises(Refused):
        office.desk.do(introductions.ask, referral_id, bo, Way.MESSAGE)
    with pytest.raises(Refused):
        office.desk.do(introductions.ask, referral_id, ana, Way.MESSAGE, kind=TouchKind.CARD)
    given = office.desk.do(referrals.log_given, ReferralDraft(office.desk.now(), prospect_id=ana, recipient_id=bo))
    with pytest.raises(Refused):
        office.desk.do(introductions.ask, given, ana, Way.MESSAGE)
    assert office.desk.ask(introductions.askable, given, clocks(office)).givers == ()


def test_who_can_be_asked_and_with_which_words(office: Office) -> None:
    ana, bo = office.contact(email="ana@example.com"), office.contact("Bo", "Lind", phone="(614) 555-0187")
    referral_id = office.referral(ana, bo, need="A kitchen")
    found = office.desk.ask(introductions.askable, referral_id, clocks(office))
    assert [(each.name, each.email, each.phone) for each in found.givers] == [
        ("Ana Diaz", "ana@example.com", ""), ("Bo Lind", "", "(614) 555-0187"),
    ]  # fmt: skip
    profile = starting("US", business_name="Fern", owner="Ines Novak")
    words = found.text(found.givers[0], Way.MESSAGE, profile)
    assert words.startswith("Ana, would you introduce me to Theo Marchetti?")
    assert "Hello Theo, this is Ines Novak of Fern" in words
    assert "A kitchen." in words


def test_a_discreet_business_does_not_repeat_the_need(office: Office) -> None:
    ana = office.contact()
    found = office.desk.ask(introductions.askable, office.referral(ana, need="A divorce"), clocks(office))
    profile = starting("US", business_name="Law", owner="Ines Novak")
    open_words = found.text(found.givers[0], Way.CALL, profile)
    quiet = found.text(found.givers[0], Way.CALL, replace(profile, discreet=True))
    assert "divorce" in open_words
    assert "divorce" not in quiet


def test_an_introduction_goes_over_with_whoever_was_merged(office: Office) -> None:
    ana, again = office.contact(), office.contact("Ana", "Diaz-Lind")
    referral_id = asked(office, again)
    compared = office.desk.ask(merging.compare, ana, again)
    draft = merging.joined(compared.kept.draft, compared.gone.draft, {}, compared.country)
    office.desk.do(merging.merge, ana, again, draft)
    assert [(each.contact_id, each.referral_id) for each in awaited(office)] == [(ana, referral_id)]
    office.desk.undo()
    assert [each.contact_id for each in awaited(office)] == [again]


def test_who_was_asked_twice_under_two_names_is_awaited_once(office: Office, clock: TestClock) -> None:
    ana, again = office.contact(), office.contact("Ana", "Diaz-Lind")
    referral_id = office.referral(ana, again)
    office.desk.do(introductions.ask, referral_id, ana, Way.MESSAGE)
    clock.forward(days=1)
    office.desk.do(introductions.ask, referral_id, again, Way.CALL)
    compared = office.desk.ask(merging.compare, ana, again)
    office.desk.do(merging.merge, ana, again, merging.joined(compared.kept.draft, compared.gone.draft, {}, "US"))
    (found,) = awaited(office)
    assert (found.contact_id, found.way, found.asked_on) == (ana, Way.CALL, date(2026, 11, 19))
    office.desk.undo()
    assert len(awaited(office)) == 2


def test_an_introduction_goes_with_whoever_is_erased(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    referral_id = office.referral(ana, bo)
    for giver in (ana, bo):
        office.desk.do(introductions.ask, referral_id, giver, Way.MESSAGE, summary="Would you introduce me?")
    privacy.erase(office.desk, ana)
    assert [each.name for each in awaited(office)] == ["Bo Lind"]


def test_an_introduction_to_somebody_who_is_erased_is_awaited_no_longer(office: Office) -> None:
    ana = office.contact()
    referral_id = asked(office, ana)
    privacy.erase(office.desk, detail(office, referral_id).prospect.contact_id)
    assert awaited(office) == ()


def test_the_timeline_of_the_giver_tells_that_they_were_asked(office: Office) -> None:
    ana = office.contact()
    asked(office, ana)
    lines = office.desk.ask(timeline.page, ana, ZoneInfo(office.working.zone)).lines
    assert any("Would you?" in line.title + line.detail for line in lines)
