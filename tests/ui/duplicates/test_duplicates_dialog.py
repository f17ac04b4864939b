from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.uniting import Choice
from refdesk.errors import StoreBusy
from refdesk.services import contacts, data_file, duplicates, many_contacts, referrals
from refdesk.ui.duplicates import duplicates_dialog
from refdesk.ui.duplicates.comparison_view import ComparisonView
from refdesk.ui.duplicates.duplicates_dialog import DuplicatesDialog
from refdesk.ui.jobs import Jobs
from refdesk.ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(workplace: Workplace) -> dict[str, ContactId]:
    """Put three pairs and somebody alone into the file."""
    return {
        "ana": add(workplace, "Ana", "Diaz", job_title="Broker", email="ana@x.com", phone="(614) 555-0101"),
        "ana twice": add(workplace, "Ana", "Diaz", job_title="Owner", email="ana@x.com", phone="(614) 555-0101"),
        "jon": add(workplace, "Jon", "Smith", phone="(614) 555-0102"),
        "john": add(workplace, "John", "Smyth", phone="(614) 555-0102"),
        "eva": add(workplace, "Eva", "Quill", email="eva@x.com", phone="(614) 555-0103"),
        "eva twice": add(workplace, "Eva", "Quill", email="eva@x.com", phone="(614) 555-0103"),
        "grace": add(workplace, "Grace", "Okafor"),
    }


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def dialog(workplace: Workplace, people: dict[str, ContactId], window: QWidget) -> DuplicatesDialog:
    assert people
    made = DuplicatesDialog(workplace, window)
    made.open()
    return made


def add(workplace: Workplace, given: str, family: str, *, email: str = "", phone: str = "", **more: Any) -> ContactId:
    emails = (IncomingPoint(email, "work", main=True),) if email else ()
    phones = (IncomingPoint(phone, "mobile", main=True),) if phone else ()
    draft = ContactDraft(given=given, family=family, emails=emails, phones=phones, **more)
    return workplace.desk.do(contacts.add, draft)


def ids(workplace: Workplace) -> set[int]:
    return {face.contact_id for face in workplace.desk.ask(duplicates.faces)}


def shown(widget: QWidget) -> list[str]:
    return [label.text().replace("\u200b", "") for label in widget.findChildren(QLabel) if label.isVisible()]


def listed(dialog: DuplicatesDialog) -> list[str]:
    return [dialog._found[place].a_name for place in dialog.pairs.places()]


def press(dialog: DuplicatesDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(QApplication.focusWidget() or dialog, key, modifiers)


def test_pairs_are_listed_with_reasons_and_the_first_is_shown(dialog: DuplicatesDialog) -> None:
    assert dialog.pairs.count.text() == "3 pairs"
    assert listed(dialog) == ["Ana Diaz", "Eva Quill", "Jon Smith"]
    spoken = dialog.pairs.view.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Jon Smith / John Smyth" in spoken
    assert "same phone" in spoken
    assert dialog.view is not None
    assert {"Broker", "Owner", "Job title"} <= set(shown(dialog.view))
    assert dialog.pairs.view.hasFocus()
    assert "Broker" in shown(dialog.preview)


def test_a_choice_changes_the_result_and_is_what_is_merged(
    dialog: DuplicatesDialog, workplace: Workplace, people: dict[str, ContactId], workplace_said: Said
) -> None:
    assert dialog.view is not None
    (title,) = [row for row in dialog.view.rows if row.field == "job_title"]
    QTest.mouseClick(title.cells[Choice.TAKE_THEIRS], Qt.MouseButton.LeftButton)
    assert "Owner" in shown(dialog.preview)
    assert "Broker" not in shown(dialog.preview)
    press(dialog, Qt.Key.Key_Return)
    assert workplace_said.done == ["Two contacts of Ana Diaz merged"]
    assert people["ana twice"] not in ids(workplace)
    assert workplace.desk.ask(contacts.draft_of, people["ana"]).draft.job_title == "Owner"
    assert dialog.pairs.count.text() == "2 pairs"
    assert dialog.pairs.view.current_id() == dialog.comparing.place
    assert "Eva Quill" in shown(dialog.view)
    assert dialog.pairs.view.hasFocus()


def test_undo_brings_the_pair_back(
    dialog: DuplicatesDialog, workplace: Workplace, people: dict[str, ContactId]
) -> None:
    press(dialog, Qt.Key.Key_Return)
    assert len(ids(workplace)) == 6
    press(dialog, Qt.Key.Key_Z)
    assert ids(workplace) == set(people.values())
    assert listed(dialog) == ["Ana Diaz", "Eva Quill", "Jon Smith"]
    assert dialog.view is not None
    assert "Broker" in shown(dialog.view)
    assert not dialog.just_done.isVisible()


def test_two_people_are_not_offered_again(
    dialog: DuplicatesDialog, workplace: Workplace, people: dict[str, ContactId], window: QWidget
) -> None:
    press(dialog, Qt.Key.Key_T)
    assert listed(dialog) == ["Eva Quill", "Jon Smith"]
    assert workplace.desk.ask(duplicates.told_apart) == {(people["ana"], people["ana twice"])}
    dialog.just_done.pressed.emit()
    assert listed(dialog) == ["Ana Diaz", "Eva Quill", "Jon Smith"]
    press(dialog, Qt.Key.Key_T)
    dialog.reject()
    again = DuplicatesDialog(workplace, window)
    again.open()
    assert listed(again) == ["Eva Quill", "Jon Smith"]


def test_later_puts_a_pair_behind_the_others(dialog: DuplicatesDialog, workplace: Workplace) -> None:
    press(dialog, Qt.Key.Key_L)
    assert listed(dialog) == ["Eva Quill", "Jon Smith", "Ana Diaz"]
    assert dialog.view is not None
    assert "Eva Quill" in shown(dialog.view)
    assert len(ids(workplace)) == 7


def test_arrows_go_from_pair_to_pair_and_enter_goes_into_the_choices(dialog: DuplicatesDialog, qtbot: QtBot) -> None:
    press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    press(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: dialog.view is not None and "Jon Smith" in shown(dialog.view))
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "First name: Jon"
    press(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert dialog.view is not None
    assert dialog.view.choices == {"given": Choice.TAKE_THEIRS}


def test_every_pair_decided_leaves_nobody(dialog: DuplicatesDialog, workplace: Workplace) -> None:
    for _pair in range(3):
        press(dialog, Qt.Key.Key_Return)
    assert len(ids(workplace)) == 4
    assert dialog.finding.isVisible()
    assert "That is everybody" in shown(dialog.finding)
    assert dialog.main_button.words() == "Done"
    accepted: list[bool] = []
    dialog.accepted.connect(lambda: accepted.append(True))
    press(dialog, Qt.Key.Key_Return)
    assert accepted


def test_where_more_was_found_than_is_offered_the_search_goes_on(
    dialog: DuplicatesDialog, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.pairs.sure.click()
    monkeypatch.setattr(duplicates, "MOST", 3)
    add(workplace, "Grace", "Okafor")
    press(dialog, Qt.Key.Key_T)
    assert listed(dialog) == ["Grace Okafor"]


def test_all_of_one_side_can_be_kept(dialog: DuplicatesDialog) -> None:
    assert dialog.view is not None
    dialog.view._take_second()
    assert {row.value() for row in dialog.view.rows} == {Choice.TAKE_THEIRS}
    dialog.view._take_first()
    assert {row.value() for row in dialog.view.rows} == {Choice.KEEP_MINE}


def test_the_sure_ones_are_merged_in_one_step(
    dialog: DuplicatesDialog, workplace: Workplace, people: dict[str, ContactId], workplace_said: Said
) -> None:
    assert dialog.pairs.sure.words() == "Merge 2 sure ones"
    dialog.pairs.sure.click()
    assert workplace_said.done == ["2 contacts merged"]
    assert listed(dialog) == ["Jon Smith"]
    assert not dialog.pairs.sure.isVisible()
    press(dialog, Qt.Key.Key_Z)
    assert ids(workplace) == set(people.values())


def test_a_backup_is_made_before_the_first_merge(dialog: DuplicatesDialog, workplace: Workplace) -> None:
    press(dialog, Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Return)
    assert [copy.reason for copy in data_file.saved_copies(workplace.file)] == ["before merge"]


def test_what_cannot_be_merged_is_said_and_stays(
    workplace: Workplace, people: dict[str, ContactId], window: QWidget
) -> None:
    workplace.desk.start_with(referrals.add_default_stages)
    sent = ReferralDraft(received_at=workplace.desk.now(), giver_ids=(people["ana"],), prospect_id=people["ana twice"])
    workplace.desk.do(referrals.log_received, sent)
    dialog = DuplicatesDialog(workplace, window)
    dialog.open()
    press(dialog, Qt.Key.Key_Return)
    assert any("stand in one referral" in words for words in shown(dialog))
    assert len(ids(workplace)) == 7
    assert len(listed(dialog)) == 3


def test_a_contact_that_changed_meanwhile_is_shown_anew(
    dialog: DuplicatesDialog, workplace: Workplace, people: dict[str, ContactId]
) -> None:
    draft = ContactDraft(given="Ana", family="Diaz", job_title="Director")
    workplace.desk.do(contacts.save, people["ana"], draft)
    assert dialog.view is not None
    assert "Director" in shown(dialog.view)


def test_a_clean_list_says_so(workplace: Workplace, window: QWidget) -> None:
    add(workplace, "Grace", "Okafor")
    dialog = DuplicatesDialog(workplace, window)
    dialog.open()
    assert "No duplicates" in shown(dialog.finding)
    assert not dialog.pairs.isVisible()


def test_the_search_runs_beside_and_can_be_stopped(
    workplace: Workplace, people: dict[str, ContactId], window: QWidget, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert people
    jobs = Jobs(window)
    object.__setattr__(workplace, "jobs", jobs)
    real: Callable[..., Any] = duplicates.find

    def waits(session: Any, progress: Any) -> Any:
        while not progress.is_stopped():
            progress.say(1, 2, "Comparing contacts")
        progress.check()
        return real(session, progress)

    monkeypatch.setattr(duplicates, "find", waits)
    dialog = DuplicatesDialog(workplace, window)
    dialog.open()
    qtbot.waitUntil(lambda: "Comparing contacts · 1 of 2" in shown(dialog.finding))
    dialog.finding.stop.click()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert "Stopped before everybody was compared" in shown(dialog.finding)
    monkeypatch.setattr(duplicates, "find", real)
    dialog.finding.stop.click()
    qtbot.waitUntil(dialog.pairs.isVisible)
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: jobs.is_idle and len(listed(dialog)) == 2)
    dialog.reject()
    assert jobs.shut_down()


def test_what_is_pressed_before_a_pair_was_read_is_done_with_that_pair(
    workplace: Workplace, people: dict[str, ContactId], window: QWidget, qtbot: QtBot, workplace_said: Said
) -> None:
    jobs = Jobs(window)
    object.__setattr__(workplace, "jobs", jobs)
    dialog = DuplicatesDialog(workplace, window)
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.pairs.places()))
    dialog.pairs.view.go_to(dialog.pairs.places()[1])
    press(dialog, Qt.Key.Key_Return)
    assert dialog.view is not None
    assert "Eva Quill" in shown(dialog.view)
    qtbot.waitUntil(lambda: jobs.is_idle and len(listed(dialog)) == 2)
    assert workplace_said.done == ["Two contacts of Eva Quill merged"]
    assert people["eva twice"] not in ids(workplace)
    dialog.reject()
    assert jobs.shut_down()


def test_a_pair_that_is_read_too_late_takes_nobodys_place(
    dialog: DuplicatesDialog, workplace: Workplace, window: QWidget, qtbot: QtBot
) -> None:
    jobs = Jobs(window)
    object.__setattr__(workplace, "jobs", jobs)
    ana, eva, jon = dialog.pairs.places()
    for place in (eva, jon, ana, eva):
        dialog.pairs.go_to(place)
        dialog._show_pair(place)
    qtbot.waitUntil(lambda: jobs.is_idle and dialog.view is not None and "Eva Quill" in shown(dialog.view))
    assert dialog.comparing.place == eva
    assert sum(isinstance(each, ComparisonView) and each.isVisible() for each in dialog.findChildren(QWidget)) == 1
    dialog.reject()
    assert jobs.shut_down()


def test_many_who_changed_at_once_are_read_beside_the_window(
    dialog: DuplicatesDialog, workplace: Workplace, people: dict[str, ContactId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates_dialog, "_AT_ONCE", 1)
    workplace.desk.do(many_contacts.add_tag, [people["eva"], people["jon"]], "fair")
    assert listed(dialog) == ["Ana Diaz", "Eva Quill", "Jon Smith"]
    dialog.pairs.sure.click()
    assert listed(dialog) == ["Jon Smith"]
    press(dialog, Qt.Key.Key_Z)
    assert listed(dialog) == ["Ana Diaz", "Eva Quill", "Jon Smith"]


def test_what_was_chosen_stays_when_somebody_else_changes(
    dialog: DuplicatesDialog, workplace: Workplace, people: dict[str, ContactId]
) -> None:
    assert dialog.view is not None
    dialog.view._take_second()
    chosen = dict(dialog.view.choices)
    workplace.desk.do(contacts.save, people["grace"], ContactDraft(given="Grace", family="Hopper"))
    assert chosen
    assert dialog.view.choices == chosen


def test_a_fault_is_said(
    workplace: Workplace, people: dict[str, ContactId], window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise StoreBusy("The file is busy.")

    assert people
    with monkeypatch.context() as during:
        during.setattr(duplicates, "find", busy)
        dialog = DuplicatesDialog(workplace, window)
        dialog.open()
        assert "The file is busy." in shown(dialog.finding)
    dialog.finding.stop.click()
    monkeypatch.setattr(duplicates, "tell_apart", duplicates.operation("x")(busy))
    press(dialog, Qt.Key.Key_T)
    assert "The file is busy." in shown(dialog)
    assert len(listed(dialog)) == 3


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (1024, False)])
def test_the_result_stands_beside_or_below(
    workplace: Workplace, people: dict[str, ContactId], window: QWidget, width: int, *, beside: bool
) -> None:
    assert people
    window.resize(width, 700)
    dialog = DuplicatesDialog(workplace, window)
    dialog.open()
    QTest.qWait(20)
    assert dialog.view is not None
    right = dialog.view.mapTo(dialog, dialog.view.rect().topRight()).x()
    assert (dialog.preview.mapTo(dialog, dialog.preview.rect().topLeft()).x() > right) is beside
    assert right < width


def test_every_control_is_named(dialog: DuplicatesDialog) -> None:
    stops = dialog.tab_stops()
    assert len(stops) > 8
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)


def test_two_that_are_named_are_compared_and_merged(
    workplace: Workplace, people: dict[str, ContactId], window: QWidget
) -> None:  # fmt: skip
    dialog = DuplicatesDialog(workplace, window, pair=(people["grace"], people["john"]))
    dialog.open()
    assert len(dialog.pairs.places()) == 1
    assert "Grace Okafor" in shown(dialog)
    merged: list[int] = []
    dialog.saved.connect(merged.append)
    dialog.main_button.click()
    assert len(merged) == 1
    assert len(ids(workplace) & {people["grace"], people["john"]}) == 1
    assert "That is done" in shown(dialog)
    press(dialog, Qt.Key.Key_Z)
    assert ids(workplace) > {people["grace"], people["john"]}
    assert len(dialog.pairs.places()) == 1, "the pair is open again"
