"""The thank-you log: every thank-you of the time with its parts as they stand, and none of another time."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from desks import TestClock
from office import Office
from pypdf import PdfReader
from sqlalchemy import text as sql

from refdesk.domain.contact import Status
from refdesk.domain.ids import ThanksPartId
from refdesk.domain.report_period import Period
from refdesk.domain.thanks import Part
from refdesk.domain.thanks_log import How
from refdesk.domain.touches import TouchKind
from refdesk.errors import BadFile
from refdesk.services import contacts, households, thanks, thanks_log, thanks_log_files
from refdesk.services.desk import Desk

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def log(desk: Desk, office: Office, period: Period = NOVEMBER) -> thanks_log.ThanksLog:
    return desk.ask(thanks_log.of, period, desk.now(), office.working)


def part_ids(desk: Desk) -> dict[str, int]:
    with desk.engine.connect() as connection:
        rows = connection.execute(sql("SELECT part, id FROM thanks_part ORDER BY id")).all()
    return {row[0]: row[1] for row in rows}


def test_parts_are_told_as_they_stand(desk: Desk, office: Office, clock: TestClock) -> None:
    ana = office.contact("Ana", "Díaz", organisation="Harbor Realty")
    office.referral(ana)
    assert [each.line.how for each in log(desk, office).entries[0].parts] == [How.OPEN, How.OPEN]
    desk.do(thanks.waive, ThanksPartId(part_ids(desk)["card"]))
    clock.forward(days=5)
    (entry,) = log(desk, office).entries
    assert (entry.name, entry.organisation, entry.prospect) == ("Ana Díaz", "Harbor Realty", "Theo Marchetti")
    assert [(each.line.part, each.line.how) for each in entry.parts] == [
        (Part.WORD, How.OVER), (Part.CARD, How.LEFT_OUT)
    ]  # fmt: skip
    page = PdfReader(io.BytesIO(thanks_log_files.render(desk, NOVEMBER).pdf)).pages[0].extract_text()
    for words in ("Thank-you log", "1 thank-you for one person", "Ana Díaz", "Theo Marchetti", "was due", "–"):
        assert words in " ".join(page.split())


def test_it_holds_the_parts_of_the_time_by_independent_sql(desk: Desk, office: Office) -> None:
    for days in (0, 1, 18, 40, 400):
        office.referral(office.contact(f"P{days}"), received_at=desk.now() - timedelta(days=days))
    with desk.engine.connect() as connection:
        query = "SELECT p.id FROM thanks_part p, thanks t WHERE t.id = p.thanks_id AND p.waived_at IS NULL"
        everything = len(connection.execute(sql(query)).all())
    whole = log(desk, office, Period(date(2020, 1, 1), date(2030, 1, 1)))
    assert sum(len(entry.parts) for entry in whole.entries) == everything == sum(each.owed for each in whole.sums)
    assert [each.name for each in log(desk, office).entries] == ["P1 Diaz", "P0 Diaz"]
    assert [each.opened_on for each in whole.entries] == sorted(each.opened_on for each in whole.entries)


def test_who_left_is_told_only_with_what_they_were_given(desk: Desk, office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Lind")
    office.referral(ana)
    desk.do(thanks.record_word, ThanksPartId(part_ids(desk)["word"]), TouchKind.CALL)
    office.referral(bo)
    for each in (ana, bo):
        desk.do(contacts.set_status, each, Status.DECEASED)
    (entry,) = log(desk, office).entries
    assert (entry.contact_id, [each.line.how for each in entry.parts]) == (ana, [How.IN_TIME, How.LEFT_OUT])
    assert thanks_log_files.render(desk, NOVEMBER).pages == 1
    assert "–" in PdfReader(io.BytesIO(thanks_log_files.render(desk, NOVEMBER).pdf)).pages[0].extract_text()


def test_a_household_that_is_thanked_for_one_thing_owes_one_card(desk: Desk, office: Office) -> None:
    pair = (office.contact(), office.contact("Bo", "Diaz"))
    desk.do(households.together, pair, "Ana and Bo Diaz")
    office.referral(*pair)
    word, card = log(desk, office).sums
    assert (word.owed, card.owed, card.counts[How.LEFT_OUT]) == (2, 1, 1)


def test_rows_are_one_a_part_and_a_time_without_any_says_so(desk: Desk, office: Office, tmp_path: Path) -> None:
    nothing = thanks_log_files.render(desk, NOVEMBER)
    assert (nothing.pages, "Nobody was to be thanked" in nothing.sentences[0]) == (0, True)
    office.referral()
    path = thanks_log_files.write(desk, NOVEMBER, tmp_path / "log.csv").path
    found = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [(row["Person"], row["Part"], row["State"], row["Opened on"]) for row in found] == [
        ("Ana Diaz", "word", "open", "2026-11-18"), ("Ana Diaz", "card", "open", "2026-11-18"),
    ]  # fmt: skip
    with pytest.raises(BadFile):
        thanks_log_files.write(desk, NOVEMBER, tmp_path / "log.doc")
