"""What was asked about a printer is asked once."""

from pathlib import Path

import pytest

from refdesk import paths, printer_facts, settings
from refdesk.printer_facts import PrinterFacts
from refdesk.settings import MachineSettings


def _printers_file() -> Path:
    return paths.settings_folder() / printer_facts.FILE_NAME


def test_what_was_asked_about_a_printer_is_kept_beside_the_other_settings() -> None:
    laser = PrinterFacts(kind="laser", flip="short", tray="Tray1", last_on_top=True, landed=("Tray1|2",), words="Büro")
    printer_facts.save("Büro “1” / [x]", laser)
    printer_facts.save("Photo", PrinterFacts(kind="ink jet"))
    settings.save(MachineSettings(text_size=110))
    assert printer_facts.load() == {"Büro “1” / [x]": laser, "Photo": PrinterFacts(kind="ink jet")}
    assert printer_facts.of("Photo").kind == "ink jet"
    assert printer_facts.of("unknown") == PrinterFacts()


def test_a_printer_of_which_nothing_is_known_any_more_leaves_the_file() -> None:
    printer_facts.save("Photo", PrinterFacts(kind="ink jet"))
    printer_facts.save("Photo", PrinterFacts())
    assert "Photo" not in _printers_file().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "x =", "\xff", "printer = 7", "[printer]\nPhoto = 3", "[[printer]]\nkind = 1"],
)  # fmt: skip
def test_printers_that_cannot_be_read_are_not_known(text: str) -> None:
    _printers_file().write_bytes(text.encode("latin-1"))
    assert printer_facts.load() == {}


def test_facts_of_a_printer_that_make_no_sense_are_left_out() -> None:
    _printers_file().write_text('[printer.Photo]\nkind = 3\nflip = "diagonal"\nlast_on_top = 1\nlanded = ["", 4]\n')
    assert printer_facts.of("Photo") == PrinterFacts(landed=("",))


@pytest.mark.loud
def test_printers_that_cannot_be_kept_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("refdesk.settings.os.fsync", full)
    printer_facts.save("Photo", PrinterFacts(kind="laser"))
    assert printer_facts.load() == {}
