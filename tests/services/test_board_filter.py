"""The filter of the board: words, who sent them, value and age, each alone and together."""

from desks import TestClock
from office import Office

from refdesk.domain.contact import ContactDraft
from refdesk.domain.referral import Direction
from refdesk.services import board
from refdesk.services.board_filter import BoardFilter


def _found(office: Office, wanted: BoardFilter) -> list[str]:
    shown = office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working, wanted)
    return sorted(card.name for column in shown.columns for card in column.cards)


def test_each_condition_narrows_the_board(office: Office, clock: TestClock) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    theo, ida = ContactDraft(given="Theo", family="Marchetti"), ContactDraft(given="Ida", family="Berg")
    office.referral(ana, prospect=theo, need="Kitchen 100%", value_expected_minor=500)
    clock.forward(days=5)
    office.referral(bo, prospect=ida, need="Stairs", next_step="Measure")
    assert _found(office, BoardFilter()) == ["Ida Berg", "Theo Marchetti"]
    assert _found(office, BoardFilter(text="berg")) == ["Ida Berg"]
    assert _found(office, BoardFilter(text="kitchen 100%")) == ["Theo Marchetti"]
    assert _found(office, BoardFilter(text="MEASURE")) == ["Ida Berg"]
    assert _found(office, BoardFilter(text="%")) == ["Theo Marchetti"]
    assert _found(office, BoardFilter(with_id=ana)) == ["Theo Marchetti"]
    assert _found(office, BoardFilter(value_from_minor=500)) == ["Theo Marchetti"]
    assert _found(office, BoardFilter(value_to_minor=499)) == []
    assert _found(office, BoardFilter(days_from=5)) == ["Theo Marchetti"]
    assert _found(office, BoardFilter(days_to=4)) == ["Ida Berg"]
    assert _found(office, BoardFilter(with_id=bo, days_from=5)) == []
