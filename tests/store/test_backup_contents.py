"""What is in a backup is read from beside: of each released shape, and without changing a byte."""

import shutil
from pathlib import Path

import pytest
from desks import START, TestClock

from refdesk.errors import Cancelled, SchemaTooNew, StoreDamaged, StoreGone
from refdesk.progress import Progress
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store import backup, backup_contents, engine
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit

GOLDEN = Path(__file__).parent / "golden"
COUNTS = {
    "0002-5": (5, 1, 1, 1, 1),
    "0003-5": (5, 1, 1, 1, 1),
    "0004-5": (5, 2, 2, 1, 1),
    "0005-5": (5, 3, 3, 2, 2),
    "0006-5": (5, 3, 3, 2, 2),
    "0007-5": (5, 3, 3, 2, 2),
}


@operation("Add")
def add(unit: Unit, given: str) -> None:
    unit.add(Contact(given=given))


def put(path: Path, *statements: str) -> None:
    connection = engine.file_connection(path, "rw")
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("shape", COUNTS)
def test_every_released_shape_is_counted_and_left_as_it_is(tmp_path: Path, shape: str) -> None:
    path = Path(shutil.copy2(GOLDEN / f"{shape}.refdesk", tmp_path / "old.refdesk"))
    before = path.read_bytes()
    found = backup_contents.look(path)
    assert (found.people, found.referrals, found.thanks, found.gifts, found.cards) == COUNTS[shape]
    assert found.business == "Fernhollow"
    assert found.newest is not None
    assert (found.newest.at, found.newest.label, found.newest.takes_back) == (START, "Gone Again added", True)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_shape_without_a_table_has_none_of_it(tmp_path: Path) -> None:
    path = Path(shutil.copy2(GOLDEN / "0002-5.refdesk", tmp_path / "old.refdesk"))
    put(
        path, "DROP TABLE gift", "DROP TABLE printed", "DELETE FROM operation",
        "UPDATE alembic_version SET version_num = '0001'",
    )  # fmt: skip
    found = backup_contents.look(path)
    assert (found.people, found.gifts, found.cards, found.newest) == (5, 0, 0, None)


def test_what_was_done_since_is_counted_and_the_newest_named(
    file_desk: Desk, data_file: Path, tmp_path: Path, clock: TestClock
) -> None:
    file_desk.do(add, "Ana")
    saved = tmp_path / "saved.refdesk"
    backup.copy_to(data_file, saved)
    for given in ("Bea", "Cleo"):
        clock.forward(minutes=1)
        file_desk.do(add, given)
    there, here = backup_contents.look(saved), backup_contents.of_open(data_file)
    assert (there.people, here.people) == (1, 3)
    assert there.newest is not None
    assert here.newest is not None
    assert backup_contents.since(data_file, there.newest) == backup_contents.Since(2, here.newest)
    assert backup_contents.since(data_file, here.newest) == backup_contents.Since(0, None)
    assert backup_contents.since(saved, here.newest) is None


def test_the_same_number_at_another_time_is_another_thing(
    file_desk: Desk, data_file: Path, tmp_path: Path, clock: TestClock
) -> None:
    other = Path(shutil.copy2(data_file, tmp_path / "other.refdesk"))
    file_desk.do(add, "Ana")
    clock.forward(minutes=1)
    opened = Desk(engine.open_engine(other), clock=clock)
    opened.do(add, "Ana")
    opened.close()
    theirs = backup_contents.look(other).newest
    assert theirs is not None
    assert backup_contents.since(data_file, theirs) is None


@pytest.mark.parametrize(
    ("content", "fault", "says"),
    [
        (None, StoreGone, "not there"),
        (b"", StoreDamaged, "is empty"),
        (b"First Name,Last Name\n" * 300, StoreDamaged, "not a RefDesk file"),
        (b"SQLite format 3\0" + b"\xff" * 5000, StoreDamaged, "Choose another backup"),
    ],
)
def test_what_is_no_file_of_refdesk_is_named_and_left_alone(
    tmp_path: Path, content: bytes | None, fault: type[Exception], says: str
) -> None:
    path = tmp_path / "odd.refdesk"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(fault, match=says):
        backup_contents.look(path)
    assert content is None or path.read_bytes() == content


def test_another_program_s_file_and_a_newer_one_are_refused(tmp_path: Path) -> None:
    path = Path(shutil.copy2(GOLDEN / "0006-5.refdesk", tmp_path / "odd.refdesk"))
    put(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew, match="newer RefDesk"):
        backup_contents.look(path)
    put(path, "PRAGMA application_id = 7")
    with pytest.raises(StoreDamaged, match="not a RefDesk file"):
        backup_contents.look(path)


def test_a_page_that_is_broken_is_found(tmp_path: Path) -> None:
    path = Path(shutil.copy2(GOLDEN / "0006-5.refdesk", tmp_path / "broken.refdesk"))
    connection = engine.file_connection(path, "ro")
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'promise'").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096  # nothing that is counted lies there
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="Choose another backup"):
        backup_contents.look(path)
    assert path.read_bytes() == bytes(content)


def test_reading_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "STEPS_BETWEEN_LOOKS", 1)
    stopped = Progress()
    stopped.stop()
    with pytest.raises(Cancelled):
        backup_contents.look(GOLDEN / "0006-5.refdesk", progress=stopped)
