"""Paper: files are written whole, what does not fit is said by person, and printing is noted afterwards."""

import io
from datetime import date
from pathlib import Path

import months
import pytest
from office import Office
from pypdf import PdfReader

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.ids import CampaignId, ThanksPartId
from refdesk.domain.profile import starting
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.touches import TouchDraft, TouchKind
from refdesk.errors import Refused, StoreFault
from refdesk.services import (
    business,
    call_results,
    call_sheet_files,
    call_sheets,
    campaign_days,
    cards,
    paper,
    promises,
    touches,
)
from refdesk.services.call_sheet_files import SheetJob
from refdesk.services.card_texts import CardJob

DAY = date(2026, 11, 18)


def parts(office: Office) -> tuple[ThanksPartId, ...]:
    return tuple(card.part_id for card in office.desk.ask(cards.owed, office.desk.now(), office.working))


def words_of(pdf: bytes | Path) -> str:
    reader = PdfReader(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def planned(office: Office) -> CampaignId:
    office.desk.do(business.save, starting("US", business_name="Halloran & Daughters", owner="Ines Halloran"))
    ana = office.contact(
        phone="6145550187", organisation="Harbor Realty", best_time="before 9", good_lead_for_them="couples"
    )
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), TouchKind.MEETING, summary="coffee at Rosa’s"))
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), TouchKind.USEFUL, summary="a list of plumbers"))
    office.desk.do(promises.add, PromiseDraft(ana, "two names", date(2026, 11, 6)))
    office.contact("Bo", "Lind", phone="(614) 555-0101")
    return months.all_on(office.desk, DAY, last=date(2026, 11, 30))


def test_cards_are_written_and_noted(office: Office, tmp_path: Path) -> None:
    office.referral(office.contact(), office.contact("Bo", "Lind"))
    job = CardJob(parts(office), "8315", inside="printed")
    preview = paper.render_cards(office.desk, job)
    assert office.desk.ask(cards.waiting) == ()
    path = tmp_path / "cards.pdf"
    written = paper.write_cards(office.desk, job, path)
    assert path.read_bytes() == preview.pdf
    assert (written.pages, written.sentences, len(written.printed)) == (2, (), 2)
    assert "Thank you for the introduction to Theo Marchetti." in words_of(path)
    assert [card.name for card in office.desk.ask(cards.waiting)] == ["Ana Diaz", "Bo Lind"]
    assert list(tmp_path.glob("*.pdf")) == [path]
    office.desk.undo()
    assert office.desk.ask(cards.waiting) == ()


def test_a_card_too_long_is_left_out_by_name_and_the_rest_is_printed(office: Office, tmp_path: Path) -> None:
    office.referral(office.contact(), office.contact("Bo", "Lind"))
    first, second = parts(office)
    long = {first: "many words " * 200}
    written = paper.write_cards(
        office.desk, CardJob((first, second), "8315", "printed", own_texts=long), tmp_path / "a.pdf"
    )
    assert written.printed == (str(second),)
    assert written.sentences[0].startswith("Ana Diaz, ")
    assert [card.name for card in office.desk.ask(cards.waiting)] == ["Bo Lind"]
    before = (tmp_path / "a.pdf").read_bytes()
    with pytest.raises(Refused, match="Ana Diaz"):
        paper.write_cards(office.desk, CardJob((first,), "8315", "printed", own_texts=long), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if "business" not in each.name] == ["a.pdf"]


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_noted(office: Office, tmp_path: Path) -> None:
    office.referral()
    with pytest.raises(StoreFault, match="was not saved"):
        paper.write_cards(office.desk, CardJob(parts(office), "8315"), tmp_path / "missing" / "cards.pdf")
    with pytest.raises(Refused):
        paper.write_cards(office.desk, CardJob((), "8315"), tmp_path / "cards.pdf")
    assert office.desk.ask(cards.waiting) == ()
    assert list(tmp_path.glob("*.pdf")) == []


def test_guides_belong_to_the_preview(office: Office) -> None:
    keys = {stock.key for stock in paper.card_stocks(office.desk)}
    assert keys >= {"plain-letter", "plain-a4", "8315", "5315", "C2352"}
    assert paper.plain_stock(office.desk).key == "plain-letter"
    assert len(paper.guides("8315")) == 2
    assert [len(paper.drawn(stock).zones) for stock in paper.card_stocks(office.desk) if stock.key == "8315"] == [2]
    assert paper.guides("unknown") == ()


def test_a_call_sheet_is_numbered_and_says_what_helps(office: Office, tmp_path: Path) -> None:
    campaign_id = planned(office)
    assert not any(entry.try_id for entry in office.desk.ask(campaign_days.day_entries, campaign_id, DAY))
    path = tmp_path / "sheet.pdf"
    written = call_sheet_files.write(office.desk, SheetJob(campaign_id, (DAY,)), path)
    assert written.pages == 1
    assert all(entry.try_id for entry in office.desk.ask(campaign_days.day_entries, campaign_id, DAY))
    sheet = office.desk.ask(call_sheets.call_sheet, campaign_id, DAY, office.working)
    assert (sheet.firm, sheet.month_title, sheet.day_number, sheet.to_call) == (
        "Halloran & Daughters", "November 2026", 1, 2,
    )  # fmt: skip
    bo, ana = sheet.entries  # never touched comes first
    assert (bo.name, bo.number, bo.i_did_last) == ("Bo Lind", 1, "")
    assert (ana.phone, ana.best_time, ana.organisation) == ("(614) 555-0187", "before 9", "Harbor Realty")
    assert ana.i_did_last == "a list of plumbers, Nov 18"
    assert ana.last_contact == "a list of plumbers, Nov 18"
    assert [(each.words, each.due) for each in ana.promises] == [("two names", date(2026, 11, 6))]
    assert "How can I help you just now" in words_of(path)
    with pytest.raises(Refused):
        call_sheet_files.write(office.desk, SheetJob(campaign_id, (date(2026, 11, 21),)), tmp_path / "none.pdf")
    assert not (tmp_path / "none.pdf").exists()


def test_a_second_try_is_said_on_the_sheet(office: Office) -> None:
    campaign_id = planned(office)
    office.desk.do(call_results.enter, campaign_id, DAY, [FilledRow(1, Code.NO_ANSWER)])
    sheet = office.desk.ask(call_sheets.call_sheet, campaign_id, date(2026, 11, 19), office.working)
    assert [(entry.name, entry.number, entry.try_number) for entry in sheet.entries] == [("Bo Lind", 1, 2)]
    assert sheet.called == 1
