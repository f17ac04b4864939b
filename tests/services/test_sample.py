"""The made-up business: rich, always of now, and the same for the same moment."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desks import START
from sqlalchemy import select

from refdesk.domain.referral import Direction
from refdesk.domain.report_period import Period
from refdesk.domain.working_time import DueState
from refdesk.services import (
    board,
    business,
    campaign_days,
    cards,
    contact_list,
    data_file,
    gifts,
    person,
    referral_report,
    sample,
    sample_files,
    sample_knowing,
    today,
    wins,
)
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.today import LineKind
from refdesk.store import engine as engines
from refdesk.store.tables.all_tables import METADATA

WEDNESDAY = START
NEW_YEAR = datetime(2028, 1, 1, 4, tzinfo=UTC)


def make(path: Path, moment: datetime) -> Path:
    sample.make(path, clock=lambda: moment)
    return path


@pytest.fixture(scope="module")
def made(sample_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy2(sample_once, tmp_path_factory.mktemp("sample") / "made.refdesk"))


@pytest.fixture(scope="module")
def desk(made: Path) -> Iterator[Desk]:
    opened = data_file.open_file(made, clock=lambda: WEDNESDAY)
    yield opened.desk
    opened.close()


def test_today_has_something_of_everything_overdue_late_and_due(desk: Desk) -> None:
    lines = desk.ask(today.lines, WEDNESDAY, desk.ask(business.working_time))
    # An owner whose gifts are no part of a thank-you.
    assert {line.kind for line in lines} == {*LineKind} - {LineKind.GIFT}
    (awaited,) = [line for line in lines if line.kind is LineKind.INTRODUCTION]
    assert (awaited.name, awaited.state) == ("Sunniva Aasen", DueState.DUE)
    first = [(line.name, line.state) for line in lines if line.kind is LineKind.FIRST_CONTACT]
    assert first == [
        ("Theo Marchetti", DueState.OVERDUE),
        ("Hanne Kjeldsen", DueState.LATE),
        ("Beatriz Nogueira", DueState.DUE),
    ]
    owed = {line.state for line in lines if line.kind in (LineKind.WORD, LineKind.CARD)}
    assert owed == set(DueState)


def test_two_years_of_people_and_referrals(desk: Desk) -> None:
    assert desk.ask(contact_list.counts, desk.today()).all > 110
    received = desk.ask(board.board, Direction.RECEIVED, WEDNESDAY, desk.ask(business.working_time))
    assert sum(column.count for column in received.columns) == 57
    assert (received.open_count, received.stalled, received.without_next_step) == (12, 2, 3)
    assert desk.ask(board.board, Direction.GIVEN, WEDNESDAY, desk.ask(business.working_time)).columns[4].count > 10
    assert min(card.received_at for column in received.columns for card in column.cards).year == 2024
    assert desk.ask(gifts.ledger, 2026).count > 10
    assert len(desk.ask(cards.waiting)) == 2


def test_what_was_won_has_brought_something(desk: Desk) -> None:
    working = desk.ask(business.working_time)
    year = desk.ask(referral_report.of, Period(date(2026, 1, 1), date(2026, 11, 18)), desk.today(), working)
    assert year.report.value_minor > 200_000_00
    assert all(bool(source.value_minor) == bool(source.won) for source in year.report.sources)
    assert desk.ask(wins.to_review, Clocks(WEDNESDAY, working)) == ()


def test_the_month_runs_and_yesterday_has_a_row_to_enter(desk: Desk) -> None:
    month = desk.ask(campaign_days.current, desk.today())
    assert month is not None
    days = desk.ask(campaign_days.days, month.campaign_id, desk.today(), desk.ask(business.working_time))
    worked = {day.day.day: day for day in days.days if day.is_working}
    assert (worked[16].to_go, worked[17].to_go, worked[18].done) == (0, 1, 2)
    assert worked[19].calls > 3
    assert min(days.codes.values()) > 0
    assert days.called > 40


def test_the_best_source_has_a_whole_story(desk: Desk) -> None:
    (found,) = desk.ask(contact_list.suggest, "Marguerite Tran")
    panel = desk.ask(person.panel, found.contact_id, desk.today(), desk.zone)
    assert panel.row.last_touch_on is not None
    assert (len(panel.received) > 3, len(panel.given) > 1) == (True, True)
    assert panel.household is not None
    assert panel.household.name_on_envelope == "Marguerite, Paul and Elodie Tran"
    assert len(panel.timeline) > 12
    assert [(line.word, line.other) for line in panel.links] == [
        ("partner of", "Paul Tran"),
        ("parent of", "Elodie Tran"),
    ]
    assert (panel.lessons.progress, len(panel.evidence.lines)) == ("3 of 5 taught, 2 repeated", 5)
    assert panel.plan.draft.next_step_on is not None
    assert panel.lessons.next is not None


def test_it_begins_without_anything_to_undo(desk: Desk) -> None:
    assert desk.undo_state().undo is None


def test_same_moment_same_business(made: Path, tmp_path: Path) -> None:
    assert dump(make(tmp_path / "again.refdesk", WEDNESDAY)) == dump(made)


def test_first_day_of_a_year_a_free_saturday_still_has_its_story(tmp_path: Path) -> None:
    opened = data_file.open_file(make(tmp_path / "new_year.refdesk", NEW_YEAR), clock=lambda: NEW_YEAR)
    working = opened.desk.ask(business.working_time)
    lines = opened.desk.ask(today.lines, NEW_YEAR, working)
    month = opened.desk.ask(campaign_days.current, opened.desk.today())
    assert month is not None
    days = opened.desk.ask(campaign_days.days, month.campaign_id, opened.desk.today(), working)
    opened.close()
    assert {line.kind for line in lines} >= {LineKind.FIRST_CONTACT, LineKind.CARD, LineKind.WORD, LineKind.MAIL}
    assert days.called > 20
    assert any(day.to_go and day.day > date(2028, 1, 1) for day in days.days)


def test_nobody_real_can_be_reached() -> None:
    people = sample_files.rows("people") + sample_files.rows("sent_people")
    numbers = [row["phone"] for row in people]
    assert all(re.fullmatch(r"\((614|380)\) 555-01\d\d", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    mails = [row["email"] for row in people if row["email"]]
    assert all(re.fullmatch(r"[a-z.]+@([a-z]+\.example|example\.com)", mail) for mail in mails)
    assert len(set(mails)) == len(mails)


def test_every_name_of_the_story_is_somebody() -> None:
    known = {f"{row['given']} {row['family']}" for row in sample_files.rows("people")}
    sent = {f"{row['given']} {row['family']}" for row in sample_files.rows("sent_people")}
    assert {row["prospect"] for row in sample_files.rows("referrals")} == sent
    assert not known & sent
    named = {row["givers"] for row in sample_files.rows("referrals")}
    named |= {row["recipient"] for row in sample_files.rows("referrals_given")}
    named |= {row["person"] for file in sample_knowing.FILES for row in sample_files.rows(file)}
    named |= {row["other"] for row in sample_files.rows("links")}
    assert named <= known


def test_throw_away_copy_goes_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    at_exit = []
    monkeypatch.setattr(sample.atexit, "register", lambda act, *args, **facts: at_exit.append((act, args, facts)))
    monkeypatch.setattr(sample, "make", lambda path, *, clock: path.write_text(str(clock().tzinfo)))
    path = sample.throw_away_copy()
    assert path.read_text() == "UTC"
    ((act, args, facts),) = at_exit
    act(*args, **facts)
    assert not path.parent.exists()


def dump(path: Path) -> list[tuple[object, ...]]:
    engine = engines.open_engine(path)
    with engine.connect() as connection:
        rows = [tuple(row) for table in METADATA.sorted_tables for row in connection.execute(select(table))]
    engine.dispose()
    return rows
