"""How memory is kept for what comes next: in one place for all threads, no large piece, and without a rush of looks."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
LARGE = 128 * 1024


def hold_little() -> None:
    """Let what is freed serve whichever thread asks next, and what is large go back at once; call it before threads.

    Left alone, the library keeps a heap for each thread and raises what it calls large to 32 MB once pictures of pages
    were freed: measured, 10 to 20 MB that nobody uses. Other C libraries have no such switch and are left alone.
    """
    if not sys.platform.startswith("linux"):
        return
    switch = getattr(ctypes.CDLL(None), "mallopt", None)
    if switch is not None:
        for what, value in ((M_ARENA_MAX, 1), (M_MMAP_THRESHOLD, LARGE), (M_TRIM_THRESHOLD, LARGE)):
            switch(what, value)


@contextmanager
def rush() -> Iterator[None]:
    """Let Python look for no garbage while very much is read that stays: the looks take as long as the reading.

    Measured with 100,000 people of a file. Where somebody else collects, as the window does, nothing changes.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
