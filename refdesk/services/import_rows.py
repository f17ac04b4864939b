"""A person out of a file as rows of the store: one dictionary a row, without ids, ready for a bulk insert."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from refdesk.domain import text
from refdesk.domain.contact import (
    CATEGORY_WORDS,
    LONGEST_LINE,
    Category,
    ContactDraft,
    Kind,
    MayBeCalled,
    PointKind,
    Status,
)
from refdesk.domain.incoming import IncomingAddress, IncomingContact, IncomingDate, IncomingPoint
from refdesk.domain.names import PersonName
from refdesk.domain.ranking import Rank
from refdesk.i18n import _
from refdesk.services import contact_rows
from refdesk.store import derived

Word = TypeVar("Word", bound=StrEnum)
Values = dict[str, Any]
_MAY_BE_CALLED = {None: MayBeCalled.UNKNOWN, True: MayBeCalled.YES, False: MayBeCalled.NO}
_CATEGORIES = {text.fold(word): category for category, word in CATEGORY_WORDS.items()}
_CATEGORIES |= {text.fold(category.value): category for category in Category}
_RANKS = {text.fold(rank.value): rank for rank in Rank}
_STATUSES = {text.fold(status.value): status for status in Status}
_STATES: Mapping[str, type[StrEnum]] = {
    "kind": Kind, "category": Category, "rank": Rank, "may_be_called": MayBeCalled, "status": Status,
}  # fmt: skip
_SHORT = (
    "prefix",
    "given",
    "middle",
    "family",
    "suffix",
    "nickname",
    "organisation",
    "job_title",
    "profession",
    "best_time",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person to be added: as read, the name they will bear, and their phones and e-mails in compared form.

    `draft` is what they were joined to with later rows about them.
    """

    person: IncomingContact
    name: PersonName
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    source: str
    draft: ContactDraft | None = None


def draft_of(arrival: Arrival) -> ContactDraft:
    """Return the person as a draft, such as an editor would open after the import."""
    if arrival.draft is not None:
        return arrival.draft
    person, values = arrival.person, _own_values(arrival, None)
    own = {name: values[name] for name in contact_rows.OF_ROW}
    own |= {name: state(own[name]) for name, state in _STATES.items() if own[name] is not None}
    return ContactDraft(
        **own,
        phones=person.phones,
        emails=person.emails,
        sites=person.sites,
        addresses=person.addresses,
        dates=person.dates,
        tags=tag_names(person),
    )


def joined(arrival: Arrival, draft: ContactDraft, country: str) -> Arrival:
    """Return the arrival as the draft that it was joined to; phones without "+" are dialed in `country`."""
    lists = {name: getattr(draft, name) for name in contact_rows.LISTS}
    return replace(
        arrival,
        draft=draft,
        person=replace(arrival.person, **lists),
        phones=tuple(contact_rows.compared(PointKind.PHONE, each.value, country) for each in draft.phones),
        emails=tuple(each.value.casefold() for each in draft.emails),
    )


def contact_values(arrival: Arrival, today: date) -> Values:
    """Return the row of the contact with its derived columns; what has no field of its own goes into the notes."""
    if arrival.draft is None:
        values = _own_values(arrival, today)
    else:
        values = dict(_DEFAULTS) | contact_rows.contact_values(arrival.draft)
        values["rank_set_on"] = today if arrival.draft.rank else None
    values["sort_key"] = derived.sort_key(values)
    values["search_text"] = derived.search_text(values, _other_words(arrival))
    return values


def _own_values(arrival: Arrival, today: date | None) -> Values:
    person, name = arrival.person, arrival.name
    values: Values = dict(_DEFAULTS)
    rank = _RANKS.get(text.fold(person.rank)) if person.rank else None
    values.update(
        kind=Kind.ORGANISATION.value if person.is_organisation else Kind.PERSON.value,
        prefix=name.prefix, given=name.given, middle=name.middle, family=name.family, suffix=name.suffix,
        nickname=name.nickname, organisation=name.organisation, job_title=person.job_title,
        what_they_do=person.what_they_do, good_lead_for_them=person.good_lead_for_them, profession=person.profession,
        category=_word(_CATEGORIES, person.category, Category.OTHER).value,
        rank=rank.value if rank else None, rank_set_on=today if rank else None, client_since=person.client_since,
        may_be_called=_MAY_BE_CALLED[person.may_be_called].value, may_be_mailed=person.may_be_mailed is not False,
        may_accept_gifts=person.may_accept_gifts is not False, best_time=person.best_time,
        status=_word(_STATUSES, person.status, Status.ACTIVE).value,
        source_of_data=person.source_of_data or arrival.source, influential=bool(person.influential),
        small_business_owner=bool(person.small_business_owner), hear_less=bool(person.hear_less),
        satisfaction=person.satisfaction, know=person.know or 0, like=person.like or 0, trust=person.trust or 0,
        referrals_remembered=person.referrals_remembered,
    )  # fmt: skip
    values["notes"] = "\n".join(filter(None, (person.whole_notes, *_notes(person, values))))
    return values


def point_values(arrival: Arrival) -> Iterator[Values]:
    """Yield the rows of the phones, e-mails and sites."""
    for kind, points, compared in _points(arrival):
        for point, value in zip(points, compared, strict=True):
            yield {"kind": kind, "value": value, "as_typed": point.value, "label": point.label, "main": point.main}


def address_values(each: IncomingAddress) -> Values:
    """Return the row of a postal address."""
    address = each.address
    return {
        "household_id": None, "street": address.street, "city": address.city, "region": address.region,
        "postcode": address.postcode, "country": address.country, "label": each.label, "main": each.main,
    }  # fmt: skip


def date_values(each: IncomingDate) -> Values:
    """Return the row of a yearly date."""
    return {
        "kind": each.kind.value, "month": each.on.month, "day": each.on.day, "year": each.on.year, "label": each.label,
    }  # fmt: skip


def tag_names(person: IncomingContact) -> tuple[str, ...]:
    """Return the tags, each once whatever its capitals."""
    return tuple({text.fold(name): name for name in reversed(person.tags) if text.fold(name)}.values())[::-1]


_DEFAULTS: Mapping[str, Any] = {
    "household_id": None, "last_touch_on": None, "version": 1,
}  # fmt: skip


def _word(known: Mapping[str, Word], written: str, usual: Word) -> Word:
    return known.get(text.fold(written), usual) if written else usual


def _notes(person: IncomingContact, values: Values) -> Iterator[str]:
    """Yield a line for each thing that is known and has no place; a name too long for its field is cut there."""
    if person.department:
        yield _("Department: {name}").format(name=person.department)
    if person.referred_by:
        yield _("Referred by: {names}").format(names=", ".join(person.referred_by))
    for link in person.links:
        yield f"{link.label[:1].upper()}{link.label[1:]}: {link.name}" if link.label else link.name
    if person.household:
        yield _("Household: {name}").format(name=person.household)
    if person.category and text.fold(person.category) not in _CATEGORIES:
        yield _("Category: {name}").format(name=person.category)
    if person.rank and text.fold(person.rank) not in _RANKS:
        yield _("Rank: {name}").format(name=person.rank)
    if person.status and text.fold(person.status) not in _STATUSES:
        yield _("Status: {name}").format(name=person.status)
    for field in _SHORT:
        if len(values[field]) > LONGEST_LINE:
            yield values[field]
            values[field] = text.shorten(values[field], LONGEST_LINE)


def _other_words(arrival: Arrival) -> Iterator[str]:
    for _kind, points, compared in _points(arrival):
        for point, value in zip(points, compared, strict=True):
            yield from derived.point_words(value, point.value)
    for each in arrival.person.addresses:
        yield from (each.address.street, each.address.city, each.address.postcode)
    yield from tag_names(arrival.person)


def _points(arrival: Arrival) -> tuple[tuple[str, tuple[IncomingPoint, ...], tuple[str, ...]], ...]:
    """Return the points of each kind with what they are compared by."""
    person = arrival.person
    return (
        (_PHONE, person.phones, arrival.phones),
        (_EMAIL, person.emails, arrival.emails),
        (_SITE, person.sites, tuple(site.value.casefold() for site in person.sites)),
    )


_PHONE, _EMAIL, _SITE = PointKind.PHONE.value, PointKind.EMAIL.value, PointKind.SITE.value
