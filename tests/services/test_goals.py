"""Goals are counted from what was done, and remember what was aimed at before."""

import itertools
from datetime import timedelta

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import ContactDraft
from refdesk.domain.goals import Goal, Measure, Period
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import Asked, Outcome, TouchDraft, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Refused
from refdesk.services import goals, referrals, thanks, thanks_queue, touches
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.goals import Bar

WORKING = WorkingTime(zone="America/New_York")


def bars(desk: Desk) -> dict[tuple[Measure, Period], Bar]:
    found = desk.ask(goals.bars, Clocks(desk.now(), WORKING))
    return {(bar.measure, bar.period): bar for bar in found}


def aim(desk: Desk, measure: Measure, period: Period, target: int) -> None:
    desk.do(goals.set_targets, [Goal(measure, period, target)])


def done(desk: Desk, measure: Measure) -> int:
    aim(desk, measure, Period.MONTH, 3)
    return bars(desk)[measure, Period.MONTH].done


def test_a_business_that_set_no_goals_has_the_usual_three(desk: Desk) -> None:
    found = bars(desk)
    assert {key: bar.target for key, bar in found.items()} == {
        (Measure.GIVEN, Period.WEEK): 1,
        (Measure.THANKS_IN_TIME, Period.WEEK): 2,
        (Measure.WELL_PREPARED, Period.MONTH): 2,
    }
    assert [period for _measure, period in found] == [Period.WEEK, Period.WEEK, Period.MONTH]


def test_each_measure_counts_what_its_words_say(desk: Desk, office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    office.referral(ana, preparedness=4)
    office.referral(ana, preparedness=3, prospect=ContactDraft(given="Cleo"))
    desk.do(
        referrals.log_given,
        ReferralDraft(desk.now(), direction=Direction.GIVEN, prospect_id=bo, recipient_id=ana, need="A roof"),
    )
    for kind, outcome, asked in (
        (TouchKind.CALL, Outcome.TALKED, Asked.DIRECTLY),
        (TouchKind.CALL, Outcome.NO_ANSWER, Asked.NO),
        (TouchKind.MEETING, Outcome.TALKED, Asked.LIGHTLY),
        (TouchKind.CARD, Outcome.NONE, Asked.NO),
    ):
        desk.do(touches.log, TouchDraft(bo, desk.now(), kind=kind, outcome=outcome, asked=asked))
    counted = {measure: done(desk, measure) for measure in Measure}
    assert counted == {
        Measure.RECEIVED: 2,
        Measure.WELL_PREPARED: 1,
        Measure.GIVEN: 1,
        Measure.ASKS: 1,
        Measure.TOUCHES: 3,
        Measure.CARDS: 1,
        Measure.CALLS: 2,
        Measure.THANKS_IN_TIME: 0,
    }


def test_thanks_count_only_when_they_were_in_time(desk: Desk, office: Office, clock: TestClock) -> None:
    office.referral(office.contact())
    office.referral(office.contact("Bo", "Lind"), prospect=ContactDraft(given="Cleo"))
    first, second = (
        next(cell.part_id for cell in row.parts if cell.part is thanks.Part.WORD)
        for row in desk.ask(thanks_queue.queue, desk.now(), WORKING)
    )
    desk.do(thanks.record_word, first)
    assert done(desk, Measure.THANKS_IN_TIME) == 1
    clock.forward(days=6)
    desk.do(thanks.record_word, second)
    assert done(desk, Measure.THANKS_IN_TIME) == 1


def test_a_day_begins_where_the_business_is(desk: Desk, office: Office) -> None:
    bo = office.contact("Bo", "Lind")
    first = WORKING.start_of(desk.today().replace(day=1))
    for at in (first - timedelta(seconds=1), first):
        desk.do(touches.log, TouchDraft(bo, at))
    assert done(desk, Measure.CALLS) == 1


def test_a_new_target_leaves_the_periods_before_as_they_were(desk: Desk, clock: TestClock) -> None:
    aim(desk, Measure.CALLS, Period.WEEK, 5)
    clock.forward(days=14)
    aim(desk, Measure.CALLS, Period.WEEK, 8)
    aim(desk, Measure.CALLS, Period.WEEK, 9)
    past = desk.ask(goals.history, Measure.CALLS, Period.WEEK, desk.now(), WORKING)
    assert [each.target for each in past][-4:] == [0, 5, 5, 9]
    assert len(past) == goals.PERIODS_SHOWN
    assert all((later.first - earlier.last).days == 1 for earlier, later in itertools.pairwise(past))
    desk.undo()
    assert bars(desk)[Measure.CALLS, Period.WEEK].target == 8


def test_zero_ends_a_goal_also_a_usual_one(desk: Desk) -> None:
    aim(desk, Measure.GIVEN, Period.WEEK, 0)
    assert (Measure.GIVEN, Period.WEEK) not in bars(desk)
    assert desk.undo_state().undo.label == "Goal ended: Referrals given"
    desk.undo()
    assert bars(desk)[Measure.GIVEN, Period.WEEK].target == 1


def test_what_cannot_be_a_goal_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.do(goals.set_targets, [Goal(Measure.CALLS, Period.WEEK, 4), Goal(Measure.GIVEN, Period.WEEK, -1)])
    assert [problem.field for problem in refusal.value.problems] == ["given.week"]
    assert (Measure.CALLS, Period.WEEK) not in bars(desk)


def test_several_goals_are_set_in_one_step(desk: Desk) -> None:
    desk.do(goals.set_targets, [Goal(Measure.CALLS, Period.WEEK, 4), Goal(Measure.GIVEN, Period.WEEK, 0)])
    assert (Measure.GIVEN, Period.WEEK) not in bars(desk)
    desk.undo()
    assert (Measure.CALLS, Period.WEEK) not in bars(desk)
    assert (Measure.GIVEN, Period.WEEK) in bars(desk)
