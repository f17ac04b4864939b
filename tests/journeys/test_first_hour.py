"""The first hour, by keyboard alone: what is left after the first card, each step by the real thing; then the move."""

import shutil
from pathlib import Path

import pytest
from journeys.person import Outdoors, Person, name_of
from journeys.test_first_day import goes_on
from journeys.test_keyboard_only import NARROW, WIDE, clipped, round_trip
from PySide6.QtWidgets import QApplication

from refdesk import paths
from refdesk.domain.first_hour import Step
from refdesk.services import data_file, first_hour
from refdesk.ui import folders, theme

CSV = "First Name,Last Name\n" + "\n".join(f"{name},Diaz" for name in (
    "Ana", "Bea", "Carl", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "June",
))  # fmt: skip
"""Enough people for the step that brings them in."""


def sits_down(person: Person, outdoors: Outdoors) -> Path:
    path = outdoors.business("mine", "Walter Brandt")
    person.starts(path)
    person.sees("Your first hour: 7 of 7 left.", "Next: Tagline and whom you help")
    return path


def test_from_an_empty_folder_to_a_printed_card_with_the_keyboard(person: Person, outdoors: Outdoors) -> None:
    person.starts()
    person.sees("Welcome to RefDesk")
    person.presses("Enter")
    person.types("Nadia Ostrow")
    person.fills_in("Business name", "Fernhollow Kitchens")
    person.presses("Ctrl+Enter")
    person.types("Walter Brandt")
    person.fills_in("Whom they sent", "Rafael Quintero")
    person.presses("Ctrl+Enter")
    person.sees("Your first thank-you card")
    person.presses("Shift+Tab")
    assert person.focus_name == "Print it…"
    person.presses("Ctrl+P")
    person.sees("Print Thank-you card for Walter Brandt", "No printer is set up on this computer.")
    outdoors.saves = outdoors.folder / "first card.pdf"
    person.presses("Ctrl+Enter")
    person.sees("Your card is made.")
    assert outdoors.saves.read_bytes().startswith(b"%PDF")
    person.presses("Enter")
    person.sees("Your first hour: 7 of 7 left.", "Walter Brandt")
    person.sees("Write the card and hand it over")
    person.presses("F6", "F6")
    person.steps_to("First hour", key="Up")
    assert person.finds("First hour").accessibleDescription() == "7 open"
    person.presses("Enter")
    person.sees("Whom do you help?")
    person.presses("F6", "F6")
    assert person.focus_name == "Tagline"


def test_the_hour_goes_step_by_step_with_the_keyboard(
    person: Person, outdoors: Outdoors, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sits_down(person, outdoors)
    person.goes_to("Go on")
    person.presses("Enter")
    person.sees("Whom do you help?", "Step 1 of 7")
    person.types("Old houses made new, without the dust")
    person.sees("7 words")
    person.fills_in("Whom you help best", "Owners of old houses")
    person.waits_for("Old houses made new, without the dust Who I help best Owners of old houses")
    person.presses("Ctrl+Enter")
    person.sees("Whom do you know?", "1 person is in your file.")

    outdoors.opens = outdoors.folder / "people.csv"
    outdoors.opens.write_text(CSV)
    person.presses("Enter")
    person.goes_to("Choose a file…")
    person.presses("Enter")
    person.sees("10 rows in “people.csv”")
    person.presses("Ctrl+Enter")
    person.sees("10 contacts added")
    person.presses("Esc")
    person.sees("11 people are in your file.")
    person.presses("Ctrl+Enter")
    person.sees("Who sends you people?")

    person.presses("Enter")
    person.sees("1 of 11, 11 to go")
    for _person in range(11):
        person.presses("A")
    person.presses("Esc")
    person.sees("11 people have a rank. Nobody waits for one.")
    person.presses("Ctrl+Enter")
    person.sees("Whom have you forgotten?")

    person.goes_to("Skip this step")
    person.presses("Enter")
    person.sees("What is next with the best of them?", "0 plans are made.")
    person.presses("Enter")
    person.sees("Plan for Walter Brandt", "Save the plan")
    person.fills(Next_step="Lunch")
    person.presses("Ctrl+Enter")
    person.sees("1 plan is made.", "The desk plan for Walter Brandt, as it prints")
    assert person.focus_name == "Plan for Ana Diaz…"
    person.presses("Ctrl+Enter")
    person.sees("What do you aim at?")

    person.presses("Enter")
    person.sees("Your goals are set.")
    person.presses("Ctrl+Enter")
    person.sees("Where does a second copy go?")

    second = outdoors.folder / "stick"
    second.mkdir()
    monkeypatch.setattr(folders.QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(second)))
    person.presses("Enter")
    person.sees(f"Backups are copied to “{second}”.")
    person.waits()
    assert [each.suffix for each in second.glob("mine *")] == [paths.FILE_SUFFIX]
    person.goes_to("Leave for now")
    person.presses("Enter")
    person.sees("Your first hour: 1 of 7 left.", "Next: Plan the top ones")

    person.closes()
    person.starts(path)
    person.sees("Your first hour: 1 of 7 left.")


@pytest.mark.parametrize(
    ("size", "mode", "percent"),
    [(WIDE, theme.Mode.LIGHT, 100), (NARROW, theme.Mode.DARK, 100), (NARROW, theme.Mode.LIGHT, 150)],
    ids=["wide", "narrow and dark", "narrow with large text"],
)
def test_every_step_is_walked_through_by_tab_and_nothing_is_cut(
    person: Person, outdoors: Outdoors, qapp: QApplication, size: tuple[int, int], mode: theme.Mode, percent: int
) -> None:
    path = outdoors.business("mine", "Walter Brandt")
    theme.apply(qapp, mode, text_percent=percent, motion=False)
    person.starts(path, width=size[0], height=size[1])
    person.goes_to("Go on")
    person.presses("Enter")
    cut: dict[int, list[str]] = {}
    names: list[str] = []
    for number in range(1, 8):
        person.sees(f"Step {number} of 7")
        names = [name_of(each) for each in round_trip(person)]
        assert "Leave for now" in names
        cut[number] = clipped(person.window)
        person.presses("Ctrl+Enter")
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    assert {number: found for number, found in cut.items() if found} == {}


def test_the_place_goes_when_all_is_done_and_comes_back_with_undo(person: Person, outdoors: Outdoors) -> None:
    path = sits_down(person, outdoors)
    assert person.window.opened is not None
    desk = person.window.opened.workplace.desk
    for step in Step:
        if step is not Step.GOALS:
            desk.do(first_hour.skip, step)
    person.goes_to("Go on")
    person.presses("Enter")
    person.sees("What do you aim at?")
    person.presses("Enter")
    person.sees("Your goals are set.")
    assert person.focus_name == "Done"
    assert person.can_see("First hour")
    person.presses("Enter")
    person.misses("Your goals are set.", "Your first hour:", "First hour")
    person.presses("Ctrl+Z")
    person.sees("Your first hour: 1 of 7 left.")
    person.presses("Ctrl+Shift+Z")
    person.misses("Your first hour:", "First hour")
    person.closes()
    person.starts(path)
    person.misses("Your first hour:")
    assert "First hour" not in list(person.reads())


def test_a_made_up_business_has_no_first_hour(person: Person, made_up: Path) -> None:
    person.starts(made_up)
    person.sees("Ingrid Solheim")
    assert "First hour" not in list(person.reads())


def test_it_is_put_away_and_found_again_and_what_is_typed_is_not_lost(person: Person, outdoors: Outdoors) -> None:
    path = sits_down(person, outdoors)
    person.goes_to("Put the first hour away")
    person.presses("Enter")
    person.misses("Your first hour: 7 of 7 left.")
    assert "put away" in person.told()
    person.presses("Ctrl+K")
    person.types("first hour")
    person.presses("Enter")
    person.sees("Whom do you help?")
    person.types("Kitchens, on time")
    person.presses("Ctrl+1")
    person.misses("Whom do you help?", "First hour")
    person.presses("Alt+F")
    person.chooses("Your first hour")
    person.sees("Whom do you help?")
    assert person.finds("Tagline").property("text") == "Kitchens, on time"
    person.presses("Ctrl+,")
    person.types("first hour")
    person.sees("7 of 7 steps are left.")
    person.goes_to("Show what is left of it")
    person.presses("Space", "Ctrl+1")
    person.sees("Your first hour: 7 of 7 left.")
    person.waits_for("First hour")
    person.closes()
    assert data_file.check(path)[2] == 1


def test_the_whole_file_moves_to_another_computer(
    person: Person, outdoors: Outdoors, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = sits_down(person, outdoors)
    stick = tmp_path / "stick"
    stick.mkdir()
    person.presses("Alt+F")
    person.chooses("Move to another computer…")
    outdoors.saves = path
    person.presses("Enter")
    person.sees("That is the file that is open.")
    outdoors.saves = stick / "mine 2026-11-16 091500.refdesk"
    person.presses("Ctrl+Enter")
    person.sees("Written.", "Take “mine 2026-11-16 091500.refdesk” to the other computer")
    assert outdoors.suggested[-1].startswith("mine 2026-")
    person.presses("Enter")
    assert person.dialogs() == []
    person.closes()
    shutil.rmtree(path.parent / "home", ignore_errors=True)

    monkeypatch.setenv("REFDESK_HOME", str(tmp_path / "other computer"))
    person.starts()
    outdoors.opens = outdoors.saves
    person.goes_to("Open a file or backup…")
    person.presses("Enter")
    person.sees("Your first hour: 7 of 7 left.")
    assert person.window.opened is not None
    assert person.window.opened.file.path == paths.data_folder() / "mine.refdesk"
    person.presses("Ctrl+2")
    person.sees("Walter Brandt")


def test_ctrl_p_prints_what_is_shown_or_says_why_not(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    person.presses("Ctrl+P")
    assert person.told() == "Nothing on this page goes on paper."
    person.presses("Alt+F")
    line = next(each for each in person.focus.actions() if each.text().startswith("Print…"))
    assert (line.isEnabled(), line.text()) == (False, "Print…\tNothing on this page goes on paper.")
    person.presses("Esc", "Ctrl+6")
    person.sees("Save 1 card as PDF")
    person.presses("Ctrl+P")
    person.sees("No printer is set up on this computer.")
    person.presses("Esc")
    assert person.dialogs() == []
    person.presses("Alt+F")
    assert next(each for each in person.focus.actions() if each.text().startswith("Print…")).isEnabled()
    person.presses("Esc")
