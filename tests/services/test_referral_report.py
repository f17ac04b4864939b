"""What came of the referrals of a time, against SQL of its own; and the same numbers on the pages and in the table."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from office import Office
from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from refdesk.domain import report_period
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, StageId
from refdesk.domain.profile import Profile
from refdesk.domain.referral_report import Measure, ReferralReport
from refdesk.domain.report_period import Period
from refdesk.errors import BadFile
from refdesk.services import business, referral_report, referral_report_files, wins
from refdesk.services.operation import operation
from refdesk.services.referral_report import Found
from refdesk.services.referral_report_sheet import Shows, measures, step_words
from refdesk.store.base import Moment
from refdesk.store.tables.referrals import Referral, ReferralGiver, StageMove, Thanks, ThanksPart, Win
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit

PERIOD = Period(date(2025, 12, 10), date(2026, 2, 20))
BEGINS = datetime(2024, 12, 1, tzinfo=UTC)
HOURS = (datetime(2026, 3, 1, tzinfo=UTC) - BEGINS) // timedelta(hours=1)
MOST = 4
STAGES = ("New", "Contacted", "Meeting", "Proposal", "Won", "Lost")


@dataclass(frozen=True)
class Told:
    """One referral with what came of it, as a test tells it; what comes later is told in hours after it."""

    came: int
    received: bool
    stage: int
    moved: tuple[int, ...]
    givers: frozenset[int]
    recipient: int
    mark: int | None
    tried: tuple[int, bool, str] | None
    word: tuple[int | None, bool]
    card: tuple[int | None, bool]
    brought: tuple[int | None, ...]

    @property
    def came_at(self) -> datetime:
        return BEGINS + timedelta(hours=self.came)


@dataclass(frozen=True)
class ToldPromise:
    due_on: date
    kept_on: date | None
    dropped_on: date | None


later = st.integers(0, 400)
referrals_told = st.builds(
    Told,
    came=st.integers(0, HOURS) | st.integers(HOURS - 2000, HOURS),
    received=st.sampled_from([True, True, True, False]),
    stage=st.integers(0, 5),
    moved=st.lists(st.integers(0, 5), max_size=3).map(tuple),
    givers=st.frozensets(st.integers(0, MOST - 1), max_size=2),
    recipient=st.integers(0, MOST - 1),
    mark=st.none() | st.integers(1, 5),
    tried=st.none() | st.tuples(later, st.booleans(), st.sampled_from(["call", "message", "card"])),
    word=st.tuples(st.none() | later, st.booleans()),
    card=st.tuples(st.none() | later, st.booleans()),
    brought=st.lists(st.none() | st.integers(0, 90_000), max_size=2).map(tuple),
)
days = st.dates(date(2024, 12, 5), date(2026, 3, 20))
promises_told = st.builds(ToldPromise, days, st.none() | days, st.none() | days)


@operation("Tell a history")
def tell(
    unit: Unit, told: list[Told], promised: list[ToldPromise], people: list[ContactId], stages: list[StageId]
) -> None:
    """Write the rows as two years of work would leave them."""
    for each in told:
        row = unit.add(
            Referral(
                direction="received" if each.received else "given", prospect_id=people[-1],
                recipient_id=None if each.received else people[each.recipient], received_at=each.came_at,
                preparedness=each.mark, stage_id=stages[each.stage],
            )
        )  # fmt: skip
        for moved in each.moved:
            unit.add(StageMove(referral_id=row.id, stage_id=stages[moved], at=each.came_at))
        for value in each.brought:
            unit.add(Win(referral_id=row.id, on=PERIOD.first, value_minor=value))
        if each.received:
            tell_received(unit, each, row.id, people)
    for one in promised:
        dropped_on = one.dropped_on if one.kept_on is None else None
        unit.add(
            Promise(contact_id=people[0], text="A name", due_on=one.due_on, kept_on=one.kept_on, dropped_on=dropped_on)
        )


def tell_received(unit: Unit, each: Told, referral_id: int, people: list[ContactId]) -> None:
    for giver in each.givers:
        unit.add(ReferralGiver(referral_id=referral_id, contact_id=people[giver]))
        owed = unit.add(Thanks(contact_id=people[giver], referral_id=referral_id, opened_at=each.came_at))
        for part, (done, waived) in (("word", each.word), ("card", each.card)):
            done_at = None if done is None else each.came_at + timedelta(hours=done)
            unit.add(
                ThanksPart(
                    thanks_id=owed.id, part=part, due_at=each.came_at, done_at=done_at,
                    waived_at=each.came_at if waived and done is None else None,
                )
            )  # fmt: skip
    if each.tried is not None:
        after, is_thanks, kind = each.tried
        unit.add(
            Touch(
                contact_id=people[0], referral_id=referral_id, kind=kind, purpose="thanks" if is_thanks else "other",
                at=each.came_at + timedelta(hours=after),
            )
        )  # fmt: skip


CAME = "r.received_at >= :begins AND r.received_at < :ends"
RECEIVED = f"FROM referral r JOIN stage s ON s.id = r.stage_id WHERE r.direction = 'received' AND {CAME}"
COUNTS = {
    Measure.RECEIVED: f"SELECT count(*) {RECEIVED}",
    Measure.WON: f"SELECT count(*) {RECEIVED} AND s.meaning = 'won'",
    Measure.LOST: f"SELECT count(*) {RECEIVED} AND s.meaning = 'lost'",
    Measure.OPEN: f"SELECT count(*) {RECEIVED} AND s.meaning = 'open'",
    Measure.GIVEN: f"SELECT count(*) FROM referral r WHERE r.direction = 'given' AND {CAME}",
}
TRIES = (
    "SELECT r.received_at, (SELECT min(t.at) FROM touch t WHERE t.referral_id = r.id"
    f" AND t.kind IN ('call', 'message', 'meeting', 'visit') AND t.purpose = 'other') AS tried_at {RECEIVED}"
)
OWED = (
    "SELECT p.part, r.received_at, p.done_at FROM thanks_part p JOIN thanks k ON k.id = p.thanks_id"
    " JOIN referral r ON r.id = k.referral_id"
    f" WHERE r.direction = 'received' AND {CAME} AND p.waived_at IS NULL"
)
BY_MARK = f"SELECT r.preparedness, s.meaning, count(*) {RECEIVED} GROUP BY r.preparedness, s.meaning"
VALUE = (
    "SELECT coalesce(sum(w.value_minor), 0) FROM win w JOIN referral r ON r.id = w.referral_id"
    f" JOIN stage s ON s.id = r.stage_id WHERE r.direction = 'received' AND s.meaning = 'won' AND {CAME}"
)
PLACE = '(SELECT z."order" FROM stage z WHERE z.name = :name)'
REACHED = (
    f"SELECT count(*) {RECEIVED} AND (s.meaning = 'won' OR s.meaning = 'open' AND s.\"order\" >= {PLACE} OR EXISTS"
    " (SELECT 1 FROM stage_move m JOIN stage n ON n.id = m.stage_id WHERE m.referral_id = r.id AND n.meaning = 'open'"
    f' AND n."order" >= {PLACE}))'
)
BY_GIVER = (
    f"SELECT g.contact_id, count(*) FROM referral_giver g JOIN referral r ON r.id = g.referral_id WHERE {CAME}"
    " AND (SELECT count(*) FROM referral_giver h WHERE h.referral_id = r.id) = 1 GROUP BY g.contact_id"
)
DUE = "SELECT due_on, kept_on, dropped_on FROM promise WHERE due_on >= :first AND due_on <= :last"


def rows_of(session: Session, sql: str, period: Period, office: Office, **more: Any) -> list[Any]:
    """Return what a statement of the test's own finds in a time."""
    moments = [bindparam(name, type_=Moment) for name in ("begins", "ends")]
    statement = text(sql).bindparams(*(each for each in moments if f":{each.key}" in sql))
    begins = office.working.start_of(period.first)
    ends = office.working.start_of(period.last + timedelta(days=1))
    values = {"begins": begins, "ends": ends, "first": period.first, "last": period.last, **more}
    return list(session.execute(statement, {name: value for name, value in values.items() if f":{name}" in sql}).all())


def moment(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def day(value: Any) -> date | None:
    return value if isinstance(value, date) or value is None else date.fromisoformat(value)


def expect(session: Session, office: Office, period: Period, report: ReferralReport) -> None:
    """Hold a report against what SQL finds."""
    working, spans = office.working, report.steps.spans()
    for measure, sql in COUNTS.items():
        assert report.total(measure) == rows_of(session, sql, period, office)[0][0], measure
        if period == PERIOD:
            by_step = tuple(rows_of(session, sql, span, office)[0][0] for span in spans)
            assert report.counts[measure] == by_step, measure
    tries = [(moment(came), tried and moment(tried)) for came, tried in rows_of(session, TRIES, period, office)]
    # Done on the Saturday after is done before any further working day.
    same_day = sum(
        tried is not None
        and not working.working_days_between(
            working.date_of(working.first_contact(came).due_at), working.date_of(tried)
        )
        for came, tried in tries
    )
    assert (report.total(Measure.SAME_DAY), report.first_contact.at_once) == (same_day, same_day)
    assert report.first_contact.waiting == sum(tried is None for _came, tried in tries)
    owed = [(part, moment(came), done and moment(done)) for part, came, done in rows_of(session, OWED, period, office)]
    in_time = sum(
        part == "card"
        and done is not None
        and working.working_days_between(working.date_of(came), working.date_of(done)) <= working.rules.card_days
        for part, came, done in owed
    )
    assert report.total(Measure.CARDS) == in_time
    assert report.word.whole == sum(part == "word" for part, _came, _done in owed)
    assert report.card.waiting == sum(part == "card" and done is None for part, _came, done in owed)
    marks: Counter[tuple[int | None, str]] = Counter()
    for mark, meaning, count in rows_of(session, BY_MARK, period, office):
        marks[mark, meaning] += count
    for group in report.prepared:
        found = tuple(marks[group.mark, meaning] for meaning in ("won", "lost", "open"))
        assert (group.won, group.lost, group.people) == (*found[:2], sum(found)), group
    assert report.value_minor == int(rows_of(session, VALUE, period, office)[0][0])
    reached = [rows_of(session, REACHED, period, office, name=name)[0][0] for name in STAGES[1:4]]
    assert report.reached == (report.total(Measure.RECEIVED), *reached, report.total(Measure.WON))
    alone = dict(map(tuple, rows_of(session, BY_GIVER, period, office))) if period == PERIOD else {}
    assert {each.givers[0]: each.received for each in report.sources if len(each.givers) == 1} == alone
    due = [tuple(map(day, row)) for row in rows_of(session, DUE, period, office)]
    kept = sum(done is not None and done <= working.working_day_from(on) for on, done, _dropped in due if on)
    assert report.total(Measure.KEPT) == kept
    assert report.total(Measure.PROMISES) == sum(
        done is not None or working.working_day_from(on) < min(dropped or date.max, date(2026, 11, 18))
        for on, done, dropped in due if on
    )  # fmt: skip


def adds_up(report: ReferralReport) -> None:
    """The columns of the sources add up to the totals of the first page, and the charts to their figures."""
    for name, measure in (("received", Measure.RECEIVED), ("won", Measure.WON), ("lost", Measure.LOST)):
        assert sum(getattr(each, name) for each in report.sources) == report.total(measure)
    assert sum(each.given for each in report.sources) + report.given_elsewhere == report.total(Measure.GIVEN)
    assert sum(each.value_minor for each in report.sources) == report.value_minor
    assert sum(group.people for group in report.prepared) == report.total(Measure.RECEIVED)
    assert sum(report.first_contact.counts) == report.total(Measure.RECEIVED) == report.reached[0]
    assert list(report.reached) == sorted(report.reached, reverse=True)
    assert report.given_elsewhere >= 0


def ask(office: Office, period: Period = PERIOD) -> Found:
    return office.desk.ask(referral_report.of, period, office.desk.today(), office.working)


@pytest.fixture
def people(office: Office) -> list[ContactId]:
    return [office.contact(f"Person{number}", "Lind") for number in range(MOST + 1)]


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=st.lists(referrals_told, max_size=10), promised=st.lists(promises_told, max_size=5))
def test_every_figure_is_what_sql_counts_on_screen_on_paper_and_in_the_table(
    office: Office, people: list[ContactId], told: list[Told], promised: list[ToldPromise]
) -> None:
    stages = [office.stages()[name] for name in STAGES]
    office.desk.do(tell, told, promised, people, stages)
    try:
        found = ask(office)
        for report, period in ((found.report, PERIOD), (found.before, found.earlier)):
            office.desk.ask(expect, office, period, report)
        adds_up(found.report)
        cells = referral_report_files.table(found, office.desk.ask(business.load), Shows())
        named = {(row[0], row[2]): (row[3], row[4]) for row in cells if row[0] == "Everything"}
        for measure in Measure:
            both = str(found.report.total(measure)), str(found.before.total(measure))
            assert named["Everything", referral_report_files.FIGURES[measure]] == both
        pdf = referral_report_files.render(office.desk, PERIOD).pdf
        assert on_paper(pdf, found) == in_table(cells)
    finally:
        if told or promised:
            office.desk.undo()


def on_paper(pdf: bytes, found: Found) -> list[list[str]]:
    """Read the table of steps back from the pages: figures of each step and of the whole; a dash is nothing."""
    flat = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())
    rows, rest = [], flat.split("In numbers")[1]
    for name in (*step_words(found), "In all"):
        rest = rest.split(f" {name} ", 1)[1]
        figures = rest.split()[: len(measures(Shows()))]
        rows.append(["0" if figure == "–" else figure for figure in figures])
    return rows


def in_table(cells: list[list[str]]) -> list[list[str]]:
    """Return the same from the rows of the table."""
    by_step: dict[str, list[str]] = {}
    for part, of, _figure, count, _before in cells:
        if part in {"Week", "Month", "Everything"}:
            by_step.setdefault(of, []).append(count)
    whole = by_step.pop(f"{PERIOD.first}/{PERIOD.last}")
    return [*by_step.values(), whole]


def test_nobody_at_all_is_a_report_of_zeros(office: Office) -> None:
    for period in (
        PERIOD,
        Period(date(2030, 1, 1), date(2030, 12, 31)),
        Period(date(2026, 11, 18), date(2026, 11, 18)),
    ):
        rendered = referral_report_files.render(office.desk, period)
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages)
        assert "Nobody was sent to you in this time." in " ".join(words.split())
        assert rendered.sentences == ()
        assert "None" not in words


def test_one_referral_stands_with_its_sender(office: Office, tmp_path: Path) -> None:
    ana = office.contact("Ana", "Díaz", organisation="Díaz & Co.")
    won = office.referral(ana, preparedness=4)
    office.desk.do(wins.win, won, value_minor=125_000)
    today = office.desk.today()
    period = Period(today.replace(month=1, day=1), today)
    shown = referral_report_files.render(office.desk, period, Shows(amounts=True))
    words = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(shown.pdf)).pages]
    assert "Of 1 person sent to you: 1 won, 0 lost, 0 open." in words[0]
    assert "Ana Díaz Díaz & Co. 1 4.0 1 – – 1,250 – Nov 18" in words[1]
    path = tmp_path / "report.csv"
    referral_report_files.write(office.desk, period, path, Shows(amounts=True))
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    brought = [row["Count"] for row in rows if row["Figure"] == "Brought"]
    assert brought == ["1250.00", "1250.00"]
    assert "Brought" not in "".join(map(str, referral_report_files.table(ask(office), mine(office), Shows())))


def mine(office: Office) -> Profile:
    return office.desk.ask(business.load)


def test_names_are_left_out_where_that_is_wished(office: Office) -> None:
    office.referral(office.contact("Ana", "Díaz"))
    today = office.desk.today()
    period = report_period.of(report_period.Preset.THIS_MONTH, today)
    for shows in (Shows(sources=False), Shows(received=False)):
        pdf = referral_report_files.render(office.desk, period, shows).pdf
        words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
        assert "Díaz" not in words
        assert "Díaz" not in str(referral_report_files.table(ask(office, period), mine(office), shows))


def test_rates_are_shown_from_the_number_of_the_rules_on(office: Office) -> None:
    """Nineteen decided are counts; the twentieth makes a rate, of the decided and with its count."""
    ana = office.contact("Ana", "Díaz")
    period = report_period.of(report_period.Preset.THIS_MONTH, office.desk.today())
    for number in range(20):
        before = referral_report_files.render(office.desk, period).pdf if number == 19 else b""
        prospect = ContactDraft(given=f"Prospect{number}")
        office.desk.do(wins.win, office.referral(ana, prospect=prospect, preparedness=5))
        if before:
            words = text_of(before)
            assert "%" not in words
            assert "until a group has 20 decided" in words
    words = text_of(referral_report_files.render(office.desk, period).pdf)
    assert "Of the 20 decided, 100% became clients." in words
    assert "20 of 20, 100%" in words
    assert "100% of 20 decided" in words


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_ten_years_are_told_by_year_and_long_names_are_whole(office: Office) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 5 + "Abcdefghij klmnopqrs"
    giver = office.contact(name.strip()[:200], "", organisation="O" * 200)
    for number in range(2):
        office.referral(giver, prospect=ContactDraft(given=f"P{number}"))
    today = office.desk.today()
    found = referral_report_files.render(office.desk, Period(date(2017, 1, 1), today))
    words = text_of(found.pdf)
    assert "Wolfeschlegelsteinhausenbergerdorff" in words
    assert words.count("Wolfeschlegelsteinhausenbergerdorff") == 5
    assert "In all 2" in words
    assert all(f" {year} " in words for year in range(2017, 2027))


def test_the_pdf_that_is_saved_is_the_one_that_is_shown(office: Office, tmp_path: Path) -> None:
    office.referral()
    written = referral_report_files.write(office.desk, PERIOD, tmp_path / "report.pdf")
    assert written.path.read_bytes() == referral_report_files.render(office.desk, PERIOD).pdf
    assert written.pages == len(pypdf.PdfReader(written.path).pages)
    with pytest.raises(BadFile, match=r"\.pdf or \.csv"):
        referral_report_files.write(office.desk, PERIOD, tmp_path / "report.doc")


def test_what_undo_takes_back_is_not_counted(office: Office) -> None:
    office.referral()
    period = report_period.of(report_period.Preset.THIS_MONTH, office.desk.today())
    assert ask(office, period).report.total(Measure.RECEIVED) == 1
    office.desk.undo()
    assert ask(office, period).report.total(Measure.RECEIVED) == 0
