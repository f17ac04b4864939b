"""Sort what the database says into faults of the surroundings and faults of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from refdesk.errors import DiskFull, StoreBusy, StoreDamaged, StoreFault, StoreGone
from refdesk.i18n import N_, _

BUSY = N_("Another window is saving just now. Please try again in a moment.")
FULL = N_("Not saved: the disk is full. Make some room, then save again; what you typed is still here.")
READ_ONLY = N_("Not saved: RefDesk may not write to the place where the file lies. Move the file, or allow writing.")
GONE = N_("The file cannot be reached any more. Check the drive or the network, then open it again.")
DAMAGED = N_("The file is damaged. It was left as it is; please open the newest backup.")

_BY_WORDS: tuple[tuple[tuple[str, ...], type[StoreFault], str], ...] = (
    (("database is locked", "table is locked", "lock timeout", "deadlock detected"), StoreBusy, BUSY),
    (("disk is full", "no space left"), DiskFull, FULL),
    (("readonly", "read-only"), StoreFault, READ_ONLY),
    (("malformed", "not a database", "disk image"), StoreDamaged, DAMAGED),
    (("disk i/o error", "unable to open database", "connection refused", "server closed"), StoreGone, GONE),
)


def as_store_fault(error: DBAPIError) -> StoreFault | None:
    """Name a fault of the surroundings; None means the fault is ours."""
    fault = of_driver(error.orig)
    return fault or (StoreGone(_(GONE)) if error.connection_invalidated else None)


def of_driver(error: BaseException | None) -> StoreFault | None:
    """Name a fault of the surroundings by what the database's driver says."""
    said = str(error).lower()
    for words, fault, sentence in _BY_WORDS:
        if any(word in said for word in words):
            return fault(_(sentence))
    return None


@contextmanager
def named() -> Iterator[None]:
    """Turn the database's own errors into a `StoreFault` where the surroundings are to blame."""
    try:
        yield
    except DBAPIError as error:
        fault = as_store_fault(error)
        if fault is None:
            raise
        raise fault from error
