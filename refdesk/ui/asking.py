"""Questions that follow typed letters, asked beside the window: in a large file each may take as long as a picture."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from refdesk.progress import Progress
from refdesk.ui.jobs import Failed, Job, JobLanes

Answer = TypeVar("Answer")


class Asking(QObject, Generic[Answer]):
    """Asks one question at a time and gives `show` the words with their answer; only the last words count.

    A key that chooses from the answer calls `finish` first: it must never choose from the answer to former words.
    """

    def __init__(
        self, jobs: JobLanes, find: Callable[[str], Answer], show: Callable[[str, Answer], None], parent: QObject, *,
        failed: Failed | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._jobs, self._find, self._show, self._failed = jobs, find, show, failed
        self._open: str | None = None
        self._is_out = False

    def ask(self, words: str) -> None:
        """Ask, as soon as the question before has its answer."""
        self._open = words
        if not self._is_out:
            self._send(words)

    def finish(self) -> None:
        """Have the answer that is still to come now."""
        words, self._open = self._open, None
        if words is not None:
            self._show(words, self._find(words))

    def forget(self) -> None:
        """Show no answer that is still to come."""
        self._open = None

    def _send(self, words: str) -> None:
        self._is_out = True
        work = partial(_find, self._find, words)
        job: object = self._jobs.start(work, then=partial(self._hear, words), failed=self._failed)
        if isinstance(job, Job):
            job.ended.connect(self._end)
        else:
            self._end()

    def _end(self) -> None:
        self._is_out = False

    def _hear(self, words: str, answer: Answer) -> None:
        if words == self._open:
            self._open = None
            self._show(words, answer)
        elif self._open is not None:
            self._send(self._open)


def _find(find: Callable[[str], Answer], words: str, _progress: Progress) -> Answer:
    return find(words)
