"""People of a file who are already there are shown with what differs, and each choice is heard."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import ContactDraft
from refdesk.domain.merging import Choice
from refdesk.errors import Cancelled
from refdesk.progress import Progress
from refdesk.services import contact_list, contacts, import_writing
from refdesk.services.imports import Way
from refdesk.ui.exchange.import_dialog import ImportDialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.workplace import Workplace

PEOPLE = """First name,Last name,Mobile Phone,E-mail Address,Job Title,Birthday
Ana,Diaz,614-555-0173,ana@example.com,Chief dentist,2/9/1980
Bo,Lind,614-555-0174,bo@example.com,Roofer,3/4/1975
Cleo,Ruiz,,cleo@example.com,Baker,
Dan,Moss,614-555-0199,dan@example.com,Cook,
"""


@pytest.fixture
def window(workplace: Workplace, qtbot: QtBot) -> QWidget:  # noqa: ARG001 - the look is put on first
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def known(workplace: Workplace) -> dict[str, int]:
    office = Office(workplace.desk)
    return {
        "ana": office.contact(email="ana@example.com", job_title="Dentist"),
        "bo": office.contact("Bo", "Lind", phone="614 555 0174", job_title="Builder"),
        "cleo": office.contact("Cleo", "Ruiz", email="cleo@example.com", job_title="Baker"),
    }


@pytest.fixture
def dialog(workplace: Workplace, window: QWidget, file: Path, known: dict[str, int]) -> ImportDialog:  # noqa: ARG001
    made = ImportDialog(workplace, window, path=file)
    made.open()
    made.main_button.click()
    return made


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def _lines(dialog: ImportDialog) -> list[tuple[str, ...]]:
    model = dialog.matches.model
    model.bring(0, model.rowCount())
    return [tuple(str(model.index(at, column).data()) for column in range(3)) for at in range(model.rowCount())]


def _draft(workplace: Workplace, contact_id: int) -> ContactDraft:
    return workplace.desk.ask(contacts.draft_of, contact_id).draft


def test_who_is_there_is_shown_with_what_differs(dialog: ImportDialog) -> None:
    assert _lines(dialog) == [("Ana Diaz", "same e-mail", "Keep mine"), ("Bo Lind", "same phone and name", "Keep mine")]
    said = _words(dialog)
    for words in ("2 people are already there", "Dentist", "Chief dentist", "Birthday: February 9, 1980"):
        assert words in said
    assert dialog.matches.view.hasFocus()
    dialog.reject()


def test_what_is_chosen_for_all_and_for_one_is_done(
    dialog: ImportDialog, workplace: Workplace, known: dict[str, int], workplace_said: Any
) -> None:
    dialog.matches.for_all.chosen.emit(Way.TAKE_THEIRS)
    assert [line[2] for line in _lines(dialog)] == ["Take theirs", "Take theirs"]
    dialog.matches.detail.boxes["job_title"].chosen.emit(Choice.KEEP_MINE)
    assert _lines(dialog)[0][2] == "Take theirs, 1 field otherwise"
    dialog.main_button.click()
    ana, bo = _draft(workplace, known["ana"]), _draft(workplace, known["bo"])
    assert (ana.job_title, ana.phones[0].value) == ("Dentist", "614-555-0173")
    assert bo.job_title == "Roofer"
    assert "1 contact added, 2 filled in" in _words(dialog)
    dialog.main_button.click()
    assert workplace_said.done == ["1 contact imported from people.csv, 2 filled in"]
    workplace.desk.undo()
    assert _draft(workplace, known["bo"]).job_title == "Builder"


def test_letters_choose_and_go_on(
    dialog: ImportDialog, workplace: Workplace, known: dict[str, int], qtbot: QtBot
) -> None:
    view = dialog.matches.view
    qtbot.keyClicks(view, "b")
    assert view.currentIndex().row() == 1
    qtbot.keyClicks(view, "s")
    assert [line[2] for line in _lines(dialog)] == ["Keep both", "Skip"]
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: "Chief dentist" in _words(dialog))
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _draft(workplace, known["ana"]).notes == "Job title: Chief dentist"
    assert _draft(workplace, known["bo"]).job_title == "Builder"


def test_whoever_is_skipped_has_nothing_to_choose_by_field(dialog: ImportDialog) -> None:
    assert set(dialog.matches.detail.boxes) == {"phones", "job_title", "dates"}
    dialog.matches.for_one.chosen.emit(Way.ADD)
    assert dialog.matches.detail.boxes == {}
    dialog.reject()


def test_back_shows_the_file_again(dialog: ImportDialog, workplace: Workplace, known: dict[str, int]) -> None:
    dialog.back.click()
    assert dialog.columns.isVisible()
    assert dialog.side.isVisible()
    assert not dialog.back.isVisible()
    dialog.main_button.click()
    assert dialog.matches.isVisible()
    dialog.main_button.click()
    assert _draft(workplace, known["ana"]).job_title == "Dentist"


def test_the_report_is_saved_as_csv(dialog: ImportDialog, workplace_said: Any, tmp_path: Path) -> None:
    dialog.main_button.click()
    workplace_said.saves = tmp_path / "report.csv"
    dialog.report.save_wanted.emit()
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[1:4] for row in rows] == [
        ["Line", "Name", "What became"], ["2", "Ana Diaz", "filled in"], ["3", "Bo Lind", "filled in"],
        ["4", "Cleo Ruiz", "skipped"], ["5", "Dan Moss", "added"],
    ]  # fmt: skip
    assert workplace_said.told == ["Report saved as “report.csv”"]
    dialog.reject()


def test_dates_that_read_both_ways_are_asked_about(
    qtbot: QtBot, workplace: Workplace, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("First Name,Birthday\nZora,3/4/1980\nAmir,5/6/1979\n", encoding="utf-8")
    dialog = ImportDialog(workplace, window, path=path)
    dialog.open()
    qtbot.waitUntil(lambda: "Birthday March 4, 1980" in _words(dialog))
    (box,) = dialog.columns.orders.values()
    box.chosen.emit(True)
    assert "Birthday April 3, 1980" in _words(dialog)
    assert [each.value() for each in dialog.columns.orders.values()] == [True]
    dialog.reject()


class LateJobs:
    """Jobs that wait until a test lets them run."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def start(self, work: Any, *, then: Any, failed: Any = None, writes: bool = False) -> None:  # noqa: ARG002
        self.waiting.append(lambda: then(work(Progress())))

    def run(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def test_esc_while_people_come_in_loses_nothing(
    workplace: Workplace, window: QWidget, file: Path, qtbot: QtBot, workplace_said: Any
) -> None:
    late = LateJobs()
    dialog = ImportDialog(replace(workplace, jobs=late), window, path=file)
    dialog.open()
    late.run()
    dialog.main_button.click()
    late.waiting.pop(0)()  # nobody is there already: people come in at once
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.main_button.isEnabled()
    late.run()
    assert "4 contacts added" in _words(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert workplace_said.done == ["4 contacts imported from people.csv"]


def test_esc_while_it_is_looked_for_who_is_there_brings_nobody_in(
    workplace: Workplace, window: QWidget, file: Path, qtbot: QtBot, workplace_said: Any
) -> None:
    late = LateJobs()
    dialog = ImportDialog(replace(workplace, jobs=late), window, path=file)
    dialog.open()
    late.run()
    dialog.main_button.click()
    assert dialog.title.text() == "Looking for who is already there…"
    assert dialog.reading.isVisible()
    assert dialog.cancel_button.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    late.run()
    assert not workplace.desk.ask(contact_list.suggest, "Dan Moss")
    assert workplace_said.done == []


def test_a_column_told_otherwise_meanwhile_is_not_overtaken(
    workplace: Workplace, window: QWidget, file: Path, workplace_said: Any
) -> None:
    late = LateJobs()
    dialog = ImportDialog(replace(workplace, jobs=late), window, path=file)
    dialog.open()
    late.run()
    dialog.main_button.click()
    dialog.columns.target_chosen.emit(4, dialog.columns.boxes[4].value())
    late.run()
    assert dialog.columns.isVisible()
    assert dialog.title.text() == "4 rows in “people.csv”"
    assert not workplace.desk.ask(contact_list.suggest, "Dan Moss")
    assert workplace_said.done == []
    dialog.reject()


def test_tab_leads_from_the_list_to_the_person_and_then_to_the_fields(dialog: ImportDialog, qtbot: QtBot) -> None:
    matches = dialog.matches
    qtbot.keyClick(matches.view, Qt.Key.Key_Tab)
    assert matches.for_one.hasFocus()
    qtbot.keyClick(matches.for_one, Qt.Key.Key_Tab)
    assert matches.detail.boxes["job_title"].hasFocus()
    dialog.reject()


def test_the_next_person_is_shown_from_the_top(dialog: ImportDialog, qtbot: QtBot) -> None:
    bar = dialog.matches.side.findChildren(ScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.keyClick(dialog.matches.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Roofer" in _words(dialog))
    assert bar.value() == 0
    dialog.reject()


def test_stop_in_the_middle_brings_nobody_in(
    workplace: Workplace, window: QWidget, file: Path, known: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ImportDialog(workplace, window, path=file)
    dialog.open()
    dialog.main_button.click()

    def stop(*_args: object, **_more: object) -> None:
        raise Cancelled

    monkeypatch.setattr(import_writing, "fill_in", stop)
    dialog.main_button.click()
    assert _draft(workplace, known["ana"]).job_title == "Dentist"
    assert not workplace.desk.ask(contact_list.suggest, "Dan Moss")
    assert dialog.matches.isVisible()
