"""Where the sentences of the business are heard and read, and which page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from refdesk.domain.hand_outs import Kind
from refdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Use:
    """Hold where a setting is used, in one line; `page` is the hand-out that shows it, None where none does."""

    words: str
    page: Kind | None = None


USES: Mapping[str, Use] = MappingProxyType(
    {
        "tagline": Use(N_("Used in lesson 1, introductions, “Who I can help” and the desk plan."), Kind.WHO),
        "ideal_client": Use(N_("Used in lesson 2 and on “Who I can help”."), Kind.WHO),
        "problems_solved": Use(N_("Used in lesson 3 and on “Who I can help”."), Kind.WHO),
        "how_we_treat": Use(N_("Used in lesson 4 and on “How I treat people”."), Kind.TREAT),
        "different": Use(N_("Used in lesson 5 and on “Who I can help”."), Kind.WHO),
        "rewards": Use(N_("Used in lesson 4 and at the end of “How I treat people”."), Kind.TREAT),
        "they_say": Use(N_("Used on “Who I can help” and the desk plan."), Kind.WHO),
        "elsewhere": Use(N_("Used on “Who I can help”."), Kind.WHO),
        "treat_opening": Use(N_("Used on “How I treat people”."), Kind.TREAT),
        "givers_hear": Use(N_("Used on “How I treat people”."), Kind.TREAT),
        "client_gets": Use(N_("Used on the desk plan, which is made for one source."), Kind.DESK),
        "script_hello": Use(N_("Used on the screen while you call.")),
        "script_help": Use(N_("Used on call sheets and on the screen while you call.")),
        "script_ask": Use(N_("Used on call sheets and on the screen while you call.")),
    }
)
"""By the name of the setting."""


def report_of(kind: Kind) -> str:
    """Return the key by which Reports knows a hand-out."""
    return f"hand-out-{kind.value}"
