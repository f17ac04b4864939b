"""Telling what a file is, without changing a byte of it."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import SchemaTooNew, StoreDamaged, StoreGone
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
