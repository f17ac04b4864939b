"""A report that nobody waits for any more: it is stopped at once, and the next one does not wait for its end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from office import Office
from pytestqt.qtbot import QtBot

from refdesk.domain.directory import Order
from refdesk.errors import Cancelled
from refdesk.progress import Progress
from refdesk.services import directory
from refdesk.ui.reports import list_kinds
from refdesk.ui.reports.reports_page import ReportsPage
from refdesk.ui.workplace import Workplace


@dataclass
class Held:
    """Work that was asked for; it is its own job, done when the test says so."""

    work: Callable[[Progress], Any]
    then: Callable[[Any], None]
    progress: Progress

    def stop(self) -> None:
        self.progress.stop()

    @property
    def is_stopped(self) -> bool:
        return self.progress.is_stopped()

    @property
    def makes_a_report(self) -> bool:
        """Tell it from what the viewer of pages asks for."""
        return isinstance(getattr(self.then, "__self__", None), ReportsPage)

    def run(self) -> None:
        """Do the work as a thread would: what was stopped tells nobody."""
        try:
            self.progress.check()
            made = self.work(self.progress)
        except Cancelled:
            return
        self.then(made)


class HeldJobs:
    """Keeps all work until the test runs it."""

    def __init__(self) -> None:
        self.asked: list[Held] = []

    def start(self, work: Callable[[Progress], Any], *, then: Callable[[Any], None], **_how: Any) -> Held:
        self.asked.append(Held(work, then, Progress()))
        return self.asked[-1]

    def take(self) -> Held:
        """Return the one report that is being made, which is run by the test or not at all."""
        (wanted,) = [each for each in self.asked if each.makes_a_report]
        self.asked.remove(wanted)
        return wanted

    def run_all(self) -> None:
        while self.asked:
            self.asked.pop(0).run()


@pytest.fixture
def jobs() -> HeldJobs:
    return HeldJobs()


@pytest.fixture
def page(workplace: Workplace, jobs: HeldJobs, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(replace(workplace, jobs=jobs))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1236, 836)
    with qtbot.waitExposed(made):
        made.show()
    jobs.run_all()
    return made


@pytest.fixture
def people(page: ReportsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill a directory that is shown by its first pages before the rest is made."""
    monkeypatch.setattr(directory, "FIRST_ON_SCREEN", 2)
    office = Office(page.workplace.desk)
    for name in ("Ana", "Bo", "Cy", "Di", "Ed"):
        office.contact(name, "Lind")


@pytest.mark.usefixtures("people")
def test_another_report_stops_the_rest_of_a_long_one_and_begins_before_its_end(
    page: ReportsPage, jobs: HeldJobs
) -> None:
    page.show_report("contact-directory")
    jobs.take().run()
    rest = jobs.take()
    page.show_report("closing")
    closing = jobs.take()  # it is asked for while the rest of the other is still being made
    assert rest.is_stopped
    assert not closing.is_stopped
    with pytest.raises(Cancelled):
        rest.work(rest.progress)
    closing.run()
    assert "No referral month was planned yet." in page.view.instead.words.text()


@pytest.mark.usefixtures("people")
def test_another_choice_stops_at_once_what_is_being_made_for_the_one_before(page: ReportsPage, jobs: HeldJobs) -> None:
    page.show_report("contact-directory")
    making = jobs.take()
    assert page.choosing is not None
    combo = page.choosing.choices[list_kinds.ORDER]
    combo.set_value(Order.TAG.value)
    combo.chosen.emit(Order.TAG.value)
    assert making.is_stopped, "before the pause after the last change is over"
    page._settling.timeout.emit()
    jobs.run_all()
    assert page.save.isEnabled()
    assert page.view.has_pages()


@pytest.mark.usefixtures("people")
def test_a_result_that_comes_too_late_is_not_shown(page: ReportsPage, jobs: HeldJobs) -> None:
    page.show_report("contact-directory")
    late = jobs.take()
    made = late.work(Progress())
    page.show_report("closing")
    jobs.run_all()
    late.then(made)
    jobs.run_all()
    assert not page.view.has_pages()
    assert not page.save.isEnabled()


def test_wrong_days_end_the_work_and_the_line_that_tells_of_it(page: ReportsPage, jobs: HeldJobs) -> None:
    page.refresh()
    making = jobs.take()
    assert page.view._busy
    choosing = page.choosing
    assert choosing is not None
    assert choosing.first is not None
    assert choosing.last is not None
    choosing.first.set_day(None)
    page.refresh()
    assert making.is_stopped
    assert not page.view._busy


def test_pages_are_shown_before_their_words_are_read_and_others_stop_the_reading(
    page: ReportsPage, jobs: HeldJobs
) -> None:
    Office(page.workplace.desk).referral()
    jobs.run_all()
    page.show_report("thank-you-log")
    jobs.take().run()
    jobs.asked.pop().run()  # the pages are opened
    reading = jobs.asked.pop()
    assert page.view.has_pages()
    assert page.view.sections() == ()
    page.show_report("gifts")
    jobs.take().run()
    assert reading.is_stopped
    jobs.run_all()
    assert any("No gift was given" in section.words for section in page.view.sections())


def test_the_rest_waits_until_the_first_page_can_be_looked_at(
    page: ReportsPage, jobs: HeldJobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "FIRST_ON_SCREEN", 60)
    office = Office(page.workplace.desk)
    for number in range(120):
        office.contact(f"No{number:03}", "Lind")
    page._settling.stop()  # the people came before the report
    jobs.run_all()
    page.show_report("contact-directory")
    jobs.take().run()
    assert not [each for each in jobs.asked if each.makes_a_report]
    jobs.run_all()  # the pages are opened and read
    assert page.view.has_pages()
    assert not [each for each in jobs.asked if each.makes_a_report]

    def is_drawn() -> bool:
        """Let the page be painted, and draw what that asks for."""
        while jobs.asked and not jobs.asked[0].makes_a_report:
            jobs.asked.pop(0).run()
        return page.view.sheets.paper.is_drawn(0)

    qtbot.waitUntil(is_drawn)
    jobs.take().run()
    jobs.run_all()
    assert page.save.isEnabled()
