"""Phones, e-mails and sites without repetitions, and a name for whoever has none."""

import re
from collections.abc import Sequence
from dataclasses import replace

from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.names import PersonName

SEVERAL = re.compile(r"\s*:::\s*")
_NOT_THEIRS = frozenset({"assistant", "fax", "pager", "telex", "isdn", "callback"})


def points(found: Sequence[tuple[str, str, bool]]) -> tuple[IncomingPoint, ...]:
    """Return (value, label, main) as points; the first marked as main is, else the first of their own."""
    if len(found) == 1:
        return (IncomingPoint(found[0][0], found[0][1], True),)
    by_value: dict[str, tuple[str, bool]] = {}
    for value, label, main in found:
        if value in by_value:
            old_label, old_main = by_value[value]
            by_value[value] = (old_label or label, old_main or main)
        else:
            by_value[value] = (label, main)
    main_at = next((index for index, (_label, main) in enumerate(by_value.values()) if main), None)
    if main_at is None:  # Outlook puts the phone of the assistant and the fax before the phone of the person
        own = (index for index, (label, _main) in enumerate(by_value.values()) if not _is_no_own_phone(label))
        main_at = next(own, 0)
    return tuple(
        IncomingPoint(value, label, index == main_at) for index, (value, (label, _main)) in enumerate(by_value.items())
    )


def _is_no_own_phone(label: str) -> bool:
    return bool(_NOT_THEIRS.intersection(label.casefold().split()))


def named_somehow(name: PersonName, emails: Sequence[IncomingPoint], phones: Sequence[IncomingPoint]) -> PersonName:
    """Return the name, or for somebody without one the e-mail address or phone, so that a list can show them."""
    if not name.is_empty:
        return name
    reach = emails or phones
    return replace(name, given=reach[0].value) if reach else name
