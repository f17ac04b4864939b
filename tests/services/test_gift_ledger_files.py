"""The yearly ledger in files: the five facts of every gift, sums that add up, and nothing that a sheet computes."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from office import Office
from python_calamine import CalamineWorkbook

from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.errors import BadFile
from refdesk.services import business, gift_ledger, gifts, households


@pytest.fixture
def year(office: Office) -> Office:
    """Give a year of gifts: one total past the limit, one near it, one within, one still to come."""
    ana, luis = office.contact(organisation="Diaz Tiles"), office.contact("Luis")
    bo, cleo = office.contact("Bo", "Lind"), office.contact("Cleo", "Østby", may_accept_gifts=False)
    office.desk.do(households.together, [ana, luis])
    facts = {"business_reason": "Sent Theo", "relationship": "Client", "occasion": "Thanks"}
    for who, name, day, cost, more in (
        (ana, "Linden honey", date(2026, 1, 14), 1200, {"shipping_minor": 460, **facts}),
        (luis, "Oak board", date(2026, 6, 2), 1945, facts),
        (bo, "=HYPERLINK(1)", date(2026, 3, 3), 2090, {"business_reason": "+1 idea"}),
        (cleo, "Card only", date(2026, 4, 4), 0, {}),
        (bo, "To come", date(2026, 12, 24), 9900, {"state": GiftState.PLANNED}),
        (bo, "Last year", date(2025, 12, 24), 700, {}),
    ):
        draft = GiftDraft(who, name, day, cost_minor=cost)
        office.desk.do(gifts.log, replace(draft, **more))  # type: ignore[arg-type]
    return office


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_pdf_holds_every_total_against_the_limit(year: Office, tmp_path: Path) -> None:
    written = gift_ledger.write(year.desk, 2026, tmp_path / "ledger.pdf")
    text = pdf_text(written.path)
    assert (written.pages, written.sentences) == (1, ())
    for words in (
        "Tax year 2026, to November 18", "Rule set: United States. $25.00 a person or household a year",
        "Ana and Luis Diaz household, one limit, Diaz Tiles, Client 31.45 of 25.00: over by 6.45",
        "Linden honey (to Ana Diaz) Sent Theo 12.00 4.60", "Oak board (to Luis Diaz) Sent Theo 19.45",
        "Bo Lind 20.90 of 25.00: 4.10 left", "Cleo Østby may not accept gifts", "Card only",
        "4 gifts to 3 people or households 52.35 4.60",
        "over the limit: 1, by 6.45 together. Within the limits: 45.90.",
    ):  # fmt: skip
        assert words in text
    assert "To come" not in text
    assert "Last year" not in text


def test_the_cliff_says_that_all_of_it_is_past_the_limit(year: Office, tmp_path: Path) -> None:
    kept = replace(year.desk.ask(business.load), business_name="Fernhollow", owner="Nadia Fern", gift_rules="de")
    year.desk.do(business.save, kept)
    ana = year.contact("Nora")
    year.desk.do(gifts.log, GiftDraft(ana, "Vase", date(2026, 2, 2), cost_minor=5800))
    text = pdf_text(gift_ledger.write(year.desk, 2026, tmp_path / "ledger.pdf").path)
    assert "58.00 of 50.00: past the limit: all of 58.00" in text
    assert "past the limit: 1, all of 58.00 together. Within the limits: 52.35." in text


def test_csv_and_excel_hold_the_five_facts_and_no_formula(year: Office, tmp_path: Path) -> None:
    gift_ledger.write(year.desk, 2026, tmp_path / "ledger.csv")
    cells = (tmp_path / "ledger.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(cells)))
    assert [row["Gift"] for row in rows] == ["Linden honey", "'=HYPERLINK(1)", "Card only", "Oak board"]
    honey = rows[0]
    facts = [honey[name] for name in ("Cost", "Date", "Gift", "Business reason", "Relationship")]
    assert facts == ["12.00", "2026-01-14", "Linden honey", "Sent Theo", "Client"]
    assert (honey["Household"], honey["Total of the year"], honey["Limit"]) == ("Ana and Luis Diaz", "31.45", "25.00")
    assert (honey["Past the limit"], rows[1]["Past the limit"], rows[1]["Business reason"]) == ("6.45", "", "'+1 idea")
    gift_ledger.write(year.desk, 2026, tmp_path / "ledger.xlsx")
    table = list(CalamineWorkbook.from_path(tmp_path / "ledger.xlsx").get_sheet_by_index(0).iter_rows())
    assert table[0][:2] == ["Date", "Gift"]
    assert (table[1][0], table[2][1]) == (date(2026, 1, 14), "=HYPERLINK(1)")
    with zipfile.ZipFile(tmp_path / "ledger.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert sum(Decimal(str(row[9])) for row in table[1:]) == Decimal("52.35")


def test_what_was_received_is_a_table_of_its_own(year: Office, tmp_path: Path) -> None:
    bo = year.contact("Bo", "Lind")
    came = GiftDraft(bo, "Wine", date(2026, 5, 5), direction=GiftDirection.RECEIVED, cost_minor=1500)
    year.desk.do(gifts.log, came)
    gift_ledger.write(year.desk, 2026, tmp_path / "got.csv", GiftDirection.RECEIVED)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "got.csv").read_text("utf-8-sig")))
    assert (row["Gift"], row["From"], row["Worth"], row["Currency"]) == ("Wine", "Bo Lind", "15.00", "USD")
    gift_ledger.write(year.desk, 2026, tmp_path / "got.xlsx", GiftDirection.RECEIVED)
    table = list(CalamineWorkbook.from_path(tmp_path / "got.xlsx").get_sheet_by_index(0).iter_rows())
    assert [line[1] for line in table] == ["Gift", "Wine"]
    with pytest.raises(BadFile):
        gift_ledger.write(year.desk, 2026, tmp_path / "got.pdf", GiftDirection.RECEIVED)


def test_another_kind_of_file_is_refused_and_an_empty_year_can_be_written(year: Office, tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        gift_ledger.write(year.desk, 2026, tmp_path / "ledger.doc")
    written = gift_ledger.write(year.desk, 2024, tmp_path / "old.pdf")
    assert "No gift was given in 2024." in pdf_text(written.path)
    assert gift_ledger.render(year.desk, 2026).pages == 1
    assert not list(tmp_path.glob(".*"))
