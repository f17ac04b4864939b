"""What a thread freed serves the others: the C library keeps one heap. A rush is not looked through for garbage."""

import gc
import subprocess
import sys

import pytest

from refdesk import heap
from refdesk.errors import Cancelled

_SAYS = """
import ctypes, threading
from refdesk import heap
from refdesk.errors import Cancelled
if {holds}:
    heap.hold_little()
together = threading.Barrier(5)
def work():
    kept = [bytes(5_000) for _ in range(100)]
    together.wait()
    together.wait()
for _ in range(4):
    threading.Thread(target=work).start()
together.wait()
ctypes.CDLL(None).malloc_stats()
together.wait()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is a switch for it")
def test_all_threads_share_one_heap() -> None:
    heaps = [_heaps(holds=holds) for holds in (False, True)]
    assert heaps[0] > 1, "the C library keeps one heap by itself: the switch can go"
    assert heaps[1] == 1


def _heaps(*, holds: bool) -> int:
    done = subprocess.run([sys.executable, "-c", _SAYS.format(holds=holds)], capture_output=True, text=True, check=True)
    return done.stderr.count("Arena ")


def test_in_a_rush_nobody_looks_for_garbage_and_then_again() -> None:
    seen = []

    @heap.rush()
    def read(*, breaks: bool = False) -> None:
        seen.append(gc.isenabled())
        if breaks:
            raise Cancelled

    assert gc.isenabled()
    read()
    with pytest.raises(Cancelled):
        read(breaks=True)
    assert gc.isenabled()
    gc.disable()  # as the window does, which collects by a plan of its own
    try:
        read()
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert seen == [False, False, False]
