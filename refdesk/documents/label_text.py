"""What stands on address labels: plain values, filled by whoever prints."""

from collections.abc import Iterable
from dataclasses import dataclass

from refdesk.documents.label_stock import LabelStock
from refdesk.documents.sheets import NO_NUDGE, Nudge


@dataclass(frozen=True, slots=True)
class Label:
    """One label: the name first, then the lines of the envelope, the country last and only abroad.

    `household` is the same for those who share one label: only the first of them is printed, and all count as printed.
    """

    key: str
    person: str
    lines: tuple[str, ...]
    household: str = ""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A print job of labels; `start` is the first free label of a sheet from which some were taken."""

    stock: LabelStock
    labels: tuple[Label, ...]
    title: str
    author: str
    language: str = "en-US"
    start: int = 1
    nudge: Nudge = NO_NUDGE


def once_a_household(labels: Iterable[Label]) -> tuple[tuple[Label, tuple[str, ...]], ...]:
    """Return each label that is printed, with the keys of everybody it reaches."""
    printed: dict[str, tuple[Label, list[str]]] = {}
    for number, label in enumerate(labels):
        own = f"h{label.household}" if label.household else f"n{number}"
        printed.setdefault(own, (label, []))[1].append(label.key)
    return tuple((label, tuple(keys)) for label, keys in printed.values())
