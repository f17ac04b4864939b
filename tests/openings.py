"""What a test makes Python open: files, sockets, other programs; and which of it lies where nothing was to be done."""

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_FILES = frozenset({"open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir"})
_NEVER = frozenset(
    {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.posix_spawn", "urllib.Request"}
)
_PROJECT = Path(__file__).resolve().parent.parent
_OURS = tuple(
    Path(folder).expanduser().resolve()
    for folder in (
        tempfile.gettempdir(), _PROJECT / "refdesk", _PROJECT / "resources", _PROJECT / "tests",
        sys.prefix, sys.base_prefix + "/lib",
        sysconfig.get_path("stdlib"), "/dev/null", "/usr/share/zoneinfo", "/proc/self/mounts",
        "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    )
)  # fmt: skip


@dataclass
class Opened:
    """What was opened while it was watched."""

    files: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)

    def elsewhere(self) -> list[str]:
        """Return what is neither temporary nor part of the program, and every socket and program."""
        return self.reached + [each for each in dict.fromkeys(self.files) if not _is_ours(each)]


_WATCHING: list[Opened] = []


@contextmanager
def watched() -> Iterator[Opened]:
    """Note what is opened inside; a watch within another keeps what it sees to itself."""
    opened = Opened()
    _WATCHING.append(opened)
    try:
        yield opened
    finally:
        _WATCHING.remove(opened)


def _note(event: str, details: tuple[Any, ...]) -> None:
    if not _WATCHING:
        return
    opened = _WATCHING[-1]
    if event in _NEVER:
        opened.reached.append(f"{event} {details[-1]}")
    elif event in _FILES and isinstance(details[0], str | bytes | os.PathLike):
        opened.files.append(os.fsdecode(details[0]))


def _is_ours(path: str) -> bool:
    real = Path(path).resolve()
    return any(real.is_relative_to(root) for root in _OURS)


# A hook stays for the life of the process; outside of `watched` it does nothing.
sys.addaudithook(_note)
