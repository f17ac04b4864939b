"""The birthdays and anniversaries of a month, with their cards, on screen, paper and in a file."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.dates_of_month import Standing
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.today import LineKind
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import BadFile, Refused
from refdesk.services import cards, contacts, date_lists, dates_of_month, mailing, today, touches
from refdesk.services.cards import PrintedState
from refdesk.services.clocks import Clocks
from refdesk.services.dates_of_month import DateOfMonth
from refdesk.services.today import Line


def born(day: int, month: int = 11, year: int | None = None) -> tuple[IncomingDate, ...]:
    return (IncomingDate(DateKind.BIRTHDAY, YearlyDate(month, day, year)),)


def month(office: Office, year: int = 2026, number: int = 11) -> tuple[DateOfMonth, ...]:
    return office.desk.ask(dates_of_month.of, year, number, Clocks(office.desk.now(), office.working))


def lines(office: Office, kind: LineKind) -> list[Line]:
    found = office.desk.ask(today.lines, office.desk.now(), office.working)
    return [line for line in found if line.kind is kind]


def print_card(office: Office, contact_id: ContactId, on: date, occasion: CardOccasion = CardOccasion.BIRTHDAY) -> None:
    office.desk.do(cards.printed, {CardFor(contact_id, occasion, on): "Happy birthday"}, "plain-letter")


def test_a_month_lists_its_days_in_order_with_mail_by_and_years(office: Office) -> None:
    office.contact("Cleo", "Ray", dates=born(30))
    office.contact("Ana", "Diaz", organisation="Diaz Homes", dates=born(25, year=1966))
    office.contact("Bo", "Lind", dates=born(25, 12))
    gone = office.contact("Dan", "Gone", dates=born(3))
    office.desk.do(contacts.set_status, gone, Status.DECEASED)
    found = month(office)
    assert [(each.name, each.on, each.years, each.mail_by) for each in found] == [
        ("Ana Diaz", date(2026, 11, 25), 60, date(2026, 11, 20)),
        ("Cleo Ray", date(2026, 11, 30), None, date(2026, 11, 25)),
    ]
    assert (found[0].organisation, found[0].what, found[0].standing) == ("Diaz Homes", "Birthday", Standing.LAST_DAYS)
    assert [each.name for each in month(office, 2026, 12)] == ["Bo Lind"]
    assert office.desk.ask(dates_of_month.counts) == {11: 2, 12: 1}


@pytest.mark.parametrize(("year", "on"), [(2027, date(2027, 2, 28)), (2028, date(2028, 2, 29))])
def test_the_leap_day_is_kept_in_every_year(office: Office, year: int, on: date) -> None:
    office.contact(dates=born(29, 2, 1980))
    [each] = month(office, year, 2)
    assert (each.on, each.years) == (on, year - 1980)
    assert month(office, year, 3) == ()


def test_a_card_that_is_printed_takes_the_day_from_today_until_it_is_mailed(office: Office) -> None:
    ana = office.contact(dates=born(25))
    assert [line.text for line in lines(office, LineKind.DATE)] == ["Birthday on Wednesday, November 25"]
    print_card(office, ana, date(2026, 11, 25))
    assert lines(office, LineKind.DATE) == []
    [mail] = lines(office, LineKind.MAIL)
    assert mail.text == "Write the card and hand it over. Birthday on Wednesday, November 25"
    assert mail.clock.words == "Mail by Friday"
    [each] = month(office)
    assert (each.standing, each.printed_id) == (Standing.PRINTED, mail.printed_id)
    assert mail.printed_id is not None
    office.desk.do(cards.mark, [mail.printed_id], PrintedState.WRITTEN)
    assert month(office)[0].standing is Standing.WRITTEN
    office.desk.do(mailing.all_sent, [mail.printed_id])
    assert lines(office, LineKind.MAIL) == []
    assert lines(office, LineKind.DATE) == []
    assert (month(office)[0].standing, month(office)[0].mailed_on) == (Standing.ON_ITS_WAY, office.desk.today())
    for _step in range(3):
        office.desk.undo()
    assert lines(office, LineKind.MAIL) == []
    assert [line.kind for line in lines(office, LineKind.DATE)] == [LineKind.DATE]
    assert month(office)[0].standing is Standing.LAST_DAYS


def test_a_card_for_last_year_or_for_another_day_does_not_count(office: Office) -> None:
    both = (*born(25), IncomingDate(DateKind.ANNIVERSARY, YearlyDate(11, 25)))
    ana = office.contact(dates=both)
    print_card(office, ana, date(2025, 11, 25))
    print_card(office, ana, date(2026, 11, 25), CardOccasion.ANNIVERSARY)
    assert [line.occasion for line in lines(office, LineKind.DATE)] == ["birthday"]
    assert [each.standing for each in month(office)] == [Standing.LAST_DAYS, Standing.PRINTED]


def test_missed_ones_are_shown_for_a_week_and_marked_in_the_month(office: Office, clock: TestClock) -> None:
    ana = office.contact(dates=born(11))
    assert month(office)[0].standing is Standing.MISSED
    assert lines(office, LineKind.DATE)[0].clock.words == "7 days ago"
    clock.forward(days=1)
    assert lines(office, LineKind.DATE) == []
    assert month(office)[0].standing is Standing.MISSED
    office.desk.do(touches.log, TouchDraft(ana, clock.moment, TouchKind.CALL, Purpose.OTHER, Outcome.TALKED))
    assert month(office)[0].standing is Standing.MISSED, "a call two weeks later is about something else"


def test_a_call_on_the_day_remembers(office: Office) -> None:
    ana = office.contact(dates=born(16))
    said = TouchDraft(ana, datetime(2026, 11, 16, 15, tzinfo=UTC), TouchKind.CALL, Purpose.OTHER, Outcome.TALKED)
    office.desk.do(touches.log, said)
    assert month(office)[0].standing is Standing.REMEMBERED


def test_chosen_days_are_told_apart_by_what_their_card_is_for(office: Office) -> None:
    ana = office.contact(dates=(*born(25), IncomingDate(DateKind.ANNIVERSARY, YearlyDate(11, 28))))
    bo = office.contact("Bo", "Lind", dates=born(27))
    found = month(office)
    chosen = frozenset(each.date_id for each in found)
    assert dates_of_month.of_chosen(found, chosen) == {"birthday": [ana, bo], "anniversary": [ana]}
    assert dates_of_month.of_chosen(found, frozenset()) == {}


def test_the_list_is_written_for_paper_and_for_other_programs(office: Office, tmp_path: Path) -> None:
    ana = office.contact(dates=born(25, year=1966), organisation="=Diaz Homes")
    print_card(office, ana, date(2026, 11, 25))
    first = date(2026, 11, 1)
    written = date_lists.write(office.desk, first, tmp_path / "list.pdf")
    assert date_lists.said(written) == "1 day listed in list.pdf"
    [page] = pypdf.PdfReader(written.path).pages
    assert "Birthday, 60 years" in page.extract_text()
    assert date_lists.render(office.desk, first).pages == 1
    date_lists.write(office.desk, first, tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["Date"], row["Name"], row["Years"], row["Mail by"], row["State"]) == (
        "2026-11-25", "Ana Diaz", "60", "2026-11-20", "printed"
    )  # fmt: skip
    assert not row["Organization"].startswith("="), "no formula"
    with pytest.raises(BadFile):
        date_lists.write(office.desk, first, tmp_path / "list.doc")
    with pytest.raises(Refused, match="no birthday or anniversary in May 2026"):
        date_lists.write(office.desk, date(2026, 5, 1), tmp_path / "may.pdf")
