"""Client reviews on Today: a few at once, of the best ranks first, and never in red."""

from datetime import timedelta

from office import Office

from refdesk.domain.ranking import Rank
from refdesk.domain.today import Look
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.services import snoozes, today, today_people
from refdesk.services.desk import Desk
from refdesk.services.today_line import Line

WORKING = WorkingTime(zone="America/New_York")


def reviews(desk: Desk) -> list[Line]:
    found = desk.ask(today.lines, desk.now(), WORKING)
    return [line for line in found if line.look is Look.CLIENT]


def test_three_are_asked_for_at_once_the_best_rank_and_the_longest_waiting(desk: Desk, office: Office) -> None:
    for given, rank, days in (("Bo", Rank.C, 900), ("Cleo", Rank.A, 400), ("Ida", Rank.A, 500), ("Max", None, 2000)):
        office.contact(given, "Lind", rank=rank, client_since=desk.today() - timedelta(days=days))
    shown = reviews(desk)
    assert {line.name for line in shown} == {"Bo Lind", "Cleo Lind", "Ida Lind"}
    assert len(shown) == today_people.REVIEWS_AT_ONCE
    assert {line.state for line in shown} == {DueState.LATE}


def test_who_is_put_off_makes_room_for_the_next(desk: Desk, office: Office) -> None:
    for given in ("Bo", "Cleo", "Ida", "Max"):
        office.contact(given, "Lind", client_since=desk.today() - timedelta(days=800))
    first = reviews(desk)[0]
    desk.do(snoozes.put_off, first, desk.now() + timedelta(days=1))
    left = reviews(desk)
    assert len(left) == today_people.REVIEWS_AT_ONCE
    assert first.name not in {line.name for line in left}
    desk.undo()
    assert first.name in {line.name for line in reviews(desk)}
