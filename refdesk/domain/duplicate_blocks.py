"""Finding the pairs: only contacts that share a key are compared, and of a key that very many share only neighbors.

A key is an e-mail, a phone, the sound of a family name with a first letter, a birthday, a house. Each kind of key is
one order of everybody; the pairs of a contact are those near it in one of the orders, so that nothing grows faster
than the number of contacts, whatever a file holds.
"""

import heapq
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from refdesk.domain import duplicates, nicknames
from refdesk.domain.duplicates import Face, Likeness, Pair
from refdesk.domain.ids import ContactId
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress

NEIGHBORS = 10
"""How many on each side of a contact are compared within a key, in the order of what else is known of them."""
MOST = 2_000
"""Pairs that are offered at once, the likeliest ones: nobody looks through more in one sitting."""
LONGEST_SORT = 5_000

Key = tuple[str, str]
"""What is shared, and by what those who share it are ordered."""
_SOUNDS = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556")
_SILENT = frozenset("aeiouyhw")


def find(
    faces: Sequence[Face], told_apart: Collection[tuple[int, int]] = (), progress: Progress = SILENT
) -> tuple[Pair, ...]:
    """Return the pairs that look like one person, the likeliest first; raises `Cancelled` when stopped."""
    bearers = Counter(face.name_key for face in faces)
    found: list[tuple[int, int, int, Likeness]] = []
    least = duplicates.LIKELY
    for one, others in _candidates(faces, progress):
        known = bearers[one.name_key]
        for other in others:
            if not duplicates.may_be_one(one, other):
                continue
            likeness = duplicates.likeness(one, other, bearers=known)
            if likeness.score < least:
                continue
            first, second = sorted((one.contact_id, other.contact_id))
            if (first, second) in told_apart:
                continue
            entry = (likeness.score, -first, -second, likeness)
            if len(found) < MOST:
                heapq.heappush(found, entry)
            else:
                heapq.heappushpop(found, entry)
                least = found[0][0]
    pairs = (Pair(ContactId(-first), ContactId(-second), likeness) for _score, first, second, likeness in found)
    return tuple(duplicates.in_order(pairs))


def _candidates(faces: Sequence[Face], progress: Progress) -> Iterator[tuple[Face, list[Face]]]:
    """Yield each contact with those behind it that it is compared with."""
    orders = [_Order(faces, keys_of) for keys_of in progress.over(_KEYS, note=_("Sorting contacts"))]
    for place, one in enumerate(progress.over(faces, note=_("Comparing contacts"))):
        near: set[int] = set()
        for order in orders:
            order.collect(place, near)
        yield one, [faces[other] for other in near if other > place]


class _Order:
    """Everybody who has a key of one kind: those who share one beside each other, in arrays for their small size."""

    def __init__(self, faces: Sequence[Face], keys_of: Callable[[Face], Iterable[Key]]) -> None:
        blocks: dict[str, list[tuple[str, int]]] = {}
        for place, face in enumerate(faces):
            for key, rest in keys_of(face):
                blocks.setdefault(key, []).append((rest, place))
        self._places, self._starts, self._ends = array("l"), array("l"), array("l")
        while blocks:
            _key, block = blocks.popitem()
            if len(block) > 1:
                self._append(block)
        self._first_at, self._of_place = _positions(self._places, len(faces))

    def collect(self, place: int, near: set[int]) -> None:
        """Add those who are near a contact in this order."""
        for turn in range(self._first_at[place], self._first_at[place + 1]):
            at = self._of_place[turn]
            first, last = max(self._starts[at], at - NEIGHBORS), min(self._ends[at], at + NEIGHBORS + 1)
            near.update(self._places[first:last])

    def _append(self, block: list[tuple[str, int]]) -> None:
        start = len(self._places)
        self._places.extend(place for _rest, place in _sorted(block))
        self._starts.extend([start] * len(block))
        self._ends.extend([start + len(block)] * len(block))


def _sorted(block: list[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    """Return a block in order; a very long one is sorted piece by piece, so that no other thread waits for it."""
    if len(block) <= LONGEST_SORT:
        return sorted(block)
    pieces = (sorted(block[start : start + LONGEST_SORT]) for start in range(0, len(block), LONGEST_SORT))
    return heapq.merge(*pieces)


def _positions(places: Sequence[int], count: int) -> tuple["array[int]", "array[int]"]:
    """Return where each of `count` contacts stands in `places`: from first_at[n] to first_at[n + 1] of the second."""
    first_at = array("l", bytes(array("l").itemsize * (count + 2)))
    for place in places:
        first_at[place + 2] += 1
    for place in range(2, count + 2):
        first_at[place] += first_at[place - 1]
    of_place = array("l", places)
    for at, place in enumerate(places):
        of_place[first_at[place + 1]] = at
        first_at[place + 1] += 1
    return first_at, of_place


def _rest(face: Face) -> str:
    """Return what orders those who share a key: those who are one person stand beside each other."""
    place = face.places[0] if face.places else None
    birthday = face.birthday.iso if face.birthday else ""
    return f"{face.first} {face.family} {birthday} {place.postcode if place else ''} {place.street if place else ''}"


def _by_email(face: Face) -> Iterator[Key]:
    return ((email, _rest(face)) for email in face.emails)


def _by_phone(face: Face) -> Iterator[Key]:
    return ((phone, _rest(face)) for phone in face.phones)


def _by_sound(face: Face) -> Iterator[Key]:
    """Yield the sound of the family name with the first letter of each whole name that the first name may stand for."""
    if face.family:
        rest = _rest(face)
        sounds = sound_of(face.family)
        initials = {name[:1] for name in (face.first, *nicknames.formal(face.first), *nicknames.formal(face.nickname))}
        for initial in initials:
            yield f"{sounds} {initial}", rest


def _by_family(face: Face) -> Iterator[Key]:
    """Yield the family name with the postcode, under any first name."""
    for place in face.places:
        if face.family and place.postcode:
            yield f"{face.family} {place.postcode}", _rest(face)


def _by_name(face: Face) -> Iterator[Key]:
    """Yield the whole name, whichever part of it was typed first; the organization of nobody in particular."""
    if face.is_named:
        yield " ".join(sorted(f"{face.first} {face.family}".split())), _by_where(face)
    elif face.organisation:
        yield f"= {face.organisation}", _by_where(face)


def _by_where(face: Face) -> str:
    place = face.places[0] if face.places else None
    return (
        f"{face.birthday.iso if face.birthday else ''} {place.postcode if place else ''} {min(face.phones, default='')}"
    )


def _by_given(face: Face) -> Iterator[Key]:
    """Yield the first name with the postcode: people who marry."""
    for place in face.places:
        if face.first and place.postcode:
            yield f"{face.first} {place.postcode}", _rest(face)


def _by_birthday(face: Face) -> Iterator[Key]:
    if face.birthday:
        yield f"{face.birthday.month}-{face.birthday.day}", f"{face.birthday.year or ''} {_rest(face)}"


def _by_house(face: Face) -> Iterator[Key]:
    for place in face.places:
        if place.street and (place.postcode or place.city):
            yield f"{place.street} {place.postcode or place.city}", _rest(face)


_KEYS = (_by_email, _by_phone, _by_sound, _by_family, _by_name, _by_given, _by_birthday, _by_house)


@lru_cache(maxsize=20_000)
def sound_of(folded: str) -> str:
    """Return how a name sounds, roughly: its consonants by groups, so that Smith and Smyth are one."""
    letters = [letter for letter in folded.replace("ph", "f") if letter.isalpha()]
    if not letters:
        return folded
    coded = "".join("" if letter in _SILENT else letter for letter in letters).translate(_SOUNDS)
    kept = [sound for at, sound in enumerate(coded) if at == 0 or sound != coded[at - 1]]
    return "".join(kept[:4]) or letters[0]
