"""What is typed is looked for beside the window; nothing is ever chosen from the answer to former words."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from refdesk.progress import Progress
from refdesk.ui.asking import Asking
from refdesk.ui.jobs import Job, Jobs
from refdesk.ui.palette.lines import Line, Section
from refdesk.ui.palette.palette_field import PaletteField, Source
from refdesk.ui.widgets.person_picker import Beside, PersonPicker, Suggestion

SAM, SAMUEL = Suggestion(1, "Sam Smith"), Suggestion(2, "Samuel Okafor")


class LateJobs(QObject):
    """Jobs whose answers come when a test says so, or never."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[tuple[Job, Callable[[], None]]] = []

    def start(self, work: Callable[[Progress], Any], *, then: Callable[[Any], None], **_how: object) -> Any:
        job = Job(Progress(), writes=False, parent=self)
        self.left.append((job, lambda: then(work(Progress()))))
        return job

    def answer(self) -> None:
        """Answer what was asked first."""
        job, say = self.left.pop(0)
        job.ended.emit()
        say()

    def cancel(self) -> None:
        """End what was asked first without an answer."""
        job, _say = self.left.pop(0)
        job.ended.emit()


@pytest.fixture
def late(qtbot: QtBot) -> LateJobs:  # noqa: ARG001 - there is an application
    return LateJobs()


@pytest.fixture
def heard() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def asking(late: LateJobs, heard: list[tuple[str, str]]) -> Asking[str]:
    return Asking(late, str.upper, lambda words, answer: heard.append((words, answer)), late)


def test_of_letters_that_come_quickly_only_the_last_are_asked(
    asking: Asking[str], late: LateJobs, heard: list[tuple[str, str]]
) -> None:
    for words in ("a", "an", "ana"):
        asking.ask(words)
    assert len(late.left) == 1, "the others wait for the first answer"
    late.answer()
    assert heard == [], "that was not asked any more"
    late.answer()
    assert heard == [("ana", "ANA")]
    assert late.left == []


def test_who_cannot_wait_has_the_answer_at_once_and_only_once(
    asking: Asking[str], late: LateJobs, heard: list[tuple[str, str]]
) -> None:
    asking.ask("a")
    asking.ask("an")
    asking.finish()
    assert heard == [("an", "AN")]
    late.answer()
    asking.finish()
    assert (heard, late.left) == ([("an", "AN")], [])


def test_what_was_forgotten_is_not_shown_and_the_next_words_are(
    asking: Asking[str], late: LateJobs, heard: list[tuple[str, str]]
) -> None:
    asking.ask("a")
    asking.forget()
    late.answer()
    asking.ask("b")
    late.answer()
    assert heard == [("b", "B")]


def test_one_that_was_stopped_does_not_keep_the_next_from_being_asked(
    asking: Asking[str], late: LateJobs, heard: list[tuple[str, str]]
) -> None:
    asking.ask("a")
    late.cancel()
    asking.ask("b")
    late.answer()
    assert heard == [("b", "B")]


def test_answers_come_from_a_thread(qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []
    jobs = Jobs()
    asking = Asking(jobs, str.upper, lambda words, answer: heard.append((words, answer)), jobs)
    asking.ask("a")
    asking.ask("an")
    qtbot.waitUntil(lambda: heard == [("an", "AN")])
    assert jobs.shut_down()


def _suggest(typed: str) -> Sequence[Suggestion]:
    return [each for each in (SAM, SAMUEL) if each.name.lower().startswith(typed)]


@pytest.fixture
def picker(window: QWidget, late: LateJobs) -> PersonPicker:
    made = PersonPicker(Beside(_suggest, late), window, name="Who?")
    other = QLineEdit("", window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    layout.addWidget(other)
    made.setFocus()
    return made


def test_people_are_offered_once_they_are_found(picker: PersonPicker, late: LateJobs, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "sam")
    assert picker.suggestions() == []
    late.answer()
    late.answer()
    assert picker.suggestions() == ["Sam Smith", "Samuel Okafor", "Add “sam”"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_key_that_chooses_chooses_from_what_is_typed_now(
    picker: PersonPicker, late: LateJobs, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClicks(picker, "sam")
    late.answer()
    late.answer()
    qtbot.keyClicks(picker, "u")
    assert picker.suggestions()[0] == "Sam Smith", "these are still there"
    qtbot.keyClick(picker, key)
    assert picker.person() == SAMUEL
    late.answer()
    assert picker.suggestions() == [], "an answer that comes later opens nothing"


def test_who_leaves_the_field_has_the_one_whose_whole_name_was_typed(
    picker: PersonPicker, window: QWidget, qtbot: QtBot
) -> None:
    qtbot.keyClicks(picker, "sam smith")
    window.findChildren(QLineEdit)[-1].setFocus()
    assert picker.person() == SAM


def test_escape_closes_a_list_that_was_to_come(picker: PersonPicker, late: LateJobs, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "sam")
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    while late.left:
        late.answer()
    assert picker.suggestions() == []


def test_enter_in_the_palette_does_what_the_words_typed_now_find(window: QWidget, late: LateJobs, qtbot: QtBot) -> None:
    done: list[str] = []

    def lines(typed: str, found: str) -> Sequence[Line]:
        assert found == typed
        return [Line(Section.COMMANDS, f"Do {typed}", lambda: done.append(typed))]

    field = PaletteField(Source(str, lines, late), window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(field)
    field.take_focus()
    late.answer()
    qtbot.keyClicks(field, "ab")
    assert [line.title for line in field.offered()] == ["Do "]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert done == ["ab"]
    while late.left:
        late.answer()
    assert field.offered() == []
