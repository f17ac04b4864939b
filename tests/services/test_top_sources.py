"""The top sources of a time, against figures that are counted by other means on generated histories."""

import csv
import io
import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from office import Office
from pypdf import PdfReader
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.report_period import Period
from refdesk.domain.stages import Meaning
from refdesk.errors import BadFile
from refdesk.services import board, contacts, ranks, referrals, top_sources, top_sources_files
from refdesk.services.desk import Desk
from refdesk.store.tables.referrals import Referral, Win
from refdesk.store.unit import Unit

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def history(unit: Unit, *, seed: int) -> None:
    """Log referrals of three years, some from two people, to people of every rank."""
    dice, stages = random.Random(seed), board.stage_list(unit.session)
    everybody = [None, *Rank]
    people = [
        contacts.add(unit, ContactDraft(given=f"P{number}", rank=everybody[number % 6], status=status))
        for number in range(14)
        for status in (Status.INACTIVE if number == 7 else Status.ACTIVE,)
    ]
    for number in range(50):
        at = unit.now - timedelta(days=dice.randrange(0, 700), hours=dice.randrange(24))
        givers = tuple(dice.sample(people[:9], dice.choice((1, 1, 1, 2))))
        draft = ReferralDraft(
            received_at=at, giver_ids=givers, new_prospect=ContactDraft(given=f"New{number}"),
            preparedness=dice.choice((None, 1, 2, 3, 4, 5)),
        )  # fmt: skip
        made = unit.get(Referral, referrals.log_received(unit, draft))
        stage = dice.choice(stages)
        made.stage_id = stage.stage_id
        if stage.meaning is not Meaning.OPEN:
            for _win in range(dice.choice((1, 2))):
                unit.add(Win(referral_id=made.id, on=unit.today, value_minor=dice.choice((None, 125, 40_000))))
        unit.add(
            Referral(
                direction="given", prospect_id=made.prospect_id, recipient_id=dice.choice(people), received_at=at,
                stage_id=stages[0].stage_id,
            )
        )  # fmt: skip


def by_sql(session: Session, begins: datetime, ends: datetime) -> dict[int, tuple[int, int]]:
    """Return the weight and the count of each active source, in other words than the program's."""
    query = sql(
        "SELECT g.contact_id, SUM(CASE WHEN r.preparedness IS NULL THEN 3 ELSE r.preparedness END), COUNT(*) "
        "FROM referral r, referral_giver g, contact c WHERE g.referral_id = r.id AND c.id = g.contact_id "
        "AND c.status = 'active' AND c.rank IN ('A+', 'A', 'B', 'C') AND r.direction = 'received' "
        "AND r.received_at >= :begins AND r.received_at < :ends GROUP BY g.contact_id"
    )
    stored = (lambda at: at) if session.get_bind().dialect.name != "sqlite" else stored_at
    rows = session.execute(query, {"begins": stored(begins), "ends": stored(ends)})
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}


def came_of(session: Session, source: int, begins: datetime, ends: datetime) -> tuple[int, int, int, int]:
    """Return how many of a source's were won and lost, what they brought, and how many were given to the source."""
    stored = (lambda at: at) if session.get_bind().dialect.name != "sqlite" else stored_at
    values = {"who": source, "begins": stored(begins), "ends": stored(ends)}
    within = "r.received_at >= :begins AND r.received_at < :ends"
    theirs = f"""FROM referral r JOIN stage s ON s.id = r.stage_id WHERE {within} AND r.direction = 'received'
        AND r.id IN (SELECT referral_id FROM referral_giver WHERE contact_id = :who)"""
    won, lost = (
        session.execute(sql(f"SELECT COUNT(*) {theirs} AND s.meaning = '{meaning}'"), values).scalar_one()
        for meaning in ("won", "lost")
    )
    winning = f"SELECT r.id {theirs} AND s.meaning = 'won'"
    brought = f"SELECT COALESCE(SUM(w.value_minor), 0) FROM win w WHERE w.referral_id IN ({winning})"
    given = f"SELECT COUNT(*) FROM referral r WHERE {within} AND r.direction = 'given' AND r.recipient_id = :who"
    return (
        won, lost, int(session.execute(sql(brought), values).scalar_one()),
        session.execute(sql(given), values).scalar_one(),
    )  # fmt: skip


def stored_at(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def test_the_top_is_that_of_independent_sql(desk: Desk, office: Office) -> None:
    office.stages()
    desk.start_with(history, seed=4)
    working = office.working
    found = desk.ask(top_sources.of, YEAR, working)
    begins, ends = working.start_of(date(2026, 1, 1)), working.start_of(date(2027, 1, 1))
    counted = desk.ask(by_sql, begins, ends)
    weights = sorted((weight for weight, _count in counted.values()), reverse=True)
    got = [(each.contact_id, each.counts.weight, each.counts.received) for each in found.sources.top]
    assert [(each, *counted[each]) for each, _weight, _count in got] == got
    assert [weight for _each, weight, _count in got] == weights[: len(got)]
    assert found.sources.sources == 8  # of 14 people: three have no rank, two are D, and one source left
    assert len(got) == 2
    earlier = desk.ask(by_sql, working.start_of(date(2025, 1, 1)), begins)
    assert [each.before for each in found.sources.top] == [
        earlier.get(each.contact_id, (0, 0))[1] for each in found.sources.top
    ]


def test_what_came_of_them_is_that_of_independent_sql(desk: Desk, office: Office) -> None:
    office.stages()
    desk.start_with(history, seed=11)
    working = office.working
    begins, ends = working.start_of(date(2026, 1, 1)), working.start_of(date(2027, 1, 1))
    found = desk.ask(top_sources.of, YEAR, working).sources.top
    for each in found:
        counts = each.counts
        told = (counts.won, counts.lost, counts.value_minor, each.given)
        assert told == desk.ask(came_of, each.contact_id, begins, ends)
    assert sum(each.counts.won + each.counts.lost + each.given for each in found) > 0


def test_over_two_years_they_are_those_of_the_ranks(desk: Desk, office: Office) -> None:
    office.stages()
    desk.start_with(history, seed=9)
    today, working = desk.today(), office.working
    two_years = Period(date(today.year - 2, today.month, today.day), today)
    found = desk.ask(top_sources.of, two_years, working).sources.top
    known = desk.ask(lambda session: ranks.top_sources(session, today=today, zone=desk.zone))
    assert [each.counts.weight for each in found] == [each.weight for each in known]


def test_pages_and_rows_tell_money_only_where_it_is_wanted(desk: Desk, office: Office, tmp_path: Path) -> None:
    ana = office.contact("Ana", "Díaz", rank=Rank.A, organisation="Harbor Realty")
    office.contact("Bo", "Lind", rank=Rank.B)
    office.referral(ana, preparedness=5)
    made = top_sources_files.render(desk, YEAR)
    page = " ".join(" ".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(made.pdf)).pages)
    for words in ("Top sources", "The top 20% of 2 sources", "Ana Díaz", "Harbor Realty · none the time before", "5.0",
                  "Together", "They sent 1 of the 1 referral", "How to read this"):  # fmt: skip
        assert words in page
    assert "brought" not in page
    assert "%." not in page.split("They sent")[1][:60]
    with_money = PdfReader(io.BytesIO(top_sources_files.render(desk, YEAR, with_money=True).pdf))
    assert "brought" in with_money.pages[0].extract_text()
    for wanted in (False, True):
        path = top_sources_files.write(desk, YEAR, tmp_path / "top.csv", with_money=wanted).path
        (row,) = csv.DictReader(path.read_text("utf-8-sig").splitlines())
        assert (row["Source"], row["Received"], row["Mean preparedness"], "Brought" in row) == (
            "Ana Díaz", "1", "5.00", wanted
        )  # fmt: skip
    with pytest.raises(BadFile):
        top_sources_files.write(desk, YEAR, tmp_path / "top.doc")


def test_while_nobody_sent_anybody_a_sentence_says_what_to_do(desk: Desk, office: Office) -> None:
    nobody = top_sources_files.render(desk, YEAR)
    assert (nobody.pages, "Sort your contacts" in nobody.sentences[0]) == (0, True)
    office.contact(rank=Rank.A)
    none = top_sources_files.render(desk, YEAR)
    assert (none.pages, "None of your sources" in none.sentences[0]) == (0, True)
