"""Stages as Settings changes them: the board follows, and what is needed stays."""

from datetime import timedelta

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.ids import StageId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.errors import Refused
from refdesk.services import board, referral_detail, referrals, stages, wins


def names(office: Office) -> list[str]:
    """Return the columns of the board."""
    columns = office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working).columns
    return [column.name for column in columns]


def steps(office: Office, referral_id: int) -> list[str]:
    found = office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)
    return [step.name for step in found.steps]


@pytest.fixture
def of(office: Office) -> dict[str, StageId]:
    return office.stages()


def test_a_new_stage_stands_behind_the_others_of_its_kind(office: Office, of: dict[str, StageId]) -> None:
    assert of
    office.desk.do(stages.add, " Estimate ", stalled_after_days=5)
    assert names(office) == ["New", "Contacted", "Meeting", "Proposal", "Estimate", "Won", "Lost"]
    office.desk.do(stages.add, "Not for us", meaning=Meaning.LOST)
    assert names(office)[-2:] == ["Lost", "Not for us"]
    office.desk.undo()
    office.desk.undo()
    assert names(office) == list(of)


def test_a_stage_is_renamed_and_stalls_after_other_days(
    office: Office, of: dict[str, StageId], clock: TestClock
) -> None:
    referral_id = office.referral()
    office.desk.do(stages.change, of["New"], "Fresh", stalled_after_days=20)
    clock.forward(days=15)
    columns = office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working).columns
    assert columns[0].name == "Fresh"
    assert [(card.referral_id, card.stalled) for card in columns[0].cards] == [(referral_id, False)]
    office.desk.do(stages.change, of["New"], "Fresh", stalled_after_days=14)
    columns = office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working).columns
    assert columns[0].cards[0].stalled
    office.desk.undo()
    office.desk.undo()
    assert names(office)[0] == "New"


def test_stages_change_their_places(office: Office, of: dict[str, StageId]) -> None:
    office.desk.do(stages.place, of["Proposal"], 1)
    assert names(office) == ["New", "Proposal", "Contacted", "Meeting", "Won", "Lost"]
    office.desk.do(stages.place, of["Proposal"], 99)
    assert names(office)[-1] == "Proposal"
    office.desk.do(stages.place, of["New"], -5)
    assert names(office)[0] == "New"
    office.desk.undo()
    office.desk.undo()
    office.desk.undo()
    assert names(office) == list(of)


def test_a_new_referral_begins_in_the_first_open_stage(office: Office, of: dict[str, StageId]) -> None:
    office.desk.do(stages.place, of["Meeting"], 0)
    assert steps(office, office.referral()) == ["Meeting"]


def test_an_empty_stage_goes_and_its_time_counts_to_the_one_before(
    office: Office, of: dict[str, StageId], clock: TestClock
) -> None:
    referral_id = office.referral()
    for stage in ("Meeting", "Proposal"):
        clock.forward(days=2)
        office.desk.do(referrals.move, referral_id, of[stage])
    office.desk.do(stages.remove, of["Meeting"])
    assert "Meeting" not in names(office)
    assert steps(office, referral_id) == ["New", "Proposal"]
    found = office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)
    assert found.steps[0].left_at is not None
    assert found.steps[0].left_at - found.steps[0].at == timedelta(days=4)
    office.desk.undo()
    assert names(office) == list(of)
    assert steps(office, referral_id) == ["New", "Meeting", "Proposal"]


def test_a_stage_in_which_somebody_stands_stays(office: Office, of: dict[str, StageId]) -> None:
    office.referral()
    with pytest.raises(Refused, match="Somebody stands"):
        office.desk.do(stages.remove, of["New"])


@pytest.mark.parametrize("name", ["Won", "Lost"])
def test_the_last_of_its_kind_stays(office: Office, of: dict[str, StageId], name: str) -> None:
    with pytest.raises(Refused, match="the only one"):
        office.desk.do(stages.remove, of[name])


def test_the_last_open_stage_stays(office: Office, of: dict[str, StageId]) -> None:
    for name in ("New", "Contacted", "Meeting"):
        office.desk.do(stages.remove, of[name])
    with pytest.raises(Refused, match="the only one"):
        office.desk.do(stages.remove, of["Proposal"])
    assert steps(office, office.referral()) == ["Proposal"]


def test_of_two_stages_of_wins_one_may_go_and_wins_go_to_the_other(office: Office, of: dict[str, StageId]) -> None:
    office.desk.do(stages.add, "Signed", meaning=Meaning.WON)
    office.desk.do(stages.remove, of["Won"])
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id)
    assert steps(office, referral_id) == ["New", "Signed"]


def test_what_is_wrong_is_said_by_field(office: Office, of: dict[str, StageId]) -> None:
    for name, days, field in (
        ("  ", 3, "name"), ("contacted", 3, "name"), ("x" * 25, 3, "name"), ("New", 0, "stalled_after_days"),
        ("New", 1000, "stalled_after_days"), ("New", -1, "stalled_after_days"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            office.desk.do(stages.change, of["New"], name, stalled_after_days=days)
        assert [problem.field for problem in refused.value.problems] == [field]
    office.desk.do(stages.change, of["New"], "new", stalled_after_days=None)
    assert office.desk.ask(stages.lines)[0].name == "new", "its own name is no other's"
    with pytest.raises(Refused):
        office.desk.do(stages.add, "Won")


def test_the_lines_say_what_has_to_stay(office: Office, of: dict[str, StageId]) -> None:
    assert of
    found = {line.name: line.is_last_of_kind for line in office.desk.ask(stages.lines)}
    assert found == {
        "New": False, "Contacted": False, "Meeting": False, "Proposal": False, "Won": True, "Lost": True,
    }  # fmt: skip
