"""The settings of the business: rows of `setting`, read and written through one typed value."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from refdesk.domain import money, rules
from refdesk.domain import profile as profiles
from refdesk.domain.addresses import Address
from refdesk.domain.profile import Paper, Profile
from refdesk.domain.working_time import Away, Hours, WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services.operation import operation
from refdesk.store.prepared import Prepared
from refdesk.store.tables.office import Setting

if TYPE_CHECKING:
    from refdesk.store.unit import Unit


def load(session: Session) -> Profile:
    """Return the settings of the business; what was never saved has its default."""
    return _profile(tuple(map(tuple, _settings.rows(session))))


def zone(session: Session) -> ZoneInfo:
    """Return the time zone of the business."""
    return ZoneInfo(load(session).zone)


def working_time(session: Session) -> WorkingTime:
    """Return the working days and hours of the business."""
    return load(session).working_time


@operation(N_("Settings changed"))
def save(unit: "Unit", profile: Profile) -> None:
    """Keep the settings that differ from what is kept; raises `Refused` with the problems by setting."""
    found = (*profiles.problems(profile), *_currency_problems(unit.session, profile.currency))
    if found:
        raise Refused(*found)
    kept = {row.key: row for row in unit.session.scalars(select(Setting))}
    for key, value in asdict(profiles.cleaned(profile)).items():
        text = json.dumps(value, default=_as_json, ensure_ascii=False)
        if key not in kept:
            unit.session.add(Setting(key=key, value=text))
        elif kept[key].value != text:
            kept[key].value = text


def _currency_problems(session: Session, currency: str) -> list[Problem]:
    """Return why amounts in minor units cannot be read in this currency: 2500 is 25.00 USD, and 2,500 JPY."""
    old = load(session).currency
    if money.exponent(old) == money.exponent(currency) or not _has_amounts(session):
        return []
    sentence = _("Amounts in {old} are kept here, and {new} counts them otherwise. Begin a new file for {new}.")
    return [Problem("currency", sentence.format(old=old, new=currency))]


def _has_amounts(session: Session) -> bool:
    # Whoever only wants to know the business does not wait for the other tables.
    from refdesk.store.tables.gifts import Gift, GiftItem, Reward
    from refdesk.store.tables.referrals import Referral, Win

    some = (
        Gift.cost_minor > 0, Gift.shipping_minor > 0, GiftItem.cost_minor > 0, GiftItem.shipping_minor > 0,
        Reward.amount_minor > 0, Referral.value_expected_minor > 0, Win.value_minor > 0,
    )  # fmt: skip
    return any(session.scalar(select(exists().where(each))) for each in some)


@lru_cache(maxsize=8)
def _profile(saved: tuple[tuple[str, str], ...]) -> Profile:
    # Read by every query that needs the working time: the same rows give the same value without work.
    known = {each.name for each in fields(Profile)}
    values = {key: _READERS.get(key, _same)(json.loads(text)) for key, text in saved if key in known}
    return Profile(**values)


@Prepared
def _settings() -> Any:  # noqa: ANN401 - a select of texts
    return select(Setting.key, Setting.value).order_by(Setting.key)


def _same(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    return value


def _address(value: Mapping[str, Any]) -> Address:
    parts: dict[str, Any] = {key: tuple(part) if isinstance(part, list) else part for key, part in value.items()}
    return Address(**parts)


def _week(value: list[Mapping[str, str] | None]) -> tuple[Hours | None, ...]:
    return tuple(
        None if day is None else Hours(time.fromisoformat(day["opens"]), time.fromisoformat(day["closes"]))
        for day in value
    )


def _days(value: list[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in value)


def _away(value: list[Mapping[str, str]]) -> tuple[Away, ...]:
    return tuple(Away(date.fromisoformat(each["first"]), date.fromisoformat(each["last"])) for each in value)


def _as_json(value: date | time) -> str:
    return value.isoformat()


_READERS: Mapping[str, Any] = {
    "address": _address, "week": _week, "days_off": _days, "away": _away, "paper": Paper,
    "rules": rules.read,
}  # fmt: skip
