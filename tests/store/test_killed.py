"""A process that is killed in the middle of its work loses nothing that it had confirmed, and leaves nothing half done.

The child is forked where that can be (it starts at once); elsewhere these tests are skipped.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from desks import TestClock
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.services import data_file as files
from refdesk.services.operation import operation
from refdesk.store import backup
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
TOGETHER = 50


@operation("Add two")
def add_two(unit: Unit, turn: int) -> None:
    unit.add(Contact(given=f"a{turn}"))
    unit.add(Contact(given=f"b{turn}"))


@operation("Bring in")
def bring_in(unit: Unit, turn: int) -> None:
    first = unit.next_id(Contact)
    rows = [
        {"id": first + place, "given": f"many{turn}", "search_text": "", "sort_key": ""} for place in range(TOGETHER)
    ]
    unit.insert_in_bulk(Contact, rows)


def given_names(session: Session) -> Counter[str]:
    return Counter(session.scalars(select(Contact.given)))


def works_until_killed(path: Path, clock: TestClock, confirm: Callable[[str], None], turn: int) -> None:
    """Add, import, back up, close, open and restore, confirming each write when it is done."""
    chance = random.Random(turn)
    file = files.open_file(path, clock=clock)
    while True:
        turn += 1
        act = chance.random()
        if act < 0.6:
            file.desk.do(add_two, turn)
            confirm(f"a{turn} 1\nb{turn} 1\n")
        elif act < 0.8:
            file.desk.do(bring_in, turn)
            confirm(f"many{turn} {TOGETHER}\n")
        elif act < 0.9:
            file.close()
            file = files.open_file(path, clock=clock)
        else:
            made = files.back_up(file, "now and then")
            folder = files.backup_folder_of(file)
            file.close()
            files.restore(folder / made.file, path, now=clock())
            file = files.open_file(path, clock=clock)


def tell(pipe: int, words: str) -> None:
    os.write(pipe, words.encode())


def killed_after(seconds: float, path: Path, clock: TestClock, turn: int) -> dict[str, int]:
    """Let a child work and kill it; returns what it had confirmed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            works_until_killed(path, clock, partial(tell, write), turn)
        finally:
            tell(write, "fault 1\n")  # a name that nobody bears: it is missed below
            os._exit(1)
    os.close(write)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, encoding="utf-8") as told:
        lines = [line.split() for line in told.read().splitlines()]
    return {name: int(many) for name, many in lines}


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_nothing_confirmed_is_lost_and_nothing_is_torn(data_file: Path, clock: TestClock) -> None:
    confirmed: dict[str, int] = {}
    for cycle in range(1, 13):
        confirmed |= killed_after(0.05 + 0.04 * cycle, data_file, clock, cycle * 10_000)
        file = files.open_file(data_file, clock=clock)
        found = file.desk.ask(given_names)
        file.close()
        files.check(data_file)
        assert {name: found[name] for name in confirmed} == confirmed
        assert all(many == (TOGETHER if name.startswith("many") else 1) for name, many in found.items())
        assert all(found[f"b{name[1:]}"] == 1 for name in found if name.startswith("a"))
    assert confirmed, "the children did some work"
    folder = backup.folder_of(data_file)
    for kept in backup.listed(folder, data_file.stem):
        backup.check(folder / kept.file)
