"""Measures of the data file: an import, one write, what is to do today, a backup; each beside the same in raw SQL."""

import csv
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import bench_data
import bench_figures
from bench_clock import NOW, clock
from bench_figures import Figure

from refdesk.domain import profile
from refdesk.domain.touches import TouchDraft
from refdesk.services import business, data_file, import_files, imports, today, touches
from refdesk.services.data_file import OpenFile
from refdesk.store import backup
from refdesk.store import engine as engines

TABLES = ("contact", "contact_point", "postal_address", "operation", "row_change")
WRITES = 60


def import_measures(folder: Path, people: int, runs: int) -> Iterator[Figure]:
    """Yield the reading and the writing phase of an import of `people` from CSV into an empty file."""
    folder = folder / f"import-{people}"
    folder.mkdir()
    source = folder / "people.csv"
    bench_data.write_csv(source, people)
    empty = folder / "empty.refdesk"
    shown = profile.starting("US", business_name="Halloran & Daughters", owner="Ines Halloran")
    data_file.create(empty, shown, clock=clock).close()
    taken: dict[str, list[float]] = {"read": [], "cells": [], "write": [], "rows": []}
    for _run in range(runs):
        _import_once(source, empty, folder, taken)
    median = {name: statistics.median(times) for name, times in taken.items()}
    yield Figure("import: reading and matching", people, median["read"], median["cells"], goal=3)
    yield Figure("import: writing, with trail and index", people, median["write"], median["rows"], goal=3)


def _import_once(source: Path, empty: Path, folder: Path, taken: dict[str, list[float]]) -> None:
    ours, floor = folder / "ours.refdesk", folder / "floor.refdesk"
    for path in (ours, floor):
        shutil.copyfile(empty, path)
    opened = data_file.open_file(ours, clock=clock)
    begun = bench_figures.cpu()
    prepared = opened.desk.ask(imports.prepare, [import_files.read(source)])
    read = bench_figures.cpu()
    opened.desk.do(imports.bring_in, prepared)
    written = bench_figures.cpu()
    opened.close()
    taken["read"].append(read - begun)
    taken["write"].append(written - read)
    begun = bench_figures.cpu()
    _read_cells(source)
    taken["cells"].append(bench_figures.cpu() - begun)
    rows = _rows_of(ours)
    begun = bench_figures.cpu()
    _write_rows(floor, rows)
    taken["rows"].append(bench_figures.cpu() - begun)


def _read_cells(source: Path) -> None:
    """Read a file by the libraries alone: its cells, and each phone number."""
    import phonenumbers

    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            try:
                number = phonenumbers.parse(row[4], "US")
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(number):
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _rows_of(path: Path) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    with closing(engines.file_connection(path, "ro")) as connection:
        found = {}
        for table in TABLES:
            cursor = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            found[table] = ([each[0] for each in cursor.description], cursor.fetchall())
    return found


def _write_rows(path: Path, rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> None:
    """Write the same rows, trail included, as safe as ours; the search index is ours alone."""
    with closing(_raw(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for table, (names, values) in rows.items():
            columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            connection.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', values)  # noqa: S608
        connection.execute("COMMIT")


def _raw(path: Path) -> Any:  # noqa: ANN401 - the driver has no types
    """Connect with the same durability as the program."""
    connection = engines.file_connection(path, "rw")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY",
                   f"cache_size={engines.PAGES_OF_CACHE}"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def write_measure(path: Path, people: int, runs: int) -> Figure:
    """Return what it takes to log a conversation, until it is safe on the disk."""
    opened = data_file.open_file(path, clock=clock)
    ours: list[float] = []
    floor: list[float] = []
    with closing(_raw(path)) as connection:
        for turn in range(WRITES * runs // 5):
            person = bench_data.someone(people, turn)
            draft = TouchDraft(person, NOW - timedelta(minutes=5), summary="Talked about the new shop")
            begun = time.perf_counter()
            opened.desk.do(touches.log, draft)
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            _log_raw(connection, bench_data.someone(people, turn + 1_000))
            floor.append(time.perf_counter() - begun)
    opened.close()
    return Figure("one recorded write (wall time)", people, statistics.median(ours), statistics.median(floor), goal=3)


def _log_raw(connection: Any, person: int) -> None:  # noqa: ANN401
    at = f"{NOW:%Y-%m-%d %H:%M:%S}.000000"
    connection.execute("BEGIN IMMEDIATE")
    touch = connection.execute(
        "INSERT INTO touch (contact_id, kind, purpose, outcome, at, summary, asked) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (person, "call", "other", "talked", at, "Talked about the new shop", "no"),
    ).lastrowid
    connection.execute("UPDATE contact SET last_touch_on = ? WHERE id = ?", (at[:10], person))
    operation = connection.execute(
        "INSERT INTO operation (at, actor, client, label, subject_kind, subject_id) VALUES (?, ?, ?, ?, ?, ?)",
        (at, "owner", "window", "Call with somebody logged", "contact", person),
    ).lastrowid
    after = (
        f'{{"asked":"no","at":"{at}","campaign_try_id":null,"contact_id":{person},"kind":"call","outcome":"talked"}}'
    )
    connection.execute(
        'INSERT INTO row_change (operation_id, "table", row_id, after) VALUES (?, ?, ?, ?)',
        (operation, "touch", touch, after),
    )
    connection.execute("COMMIT")


def today_measure(path: Path, people: int, runs: int) -> Figure:
    """Return what it takes to know everything that is to do today."""
    opened = data_file.open_file(path, clock=clock)
    working = opened.desk.ask(business.working_time)
    with closing(_raw(path)) as connection:
        sides = (lambda: opened.desk.ask(today.lines, NOW, working), lambda: _today_raw(connection))
        _same_number(opened, connection)
        ours, floor = bench_figures.median_of(sides, runs=4 * runs)
    opened.close()
    return Figure("what is to do today", people, ours, floor, goal=2)


def _same_number(opened: OpenFile, connection: Any) -> None:  # noqa: ANN401
    found = opened.desk.ask(today.lines, NOW, opened.desk.ask(business.working_time))
    # What the measure of writing logged may be news for a giver; the floor reads for updates, and draws no conclusion.
    shown = sum(line.kind is not today.LineKind.UPDATE for line in found)
    raw = len(_today_raw(connection))
    assert shown == raw, f"Today has {shown} lines, and the floor {raw}"


_NAME = "c.prefix, c.given, c.middle, c.family, c.suffix, c.nickname, c.organisation"
_PHONE = (
    "(SELECT as_typed FROM contact_point p WHERE p.contact_id = c.id AND +p.kind = 'phone' AND p.label <> 'wrong' "
    "ORDER BY p.main DESC, p.id LIMIT 1)"
)
_OPEN = "p.done_at IS NULL AND p.waived_at IS NULL"
_TRIED = "t.kind IN ('call', 'message', 'meeting', 'visit') AND t.purpose NOT IN ('thanks', 'update')"
_QUERIES = (
    f"""
    SELECT r.id, r.prospect_id, r.need, r.received_at, r.expects_call, r.preparedness, {_NAME}, {_PHONE},
        (SELECT group_concat(g.given || ' ' || g.family, ', ') FROM referral_giver rg
         JOIN contact g ON g.id = rg.contact_id WHERE rg.referral_id = r.id)
    FROM referral r JOIN contact c ON c.id = r.prospect_id
    WHERE r.stage_id IN (SELECT id FROM stage WHERE meaning = 'open') AND r.direction = 'received'
        AND +c.status = 'active' AND NOT (
            EXISTS (SELECT 1 FROM touch t WHERE t.referral_id = r.id AND {_TRIED})
            OR EXISTS (SELECT 1 FROM touch t WHERE t.contact_id = r.prospect_id AND t.at >= r.received_at AND {_TRIED}))
    ORDER BY r.received_at, r.id
    """,  # noqa: S608 - our own words
    f"""
    SELECT t.id, t.contact_id, t.referral_id, t.occasion, t.opened_at, p.id, p.part, p.due_at, {_NAME}, {_PHONE},
        o.prefix, o.given, o.middle, o.family, o.suffix, o.nickname, o.organisation
    FROM thanks_part p JOIN thanks t ON t.id = p.thanks_id JOIN contact c ON c.id = t.contact_id
    LEFT JOIN referral r ON r.id = t.referral_id LEFT JOIN contact o ON o.id = r.prospect_id
    WHERE {_OPEN} AND p.part IN ('word', 'card') AND +c.status = 'active' AND NOT EXISTS (
        SELECT 1 FROM printed d WHERE d.thanks_part_id = p.id AND d.state IN ('printed', 'written'))
    ORDER BY p.due_at, p.id
    """,  # noqa: S608 - our own words
    f"""
    SELECT p.id, p.contact_id, p.text, p.due_on, p.referral_id, {_NAME}, {_PHONE}
    FROM promise p JOIN contact c ON c.id = p.contact_id
    WHERE p.kept_on IS NULL AND p.dropped_on IS NULL AND p.due_on <= '{NOW:%Y-%m-%d}' AND +c.status = 'active'
    ORDER BY p.due_on, p.id
    """,  # noqa: S608 - our own words
    f"""
    SELECT d.id, d.contact_id, d.state, j.at, t.opened_at, t.referral_id, p.id, p.due_at, {_NAME}, {_PHONE}
    FROM printed d JOIN print_job j ON j.id = d.print_job_id JOIN contact c ON c.id = d.contact_id
    LEFT JOIN thanks_part p ON p.id = d.thanks_part_id LEFT JOIN thanks t ON t.id = p.thanks_id
    WHERE d.state IN ('printed', 'written') AND +c.status = 'active' ORDER BY d.id
    """,  # noqa: S608 - our own words
    f"""
    SELECT e.id, e.contact_id, c.best_time, c.what_they_do, m.name, {_NAME}, {_PHONE}
    FROM campaign_entry e JOIN campaign m ON m.id = e.campaign_id JOIN contact c ON c.id = e.contact_id
    WHERE e.planned_on = '{NOW:%Y-%m-%d}' AND m.state <> 'closed' AND e.state = 'open' AND +c.status = 'active'
        AND c.may_be_called <> 'no' AND NOT EXISTS (SELECT 1 FROM campaign_try t WHERE t.entry_id = e.id
            AND t."on" = '{NOW:%Y-%m-%d}' AND t.code IS NOT NULL)
    ORDER BY m.id, e.position, e.id
    """,  # noqa: S608 - our own words
    *(
        f"""
        SELECT r.id, g.contact_id, r.may_share, s.meaning,
            (SELECT min(t.at) FROM touch t WHERE t.contact_id = r.prospect_id AND {_TRIED}
                AND (t.at >= r.received_at OR t.referral_id = r.id)),
            (SELECT max(t.at) FROM touch t WHERE t.contact_id = g.contact_id AND t.referral_id = r.id), {_NAME}
        FROM referral r JOIN stage s ON s.id = r.stage_id JOIN referral_giver g ON g.referral_id = r.id
        JOIN contact c ON c.id = r.prospect_id
        WHERE r.direction = 'received' AND +c.status = 'active' AND {among}
        """  # noqa: S608 - our own words
        for among in (
            "r.stage_id IN (SELECT id FROM stage WHERE meaning = 'open')",
            f"r.id IN (SELECT referral_id FROM stage_move WHERE at >= '{NOW - timedelta(days=28):%Y-%m-%d}' "  # noqa: S608, ISC004
            "AND stage_id IN (SELECT id FROM stage WHERE meaning <> 'open'))",
        )
    ),
    (
        f"SELECT i.id, {_NAME}, {_PHONE} FROM introduction i JOIN contact c ON c.id = i.contact_id "  # noqa: S608
        "WHERE i.happened_on IS NULL AND i.dropped_on IS NULL"
    ),
    (
        f"SELECT r.id, r.text, {_NAME} FROM reminder r LEFT JOIN contact c ON c.id = r.contact_id "  # noqa: S608
        f"WHERE r.done_at IS NULL AND r.due_at < '{NOW + timedelta(days=1):%Y-%m-%d}'"
    ),
    f"""
    SELECT y.id, y.month, y.day, y.year, {_NAME}, {_PHONE} FROM yearly_date y JOIN contact c ON c.id = y.contact_id
    WHERE y.kind IN ('birthday', 'anniversary', 'other') AND +c.status = 'active' AND (
        (y.month = {NOW.month} AND y.day BETWEEN {(NOW - timedelta(days=7)).day} AND 31))
    """,  # noqa: S608 - our own words
    (
        f"SELECT r.id, {_NAME} FROM referral r JOIN contact c ON c.id = r.prospect_id "  # noqa: S608
        "WHERE r.work_done_on IS NOT NULL"
    ),
    f"""
    SELECT r.id, {_NAME} FROM referral r JOIN contact c ON c.id = r.recipient_id
    WHERE r.stage_id IN (SELECT id FROM stage WHERE meaning = 'open') AND r.direction = 'given'
    """,  # noqa: S608 - our own words
    (
        f"SELECT c.id, {_NAME} FROM contact c WHERE c.client_since IS NOT NULL "  # noqa: S608
        f"AND c.client_since <= '{NOW - timedelta(days=365):%Y-%m-%d}'"
    ),
    (
        f"SELECT p.id, {_NAME} FROM plan p JOIN contact c ON c.id = p.contact_id "  # noqa: S608
        f"WHERE p.next_step_on <= '{NOW:%Y-%m-%d}'"
    ),
)
_LINES_FROM = 5
_KEPT_DAYS = {"A+": 30, "A": 45, "B": 90, "C": 180}


def _keep_in_touch_raw(connection: Any, most: int = 5) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Return whom to keep in touch with, rank by rank until there are enough, each with the last contact."""
    found: list[tuple[Any, ...]] = []
    for rank, days in _KEPT_DAYS.items():
        until = f"{NOW - timedelta(days=days):%Y-%m-%d}"
        for condition in ("c.last_touch_on IS NULL", f"c.last_touch_on <= '{until}'"):
            if len(found) < most:
                found += connection.execute(
                    f"SELECT c.id, c.rank, c.last_touch_on, {_NAME}, {_PHONE}, (SELECT kind FROM touch t "  # noqa: S608
                    "WHERE t.contact_id = c.id ORDER BY t.at DESC LIMIT 1) FROM contact c WHERE c.status = 'active' "
                    f"AND c.rank = ? AND {condition} ORDER BY c.last_touch_on LIMIT ?",
                    (rank, most - len(found)),
                ).fetchall()
    return found


def _today_raw(connection: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Return the rows of Today by SQL alone."""
    lines = [row for query in _QUERIES[:_LINES_FROM] for row in connection.execute(query)]
    # What else is looked for; in this data of referrals long told and nobody's birthday there is nothing to show.
    others = [connection.execute(query).fetchall() for query in _QUERIES[_LINES_FROM:]]
    assert len(others) == len(_QUERIES) - _LINES_FROM, "every kind of line is looked for"
    return [*lines, *_keep_in_touch_raw(connection)]


def backup_measure(path: Path, people: int, runs: int) -> Figure:
    """Return what a checked copy of the file takes."""
    ours, floor = path.with_suffix(".ours"), path.with_suffix(".floor")
    sides = (lambda: backup.copy_to(path, ours), lambda: _copy_raw(path, floor))
    mine, raw = bench_figures.median_of(sides, runs=runs)
    for copied in (ours, floor):
        copied.unlink()
    return Figure("backup with its check", people, mine, raw, goal=1.3)


def _copy_raw(path: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(engines.file_connection(path, "ro")) as source, closing(engines.file_connection(target, "rwc")) as to:
        source.backup(to)
    with closing(engines.file_connection(target, "ro")) as copied:
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
