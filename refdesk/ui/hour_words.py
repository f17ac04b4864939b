"""What the steps of the first hour are called, wherever they are shown."""

from collections.abc import Mapping
from types import MappingProxyType

from refdesk.domain.first_hour import Step
from refdesk.i18n import N_, _

TITLES: Mapping[Step, str] = MappingProxyType(
    {
        Step.WORDS: N_("Tagline and whom you help"),
        Step.PEOPLE: N_("Bring your contacts in"),
        Step.SORTING: N_("Sort them, one key each"),
        Step.FORGOTTEN: N_("People you may have forgotten"),
        Step.PLANS: N_("Plan the top ones"),
        Step.GOALS: N_("Your goals"),
        Step.BACKUP: N_("A second backup folder"),
    }
)
MINUTES: Mapping[Step, int] = MappingProxyType(
    {
        Step.WORDS: 5, Step.PEOPLE: 10, Step.SORTING: 15, Step.FORGOTTEN: 5, Step.PLANS: 10, Step.GOALS: 2,
        Step.BACKUP: 2,
    }
)  # fmt: skip


def title(step: Step) -> str:
    """Return what a step is called."""
    return _(TITLES[step])


def minutes(step: Step) -> str:
    """Return how long a step takes: "5 min"."""
    return _("{n} min").format(n=MINUTES[step])
