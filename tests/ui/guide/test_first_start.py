import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import TestClock
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine
from windows import InlineJobs, Said

from refdesk import paths
from refdesk.domain import profile as profiles
from refdesk.domain.profile import Profile
from refdesk.services import business, cards, contact_list, data_file, thanks_queue
from refdesk.services.data_file import OpenFile
from refdesk.store import engine as engines
from refdesk.store import schema
from refdesk.ui import theme
from refdesk.ui.guide.card_step import CardStep
from refdesk.ui.guide.first_start import FirstStart
from refdesk.ui.guide.sender_step import SenderStep
from refdesk.ui.widgets.field import Field


class Ear:
    """What the guide told the window, and the files it handed over."""

    def __init__(self, start: FirstStart) -> None:
        self.created: list[Path] = []
        self.opened: list[OpenFile] = []
        self.sample = 0
        start.created.connect(self.created.append)
        start.opened.connect(self.opened.append)
        start.sample_wanted.connect(self._sampled)

    def _sampled(self) -> None:
        self.sample += 1


@pytest.fixture(autouse=True)
def quick_files(empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make new files from one that is made once a run."""

    def copied(engine: Engine) -> None:
        shutil.copyfile(empty_store, engines.file_of(engine))

    monkeypatch.setattr(schema, "create", copied)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, clock: TestClock, workplace_said: Said) -> Iterator[FirstStart]:
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    shown = FirstStart(clock, workplace_said.open_file, workplace_said.save_file, InlineJobs())
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.show()
    yield shown
    shown.put_away()


@pytest.fixture
def ear(start: FirstStart) -> Iterator[Ear]:
    heard = Ear(start)
    yield heard
    for file in heard.opened:
        file.close()


def _errors(step: Any) -> dict[str, str]:
    return {field.name: field.error() for field in step.findChildren(Field) if field.error()}


def _begin(start: FirstStart, *, owner: str = "Nadia Ostrow", firm: str = "Fernhollow") -> None:
    start.welcome.begin.click()
    start.business_step.owner.setText(owner)
    start.business_step.business.setText(firm)
    start.business_step.country.set_value("US")
    start.frame.main.click()


def _send(start: FirstStart, *, giver: str = "Samuel Okafor", prospect: str = "Rafael Quintero") -> None:
    step = _sender(start)
    step.giver.setText(giver)
    step.prospect.setText(prospect)
    step.need.setText("A new kitchen")
    start.frame.main.click()


def _sender(start: FirstStart) -> SenderStep:
    assert start.sender_step is not None
    return start.sender_step


def _card(start: FirstStart) -> CardStep:
    assert start.card_step is not None
    return start.card_step


def _profile(start: FirstStart) -> Profile:
    return _file(start).desk.ask(business.load)


def _file(start: FirstStart) -> OpenFile:
    assert start._file is not None
    return start._file


def _people(start: FirstStart) -> list[str]:
    desk = _file(start).desk
    ids = desk.ask(contact_list.matching_ids, contact_list.Filter(), desk.today())
    return sorted(row.name.usual for row in desk.ask(contact_list.rows, list(ids), desk.today()).values())


class TestWelcome:
    def test_offers_the_three_ways_and_enter_begins(self, start: FirstStart, qtbot: QtBot) -> None:
        assert [b.words() for b in (start.welcome.open, start.welcome.sample, start.welcome.begin)] == [
            "Open a file or backup…",
            "Look around",
            "Begin",
        ]
        qtbot.keyClick(start.welcome.begin, Qt.Key.Key_Return)
        assert start.business_step.isVisible()

    def test_the_made_up_business_is_asked_for(self, start: FirstStart, ear: Ear) -> None:
        start.welcome.sample.click()
        assert ear.sample == 1

    def test_a_file_is_opened_and_handed_over(
        self, start: FirstStart, ear: Ear, data_file: Path, workplace_said: Said
    ) -> None:
        workplace_said.opens = data_file
        start.welcome.open.click()
        assert [file.path for file in ear.opened] == [data_file]

    @pytest.mark.parametrize("content", [b"", b"Name,Phone\nAna,1\n"], ids=["empty", "foreign"])
    def test_a_file_that_cannot_be_opened_is_named_in_place(
        self, start: FirstStart, ear: Ear, tmp_path: Path, workplace_said: Said, content: bytes
    ) -> None:
        workplace_said.opens = tmp_path / "broken.refdesk"
        workplace_said.opens.write_bytes(content)
        start.welcome.open.click()
        assert start.welcome.notice.isVisible()
        assert ear.opened == []
        assert workplace_said.opens.read_bytes() == content

    def test_a_backup_comes_back_beside_the_other_files(
        self, start: FirstStart, ear: Ear, tmp_path: Path, clock: TestClock, workplace_said: Said
    ) -> None:
        mine = profiles.starting("US", business_name="Fernhollow", owner="Nadia")
        file = data_file.create(tmp_path / "Fernhollow.refdesk", mine, clock=clock)
        data_file.back_up(file, "asked for")
        backup = data_file.saved_copies(file)[0].path
        file.close()
        kept = backup.read_bytes()
        workplace_said.opens = backup
        start.welcome.open.click()
        (opened,) = ear.opened
        assert opened.path == paths.data_folder() / "Fernhollow.refdesk"
        assert opened.desk.ask(business.load).business_name == "Fernhollow"
        assert backup.read_bytes() == kept


class TestYourBusiness:
    def test_names_are_needed_and_nothing_typed_is_lost(self, start: FirstStart, ear: Ear) -> None:
        _begin(start, owner="  ", firm="Fernhollow")
        assert _errors(start.business_step) == {"owner": "Type your name."}
        assert start.business_step.business.text() == "Fernhollow"
        assert ear.created == []

    def test_the_file_is_made_under_the_name_of_the_business(self, start: FirstStart, ear: Ear) -> None:
        _begin(start, firm="Fern/hollow: Homes?")
        assert ear.created == [paths.data_folder() / "Fern hollow Homes.refdesk"]
        assert ear.created[0].exists()
        assert _profile(start).business_name == "Fern/hollow: Homes?"
        assert (_profile(start).currency, _profile(start).paper.value) == ("USD", "letter")

    def test_the_country_shows_at_once_what_it_brings(self, start: FirstStart) -> None:
        start.welcome.begin.click()
        start.business_step.country.set_value("DE")
        start.business_step.country.chosen.emit("DE")
        assert "Euro (EUR)" in start.business_step._facts.text()
        assert "A4" in start.business_step._facts.text()

    def test_a_second_file_of_that_name_is_offered_or_the_first_opened(
        self, start: FirstStart, ear: Ear, clock: TestClock
    ) -> None:
        place = paths.data_folder() / "Fernhollow.refdesk"
        data_file.create(place, profiles.starting("US", business_name="Old", owner="N"), clock=clock).close()
        _begin(start)
        assert start.business_step.notice.isVisible()
        assert ear.created == []
        start.frame.main.click()
        assert ear.created == [place.with_name("Fernhollow 2.refdesk")]

    def test_the_file_that_is_there_can_be_opened_instead(self, start: FirstStart, ear: Ear, clock: TestClock) -> None:
        place = paths.data_folder() / "Fernhollow.refdesk"
        data_file.create(place, profiles.starting("US", business_name="Old", owner="N"), clock=clock).close()
        _begin(start)
        start.business_step.remedy.click()
        assert ear.opened[0].desk.ask(business.load).business_name == "Old"

    def test_a_folder_that_cannot_be_made_leads_to_another_place(
        self, start: FirstStart, ear: Ear, tmp_path: Path, workplace_said: Said, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blocked = tmp_path / "blocked"
        blocked.write_text("a file, not a folder")
        monkeypatch.setenv(paths.HOME_VARIABLE, str(blocked))
        _begin(start)
        assert start.business_step.notice.isVisible()
        assert start.business_step.remedy.words() == "Choose a place…"
        assert start.business_step.owner.text() == "Nadia Ostrow"
        workplace_said.saves = tmp_path / "elsewhere" / "mine"
        start.business_step.remedy.click()
        assert ear.created == [tmp_path / "elsewhere" / "mine.refdesk"]

    def test_going_back_corrects_the_name_in_the_same_file(self, start: FirstStart, ear: Ear) -> None:
        _begin(start)
        start.frame.back.click()
        start.business_step.business.setText("Fernhollow Homes")
        start.frame.main.click()
        assert _profile(start).business_name == "Fernhollow Homes"
        assert len(ear.created) == 1


class TestWhoSentYouSomebody:
    def test_both_names_are_needed(self, start: FirstStart) -> None:
        _begin(start)
        start.frame.main.click()
        assert set(_errors(_sender(start))) == {"giver", "prospect"}

    def test_nobody_sends_themselves(self, start: FirstStart) -> None:
        _begin(start)
        _send(start, giver="Ana Diaz", prospect="ana  diaz")
        assert "Nobody sends themselves" in _errors(_sender(start))["prospect"]
        assert _people(start) == []

    def test_a_day_to_come_is_refused(self, start: FirstStart, qtbot: QtBot) -> None:
        _begin(start)
        _sender(start).day.clear()
        qtbot.keyClicks(_sender(start).day, "tomorrow")
        _send(start)
        assert _errors(_sender(start)) == {"received_at": "This day has not come yet."}

    def test_what_happens_then_is_shown_while_it_is_typed(self, start: FirstStart) -> None:
        _begin(start)
        _sender(start).prospect.setText("Rafael Quintero")
        assert _sender(start)._call[0].text() == "Call Rafael Quintero"
        assert _sender(start)._call[1].text() == "Today by 5 PM"

    def test_the_referral_and_both_people_are_saved_and_thanks_are_owed(self, start: FirstStart) -> None:
        _begin(start)
        _send(start)
        assert _people(start) == ["Rafael Quintero", "Samuel Okafor"]
        desk = _file(start).desk
        (owed,) = desk.ask(thanks_queue.queue, desk.now(), desk.ask(business.working_time))
        assert (owed.name, owed.prospect) == ("Samuel Okafor", "Rafael Quintero")

    def test_a_corrected_answer_replaces_the_first(self, start: FirstStart) -> None:
        _begin(start)
        _send(start)
        start.frame.back.click()
        assert _sender(start).giver.text() == "Samuel Okafor"
        _send(start, giver="Joon-ho Bae")
        assert _people(start) == ["Joon-ho Bae", "Rafael Quintero"]
        assert "Rafael Quintero" in _card(start).message.text()
        assert _card(start)._person == "Joon-ho Bae"

    def test_an_unchanged_answer_is_not_logged_twice(self, start: FirstStart) -> None:
        _begin(start)
        _send(start)
        start.frame.back.click()
        start.frame.main.click()
        desk = _file(start).desk
        assert len(desk.ask(thanks_queue.queue, desk.now(), desk.ask(business.working_time))) == 1


class TestTheCard:
    @pytest.fixture
    def at_card(self, start: FirstStart, ear: Ear) -> FirstStart:  # noqa: ARG002
        _begin(start)
        _send(start)
        return start

    def test_the_real_page_is_shown(self, at_card: FirstStart) -> None:
        step = _card(at_card)
        assert step.view.has_page()
        seen = step.view.grab().toImage()
        centre = seen.rect().center()
        assert seen.pixelColor(centre.x() + 40, centre.y() - 40).name() == "#ffffff"
        assert at_card.frame.main.words() == "Save the card as PDF"

    def test_saving_writes_the_pdf_and_notes_it_as_printed(
        self, at_card: FirstStart, ear: Ear, tmp_path: Path, workplace_said: Said
    ) -> None:
        workplace_said.saves = tmp_path / "card.pdf"
        _card(at_card).message.setPlainText("Thank you, Samuel. You thought of me.")
        at_card.frame.main.click()
        assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
        (waiting,) = _file(at_card).desk.ask(cards.waiting)
        assert waiting.name == "Samuel Okafor"
        assert at_card.frame.main.words() == "Go to Today"
        at_card.frame.main.click()
        assert [file.path for file in ear.opened] == ear.created

    def test_it_is_printed_and_noted_once_it_went_to_the_printer(self, at_card: FirstStart, qtbot: QtBot) -> None:
        with qtbot.waitSignal(at_card.print_wanted) as asked:
            _card(at_card).print.click()
        file, request = asked.args
        assert file is _file(at_card)
        assert request.pdf.read_bytes().startswith(b"%PDF")
        assert not file.desk.ask(cards.waiting)
        request.then()
        request.pdf.unlink()
        assert [each.name for each in file.desk.ask(cards.waiting)] == ["Samuel Okafor"]
        assert at_card.frame.main.words() == "Go to Today"

    def test_putting_the_file_dialog_off_changes_nothing(self, at_card: FirstStart) -> None:
        at_card.frame.main.click()
        assert at_card.frame.main.words() == "Save the card as PDF"
        assert _file(at_card).desk.ask(cards.waiting) == ()

    def test_words_without_room_are_named_and_not_printed(
        self, at_card: FirstStart, tmp_path: Path, workplace_said: Said
    ) -> None:
        step = _card(at_card)
        step.message.setPlainText("Thank you for everything. " * 120)
        step._draw()
        assert not step.view.has_page()
        assert "over" in _errors(step)["text"]
        workplace_said.saves = tmp_path / "card.pdf"
        at_card.frame.main.click()
        assert not (tmp_path / "card.pdf").exists()
        assert step.message.text().startswith("Thank you for everything.")

    def test_a_folder_that_is_not_there_is_said_in_place(
        self, at_card: FirstStart, tmp_path: Path, workplace_said: Said
    ) -> None:
        workplace_said.saves = tmp_path / "gone" / "card.pdf"
        at_card.frame.main.click()
        assert _card(at_card).notice.isVisible()
        assert at_card.frame.main.words() == "Save the card as PDF"

    def test_other_words_after_saving_ask_to_save_again(
        self, at_card: FirstStart, tmp_path: Path, workplace_said: Said
    ) -> None:
        workplace_said.saves = tmp_path / "card.pdf"
        at_card.frame.main.click()
        _card(at_card).message.setPlainText("Thank you once more.")
        assert at_card.frame.main.words() == "Save the card as PDF"


class TestTheWay:
    def test_leaving_after_the_first_answer_hands_the_file_over(self, start: FirstStart, ear: Ear) -> None:
        _begin(start)
        start.frame.leave.click()
        assert [file.path for file in ear.opened] == ear.created
        assert start._file is None

    def test_leaving_before_it_goes_back_to_the_three_ways(self, start: FirstStart, ear: Ear) -> None:
        start.welcome.begin.click()
        start.frame.leave.click()
        assert start.welcome.isVisible()
        assert ear.opened == []

    def test_looking_around_closes_the_own_file_first(self, start: FirstStart, ear: Ear, clock: TestClock) -> None:
        _begin(start)
        start.frame.sample.click()
        assert ear.sample == 1
        data_file.open_file(ear.created[0], clock=clock).close()

    def test_a_step_that_is_done_can_be_gone_back_to_by_key(self, start: FirstStart, qtbot: QtBot) -> None:
        _begin(start)
        first = start.frame.steps._lines[0]
        qtbot.keyClick(first, Qt.Key.Key_Return)
        assert start.business_step.isVisible()

    def test_ctrl_enter_goes_on(self, start: FirstStart, qtbot: QtBot) -> None:
        start.welcome.begin.click()
        start.business_step.owner.setText("Nadia")
        start.business_step.business.setText("Fernhollow")
        qtbot.keyClick(start.business_step.owner, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert _sender(start).isVisible()

    def test_tab_goes_from_the_answers_to_the_foot(self, start: FirstStart, qtbot: QtBot) -> None:
        start.welcome.begin.click()
        walked: list[Any] = []
        for _stop in range(6):
            walked.append(QApplication.focusWidget())
            qtbot.keyClick(walked[-1], Qt.Key.Key_Tab)
        names = [widget.accessibleName() or widget.text() for widget in walked]
        assert names == [
            "Your name",
            "Business name",
            "Country",
            "Back",
            "Leave for now",
            "Next: who sent you somebody?",
        ]

    def test_a_narrow_window_puts_the_steps_on_top(self, start: FirstStart) -> None:
        _begin(start)
        start.resize(1024, 700)
        QApplication.sendPostedEvents()
        tops = {line.y() for line in start.frame.steps._lines}
        assert len(tops) == 1
        assert not start.frame.sample.isVisible()


def test_what_is_typed_and_not_saved_holds_the_close(start: FirstStart, qtbot: QtBot) -> None:
    closed: list[bool] = []
    assert not start.holds_typed()
    start.welcome.begin.click()
    assert not start.holds_typed()
    qtbot.keyClicks(start.business_step.owner, "Nadia Fern")
    assert start.holds_typed()
    start.hold(lambda: closed.append(start.holds_typed()))
    strip = start._unsaved
    assert strip is not None
    assert strip.isVisible()
    strip.save.click()
    assert _errors(start.business_step), "without a name of the business it cannot be saved"
    assert closed == []
    qtbot.keyClicks(start.business_step.business, "Fernhollow")
    strip.save.click()
    assert closed == [False], "saved: nothing holds it any more"


def test_what_is_typed_can_be_left(start: FirstStart, qtbot: QtBot) -> None:
    closed: list[bool] = []
    start.welcome.begin.click()
    qtbot.keyClicks(start.business_step.owner, "Nadia Fern")
    start.hold(lambda: closed.append(start.holds_typed()))
    assert start._unsaved is not None
    start._unsaved.leave.click()
    assert closed == [False]
