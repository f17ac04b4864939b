"""What a card of an address book has no place for, as properties that only RefDesk reads: written and read here."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from refdesk.domain.incoming import IncomingContact
from refdesk.exchange import own_cells

START = "X-REFDESK-"
MAKER = "-//RefDesk//RefDesk//EN"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class _Property:
    attribute: str
    written: Callable[[Any], str]
    read: Callable[[str], Any]


def lines(person: IncomingContact) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each property that says something."""
    for name, prop in _PROPERTIES.items():
        if value := prop.written(getattr(person, prop.attribute)):
            yield START + name, value


def is_known(name: str) -> bool:
    """Say whether a property of this name is one of ours."""
    return name.removeprefix(START) in _PROPERTIES and name.startswith(START)


def fields(found: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a person that these properties fill; what is no value of a field leaves it as it is."""
    read = ((_PROPERTIES[name.removeprefix(START)], value) for name, value in found.items())
    return {prop.attribute: made for prop, value in read if (made := prop.read(value)) is not None}


def _text(attribute: str) -> _Property:
    return _Property(attribute, str, str)


def _yes_no(attribute: str) -> _Property:
    return _Property(attribute, own_cells.yes_no, _ANSWERS.get)


def _count(attribute: str, most: int) -> _Property:
    return _Property(attribute, own_cells.count, lambda value: own_cells.number(value, most))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        return None


_PROPERTIES = {
    "CATEGORY": _text("category"),
    "RANK": _text("rank"),
    "STATUS": _text("status"),
    "CLIENT-SINCE": _Property("client_since", lambda day: day.isoformat() if day else "", _day),
    "WHAT-THEY-DO": _text("what_they_do"),
    "GOOD-LEAD": _text("good_lead_for_them"),
    "BEST-TIME": _text("best_time"),
    "MAY-BE-CALLED": _yes_no("may_be_called"),
    "MAY-BE-MAILED": _yes_no("may_be_mailed"),
    "MAY-ACCEPT-GIFTS": _yes_no("may_accept_gifts"),
    "INFLUENTIAL": _yes_no("influential"),
    "SMALL-BUSINESS-OWNER": _yes_no("small_business_owner"),
    "HEAR-LESS": _yes_no("hear_less"),
    "SATISFACTION": _count("satisfaction", 5),
    "KNOW": _count("know", 3),
    "LIKE": _count("like", 3),
    "TRUST": _count("trust", 3),
    "REFERRALS-REMEMBERED": _count("referrals_remembered", 99),
    "HOUSEHOLD": _text("household"),
    "SOURCE-OF-DATA": _text("source_of_data"),
}
