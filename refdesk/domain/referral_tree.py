"""Who begot whom: people under whoever sent them first, placed on a grid from left to right, each of them once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from refdesk.domain.ids import ContactId


class Step(StrEnum):
    """Where one can go from a person."""

    GIVER = "giver"
    FIRST_SENT = "first_sent"
    ABOVE = "above"
    BELOW = "below"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Sent:
    """Hold that somebody sent somebody."""

    giver: ContactId
    prospect: ContactId


@dataclass(frozen=True, slots=True)
class Won:
    """Hold what came of a person who was sent: how many referrals of theirs were won, and for how much."""

    times: int = 0
    value_minor: int = 0


NOTHING_WON = Won()


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the tree: `row` and `column` are its place, no two of them in one; `root` counts the lines.

    `also_from` sent this person too, beside `giver`; `also_sent` were sent by this person too and stand under somebody
    else. `circles` would stand above and below at once: they sent this person, and come from this person themselves, so
    the tree is cut there. `people` counts all below, `line` is what they brought together with this person.
    """

    contact_id: ContactId
    giver: ContactId | None
    sent: tuple[ContactId, ...]
    also_from: tuple[ContactId, ...]
    also_sent: tuple[ContactId, ...]
    circles: tuple[ContactId, ...]
    row: int
    column: int
    root: int
    last_row: int
    """The row of the last of those whom this person sent; the person's own without any."""
    people: int
    won: Won
    line: Won


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold everybody, from the first row down and in each row from left to right."""

    members: tuple[Member, ...] = ()

    @property
    def rows(self) -> int:
        """Return how many rows the grid has."""
        return self.members[-1].row + 1 if self.members else 0

    @property
    def columns(self) -> int:
        """Return how many columns the grid has."""
        return max((each.column for each in self.members), default=-1) + 1

    @property
    def roots(self) -> tuple[Member, ...]:
        """Return those whom nobody sent."""
        return tuple(each for each in self.members if each.giver is None)

    @property
    def cut(self) -> tuple[Member, ...]:
        """Return those at whom a circle was cut."""
        return tuple(each for each in self.members if each.circles)

    def by_id(self) -> dict[ContactId, Member]:
        """Return everybody by id."""
        return {each.contact_id: each for each in self.members}


@dataclass(slots=True)
class _Ties:
    """Who stands under whom; `top` leads from each person towards the root of their line, `others` stand elsewhere."""

    giver: dict[ContactId, ContactId] = field(default_factory=dict)
    sent: dict[ContactId, list[ContactId]] = field(default_factory=lambda: defaultdict(list))
    others: dict[Sent, None] = field(default_factory=dict)
    top: dict[ContactId, ContactId] = field(default_factory=dict)

    def root_of(self, person: ContactId) -> ContactId:
        """Return the root of a line, and shorten the way to it for the next who asks."""
        root = person
        while self.top[root] != root:
            root = self.top[root]
        while self.top[person] != root:
            self.top[person], person = root, self.top[person]
        return root

    def tie(self, each: Sent) -> None:
        """Put somebody under their giver unless they stand under one; never under somebody whom they begot."""
        for person in (each.giver, each.prospect):
            self.top.setdefault(person, person)
        if self.giver.get(each.prospect) == each.giver:
            return
        if each.prospect in self.giver or self.root_of(each.giver) == each.prospect:
            self.others[each] = None
            return
        self.giver[each.prospect] = self.top[each.prospect] = each.giver
        self.sent[each.giver].append(each.prospect)


@dataclass(slots=True)
class _Beside:
    """Who else sent whom, for each person."""

    also_from: dict[ContactId, list[ContactId]] = field(default_factory=lambda: defaultdict(list))
    also_sent: dict[ContactId, list[ContactId]] = field(default_factory=lambda: defaultdict(list))
    circles: dict[ContactId, list[ContactId]] = field(default_factory=lambda: defaultdict(list))


def grow(sent: Iterable[Sent], won: Mapping[ContactId, Won]) -> Tree:
    """Return the tree of these referrals, which come in the order in which they were received.

    The lines with the most people come first, those whom one person sent in the order in which they came. It ends for
    any referrals, circles too, and nobody is left out.
    """
    ties = _Ties()
    for each in sent:
        ties.tie(each)
    tops = [person for person in ties.top if person not in ties.giver]
    people, lines = _sums(list(_downward(tops, ties.sent)), ties.giver, won)
    tops.sort(key=lambda person: -people[person])
    order = list(_downward(tops, ties.sent))
    beside = _beside(ties.others, order, people)
    rows, columns = _places(order, ties)
    members = []
    root = -1
    for person in order:
        giver, below = ties.giver.get(person), ties.sent.get(person, [])
        root += giver is None
        members.append(Member(
            contact_id=person, giver=giver, sent=tuple(below), also_from=tuple(beside.also_from.get(person, ())),
            also_sent=tuple(beside.also_sent.get(person, ())), circles=tuple(beside.circles.get(person, ())),
            row=rows[person], column=columns[person], root=root,
            last_row=rows[below[-1]] if below else rows[person], people=people[person],
            won=won.get(person, NOTHING_WON), line=lines[person],
        ))  # fmt: skip
    return Tree(tuple(members))


def step(tree: Tree, here: Member, way: Step) -> Member:
    """Return who stands there, or `here` where nobody does."""
    people = tree.by_id()
    if way is Step.GIVER:
        return here if here.giver is None else people[here.giver]
    if way is Step.FIRST_SENT:
        return people[here.sent[0]] if here.sent else here
    if way is Step.FIRST:
        return tree.members[0]
    if way is Step.LAST:
        return tree.members[-1]
    beside = [each for each in tree.members if each.column == here.column]
    at = beside.index(here) + (1 if way is Step.BELOW else -1)
    return beside[min(max(at, 0), len(beside) - 1)]


def _downward(tops: Sequence[ContactId], sent: Mapping[ContactId, Sequence[ContactId]]) -> Iterator[ContactId]:
    """Go through the lines, each person before those below; a chain may be longer than calls can be deep."""
    ahead = list(reversed(tops))
    while ahead:
        person = ahead.pop()
        yield person
        ahead += reversed(sent.get(person, ()))


def _sums(
    order: Sequence[ContactId], giver: Mapping[ContactId, ContactId], won: Mapping[ContactId, Won]
) -> tuple[dict[ContactId, int], dict[ContactId, Won]]:
    people = dict.fromkeys(order, 0)
    times = {person: won.get(person, NOTHING_WON).times for person in order}
    values = {person: won.get(person, NOTHING_WON).value_minor for person in order}
    for person in reversed(order):
        above = giver.get(person)
        if above is not None:
            people[above] += people[person] + 1
            times[above] += times[person]
            values[above] += values[person]
    return people, {person: Won(times[person], values[person]) for person in order}


def _beside(others: Iterable[Sent], order: Sequence[ContactId], people: Mapping[ContactId, int]) -> _Beside:
    """Tell those who also sent somebody from those who would close a circle: they stand below that person."""
    places = {person: place for place, person in enumerate(order)}
    beside = _Beside()
    for each in others:
        giver, prospect = places[each.giver], places[each.prospect]
        if prospect <= giver <= prospect + people[each.prospect]:
            beside.circles[each.prospect].append(each.giver)
        else:
            beside.also_from[each.prospect].append(each.giver)
            beside.also_sent[each.giver].append(each.prospect)
    return beside


def _places(order: Sequence[ContactId], ties: _Ties) -> tuple[dict[ContactId, int], dict[ContactId, int]]:
    rows: dict[ContactId, int] = {}
    columns: dict[ContactId, int] = {}
    row = -1
    for person in order:
        giver = ties.giver.get(person)
        if giver is None or ties.sent[giver][0] != person:
            row += 1
        rows[person] = row
        columns[person] = 0 if giver is None else columns[giver] + 1
    return rows, columns
