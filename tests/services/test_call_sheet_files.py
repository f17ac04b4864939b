"""Call sheets of several days: what is on them, numbered as one step; and what was done last for somebody."""

import io
from datetime import date
from pathlib import Path

import months
import pytest
from desks import TestClock
from office import Office
from pypdf import PdfReader

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import ContactDraft, MayBeCalled
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.sheet_span import Span
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Cancelled, Refused
from refdesk.progress import Progress
from refdesk.services import (
    call_results,
    call_sheet_files,
    call_sheets,
    campaign_days,
    done_for_them,
    promises,
    referrals,
    touches,
)
from refdesk.services.call_sheet_files import SheetJob

DAY, THURSDAY, MONDAY = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 23)


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for n, name in enumerate(("Ana", "Bo", "Cleo", "Dora")):
        office.contact(name, "Lind", phone=f"(614) 555-010{n}", may_be_called=MayBeCalled.YES)
    return months.all_on(office.desk, DAY, last=date(2026, 11, 30), but={3: THURSDAY, 4: MONDAY})


def days_of(office: Office, month: CampaignId, span: Span, day: date = DAY) -> tuple[date, ...]:
    return office.desk.ask(call_sheets.choice, month, span, day, office.working).days


def numbers(office: Office, month: CampaignId) -> list[int]:
    days = (DAY, THURSDAY, MONDAY)
    return [
        sum(each.try_id is not None for each in office.desk.ask(campaign_days.day_entries, month, day)) for day in days
    ]


def texts(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(path.read_bytes())).pages]


def test_days_are_chosen_by_what_is_left_of_them(office: Office, month: CampaignId) -> None:
    assert days_of(office, month, Span.WEEK) == (DAY, THURSDAY)
    assert days_of(office, month, Span.REST) == (DAY, THURSDAY, MONDAY)
    both = [FilledRow(1, Code.TALKED), FilledRow(2, Code.WRONG_NUMBER)]
    office.desk.do(call_results.enter, month, DAY, both)
    assert days_of(office, month, Span.WEEK) == (THURSDAY,)
    assert days_of(office, month, Span.MONTH) == (DAY, THURSDAY, MONDAY)
    found = office.desk.ask(call_sheets.choice, month, Span.REST, DAY, office.working)
    assert (found.calls, found.title) == (2, "Nov 19 – 23")


def test_a_week_is_one_file_and_numbered_in_one_step(office: Office, month: CampaignId, tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    written = call_sheet_files.write(office.desk, SheetJob(month, (DAY, THURSDAY), cover=True), path)
    pages = texts(path)
    assert (written.pages, len(pages), len(written.printed)) == (3, 3, 3)
    assert "0 of 4, 0 of them reached" in pages[0]
    assert f"Thursday, November 19 1 call 1 page sheet {month}-20261119" in pages[0]
    assert f"sheet {month}-20261118" in pages[1]
    assert numbers(office, month) == [2, 1, 0]
    assert office.desk.undo() is not None  # that it was printed
    step = office.desk.undo()
    assert step is not None
    assert step.label == "2 call sheets numbered"
    assert numbers(office, month) == [0, 0, 0]


def test_a_sheet_printed_again_leaves_out_who_was_called(office: Office, month: CampaignId) -> None:
    office.desk.do(call_results.enter, month, DAY, [FilledRow(1, Code.TALKED)])
    sheet = office.desk.ask(call_sheets.call_sheet, month, DAY, office.working)
    assert [(entry.number, sheet.called) for entry in sheet.entries] == [(2, 1)]
    office.desk.do(call_results.enter, month, DAY, [FilledRow(2, Code.WRONG_NUMBER)])
    whole = office.desk.ask(call_sheets.call_sheet, month, DAY, office.working)
    assert [entry.number for entry in whole.entries] == [1, 2]


def test_a_preview_numbers_nothing_and_no_calls_are_refused(office: Office, month: CampaignId, tmp_path: Path) -> None:
    made = call_sheet_files.preview(office.desk, SheetJob(month, (DAY, THURSDAY), cover=True))
    assert made.pages == 3
    assert numbers(office, month) == [0, 0, 0]
    free = SheetJob(month, (date(2026, 11, 20), date(2026, 11, 24)))
    with pytest.raises(Refused, match="no call left"):
        call_sheet_files.write(office.desk, free, tmp_path / "none.pdf")
    assert not list(tmp_path.glob("*none*"))


def test_what_is_stopped_leaves_no_file(office: Office, month: CampaignId, tmp_path: Path) -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        call_sheet_files.write(office.desk, SheetJob(month, (DAY,)), tmp_path / "sheet.pdf", progress)
    assert not list(tmp_path.glob("*sheet*"))


def test_the_id_in_the_foot_is_read_back() -> None:
    month = CampaignId(3)
    assert call_sheets.day_of(f" {call_sheets.sheet_id(month, DAY)} ") == (month, DAY)
    for typed in ("", "3", "3-", "3-2026111", "3-20261340", "x-20261118", "3-2026111x", "1" * 30 + "-20261118"):
        assert call_sheets.day_of(typed) is None, typed


def test_the_newest_of_all_that_was_done_for_somebody_is_said(office: Office, clock: TestClock) -> None:
    ana, bo = office.contact("Ana"), office.contact("Bo")
    office.stages()

    def done() -> dict[int, str]:
        return office.desk.ask(done_for_them.last, [ana, bo], office.desk.today(), office.working)

    assert done() == {}
    office.desk.do(touches.log, touch(office, ana, TouchKind.USEFUL, "a list of plumbers. And more"))
    assert done() == {ana: "a list of plumbers, Nov 18"}
    clock.forward(days=1)
    office.desk.do(touches.log, touch(office, ana, TouchKind.CALL, "talked of the fair"))
    promise = office.desk.do(promises.add, PromiseDraft(ana, "two boxes of books", DAY))
    assert done() == {ana: "a list of plumbers, Nov 18"}
    office.desk.do(promises.keep, promise)
    assert done() == {ana: "two boxes of books, Nov 19"}
    clock.forward(days=1)
    new = ContactDraft(given="Theo", family="Marchetti")
    office.desk.do(referrals.log_given, ReferralDraft(office.desk.now(), new_prospect=new, recipient_id=ana))
    assert done() == {ana: "sent Theo Marchetti, Nov 20"}
    clock.forward(days=60)
    assert done() == {ana: "sent Theo Marchetti, Nov ’26"}


def touch(office: Office, contact_id: ContactId, kind: TouchKind, summary: str) -> TouchDraft:
    return TouchDraft(contact_id, office.desk.now(), kind, Purpose.KEEP_IN_TOUCH, Outcome.TALKED, summary=summary)
