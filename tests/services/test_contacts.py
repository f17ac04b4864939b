"""Contacts are added, edited row by row, ranked, archived and marked; each of it can be taken back."""

from dataclasses import replace
from datetime import date

import pytest
from office import Office
from sqlalchemy import select

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft, Kind, MayBeCalled, PointKind, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Overtaken, Refused
from refdesk.services import contacts, tags
from refdesk.services.desk import Desk
from refdesk.store.tables.people import Contact, ContactPoint

WHOLE = ContactDraft(
    prefix="Dr.",
    given="Ana",
    family="Diaz",
    organisation="Diaz Dental",
    job_title="Dentist",
    rank=Rank.A,
    referrals_remembered=2,
    client_since=date(2024, 3, 1),
    satisfaction=5,
    know=3,
    like=2,
    trust=1,
    notes="Met at the fair.\nLikes tea.",
    phones=(IncomingPoint("(614) 555-0173", "work", main=True), IncomingPoint("614-555-0199", "mobile")),
    emails=(IncomingPoint("Ana@Diaz.Example", "work", main=True),),
    sites=(IncomingPoint("https://diaz.example", main=True),),
    addresses=(IncomingAddress(Address("18 Linden Row\nSuite 2", "Columbus", "OH", "43215", "US"), "home", main=True),),
    dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 9)),),
    tags=("Neighbor", "Golf"),
)


def draft_of(desk: Desk, contact_id: ContactId) -> ContactDraft:
    return desk.ask(contacts.draft_of, contact_id).draft


def test_everything_typed_is_read_back_and_undone(desk: Desk) -> None:
    ana = desk.do(contacts.add, WHOLE)
    assert draft_of(desk, ana) == WHOLE
    assert desk.undo_state().undo.label == "Ana Diaz added"
    desk.undo()
    with pytest.raises(Overtaken):
        draft_of(desk, ana)
    desk.redo()
    assert draft_of(desk, ana) == WHOLE


def test_points_are_kept_as_typed_and_compared_in_one_form(desk: Desk) -> None:
    ana = desk.do(contacts.add, WHOLE)
    rows = desk.ask(
        lambda session: [tuple(row) for row in session.execute(select(ContactPoint.kind, ContactPoint.value))]
    )
    assert set(rows) >= {("phone", "+16145550173"), ("email", "ana@diaz.example")}
    assert desk.ask(contacts.points_to_use, [ana], PointKind.PHONE) == {ana: "(614) 555-0173"}


def test_text_is_trimmed_and_empty_lines_are_not_kept(desk: Desk) -> None:
    phones = (IncomingPoint("  "), IncomingPoint(" 614 555 0173 ", " home "))
    places = (IncomingAddress(Address(country="US")),)
    ana = desk.do(
        contacts.add, ContactDraft(given="  Ana  ", phones=phones, addresses=places, tags=("Golf", "golf ", ""))
    )
    kept = draft_of(desk, ana)
    assert (kept.given, kept.phones, kept.addresses) == ("Ana", (IncomingPoint("614 555 0173", "home", main=True),), ())
    assert kept.tags == ("Golf",)


def test_a_draft_without_a_name_is_refused_by_field(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.do(contacts.add, ContactDraft(phones=(IncomingPoint("none"),)))
    assert {problem.field for problem in refusal.value.problems} == {"given", "phones.0"}
    with pytest.raises(Refused) as refusal:
        desk.do(contacts.add, ContactDraft(kind=Kind.ORGANISATION, given="Ana"))
    assert [problem.field for problem in refusal.value.problems] == ["organisation"]
    assert desk.undo_state().undo is None


def test_saving_keeps_unchanged_rows(desk: Desk) -> None:
    ana = desk.do(contacts.add, WHOLE)
    opened = desk.ask(contacts.draft_of, ana)
    changed = replace(
        opened.draft,
        family="Diaz-Lopez",
        phones=(WHOLE.phones[0], IncomingPoint("614-555-0100", "mobile"), IncomingPoint("614-555-0101", "home")),
        emails=(),
        tags=("Golf", "Chess"),
    )
    heard = []
    desk.subscribe(heard.append)
    desk.do(contacts.save, ana, changed, version=opened.version)
    assert draft_of(desk, ana) == changed
    (change,) = heard
    assert {kind: len(ids) for kind, ids in change.updated.items()} == {"contact": 1, "contact_point": 1}
    assert {kind: len(ids) for kind, ids in change.added.items()} == {"contact_point": 1, "contact_tag": 1, "tag": 1}
    assert {kind: len(ids) for kind, ids in change.removed.items()} == {"contact_point": 1, "contact_tag": 1}
    desk.undo()
    assert draft_of(desk, ana) == WHOLE


def test_saving_without_a_change_leaves_no_trace(desk: Desk) -> None:
    ana = desk.do(contacts.add, WHOLE)
    before = desk.undo_state().undo
    desk.do(contacts.save, ana, WHOLE)
    assert desk.undo_state().undo == before


def test_a_form_that_was_overtaken_is_not_saved(desk: Desk) -> None:
    ana = desk.do(contacts.add, WHOLE)
    opened = desk.ask(contacts.draft_of, ana)
    other_phone = replace(opened.draft, phones=(IncomingPoint("614-555-0100", main=True),))
    desk.do(contacts.save, ana, other_phone, version=opened.version)
    with pytest.raises(Overtaken):
        desk.do(contacts.save, ana, WHOLE, version=opened.version)
    assert draft_of(desk, ana) == other_phone
    desk.do(contacts.save, ana, WHOLE, version=desk.ask(contacts.draft_of, ana).version)
    assert draft_of(desk, ana) == WHOLE


def test_a_rank_carries_its_day(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(contacts.set_rank, ana, Rank.A_PLUS)
    assert desk.undo_state().undo.label == "Ana Diaz ranked A+"

    def rank() -> tuple[str | None, date | None]:
        row = desk.ask(lambda session: session.get(Contact, ana))
        return row.rank, row.rank_set_on

    assert rank() == ("A+", date(2026, 11, 18))
    desk.undo()
    assert rank() == (None, None)


def test_a_contact_leaves_the_lists_and_comes_back(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert draft_of(desk, ana).status is Status.INACTIVE
    desk.undo()
    assert draft_of(desk, ana).status is Status.ACTIVE


def test_a_wrong_number_is_not_offered_again(desk: Desk, office: Office) -> None:
    ana = office.contact(phones=(IncomingPoint("614-555-0199"), IncomingPoint("614-555-0173", "work", main=True)))
    desk.do(contacts.mark_wrong_number, ana)
    assert desk.ask(contacts.points_to_use, [ana], PointKind.PHONE) == {ana: "614-555-0199"}
    assert draft_of(desk, ana).phones[1] == IncomingPoint("614-555-0173", contacts.WRONG_NUMBER)
    desk.do(contacts.mark_wrong_number, ana)
    assert desk.ask(contacts.points_to_use, [ana], PointKind.PHONE) == {}
    desk.undo()
    desk.undo()
    assert draft_of(desk, ana).phones[1] == IncomingPoint("614-555-0173", "work", main=True)


def test_do_not_call_is_kept(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(contacts.mark_do_not_call, ana)
    assert draft_of(desk, ana).may_be_called is MayBeCalled.NO
    desk.undo()
    assert draft_of(desk, ana).may_be_called is MayBeCalled.UNKNOWN


def test_a_tag_is_written_once_whatever_its_capitals(desk: Desk, office: Office) -> None:
    office.contact(tags=("Golf",))
    office.contact("Bo", tags=("golf", "Chess"))
    assert desk.ask(tags.names) == ("Chess", "Golf")


def test_one_of_several_is_the_main_one(file_desk: Desk) -> None:
    phones = (IncomingPoint("1"), IncomingPoint("2", main=True), IncomingPoint("3", main=True))
    ana = file_desk.do(contacts.add, ContactDraft(given="Ana", phones=phones, emails=(IncomingPoint("a@b.example"),)))
    kept = draft_of(file_desk, ana)
    assert [point.main for point in kept.phones] == [False, True, False]
    assert kept.emails[0].main
