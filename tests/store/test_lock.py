"""One window a file; who has it is said."""

import json
import os
from pathlib import Path

import pytest
from desks import START

from refdesk.errors import StoreFault
from refdesk.store.lock import InUse, Lock


def test_a_second_window_is_told_who_has_the_file(tmp_path: Path) -> None:
    path = tmp_path / "business.refdesk"
    first, second = Lock(path), Lock(path)
    first.take(START)
    with pytest.raises(InUse, match="another window") as told:
        second.take(START)
    assert told.value.here
    first.release()
    second.take(START)
    second.release()


def test_another_computer_is_named(tmp_path: Path) -> None:
    path = tmp_path / "business.refdesk"
    first, second = Lock(path), Lock(path)
    first.take(START)
    note = tmp_path / "business.refdesk.open"
    held = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**held, "computer": "STUDIO-PC", "who": "nadia"}), encoding="utf-8")
    with pytest.raises(InUse, match="STUDIO-PC by nadia") as told:
        second.take(START)
    assert not told.value.here
    first.release()


def test_a_note_of_a_dead_process_holds_nobody_back(tmp_path: Path) -> None:
    path = tmp_path / "business.refdesk"
    note = tmp_path / "business.refdesk.open"
    note.write_text('{"who": "nadia", "computer": "STUDIO-PC", "since": "2026-01-01", "process": 1}', encoding="utf-8")
    lock = Lock(path)
    lock.take(START)
    assert json.loads(note.read_text(encoding="utf-8"))["process"] == os.getpid()
    lock.release()
    assert not note.exists()


def test_where_nothing_may_be_written_a_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("x", encoding="utf-8")
    with pytest.raises(StoreFault, match="may not write"):
        Lock(tmp_path / "no folder" / "business.refdesk").take(START)


def test_a_full_disk_still_lets_the_file_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_lock: Lock, _holder: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Lock, "_write_note", full)
    first, second = Lock(tmp_path / "business.refdesk"), Lock(tmp_path / "business.refdesk")
    first.take(START)
    with pytest.raises(InUse, match="another window"):
        second.take(START)
    first.release()


def test_a_file_has_one_lock_by_whichever_name_it_is_opened(tmp_path: Path) -> None:
    path, other = tmp_path / "business.refdesk", tmp_path / "link.refdesk"
    path.touch()
    try:
        other.symlink_to(path)
    except OSError:
        pytest.skip("this system makes no links for everybody")
    first = Lock(path)
    first.take(START)
    with pytest.raises(InUse):
        Lock(other).take(START)
    first.release()
