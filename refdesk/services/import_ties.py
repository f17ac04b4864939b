"""Who in a file belongs to whom: referrers, spouses, children, households; who is not found stays in the notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain.addresses import Address
from refdesk.domain.contact import LONGEST_LINE
from refdesk.domain.household import SHARED
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingContact, IncomingLink
from refdesk.domain.links import LinkKind
from refdesk.i18n import _
from refdesk.services.import_matching import Face, Known
from refdesk.services.import_rows import Arrival
from refdesk.services.import_verdicts import Match, Newcomer, Refusal, RowAt, Verdict
from refdesk.store.tables.people import Contact, ContactLink, Household

Kinship = tuple[LinkKind, bool]
"""The kind, and whether it is said from the other to this person: a "parent" in a file is the parent of this one."""

_KIN: Mapping[str, Kinship] = {
    **dict.fromkeys(
        ("spouse", "partner", "domestic partner", "wife", "husband", "sweetheart", "fiance", "fiancee"),
        (LinkKind.PARTNER, False),
    ),
    **dict.fromkeys(("child", "son", "daughter", "children", "kid"), (LinkKind.PARENT, False)),
    **dict.fromkeys(("parent", "mother", "father", "mom", "dad"), (LinkKind.PARENT, True)),
    **dict.fromkeys(("sibling", "brother", "sister"), (LinkKind.SIBLING, False)),
    **dict.fromkeys(("relative", "kin", "family", "cousin", "aunt", "uncle"), (LinkKind.RELATIVE, False)),
    **dict.fromkeys(("friend", "acquaintance", "contact", "met"), (LinkKind.FRIEND, False)),
    **dict.fromkeys(("colleague", "co-worker", "coworker"), (LinkKind.COLLEAGUE, False)),
    **dict.fromkeys(("employer", "manager", "boss"), (LinkKind.EMPLOYER, True)),
    "employee": (LinkKind.EMPLOYER, False),
    "assistant": (LinkKind.ASSISTANT, True),
    "neighbor": (LinkKind.NEIGHBOR, False),
    "neighbour": (LinkKind.NEIGHBOR, False),
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person in the store, or the arrival at `place`."""

    contact_id: ContactId | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A link that a row asks for; `backward` says that it leads from the other to this person."""

    at: RowAt
    other: Somebody
    kind: LinkKind
    backward: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A household that a row names: one of the store, or a new one that several rows share, at its address if known."""

    at: RowAt
    name: str
    household_id: int | None = None
    address: Address | None = None


@dataclass(slots=True)
class Ties:
    """All that rows ask for, and what is to be told of those that found nobody; `beside` is who is linked already."""

    links: list[Tie] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    remarks: dict[RowAt, list[str]] = field(default_factory=dict)
    beside: Mapping[int, set[int]] = field(default_factory=dict)


def find(session: Session, verdicts: list[tuple[Verdict, ...]], arrivals: list[Arrival], known: Known) -> Ties:
    """Return the ties of all rows; what is tied leaves the notes of arrivals, and so do matches in `verdicts`."""
    found = Ties(beside=_beside(session) if any(_asks(each, arrivals) for file in verdicts for each in file) else {})
    homes = _homes(session, verdicts, arrivals)
    for file_at, file in enumerate(verdicts):
        if not any(_asks(verdict, arrivals) for verdict in file):
            continue
        made = list(file)
        for row_at, verdict in enumerate(file):
            if isinstance(verdict, Refusal) or not _asks(verdict, arrivals):
                continue
            at = (file_at, row_at)
            arrival = verdict.arrival if isinstance(verdict, Match) else arrivals[verdict.place]
            left = _tied(at, arrival, _self(verdict), known, homes, found)
            if isinstance(verdict, Match):
                made[row_at] = replace(verdict, arrival=replace(arrival, person=left))
            else:
                arrivals[verdict.place] = replace(arrival, person=left)
        verdicts[file_at] = tuple(made)
    return found


def kinship(label: str) -> Kinship | None:
    """Return how a person of that label belongs to whom they stand with; None for a label of its own."""
    return _KIN.get(text.fold(label))


def _asks(verdict: Verdict, arrivals: list[Arrival]) -> bool:
    if isinstance(verdict, Refusal):
        return False
    person = (verdict.arrival if isinstance(verdict, Match) else arrivals[verdict.place]).person
    return bool(person.referred_by or person.links or person.household)


def _self(verdict: Newcomer | Match) -> Somebody:
    if isinstance(verdict, Newcomer):
        return Somebody(place=verdict.place)
    return Somebody(verdict.contact_id, verdict.place)


def _tied(
    at: RowAt, arrival: Arrival, this: Somebody, known: Known, homes: Mapping[str, int | None], found: Ties
) -> IncomingContact:
    """Note what the row asks for; returns the person with only what found nobody."""
    person = arrival.person
    referrers, links = [], []
    for name in person.referred_by:
        if other := _other(name, this, known, at, found):
            found.links.append(Tie(at, other, LinkKind.REFERRED, True))
        else:
            referrers.append(name)
    for link in person.links:
        if other := _other(link.name, this, known, at, found):
            found.links.append(_tie(at, other, link))
        else:
            links.append(link)
    left = replace(person, referred_by=tuple(referrers), links=tuple(links))
    home = text.fold(person.household)
    if home not in homes:
        return left
    shared = next((each.address for each in person.addresses if each.label == SHARED), None)
    found.homes.append(Home(at, person.household, homes[home], shared))
    return replace(left, household="", addresses=tuple(each for each in person.addresses if each.label != SHARED))


def _tie(at: RowAt, other: Somebody, link: IncomingLink) -> Tie:
    kind, backward = kinship(link.label) or (LinkKind.OTHER, False)
    label = text.shorten(text.clean(link.label), LONGEST_LINE) if kind is LinkKind.OTHER else ""
    return Tie(at, other, kind, backward, label)


def _other(name: str, this: Somebody, known: Known, at: RowAt, found: Ties) -> Somebody | None:
    others = list(dict.fromkeys(_somebody(face) for face in known.named(name)))
    if len(others) > 1 and this.contact_id is not None:  # a file of ours that comes back means whom it was said of
        linked = found.beside.get(this.contact_id, set())
        others = [each for each in others if each.contact_id in linked] or others
    if len(others) == 1 and others[0] != this:
        return others[0]
    words = _("More than one person is called {name}.") if len(others) > 1 else _("Nobody called {name} is there.")
    said = words.format(name=name)
    found.remarks.setdefault(at, []).append(_("{reason} The name is in the notes.").format(reason=said))
    return None


def _somebody(face: Face) -> Somebody:
    return Somebody(face.contact_id) if face.contact_id is not None else Somebody(place=face.place)


def _beside(session: Session) -> dict[int, set[int]]:
    """Return who is linked to whom, from both sides."""
    found: dict[int, set[int]] = {}
    for one, other in session.execute(select(ContactLink.a_id, ContactLink.b_id)):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _homes(session: Session, verdicts: list[tuple[Verdict, ...]], arrivals: list[Arrival]) -> dict[str, int | None]:
    """Return the households that rows may join, by folded name: the id of one in the store, None for a new one."""
    people: dict[str, set[Somebody]] = {}
    for verdict, person in _with_household(verdicts, arrivals):
        people.setdefault(text.fold(person.household), set()).add(_self(verdict))
    if not people:
        return {}
    there: dict[str, list[int]] = {}
    lived_in = select(Household.id, Household.name_on_envelope).join(Contact, Contact.household_id == Household.id)
    for household_id, name in session.execute(lived_in.group_by(Household.id).having(func.count() > 0)):
        there.setdefault(text.fold(name), []).append(household_id)
    return {
        name: there[name][0] if name in there else None
        for name, who in people.items()
        if len(there.get(name, ())) == 1 or (name not in there and len(who) > 1)
    }


def _with_household(
    verdicts: list[tuple[Verdict, ...]], arrivals: list[Arrival]
) -> Iterator[tuple[Newcomer | Match, IncomingContact]]:
    for file in verdicts:
        for verdict in file:
            if isinstance(verdict, Refusal):
                continue
            person = (verdict.arrival if isinstance(verdict, Match) else arrivals[verdict.place]).person
            if person.household:
                yield verdict, person
