"""Each number of the rules, set to another one, changes what the program says; and Undo brings that back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import months
import pytest
from desks import TestClock
from office import Office

from refdesk.domain import asking, rules
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.introducing import Way
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.reminders import ReminderDraft
from refdesk.domain.rules import Rules
from refdesk.domain.today import LineKind, Look
from refdesk.domain.touches import Asked, Purpose, TouchDraft
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Refused
from refdesk.services import (
    business,
    call_results,
    campaign_days,
    campaigns,
    contact_list,
    dates_of_month,
    given,
    introductions,
    person,
    promise_lists,
    promises,
    ranks,
    reminders,
    reviews,
    sorting,
    thanks_times,
    today,
    touches,
    updates,
    wins,
)
from refdesk.services.campaigns import PlanDraft
from refdesk.services.clocks import Clocks
from refdesk.services.contact_list import Filter
from refdesk.services.desk import Desk
from refdesk.services.today_line import Line

See = Callable[[], tuple[Any, ...]]


@pytest.fixture
def office(file_desk: Desk) -> Office:
    made = Office(file_desk)
    made.stages()
    return made


def rule(office: Office, **numbers: int) -> None:
    stored = office.desk.ask(business.load)
    names = {"business_name": "Fernhollow", "owner": "Nadia Fern"}
    office.desk.do(business.save, replace(stored, **names, rules=replace(stored.rules, **numbers)))


def clocks(office: Office) -> Clocks:
    return Clocks(office.desk.now(), office.working)


def lines(office: Office, kind: LineKind, look: Look | None = None) -> list[Line]:
    found = office.desk.ask(today.lines, office.desk.now(), office.working)
    return [line for line in found if line.kind is kind and line.look is look]


def first_contact_due(office: Office, _clock: TestClock) -> See:
    office.referral()
    return lambda: (lines(office, LineKind.FIRST_CONTACT)[0].due,)


def turns_red(office: Office, _clock: TestClock) -> See:
    who = office.contact("Bo", "Lind")
    office.referral(who)
    office.desk.do(promises.add, PromiseDraft(who, "Two names", office.desk.today()))
    office.desk.do(reminders.add, ReminderDraft("Order stock", office.desk.today()))
    kinds = (LineKind.FIRST_CONTACT, LineKind.WORD, LineKind.PROMISE, LineKind.REMINDER)
    return lambda: tuple(lines(office, kind)[0].clock.overdue_at for kind in kinds)


def card_due(office: Office, _clock: TestClock) -> See:
    def see() -> tuple[Any, ...]:
        giver = office.contact()
        office.referral(giver)
        (card,) = [line for line in lines(office, LineKind.CARD) if line.contact_id == giver]
        office.desk.undo()
        office.desk.undo()
        return (card.due,)

    return see


def card_overdue(office: Office, _clock: TestClock) -> See:
    office.referral()
    return lambda: (lines(office, LineKind.CARD)[0].clock.overdue_at,)


def awaited_until(office: Office, _clock: TestClock) -> See:
    giver = office.contact()
    office.desk.do(introductions.ask, office.referral(giver), giver, Way.MESSAGE, summary="Would you?")
    return lambda: (lines(office, LineKind.INTRODUCTION)[0].due,)


def told(office: Office) -> tuple[ContactId, ReferralId]:
    giver, lead = office.contact(), office.contact("Theo", "Marchetti")
    referral_id = office.referral(giver, prospect_id=lead)
    office.desk.do(touches.log, TouchDraft(lead, office.desk.now(), referral_id=referral_id))
    tell(office, giver, referral_id)
    return giver, referral_id


def tell(office: Office, giver: ContactId, referral_id: ReferralId) -> None:
    draft = TouchDraft(giver, office.desk.now(), purpose=Purpose.UPDATE, referral_id=referral_id)
    office.desk.do(touches.log, draft)


def updates_owed(office: Office, referral_id: ReferralId) -> See:
    return lambda: (
        len(lines(office, LineKind.UPDATE)),
        len(office.desk.ask(updates.about, referral_id, clocks(office), discreet=False)),
    )


def second_update(office: Office, clock: TestClock) -> See:
    rule(office, update_quiet=0)
    _giver, referral_id = told(office)
    clock.forward(days=4)
    return updates_owed(office, referral_id)


def later_update(office: Office, clock: TestClock) -> See:
    rule(office, update_quiet=0)
    giver, referral_id = told(office)
    clock.forward(days=8)
    tell(office, giver, referral_id)
    clock.forward(days=12)
    return updates_owed(office, referral_id)


def quiet_update(office: Office, clock: TestClock) -> See:
    rule(office, update_second=2)
    _giver, referral_id = told(office)
    clock.forward(days=4)
    return updates_owed(office, referral_id)


def next_ask(office: Office, _clock: TestClock) -> See:
    ana = office.contact()
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), asked=Asked.DIRECTLY))
    return lambda: (asking.free_from(office.desk.ask(person.ask_facts, ana, office.desk.zone)),)


def asked_back(office: Office, clock: TestClock) -> See:
    draft = ReferralDraft(
        office.desk.now(), Direction.GIVEN, new_prospect=ContactDraft(given="Eva"), recipient_id=office.contact()
    )
    office.desk.do(given.log, draft, both_agreed=True)
    clock.forward(days=5)
    return lambda: (len(lines(office, LineKind.REVIEW, Look.HOW_IT_WENT)),)


def new_source(office: Office, clock: TestClock) -> See:
    office.desk.do(wins.win, office.referral())
    clock.forward(days=12)
    return lambda: (len(lines(office, LineKind.REVIEW, Look.NEW_SOURCE)),)


def a_word_to(rank: Rank) -> Callable[[Office, TestClock], See]:
    def ready(office: Office, clock: TestClock) -> See:
        who = office.contact(rank=rank)
        office.desk.do(touches.log, TouchDraft(who, office.desk.now()))
        clock.forward(days=20)

        def see() -> tuple[Any, ...]:
            day = office.desk.today()
            return (
                len(lines(office, LineKind.KEEP_IN_TOUCH)),
                office.desk.ask(contact_list.counts, day).due,
                office.desk.ask(contact_list.count, Filter("due:touch"), day),
                office.desk.ask(contact_list.rows, [who], day)[who].touch_due_on,
            )

        return see

    return ready


def words_of_a_day(office: Office, _clock: TestClock) -> See:
    for at in range(7):
        office.contact(f"P{at}", "Lind", rank=Rank.B)
    return lambda: (len(lines(office, LineKind.KEEP_IN_TOUCH)),)


def client_review(office: Office, _clock: TestClock) -> See:
    who = office.contact(client_since=office.desk.today() - timedelta(days=200))

    def see() -> tuple[Any, ...]:
        day = office.desk.today()
        return (
            len(lines(office, LineKind.REVIEW, Look.CLIENT)),
            office.desk.ask(reviews.due_on, who, office.desk.zone),
            office.desk.ask(contact_list.count, Filter("due:review"), day),
        )

    return see


def born(office: Office, *, in_days: int) -> ContactId:
    day = office.desk.today() + timedelta(days=in_days)
    return office.contact(dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(day.month, day.day)),))


def mailed_by(office: Office, _clock: TestClock) -> See:
    born(office, in_days=12)  # November 30

    def see() -> tuple[Any, ...]:
        (found,) = office.desk.ask(dates_of_month.of, 2026, 11, clocks(office))
        return len(lines(office, LineKind.DATE)), found.mail_by

    return see


def missed(office: Office, _clock: TestClock) -> See:
    born(office, in_days=-10)
    return lambda: (len(lines(office, LineKind.DATE)),)


def rank_of_senders(office: Office, _clock: TestClock) -> See:
    giver = office.contact()
    for name in ("Theo", "Mia"):
        office.referral(giver, prospect=ContactDraft(given=name, family="Marchetti"))
    when = {"today": office.desk.today(), "zone": office.desk.zone}

    def see() -> tuple[Any, ...]:
        proposal = office.desk.ask(ranks.better_for, giver, **when)
        (first, *_others) = office.desk.ask(sorting.next_round, **when).people
        assert proposal is not None
        return proposal.rank, first.proposal.rank

    return see


def looked_at_again(office: Office, clock: TestClock) -> See:
    office.contact(rank=Rank.A)
    clock.forward(days=70)
    when = {"today": office.desk.today(), "zone": office.desk.zone}
    return lambda: (len(office.desk.ask(ranks.to_look_at, **when)),)


def sent_long_ago(office: Office, clock: TestClock) -> tuple[ContactId, ContactId]:
    """Return who sent somebody 15 months ago, and who did 30 months ago."""
    old, older = office.contact("Old", "Lind", rank=Rank.B), office.contact("Older", "Lind", rank=Rank.B)
    for who, months_ago in ((older, 30), (old, 15)):
        received_at = office.desk.now() - timedelta(days=30.5 * months_ago)
        office.referral(who, prospect=ContactDraft(given=f"Theo{months_ago}"), received_at=received_at)
    clock.forward(days=1)
    return old, older


def counts_as_lately(office: Office, clock: TestClock) -> See:
    old, _older = sent_long_ago(office, clock)
    when = {"today": office.desk.today(), "zone": office.desk.zone}
    return lambda: (office.desk.ask(ranks.proposals_of, [old], **when)[old],)


def looked_back(office: Office, clock: TestClock) -> See:
    _old, older = sent_long_ago(office, clock)
    when = {"today": office.desk.today(), "zone": office.desk.zone}
    rule(office, top_percent=100)
    return lambda: (
        office.desk.ask(ranks.proposals_of, [older], **when)[older],
        len(office.desk.ask(ranks.top_sources, **when)),
    )


def top_of_sources(office: Office, _clock: TestClock) -> See:
    for at in range(5):
        office.referral(office.contact(f"P{at}", "Lind", rank=Rank.B))
    when = {"today": office.desk.today(), "zone": office.desk.zone}
    return lambda: (len(office.desk.ask(ranks.top_sources, **when)),)


def rates(office: Office, clock: TestClock) -> See:
    giver = office.contact()
    referral_id = office.referral(giver)
    office.desk.do(touches.log, TouchDraft(giver, office.desk.now(), purpose=Purpose.THANKS, referral_id=referral_id))
    made = office.desk.do(promises.add, PromiseDraft(giver, "Two names", date(2026, 11, 20)))
    office.desk.do(promises.keep, made)
    clock.forward(days=4)

    def see() -> tuple[Any, ...]:
        desk = office.desk
        *_before, month = desk.ask(promise_lists.kept_by_month, desk.today(), office.working)
        times = desk.ask(thanks_times.of_last_year, desk.now(), office.working)
        assert (month.counted, times.word.decided) == (1, 1)
        return month.percent, times.word.percent

    return see


def after_days_away(days: int) -> Callable[[Office, TestClock], See]:
    def ready(office: Office, clock: TestClock) -> See:
        for at in range(12):
            office.contact(f"P{at}", "Lind", rank=Rank.B)
        rule(office, words_a_day=12)
        clock.forward(days=days)
        return lambda: (len(office.desk.ask(today.day, office.desk.now(), office.working).that_matter),)

    return ready


def minutes_of_a_month(office: Office, _clock: TestClock) -> See:
    for at in range(4):
        office.contact(f"P{at}", "Lind", phone=f"(614) 555-010{at}")
    draft = PlanDraft(office.desk.today(), office.desk.today(), minutes_a_day=24)

    def see() -> tuple[Any, ...]:
        found = office.desk.ask(campaigns.preview, draft, office.desk.today(), office.working)
        return found.reached, found.minutes_for_everybody

    return see


def called_in_vain(office: Office, _clock: TestClock) -> See:
    office.contact(phone="(614) 555-0101")
    day = office.desk.today()
    campaign_id = months.all_on(office.desk, day, last=date(2026, 11, 30))

    def see() -> tuple[Any, ...]:
        office.desk.do(call_results.enter, campaign_id, day, (FilledRow(1, Code.NO_ANSWER),))
        (entry,) = office.desk.ask(campaign_days.day_entries, campaign_id, day)
        office.desk.undo()
        return (entry.state,)

    return see


EVERY: dict[str, tuple[int, Callable[[Office, TestClock], See]]] = {
    "last_minutes": (480, first_contact_due),
    "overdue_days": (3, turns_red),
    "card_days": (4, card_due),
    "card_overdue_days": (20, card_overdue),
    "introduction_days": (5, awaited_until),
    "update_second": (3, second_update),
    "update_then": (12, later_update),
    "update_quiet": (2, quiet_update),
    "ask_days": (60, next_ask),
    "check_back_days": (4, asked_back),
    "source_days": (12, new_source),
    "touch_a_plus": (14, a_word_to(Rank.A_PLUS)),
    "touch_a": (14, a_word_to(Rank.A)),
    "touch_b": (14, a_word_to(Rank.B)),
    "touch_c": (14, a_word_to(Rank.C)),
    "words_a_day": (6, words_of_a_day),
    "review_months": (6, client_review),
    "mail_days": (9, mailed_by),
    "missed_days": (12, missed),
    "minutes_a_call": (12, minutes_of_a_month),
    "most_tries": (1, called_in_vain),
    "rank_often": (3, rank_of_senders),
    "rank_lately": (18, counts_as_lately),
    "rank_back": (36, looked_back),
    "rank_months": (2, looked_at_again),
    "top_percent": (60, top_of_sources),
    "rates_from": (1, rates),
    "idle_days": (5, after_days_away(6)),
    "catch_up_lines": (8, after_days_away(12)),
}


def test_they_are_saved_with_the_business_and_undone(office: Office) -> None:
    assert office.working.rules == Rules()
    rule(office, ask_days=60)
    assert office.working.rules == Rules(ask_days=60)
    office.desk.undo()
    assert office.working.rules == Rules()
    with pytest.raises(Refused):
        rule(office, ask_days=-5)


def test_what_comes_in_the_last_minutes_is_for_the_next_day(office: Office) -> None:
    working = replace(office.working, rules=Rules(last_minutes=0))
    close = working.close_of(working.working_day_from(office.desk.today()))
    assert working.first_contact(close - timedelta(minutes=5)).due_at == close
    assert office.working.first_contact(close - timedelta(minutes=5)).due_at > close


@pytest.mark.parametrize("name", EVERY)
def test_another_number_changes_what_is_said_and_undo_brings_it_back(
    name: str, office: Office, clock: TestClock
) -> None:
    number, ready = EVERY[name]
    see = ready(office, clock)
    usual = see()
    rule(office, **{name: number})
    other = see()
    assert all(before != after for before, after in zip(usual, other, strict=True)), (usual, other)
    office.desk.undo()
    assert see() == usual


def test_every_number_is_tried() -> None:
    in_the_dialog = {"best_first"}  # where a month is planned, and tried there
    assert set(EVERY) | in_the_dialog == {each.name for each in rules.all_of()}
    assert all(getattr(Rules(), name) != number for name, (number, _ready) in EVERY.items())
