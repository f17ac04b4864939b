"""The order of a directory of people: by name under letters, by rank, or by tag."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from types import MappingProxyType

from refdesk.domain import ranking, text
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.i18n import N_, _

NO_LETTER = "#"
"""Under this stand names that begin with a digit or a sign, or have no letter at all."""


class Order(StrEnum):
    """By what a directory is sorted."""

    NAME = "name"
    RANK = "rank"
    TAG = "tag"


ORDER_WORDS: Mapping[Order, str] = MappingProxyType(
    {Order.NAME: N_("By name"), Order.RANK: N_("By rank"), Order.TAG: N_("By tag")}
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold what decides where somebody stands."""

    contact_id: ContactId
    sort_key: str
    rank: Rank | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Hold the people below one head; the head is "" where there is none."""

    head: str
    people: tuple[ContactId, ...]


def sections(listings: Iterable[Listing], order: Order, *, with_ranks: bool = False) -> tuple[Section, ...]:
    """Return everybody below their heads; by tag somebody stands below each of their tags.

    Ranks are a head only where they are the order and are wanted on paper; else the order is all that tells of them.
    """
    known = sorted(listings, key=_by_name)
    makers: Mapping[Order, Callable[[list[Listing]], tuple[Section, ...]]] = {
        Order.NAME: _by_letter,
        Order.RANK: _by_rank if with_ranks else _in_rank_order,
        Order.TAG: _by_tag,
    }
    return makers[order](known)


def beginning(
    listings: Iterable[Listing], order: Order, most: int, *, with_ranks: bool = False
) -> tuple[tuple[Section, ...], int]:  # fmt: skip
    """Return the first so many places of a directory, below their heads, and of how many people it is.

    By name and by rank no more than those are held, however many go by.
    """
    if order is Order.TAG:
        known = list(listings)
        return first_of(sections(known, order, with_ranks=with_ranks), most), len(known)
    numbers = count()  # asked after each listing: the next one is how many there were
    gone_by = (each for each, _number in zip(listings, numbers, strict=False))
    first = heapq.nsmallest(most, gone_by, key=_by_name if order is Order.NAME else _by_rank_and_name)
    return sections(first, order, with_ranks=with_ranks), next(numbers)


def first_of(sections: Iterable[Section], most: int) -> tuple[Section, ...]:
    """Return the first so many places of a directory, below their heads."""
    found = []
    for section in sections:
        if most <= 0:
            break
        found.append(Section(section.head, section.people[:most]))
        most -= len(section.people)
    return tuple(found)


def letter(sort_key: str) -> str:
    """Return the letter below which a name stands."""
    first = sort_key[:1].upper()
    return first if "A" <= first <= "Z" else NO_LETTER


def span(first: str, last: str) -> str:
    """Return what stands above a page that begins and ends below these heads: "A–D", "choir – golf", or "A"."""
    if first == last:
        return first
    return f"{first}–{last}" if len(first) == len(last) == 1 else f"{first} – {last}"


def _by_name(each: Listing) -> tuple[str, str, int]:
    return (letter(each.sort_key), each.sort_key, each.contact_id)


def _by_rank_and_name(each: Listing) -> tuple[int, str, str, int]:
    return (ranking.order(each.rank), *_by_name(each))


def _by_letter(known: list[Listing]) -> tuple[Section, ...]:
    found = defaultdict[str, list[ContactId]](list)
    for each in known:
        found[letter(each.sort_key)].append(each.contact_id)
    return tuple(Section(head, tuple(people)) for head, people in found.items())


def _by_rank(known: list[Listing]) -> tuple[Section, ...]:
    found = defaultdict[Rank | None, list[ContactId]](list)
    for each in known:
        found[each.rank].append(each.contact_id)
    return tuple(Section(_rank_words(rank), tuple(found[rank])) for rank in sorted(found, key=ranking.order))


def _in_rank_order(known: list[Listing]) -> tuple[Section, ...]:
    ordered = sorted(known, key=lambda each: ranking.order(each.rank))
    return (Section("", tuple(each.contact_id for each in ordered)),) if ordered else ()


def _by_tag(known: list[Listing]) -> tuple[Section, ...]:
    found = defaultdict[str, list[ContactId]](list)
    untagged = []
    for each in known:
        for tag in dict.fromkeys(each.tags):
            found[tag].append(each.contact_id)
        if not each.tags:
            untagged.append(each.contact_id)
    named = [Section(tag, tuple(found[tag])) for tag in sorted(found, key=lambda tag: (text.fold(tag), tag))]
    return (*named, Section(_("Without a tag"), tuple(untagged))) if untagged else tuple(named)


def _rank_words(rank: Rank | None) -> str:
    if rank is None:
        return _("Not ranked yet")
    return _("{rank}: {meaning}").format(rank=rank.value, meaning=ranking.words(rank))
