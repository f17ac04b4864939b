"""Telling what a file is, without changing a byte of it."""

import os
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import SchemaTooNew, StoreDamaged, StoreFault, StoreGone
from refdesk.store import schema


def altered(path: Path, *statements: str) -> None:
    connection = sqlite.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_our_own_file_is_known(data_file: Path) -> None:
    before = data_file.read_bytes()
    assert schema.probe(data_file) == schema.NEWEST
    assert data_file.read_bytes() == before


def test_a_missing_file_is_not_an_empty_business(tmp_path: Path) -> None:
    with pytest.raises(StoreGone, match="not there"):
        schema.probe(tmp_path / "gone.refdesk")
    assert not (tmp_path / "gone.refdesk").exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 2000, b"\x89PNG" * 900])
def test_a_foreign_or_broken_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.refdesk"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        schema.probe(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.refdesk"
    altered(path, "CREATE TABLE mail (id INTEGER)")
    with pytest.raises(StoreDamaged, match="not a RefDesk file"):
        schema.probe(path)


def test_a_newer_file_asks_for_an_update(data_file: Path) -> None:
    altered(data_file, "UPDATE alembic_version SET version_num = '9999'")
    before = data_file.read_bytes()
    with pytest.raises(SchemaTooNew, match="update"):
        schema.probe(data_file)
    assert data_file.read_bytes() == before


def died_while_writing(path: Path) -> None:
    """Leave what a process leaves that dies in the middle of a write without a write-ahead log."""
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE half (done TEXT)")
    connection.executemany("INSERT INTO half VALUES (?)", [("x" * 5000,)] * 50)
    halfway = path.with_name("halfway")
    for each in (path, path.with_name(path.name + "-journal")):
        shutil.copy(each, halfway.with_name(each.name.replace(path.name, halfway.name)))
    connection.close()
    halfway.replace(path)
    halfway.with_name("halfway-journal").replace(path.with_name(path.name + "-journal"))


def test_a_half_written_file_of_ours_is_taken_back_and_not_called_damaged(data_file: Path) -> None:
    died_while_writing(data_file)
    assert schema.probe(data_file) == schema.NEWEST
    with sqlite.connect(str(data_file)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    connection.close()


def test_a_half_written_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.refdesk"
    altered(path, "CREATE TABLE mail (id INTEGER)")
    died_while_writing(path)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="not a RefDesk file"):
        schema.probe(path)
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_read_is_not_called_damaged(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(StoreFault, match="may not read") as told:
        schema.probe(data_file)
    assert not isinstance(told.value, StoreDamaged)


def test_a_name_may_hold_what_addresses_use_for_themselves(data_file: Path) -> None:
    odd = data_file.replace(data_file.with_name("100% mine? #1 é.refdesk"))
    assert schema.probe(odd) == schema.NEWEST
