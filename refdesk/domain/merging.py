"""Two records of one person made into one, field by field: what differs, and what comes of each choice.

Permission that was taken back stays taken back unless somebody says otherwise by hand, and nobody comes back onto the
lists because a file still names them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from refdesk import i18n
from refdesk.domain import uniting
from refdesk.domain.contact import CATEGORY_WORDS, Category, ContactDraft, Kind, MayBeCalled, Status
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.uniting import Choice
from refdesk.domain.yearly_dates import LEAP_YEAR, YearlyDate
from refdesk.i18n import N_, _

__all__ = [
    "BY_HAND",
    "FIELD_WORDS",
    "Choice",
    "Choices",
    "Difference",
    "DifferenceKind",
    "combine",
    "differences",
    "field_words",
    "item_words",
    "says_more",
]

Choices = Mapping[str, Choice]
BY_HAND: Choices = MappingProxyType({})

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "prefix": N_("Title"), "given": N_("First name"), "middle": N_("Middle name"), "family": N_("Last name"),
        "suffix": N_("Suffix"), "nickname": N_("Called"), "organisation": N_("Organization"),
        "job_title": N_("Job title"), "profession": N_("Profession"), "phones": N_("Phones"), "emails": N_("E-mails"),
        "sites": N_("Sites"), "addresses": N_("Addresses"), "dates": N_("Dates"), "category": N_("Category"),
        "tags": N_("Tags"), "rank": N_("Rank"), "referrals_remembered": N_("Referrals remembered"),
        "client_since": N_("Client since"), "satisfaction": N_("Satisfaction"), "influential": N_("Influential"),
        "small_business_owner": N_("Small-business owner"), "know": N_("Know"), "like": N_("Like"),
        "trust": N_("Trust"), "may_be_called": N_("May be called"), "may_be_mailed": N_("May be mailed"),
        "may_accept_gifts": N_("May accept gifts"), "hear_less": N_("Hears less"),
        "best_time": N_("Best time to reach"), "status": N_("Status"), "what_they_do": N_("What they do"),
        "good_lead_for_them": N_("A good lead for them"), "notes": N_("Notes"), "source_of_data": N_("Came from"),
    }
)  # fmt: skip
"""The fields that can be chosen one by one, in the order in which they are shown. `kind` follows from the name."""
STATUS_WORDS: Mapping[Status, str] = MappingProxyType(
    {Status.ACTIVE: N_("Active"), Status.INACTIVE: N_("Inactive"), Status.DECEASED: N_("Deceased")}
)

_NOTHING = ContactDraft()
_LISTS = frozenset({"phones", "emails", "sites", "addresses", "dates", "tags", "notes"})
_STRICT = frozenset({"may_be_called", "may_be_mailed", "may_accept_gifts", "hear_less"})
_MARKS = frozenset({"influential", "small_business_owner"})


class DifferenceKind(StrEnum):
    """How the two records stand to each other in a field."""

    NEW = "new"
    DIFFERENT = "different"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that theirs knows, in words for both; `kind` is NEW when keeping mine takes it all in."""

    field: str
    mine: str
    theirs: str
    kind: DifferenceKind


def differences(mine: ContactDraft, theirs: ContactDraft, *, country: str) -> tuple[Difference, ...]:
    """Return every field that theirs says something about; phones without "+" are dialed in `country`."""
    theirs = _truly_named(theirs)
    kept = combine(mine, theirs, country=country)
    both = combine(mine, theirs, default=Choice.KEEP_BOTH, country=country)
    return tuple(
        Difference(field, field_words(mine, field), field_words(theirs, field), _kind(field, mine, theirs, kept, both))
        for field in FIELD_WORDS
        if not _is_nothing(getattr(theirs, field), field)
    )


def combine(
    mine: ContactDraft,
    theirs: ContactDraft,
    *,
    choices: Choices = BY_HAND,
    default: Choice = Choice.KEEP_MINE,
    country: str,
) -> ContactDraft:
    """Return mine joined with theirs: `choices` are those made by hand, by field; `default` is for all others.

    Keeping mine fills what is empty; keeping both adds to lists, and writes a second value below the notes.
    """
    own, other = _truly_named(mine), _truly_named(theirs)
    values: dict[str, Any] = {}
    beside: list[str] = []
    for field in FIELD_WORDS:
        choice = choices.get(field, default)
        if field in _STRICT:
            values[field] = _permitted(field, own, other, choices.get(field))
        elif field not in _LISTS:
            values[field], more = _single(field, own, other, choice, by_hand=field in choices)
            beside += more
    born = _join_lists(values, own, other, choices, default, country)
    beside += [_noted("birthday", _day(each.on)) for each in born]
    values["notes"] = _with_lines(values["notes"], beside)
    return _whole(replace(own, **values), mine, theirs)


def says_more(mine: ContactDraft, theirs: ContactDraft, *, country: str) -> bool:
    """Say whether theirs knows anything else or more than mine."""
    for field in FIELD_WORDS:
        value = getattr(theirs, field)
        if value != getattr(mine, field) and not _is_nothing(value, field):
            return combine(mine, theirs, default=Choice.KEEP_BOTH, country=country) != mine
    return False


def field_words(draft: ContactDraft, field: str) -> str:
    """Return what a field holds, in words; "" for nothing."""
    value = getattr(draft, field)
    if field in _STRICT or field in _MARKS or field == "status":
        return _state_words(field, value)
    if _is_nothing(value, field):
        return ""
    if isinstance(value, tuple):
        return "; ".join(item_words(each) for each in value)
    if isinstance(value, Category):
        return _(CATEGORY_WORDS[value])
    return _day(YearlyDate(value.month, value.day, value.year)) if isinstance(value, date) else str(value)


def item_words(item: object) -> str:
    """Return one phone, address, date or tag in words."""
    if isinstance(item, IncomingPoint):
        return f"{item.value} ({item.label})" if item.label else item.value
    if isinstance(item, IncomingAddress):
        whole = item.address
        parts = (*whole.street.split("\n"), whole.city, whole.region, whole.postcode, whole.country)
        return ", ".join(part for part in parts if part)
    if isinstance(item, IncomingDate):
        words: Mapping[DateKind, Callable[[], str]] = {
            DateKind.BIRTHDAY: lambda: _("Birthday"), DateKind.ANNIVERSARY: lambda: _("Anniversary"),
        }  # fmt: skip
        name = item.label or words.get(item.kind, lambda: _("Date"))()
        return _("{name}: {value}").format(name=name, value=_day(item.on))
    return str(item)


def _single(
    field: str, own: ContactDraft, other: ContactDraft, choice: Choice, *, by_hand: bool
) -> tuple[Any, list[str]]:
    """Return the value of a field that holds one, and the line for the notes where both are kept."""
    mine, theirs = getattr(own, field), getattr(other, field)
    if _is_nothing(theirs, field):
        return mine, []
    if field == "status":
        return _standing(own, other, choice)
    if _is_nothing(mine, field):
        return theirs, []
    if choice is Choice.TAKE_THEIRS and (by_hand or not _same(mine, theirs)):
        return theirs, []
    if choice is Choice.KEEP_BOTH and not _same(mine, theirs):
        return mine, [_noted(field, field_words(other, field))]
    return mine, []


def _standing(own: ContactDraft, other: ContactDraft, choice: Choice) -> tuple[Status, list[str]]:
    """Return whether somebody still stands on the lists: who left stays away, and who died has died."""
    if Status.DECEASED in (own.status, other.status):
        return Status.DECEASED, []
    if own.status is Status.ACTIVE and choice is Choice.TAKE_THEIRS:
        return other.status, []
    if own.status is Status.ACTIVE and choice is Choice.KEEP_BOTH:
        return own.status, [_noted("status", field_words(other, "status"))]
    return own.status, []


def _permitted(field: str, own: ContactDraft, other: ContactDraft, by_hand: Choice | None) -> Any:  # noqa: ANN401
    mine, theirs = getattr(own, field), getattr(other, field)
    if by_hand is Choice.KEEP_MINE:
        return mine
    if by_hand is Choice.TAKE_THEIRS and theirs is not MayBeCalled.UNKNOWN:
        return theirs
    if isinstance(mine, MayBeCalled):
        if MayBeCalled.NO in (mine, theirs):
            return MayBeCalled.NO
        return theirs if mine is MayBeCalled.UNKNOWN else mine
    return (mine or theirs) if field == "hear_less" else (mine and theirs)


def _join_lists(
    values: dict[str, Any], own: ContactDraft, other: ContactDraft, choices: Choices, default: Choice, country: str
) -> tuple[IncomingDate, ...]:
    """Put in the joined lists and notes; returns the birthdays that found no place."""

    def of(field: str) -> Choice:
        return choices.get(field, default)

    values["phones"] = uniting.numbers(own.phones, other.phones, of("phones"), country)
    values["emails"] = uniting.letters(own.emails, other.emails, of("emails"))
    values["sites"] = uniting.letters(own.sites, other.sites, of("sites"))
    values["addresses"] = uniting.places(own.addresses, other.addresses, of("addresses"), country)
    values["tags"] = uniting.words(own.tags, other.tags, of("tags"))
    values["dates"], born = uniting.dates(own.dates, other.dates, of("dates"))
    values["notes"] = _notes(own.notes, other.notes, of("notes"))
    return born


def _notes(mine: str, theirs: str, choice: Choice) -> str:
    both = uniting.lines(mine, theirs)
    if choice is Choice.KEEP_MINE and mine.strip():
        return mine
    return theirs if choice is Choice.TAKE_THEIRS and both != mine else both


def _with_lines(notes: str, beside: list[str]) -> str:
    for block in beside:
        notes = uniting.lines(notes, block, apart="\n")
    return notes


def _noted(field: str, words: str) -> str:
    known = {"birthday": N_("Birthday")} | dict(FIELD_WORDS)
    return _("{name}: {value}").format(name=_(known[field]), value=words)


def _truly_named(draft: ContactDraft) -> ContactDraft:
    """Return the draft without a name that only repeats its e-mail or phone, as people without one are listed."""
    if not draft.given or draft.middle or draft.family:
        return draft
    points = {point.value.casefold() for point in (*draft.emails, *draft.phones)}
    return replace(draft, given="") if draft.given.casefold() in points else draft


def _whole(joined: ContactDraft, mine: ContactDraft, theirs: ContactDraft) -> ContactDraft:
    """Return the draft with a name after all, and as a person once it names one."""
    named = any(getattr(joined, part) for part in ("given", "middle", "family", "nickname"))
    if not named and not joined.organisation:
        joined = replace(joined, given=mine.given or theirs.given)
    if mine.kind is theirs.kind:
        return joined
    return replace(joined, kind=Kind.PERSON if named or not joined.organisation else Kind.ORGANISATION)


def _kind(
    field: str, mine: ContactDraft, theirs: ContactDraft, kept: ContactDraft, both: ContactDraft
) -> DifferenceKind:
    now, after = getattr(mine, field), getattr(kept, field)
    if field == "notes":
        both = replace(both, notes=uniting.lines(mine.notes, theirs.notes))
    if after != now:
        return DifferenceKind.NEW if after == getattr(both, field) else DifferenceKind.DIFFERENT
    if field in _LISTS:
        return (
            DifferenceKind.SAME
            if getattr(both, field) == now and not _second_birthday(field, mine, theirs)
            else DifferenceKind.DIFFERENT
        )
    return DifferenceKind.SAME if _same(now, getattr(theirs, field)) else DifferenceKind.DIFFERENT


def _second_birthday(field: str, mine: ContactDraft, theirs: ContactDraft) -> bool:
    return field == "dates" and bool(uniting.dates(mine.dates, theirs.dates, Choice.KEEP_BOTH)[1])


def _is_nothing(value: object, field: str) -> bool:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return not value.strip()
    return bool(value == getattr(_NOTHING, field))


def _same(mine: object, theirs: object) -> bool:
    if isinstance(mine, str) and isinstance(theirs, str) and not isinstance(mine, StrEnum):
        return uniting.key(mine) == uniting.key(theirs)
    return mine == theirs


def _state_words(field: str, value: object) -> str:
    if isinstance(value, Status):
        return _(STATUS_WORDS[value])
    if isinstance(value, MayBeCalled):
        return {MayBeCalled.YES: _("Yes"), MayBeCalled.NO: _("No")}.get(value, "")
    return _("Yes") if value else ("" if field in _MARKS or field == "hear_less" else _("No"))


def _day(on: YearlyDate) -> str:
    day = i18n.day_month(date(LEAP_YEAR, on.month, on.day))
    return day if on.year is None else f"{day}, {on.year}"
