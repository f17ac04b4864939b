"""Lessons are taught one after the other, and ticked when they can be repeated."""

from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.lessons import LessonKey
from refdesk.domain.profile import Profile
from refdesk.errors import Refused
from refdesk.services import business, lessons
from refdesk.services.desk import Desk
from refdesk.services.lessons import LessonMark

TEACHING = Profile(
    business_name="Fernhollow", owner="Nadia Kerr", tagline="Warm floors by spring", ideal_client="Old houses",
    problems_solved="Cold floors", different="One crew.",
)  # fmt: skip


def test_lessons_are_taught_one_after_the_other(desk: Desk, clock: TestClock, office: Office) -> None:
    desk.do(business.save, TEACHING)
    ana, bo = office.contact(), office.contact("Bo")
    assert desk.ask(lessons.next_for, ana).key is LessonKey.TAGLINE
    desk.do(lessons.teach, ana, LessonKey.TAGLINE, on=date(2026, 11, 2))
    assert desk.undo_state().undo.label == "Ana Diaz was taught: What we do, in one sentence"
    clock.forward(days=1)
    desk.do(lessons.teach, ana, LessonKey.WHOM_WE_HELP, can_repeat=True)
    shown = desk.ask(lessons.of, ana)
    assert [(line.taught_on, line.can_repeat) for line in shown.lines[:3]] == [
        (date(2026, 11, 2), False), (date(2026, 11, 19), True), (None, False),
    ]  # fmt: skip
    assert (shown.progress, shown.next.key) == ("2 of 5 taught, 1 repeated", LessonKey.WHAT_WE_PUT_RIGHT)
    desk.do(lessons.teach, ana, LessonKey.WHAT_WE_PUT_RIGHT)
    # How people are treated was not filled in: it is not offered.
    assert desk.ask(lessons.next_for, ana).key is LessonKey.HOW_TO_INTRODUCE
    assert desk.ask(lessons.of, bo).taught == 0


def test_what_was_ticked_is_unticked_forgotten_and_undone(desk: Desk, office: Office) -> None:
    desk.do(business.save, TEACHING)
    ana = office.contact()
    desk.do(lessons.teach, ana, LessonKey.TAGLINE, can_repeat=True)
    desk.do(lessons.teach, ana, LessonKey.TAGLINE)
    assert (desk.ask(lessons.of, ana).taught, desk.ask(lessons.of, ana).repeated) == (1, 1)
    desk.do(lessons.mark, ana, [LessonMark(LessonKey.TAGLINE, desk.today(), can_repeat=False)])
    assert desk.ask(lessons.of, ana).progress == "1 of 5 taught"
    desk.do(lessons.mark, ana, [LessonMark(LessonKey.TAGLINE, None)])
    assert desk.ask(lessons.of, ana).taught == 0
    desk.undo()
    desk.undo()
    assert desk.ask(lessons.of, ana).repeated == 1
    with pytest.raises(Refused):
        desk.do(lessons.teach, ana, LessonKey.TAGLINE, on=desk.today() + timedelta(days=1))


def test_several_lessons_are_marked_as_one_step(desk: Desk, office: Office) -> None:
    ana, today = office.contact(), desk.today()
    desk.do(lessons.teach, ana, LessonKey.TAGLINE)
    marks = (
        lessons.LessonMark(LessonKey.TAGLINE, None),
        lessons.LessonMark(LessonKey.WHOM_WE_HELP, today, can_repeat=True),
    )
    desk.do(lessons.mark, ana, marks)
    lines = {line.lesson.key: line for line in desk.ask(lessons.of, ana).lines}
    assert lines[LessonKey.TAGLINE].taught_on is None
    assert (lines[LessonKey.WHOM_WE_HELP].taught_on, lines[LessonKey.WHOM_WE_HELP].can_repeat) == (today, True)
    desk.undo()
    assert desk.ask(lessons.of, ana).lines[0].taught_on == today
    with pytest.raises(Refused) as refused:
        desk.do(lessons.mark, ana, (lessons.LessonMark(LessonKey.TAGLINE, today + timedelta(days=1)),))
    assert [each.field for each in refused.value.problems] == ["taught_on.tagline"]
