"""Stages: the columns through which a referral goes, and when a card there stands still for too long."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from refdesk.errors import Problem
from refdesk.i18n import N_, _


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
