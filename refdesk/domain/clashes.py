"""Where two versions of one thing differ: what is typed here, and what others saved meanwhile.

What only one side changed is kept of that side; a person is asked about the rest, in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from refdesk.domain import merging, text
from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import IncomingPoint
from refdesk.i18n import _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Draft = TypeVar("Draft", bound="DataclassInstance")

LONGEST = 60
_BEFORE = 20
"""How much of what both say is shown before the place where they part."""

Words = tuple[str, str]
"""The title of a field, and what it holds in words."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Hold a field that is not the same in both; "" where it is empty."""

    title: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Sides(Generic[Draft]):
    """Hold what a form was opened with and what others saved meanwhile, so that mine can be told from theirs.

    `version` is the one that may be written over: the one that was read, until what others saved is agreed to.
    """

    read: Draft
    version: int
    theirs: Draft
    their_version: int

    @classmethod
    def opened(cls, read: Draft, version: int = 0) -> "Sides[Draft]":
        """Return the sides of a form that shows what is saved."""
        return cls(read, version, read, version)

    def met(self, theirs: Draft, their_version: int) -> "Sides[Draft]":
        """Return the sides once what others saved is known."""
        return replace(self, theirs=theirs, their_version=their_version)

    def agreed(self) -> "Sides[Draft]":
        """Return the sides once what others saved may be written over with what is joined."""
        return replace(self, version=self.their_version)

    def joined(self, mine: Draft) -> Draft:
        """Return what is typed here, with theirs wherever nothing was changed here."""
        untouched = (name for name in _names(mine) if getattr(mine, name) == getattr(self.read, name))
        return replace(mine, **{name: getattr(self.theirs, name) for name in untouched})

    def are_open(self, mine: Draft) -> bool:
        """Tell whether both changed a field since it was read, each in another way."""
        values = ((getattr(side, name) for side in (self.read, mine, self.theirs)) for name in _names(mine))
        return any(was not in (here, there) and here != there for was, here, there in values)


def between(mine: Iterable[Words], theirs: Iterable[Words]) -> tuple[Clash, ...]:
    """Return the fields that differ; both name the same fields in the same order."""
    pairs = zip(mine, theirs, strict=True)
    told = ((title, " ".join(here.split()), " ".join(there.split())) for (title, here), (_title, there) in pairs)
    return tuple(Clash(title, *_parting(here, there)) for title, here, there in told if here != there)


def of_contact(mine: ContactDraft, theirs: ContactDraft) -> tuple[Clash, ...]:
    """Return the fields of a contact that differ."""
    return between(_contact_words(mine), _contact_words(theirs))


def filled_in(draft: ContactDraft) -> ContactDraft:
    """Return a contact without what is not saved: a form has a line for a phone and an address that nobody typed."""
    return replace(
        draft, phones=_filled(draft.phones), emails=_filled(draft.emails), sites=_filled(draft.sites),
        addresses=tuple(each for each in draft.addresses if not each.address.is_empty),
    )  # fmt: skip


def _names(draft: "DataclassInstance") -> list[str]:
    return [field.name for field in fields(draft)]


def _contact_words(draft: ContactDraft) -> list[Words]:
    filled = filled_in(draft)
    return [(_(title), merging.field_words(filled, field)) for field, title in merging.FIELD_WORDS.items()]


def _filled(points: tuple[IncomingPoint, ...]) -> tuple[IncomingPoint, ...]:
    return tuple(each for each in points if each.value.strip())


def _parting(mine: str, theirs: str) -> tuple[str, str]:
    """Return both short enough for a line: of long ones the part where they begin to differ."""
    if max(len(mine), len(theirs)) <= LONGEST:
        return mine, theirs
    same = next((at for at, (here, there) in enumerate(zip(mine, theirs, strict=False)) if here != there), None)
    at = min(len(mine), len(theirs)) if same is None else same
    if at <= LONGEST // 2:
        return text.shorten(mine, LONGEST), text.shorten(theirs, LONGEST)
    start = mine.rfind(" ", 0, at - _BEFORE) + 1 or at - _BEFORE
    return f"…{text.shorten(mine[start:], LONGEST)}", f"…{text.shorten(theirs[start:], LONGEST)}"
