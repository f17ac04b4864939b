"""A file with a log beside it is read from a copy when it lies on a network."""

from pathlib import Path

import pytest
from desks import TestClock
from sqlcipher3 import dbapi2

from refdesk.domain.contact import ContactDraft
from refdesk.errors import StoreBusy, StoreFault
from refdesk.progress import Progress
from refdesk.services import contacts
from refdesk.services import data_file as data_files
from refdesk.services.desk import Desk
from refdesk.store import place, reading_copy
from refdesk.store.lock import Holder, InUse, Lock
from refdesk.store.place import Place, PlaceKind


@pytest.fixture
def logged(tmp_path: Path, file_desk: Desk, data_file: Path) -> Path:
    """Return a file as it lies while it is written: what was saved last is in its log."""
    file_desk.do(contacts.add, ContactDraft(given="Ana"))
    path = tmp_path / "theirs.refdesk"
    for suffix in ("", "-wal"):
        lying = data_file.with_name(data_file.name + suffix)
        path.with_name(path.name + suffix).write_bytes(lying.read_bytes())
    return path


def on_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "judge", lambda _path: Place(PlaceKind.NETWORK))


def rows(path: Path) -> int:
    connection = dbapi2.connect(str(path))
    (found,) = connection.execute("SELECT count(*) FROM contact").fetchone()
    connection.close()
    return int(found)


def test_only_a_log_over_a_network_needs_it(logged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not reading_copy.is_needed(logged)
    on_a_network(monkeypatch)
    assert reading_copy.is_needed(logged)
    header = bytearray(logged.read_bytes())
    header[18:20] = b"\x01\x01"
    logged.write_bytes(header)
    assert not reading_copy.is_needed(logged)


def test_the_copy_holds_what_lies_in_the_log(logged: Path) -> None:
    before = {each.name: each.read_bytes() for each in logged.parent.glob("theirs*")}
    assert len(before) == 2
    copy = reading_copy.make(logged)
    assert rows(copy) == 1
    assert {each.name: each.read_bytes() for each in logged.parent.glob("theirs*")} == before
    reading_copy.drop(copy)
    assert not copy.parent.exists()


def test_a_file_that_never_holds_still_is_not_shown(logged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = iter(range(100))
    monkeypatch.setattr(reading_copy, "_stamps", lambda _path: [(next(turns), 0)])
    with pytest.raises(StoreBusy):
        reading_copy.make(logged, progress=Progress())


def test_it_opens_to_read_from_the_copy(logged: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_network(monkeypatch)

    def held(_lock: Lock, _now: object) -> None:
        raise InUse("held", Holder("nadia", "STUDIO-PC", "2026-09-14T09:30", 1))

    monkeypatch.setattr(Lock, "take", held)
    opened = data_files.open_to_read(logged, clock=clock)
    assert "You see it as it was at" in opened.reading
    assert opened.path == logged
    assert opened.copy is not None
    with pytest.raises(StoreFault, match="open on STUDIO-PC"):
        opened.desk.do(contacts.add, ContactDraft(given="Bea"))
    opened.close()
    assert not opened.copy.parent.exists()
