"""What can go wrong, and whom it concerns.

RefDeskError
  Refused          a rule says no; its problems are shown beside the fields
  Overtaken        someone else was quicker, or others build on it; offer to look again
  StoreFault       the data file cannot be used now
    StoreBusy      try again
    StoreGone      the file or server went away
    DiskFull       make room, then save again
    SchemaTooNew   update RefDesk
    StoreDamaged   open a backup
    StoreInUse     another window holds the file
  BadFile          a file from outside cannot be read
  Cancelled        the person stopped it; say nothing

Everything else is a bug and ends in the crash window.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the person must correct: the field it stands beside ("" for the whole form) and a sentence."""

    field: str
    sentence: str


class RefDeskError(Exception):
    """Say in plain words what happened and what to do."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(RefDeskError):
    """A rule says no."""

    def __init__(self, *problems: Problem) -> None:
        assert problems, "a refusal names what is wrong"
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


class Overtaken(RefDeskError):
    """The rows no longer hold what was expected; nothing was changed."""


class StoreFault(RefDeskError):
    """The data file or server cannot be used now."""


class StoreBusy(StoreFault):
    """Someone else is writing."""


class StoreGone(StoreFault):
    """The file or the server is not there."""


class DiskFull(StoreFault):
    """There is no room to save."""


class SchemaTooNew(StoreFault):
    """The file was saved by a newer RefDesk."""


class StoreDamaged(StoreFault):
    """The file is not whole, or not ours."""


class StoreInUse(StoreFault):
    """Another window has the file open."""


class BadFile(RefDeskError):
    """A file from outside cannot be read."""


class Cancelled(RefDeskError):
    """The person pressed Stop."""
