"""Who has a data file open: an operating system lock beside it, held for life, and a note of who and since when."""

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from refdesk import i18n
from refdesk.errors import StoreFault, StoreInUse
from refdesk.i18n import _


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file."""

    who: str
    computer: str
    since: str
    process: int

    @property
    def since_when(self) -> str:
        """Say since when, in the time of this computer; as it was noted where that is no time."""
        try:
            at = datetime.fromisoformat(self.since).astimezone()
        except (ValueError, OverflowError):
            return self.since
        return _("{day}, {time}").format(day=i18n.day_short(at.date()), time=i18n.clock(at))


class NotWritable(StoreFault):
    """RefDesk may read the file, and may not write to it or to where it lies."""


class InUse(StoreInUse):
    """Somebody holds the file; `holder` says who, if the note could be read."""

    def __init__(self, sentence: str, holder: Holder | None) -> None:
        super().__init__(sentence)
        self.holder = holder

    @property
    def here(self) -> bool:
        """Tell whether it is open on this very computer."""
        return self.holder is None or self.holder.computer == platform.node()


class Lock:
    """The lock on one data file."""

    def __init__(self, data_file: Path) -> None:
        data_file = data_file.resolve()  # one lock, by whichever name the file is opened
        self._file = data_file
        self._note = data_file.with_name(data_file.name + ".open")
        beside = data_file.with_name(data_file.name + ".lock")
        self._lock = FileLock(str(beside), timeout=0, mode=0o600, thread_local=False)

    def take(self, now: datetime) -> None:
        """Take the lock for life; raises `InUse`, or a `StoreFault` where nothing may be written."""
        try:
            self._lock.acquire()
        except Timeout:
            raise self._in_use() from None
        except (OSError, NotImplementedError) as error:
            sentence = _("RefDesk may not write to the place where “{file}” lies. Move the file, or allow writing.")
            raise NotWritable(sentence.format(file=self._file.name)) from error
        with suppress(OSError):  # the note is for others to read; the lock holds without it, on a full disk too
            self._write_note(Holder(_user(), platform.node(), now.isoformat(timespec="minutes"), os.getpid()))

    def release(self) -> None:
        """Give the file free."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()

    def _write_note(self, holder: Holder) -> None:
        self._note.unlink(missing_ok=True)
        handle = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as note:
            json.dump(asdict(holder), note)

    def _in_use(self) -> InUse:
        holder = self._holder()
        if holder is None or holder.computer == platform.node():
            return InUse(_("“{file}” is already open in another window.").format(file=self._file.stem), holder)
        return InUse(
            _("“{file}” is open on {computer} by {who} since {since}. Close it there, or open it here to read.").format(
                file=self._file.stem,
                computer=holder.computer,
                who=holder.who,
                since=holder.since_when,
            ),
            holder,
        )

    def _holder(self) -> Holder | None:
        with suppress(OSError, ValueError, TypeError):
            return Holder(**json.loads(self._note.read_text(encoding="utf-8")))
        return None


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "?"
