"""Referrals, conversations and gifts leave as lines of a file, with names, amounts and days as people read them."""

import csv
from datetime import date
from pathlib import Path

import pytest
from office import Office
from python_calamine import CalamineWorkbook

from refdesk.domain.gifts import GiftDraft
from refdesk.domain.touches import TouchDraft, TouchKind
from refdesk.errors import BadFile
from refdesk.services import gifts, record_files, touches, wins
from refdesk.services.record_files import COLUMNS, Records


def written(office: Office, path: Path, what: Records) -> list[dict[str, str]]:
    """Write and read again; returns the lines by their columns."""
    count = office.desk.ask(record_files.write, path, what)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == count
    assert tuple(lines[0]) == COLUMNS[what]
    return lines


def test_a_referral_leaves_with_who_sent_it_and_what_it_brought(office: Office, tmp_path: Path) -> None:
    ana = office.contact("Ana", "Díaz")
    won = office.referral(ana, need="=Kitchen, tiles", value_expected_minor=4_200_000, preparedness=4)
    office.desk.do(wins.win, won, value_minor=4_000_050)
    (line,) = written(office, tmp_path / "referrals.csv", Records.REFERRALS)
    assert (line["Received"], line["At"], line["Direction"]) == ("2026-11-18", "10:00", "received")
    assert (line["Person"], line["From"], line["To"]) == ("Theo Marchetti", "Ana Díaz", "")
    assert (line["Stage"], line["Value expected"], line["Value won"]) == ("Won", "42000.00", "40000.50")
    assert (line["Prepared"], line["Need"]) == ("4", "'=Kitchen, tiles"), "no program computes it"


def test_conversations_and_gifts_say_what_they_were_about(office: Office, tmp_path: Path) -> None:
    ana = office.contact()
    referral = office.referral(ana)
    said = "Two lines\nof words"
    office.desk.do(
        touches.log, TouchDraft(ana, office.desk.now(), TouchKind.MEETING, summary=said, referral_id=referral)
    )
    office.desk.do(gifts.log, GiftDraft(ana, "Honey", date(2026, 11, 18), cost_minor=1_200, referral_id=referral))
    conversation, *_gift = written(office, tmp_path / "touches.csv", Records.TOUCHES)
    assert (conversation["With"], conversation["Kind"], conversation["About"]) == (
        "Ana Diaz", "meeting", "Theo Marchetti",
    )  # fmt: skip
    assert conversation["What was said"] == said
    (gift,) = written(office, tmp_path / "gifts.csv", Records.GIFTS)
    assert (gift["On"], gift["Gift"], gift["Cost"], gift["About"]) == ("2026-11-18", "Honey", "12.00", "Theo Marchetti")


def test_excel_gets_days_and_amounts(office: Office, tmp_path: Path) -> None:
    office.referral(value_expected_minor=100)
    assert office.desk.ask(record_files.write, tmp_path / "all.xlsx", Records.REFERRALS) == 1
    names, line = CalamineWorkbook.from_path(str(tmp_path / "all.xlsx")).get_sheet_by_index(0).to_python()
    cells = dict(zip(names, line, strict=True))
    assert (cells["Received"], cells["Value expected"]) == (date(2026, 11, 18), 1.0)


def test_another_kind_of_file_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        office.desk.ask(record_files.write, tmp_path / "all.vcf", Records.GIFTS)
    assert list(tmp_path.glob("all*")) == []
