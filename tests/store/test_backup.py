"""Backups count as done when they were read back; old ones go by plan; a restore keeps the present file."""

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desks import START

from refdesk.errors import Cancelled, DiskFull, StoreBusy, StoreDamaged, StoreFault
from refdesk.progress import Progress
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


def test_businesses_that_share_a_folder_keep_their_own_backups(
    file_desk: Desk, data_file: Path, tmp_path: Path
) -> None:
    file_desk.do(add, "Ana")
    mine = backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    other = Path(shutil.copy2(data_file, tmp_path / "other.refdesk"))
    for hour in range(12):
        backup.make(other, tmp_path / "safe", "asked for", now=START + timedelta(days=30 * hour))
    assert backup.listed(tmp_path / "safe", "business") == [mine]
    assert len(backup.listed(tmp_path / "safe", "other")) >= 5


@pytest.mark.parametrize("content", ["", "{", '[{"sequence": 1}]', '["x"]', None])
def test_a_lost_list_is_made_anew_from_the_folder(
    file_desk: Desk, data_file: Path, tmp_path: Path, content: str | None
) -> None:
    file_desk.do(add, "Ana")
    first = backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    kept = tmp_path / "safe" / "business.backups.json"
    kept.unlink() if content is None else kept.write_text(content, encoding="utf-8")
    again = backup.make(data_file, tmp_path / "safe", "asked for", now=START + timedelta(minutes=1))
    assert [each.file for each in backup.listed(tmp_path / "safe", "business")] == [first.file, again.file]


def test_what_a_dead_process_left_half_copied_is_swept_away(file_desk: Desk, data_file: Path, tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    for name in ("business 2026-01-01 000000.refdesk.part", "business 2026-01-01 000000.refdesk.part-journal"):
        (tmp_path / "safe" / name).write_bytes(b"half")
    file_desk.do(add, "Ana")
    backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    assert not list((tmp_path / "safe").glob("*.part*"))


def test_only_the_owner_may_read_a_backup(file_desk: Desk, data_file: Path, tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("this system has no such modes")
    file_desk.do(add, "Ana")
    backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    assert stat.S_IMODE((tmp_path / "safe").stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "safe").iterdir()} == {0o600}


def test_a_stopped_backup_leaves_nothing(file_desk: Desk, data_file: Path, tmp_path: Path) -> None:
    file_desk.do(add, "Ana")
    stopped = Progress()
    stopped.stop()
    with pytest.raises(Cancelled):
        backup.make(data_file, tmp_path / "safe", "asked for", now=START, progress=stopped)
    assert not list((tmp_path / "safe").glob("*.refdesk*"))


@pytest.mark.parametrize(
    ("said", "fault"),
    [("database is locked", StoreBusy), ("database or disk is full", DiskFull), ("attempt to write", StoreDamaged)],
)
def test_a_busy_or_full_place_is_not_called_damaged(said: str, fault: type[StoreFault]) -> None:
    with pytest.raises(fault), backup._named():
        raise backup.sqlite.OperationalError(said)


def test_a_log_left_by_a_crash_goes_with_the_former_file(data_file: Path, tmp_path: Path) -> None:
    saved = Path(shutil.copy2(data_file, tmp_path / "saved.refdesk"))
    data_file.write_bytes(b"spoiled" + data_file.read_bytes()[7:])
    log = data_file.with_name(data_file.name + "-wal")
    log.write_bytes(b"log")
    aside = backup.restore(saved, data_file, now=START)
    assert people(data_file) == []
    assert aside is not None
    assert aside.read_bytes().startswith(b"spoiled")
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"log"
    assert not log.exists()


def test_a_restore_that_dies_leaves_a_file_that_opens(
    file_desk: Desk, data_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(data_file, tmp_path / "safe", "asked for", now=START)
    file_desk.do(add, "Ana")
    file_desk.close()

    def dies(aside: Path, over: Path) -> Path:
        if aside.name.endswith(".part"):
            return aside.rename(over)
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", dies)
        with pytest.raises(SystemExit):
            backup.restore(tmp_path / "safe" / made.file, data_file, now=START)
    assert people(data_file) == ["Ana"]
    assert data_file.stat().st_nlink == 2
    backup.forget_second_names(data_file)
    assert data_file.stat().st_nlink == 1
    assert people(data_file) == ["Ana"]
