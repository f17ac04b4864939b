"""Lists among the cards of a file: a list is no person, and its name becomes a tag of those on it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from refdesk.domain import text
from refdesk.exchange import vcard_lines
from refdesk.exchange.vcard_lines import Card, Property
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress

MOST_MEMBERSHIPS = 1_000_000
_KIND = re.compile(rb"^(?:[\w-]+\.)*(?:KIND|X-ADDRESSBOOKSERVER-KIND)\s*[;:].*GROUP\s*$", re.IGNORECASE)
_UID = re.compile(rb"^(?:[\w-]+\.)*UID\s*[;:]", re.IGNORECASE)
_MEMBERS = frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})
_URN = "urn:uuid:"


@dataclass(slots=True)
class Lists:
    """The lists of a file: the names that each person's id stands under, and how many people each list has."""

    cards: int = 0
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[int, int] = field(default_factory=dict)

    def tags(self, uid: str) -> tuple[str, ...]:
        """Return the names of the lists that the person with this id is on."""
        return tuple(dict.fromkeys(self.names.get(uid, ()))) if uid else ()

    def reason(self, line: int) -> str:
        """Return what became of the list that begins in a line."""
        size = self.sizes.get(line, 0)
        if not size:
            return _("This card is a list of people, not a person.")
        return ngettext(
            "This is a list, not a person: its name became a tag of {n} person.",
            "This is a list, not a person: its name became a tag of {n} people.",
            size,
        ).format(n=size)


def survey(path: Path, fallback: str, progress: Progress) -> Lists:
    """Count the cards of a file and read the lists among them: they may stand before or behind their people."""
    found = Lists()
    members: dict[int, list[str]] = {}
    people: set[str] = set()
    kept = 0
    for card in progress.over(vcard_lines.cards(path)):
        found.cards += 1
        if any(_KIND.match(line) for _number, line in card.lines):
            name, ids = _list(card, fallback)
            kept += len(ids)
            if name and kept <= MOST_MEMBERSHIPS:
                members[card.line] = ids
                for uid in ids:
                    found.names[uid].append(name)
        else:
            people.update(id_of(prop, fallback) for prop in _uids(card))
    found.sizes = {line: len(people.intersection(ids)) for line, ids in members.items()}
    return found


def id_of(prop: Property, fallback: str) -> str:
    """Return the id that a property names, in the form in which ids are compared."""
    value = vcard_lines.text_of(prop, fallback).strip().casefold()
    return value.removeprefix(_URN)


def _uids(card: Card) -> list[Property]:
    lines = [(number, line) for number, line in card.lines if _UID.match(line)]
    return [prop for prop in vcard_lines.properties(Card(card.line, lines)) if prop.name == "UID"] if lines else []


def _list(card: Card, fallback: str) -> tuple[str, list[str]]:
    name = ""
    ids: list[str] = []
    for prop in vcard_lines.properties(card):
        if prop.name in _MEMBERS:
            ids.append(id_of(prop, fallback))
        elif prop.name == "FN" or (prop.name == "N" and not name):
            name = text.clean(vcard_lines.text_of(prop, fallback).strip(";")) or name
    return name, list(dict.fromkeys(filter(None, ids)))
