"""Backups count as done when they were read back; old ones go by plan; a restore keeps the present file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desks import START

from refdesk.errors import StoreDamaged
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store import backup, engine
from refdesk.store.backup import Backup
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit


@operation("Add")
def add(unit: Unit, given: str) -> None:
    unit.add(Contact(given=given))


def people(path: Path) -> list[str]:
    opened = engine.open_engine(path)
    with opened.connect() as connection:
        found = list(connection.exec_driver_sql("SELECT given FROM contact ORDER BY id").scalars())
    opened.dispose()
    return found


def test_a_backup_of_an_open_file_is_whole_and_listed(file_desk: Desk, data_file: Path, tmp_path: Path) -> None:
    file_desk.do(add, "Ana")
    made = backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    assert people(tmp_path / "safe" / made.file) == ["Ana"]
    assert (made.people, made.operation_id, made.reason) == (1, 1, "asked for")
    assert backup.listed(tmp_path / "safe", "business") == [made]
    assert not list((tmp_path / "safe").glob("*.part"))


def test_a_damaged_copy_never_counts(
    file_desk: Desk, data_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_desk.do(add, "Ana")
    whole = backup._copy

    def spoiled(source: Path, aside: Path, progress: object) -> None:
        whole(source, aside, progress)  # type: ignore[arg-type]
        content = bytearray(aside.read_bytes())
        content[4096:8192] = b"\xff" * 4096
        aside.write_bytes(content)

    monkeypatch.setattr(backup, "_copy", spoiled)
    with pytest.raises(StoreDamaged):
        backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    assert backup.listed(tmp_path / "safe", "business") == []
    assert not list((tmp_path / "safe").glob("*.refdesk*"))


def test_restore_brings_back_and_keeps_the_present(file_desk: Desk, data_file: Path, tmp_path: Path) -> None:
    file_desk.do(add, "Ana")
    made = backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    file_desk.do(add, "Bea")
    file_desk.close()
    aside = backup.restore(tmp_path / "safe" / made.file, data_file, now=START)
    assert people(data_file) == ["Ana"]
    assert aside is not None
    assert people(aside) == ["Ana", "Bea"]


def test_a_broken_backup_replaces_nothing(data_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.refdesk"
    broken.write_bytes(data_file.read_bytes()[:5000])
    before = data_file.read_bytes()
    with pytest.raises(StoreDamaged):
        backup.restore(broken, data_file, now=START)
    assert data_file.read_bytes() == before


def made_at(sequence: int, at: datetime) -> Backup:
    return Backup(sequence, f"{sequence}.refdesk", at.isoformat(), "test", "0001", sequence, 0)


def test_a_year_of_half_hours_is_thinned_by_plan() -> None:
    kept: list[Backup] = []
    at = datetime(2026, 1, 1, 9, tzinfo=UTC)
    for sequence in range(1, 366 * 4):
        kept = backup.to_keep([*kept, made_at(sequence, at)])
        at += timedelta(hours=6)
    newest = kept[-1].moment
    ages = [(newest - each.moment).days for each in kept]
    assert sum(age < 2 for age in ages) == 8
    assert len(kept) <= 8 + 12 + 10 + 9
    assert max(ages) > 7 * 28
    assert len({each.moment.date() for each in kept if (newest - each.moment).days < 12}) == 12


def test_a_clock_set_back_costs_no_newer_backup() -> None:
    wrong = [made_at(number, datetime(2040, 1, number, tzinfo=UTC)) for number in range(1, 20)]
    right = made_at(20, datetime(2026, 11, 18, tzinfo=UTC))
    kept = backup.to_keep([*wrong, right])
    assert right in kept
    assert len(kept) >= 5
