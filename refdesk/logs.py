"""What RefDesk notes about itself: ids and kinds of fault, never names, phones, notes or other words of people."""

import atexit
import contextlib
import copy
import faulthandler
import logging
import os
import time
import traceback
from collections.abc import Callable
from functools import partial
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from refdesk import paths

FILE_NAME = "refdesk.log"
LARGEST = 500_000
KEPT = 3
CRASH_PREFIX = "crash-"
SEEN_PREFIX = "seen-crash-"
A_WEEK = 7 * 24 * 3600

log = logging.getLogger(__name__)
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start() -> None:
    """Write what is logged to this machine's log folder; RefDesk works on without a log when that cannot be written."""
    root = logging.getLogger()
    if any(isinstance(handler, _LogFile) for handler in root.handlers):
        return
    try:
        handler = _LogFile(paths.log_folder() / FILE_NAME, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(_WithoutWords("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def stop() -> None:
    """Close the log file."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _LogFile)]:
        root.removeHandler(handler)
        handler.close()


def report(fault: BaseException) -> str:
    """Return where a fault came from, by file, line and kind; its message may hold words of people and is left out."""
    lines = []
    for one in _chain(fault):
        lines.append(type(one).__qualname__)
        frames = traceback.extract_tb(one.__traceback__)
        lines.extend(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    return "\n".join(lines)


def watch_for_crashes() -> Callable[[], None]:
    """Let Python write where it stood should the process die; return what ends the watch and clears its file."""
    try:
        file = paths.log_folder() / f"{CRASH_PREFIX}{os.getpid()}.txt"
        stream = _open_private(file)
    except OSError:
        return _nothing
    faulthandler.enable(stream)
    end = partial(_end_watch, stream, file)
    atexit.register(end)
    return end


def last_crash() -> str | None:
    """Return where a RefDesk before this one died, once: the next call returns an older one or None."""
    try:
        files = sorted(paths.log_folder().glob(f"{CRASH_PREFIX}*.txt"), key=lambda file: file.stat().st_mtime)
        found = [(file, file.read_text(encoding="utf-8", errors="replace")) for file in files if not _is_mine(file)]
        for file, text in reversed(found):
            if text.strip():
                file.replace(file.with_name(SEEN_PREFIX + file.name.removeprefix(CRASH_PREFIX)))
                return text
            if time.time() - file.stat().st_mtime > A_WEEK:
                file.unlink()
    except OSError as fault:
        log.warning("crash notes not read: %s", type(fault).__name__)
    return None


class _LogFile(RotatingFileHandler):
    """Keeps still when the log cannot be written: a log never disturbs the work."""

    def _open(self) -> TextIOWrapper:
        return _open_private(Path(self.baseFilename))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: there is nowhere left to say it."""


class _WithoutWords(logging.Formatter):
    def __init__(self, layout: str) -> None:
        super().__init__(layout)
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another handler has already made of the fault, with its words, is not taken over."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging's name
        return report(ei[1]) if ei[1] is not None else ""


def _chain(fault: BaseException) -> list[BaseException]:
    """Return the fault and what caused it, the first cause first."""
    chain = [fault]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    return chain[::-1]


def _short(filename: str) -> str:
    """Return the last folders only: a full path holds the name of the person whose home it is."""
    return "/".join(Path(filename).parts[-3:])


def _open_private(file: Path) -> TextIOWrapper:
    """Open a text file to append to, which nobody else may read (0600)."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(handle, "a", encoding="utf-8", errors="replace")


def _is_mine(file: Path) -> bool:
    return file.stem == f"{CRASH_PREFIX}{os.getpid()}"


def _end_watch(stream: TextIO, file: Path) -> None:
    if stream.closed:
        return
    faulthandler.disable()
    stream.close()
    with contextlib.suppress(OSError):
        if file.stat().st_size == 0:
            file.unlink()


def _nothing() -> None:
    pass
