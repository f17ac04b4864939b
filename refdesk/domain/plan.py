"""The plan for one source: what they get from us, what we want of them, and the next step."""

from dataclasses import dataclass, fields
from datetime import date

from refdesk.domain import text
from refdesk.domain.contact import LONGEST_LINE, LONGEST_TEXT, too_long
from refdesk.errors import Problem
from refdesk.i18n import _

_TEXTS = ("benefit", "wanted_action", "why_we_like_their_kind", "words")


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Hold a plan as it is edited: the benefit is theirs, the wanted action and the words to use are ours."""

    benefit: str = ""
    wanted_action: str = ""
    why_we_like_their_kind: str = ""
    words: str = ""
    next_step: str = ""
    next_step_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is planned."""
        values = (getattr(self, each.name) for each in fields(self))
        return all(text.is_blank(value) if isinstance(value, str) else value is None for value in values)


def problems(draft: PlanDraft) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the plan can be saved."""
    found = [Problem(name, too_long(LONGEST_TEXT)) for name in _TEXTS if len(getattr(draft, name)) > LONGEST_TEXT]
    if len(draft.next_step) > LONGEST_LINE:
        found.append(Problem("next_step", too_long(LONGEST_LINE)))
    if draft.next_step_on is not None and text.is_blank(draft.next_step):
        found.append(Problem("next_step", _("Type what to do on that day.")))
    return tuple(found)
