"""Settings on their way into the file: saved as soon as they are right; what is not right yet is kept as typed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from refdesk.domain import countries
from refdesk.domain import profile as profiles
from refdesk.domain.profile import Profile
from refdesk.errors import Problem, Refused
from refdesk.services import business
from refdesk.services.desk import Desk

# What follows to another country, as long as it was what is usual in the former one.
_FOLLOWING = ("zone", "currency", "paper", "week")


@dataclass(frozen=True, slots=True)
class Offered:
    """What became of an offer: the settings saved now, and every problem that stands in the way of others."""

    saved: tuple[str, ...]
    problems: tuple[Problem, ...]


class Drafts:
    """Values that were typed and cannot be saved yet, by setting."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[str, Any] = {}

    def names(self) -> frozenset[str]:
        """Return the settings that wait."""
        return frozenset(self._kept)

    def forget(self, name: str) -> None:
        """Drop what was typed for a setting."""
        self._kept.pop(name, None)

    def offer(self, changes: Mapping[str, Any]) -> Offered:
        """Save these settings and those that waited, as far as they are right; after a `StoreFault` all wait."""
        self._kept |= changes
        stored = self._desk.ask(business.load)
        found = profiles.problems(replace(stored, **self._kept))
        try:
            return self._save(stored, found)
        except Refused as refused:  # the file may know more: amounts that it holds keep their currency
            return self._save(stored, (*found, *refused.problems))

    def _save(self, stored: Profile, found: tuple[Problem, ...]) -> Offered:
        """Save what no problem stands in the way of."""
        wrong = {problem.field for problem in found}
        right = {name: value for name, value in self._kept.items() if name not in wrong}
        wanted = _with_country(stored, right, wrong)
        changed = tuple(
            each.name for each in fields(wanted) if getattr(wanted, each.name) != getattr(stored, each.name)
        )
        if changed:
            if incomplete := profiles.problems(wanted):
                return Offered((), incomplete)
            self._desk.do(business.save, wanted)
        for name in right:
            self.forget(name)
        return Offered(changed, found)


def _with_country(stored: Profile, right: Mapping[str, Any], wrong: Collection[str]) -> Profile:
    """Return the settings with these changes; in another country, what was usual in the former one follows."""
    wanted = replace(stored, **right)
    if wanted.country == stored.country:
        return wanted
    before, after = profiles.starting(stored.country), profiles.starting(wanted.country)
    free = [name for name in _FOLLOWING if name not in right and name not in wrong]
    usual = [name for name in free if getattr(stored, name) == getattr(before, name)]
    follow: dict[str, Any] = {name: getattr(after, name) for name in usual}
    if "region" not in right:
        follow["region"] = ""
    if countries.is_country(wanted.country) and wanted.address.is_empty:
        follow["address"] = replace(wanted.address, country=wanted.country)
    return replace(wanted, **follow)
