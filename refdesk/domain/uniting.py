"""Lists of one person that come from two places, joined without doubles: phones, addresses, dates, tags, notes.

Of each list three joins: what is mine with only the gaps filled, what is theirs, and both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from refdesk.domain import addresses, phones, text
from refdesk.domain.addresses import Address
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.yearly_dates import YearlyDate

Item = TypeVar("Item")
Mainable = TypeVar("Mainable", IncomingPoint, IncomingAddress)
Filled = Callable[[Item, Item], Item | None]
"""Return the first with what the second knows more; None when they are two different things."""
WRONG_NUMBER = "wrong number"
"""The label of a phone that turned out to be somebody else's: no file brings it back."""


class Choice(StrEnum):
    """What becomes of a field that two records know."""

    KEEP_MINE = "keep_mine"
    TAKE_THEIRS = "take_theirs"
    KEEP_BOTH = "keep_both"


def numbers(
    mine: Sequence[IncomingPoint], theirs: Sequence[IncomingPoint], choice: Choice, country: str
) -> tuple[IncomingPoint, ...]:
    """Join phones, compared as numbers dialed in `country`; one marked as wrong stays so, and fills no gap."""

    def filled(one: IncomingPoint, other: IncomingPoint) -> IncomingPoint | None:
        return _labeled(one, other) if _dialed(one.value, country) == _dialed(other.value, country) else None

    wrong = {_dialed(point.value, country) for point in (*mine, *theirs) if point.label == WRONG_NUMBER}
    mine = [_marked(point) if _dialed(point.value, country) in wrong else point for point in mine]
    theirs = [_marked(point) if _dialed(point.value, country) in wrong else point for point in theirs]
    usable = [point for point in mine if point.label != WRONG_NUMBER]
    joined = _joined(mine, theirs, choice if usable else Choice.KEEP_BOTH, filled)
    lost = [
        point for point in mine
        if point.label == WRONG_NUMBER and all(filled(point, kept) is None for kept in joined)
    ]  # fmt: skip
    return _one_main((*joined, *lost), usable, choice)


def unmarked(points: Sequence[IncomingPoint]) -> tuple[IncomingPoint, ...]:
    """Return phones of which no wrong number is the main one."""
    return tuple(_marked(point) if point.label == WRONG_NUMBER else point for point in points)


def letters(
    mine: Sequence[IncomingPoint], theirs: Sequence[IncomingPoint], choice: Choice
) -> tuple[IncomingPoint, ...]:
    """Join e-mails or sites, whatever their capitals."""

    def filled(one: IncomingPoint, other: IncomingPoint) -> IncomingPoint | None:
        return _labeled(one, other) if one.value.strip().casefold() == other.value.strip().casefold() else None

    return _one_main(_joined(mine, theirs, choice, filled), mine, choice)


def places(
    mine: Sequence[IncomingAddress], theirs: Sequence[IncomingAddress], choice: Choice, country: str
) -> tuple[IncomingAddress, ...]:
    """Join addresses; one that says the same and more completes the other. Without a country they are of `country`."""

    def filled(one: IncomingAddress, other: IncomingAddress) -> IncomingAddress | None:
        address = _completed(one.address, other.address, country)
        return None if address is None else replace(one, address=address, label=one.label or other.label)

    return _one_main(_joined(mine, theirs, choice, filled), mine, choice)


def dates(
    mine: Sequence[IncomingDate], theirs: Sequence[IncomingDate], choice: Choice
) -> tuple[tuple[IncomingDate, ...], tuple[IncomingDate, ...]]:
    """Join yearly dates; returns them and the birthdays that found no place: nobody has two."""
    if all(any(_same_date(one, other) == one for one in mine) for other in theirs):
        return tuple(mine), ()
    have, come = {_slot(each) for each in mine}, {_slot(each) for each in theirs}
    if choice is Choice.TAKE_THEIRS:
        return (*theirs, *(each for each in mine if _slot(each) not in come)), ()
    added = _united((), [each for each in theirs if _slot(each) not in have], _same_date)
    known = _united(mine, [each for each in theirs if _slot(each) in have], _same_date)
    kept, more = known[: len(mine)], known[len(mine) :]
    if choice is Choice.KEEP_MINE:
        return (*kept, *added), ()
    born = tuple(each for each in more if each.kind is DateKind.BIRTHDAY)
    return (*kept, *(each for each in more if each.kind is not DateKind.BIRTHDAY), *added), born


def words(mine: Sequence[str], theirs: Sequence[str], choice: Choice) -> tuple[str, ...]:
    """Join tags, whatever their capitals."""
    return tuple(_joined(mine, theirs, choice, lambda one, other: one if key(one) == key(other) else None))


def lines(mine: str, theirs: str, *, apart: str = "\n\n") -> str:
    """Return text with the lines of `theirs` that it did not say yet."""
    said = {key(line) for line in mine.split("\n")}
    new = [line for line in theirs.split("\n") if line.strip() and key(line) not in said]
    if new and not mine.strip():
        return theirs
    return mine + apart + "\n".join(new) if new else mine


def key(words: str) -> str:
    """Return the form in which words are compared; what folding cannot read stands for itself."""
    return text.fold(words) or " ".join(words.split())


def _joined(mine: Sequence[Item], theirs: Sequence[Item], choice: Choice, filled: Filled[Item]) -> list[Item]:
    both = _united(mine, theirs, filled)
    if choice is Choice.TAKE_THEIRS and theirs:
        return list(mine) if both == list(mine) else list(theirs)
    if choice is Choice.KEEP_MINE and mine:
        return _only_filled(mine, theirs, filled)
    return both


def _only_filled(mine: Sequence[Item], theirs: Sequence[Item], filled: Filled[Item]) -> list[Item]:
    """Return mine with its gaps filled, as often as a filled gap makes another one known."""
    before, found = list(mine), _united(mine, theirs, filled)[: len(mine)]
    while found != before:
        before, found = found, _united(found, theirs, filled)[: len(mine)]
    return found


def _united(mine: Sequence[Item], theirs: Iterable[Item], filled: Filled[Item]) -> list[Item]:
    """Return mine, each completed in its place, then what was not among them."""
    found = list(mine)
    for other in theirs:
        joined = [(at, whole) for at, one in enumerate(found) if (whole := filled(one, other)) is not None]
        if any(whole == found[at] for at, whole in joined):
            continue  # one of them says it all: no other is to be completed by it
        if joined:
            at, whole = joined[0]
            found[at] = whole
        else:
            found.append(other)
    return found


def _marked(point: IncomingPoint) -> IncomingPoint:
    return replace(point, label=WRONG_NUMBER, main=False)


def _labeled(one: IncomingPoint, other: IncomingPoint) -> IncomingPoint:
    return replace(one, label=other.label) if other.label and not one.label else one


@lru_cache(maxsize=4096)
def _dialed(typed: str, country: str) -> str:
    return phones.read(typed, country).e164 or phones.digits(typed) or typed.strip()


def _completed(one: Address, other: Address, country: str) -> Address | None:
    """Return the first address with what the second has more; None where they contradict or share nothing."""
    shared = False
    values = {}
    for field in fields(Address):
        this, that = getattr(one, field.name), getattr(other, field.name)
        if this and that:
            if field.name == "country":
                if _land(this) != _land(that):
                    return None
            elif key(this) != key(that):
                return None
            else:
                shared = True
        values[field.name] = this or that
    abroad = _land(one.country or country) != _land(other.country or country)
    return None if abroad or not (shared or one == other) else Address(**values)


def _land(country: str) -> str:
    return addresses.country_code(country) or key(country)


def _slot(each: IncomingDate) -> tuple[DateKind, str]:
    return each.kind, key(each.label) if each.kind is DateKind.OTHER else ""


def _same_date(one: IncomingDate, other: IncomingDate) -> IncomingDate | None:
    this, that = one.on, other.on
    if _slot(one) != _slot(other) or (this.month, this.day) != (that.month, that.day):
        return None
    if this.year and that.year and this.year != that.year:
        return None
    year = this.year or that.year
    return replace(one, on=YearlyDate(this.month, this.day, year), label=one.label or other.label)


def _one_main(joined: Sequence[Mainable], mine: Sequence[Mainable], choice: Choice) -> tuple[Mainable, ...]:
    """Leave at most one main; where mine had none marked, what came later is not put before it."""
    main = next((place for place, each in enumerate(joined) if each.main), None)
    if choice is not Choice.TAKE_THEIRS and mine and not any(each.main for each in mine):
        main = None
    return tuple(
        each if each.main is (place == main) else replace(each, main=place == main) for place, each in enumerate(joined)
    )
