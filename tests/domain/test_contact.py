from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from refdesk.domain import contact, phones
from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, Kind, MayBeCalled, PointKind, Status
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.yearly_dates import YearlyDate

TODAY = date(2026, 11, 18)
ANA = ContactDraft(given="Ana", family="Diaz")


def fields_refused(draft: ContactDraft) -> list[str]:
    return [problem.field for problem in contact.problems(draft, today=TODAY)]


@pytest.mark.parametrize(
    "draft",
    [
        ANA,
        ContactDraft(given="Ana"),
        ContactDraft(family="Diaz"),
        ContactDraft(nickname="Ani"),
        ContactDraft(organisation="Fernhollow"),
        ContactDraft(kind=Kind.ORGANISATION, organisation="Fernhollow"),
        replace(ANA, phones=(IncomingPoint("call the shop, 614 555 0112"),)),
        replace(ANA, emails=(IncomingPoint("ana@example.com"), IncomingPoint("  "))),
        replace(ANA, emails=(IncomingPoint("анна@пример.рф"),)),
        replace(ANA, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 29)),)),
        replace(ANA, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 29, 2024)),)),
        replace(ANA, addresses=(IncomingAddress(Address(city="Columbus")),)),
        replace(ANA, given="x" * 200, notes="x" * 20_000, tags=("x" * 200,)),
        replace(ANA, addresses=(IncomingAddress(Address(street="x" * 600, city="x" * 200)),)),
        replace(ANA, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(1, 1, 1850)),), client_since=TODAY),
        replace(ANA, know=3, like=3, trust=3, satisfaction=5, referrals_remembered=0),
    ],
)
def test_a_contact_needs_no_more_than_a_name(draft: ContactDraft) -> None:
    assert contact.problems(draft, today=TODAY) == ()


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ContactDraft(), "given"),
        (ContactDraft(given="  "), "given"),
        (ContactDraft(kind=Kind.ORGANISATION, given="Ana"), "organisation"),
        (replace(ANA, family="x" * 201), "family"),
        (replace(ANA, notes="x" * 20_001), "notes"),
        (replace(ANA, emails=(IncomingPoint("ana@example.com"), IncomingPoint("ana"))), "emails.1"),
        (replace(ANA, phones=(IncomingPoint("call the shop"),)), "phones.0"),
        (replace(ANA, phones=(IncomingPoint("1" * 201),)), "phones.0"),
        (replace(ANA, phones=(IncomingPoint("1"),) * 51), "phones"),
        (replace(ANA, sites=(IncomingPoint("my site"),)), "sites.0"),
        (replace(ANA, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 30)),)), "dates.0"),
        (replace(ANA, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 29, 2026)),)), "dates.0"),
        (replace(ANA, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 19, 2026)),)), "dates.0"),
        (replace(ANA, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(1, 1, 1800)),)), "dates.0"),
        (replace(ANA, addresses=(IncomingAddress(Address(city="x" * 201)),)), "addresses.0.city"),
        (replace(ANA, addresses=(IncomingAddress(Address(street="x" * 601)),)), "addresses.0.street"),
        (replace(ANA, client_since=date(2026, 11, 19)), "client_since"),
        (replace(ANA, trust=4), "trust"),
        (replace(ANA, satisfaction=0), "satisfaction"),
        (replace(ANA, referrals_remembered=100), "referrals_remembered"),
        (replace(ANA, tags=("x" * 201,)), "tags"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(draft: ContactDraft, field: str) -> None:
    found = contact.problems(draft, today=TODAY)
    assert [problem.field for problem in found] == [field]
    assert found[0].sentence.endswith(".")


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert fields_refused(ContactDraft(know=9, emails=(IncomingPoint("@"),))) == ["given", "know", "emails.0"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("a@b", True),
        ("ana.diaz+cards@mail.example.com", True),
        ("o'neil@example.ie", True),
        ("@example.com", False),
        ("ana@", False),
        ("ana@.com", False),
        ("ana@com.", False),
        ("ana..d@example.com", False),
        ("ana@b@c", False),
        ("Ana <ana@example.com>", False),
        ("ana@example.com, bo@example.com", False),
        ("", False),
    ],
)
def test_an_email_is_known_by_its_form(typed: str, right: bool) -> None:
    assert contact.is_email(typed) is right


def test_a_number_that_cannot_be_dialed_gets_a_hint_and_is_kept() -> None:
    assert contact.phone_hint("(614) 555-0148", "US") == ""
    assert contact.phone_hint("", "US") == ""
    assert contact.phone_hint("12", "US")
    assert phones.read("12", "US").typed == "12"


@pytest.mark.parametrize(
    ("allowed", "status", "may"),
    [
        (MayBeCalled.UNKNOWN, Status.ACTIVE, True),
        (MayBeCalled.YES, Status.ACTIVE, True),
        (MayBeCalled.NO, Status.ACTIVE, False),
        (MayBeCalled.YES, Status.INACTIVE, False),
        (MayBeCalled.YES, Status.DECEASED, False),
    ],
)
def test_not_knowing_counts_as_yes(allowed: MayBeCalled, status: Status, may: bool) -> None:
    assert contact.may_be_called(allowed, status) is may


def test_a_draft_knows_its_birthday_and_its_points() -> None:
    birthday = IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12))
    draft = replace(ANA, dates=(birthday,), phones=(IncomingPoint("1"),))
    assert draft.birthday == YearlyDate(3, 12)
    assert ANA.birthday is None
    assert draft.points_of(PointKind.PHONE) == (IncomingPoint("1"),)
    assert draft.points_of(PointKind.EMAIL) == ()


def test_a_draft_does_not_change_in_the_hand() -> None:
    with pytest.raises(FrozenInstanceError):
        ANA.given = "Bo"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("Zoe Quist", Kind.PERSON, ("Zoe", "Quist", "")),
        ("Zoe", Kind.PERSON, ("Zoe", "", "")),
        ("Quist & Sons GmbH", Kind.ORGANISATION, ("", "", "Quist & Sons GmbH")),
    ],
)
def test_a_name_in_one_line_makes_a_person_or_an_organization(typed: str, kind: Kind, name: tuple[str, ...]) -> None:
    draft = contact.named(typed, Category.PROSPECT, phone=" 614-555-0100 ")
    assert (draft.given, draft.family, draft.organisation) == name
    assert (draft.kind, draft.category) == (kind, Category.PROSPECT)
    assert draft.phones == (IncomingPoint("614-555-0100", "mobile", main=True),)
    assert contact.named(typed).phones == ()
