import logging
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from refdesk import logs, paths

NAME = "Ana Diaz"
log = logging.getLogger("refdesk.test")


@pytest.fixture
def log_file() -> Iterator[Path]:
    logs.start()
    yield paths.log_folder() / logs.FILE_NAME
    logs.stop()


def _fail() -> None:
    try:
        int(NAME)
    except ValueError as fault:
        raise RuntimeError(NAME) from fault


def test_a_line_is_written_once_though_started_twice(log_file: Path) -> None:
    logs.start()
    log.info("opened file %d", 7)
    assert log_file.read_text(encoding="utf-8").count("opened file 7") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_the_log(log_file: Path) -> None:
    log.info("opened")
    assert stat.S_IMODE(log_file.stat().st_mode) == 0o600


@pytest.mark.loud
def test_a_fault_is_logged_by_place_and_kind_without_words_of_people(log_file: Path) -> None:
    try:
        _fail()
    except RuntimeError:
        log.exception("operation 12 failed")
    text = log_file.read_text(encoding="utf-8")
    assert "operation 12 failed" in text
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "_fail" in text
    assert NAME not in text


def test_the_log_stays_small(log_file: Path) -> None:
    line = "x" * 1000
    for _ in range(3 * logs.LARGEST // 1000):
        log.info(line)
    written = list(log_file.parent.glob(f"{logs.FILE_NAME}*"))
    assert len(written) == 1 + 3
    assert all(file.stat().st_size <= logs.LARGEST for file in written)


def test_a_log_that_cannot_be_opened_stops_nothing() -> None:
    (paths.log_folder() / logs.FILE_NAME).mkdir()
    logs.start()
    log.info("still at work")
    logs.stop()


def test_a_program_that_died_is_told_of_once() -> None:
    script = "import faulthandler\nfrom refdesk import logs\nlogs.watch_for_crashes()\nfaulthandler._sigabrt()\n"
    died = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert died.returncode != 0
    told = logs.last_crash()
    assert told is not None
    assert "Aborted" in told
    assert logs.last_crash() is None


def test_a_program_that_ended_well_leaves_nothing() -> None:
    script = "from refdesk import logs\nlogs.watch_for_crashes()\n"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert list(paths.log_folder().iterdir()) == []


def test_an_empty_note_of_long_ago_is_cleared_away() -> None:
    folder = paths.log_folder()
    fresh, stale = folder / "crash-1.txt", folder / "crash-2.txt"
    fresh.touch()
    stale.touch()
    long_ago = time.time() - 8 * 24 * 3600
    os.utime(stale, (long_ago, long_ago))
    assert logs.last_crash() is None
    assert [file.name for file in folder.iterdir()] == ["crash-1.txt"]
