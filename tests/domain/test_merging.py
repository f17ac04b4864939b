"""Two records of one person become one: nothing lost that was to be kept, nothing twice, nobody brought back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.domain import merging, uniting
from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, Kind, MayBeCalled, Status
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.merging import Choice, DifferenceKind
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate

MINE, THEIRS, BOTH = Choice.KEEP_MINE, Choice.TAKE_THEIRS, Choice.KEEP_BOTH


def draft(**values: Any) -> ContactDraft:
    return ContactDraft(**{"given": "Ana", "family": "Diaz"} | values)


def points(*values: str, main: int | None = None, label: str = "") -> tuple[IncomingPoint, ...]:
    return tuple(IncomingPoint(value, label, main=place == main) for place, value in enumerate(values))


def birthday(month: int, day: int, year: int | None = None) -> tuple[IncomingDate, ...]:
    return (IncomingDate(DateKind.BIRTHDAY, YearlyDate(month, day, year)),)


def place(street: str = "", city: str = "", country: str = "", **more: Any) -> tuple[IncomingAddress, ...]:
    return (IncomingAddress(Address(street, city, country=country), **more),)


def combine(mine: ContactDraft, theirs: ContactDraft, default: Choice, **choices: Choice) -> ContactDraft:
    return merging.combine(mine, theirs, choices=choices, default=default, country="US")


LINDEN = place("18 Linden Row", "Columbus")
TABLE: dict[str, tuple[dict[str, Any], dict[str, Any], Choice, dict[str, Any]]] = {
    "an empty field is filled": ({}, {"job_title": "Dentist"}, MINE, {"job_title": "Dentist"}),
    "a full field stays": ({"job_title": "Dentist"}, {"job_title": "Boss"}, MINE, {"job_title": "Dentist"}),
    "theirs is taken": ({"job_title": "Dentist"}, {"job_title": "Boss"}, THEIRS, {"job_title": "Boss"}),
    "nothing of theirs takes nothing away": ({"job_title": "Dentist"}, {}, THEIRS, {"job_title": "Dentist"}),
    "both: the second value goes below the notes": (
        {"job_title": "Dentist", "notes": "Met."}, {"job_title": "Boss"}, BOTH,
        {"job_title": "Dentist", "notes": "Met.\nJob title: Boss"},
    ),
    "both: other capitals are no second value": ({"job_title": "DENTIST"}, {"job_title": "Dentist"}, BOTH, {
        "job_title": "DENTIST"}),
    "numbers are compared as they are dialed": (
        {"phones": points("(614) 555-0173")}, {"phones": points("+1 614 555 0173", "614-555-0100")}, BOTH,
        {"phones": points("(614) 555-0173", "614-555-0100")},
    ),
    "one list is kept": (
        {"emails": points("ana@a.example")}, {"emails": points("ANA@A.example", "b@b.example")}, MINE,
        {"emails": points("ana@a.example")},
    ),
    "one list is taken": (
        {"emails": points("a@a.example", main=0)}, {"emails": points("b@b.example", main=0)}, THEIRS,
        {"emails": points("b@b.example", main=0)},
    ),
    "a list that says nothing new takes nothing away": (
        {"emails": points("a@a.example", "b@b.example")}, {"emails": points("b@b.example")}, THEIRS,
        {"emails": points("a@a.example", "b@b.example")},
    ),
    "one main each": (
        {"emails": points("a@a.example", main=0)}, {"emails": points("b@b.example", main=0)}, BOTH,
        {"emails": points("a@a.example", "b@b.example", main=0)},
    ),
    "a label that was missing": (
        {"phones": points("614-555-0173")}, {"phones": points("614-555-0173", label="mobile")}, MINE,
        {"phones": points("614-555-0173", label="mobile")},
    ),
    "a wrong number stays wrong": (
        {"phones": points("614-555-0173", label="wrong number")}, {"phones": points("614-555-0173", main=0)}, THEIRS,
        {"phones": points("614-555-0173", label="wrong number")},
    ),
    "a wrong number fills no gap": (
        {"phones": points("614-555-0173", label="wrong number")}, {"phones": points("614-555-0100", main=0)}, MINE,
        {"phones": (*points("614-555-0173", label="wrong number"), *points("614-555-0100", main=0))},
    ),
    "an address is completed": (
        {"addresses": place("", "Columbus")}, {"addresses": LINDEN}, MINE, {"addresses": LINDEN},
    ),
    "an address in other letters is the same": (
        {"addresses": LINDEN}, {"addresses": place("18 LINDEN  ROW", "columbus")}, BOTH, {"addresses": LINDEN},
    ),
    "the home country need not be named": (
        {"addresses": LINDEN}, {"addresses": place("18 Linden Row", "Columbus", "USA")}, BOTH,
        {"addresses": place("18 Linden Row", "Columbus", "USA")},
    ),
    "the same street abroad is another": (
        {"addresses": LINDEN}, {"addresses": place("18 Linden Row", "Columbus", "DE")}, BOTH,
        {"addresses": (*LINDEN, *place("18 Linden Row", "Columbus", "DE"))},
    ),
    "the year of a birthday": (
        {"dates": birthday(2, 9)}, {"dates": birthday(2, 9, 1980)}, MINE, {"dates": birthday(2, 9, 1980)},
    ),
    "nobody has two birthdays": (
        {"dates": birthday(2, 9)}, {"dates": birthday(3, 9, 1980)}, BOTH,
        {"dates": birthday(2, 9), "notes": "Birthday: March 9, 1980"},
    ),
    "an anniversary beside a birthday": (
        {"dates": birthday(2, 9)}, {"dates": (IncomingDate(DateKind.ANNIVERSARY, YearlyDate(6, 1)),)}, MINE,
        {"dates": (*birthday(2, 9), IncomingDate(DateKind.ANNIVERSARY, YearlyDate(6, 1)))},
    ),
    "tags once": ({"tags": ("Golf",)}, {"tags": ("golf", "Church")}, BOTH, {"tags": ("Golf", "Church")}),
    "notes joined once": ({"notes": "Met.\nTall."}, {"notes": "met.\nFunny."}, BOTH, {
        "notes": "Met.\nTall.\n\nFunny."}),
    "notes kept": ({"notes": "Met."}, {"notes": "Funny."}, MINE, {"notes": "Met."}),
    "a rank is filled": ({}, {"rank": Rank.A}, MINE, {"rank": Rank.A}),
    "a rank in the notes": ({"rank": Rank.A}, {"rank": Rank.C}, BOTH, {"rank": Rank.A, "notes": "Rank: C"}),
    "no mail wins": ({"may_be_mailed": True}, {"may_be_mailed": False}, MINE, {"may_be_mailed": False}),
    "no mail is not lifted": ({"may_be_mailed": False}, {"may_be_mailed": True}, THEIRS, {"may_be_mailed": False}),
    "no calls is not lifted": (
        {"may_be_called": MayBeCalled.NO}, {"may_be_called": MayBeCalled.YES}, THEIRS,
        {"may_be_called": MayBeCalled.NO},
    ),
    "calls allowed fill a gap": (
        {}, {"may_be_called": MayBeCalled.YES}, MINE, {"may_be_called": MayBeCalled.YES},
    ),
    "who left stays away": ({"status": Status.INACTIVE}, {}, THEIRS, {"status": Status.INACTIVE}),
    "who died has died": ({}, {"status": Status.DECEASED}, MINE, {"status": Status.DECEASED}),
    "a file takes nobody off the lists by itself": ({}, {"status": Status.INACTIVE}, MINE, {"status": Status.ACTIVE}),
    "unless theirs is taken": ({}, {"status": Status.INACTIVE}, THEIRS, {"status": Status.INACTIVE}),
    "no category is a gap": ({}, {"category": Category.CLIENT}, MINE, {"category": Category.CLIENT}),
    "the source is a line of its own": ({"source_of_data": "a.csv"}, {"source_of_data": "b.csv"}, MINE, {
        "source_of_data": "a.csv"}),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE)
def test_what_comes_of_a_choice(case: str) -> None:
    mine, theirs, choice, expected = TABLE[case]
    assert combine(draft(**mine), draft(**theirs), choice) == draft(**mine | expected)


def test_a_choice_by_hand_lifts_what_was_forbidden() -> None:
    forbidden = draft(may_be_called=MayBeCalled.NO, may_be_mailed=False, may_accept_gifts=False, hear_less=True)
    allowed = draft(may_be_called=MayBeCalled.YES)
    lifted = combine(forbidden, allowed, MINE, may_be_called=THEIRS, may_be_mailed=THEIRS, hear_less=THEIRS)
    assert (lifted.may_be_called, lifted.may_be_mailed, lifted.may_accept_gifts) == (MayBeCalled.YES, True, False)
    assert not lifted.hear_less
    assert combine(allowed, forbidden, THEIRS, may_be_mailed=MINE).may_be_mailed


def test_a_choice_by_hand_takes_another_spelling() -> None:
    assert combine(draft(), draft(family="Díaz"), THEIRS).family == "Diaz"
    assert combine(draft(), draft(family="Díaz"), MINE, family=THEIRS).family == "Díaz"


def test_a_name_made_of_an_e_mail_gives_way_to_a_name() -> None:
    nameless = ContactDraft(given="ana@diaz.example", emails=points("ana@diaz.example"))
    named = draft(emails=points("Ana@diaz.example"))
    for choice in Choice:
        assert combine(nameless, named, choice) == replace(named, emails=nameless.emails)
        assert combine(named, nameless, choice) == named
        assert combine(nameless, nameless, choice) == nameless


def test_a_firm_becomes_the_person_it_names() -> None:
    firm = ContactDraft(kind=Kind.ORGANISATION, organisation="Diaz Dental")
    assert combine(firm, draft(organisation="Diaz Dental"), MINE) == draft(organisation="Diaz Dental")
    assert combine(draft(), firm, MINE).kind is Kind.PERSON
    assert combine(firm, ContactDraft(organisation="Diaz Dental"), MINE) == firm


def test_the_differences_are_told_in_words() -> None:
    mine = draft(job_title="Dentist", dates=birthday(2, 9), phones=points("614-555-0173", label="work"))
    theirs = draft(
        family="DIAZ", job_title="Boss", rank=Rank.B, dates=birthday(2, 9, 1980), may_be_mailed=False,
        phones=points("+16145550173"), tags=("Golf", "Church"), addresses=LINDEN,
    )  # fmt: skip
    found = merging.differences(mine, theirs, country="US")
    assert [(each.field, each.mine, each.theirs, each.kind.value) for each in found] == [
        ("given", "Ana", "Ana", "same"),
        ("family", "Diaz", "DIAZ", "same"),
        ("job_title", "Dentist", "Boss", "different"),
        ("phones", "614-555-0173 (work)", "+16145550173", "same"),
        ("addresses", "", "18 Linden Row, Columbus", "new"),
        ("dates", "Birthday: February 9", "Birthday: February 9, 1980", "new"),
        ("tags", "", "Golf; Church", "new"),
        ("rank", "", "B", "new"),
        ("may_be_mailed", "Yes", "No", "new"),
    ]


def test_a_second_birthday_is_a_difference() -> None:
    (found,) = merging.differences(ContactDraft(dates=birthday(2, 9)), ContactDraft(dates=birthday(3, 9)), country="US")
    assert found.kind is DifferenceKind.DIFFERENT


def test_every_field_of_a_contact_has_words() -> None:
    assert {*merging.FIELD_WORDS, "kind"} == set(ContactDraft.__dataclass_fields__)


_WORDS = st.sampled_from(["", "a", "A", "b", "ä", "c d", "614-555-0173", "x@y.example", "X@y.example"])
_LONG = st.lists(_WORDS, max_size=3).map("\n".join)
_LABELS = st.sampled_from(["", "work", "wrong number"])


def _main_once(items: list[Any]) -> tuple[Any, ...]:
    marked = next((at for at, each in enumerate(items) if each.main and each.label != "wrong number"), None)
    return tuple(replace(each, main=at == marked) for at, each in enumerate(items))


_POINTS = st.lists(
    st.builds(IncomingPoint, _WORDS.filter(bool), _LABELS, st.booleans()),
    max_size=3,
    unique_by=lambda point: point.value.casefold(),
).map(_main_once)
_ADDRESSES = st.builds(Address, _WORDS, _WORDS, _WORDS, _WORDS, st.sampled_from(["", "US", "Germany", "Narnia"]))
_PLACES = st.lists(st.builds(IncomingAddress, _ADDRESSES, _LABELS, st.booleans()), max_size=3).map(_main_once)
_DAYS = st.builds(YearlyDate, st.integers(1, 2), st.integers(1, 2), st.sampled_from([None, 1980, 1981]))
_DATES = st.lists(st.builds(IncomingDate, st.sampled_from(DateKind), _DAYS, _WORDS), max_size=3).map(tuple)
_TEXTS = ("prefix", "given", "middle", "family", "nickname", "organisation", "job_title", "best_time", "notes")
DRAFTS = st.builds(
    ContactDraft,
    **dict.fromkeys(_TEXTS, _WORDS) | {"notes": _LONG, "what_they_do": _LONG},
    kind=st.sampled_from(Kind), category=st.sampled_from(Category), rank=st.sampled_from([None, *Rank]),
    client_since=st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1)]), know=st.integers(0, 3),
    may_be_called=st.sampled_from(MayBeCalled), may_be_mailed=st.booleans(), influential=st.booleans(),
    hear_less=st.booleans(), status=st.sampled_from(Status), phones=_POINTS, emails=_POINTS, sites=_POINTS,
    addresses=_PLACES, dates=_DATES, tags=st.lists(_WORDS.filter(bool), max_size=3, unique_by=str.casefold).map(tuple),
)  # fmt: skip
CHOICES = st.dictionaries(st.sampled_from(sorted(merging.FIELD_WORDS)), st.sampled_from(Choice), max_size=4)


@settings(max_examples=60)
@given(DRAFTS, DRAFTS, CHOICES, st.sampled_from(Choice))
def test_combining_twice_adds_nothing(
    mine: ContactDraft, theirs: ContactDraft, choices: dict[str, Choice], default: Choice
) -> None:
    once = combine(mine, theirs, default, **choices)
    assert combine(once, theirs, default, **choices) == once


@settings(max_examples=60)
@given(DRAFTS, st.sampled_from(Choice))
def test_a_record_adds_nothing_to_itself(mine: ContactDraft, default: Choice) -> None:
    assert combine(mine, mine, default) == mine


@settings(max_examples=60)
@given(DRAFTS, DRAFTS)
def test_keeping_both_loses_nothing(mine: ContactDraft, theirs: ContactDraft) -> None:
    both = combine(mine, theirs, BOTH)
    said = uniting.key(repr(both).replace("\\n", "\n"))
    for each in (mine, theirs):
        kept = {name for name in _TEXTS if name != "given"} | {"what_they_do"}
        for value in (line for name in kept for line in getattr(each, name).split("\n")):
            assert uniting.key(value) in said
        for point in (*each.phones, *each.emails, *each.sites):
            assert point.value.casefold() in {
                known.value.casefold() for known in (*both.phones, *both.emails, *both.sites)
            }
        assert {uniting.key(tag) for tag in each.tags} <= {uniting.key(tag) for tag in both.tags}
    assert mine.addresses == both.addresses[: len(mine.addresses)] or theirs.addresses
    for items in (both.phones, both.emails, both.sites, both.addresses):
        assert sum(item.main for item in items) <= 1


@settings(max_examples=60)
@given(DRAFTS, DRAFTS, st.sampled_from(Choice))
def test_what_is_forbidden_stays_forbidden(mine: ContactDraft, theirs: ContactDraft, default: Choice) -> None:
    joined = combine(mine, theirs, default)
    assert joined.may_be_mailed == (mine.may_be_mailed and theirs.may_be_mailed)
    assert (joined.may_be_called is MayBeCalled.NO) == (MayBeCalled.NO in (mine.may_be_called, theirs.may_be_called))
    if mine.status is not Status.ACTIVE:
        assert joined.status is not Status.ACTIVE
