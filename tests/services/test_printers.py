"""A print position is kept tray by tray and side by side, and goes back with undo."""

import pytest

from refdesk.domain.print_position import ZERO, Position, Side
from refdesk.errors import Refused
from refdesk.services import printers
from refdesk.services.desk import Desk

FRONT, BACK = Position(4.25, -1.5, 1.005), Position(-2.0, 0.5)


def test_a_position_is_kept_for_each_side_of_a_tray(desk: Desk) -> None:
    desk.do(printers.keep, "Laser", "Tray1", {Side.FRONT: FRONT, Side.BACK: BACK})
    assert desk.ask(printers.position, "Laser", "Tray1", Side.FRONT) == FRONT
    assert desk.ask(printers.position, "Laser", "Tray1", Side.BACK) == BACK
    assert desk.ask(printers.position, "Laser", "Tray2", Side.FRONT) == ZERO
    assert desk.ask(printers.position, "Photo", "Tray1", Side.FRONT) == ZERO


def test_a_tray_without_a_position_follows_the_printer_as_a_whole(desk: Desk) -> None:
    desk.do(printers.keep, "Laser", "", {Side.FRONT: FRONT})
    desk.do(printers.keep, "Laser", "Hand", {Side.FRONT: BACK})
    assert desk.ask(printers.position, "Laser", "Tray2", Side.FRONT) == FRONT
    assert desk.ask(printers.position, "Laser", "Hand", Side.FRONT) == BACK
    assert desk.ask(printers.position, "Laser", "Hand", Side.BACK) == ZERO


def test_a_later_position_takes_the_place_of_the_former_and_undo_brings_it_back(desk: Desk) -> None:
    desk.do(printers.keep, "Laser", "", {Side.FRONT: FRONT})
    desk.do(printers.keep, "Laser", "", {Side.FRONT: BACK, Side.BACK: FRONT})
    assert [(each.front, each.back) for each in desk.ask(printers.positions)] == [(BACK, FRONT)]
    desk.undo()
    assert [(each.front, each.back) for each in desk.ask(printers.positions)] == [(FRONT, ZERO)]


def test_a_printer_is_forgotten_as_a_whole_or_by_tray_and_undo_brings_it_back(desk: Desk) -> None:
    for tray in ("", "Hand"):
        desk.do(printers.keep, "Laser", tray, {Side.FRONT: FRONT, Side.BACK: BACK})
    desk.do(printers.keep, "Photo", "", {Side.FRONT: BACK})
    desk.do(printers.forget, "Laser", "Hand")
    assert [(each.printer, each.tray) for each in desk.ask(printers.positions)] == [("Laser", ""), ("Photo", "")]
    desk.do(printers.forget, "Laser")
    assert [each.printer for each in desk.ask(printers.positions)] == ["Photo"]
    desk.undo()
    desk.undo()
    assert [each.tray for each in desk.ask(printers.positions) if each.printer == "Laser"] == ["", "Hand"]


@pytest.mark.parametrize(
    ("printer", "position", "words"),
    [
        ("Laser", Position(20.0), "at most 5 mm"),
        ("Laser", Position(scale=2.0), "a tenth at most"),
        ("", FRONT, "Choose a printer."),
        ("x" * 300, FRONT, "Choose a printer."),
    ],
)
def test_what_cannot_be_kept_is_refused(desk: Desk, printer: str, position: Position, words: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(printers.keep, printer, "", {Side.FRONT: position})
    assert words in refused.value.sentence
    assert desk.ask(printers.positions) == ()
