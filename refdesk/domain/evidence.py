"""How well a person knows, likes and trusts us, and when they were happy: a level, and what shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import text
from refdesk.domain.contact import LONGEST_TEXT, too_long
from refdesk.domain.ids import ContactId
from refdesk.errors import Problem
from refdesk.i18n import N_, _

MOST = 3
LEAST_SATISFIED, MOST_SATISFIED = 1, 5


class Of(StrEnum):
    """What a line is evidence of."""

    KNOW = "know"
    LIKE = "like"
    TRUST = "trust"
    HAPPY = "happy"


WORDS: Mapping[Of, str] = MappingProxyType(
    {
        Of.KNOW: N_("Knows us"),
        Of.LIKE: N_("Likes us"),
        Of.TRUST: N_("Trusts us"),
        Of.HAPPY: N_("Happy moment"),
    }
)
LEVEL_WORDS = (N_("not yet"), N_("a little"), N_("well"), N_("very well"))


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """Hold a level and the line that shows it; with HAPPY the level is the satisfaction.

    No `level` leaves it as it is, an empty text adds no line.
    """

    contact_id: ContactId
    of: Of
    on: date
    level: int | None = None
    text: str = ""


def problems(draft: EvidenceDraft, *, today: date) -> tuple[Problem, ...]:
    """Return everything that must be corrected before it can be saved."""
    found = []
    least, most = (LEAST_SATISFIED, MOST_SATISFIED) if draft.of is Of.HAPPY else (0, MOST)
    if draft.level is None and text.is_blank(draft.text):
        found.append(Problem("text", _("Type what shows it.")))
    if draft.level is not None and not least <= draft.level <= most:
        found.append(Problem("level", _("Choose {least} to {most}.").format(least=least, most=most)))
    if len(draft.text) > LONGEST_TEXT:
        found.append(Problem("text", too_long(LONGEST_TEXT)))
    if draft.on > today:
        found.append(Problem("on", _("This day has not come yet.")))
    return tuple(found)


def level_words(level: int) -> str:
    """Return what a level from 0 to 3 means."""
    return _(LEVEL_WORDS[level])
