"""What came of a referral month, against SQL of its own; and the same numbers on paper and in the table."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import Office
from sqlalchemy import text
from sqlalchemy.orm import Session

from refdesk.domain.call_codes import Code
from refdesk.domain.campaign_report import WORDS, Measure, MonthReport
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.errors import BadFile, Overtaken
from refdesk.services import campaign_report, campaign_report_files
from refdesk.services.campaign_report import Closing
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MOST = 4


@dataclass(frozen=True)
class Told:
    """One call with what came of it, as a test tells it."""

    who: int
    on: date
    code: Code | None
    answer: str = ""
    nothing: bool = False
    direction: str = ""
    due_on: date | None = None
    kept_on: date | None = None
    dropped_on: date | None = None
    gift_on: date | None = None
    gift_state: str = "given"


days = st.dates(date(2026, 11, 2), date(2027, 1, 10))
calls = st.builds(
    Told,
    st.integers(0, MOST - 1),
    st.dates(date(2026, 11, 2), date(2026, 12, 4)),
    st.none() | st.sampled_from(Code),
    st.sampled_from(["", "  ", "A roofer"]),
    st.booleans(),
    st.sampled_from(["", "", "received", "given"]),
    st.none() | days,
    st.none() | days,
    st.none() | days,
    st.none() | days,
    st.sampled_from(["given", "given", "planned"]),
)


@operation("Tell a month")
def tell(unit: Unit, told: list[Told], people: list[ContactId], stage_id: int, first: date = FIRST) -> CampaignId:
    """Write the rows of a month as calling and following through would leave them."""
    last = LAST.replace(year=first.year)
    campaign = unit.add(Campaign(name=f"{first:%B %Y}", first_on=first, last_on=last, state="running"))
    entries = [
        unit.add(CampaignEntry(campaign_id=campaign.id, contact_id=who, planned_on=first, position=place))
        for place, who in enumerate(people)
    ]
    for number, each in enumerate(told, 1):
        who = people[each.who]
        tried = unit.add(
            CampaignTry(
                entry_id=entries[each.who].id, on=each.on, sheet_number=number, code=each.code, help_answer=each.answer,
                nothing_needed=each.nothing,
            )
        )  # fmt: skip
        if each.code in (Code.TALKED, Code.MESSAGE):
            unit.add(
                Touch(contact_id=who, kind="call", purpose="campaign", at=unit.now, campaign_try_id=tried.id)
            )  # fmt: skip
        if each.code is not None and each.due_on is not None:
            dropped_on = each.dropped_on if each.kept_on is None else None
            unit.add(
                Promise(
                    contact_id=who, text="A name", due_on=each.due_on, kept_on=each.kept_on, dropped_on=dropped_on,
                    campaign_try_id=tried.id,
                )
            )  # fmt: skip
        if each.code is not None and each.direction:
            unit.add(
                Referral(
                    direction=each.direction, prospect_id=who, recipient_id=who if each.direction == "given" else None,
                    received_at=unit.now, stage_id=stage_id, campaign_try_id=tried.id,
                )
            )  # fmt: skip
        if each.gift_on is not None:
            unit.add(Gift(contact_id=who, name="Honey", on=each.gift_on, state=each.gift_state))
    return CampaignId(campaign.id)


OF_MONTH = " FROM campaign_try t JOIN campaign_entry e ON e.id = t.entry_id WHERE e.campaign_id = :id"
GIVEN_GIFTS = (
    'SELECT DISTINCT g.id, e.id AS entry, g."on" AS day FROM gift g'
    " JOIN campaign_entry e ON e.contact_id = g.contact_id"
    ' JOIN (SELECT entry_id, min("on") AS first FROM campaign_try WHERE code IS NOT NULL GROUP BY entry_id) c'
    " ON c.entry_id = e.id WHERE e.campaign_id = :id AND g.direction = 'given' AND g.state = 'given'"
    ' AND g."on" >= c.first AND g."on" <= :until'
)
LEADS = 'SELECT e.id AS entry, t."on" AS day' + OF_MONTH.replace(
    " WHERE", " JOIN referral r ON r.campaign_try_id = t.id WHERE"
)
PROMISES = 'SELECT e.id AS entry, t."on" AS day, p.due_on, p.kept_on, p.dropped_on' + OF_MONTH.replace(
    " WHERE", " JOIN promise p ON p.campaign_try_id = t.id WHERE"
)
FIRSTS = (
    'SELECT t.entry_id AS entry, min(t."on") AS day' + OF_MONTH + " AND t.code IS NOT NULL{more} GROUP BY t.entry_id"
)
EVENTS: dict[Measure, str] = {
    Measure.CALLED: FIRSTS.format(more=""),
    Measure.REACHED: FIRSTS.format(more=" AND t.code = 'T'"),
    Measure.ANSWERED: FIRSTS.format(more=" AND trim(t.help_answer) <> '' AND NOT t.nothing_needed"),
    Measure.CALLS: 'SELECT t.entry_id AS entry, t."on" AS day' + OF_MONTH + " AND t.code IS NOT NULL",
    Measure.LEADS_GIVEN: LEADS + " AND r.direction = 'given'",
    Measure.RECEIVED: LEADS + " AND r.direction = 'received'",
    Measure.PROMISED: PROMISES,
    Measure.KEPT: PROMISES.replace('t."on" AS day', "p.kept_on AS day") + " AND p.kept_on IS NOT NULL",
    Measure.GIFTS: GIVEN_GIFTS,
}


def by_sql(session: Session, campaign_id: int, last: date) -> dict[Measure, list[tuple[int, date]]]:
    """Return entry and day of everything that counts, by statements of the test's own."""
    values = {"id": campaign_id, "until": last + timedelta(days=31)}
    found: dict[Measure, list[tuple[int, date]]] = {}
    for measure, sql in EVENTS.items():
        rows = session.execute(text(sql), values).mappings().all()
        found[measure] = [(row["entry"], as_day(row["day"])) for row in rows]
    helped = found[Measure.LEADS_GIVEN] + found[Measure.KEPT] + found[Measure.GIFTS]
    found[Measure.HELPED] = [
        (each, min(day for who, day in helped if who == each)) for each in {who for who, _ in helped}
    ]
    return found


def as_day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def expected(found: dict[Measure, list[tuple[int, date]]], report: MonthReport, last: date) -> None:
    """Hold a report against what SQL found: in all, and in each week of the calendar."""
    calendar = [week.first.isocalendar()[:2] for week in report.weeks]
    for measure, events in found.items():
        weeks = Counter("later" if day > last else day.isocalendar()[:2] for _entry, day in events)
        wanted = (*(weeks[week] for week in calendar), weeks["later"])
        assert report.counts[measure] == wanted, measure
        assert report.total(measure) == len(events), measure


def ask(office: Office, campaign_id: CampaignId) -> Closing:
    return office.desk.ask(campaign_report.of, campaign_id, office.desk.today(), office.working)


@pytest.fixture
def people(office: Office) -> list[ContactId]:
    return [office.contact(f"Person{number}", "Lind") for number in range(MOST)]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # fmt: skip
@given(told=st.lists(calls, max_size=12))
def test_every_figure_is_what_sql_counts_on_screen_on_paper_and_in_the_table(
    office: Office, people: list[ContactId], told: list[Told]
) -> None:
    campaign_id = office.desk.do(tell, told, people, office.stages()["New"])
    found = ask(office, campaign_id)
    expected(office.desk.ask(by_sql, campaign_id, LAST), found.report, LAST)
    in_time = sum(
        office.working.working_day_from(each.due_on) >= each.kept_on
        for each in told
        if each.code is not None and each.due_on is not None and each.kept_on is not None
    )
    assert found.report.total(Measure.IN_TIME) == in_time
    names, rows = campaign_report_files.table(found)
    shown = campaign_report_files.render(office.desk, campaign_id)
    assert shown.found == found
    assert on_paper(shown.pdf) == {row[1]: [cell or "" for cell in row[2:]] for row in rows}
    assert len(names) == len(rows[0])


def on_paper(pdf: bytes) -> dict[str, list[str]]:
    """Read the table back from the page: what, a figure for each week, and the sum; a dash is nothing."""
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split("In numbers")[1]
    read: dict[str, list[str]] = {}
    flat = " ".join(words.split())
    for measure in Measure:
        row = flat.split(f" {WORDS[measure]} ")[1]
        figures = []
        for cell in row.split():
            if not (cell.isdecimal() or cell == "–"):
                break
            figures.append("0" if cell == "–" else cell)
        read[WORDS[measure]] = figures
    weeks = [""] * (len(read[WORDS[Measure.CALLED]]) - 1)  # nobody is on the list by week
    return {**read, WORDS[Measure.PLANNED]: weeks + read[WORDS[Measure.PLANNED]]}


def test_last_years_month_stands_beside_it_in_the_table_and_on_paper(
    office: Office, people: list[ContactId], tmp_path: Path
) -> None:
    stage = office.stages()["New"]
    before = [Told(0, date(2025, 11, 4), Code.TALKED), Told(1, date(2025, 11, 12), Code.MESSAGE)]
    office.desk.do(tell, before, people[:2], stage, date(2025, 11, 1))
    now = [Told(0, date(2026, 11, 3), Code.TALKED), Told(2, date(2026, 11, 10), Code.TALKED)]
    campaign_id = office.desk.do(tell, now, people[:3], stage)
    found = ask(office, campaign_id)
    assert found.earlier is not None
    assert (found.month.name, found.earlier.month.name) == ("November 2026", "November 2025")
    assert (found.before(Measure.CALLED), found.before(Measure.REACHED)) == (2, 1)
    path = tmp_path / "report.csv"
    campaign_report_files.write(office.desk, campaign_id, path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    called = {row["Referral month"]: row for row in rows if row["What"] == "People called"}
    assert (called["November 2026"]["In all"], called["November 2025"]["In all"]) == ("2", "2")
    assert (called["November 2025"]["Week 2"], called["November 2025"]["Week 5"]) == ("1", "")
    (page, *more) = pypdf.PdfReader(io.BytesIO(campaign_report_files.render(office.desk, campaign_id).pdf)).pages
    assert "Beside it stands November 2025." in " ".join(page.extract_text().split())
    assert "People called 1 1 – – – 2 2" in " ".join(more[0].extract_text().split())


def test_who_was_not_reached_is_named_and_counted(office: Office, people: list[ContactId]) -> None:
    told = [Told(0, date(2026, 11, 3), Code.TALKED), Told(1, date(2026, 11, 3), Code.NO_ANSWER)]
    found = ask(office, office.desk.do(tell, told, people, office.stages()["New"]))
    assert found.not_reached == ("Person1 Lind", "Person2 Lind", "Person3 Lind")
    assert (found.not_reached_count, found.to_call) == (3, 4)


def test_what_undo_takes_back_is_not_counted(office: Office, people: list[ContactId]) -> None:
    stage = office.stages()["New"]
    campaign_id = office.desk.do(tell, [], people, stage)
    office.desk.do(add_call, campaign_id)
    assert ask(office, campaign_id).report.total(Measure.CALLED) == 1
    office.desk.undo()
    assert ask(office, campaign_id).report.total(Measure.CALLED) == 0


@operation("Add a call")
def add_call(unit: Unit, campaign_id: CampaignId) -> None:
    entry = unit.session.query(CampaignEntry).filter_by(campaign_id=campaign_id).first()
    assert entry is not None
    unit.add(CampaignTry(entry_id=entry.id, on=date(2026, 11, 3), sheet_number=1, code="T"))


def test_a_month_that_is_gone_and_another_kind_of_file_are_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Overtaken):
        ask(office, CampaignId(99))
    with pytest.raises(BadFile, match=r"\.pdf or \.csv"):
        campaign_report_files.write(office.desk, CampaignId(99), tmp_path / "report.doc")


def test_ranks_are_left_out_while_they_are_hidden(office: Office, people: list[ContactId]) -> None:
    campaign_id = office.desk.do(tell, [Told(0, date(2026, 11, 3), Code.TALKED)], people, office.stages()["New"])
    shown = [campaign_report_files.render(office.desk, campaign_id, with_ranks=ranks).pdf for ranks in (True, False)]
    words = [pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text() for pdf in shown]
    assert ["Who was reached" in each for each in words] == [True, False]


def test_the_pdf_that_is_saved_is_the_one_that_is_shown(
    office: Office, people: list[ContactId], tmp_path: Path
) -> None:
    campaign_id = office.desk.do(tell, [Told(0, date(2026, 11, 3), Code.TALKED)], people, office.stages()["New"])
    written = campaign_report_files.write(office.desk, campaign_id, tmp_path / "report.pdf")
    assert written.path.read_bytes() == campaign_report_files.render(office.desk, campaign_id).pdf
    assert written.pages == 2
