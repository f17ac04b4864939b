"""Stages: the columns through which a referral goes, and when a card there stands still for too long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import text
from refdesk.errors import Problem
from refdesk.i18n import N_, _

LONGEST_NAME = 24
MOST_DAYS = 999


class Meaning(StrEnum):
    """What a stage says about the referral, whatever its name."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class StageDefault:
    """Hold a stage of a new business; None never stalls."""

    name: str
    meaning: Meaning
    stalled_after_days: int | None


DEFAULT_STAGES = (
    StageDefault(N_("New"), Meaning.OPEN, 3),
    StageDefault(N_("Contacted"), Meaning.OPEN, 10),
    StageDefault(N_("Meeting"), Meaning.OPEN, 14),
    StageDefault(N_("Proposal"), Meaning.OPEN, 14),
    StageDefault(N_("Won"), Meaning.WON, None),
    StageDefault(N_("Lost"), Meaning.LOST, None),
)


def days_still(since: date, today: date) -> int:
    """Return for how many days nothing happened to a referral."""
    return max((today - since).days, 0)


def is_stalled(days: int, *, stalled_after_days: int | None) -> bool:
    """Say whether a referral that stood still for so many days has stood in its stage for longer than is good."""
    return stalled_after_days is not None and days > stalled_after_days


def cannot_move(meaning: Meaning, *, attempts: int) -> Problem | None:
    """Return why a referral may not go to a stage of this meaning."""
    if meaning is Meaning.LOST and attempts < 1:
        return Problem("stage", _("Try to reach this person once before closing it as lost. Log a call first."))
    return None


def name_problem(name: str, others: Iterable[str]) -> Problem | None:
    """Return what is wrong with the name of a stage; `others` are the names of the other stages."""
    if text.is_blank(name):
        return Problem("name", _("Type a name."))
    if len(text.clean(name)) > LONGEST_NAME:
        return Problem(
            "name", _("Shorten it to {most} characters: it stands above a column.").format(most=LONGEST_NAME)
        )
    if text.fold(text.clean(name)) in {text.fold(other) for other in others}:
        return Problem("name", _("Another stage has this name."))
    return None


def days_problem(stalled_after_days: int | None) -> Problem | None:
    """Return what is wrong with the days after which a card stands still for too long."""
    if stalled_after_days is None or 1 <= stalled_after_days <= MOST_DAYS:
        return None
    return Problem("stalled_after_days", _("Type 1 to {most} days, or nothing for never.").format(most=MOST_DAYS))


def cannot_remove(meaning: Meaning, *, others_of_kind: int, referrals: int) -> Problem | None:
    """Return why a stage has to stay: somebody stands there, or it is the last that is open, of wins, or of losses."""
    if referrals:
        return Problem("stage", _("Somebody stands in this stage. Move them to another one first."))
    if not others_of_kind:
        return Problem("stage", _(_LAST[meaning]))
    return None


_LAST: Mapping[Meaning, str] = MappingProxyType(
    {
        Meaning.OPEN: N_("A new referral needs an open stage: this is the only one."),
        Meaning.WON: N_("A win needs a stage: this is the only one."),
        Meaning.LOST: N_("What came to nothing needs a stage: this is the only one."),
    }
)
