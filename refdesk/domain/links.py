"""Links between people: how two contacts belong together, said from either side with the right word."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import text
from refdesk.domain.contact import LONGEST_LINE, too_long
from refdesk.domain.ids import ContactId
from refdesk.errors import Problem
from refdesk.i18n import N_, _


class LinkKind(StrEnum):
    """How two people belong together."""

    PARTNER = "partner"
    PARENT = "parent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    EMPLOYER = "employer"
    ASSISTANT = "assistant"
    NEIGHBOR = "neighbor"
    REFERRED = "referred"
    OTHER = "other"


_SAME = {
    LinkKind.PARTNER: N_("partner of"),
    LinkKind.SIBLING: N_("sibling of"),
    LinkKind.RELATIVE: N_("relative of"),
    LinkKind.FRIEND: N_("friend of"),
    LinkKind.COLLEAGUE: N_("colleague of"),
    LinkKind.NEIGHBOR: N_("neighbor of"),
    LinkKind.OTHER: N_("belongs with"),
}
_WORDS: Mapping[LinkKind, tuple[str, str]] = MappingProxyType(
    {
        LinkKind.PARENT: (N_("parent of"), N_("child of")),
        LinkKind.EMPLOYER: (N_("employer of"), N_("works for")),
        LinkKind.ASSISTANT: (N_("assistant of"), N_("is assisted by")),
        LinkKind.REFERRED: (N_("referred"), N_("was referred by")),
        **{kind: (word, word) for kind, word in _SAME.items()},
    }
)


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """Hold a link as it is made from one person: "Ana is parent of Ben", or with `backward` "Ana is child of Ben".

    The label says it in own words, such as "godmother"; it is what a link of kind other is called.
    """

    contact_id: ContactId
    other_id: ContactId | None
    kind: LinkKind = LinkKind.FRIEND
    backward: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """Hold one entry of the list of words: "child of" is the kind parent, backward."""

    kind: LinkKind
    backward: bool
    word: str


def word(kind: LinkKind, *, backward: bool = False) -> str:
    """Return what the first is to the second: "parent of", or "child of" when it is read backward."""
    return _(_WORDS[kind][backward])


def is_mutual(kind: LinkKind) -> bool:
    """Say whether both sides are called the same."""
    return kind in _SAME


def choices() -> tuple[LinkChoice, ...]:
    """Return every word in the order to offer them, those with two sides one after the other."""
    return tuple(
        LinkChoice(kind, backward, word(kind, backward=backward))
        for kind in LinkKind
        for backward in ((False,) if is_mutual(kind) else (False, True))
    )


def problems(draft: LinkDraft) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the link can be saved."""
    found = []
    if draft.other_id is None:
        found.append(Problem("other_id", _("Choose the other person.")))
    elif draft.other_id == draft.contact_id:
        found.append(Problem("other_id", _("Choose somebody else: this is the same person.")))
    if draft.kind is LinkKind.OTHER and text.is_blank(draft.label):
        found.append(Problem("label", _("Say in a word or two how they belong together.")))
    if len(draft.label) > LONGEST_LINE:
        found.append(Problem("label", too_long(LONGEST_LINE)))
    return tuple(found)
