"""Undo and redo of what is large: beside the window, which waits for it and hears no key meanwhile."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.errors import Cancelled
from refdesk.progress import Progress
from refdesk.services import contacts, many_contacts
from refdesk.services.desk import Desk
from refdesk.ui import undo_actions
from refdesk.ui.jobs import Jobs
from refdesk.ui.undo_actions import UndoActions
from refdesk.ui.workplace import Workplace


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def field(window: QWidget, qtbot: QtBot) -> QLineEdit:
    made = QLineEdit(window)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def jobs(window: QWidget, workplace: Workplace) -> Iterator[Jobs]:
    made = Jobs(window)
    object.__setattr__(workplace, "jobs", made)
    yield made
    assert made.shut_down()


@pytest.fixture
def people(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> list[ContactId]:
    monkeypatch.setattr(undo_actions, "AT_ONCE", 5)
    ids = [workplace.desk.do(contacts.add, ContactDraft(given=f"Ana{at}")) for at in range(8)]
    workplace.desk.do(many_contacts.add_tag, ids, "fair")
    return ids


def tags(workplace: Workplace, people: list[ContactId]) -> set[tuple[str, ...]]:
    return {workplace.desk.ask(contacts.draft_of, each).draft.tags for each in people}


def press(words: str) -> None:
    """Type where the keys go now."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def test_what_is_large_goes_back_and_comes_again_beside_the_window(
    workplace: Workplace, window: QWidget, field: QLineEdit, jobs: Jobs, people: list[ContactId], qtbot: QtBot,
    workplace_said: Said, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    undo, go, threads = UndoActions(workplace, window, window), threading.Event(), []
    real = Desk._take_back

    def waits(desk: Desk, *args: Any) -> Any:
        threads.append(threading.current_thread())
        assert go.wait(5)
        return real(desk, *args)

    monkeypatch.setattr(Desk, "_take_back", waits)
    undo.undo()
    assert workplace_said.told == []
    press("x")
    assert not field.hasFocus()
    undo.undo()
    go.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert workplace_said.told == ["Taken back: 8 contacts tagged “fair”"]
    assert tags(workplace, people) == {()}
    assert field.hasFocus()
    press("y")
    assert field.text() == "y"
    undo.redo()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert tags(workplace, people) == {("fair",)}
    assert len(threads) == 2
    assert threading.main_thread() not in threads


def test_what_is_small_goes_back_at_once(
    workplace: Workplace, window: QWidget, jobs: Jobs, people: list[ContactId], workplace_said: Said
) -> None:
    workplace.desk.do(contacts.save, people[0], ContactDraft(given="Bo", tags=("fair",)))
    UndoActions(workplace, window, window).undo()
    assert jobs.is_idle
    assert len(workplace_said.told) == 1
    assert workplace.desk.ask(contacts.draft_of, people[0]).draft.given == "Ana0"


def test_stopped_it_leaves_everything_as_it_was(
    workplace: Workplace, window: QWidget, people: list[ContactId], qtbot: QtBot, workplace_said: Said, jobs: Jobs
) -> None:
    started: list[Any] = []
    jobs.started.connect(started.append)
    jobs.hold()  # it would be over before it can be stopped
    UndoActions(workplace, window, window).undo()
    started[0].stop()
    jobs.let_begin()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert tags(workplace, people) == {("fair",)}
    assert workplace_said.told == []
    assert workplace_said.faults == []


def test_stopped_midway_nothing_of_it_was_taken_back(workplace: Workplace, people: list[ContactId]) -> None:
    ids = [people[0], *people]
    workplace.desk.do(many_contacts.set_mail, ids, False)
    progress = Progress(lambda _done, _total, _note: progress.stop())
    with pytest.raises(Cancelled):
        workplace.desk.undo(progress)
    assert not any(workplace.desk.ask(contacts.draft_of, each).draft.may_be_mailed for each in people)
    workplace.desk.undo()
    assert all(workplace.desk.ask(contacts.draft_of, each).draft.may_be_mailed for each in people)
