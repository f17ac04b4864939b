"""A contact as it is edited: what may stand in each field, and what is wrong with a draft."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import names, phones, text
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.text_lengths import LONGEST_LINE, LONGEST_TEXT, too_long
from refdesk.domain.yearly_dates import LEAP_YEAR, YearlyDate
from refdesk.errors import Problem
from refdesk.i18n import N_, _

__all__ = ["LONGEST_LINE", "LONGEST_TEXT", "too_long"]  # what is another module's is had from here too

MOST_POINTS = 50
EARLIEST_YEAR = 1850

_EMAIL = re.compile(r"[^\s@<>,;\"()\[\]]+@[^\s@<>,;\"()\[\]]+")


class Kind(StrEnum):
    """Whether a contact is a human being or a firm without a named one."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Category(StrEnum):
    """What a contact is to the business."""

    CLIENT = "client"
    PROFESSIONAL = "professional"
    BUSINESS_OWNER = "business_owner"
    FRIEND = "friend"
    COMMUNITY = "community"
    PROSPECT = "prospect"
    OTHER = "other"


CATEGORY_WORDS: Mapping[Category, str] = MappingProxyType(
    {
        Category.CLIENT: N_("Client"),
        Category.PROFESSIONAL: N_("Professional"),
        Category.BUSINESS_OWNER: N_("Business owner"),
        Category.FRIEND: N_("Friend"),
        Category.COMMUNITY: N_("Community"),
        Category.PROSPECT: N_("Prospect"),
        Category.OTHER: N_("Other"),
    }
)


class MayBeCalled(StrEnum):
    """Whether a contact may be called; unknown counts as yes."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


class Status(StrEnum):
    """Whether a contact still stands on lists, cards, calls and reminders."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DECEASED = "deceased"


class PointKind(StrEnum):
    """What a contact point is."""

    PHONE = "phone"
    EMAIL = "email"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """Hold every field of a contact that a person edits; lists replace what was there, in their order."""

    kind: Kind = Kind.PERSON
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    organisation: str = ""
    job_title: str = ""
    what_they_do: str = ""
    good_lead_for_them: str = ""
    profession: str = ""
    category: Category = Category.OTHER
    influential: bool = False
    small_business_owner: bool = False
    rank: Rank | None = None
    referrals_remembered: int | None = None
    client_since: date | None = None
    satisfaction: int | None = None
    know: int = 0
    like: int = 0
    trust: int = 0
    may_be_called: MayBeCalled = MayBeCalled.UNKNOWN
    may_be_mailed: bool = True
    may_accept_gifts: bool = True
    best_time: str = ""
    hear_less: bool = False
    status: Status = Status.ACTIVE
    notes: str = ""
    source_of_data: str = ""
    phones: tuple[IncomingPoint, ...] = ()
    emails: tuple[IncomingPoint, ...] = ()
    sites: tuple[IncomingPoint, ...] = ()
    addresses: tuple[IncomingAddress, ...] = ()
    dates: tuple[IncomingDate, ...] = ()
    tags: tuple[str, ...] = ()

    def points_of(self, kind: PointKind) -> tuple[IncomingPoint, ...]:
        """Return the phones, e-mails or sites in their order."""
        return {PointKind.PHONE: self.phones, PointKind.EMAIL: self.emails, PointKind.SITE: self.sites}[kind]

    @property
    def birthday(self) -> YearlyDate | None:
        """Return the birthday, if it is known."""
        return next((each.on for each in self.dates if each.kind is DateKind.BIRTHDAY), None)


def named(typed: str, category: Category = Category.OTHER, *, phone: str = "") -> ContactDraft:
    """Return a new contact of whom only a name in one line is known, and perhaps the number to call."""
    name = names.split(typed)
    return ContactDraft(
        kind=Kind.PERSON if name.has_person else Kind.ORGANISATION, category=category,
        prefix=name.prefix, given=name.given, middle=name.middle, family=name.family, suffix=name.suffix,
        nickname=name.nickname, organisation=name.organisation,
        phones=(IncomingPoint(phone.strip(), "mobile", main=True),) if phone.strip() else (),
    )  # fmt: skip


POINT_FIELDS = MappingProxyType({PointKind.PHONE: "phones", PointKind.EMAIL: "emails", PointKind.SITE: "sites"})

_LINES = (
    "prefix", "given", "middle", "family", "suffix", "nickname", "organisation", "job_title", "profession", "best_time",
    "source_of_data",
)  # fmt: skip
_ADDRESS_LENGTHS = MappingProxyType(
    {"street": 600, "city": LONGEST_LINE, "region": LONGEST_LINE, "postcode": LONGEST_LINE, "country": LONGEST_LINE}
)
_TEXTS = ("what_they_do", "good_lead_for_them", "notes")


def problems(draft: ContactDraft, *, today: date) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the contact can be saved.

    Fields are named as in the draft; lists carry a place: "phones.0", "dates.1", "addresses.0.city".
    """
    return (
        *_name_problems(draft),
        *_length_problems(draft),
        *_number_problems(draft),
        *_point_problems(draft),
        *_date_problems(draft, today),
        *_address_problems(draft),
        *_list_problems(draft),
    )


def point_problem(kind: PointKind, typed: str, *, field: str) -> Problem | None:
    """Return what is wrong with a phone number, e-mail or site as typed; an empty one is simply not kept."""
    kept = text.clean(typed)
    if not kept:
        return None
    if len(kept) > LONGEST_LINE:
        return Problem(field, too_long(LONGEST_LINE))
    if kind is PointKind.EMAIL and not is_email(kept):
        return Problem(field, _("An e-mail address looks like name@example.com."))
    if kind is PointKind.PHONE and not any(sign.isdigit() for sign in kept):
        return Problem(field, _("A phone number needs digits."))
    if kind is PointKind.SITE and any(sign.isspace() for sign in kept):
        return Problem(field, _("A web address has no spaces."))
    return None


def phone_hint(typed: str, country: str) -> str:
    """Return a hint beside a number that cannot be dialed as it stands; it is kept as typed all the same."""
    if not typed.strip() or phones.read(typed, country).e164 is not None:
        return ""
    return _("This does not look like a whole phone number. It is kept as you typed it.")


def is_email(typed: str) -> bool:
    """Say whether this has the form of an e-mail address; whether it exists, nobody can tell from here."""
    _name, _at, host = typed.rpartition("@")
    return bool(_EMAIL.fullmatch(typed)) and not host.startswith(".") and not host.endswith(".") and ".." not in typed


def date_problem(on: YearlyDate, *, field: str, today: date) -> Problem | None:
    """Return what is wrong with a birthday or anniversary."""
    try:
        # Without its year, February 29 is a day.
        day = date(on.year or LEAP_YEAR, on.month, on.day)
    except ValueError:
        return Problem(field, _("There is no such day. Check month and day."))
    if on.year is not None and on.year < EARLIEST_YEAR:
        return Problem(field, _("Check the year, or leave it out."))
    if on.year is not None and day > today:
        return Problem(field, _("This day has not come yet. Check the year, or leave it out."))
    return None


def may_be_called(allowed: MayBeCalled, status: Status) -> bool:
    """Say whether a call may be planned; not knowing counts as yes."""
    return allowed is not MayBeCalled.NO and status is Status.ACTIVE


def _name_problems(draft: ContactDraft) -> Iterator[Problem]:
    named = (draft.given, draft.family, draft.nickname)
    if draft.kind is Kind.ORGANISATION and text.is_blank(draft.organisation):
        yield Problem("organisation", _("Type the name of the organization."))
    elif draft.kind is Kind.PERSON and all(map(text.is_blank, (*named, draft.organisation))):
        yield Problem("given", _("Type a name or an organization."))


def _length_problems(draft: ContactDraft) -> Iterator[Problem]:
    for fields, longest in ((_LINES, LONGEST_LINE), (_TEXTS, LONGEST_TEXT)):
        for name in fields:
            if len(getattr(draft, name)) > longest:
                yield Problem(name, too_long(longest))


def _number_problems(draft: ContactDraft) -> Iterator[Problem]:
    for name in ("know", "like", "trust"):
        if not 0 <= getattr(draft, name) <= 3:
            yield Problem(name, _("Choose 0 to 3."))
    if draft.satisfaction is not None and not 1 <= draft.satisfaction <= 5:
        yield Problem("satisfaction", _("Choose 1 to 5."))
    if draft.referrals_remembered is not None and not 0 <= draft.referrals_remembered <= 99:
        yield Problem("referrals_remembered", _("Type a number from 0 to 99."))


def _point_problems(draft: ContactDraft) -> Iterator[Problem]:
    for kind, name in POINT_FIELDS.items():
        points = draft.points_of(kind)
        if len(points) > MOST_POINTS:
            yield Problem(name, _("{n} are enough for one contact.").format(n=MOST_POINTS))
        for place, point in enumerate(points):
            if found := point_problem(kind, point.value, field=f"{name}.{place}"):
                yield found


def _date_problems(draft: ContactDraft, today: date) -> Iterator[Problem]:
    for place, each in enumerate(draft.dates):
        if found := date_problem(each.on, field=f"dates.{place}", today=today):
            yield found
    if draft.client_since is not None and draft.client_since > today:
        yield Problem("client_since", _("This day has not come yet."))


def _address_problems(draft: ContactDraft) -> Iterator[Problem]:
    # An incomplete address is kept: it may be all that is known.
    for place, each in enumerate(draft.addresses):
        for name, longest in _ADDRESS_LENGTHS.items():
            if len(getattr(each.address, name)) > longest:
                yield Problem(f"addresses.{place}.{name}", too_long(longest))


def _list_problems(draft: ContactDraft) -> Iterator[Problem]:
    for tag in draft.tags:
        if len(tag) > LONGEST_LINE:
            yield Problem("tags", too_long(LONGEST_LINE))
