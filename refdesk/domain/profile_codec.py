"""A profile as plain JSON values, one a setting, and back."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, time
from typing import Any

from refdesk.domain.addresses import Address
from refdesk.domain.profile import Paper, Profile
from refdesk.domain.working_time import Away, Hours


def to_values(profile: Profile) -> dict[str, Any]:
    """Return every setting as a JSON value, by its name."""
    plain: dict[str, Any] = {each.name: getattr(profile, each.name) for each in fields(Profile)}
    return plain | {
        "address": asdict(profile.address),
        "week": [[_shown(hours.opens), _shown(hours.closes)] if hours else None for hours in profile.week],
        "days_off": [day.isoformat() for day in profile.days_off],
        "away": [[absence.first.isoformat(), absence.last.isoformat()] for absence in profile.away],
        "paper": profile.paper.value,
    }


def from_values(values: Mapping[str, Any]) -> Profile:
    """Return the profile of these values; a setting that is not among them has its default.

    Names that this version does not know are left aside: a newer one may have written them.
    """
    known = {each.name for each in fields(Profile)}
    return Profile(**{name: _READERS.get(name, _as_is)(value) for name, value in values.items() if name in known})


def _as_is(value: Any) -> Any:  # noqa: ANN401 - a JSON value is anything
    return value


def _shown(at: time) -> str:
    return at.isoformat("minutes")


def _hours(value: list[str] | None) -> Hours | None:
    return Hours(time.fromisoformat(value[0]), time.fromisoformat(value[1])) if value else None


_READERS: Mapping[str, Any] = {
    "address": lambda value: Address(**value),
    "week": lambda value: tuple(map(_hours, value)),
    "days_off": lambda value: tuple(map(date.fromisoformat, value)),
    "away": lambda value: tuple(Away(date.fromisoformat(first), date.fromisoformat(last)) for first, last in value),
    "paper": Paper,
}
