from datetime import date, timedelta
from typing import Any

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.addresses import Address
from refdesk.domain.changes import Changes
from refdesk.domain.contact import ContactDraft, MayBeCalled
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate
from refdesk.domain.ranking import Rank
from refdesk.domain.uniting import Choice
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Overtaken, Refused
from refdesk.progress import Progress
from refdesk.services import contacts, duplicates, households, merging, merging_rows
from refdesk.services.operation import operation
from refdesk.store import row_codec
from refdesk.store.tables import all_tables
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.office import Picture
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import (
    Contact,
    ContactLink,
    ContactPoint,
    Evidence,
    LessonTaught,
    Plan,
    ToldApart,
)
from refdesk.store.tables.referrals import Referral, ReferralGiver, Thanks, ThanksPart
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit

DAY = date(2026, 11, 18)
OAK = IncomingAddress(Address("12 Oak Street", "Dover", "OH", "44622"), main=True)


@operation("Prepare a test")
def put(unit: Unit, /, *rows: Any) -> list[int]:
    """Add rows as they are."""
    return [unit.add(row).id for row in rows]


@operation("Prepare a test")
def change(unit: Unit, /, row_class: type[Any], row_id: int, **values: Any) -> None:
    """Set columns of a row."""
    row = unit.get(row_class, row_id)
    for name, value in values.items():
        setattr(row, name, value)


def all_of(office: Office, row_class: type[Any], *names: str) -> list[Any]:
    def query(session: Session) -> list[Any]:
        rows = session.scalars(select(row_class).order_by(row_class.id)).all()
        return [
            tuple(getattr(row, name) for name in names) if len(names) > 1 else getattr(row, names[0]) for row in rows
        ]

    return office.desk.ask(query)


def whole_store(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Return every value of every table but the trail and the counts of versions."""

    def query(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for name, row_class in all_tables.row_classes().items():
            if name in row_codec.UNTRACKED:
                continue
            keys = [key for key, _column in row_codec.all_columns(row_class) if key != "version"]
            rows = session.scalars(select(row_class).order_by(row_class.id))
            found[name] = [tuple(getattr(row, key) for key in keys) for row in rows]
        return found

    return office.desk.ask(query)


def merge(office: Office, kept: ContactId, gone: ContactId, **choices: Choice) -> None:
    compared = office.desk.ask(merging.compare, kept, gone)
    draft = merging.joined(compared.kept.draft, compared.gone.draft, choices, compared.country)
    versions = (compared.kept.version, compared.gone.version)
    office.desk.do(merging.merge, kept, gone, draft, versions=versions)


def full_lives(office: Office) -> tuple[ContactId, ContactId]:
    """Return two contacts of one person, each with rows in every table."""
    born = IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12, 1980))
    kept = office.contact(
        "Ana", "Diaz", email="ana@x.com", tags=("golf",), client_since=date(2024, 5, 1), referrals_remembered=2,
        rank=Rank.B, notes="Met at the fair",
    )  # fmt: skip
    gone = office.contact(
        "Anna", "Diaz", phone="(614) 555-0101", email="ana@x.com", tags=("Golf", "rotary"), addresses=(OAK,),
        dates=(born,), client_since=date(2021, 2, 3), referrals_remembered=5, rank=Rank.A, notes="Loves tea",
        may_be_called=MayBeCalled.NO,
    )  # fmt: skip
    friend, spouse = office.contact("Theo", "Bell"), office.contact("Luis", "Diaz")
    office.desk.do(households.together, [gone, spouse])
    shared = office.referral(kept, gone, prospect=ContactDraft(given="Marguerite"))
    sent = office.referral(gone, prospect=ContactDraft(given="Ines"))
    office.referral(friend, prospect_id=gone)
    now = office.desk.now()
    (month,) = office.desk.do(put, Campaign(name="November", first_on=DAY, last_on=DAY, minutes_a_day=60))
    mine, theirs = office.desk.do(
        put,
        CampaignEntry(campaign_id=month, contact_id=kept, planned_on=DAY, position=1, state="open"),
        CampaignEntry(campaign_id=month, contact_id=gone, planned_on=DAY, position=2, state="reached"),
    )
    uncoded, coded = office.desk.do(
        put,
        CampaignTry(entry_id=mine, on=DAY, sheet_number=1),
        CampaignTry(entry_id=theirs, on=DAY, sheet_number=2, code="T", at=now),
    )
    assert uncoded != coded
    photo, job = office.desk.do(put, Picture(content=b"a photo", mime="image/png"), PrintJob(at=now, kind="cards"))
    office.desk.do(change, Contact, gone, photo_id=photo)
    ((part, thanks),) = [
        (part, thanks)
        for part, thanks, of in all_of_parts(office)
        if part_is_card(office, part) and of == gone and thanks_of(office, thanks) == shared
    ]
    office.desk.do(
        put,
        Touch(contact_id=gone, referral_id=sent, campaign_try_id=coded, kind="call", at=now - timedelta(days=3)),
        Promise(contact_id=gone, text="Send the article", due_on=DAY),
        Gift(contact_id=gone, name="Tea", on=DAY, cost_minor=1500),
        Printed(print_job_id=job, contact_id=gone, thanks_part_id=part, text="Thank you"),
        ContactLink(a_id=kept, b_id=gone, kind="friend"),
        ContactLink(a_id=gone, b_id=friend, kind="colleague"),
        ContactLink(a_id=kept, b_id=friend, kind="colleague"),
        ContactLink(a_id=spouse, b_id=gone, kind="partner"),
        ToldApart(a_id=kept, b_id=gone),
        ToldApart(a_id=gone, b_id=friend),
        Evidence(contact_id=gone, of="trust", on=DAY, text="Gave us her keys"),
        Plan(contact_id=kept, benefit="Clients", next_step="Lunch", next_step_on=date(2026, 12, 3)),
        Plan(contact_id=gone, benefit="Advice", words="Who else?", next_step="Call", next_step_on=date(2026, 12, 1)),
        LessonTaught(contact_id=kept, lesson_key="tagline", on=date(2026, 5, 2)),
        LessonTaught(contact_id=gone, lesson_key="tagline", on=date(2026, 4, 1), can_repeat=True),
        LessonTaught(contact_id=gone, lesson_key="ideal", on=date(2026, 4, 1)),
    )
    assert thanks
    return kept, gone


def all_of_parts(office: Office) -> list[tuple[int, int, int]]:
    def query(session: Session) -> list[tuple[int, int, int]]:
        rows = session.execute(
            select(ThanksPart.id, Thanks.id, Thanks.contact_id).join(Thanks, Thanks.id == ThanksPart.thanks_id)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    return office.desk.ask(query)


def part_is_card(office: Office, part_id: int) -> bool:
    return (part_id, "card") in all_of(office, ThanksPart, "id", "part")


def thanks_of(office: Office, thanks_id: int) -> int | None:
    found: dict[int, int | None] = dict(all_of(office, Thanks, "id", "referral_id"))
    return found[thanks_id]


def test_everything_of_both_belongs_to_one(office: Office) -> None:
    kept, gone = full_lives(office)
    merge(office, kept, gone)
    assert gone not in all_of(office, Contact, "id")
    for row_class, key in merging_rows.references():
        assert gone not in all_of(office, row_class, key), f"{row_class.__tablename__}.{key}"
    assert kept in all_of(office, Touch, "contact_id")
    assert kept in all_of(office, Promise, "contact_id")
    assert kept in all_of(office, Gift, "contact_id")
    assert all_of(office, Evidence, "contact_id") == [kept]
    assert kept in all_of(office, Referral, "prospect_id")


def test_what_would_stand_twice_stands_once(office: Office) -> None:
    kept, gone = full_lives(office)
    (friend, spouse) = (each for each in all_of(office, Contact, "id") if each in (gone + 1, gone + 2))
    merge(office, kept, gone)
    assert sorted(all_of(office, ReferralGiver, "referral_id", "contact_id")) == [(1, kept), (2, kept), (3, friend)]
    assert sorted(all_of(office, Thanks, "referral_id", "contact_id")) == [(1, kept), (2, kept), (3, friend)]
    assert all_of(office, CampaignEntry, "contact_id", "state") == [(kept, "reached")]
    assert all_of(office, CampaignTry, "sheet_number", "code") == [(2, "T")]
    links = sorted(all_of(office, ContactLink, "a_id", "b_id", "kind"))
    assert links == [(kept, friend, "colleague"), (spouse, kept, "partner")]
    assert all_of(office, ToldApart, "a_id", "b_id") == [(kept, friend)]
    plan = ("Clients\nAdvice", "Who else?", "Lunch · Call", date(2026, 12, 1))
    assert all_of(office, Plan, "benefit", "words", "next_step", "next_step_on") == [plan]
    lessons = sorted(all_of(office, LessonTaught, "lesson_key", "on", "can_repeat"))
    assert lessons == [("ideal", date(2026, 4, 1), False), ("tagline", date(2026, 4, 1), True)]
    (card,) = all_of(office, Printed, "thanks_part_id")
    assert card in all_of(office, ThanksPart, "id")


def test_the_fields_are_joined(office: Office) -> None:
    kept, gone = full_lives(office)
    merge(office, kept, gone)
    draft = office.desk.ask(contacts.draft_of, kept).draft
    assert (draft.given, draft.rank, draft.notes) == ("Ana", Rank.B, "Met at the fair\n\nLoves tea")
    assert (draft.client_since, draft.referrals_remembered) == (date(2021, 2, 3), 5)
    assert [point.value for point in draft.emails] == ["ana@x.com"]
    assert [point.value for point in draft.phones] == ["(614) 555-0101"]
    assert draft.tags == ("golf", "rotary")
    assert draft.addresses == (OAK,)
    assert draft.may_be_called is MayBeCalled.NO
    assert len(all_of(office, Picture, "id")) == 1
    assert dict(all_of(office, Contact, "id", "photo_id"))[kept] is not None
    assert dict(all_of(office, Contact, "id", "last_touch_on"))[kept] == DAY - timedelta(days=3)


def test_a_merge_is_one_step_that_brings_both_back(office: Office, clock: TestClock) -> None:
    kept, gone = full_lives(office)
    before = whole_store(office)
    clock.forward(hours=1)
    merge(office, kept, gone)
    after = whole_store(office)
    assert after != before
    step = office.desk.undo()
    assert step is not None
    assert step.label == "Anna Diaz merged into Ana Diaz"
    assert whole_store(office) == before
    office.desk.redo()
    assert whole_store(office) == after
    office.desk.undo()
    assert whole_store(office) == before


def test_views_hear_who_came_and_went(office: Office) -> None:
    kept, gone = full_lives(office)
    heard: list[Changes] = []
    office.desk.subscribe(heard.append)
    merge(office, kept, gone)
    (changes,) = heard
    assert set(changes.removed["contact"]) == {gone}
    assert kept in changes.updated["contact"]
    assert gone not in changes.updated["contact"]
    assert changes.touches("touch")


def test_choices_by_hand_are_kept(office: Office) -> None:
    kept = office.contact("Ana", "Diaz", job_title="Broker", email="old@x.com", rank=Rank.B)
    gone = office.contact("Anna", "Diaz", job_title="Owner", email="new@x.com", rank=Rank.A)
    office.desk.do(change, Contact, gone, rank_set_on=date(2026, 1, 5))
    taken = Choice.TAKE_THEIRS
    merge(office, kept, gone, given=taken, job_title=Choice.KEEP_MINE, emails=taken, rank=taken)
    draft = office.desk.ask(contacts.draft_of, kept).draft
    assert (draft.given, draft.job_title, draft.rank) == ("Anna", "Broker", Rank.A)
    assert [point.value for point in draft.emails] == ["new@x.com"]
    assert all_of(office, Contact, "rank_set_on") == [date(2026, 1, 5)]


def test_the_two_stand_side_by_side(office: Office) -> None:
    kept, gone = full_lives(office)
    compared = office.desk.ask(merging.compare, kept, gone)
    rows = {row.field: row for row in compared.fields}
    assert rows["given"].differs
    assert (rows["given"].mine, rows["given"].theirs) == ("Ana", "Anna")
    assert not rows["family"].differs
    assert not rows["phones"].differs
    assert rows["notes"].usual is Choice.KEEP_BOTH
    assert "client_since" not in rows
    assert compared.gone.belongings == ("1 conversation", "3 referrals", "1 gift", "1 promise")
    assert compared.gone.has_photo
    shown = dict(merging.preview(compared, {"given": Choice.TAKE_THEIRS}))
    assert shown["Name"] == "Anna Diaz"
    assert shown["Referrals remembered"] == "5"
    assert shown["May be called"] == "No"
    assert "May be mailed" not in shown


def test_both_photos_or_none(office: Office) -> None:
    kept, gone = office.contact("Ana", "Diaz"), office.contact("Ana", "Diaz")
    mine, theirs = office.desk.do(
        put, Picture(content=b"mine", mime="image/png"), Picture(content=b"theirs", mime="image/png")
    )
    office.desk.do(change, Contact, kept, photo_id=mine)
    office.desk.do(change, Contact, gone, photo_id=theirs)
    merge(office, kept, gone)
    assert all_of(office, Picture, "content") == [b"mine"]
    office.desk.undo()
    draft = office.desk.ask(contacts.draft_of, kept).draft
    office.desk.do(merging.merge, kept, gone, draft, photo_of_gone=True)
    assert all_of(office, Picture, "content") == [b"theirs"]
    assert all_of(office, Contact, "photo_id") == [theirs]


def test_a_household_of_the_two_ends(office: Office) -> None:
    kept, gone = office.contact("Ana", "Diaz", addresses=(OAK,)), office.contact("Ana", "Diaz")
    office.desk.do(households.together, [kept, gone])
    before = whole_store(office)
    merge(office, kept, gone)
    assert all_of(office, Contact, "household_id") == [None]
    assert office.desk.ask(contacts.draft_of, kept).draft.addresses == (OAK,)
    office.desk.undo()
    assert whole_store(office) == before


def test_who_has_no_household_takes_the_others_place(office: Office) -> None:
    kept, gone, spouse = office.contact("Ana", "Diaz"), office.contact("Ana", "Diaz"), office.contact("Luis", "Diaz")
    office.desk.do(households.together, [gone, spouse])
    merge(office, kept, gone)
    facts = office.desk.ask(households.of, kept)
    assert facts is not None
    assert {member.contact_id for member in facts.members} == {kept, spouse}


def test_two_people_of_one_referral_are_not_one(office: Office) -> None:
    ana, anna = office.contact("Ana", "Diaz"), office.contact("Anna", "Diaz")
    office.referral(ana, prospect_id=anna)
    before = whole_store(office)
    with pytest.raises(Refused, match="Ana Diaz and Anna Diaz stand in one referral"):
        merge(office, ana, anna)
    with pytest.raises(Refused):
        merge(office, anna, ana)
    assert whole_store(office) == before


def test_what_was_changed_in_the_meantime_is_looked_at_again(office: Office) -> None:
    kept, gone = office.contact("Ana", "Diaz"), office.contact("Anna", "Diaz")
    compared = office.desk.ask(merging.compare, kept, gone)
    versions = (compared.kept.version, compared.gone.version)
    for changed in (gone, kept):
        draft = office.desk.ask(contacts.draft_of, changed).draft
        office.desk.do(contacts.save, changed, ContactDraft(given=draft.given, family="Diaz", nickname="Annie"))
        with pytest.raises(Overtaken):
            office.desk.do(merging.merge, kept, gone, compared.kept.draft, versions=versions)
        office.desk.undo()
    office.desk.do(merging.merge, kept, gone, compared.kept.draft, versions=versions)
    with pytest.raises(Overtaken):
        office.desk.ask(merging.compare, kept, gone)
    with pytest.raises(Refused):
        office.desk.do(merging.merge, kept, kept, compared.kept.draft)


def test_many_pairs_are_merged_as_one_step(office: Office) -> None:
    people = [office.contact("Ana", "Diaz", email="ana@x.com", phone=f"(614) 555-010{at}") for at in range(3)]
    sender, sent = office.contact("Eva", "Quill"), office.contact("Eva", "Quill")
    office.referral(sender, prospect_id=sent)
    before = whole_store(office)
    pairs = [(people[1], people[2]), (people[0], people[2]), (people[0], people[1]), (sender, sent)]
    said: list[str] = []
    progress = Progress(lambda _done, _total, note: said.append(note))
    assert office.desk.do(merging.merge_many, pairs, progress) == 2
    assert "Merging contacts" in said
    assert len(all_of(office, Contact, "id")) == 3
    assert len([row for row in all_of(office, ContactPoint, "contact_id", "kind") if row[1] == "phone"]) == 3
    step = office.desk.undo()
    assert step is not None
    assert step.label == "2 contacts merged"
    assert whole_store(office) == before


def test_who_was_merged_is_not_offered_again(office: Office) -> None:
    kept, gone = office.contact("Ana", "Diaz"), office.contact("Ana", "Diaz")
    assert len(office.desk.ask(duplicates.find)) == 1
    merge(office, kept, gone)
    assert office.desk.ask(duplicates.find) == ()
