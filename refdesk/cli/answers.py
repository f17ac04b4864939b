"""How a command speaks: answers on standard output, one plain sentence on standard error, an exit code."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from refdesk.services import data_file
from refdesk.services.desk import Clock, Desk

DONE, REFUSED, STOPPED = 0, 1, 130
CLIENT = "command"


def clock() -> datetime:
    """Return the moment now."""
    return datetime.now(UTC)  # noqa: TID251 - a command begins here, like the window in `app`


def say(words: str) -> None:
    """Print an answer."""
    sys.stdout.write(words + "\n")


def warn(words: str) -> None:
    """Print a sentence beside the answer."""
    sys.stderr.write(words + "\n")


def say_json(value: dict[str, Any]) -> None:
    """Print one JSON object."""
    say(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def desk_on(path: Path, *, at: Clock = clock) -> Iterator[Desk]:
    """Open a file for one command, also beside a window of this computer."""
    opened = data_file.open_file(path, clock=at, client=CLIENT, beside=True)
    try:
        yield opened.desk
    finally:
        opened.close()
