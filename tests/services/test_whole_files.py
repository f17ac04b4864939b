"""Files that we write are whole or not there at all."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from refdesk.errors import BadFile, DiskFull, Refused, StoreFault
from refdesk.services import import_files, whole_files


def fill(out: BinaryIO) -> int:
    return out.write(b"whole")


def test_a_file_is_whole_and_its_result_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"earlier")
    assert whole_files.write(path, fill) == 5
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("code", "fault"), [(errno.ENOSPC, DiskFull), (errno.EACCES, StoreFault)])
def test_a_write_that_fails_leaves_the_earlier_file(
    code: int, fault: type[StoreFault], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"earlier")

    def fail(_handle: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(fault, match="was not saved"):
        whole_files.write(path, fill)
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_what_goes_wrong_while_making_it_is_not_hidden(tmp_path: Path) -> None:
    def make(_out: BinaryIO) -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        whole_files.write(tmp_path / "a.pdf", make)
    assert list(tmp_path.iterdir()) == []


def test_a_data_file_is_neither_written_over_nor_read_as_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "mine.refdesk"
    path.write_bytes(b"business")
    with pytest.raises(Refused, match=r"mine\.refdesk"):
        whole_files.write(path, fill)
    with pytest.raises(BadFile, match=r"mine\.refdesk"):
        import_files.preview(path)
    with pytest.raises(BadFile, match=r"mine\.refdesk"):
        import_files.read(path)
    assert path.read_bytes() == b"business"
