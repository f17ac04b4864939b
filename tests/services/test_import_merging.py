"""People of a file who are already there are joined field by field as was chosen, in one step, and never twice."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import Office
from sqlalchemy import event, func, select

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft, MayBeCalled
from refdesk.domain.incoming import (
    DateKind,
    IncomingAddress,
    IncomingContact,
    IncomingDate,
    IncomingPoint,
    Read,
)
from refdesk.domain.merging import Choice, DifferenceKind
from refdesk.domain.names import PersonName
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import contact_list, contacts, imports
from refdesk.services.contact_list import Filter
from refdesk.services.desk import Desk
from refdesk.services.imports import FileRead, ImportReport, Outcome, Pick, Picks, RowReport, Way, Why
from refdesk.store.tables.people import Contact
from refdesk.store.tables.trail import Operation


def file_of(*people: IncomingContact, name: str = "people.csv") -> FileRead:
    return FileRead(name, [Read(line, replace(each, line=line)) for line, each in enumerate(people, 2)])


def bring_in(desk: Desk, *files: FileRead, picks: Picks = imports.AS_USUAL) -> ImportReport:
    return desk.do(imports.bring_in, desk.ask(imports.prepare, files), picks)


def only_row(report: ImportReport) -> RowReport:
    ((row,),) = [file.rows for file in report.files]
    return row


def draft_of(desk: Desk, contact_id: int | None) -> ContactDraft:
    assert contact_id is not None
    return desk.ask(contacts.draft_of, contact_id).draft


def everybody(desk: Desk) -> dict[int, ContactDraft]:
    ids = desk.ask(contact_list.matching_ids, Filter(include_inactive=True), desk.today())
    return {each: draft_of(desk, each) for each in ids}


NEWS = IncomingContact(
    0,
    PersonName(given="Ana", family="Diaz"),
    job_title="Chief dentist",
    emails=(IncomingPoint("ANA@diaz.example"),),
    phones=(IncomingPoint("614-555-0173", "mobile", main=True),),
    addresses=(IncomingAddress(Address("18 Linden Row", "Columbus", "OH", "43215"), "home"),),
    dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 9)),),
    notes="Met at the fair.",
    tags=("Golf",),
    may_be_called=False,
)


def ana(office: Office) -> int:
    return office.contact(email="ana@diaz.example", phone="614 555 0100", job_title="Dentist", tags=("Church",))


def test_what_is_empty_is_filled_and_nothing_else(desk: Desk, office: Office) -> None:
    contact_id = ana(office)
    before = draft_of(desk, contact_id)
    row = only_row(bring_in(desk, file_of(NEWS)))
    assert (row.outcome, row.contact_id, row.name) == (Outcome.MERGED, contact_id, "Ana Diaz")
    assert row.reason == (
        "With Ana Diaz. Added: Addresses, Dates, Notes. Changed: May be called. "
        "Kept as it was: Job title, Phones, Tags."
    )
    after = draft_of(desk, contact_id)
    assert after == replace(
        before, addresses=NEWS.addresses, dates=NEWS.dates, notes=NEWS.notes, may_be_called=MayBeCalled.NO
    )
    assert desk.undo_state().undo.label == "1 contact filled in from people.csv"
    assert list(desk.ask(contact_list.matching_ids, Filter(text="linden"), desk.today())) == [contact_id]
    desk.undo()
    assert draft_of(desk, contact_id) == before
    assert not desk.ask(contact_list.matching_ids, Filter(text="linden"), desk.today())
    desk.redo()
    assert draft_of(desk, contact_id) == after


def test_who_was_added_and_who_was_filled_in_go_and_come_back_together(desk: Desk, office: Office) -> None:
    contact_id = ana(office)
    report = bring_in(desk, file_of(IncomingContact(0, PersonName(given="Cy", family="Zhou")), NEWS))
    assert [row.outcome for row in report.files[0].rows] == [Outcome.ADDED, Outcome.MERGED]
    after = everybody(desk)
    desk.undo()
    assert (list(everybody(desk)), draft_of(desk, contact_id).notes) == ([contact_id], "")
    desk.redo()
    assert everybody(desk) == after
    desk.undo()
    assert draft_of(desk, contact_id).notes == ""


@pytest.mark.parametrize("way", [Way.KEEP_MINE, Way.TAKE_THEIRS, Way.KEEP_BOTH])
def test_the_same_file_again_changes_nobody(desk: Desk, office: Office, way: Way) -> None:
    ana(office)
    file = file_of(NEWS, replace(NEWS, name=PersonName(given="Bo", family="Lind"), emails=(), phones=()))
    bring_in(desk, file, picks=Picks(way))
    before, step = everybody(desk), desk.undo_state().undo
    assert bring_in(desk, file, picks=Picks(way)).count(Outcome.SKIPPED) == 2
    assert (everybody(desk), desk.undo_state().undo) == (before, step)


def test_theirs_is_taken(file_desk: Desk) -> None:
    contact_id = ana(Office(file_desk))
    bring_in(file_desk, file_of(NEWS), picks=Picks(Way.TAKE_THEIRS))
    after = draft_of(file_desk, contact_id)
    assert (after.job_title, after.phones, after.tags) == ("Chief dentist", NEWS.phones, ("Golf",))
    assert after.emails == (IncomingPoint("ana@diaz.example", "work", main=True),)


def test_both_are_kept(file_desk: Desk) -> None:
    contact_id = ana(Office(file_desk))
    bring_in(file_desk, file_of(NEWS), picks=Picks(Way.KEEP_BOTH))
    after = draft_of(file_desk, contact_id)
    assert [each.value for each in after.phones] == ["614 555 0100", "614-555-0173"]
    assert (after.job_title, after.tags) == ("Dentist", ("Church", "Golf"))
    assert after.notes == "Met at the fair.\nJob title: Chief dentist"


def test_one_person_otherwise_than_the_others_and_one_field_by_hand(file_desk: Desk) -> None:
    office = Office(file_desk)
    ana_id, bo_id = ana(office), office.contact("Bo", "Lind", job_title="Roofer")
    cleo_id, dan_id = office.contact("Cleo", "Ruiz", job_title="Baker"), office.contact("Dan", "Moss", job_title="Cook")
    others = [IncomingContact(0, PersonName(given=given, family=family), job_title="Boss") for given, family in (
        ("Bo", "Lind"), ("Cleo", "Ruiz"), ("Dan", "Moss"))]  # fmt: skip
    picks = Picks(
        Way.TAKE_THEIRS,
        {
            (0, 0): Pick(Way.KEEP_MINE, {"job_title": Choice.TAKE_THEIRS, "may_be_called": Choice.KEEP_MINE}),
            (0, 2): Pick(Way.SKIP),
            (0, 3): Pick(Way.ADD),
        },
    )
    report = bring_in(file_desk, file_of(NEWS, *others), picks=picks)
    titles = {each: draft_of(file_desk, each).job_title for each in (ana_id, bo_id, cleo_id, dan_id)}
    assert titles == {ana_id: "Chief dentist", bo_id: "Boss", cleo_id: "Baker", dan_id: "Cook"}
    assert draft_of(file_desk, ana_id).may_be_called is MayBeCalled.UNKNOWN
    rows = report.files[0].rows
    assert [row.outcome.value for row in rows] == ["merged", "merged", "skipped", "added"]
    assert rows[2].reason == "Already there: Cleo Ruiz. Skipped as chosen."
    assert draft_of(file_desk, rows[3].contact_id).job_title == "Boss"
    assert rows[3].contact_id != dan_id


def test_a_person_twice_in_a_file_is_joined_before_they_come_in(file_desk: Desk) -> None:
    again = replace(NEWS, phones=(IncomingPoint("614-555-0199"),), profession="Dentistry", may_be_called=None)
    report = bring_in(file_desk, file_of(NEWS, again), picks=Picks(Way.KEEP_BOTH))
    first, second = report.files[0].rows
    assert (first.outcome, second.outcome, second.contact_id) == (Outcome.ADDED, Outcome.MERGED, first.contact_id)
    assert second.reason == "With Ana Diaz, line 2. Added: Profession, Phones."
    after = draft_of(file_desk, first.contact_id)
    assert ([each.value for each in after.phones], after.profession) == (["614-555-0173", "614-555-0199"], "Dentistry")
    assert list(file_desk.ask(contact_list.matching_ids, Filter(text="5550199"), file_desk.today())) == [
        first.contact_id
    ]
    assert bring_in(file_desk, file_of(NEWS, again), picks=Picks(Way.KEEP_BOTH)).count(Outcome.SKIPPED) == 2


def test_two_rows_about_one_person_follow_each_other(file_desk: Desk) -> None:
    contact_id = file_desk.do(contacts.add, ContactDraft(given="Ana", family="Diaz"))
    rows = [IncomingContact(0, PersonName(given="Ana", family="Diaz"), job_title=each) for each in ("Boss", "Cook")]
    report = bring_in(file_desk, file_of(*rows))
    assert [row.outcome.value for row in report.files[0].rows] == ["merged", "skipped"]
    assert report.files[0].rows[1].reason == "Already there: Ana Diaz. Kept as it was: Job title."
    assert draft_of(file_desk, contact_id).job_title == "Boss"


def test_the_preview_says_who_is_there_why_and_what_differs(file_desk: Desk) -> None:
    office = Office(file_desk)
    contact_id = ana(office)
    office.contact("Bo", "Lind", phone="614-555-0111", email="bo@lind.example")
    office.contact("Cy", "Zhou")
    bo = IncomingContact(0, PersonName(given="Bo", family="Lind"), phones=(IncomingPoint("614 555 0111"),), notes="x")
    prepared = file_desk.ask(
        imports.prepare, [file_of(NEWS, bo, IncomingContact(0, PersonName(given="Cy", family="Zhou")))]
    )
    assert [(each.name, each.other, each.why, each.has_news) for each in prepared.matches] == [
        ("Ana Diaz", "Ana Diaz", Why.EMAIL, True),
        ("Bo Lind", "Bo Lind", Why.PHONE_AND_NAME, True),
        ("Cy Zhou", "Cy Zhou", Why.NAME, False),
    ]
    assert [each.name for each in prepared.open_matches] == ["Ana Diaz", "Bo Lind"]
    assert prepared.matches[0].contact_id == contact_id
    found = file_desk.ask(imports.differences, prepared, prepared.matches[0])
    assert {each.field: each.kind for each in found if each.kind is not DifferenceKind.SAME} == {
        "job_title": DifferenceKind.DIFFERENT, "phones": DifferenceKind.DIFFERENT, "addresses": DifferenceKind.NEW,
        "dates": DifferenceKind.NEW, "tags": DifferenceKind.DIFFERENT, "may_be_called": DifferenceKind.NEW,
        "notes": DifferenceKind.NEW,
    }  # fmt: skip


def test_a_dry_run_says_what_would_be_filled_in(file_desk: Desk) -> None:
    contact_id = ana(Office(file_desk))
    row = only_row(file_desk.ask(imports.dry_run, [file_of(NEWS)]))
    assert (row.outcome, row.contact_id) == (Outcome.MERGED, contact_id)
    assert draft_of(file_desk, contact_id).notes == ""


def test_a_thousand_matches_cost_no_question_each(file_desk: Desk) -> None:
    people = [
        IncomingContact(0, PersonName(given=f"P{at}", family="Diaz"), emails=(IncomingPoint(f"p{at}@d.example"),))
        for at in range(700)
    ]
    bring_in(file_desk, file_of(*people))
    more = [replace(each, job_title="Dentist", phones=(IncomingPoint("614-555-0173"),)) for each in people]
    asked: list[str] = []

    def count(session: object, *rest: object, **more: object) -> None:  # noqa: ARG001
        asked.append(str(rest[1]) if len(rest) > 1 else "")

    event.listen(file_desk.engine, "before_cursor_execute", count)
    report = bring_in(file_desk, file_of(*more))
    event.remove(file_desk.engine, "before_cursor_execute", count)
    assert report.count(Outcome.MERGED) == 700
    assert len([each for each in asked if each.startswith("SELECT")]) < 100
    operations = file_desk.ask(lambda session: session.scalar(select(func.count()).select_from(Operation)))
    assert operations == 2
    file_desk.undo()
    assert file_desk.ask(lambda session: session.scalar(select(func.count()).select_from(Contact))) == 700
    assert draft_of(file_desk, report.files[0].rows[7].contact_id).job_title == ""


WORDS = st.sampled_from(["", "Boss", "boss", "Cook"])


def somebody(who: int, **values: object) -> IncomingContact:
    """Return one of a few people: each has e-mails and a phone of their own, of which a row may know some."""
    name = PersonName(given=("Ana", "Bo", "Cleo")[who], family=("Diaz", "Lind", "Ruiz")[who])
    emails = (IncomingPoint(f"{name.given}@a.example"), IncomingPoint(f"{name.given}@b.example".upper()))
    phones = (IncomingPoint(f"614-555-010{who}", "work"), IncomingPoint(f"+1614555011{who}"))
    known = int(str(values.pop("known")))
    return IncomingContact(
        0, name, emails=(emails[0], *emails[1 : known % 2 + 1]), phones=phones[: known // 2 % 3], **values
    )


PEOPLE = st.builds(
    somebody,
    st.integers(0, 2),
    known=st.integers(0, 5), job_title=WORDS, notes=WORDS, category=st.sampled_from(["", "Client", "VIP"]),
    rank=st.sampled_from(["", "A", "gold"]), tags=st.lists(WORDS.filter(bool), max_size=2).map(tuple),
    may_be_mailed=st.sampled_from([None, True, False]), status=st.sampled_from(["", "inactive", "active"]),
    unmapped=st.sampled_from([(), (("Shoe size", "38"),)]),
)  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=5), st.sampled_from([Way.KEEP_MINE, Way.KEEP_BOTH, Way.TAKE_THEIRS]))
def test_any_file_twice_changes_nobody(file_desk: Desk, people: list[IncomingContact], way: Way) -> None:
    file = file_of(*people)
    report = bring_in(file_desk, file, picks=Picks(way))
    before = everybody(file_desk)
    assert [row.contact_id in before for row in report.files[0].rows] == [True] * len(people)
    again = bring_in(file_desk, file, picks=Picks(way))
    assert again.count(Outcome.SKIPPED) == len(people)
    assert everybody(file_desk) == before
    while file_desk.undo():
        pass
    assert everybody(file_desk) == {}


def test_a_file_that_contradicts_itself_changes_nobody_a_second_time(desk: Desk, office: Office) -> None:
    ana(office)
    one = replace(NEWS, notes="Met at the fair.", job_title="Chief dentist")
    other = replace(NEWS, notes="Met at the church.", job_title="Surgeon", phones=(IncomingPoint("614-555-0188"),))
    take = Picks(Way.TAKE_THEIRS)
    first = bring_in(desk, file_of(one, other), picks=take)
    before = everybody(desk)
    assert [row.outcome for row in first.files[0].rows] == [Outcome.MERGED, Outcome.MERGED]
    again = bring_in(desk, file_of(one, other), picks=take)
    assert everybody(desk) == before
    assert again.count(Outcome.SKIPPED) == 2
    assert {row.reason for row in again.files[0].rows} == {"Already there: Ana Diaz. Nothing new."}


def test_who_is_told_apart_the_second_time_is_told_apart_the_first(desk: Desk) -> None:
    known = replace(NEWS, emails=(), phones=(), addresses=(), dates=())
    bring_in(desk, file_of(known))
    living = [
        replace(known, addresses=(IncomingAddress(Address(city="Columbus", postcode=postcode)),))
        for postcode in ("43215", "43216")
    ]
    born = [replace(known, dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, day)),)) for day in (9, 10)]
    called = [replace(known, name=replace(known.name, suffix=suffix)) for suffix in ("Jr.", "Sr.")]
    for rows in (living, born, called):
        bring_in(desk, file_of(*rows))
        before = everybody(desk)
        assert bring_in(desk, file_of(*rows)).count(Outcome.ADDED) == 0
        assert everybody(desk) == before
    assert len(before) == 2


def alike(who: str, known: Mapping[str, tuple[int, ...]], suffix: str) -> IncomingContact:
    """Return somebody who may be recognized by a few things, and contradicted by others of that name."""
    return IncomingContact(
        0, PersonName(given=who, family="Diaz", suffix=suffix),
        emails=tuple(IncomingPoint(f"{who}{each}@x.example") for each in known["emails"]),
        phones=tuple(IncomingPoint(f"614-555-010{each}") for each in known["phones"]),
        addresses=tuple(IncomingAddress(Address(postcode=f"4321{each}")) for each in known["places"]),
        dates=tuple(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 1 + each)) for each in known["born"][:1]),
    )  # fmt: skip


FEW = st.lists(st.integers(0, 2), max_size=2, unique=True).map(tuple)
ALIKE = st.builds(
    alike,
    st.sampled_from(["Ana", "Ana", "Bo"]),
    st.fixed_dictionaries({"emails": FEW, "phones": FEW, "places": FEW, "born": FEW}),
    st.sampled_from(["", "", "Jr."]),
)


@settings(max_examples=30, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ALIKE, min_size=2, max_size=5), st.sampled_from([Way.KEEP_MINE, Way.KEEP_BOTH, Way.TAKE_THEIRS]))
def test_a_file_that_contradicts_itself_adds_nobody_a_second_time(
    file_desk: Desk, people: list[IncomingContact], way: Way
) -> None:
    file = file_of(*people)
    try:
        bring_in(file_desk, file, picks=Picks(way))
        before = everybody(file_desk)
        assert bring_in(file_desk, file, picks=Picks(way)).count(Outcome.ADDED) == 0
        assert len(everybody(file_desk)) == len(before)
    finally:  # a case that fails leaves nothing to the next
        while file_desk.undo():
            pass


def test_theirs_taken_from_rows_that_contradict_each_other_adds_nobody_a_second_time(desk: Desk) -> None:
    name = PersonName(given="Ana", family="Diaz")
    born = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 1)),)

    def row(*mails: str, phones: tuple[str, ...] = (), **more: Any) -> IncomingContact:
        points = {"emails": mails, "phones": phones}
        return IncomingContact(
            0, name, **{key: tuple(map(IncomingPoint, them)) for key, them in points.items()}, **more
        )

    file = file_of(
        row(dates=born), row("ana0@x.example", "ana1@x.example", dates=born),
        row("ana0@x.example", phones=("614-555-0100",)), row("ana1@x.example"),
        row("ana2@x.example", "ana0@x.example"),
    )  # fmt: skip
    take = Picks(Way.TAKE_THEIRS)
    bring_in(desk, file, picks=take)
    before = everybody(desk)
    assert len(before) == 1
    again = bring_in(desk, file, picks=take)
    assert again.count(Outcome.ADDED) == 0
    assert everybody(desk) == before


def test_a_wrong_number_is_nobodys_main_one_from_the_first_time_on(desk: Desk) -> None:
    wrong = replace(NEWS, phones=(IncomingPoint("614-555-0173", "wrong number", main=True),))
    contact_id = only_row(bring_in(desk, file_of(wrong))).contact_id
    assert [point.main for point in draft_of(desk, contact_id).phones] == [False]
    assert only_row(bring_in(desk, file_of(wrong))).outcome is Outcome.SKIPPED
