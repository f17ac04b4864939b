"""A file that another computer writes with a log beside it: read from a copy, for such a log is not for a network."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from refdesk.errors import StoreBusy, StoreGone
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.store import engine as engines
from refdesk.store import faults, place

TURNS = 5
WRITES_A_LOG, AT = b"\x02", 18
"""What the header of a file says, and where, while its newest pages may lie in a log beside it."""


def is_needed(path: Path) -> bool:
    """Tell whether a file must not be read where it lies: over a network, with a log that its computer keeps."""
    if not place.judge(path).safe_journal:
        return False
    with path.open("rb") as file:
        file.seek(AT)
        return file.read(1) == WRITES_A_LOG


def make(path: Path, *, progress: Progress = SILENT) -> Path:
    """Copy a file and its log as they are at one moment; raises `StoreBusy` where they never hold still.

    The copy lies in a folder of its own: `drop` it.
    """
    copy = Path(tempfile.mkdtemp(prefix="refdesk-read-")) / path.name
    try:
        for _turn in range(TURNS):
            if _copied(path, copy, progress):
                return copy
    except OSError as error:
        drop(copy)
        raise StoreGone(_(faults.GONE)) from error
    except BaseException:
        drop(copy)
        raise
    drop(copy)
    raise StoreBusy(_(faults.BUSY))


def drop(copy: Path) -> None:
    """Take a copy away, with its folder."""
    with suppress(OSError):
        shutil.rmtree(copy.parent)


def _copied(path: Path, copy: Path, progress: Progress) -> bool:
    before = _stamps(path)
    for source, target in zip(_parts(path), _parts(copy), strict=True):
        progress.check()
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, target)
            target.chmod(0o600)
    if _stamps(path) != before:
        return False
    engines.settle(copy)
    engine = engines.open_engine(copy, read_only=True)
    try:
        with faults.named():
            return engines.is_sound(engine, whole=False, stopped=progress.is_stopped)
    finally:
        engine.dispose()


def _parts(path: Path) -> tuple[Path, Path]:
    return path, path.with_name(f"{path.name}-wal")


def _stamps(path: Path) -> list[tuple[int, int]]:
    found = [each.stat() for each in _parts(path) if each.exists()]
    return [(each.st_size, each.st_mtime_ns) for each in found]
