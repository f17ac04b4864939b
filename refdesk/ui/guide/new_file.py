"""The name and place of a new data file, and of one that comes out of a backup."""

import re
from itertools import count
from pathlib import Path

from refdesk import paths
from refdesk.domain import text
from refdesk.errors import StoreFault
from refdesk.i18n import _

_LONGEST = 80
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_BACKUP = re.compile(r" \d{4}-\d{2}-\d{2} \d{6}( \(\d+\))?$")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def stem_for(business_name: str) -> str:
    """Return the name of a business as every system takes it for a file."""
    bare = text.clean(_FORBIDDEN.sub(" ", text.clean(business_name))).strip(" .")
    cut = bare.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    if not cut or cut.split(".")[0].casefold() in _DEVICES:
        return f"{_('My business')} {cut}".strip()
    return cut


def usual_place(business_name: str) -> Path:
    """Return where the file of a business goes; raises a `StoreFault` if that folder cannot be made."""
    return _data_folder() / f"{stem_for(business_name)}{paths.FILE_SUFFIX}"


def free_place(wanted: Path) -> Path:
    """Return this place, or the first one like it where no file lies yet: "Fernhollow 2"."""
    if not wanted.exists():
        return wanted
    names = (wanted.with_name(f"{wanted.stem} {number}{wanted.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())


def is_backup(path: Path) -> bool:
    """Say whether a file is named as RefDesk names its backups."""
    return path.suffix == paths.FILE_SUFFIX and _BACKUP.search(path.stem) is not None


def place_for_backup(backup: Path) -> Path:
    """Return where a backup is brought back to: beside no other file of its name."""
    return free_place(_data_folder() / f"{_BACKUP.sub('', backup.stem)}{paths.FILE_SUFFIX}")


def _data_folder() -> Path:
    try:
        return paths.data_folder()
    except OSError as error:
        sentence = _("RefDesk cannot make its folder “{folder}”. Choose another place for your file.")
        raise StoreFault(sentence.format(folder=error.filename or "")) from error
