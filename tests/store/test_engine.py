"""The rules that every connection keeps."""

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import DiskFull, StoreBusy, StoreDamaged, StoreFault
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store import engine, faults, place
from refdesk.store.place import PlaceKind
from refdesk.store.recorder import UnrecordedWriteError
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1), ("journal_mode", "wal"), ("synchronous", 2), ("busy_timeout", 5000), ("trusted_schema", 0),
        ("cell_size_check", 1), ("secure_delete", 1), ("temp_store", 2), ("application_id", engine.APPLICATION_ID),
    ],
)  # fmt: skip
def test_each_connection_keeps_the_rules(data_file: Path, pragma: str, value: object) -> None:
    opened = engine.open_engine(data_file)
    with opened.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    opened.dispose()


def test_a_synced_folder_gets_the_safe_journal(tmp_path: Path, data_file: Path) -> None:
    folder = tmp_path / "OneDrive - Fernhollow"
    folder.mkdir()
    moved = data_file.replace(folder / "business.refdesk")
    opened = engine.open_engine(moved)
    with opened.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3
    opened.dispose()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/Dropbox/x.refdesk", PlaceKind.SYNCED),
        ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/x.refdesk", PlaceKind.SYNCED),
        ("/home/ann/.local/share/RefDesk/x.refdesk", PlaceKind.LOCAL),
    ],
)
def test_a_place_is_judged_by_its_folders(path: str, kind: PlaceKind) -> None:
    assert place.judge(Path(path)).kind is kind


def test_a_network_file_system_is_told_from_a_disk() -> None:
    mounts = "/dev/sda / ext4 rw 0 0\nnas:/all /mnt/our\\040nas nfs4 rw 0 0\n"
    assert place._file_system(Path("/mnt/our nas/x.refdesk"), mounts) == "nfs4"
    assert place._file_system(Path("/home/x.refdesk"), mounts) == "ext4"


def test_a_statement_behind_the_trails_back_is_refused(desk: Desk) -> None:
    @operation("Cheat")
    def cheat(unit: Unit) -> None:
        unit.session.query(Contact).update({"given": "X"})

    with pytest.raises(UnrecordedWriteError):
        desk.do(cheat)


def test_a_reader_cannot_write_on_a_server(server_desk: Desk) -> None:
    with pytest.raises(StoreFault):
        server_desk.ask(lambda session: session.execute(text("DELETE FROM contact")))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("database is locked", StoreBusy),
        ("database or disk is full", DiskFull),
        ("attempt to write a readonly database", StoreFault),
        ("database disk image is malformed", StoreDamaged),
    ],
)
def test_faults_of_the_surroundings_are_named(said: str, fault: type[StoreFault]) -> None:
    from sqlalchemy.exc import OperationalError

    named = faults.as_store_fault(OperationalError("", {}, Exception(said)))
    assert type(named) is fault
    assert named.sentence


def test_our_own_faults_are_not_excused() -> None:
    from sqlalchemy.exc import OperationalError

    assert faults.as_store_fault(OperationalError("", {}, Exception("no such column: x"))) is None


def test_a_full_disk_saves_nothing_and_work_goes_on(file_desk: Desk) -> None:
    @operation("Add a lot")
    def add(unit: Unit, notes: str) -> None:
        unit.add(Contact(given="Ana", notes=notes))

    with file_desk.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    file_desk.engine.dispose()

    def no_room(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 5}")  # type: ignore[attr-defined]

    from sqlalchemy import event

    event.listen(file_desk.engine, "connect", no_room)
    with pytest.raises(DiskFull):
        file_desk.do(add, "x" * 400_000)
    event.remove(file_desk.engine, "connect", no_room)
    file_desk.engine.dispose()
    file_desk.do(add, "short")
    with file_desk.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT notes FROM contact").scalars().all() == ["short"]


def test_a_data_file_is_private(tmp_path: Path) -> None:
    from desks import TestClock

    from refdesk.domain import profile
    from refdesk.services import data_file

    path = tmp_path / "new" / "mine.refdesk"
    made = data_file.create(path, profile.starting("US", business_name="Mine", owner="Me"), clock=TestClock())
    made.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(each.name for each in path.parent.iterdir()) in (
        ["mine.refdesk"],
        ["mine.refdesk", "mine.refdesk.lock"],
    )


ONE_COPY = """
import importlib, pkgutil, sys
import refdesk, refdesk.ui
for found in pkgutil.walk_packages(refdesk.__path__, "refdesk."):
    if not found.name.endswith("__main__") and ".migrations" not in found.name:
        importlib.import_module(found.name)
others = [name for name in ("_sqlite3", "PySide6.QtSql") if name in sys.modules]
sys.exit(f"another SQLite came along: {others}" if others else 0)
"""


def test_the_program_brings_one_sqlite() -> None:
    # Two copies in one process do not see each other's locks.
    done = subprocess.run([sys.executable, "-c", ONE_COPY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_went_wrong_is_told_without_values(file_desk: Desk) -> None:
    with pytest.raises(Exception) as told, file_desk.engine.connect() as connection:  # noqa: PT011 - any that tells
        connection.execute(text("SELECT nothing FROM contact WHERE given = :name"), {"name": "Ana Diaz"})
    assert "Ana Diaz" not in str(told.value)


def test_a_connection_that_was_long_in_use_is_closed(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = engine.open_engine(data_file)
    used = [_driver_of(opened) for _turn in range(2)]
    assert used[0] is used[1]
    monkeypatch.setattr(engine, "LONG_S", 0)
    assert _driver_of(opened) is used[0]
    with pytest.raises(sqlite.ProgrammingError, match="closed"):
        used[0].execute("SELECT 1")
    assert _driver_of(opened) is not used[0]
    opened.dispose()


def _driver_of(opened: Engine) -> Any:
    with opened.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contact").scalar() is not None
        return connection.connection.driver_connection
