"""When the window has nothing to do: what nobody waits for is done then, and not while something opens."""

import time

WORK_S = 0.005
PATIENCE = 10


class Lull:
    """Tells of one from turn to turn; whoever waited for many turns is told of one that never came."""

    def __init__(self) -> None:
        self._worked, self._waited = time.thread_time(), 0

    def has_come(self) -> bool:
        """Return whether the thread that asks did next to nothing since it asked before."""
        before, self._worked = self._worked, time.thread_time()
        is_busy = self._worked - before > WORK_S and self._waited < PATIENCE
        self._waited = self._waited + 1 if is_busy else 0
        return not is_busy

    def begin_anew(self) -> None:
        """Leave out what the thread did since it asked."""
        self._worked = time.thread_time()
