"""Files that we write: aside first, then renamed, so that nobody ever sees half a file."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from refdesk import paths
from refdesk.errors import DiskFull, Problem, Refused, StoreFault
from refdesk.i18n import _

R = TypeVar("R")


def write(path: Path, make: Callable[[BinaryIO], R]) -> R:
    """Fill a file by `make`; one that is already there stays until the new one is whole.

    Raises `StoreFault`, and `Refused` where the name is that of a data file, open perhaps.
    """
    if path.suffix.lower() == paths.FILE_SUFFIX:
        sentence = _("“{file}” is the name of a RefDesk file. Choose another name.").format(file=path.name)
        raise Refused(Problem("file", sentence))
    try:
        return _write(path, make)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            sentence = _("“{file}” was not saved: the disk is full. Make some room, then try again.")
            raise DiskFull(sentence.format(file=path.name)) from fault
        sentence = _(
            "“{file}” was not saved: RefDesk may not write there, or the folder is gone. Choose another place."
        )
        raise StoreFault(sentence.format(file=path.name)) from fault


def _write(path: Path, make: Callable[[BinaryIO], R]) -> R:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            made = make(out)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return made
