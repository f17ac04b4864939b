"""Today's lines about people, what is put off, and the day of return, through the real desk."""

from dataclasses import replace
from datetime import date, timedelta

import months
import pytest
from desks import TestClock
from office import Office

from refdesk.domain import snoozing
from refdesk.domain.contact import Status
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.introducing import Way
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.reminders import ReminderDraft
from refdesk.domain.reviews import ReviewDraft
from refdesk.domain.today import LineKind, Look
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.working_time import Away, DueState
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Overtaken, Refused
from refdesk.services import (
    business,
    campaign_replan,
    contacts,
    introductions,
    keep_in_touch,
    plans,
    promises,
    referral_steps,
    referrals,
    reminders,
    reviews,
    snoozes,
    today,
    today_ahead,
    touches,
)
from refdesk.services.campaign_replan import ReplanDraft
from refdesk.services.clocks import Clocks
from refdesk.services.referrals import Attempt
from refdesk.services.today import Day, Line

BIRTHDAY = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 25, 1966)),)


def day(office: Office) -> Day:
    return office.desk.ask(today.day, office.desk.now(), office.working)


def lines(office: Office) -> tuple[Line, ...]:
    return day(office).lines


def words_due(office: Office) -> list[str]:
    return [line.name for line in lines(office) if line.kind is LineKind.KEEP_IN_TOUCH]


def touched(office: Office, contact_id: int, days_ago: int, purpose: Purpose = Purpose.OTHER) -> None:
    at = office.desk.now() - timedelta(days=days_ago)
    office.desk.do(touches.log, TouchDraft(contact_id, at, TouchKind.MEETING, purpose, Outcome.TALKED))


def test_the_longest_waiting_of_the_best_rank_are_named_first(office: Office) -> None:
    """Rule 7."""
    for name, rank, days_ago in (
        ("B long", Rank.B, 400), ("A plus", Rank.A_PLUS, 31), ("A long", Rank.A, 90), ("A", Rank.A, 46),
        ("A too soon", Rank.A, 44), ("D", Rank.D, 900),
    ):  # fmt: skip
        touched(office, office.contact(name, "Lind", rank=rank), days_ago)
    assert words_due(office) == ["A plus Lind", "A long Lind", "A Lind", "B long Lind"]
    first = next(line for line in lines(office) if line.kind is LineKind.KEEP_IN_TOUCH)
    assert first.text == "A word every 30 days. Last: Meeting on Oct 18"
    assert (first.clock.words, first.state) == ("31 days", DueState.LATE)


def test_a_last_contact_of_another_year_says_its_year(office: Office) -> None:
    """Rule 7."""
    touched(office, office.contact("Lars", "Lind", rank=Rank.C), 577)
    [line] = [line for line in lines(office) if line.kind is LineKind.KEEP_IN_TOUCH]
    year = (office.desk.now() - timedelta(days=577)).year
    assert line.text.endswith(f", {year}")


def test_five_a_day_and_any_touch_resets_the_time(office: Office, clock: TestClock) -> None:
    people = [office.contact(f"P{at}", "Lind", rank=Rank.B) for at in range(8)]
    assert len(words_due(office)) == 5
    touched(office, people[0], 0)
    assert words_due(office) == ["P1 Lind", "P2 Lind", "P3 Lind", "P4 Lind", "P5 Lind"]
    touched(office, people[1], 0, Purpose.KEEP_IN_TOUCH)
    assert words_due(office) == ["P2 Lind", "P3 Lind", "P4 Lind", "P5 Lind"], "one of the five of the day"
    office.desk.undo()
    assert len(words_due(office)) == 5
    clock.forward(days=1)
    assert len(words_due(office)) == 5


def test_nobody_is_asked_to_call_who_does_not_want_it(office: Office) -> None:
    ana = office.contact(phone="614-555-0173", rank=Rank.A)
    office.desk.do(contacts.mark_do_not_call, ana)
    (line,) = [line for line in lines(office) if line.kind is LineKind.KEEP_IN_TOUCH]
    assert (line.phone, line.may_be_called) == ("", False)
    office.desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert lines(office) == ()


def test_the_main_number_is_the_one_to_dial(office: Office) -> None:
    office.contact(phone="614-555-0173", rank=Rank.A)
    assert [line.phone for line in lines(office)] == ["614-555-0173"]


def test_a_birthday_is_named_with_mail_by_until_it_was_remembered(office: Office, clock: TestClock) -> None:
    """Rule 12."""
    ana = office.contact(dates=BIRTHDAY)
    (line,) = lines(office)
    assert (line.kind, line.clock.words, line.by_card) == (LineKind.DATE, "Mail by Friday", True)
    assert line.text == "Birthday on Wednesday, November 25 (60 years)"
    clock.forward(days=7)
    (line,) = lines(office)
    assert (line.clock.words, line.by_card, line.state) == ("Today", False, DueState.LATE)
    touched(office, ana, 0)
    assert lines(office) == ()
    office.desk.undo()
    clock.forward(days=8)
    assert lines(office) == (), "eight days after nobody speaks of it"


def test_a_plan_and_a_client_review_are_looks_back(office: Office) -> None:
    """Rule 13."""
    ana = office.contact(client_since=date(2025, 11, 1))
    office.desk.do(plans.save, ana, PlanDraft(next_step="Coffee", next_step_on=office.desk.today()))
    found = {line.look: line for line in lines(office) if line.kind is LineKind.REVIEW}
    assert set(found) == {Look.CLIENT, Look.NEXT_STEP}
    assert found[Look.NEXT_STEP].text == "Next step: Coffee"
    office.desk.do(plans.next_step_done, ana)
    assert [line.look for line in lines(office)] == [Look.CLIENT]


def test_the_next_step_of_an_open_referral_is_a_line_on_its_day(office: Office, clock: TestClock) -> None:
    theo = office.referral(office.contact())
    office.desk.do(referrals.set_next_step, theo, "Draw the quote", office.desk.today() + timedelta(days=1))

    def steps() -> list[Line]:
        return [line for line in lines(office) if line.look is Look.REFERRAL_STEP]

    clock.forward(days=1)
    assert steps() == [], "the first contact that is owed has a line of its own"
    office.desk.do(referrals.log_first_contact, theo, Attempt(outcome=Outcome.NO_ANSWER))
    (line,) = steps()
    assert (line.name, line.text, line.state) == ("Theo Marchetti", "Next step: Draw the quote", DueState.DUE)
    assert line.referral_id == theo
    clock.forward(days=1)
    assert [each.state for each in steps()] == [DueState.LATE]
    assert office.desk.do(referral_steps.done, theo) == "Next step with Theo Marchetti done"
    assert steps() == []
    office.desk.undo()
    assert len(steps()) == 1
    office.desk.do(referrals.lose, theo, "A cousin does it")
    assert steps() == []
    with pytest.raises(Refused):
        office.desk.do(referral_steps.done, theo)


def test_a_next_step_waits_for_the_introduction(office: Office) -> None:
    ana = office.contact()
    theo = office.referral(ana)
    office.desk.do(referrals.set_next_step, theo, "Call", office.desk.today())
    introduction = office.desk.do(introductions.ask, theo, ana, Way.MESSAGE)

    def kinds() -> list[tuple[LineKind, Look | None]]:
        return [(line.kind, line.look) for line in lines(office) if line.referral_id == theo and line.part_id is None]

    assert kinds() == [(LineKind.INTRODUCTION, None)]
    office.desk.do(introductions.happened, introduction)
    assert kinds() == [(LineKind.FIRST_CONTACT, None)]
    office.desk.undo()
    office.desk.do(introductions.drop, introduction)
    assert kinds() == [(LineKind.REVIEW, Look.REFERRAL_STEP)]
    office.desk.undo()
    office.desk.do(introductions.happened, introduction)
    office.desk.do(referrals.log_first_contact, theo, Attempt(outcome=Outcome.NO_ANSWER))
    assert kinds() == [(LineKind.REVIEW, Look.REFERRAL_STEP)]


def test_the_next_step_of_a_referral_stands_in_the_days_ahead(office: Office) -> None:
    theo = office.referral(office.contact())
    on = office.desk.today() + timedelta(days=2)
    office.desk.do(referrals.log_first_contact, theo, Attempt())
    office.desk.do(referrals.set_next_step, theo, "Draw the quote", on)
    ahead = office.desk.ask(today_ahead.next_days, office.desk.now(), office.working)
    assert [(each.on, [thing.text for thing in each.things]) for each in ahead if each.on == on] == [
        (on, ["Next step: Draw the quote"])
    ]


def test_a_reminder_about_nobody_is_a_line_too(office: Office) -> None:
    office.desk.do(reminders.add, ReminderDraft("Order card stock", office.desk.today()))
    (line,) = lines(office)
    assert (line.kind, line.contact_id, line.text) == (LineKind.REMINDER, None, "Order card stock")
    assert today.as_json(lines(office))["lines"][0]["contact_id"] is None
    assert line.reminder_id is not None
    office.desk.do(reminders.finish, line.reminder_id)
    assert lines(office) == ()


def test_a_line_is_put_off_and_its_clock_goes_on(office: Office, clock: TestClock) -> None:
    office.desk.do(promises.add, PromiseDraft(office.contact(), "Two names", office.desk.today()))
    (line,) = lines(office)
    until = snoozing.tomorrow(office.desk.now(), office.working)
    assert office.desk.do(snoozes.put_off, line, until) == "Ana Diaz snoozed until tomorrow"
    assert lines(office) == ()
    assert [each.line.key for each in day(office).snoozed] == [line.key]
    office.desk.undo()
    assert len(lines(office)) == 1
    office.desk.redo()
    clock.forward(days=1)
    (line,) = lines(office)
    assert line.state is DueState.LATE, "hidden, but not forgiven"


def test_what_is_put_off_can_be_brought_back(office: Office) -> None:
    office.desk.do(promises.add, PromiseDraft(office.contact(), "Two names", office.desk.today()))
    (line,) = lines(office)
    for _turn in range(2):
        office.desk.do(snoozes.put_off, line, snoozing.next_week(office.desk.now(), office.working))
    assert len(day(office).snoozed) == 1
    assert office.desk.do(snoozes.bring_back, line) == "Ana Diaz is back on Today"
    assert lines(office) == (line,)
    office.desk.undo()
    assert lines(office) == ()
    office.desk.undo()
    office.desk.undo()
    with pytest.raises(Overtaken):
        office.desk.do(snoozes.bring_back, line)


def test_a_red_line_waits_until_tomorrow_at_most_and_comes_back_when_it_turns_red(
    office: Office, clock: TestClock
) -> None:
    office.referral()
    line = lines(office)[0]
    next_week = snoozing.next_week(office.desk.now(), office.working)
    office.desk.do(snoozes.put_off, line, next_week)
    assert line.key not in {each.key for each in lines(office)}
    clock.forward(days=2)
    back = next(each for each in lines(office) if each.key == line.key)
    assert back.state is DueState.OVERDUE
    with pytest.raises(Refused):
        office.desk.do(snoozes.put_off, back, next_week)
    office.desk.do(snoozes.put_off, back, snoozing.tomorrow(office.desk.now(), office.working))
    assert line.key not in {each.key for each in lines(office)}


def busy(office: Office) -> None:
    for at in range(6):
        office.referral(office.contact(f"Giver {at}", "Lind"), prospect_id=office.contact(f"Lead {at}", "Lind"))


def test_after_ten_idle_days_the_ten_that_matter_are_offered_for_the_whole_day(
    office: Office, clock: TestClock
) -> None:
    busy(office)
    assert day(office).that_matter == ()
    clock.forward(days=9)
    assert day(office).that_matter == ()
    clock.forward(days=3)
    assert len(day(office).that_matter) == 10
    office.contact("Somebody", "New")  # work has begun, and it is still the day of return
    assert len(day(office).that_matter) == 10
    assert {line.kind for line in day(office).that_matter} >= {LineKind.FIRST_CONTACT, LineKind.WORD}
    clock.forward(days=1)
    assert day(office).that_matter == ()


def test_after_days_away_the_ten_that_matter_are_offered(office: Office, clock: TestClock) -> None:
    busy(office)
    profile = office.desk.ask(business.load)
    away = Away(date(2026, 11, 19), date(2026, 11, 20))
    office.desk.do(business.save, replace(profile, business_name="Fern", owner="Nadia", away=(away,)))
    clock.forward(days=5)
    assert len(day(office).that_matter) == 10
    clock.forward(days=1)
    assert day(office).that_matter == ()


def test_the_next_fourteen_days(office: Office) -> None:
    ana = office.contact(dates=(IncomingDate(DateKind.ANNIVERSARY, YearlyDate(12, 2)),))
    first = office.desk.today()
    office.desk.do(promises.add, PromiseDraft(ana, "Two names", first + timedelta(days=2)))
    office.desk.do(promises.add, PromiseDraft(ana, "Far away", first + timedelta(days=15)))
    office.desk.do(reminders.add, ReminderDraft("Stamps", first + timedelta(days=2)))
    found = office.desk.ask(today_ahead.next_days, office.desk.now(), office.working)
    assert [(each.on, [thing.text for thing in each.things]) for each in found] == [
        (first + timedelta(days=2), ["Two names", "Stamps"]),
        (first + timedelta(days=14), ["Anniversary"]),
    ]


def test_a_free_day_names_one_person_to_say_a_word_to(office: Office) -> None:
    ask = keep_in_touch.suggestion
    clocks = Clocks(office.desk.now(), office.working)
    assert office.desk.ask(ask, clocks) is None
    for name, days_ago in (("Soon", 10), ("Sooner", 20)):
        touched(office, office.contact(name, "Lind", rank=Rank.A), days_ago)
    found = office.desk.ask(ask, clocks)
    assert found is not None
    assert found.name == "Sooner Lind"
    assert lines(office) == ()


def test_a_referral_month_that_is_behind_offers_to_plan_the_rest_anew(office: Office, clock: TestClock) -> None:
    office.stages()
    office.contact("Ana", "Lind", phone="(614) 555-0101")
    office.contact("Bo", "Lind", phone="(614) 555-0102")
    month = months.all_on(office.desk, office.desk.today(), last=date(2026, 11, 30))
    assert [line.look for line in lines(office) if line.kind is LineKind.CAMPAIGN_CALL] == [None, None]
    clock.forward(days=1)
    (behind,) = [line for line in lines(office) if line.look is Look.BEHIND]
    assert (behind.name, behind.number, behind.contact_id, behind.entry_id) == ("November 2026", month, None, None)
    assert behind.text == "2 calls of days gone by have no result."
    office.desk.do(campaign_replan.replan, ReplanDraft(month))
    assert not any(line.look is Look.BEHIND for line in lines(office))
    clock.forward(days=30)
    assert not any(line.look is Look.BEHIND for line in lines(office))


def test_a_yearly_review_says_in_which_year_the_last_was(clock: TestClock, office: Office) -> None:
    ana = office.contact(client_since=date(2024, 5, 1))
    office.desk.do(reviews.log, ReviewDraft(ana, office.desk.now()))
    clock.forward(days=365)
    (line,) = (each for each in day(office).lines if each.look is Look.CLIENT)
    assert line.text == "Yearly client review. The last was on Nov 18, 2026"
