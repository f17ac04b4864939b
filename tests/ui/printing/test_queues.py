"""What the system tells of a printer, and what it is told in return."""

import pytest

from refdesk.ui.printing import queues
from refdesk.ui.printing.queues import Ticket, Tray


@pytest.mark.parametrize(
    ("lines", "trays"),
    [
        ((), ()),
        (("PageSize/Page Size: *A4 Letter", "Duplex/Two sides: *None DuplexTumble"), ()),
        (
            ("PageSize/Page Size: *A4", "InputSlot/Tray: *Auto Tray1 HandFeed main_tray"),
            (Tray("Tray1", "Tray 1"), Tray("HandFeed", "Hand Feed"), Tray("main_tray", "main tray")),
        ),
        (("InputSlot/Media Source: Auto",), ()),
        (("InputSlot/Media Source:",), ()),
        (("InputSlotExtra/x: a b", "no colon"), ()),
    ],
)
def test_trays_are_read(lines: tuple[str, ...], trays: tuple[Tray, ...]) -> None:
    assert queues.read_trays(lines) == trays


@pytest.mark.parametrize(
    ("offered", "dots"),
    [((300, 600, 1200), 600), ((2400, 1200), 600), ((150, 300), 300), ((72,), 600), ((), 600), ((360, 720), 360)],
)
def test_it_is_drawn_as_fine_as_the_printer_and_the_eye_can_tell(offered: tuple[int, ...], dots: int) -> None:
    assert queues.resolution(offered) == dots


def test_nothing_is_fitted_to_the_page() -> None:
    assert queues.cups_options(Ticket("x", "Cards", (612, 792))) == ["print-scaling", "none"]
    assert queues.cups_options(Ticket("x", "Cards", (612, 792), tray="Tray1")) == [
        "print-scaling", "none", "InputSlot", "Tray1",
    ]  # fmt: skip


@pytest.mark.usefixtures("qapp")
def test_trays_of_a_printer_that_is_not_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.ui.printing.queues.shutil.which", lambda _name: None)
    assert queues.SystemPrinters().trays("no such printer") == ()
    assert queues.SystemPrinters().open(Ticket("no such printer", "Cards", (612, 792))) is None
