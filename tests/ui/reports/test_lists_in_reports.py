"""Lists in Reports: each is shown, sorted, narrowed, saved under a good name, and says what to do while it is empty."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from office import Office
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain import profile
from refdesk.domain.directory import Order
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.ranking import Rank
from refdesk.domain.report_period import Period
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.progress import SILENT
from refdesk.services import business, gifts
from refdesk.services import directory as directories
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.reports import all_kinds, file_names, list_kinds
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.reports_page import ReportsPage
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)


def shown_words(page: ReportsPage) -> str:
    """Return what stands in the place of the pages."""
    return " ".join(label.text() for label in page.view.findChildren(QLabel))


def page_words(page: ReportsPage) -> str:
    """Return what the pages say."""
    return " ".join(section.words for section in page.view.sections())


@pytest.fixture
def reports(workplace: Workplace, qtbot: QtBot) -> ReportsPage:
    page = ReportsPage(workplace)
    qtbot.addWidget(page)
    page.resize(1236, 836)
    return page


def test_lists_stand_in_their_order() -> None:
    keys = [kind.key for kind in all_kinds.all_kinds()]
    assert keys[:8] == [
        "referrals", "top-sources", "thank-you-log", "gifts", "tree", "birthdays", "contact-directory", "closing",
    ]  # fmt: skip
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("top-sources", "Nobody has a rank from A+ to C yet."),
        ("thank-you-log", "Nobody was to be thanked in this time."),
        ("contact-directory", "There is nobody to list yet."),
        ("birthdays", "There is no birthday or anniversary in November 2026. Choose another month"),
        ("closing", "No referral month was planned yet."),
    ],
)
def test_an_empty_business_is_told_what_to_do(reports: ReportsPage, key: str, words: str) -> None:
    reports.show_report(key)
    assert words in shown_words(reports)
    assert not reports.save.isEnabled()


@pytest.mark.parametrize("key", ["top-sources", "thank-you-log", "contact-directory", "gifts", "birthdays"])
def test_each_is_shown_and_saved_as_pages_and_as_a_table(
    reports: ReportsPage, workplace_said: Said, tmp_path: Path, key: str
) -> None:
    office = Office(reports.workplace.desk)
    born = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 25)),)
    office.referral(office.contact(rank=Rank.A, dates=born))
    reports.show_report(key)
    assert reports.save.isEnabled()
    for suffix in (".pdf", ".csv"):
        workplace_said.saves = tmp_path / f"made{suffix}"
        reports.save_as(suffix)
        assert workplace_said.saves.stat().st_size > 0
    assert len(workplace_said.told) == 2
    assert workplace_said.faults == []


def test_the_directory_is_sorted_and_narrowed(reports: ReportsPage, tmp_path: Path, workplace_said: Said) -> None:
    office = Office(reports.workplace.desk)
    office.contact("Ana", "Diaz", rank=Rank.B)
    office.contact("Bo", "Lind", rank=Rank.A)
    reports.show_report("contact-directory")
    assert reports.choosing is not None
    assert reports.choosing.words is not None
    reports.choosing.choices[list_kinds.ORDER].set_value(Order.RANK.value)
    reports.choosing.ticks[list_kinds.RANKS].setChecked(True)
    reports.refresh()
    workplace_said.saves = tmp_path / "all.csv"
    reports.save_as(".csv")
    assert [line.split(",")[-1] for line in workplace_said.saves.read_text("utf-8-sig").splitlines()] == [
        "Rank", "A", "B"
    ]  # fmt: skip
    reports.choosing.words.setText("lind")
    reports.refresh()
    reports.save_as(".csv")
    assert len(workplace_said.saves.read_text("utf-8-sig").splitlines()) == 2
    reports.choosing.words.setText("saved:nothing")
    reports.refresh()
    assert "no filter" in shown_words(reports)


def test_the_directory_of_the_chosen_can_be_widened_to_everybody(reports: ReportsPage) -> None:
    office = Office(reports.workplace.desk)
    ana = office.contact("Ana", "Diaz")
    office.contact("Bo", "Lind")
    reports.show_report("contact-directory", among=[ana])
    assert reports.choosing is not None
    assert reports.choosing.chosen is not None
    assert reports.choosing.chosen.text() == "Only the one chosen"
    assert "1 chosen contact." in page_words(reports)
    reports.choosing.chosen.setChecked(False)
    reports.refresh()
    assert "2 contacts." in page_words(reports)
    reports.show_report("contact-directory")
    assert reports.choosing.chosen is None
    assert "2 contacts." in page_words(reports)


def test_the_ledger_is_chosen_by_its_tax_year(workplace: Workplace, qtbot: QtBot) -> None:
    desk = workplace.desk
    desk.do(business.save, replace(profile.starting("US", business_name="F", owner="N"), tax_year_start="04-06"))
    office = Office(desk)
    desk.do(gifts.log, GiftDraft(contact_id=office.contact(), name="Honey", on=date(2024, 4, 5)))
    page = ReportsPage(workplace)
    qtbot.addWidget(page)
    page.show_report("gifts")
    assert page.choosing is not None
    time = page.choosing.time
    assert time is not None
    assert [time.itemText(place) for place in range(time.count())] == ["2026/27", "2023/24"]
    time.set_value(Period(date(2023, 4, 6), date(2024, 4, 5)))
    page.refresh()
    wanted = page.choosing.asked()
    assert wanted is not None
    made = all_kinds.gifts().render(desk, wanted, SILENT)
    assert "Honey" in PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()


def asked(first: date, last: date) -> Asked:
    return Asked(Period(first, last), TODAY)


@pytest.mark.parametrize(
    ("made", "first", "last", "name"),
    [
        (all_kinds.gifts, date(2026, 1, 1), date(2026, 12, 31), "Gift ledger 2026"),
        (all_kinds.gifts, date(2026, 4, 6), date(2027, 4, 5), "Gift ledger 2026-27"),
        (all_kinds.birthdays, date(2026, 2, 1), date(2026, 2, 28), "Birthdays February 2026"),
        (list_kinds.top_sources, date(2025, 1, 1), date(2025, 12, 31), "Top sources 2025"),
        (list_kinds.top_sources, date(2025, 11, 19), date(2026, 11, 18), "Top sources 2025-11-19 to 2026-11-18"),
        (list_kinds.thanks_log, date(2026, 1, 1), TODAY, "Thank-you log 2026-01-01 to 2026-11-18"),
        (list_kinds.directory, date(2026, 1, 1), TODAY, "Contact directory 2026-11-18"),
    ],
)
def test_files_have_names_that_tell_what_they_are(made: object, first: date, last: date, name: str) -> None:
    assert callable(made)
    assert file_names.suggested(made(), asked(first, last)) == name


def test_the_first_pages_are_shown_while_the_rest_is_made(
    reports: ReportsPage, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directories, "FIRST_ON_SCREEN", 60)
    for number in range(130):
        Office(workplace.desk).contact(f"No{number:03}", "Linden")
    seen: list[tuple[str, int]] = []
    shown = reports.view._shown

    def look(read: tuple[int, PdfPages]) -> None:
        shown(read)
        seen.append((reports.view.place.text(), reports.view.sheets.count))
        assert not reports.save.isEnabled()

    monkeypatch.setattr(reports.view, "_shown", look)
    reports.show_report("contact-directory")
    assert seen == [("Page 1, making the rest", 1), ("Page 1 of 3", 3)]
    assert reports.save.isEnabled()
    reports.refresh()
    assert [count for _words, count in seen] == [1, 3, 3], "what is asked once more stays as it is meanwhile"


def test_of_very_many_people_the_beginning_is_shown_and_all_are_written(
    reports: ReportsPage, workplace: Workplace, monkeypatch: pytest.MonkeyPatch, workplace_said: Said, tmp_path: Path
) -> None:
    for name, number in (("FIRST_ON_SCREEN", 40), ("MOST_ON_SCREEN", 129), ("SHOWN_OF_MORE", 80)):
        monkeypatch.setattr(directories, name, number)
    for number in range(130):
        Office(workplace.desk).contact(f"No{number:03}", "Linden")
    reports.show_report("contact-directory")
    assert reports.view.place.text() == "Page 1, the rest on paper"
    assert reports.view.sheets.count == 1
    assert not reports.view._busy
    workplace_said.saves = tmp_path / "all.pdf"
    reports.save.click()
    pages = PdfReader(workplace_said.saves).pages
    assert len(pages) == 3
    assert all(f"No{number:03}" in "".join(page.extract_text() for page in pages) for number in (0, 79, 129))
