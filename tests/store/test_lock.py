"""One window a file; who has it is said."""

import json
from pathlib import Path

import pytest
from desks import START

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
