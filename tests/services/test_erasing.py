"""Whoever is erased is in no table, no trail, no index and no label any more; the others lose nothing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from office import Office
from sqlalchemy import select

from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingContact, IncomingDate, IncomingPoint, Read
from refdesk.domain.names import PersonName
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import TouchDraft
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import BadFile, Overtaken
from refdesk.services import (
    board,
    cards,
    contact_list,
    contacts,
    erasing,
    gifts,
    households,
    imports,
    many_contacts,
    merging,
    person,
    privacy,
    promises,
    referrals,
    tags,
    touches,
)
from refdesk.services.contact_list import Filter
from refdesk.services.desk import Desk
from refdesk.services.imports import FileRead
from refdesk.store import row_codec
from refdesk.store.tables import all_tables

MARKS = ("Xantippe", "Quillfeather", "zzyx", "555-0199", "5550199")


@pytest.fixture
def marked(desk: Desk) -> ContactId:
    return make_marked(desk)


def make_marked(desk: Desk) -> ContactId:
    """Make somebody who left traces everywhere."""
    who = desk.do(
        contacts.add,
        ContactDraft(
            given="Xantippe", family="Quillfeather", notes="zzyx notes", what_they_do="zzyx",
            phones=(IncomingPoint("(614) 555-0199", main=True),), emails=(IncomingPoint("xq@zzyx.example"),),
            tags=("golf",), dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 9)),),
        ),
    )  # fmt: skip
    bo = Office(desk).contact("Bo", "Bell", notes="Married to Xantippe Quillfeather since 2001")
    desk.do(households.together, [bo, who])
    desk.do(touches.log, TouchDraft(who, desk.now(), summary="zzyx said hello"))
    desk.do(touches.log, TouchDraft(bo, desk.now(), summary="Xantippe Quillfeather sends greetings"))
    desk.do(promises.add, PromiseDraft(who, "Send the zzyx", desk.today()))
    return who


def everything(desk: Desk) -> str:
    """Return all that the store holds, the trail and the search index too."""
    found: list[Any] = []
    with desk.engine.connect() as connection:
        for row_class in all_tables.row_classes().values():
            table = row_codec.table_of(row_class)
            found += [dict(row) for row in connection.execute(select(table)).mappings()]
        if connection.dialect.name == "sqlite":
            for index in ("contact_trigram", "contact_prefix"):
                found += [bytes(row[0]).hex() for row in connection.exec_driver_sql(f"SELECT block FROM {index}_data")]
    return json.dumps(found, default=str, ensure_ascii=False)


def marks_in(desk: Desk) -> list[str]:
    held = everything(desk).casefold()
    return [mark for mark in MARKS if mark.casefold() in held or mark.casefold().encode().hex() in held]


def found(desk: Desk, typed: str) -> list[int]:
    return list(desk.ask(contact_list.matching_ids, Filter(text=typed, include_inactive=True), desk.today()))


def test_nothing_of_an_erased_person_is_left(desk: Desk, marked: ContactId) -> None:
    assert marks_in(desk) == list(MARKS)
    report = desk.do(erasing.erase, marked)
    assert marks_in(desk) == []
    assert found(desk, "zzyx") == found(desk, "5550199") == []
    removed = dict(report.removed)
    assert removed["Phones, e-mails, sites"] == 2
    assert removed["Conversations and other touches"] == removed["Promises"] == removed["Tags"] == 1
    assert report.kept == ()
    assert report.mentions == 2


def test_the_others_lose_nothing(desk: Desk, marked: ContactId) -> None:
    (bo,) = found(desk, "bell")
    desk.do(erasing.erase, marked)
    read = desk.ask(person.panel, ContactId(bo), desk.today(), desk.zone)
    assert read.draft.notes == "Married to (erased) since 2001"
    assert "(erased) sends greetings" in repr(read.timeline)
    assert desk.ask(households.of, ContactId(bo)) is None
    assert found(desk, "erased") == [bo]


def test_nothing_takes_an_erasure_back(desk: Desk, office: Office, marked: ContactId) -> None:
    kept = office.contact("Cy", "Clay")
    desk.do(erasing.erase, marked)
    taken = [step.label for _each in range(50) if (step := desk.undo())]
    assert taken
    assert desk.undo_state().undo is None
    assert not any("erased" in label for label in taken)
    assert kept not in found(desk, "")
    assert marks_in(desk) == []
    while desk.redo():
        pass
    assert kept in found(desk, "")
    assert marks_in(desk) == []


def test_an_operation_about_the_person_cannot_be_taken_back_by_its_number(desk: Desk, marked: ContactId) -> None:
    (bo,) = found(desk, "bell")
    desk.do(erasing.erase, marked)
    timeline = desk.ask(person.panel, ContactId(bo), desk.today(), desk.zone).timeline
    assert timeline
    with pytest.raises(Overtaken, match="erased"):
        desk.undo_operation(1)


def test_what_others_need_stays_without_a_name(desk: Desk, office: Office, marked: ContactId) -> None:
    ana = office.contact("Ana", "Amber")
    office.referral(ana, prospect_id=marked, need="zzyx kitchen")
    sent = office.referral(marked, prospect=ContactDraft(given="Theo", family="Marchetti"))
    desk.do(gifts.log, GiftDraft(contact_id=marked, name="Honey", on=desk.today(), cost_minor=1200,
                                 business_reason="Thanks, Xantippe Quillfeather"))  # fmt: skip
    report = desk.do(erasing.erase, marked)
    assert marks_in(desk) == []
    assert dict(report.kept) == {"Gifts": 1, "Referrals": 2}
    read = desk.ask(person.panel, ana, desk.today(), desk.zone)
    assert [each.other for each in read.received] == ["(erased)"]
    shown = desk.ask(board.board, Direction.RECEIVED, desk.now(), office.working)
    assert sent in {card.referral_id for column in shown.columns for card in column.cards}
    assert marked not in desk.ask(contact_list.matching_ids, Filter(), desk.today())


def test_a_referral_that_nobody_gave_goes_with_its_prospect(desk: Desk, office: Office, marked: ContactId) -> None:
    office.stages()
    desk.do(referrals.log_received, ReferralDraft(received_at=desk.now(), prospect_id=marked))
    report = desk.ask(erasing.would_go, marked)
    assert dict(report.removed)["Referrals"] == 1
    assert report.kept == ()
    assert desk.do(erasing.erase, marked).removed == report.removed
    assert marks_in(desk) == []


def test_an_address_goes_with_who_lives_there_alone(desk: Desk, office: Office) -> None:
    hermit = office.contact("Hermit", addresses=(IncomingAddress(Address(street="9 Quillfeather Row")),))
    assert marks_in(desk) == ["Quillfeather"]
    desk.do(erasing.erase, hermit)
    assert marks_in(desk) == []


def test_somebody_gone_cannot_be_erased(desk: Desk, marked: ContactId) -> None:
    desk.do(erasing.erase, marked)
    with pytest.raises(Overtaken):
        desk.ask(erasing.would_go, marked)


def test_no_file_holds_an_erased_person(file_desk: Desk, data_file: Path) -> None:
    who = make_marked(file_desk)
    privacy.erase(file_desk, who)
    beside = list(data_file.parent.glob(f"{data_file.name}*"))
    assert beside
    for path in beside:
        held = path.read_bytes().lower()
        assert [mark for mark in MARKS if mark.lower().encode() in held] == [], path.name


def test_everything_about_one_person_leaves_in_one_file(desk: Desk, office: Office, tmp_path: Path) -> None:
    who = make_marked(desk)
    office.referral(who, prospect=ContactDraft(given="Theo", family="Marchetti"))
    path = tmp_path / "person.zip"
    rows = desk.ask(privacy.export, who, path)
    with ZipFile(path) as packed:
        tables = json.loads(packed.read("person.json"))["tables"]
        assert b"Quillfeather" in packed.read("person.vcf")
    assert rows == sum(map(len, tables.values()))
    assert [row["given"] for row in tables["contact"]] == ["Xantippe"]
    assert {"contact_point", "touch", "promise", "referral", "household", "history"} <= tables.keys()
    assert "Bo" not in json.dumps(tables["contact"])
    with pytest.raises(BadFile):
        desk.ask(privacy.export, who, tmp_path / "person.pdf")
    with pytest.raises(Overtaken):
        desk.ask(privacy.export, ContactId(999), path)


def test_who_was_imported_with_others_is_erased_and_older_steps_can_still_be_taken_back(
    desk: Desk, office: Office
) -> None:
    older = office.contact("Cy", "Clay")
    names = [PersonName(given=f"Zzyx{number}", family="Imported") for number in range(5)]
    reads = [Read(line, IncomingContact(line, name)) for line, name in enumerate(names, 2)]
    report = desk.do(imports.bring_in, desk.ask(imports.prepare, [FileRead("people.csv", reads)]))
    desk.do(erasing.erase, report.files[0].rows[2].contact_id or ContactId(0))
    step = desk.undo()
    assert step is not None
    assert step.label == "Cy Clay added"
    assert older not in found(desk, "")


def test_what_the_person_had_before_is_forgotten_too(desk: Desk, office: Office) -> None:
    old = (IncomingPoint("(614) 555-0199", main=True), IncomingPoint("614 555 0144"))
    who = office.contact("Xantippe", "Bell", phones=old, tags=("zzyx",))
    desk.do(
        contacts.save, who, replace(desk.ask(contacts.draft_of, who).draft, given="Ann", phones=old[1:], tags=("golf",))
    )
    bo = office.contact("Bo", "Bell", notes="once XANTIPPE BELL, 614.555.0199")
    desk.do(erasing.erase, who)
    assert "golf" not in everything(desk)
    assert marks_in(desk) == []
    assert desk.ask(contacts.draft_of, bo).draft.notes == "once (erased), (erased)"


def test_a_record_that_was_merged_into_the_person_goes_with_them(desk: Desk, office: Office) -> None:
    who, twin = office.contact("Ann", "Bell"), office.contact("Xantippe", "Quillfeather", email="xq@zzyx.example")
    many = office.contact("Ann", "Bell", notes="zzyx notes")
    desk.do(merging.merge, who, twin, desk.ask(contacts.draft_of, who).draft)
    desk.do(merging.merge_many, [(who, many)])
    desk.do(erasing.erase, who)
    assert marks_in(desk) == []
    while desk.undo():
        pass
    assert found(desk, "") == []


def test_an_import_that_was_undone_does_not_keep_the_person(desk: Desk, office: Office) -> None:
    reads = [Read(2, IncomingContact(2, PersonName(given="Xantippe", family="Quillfeather"), notes="zzyx"))]
    desk.do(imports.bring_in, desk.ask(imports.prepare, [FileRead("people.csv", reads)]))
    desk.undo()
    who = office.contact("Xantippe", "Quillfeather")
    desk.do(erasing.erase, who)
    assert marks_in(desk) == []


def test_others_keep_the_phone_they_share_their_first_name_and_words_that_only_look_alike(
    desk: Desk, office: Office
) -> None:
    shared = {"phone": "+1 614 555 0199", "email": "family@bell.example"}
    who = office.contact("Al", "Bo", **shared)
    wife = office.contact("Victoria", "Bo", notes="global bonus", **shared)
    alone = office.contact("Victoria", "")
    trade = office.contact("", "", organisation="professional")
    office.contact("Cy", "Clay", category=Category.PROFESSIONAL)
    before = desk.ask(contacts.draft_of, wife).draft
    for each in (who, alone, trade):
        desk.do(erasing.erase, each)
    assert desk.ask(contacts.draft_of, wife).draft == before


def test_a_household_left_long_ago_no_longer_names_the_person(desk: Desk, office: Office) -> None:
    who, luis, eva = (office.contact(given, "Diaz") for given in ("Xantippe", "Luis", "Eva"))
    desk.do(households.together, [luis, who, eva])
    desk.do(households.leave, who)
    desk.do(erasing.erase, who)
    assert marks_in(desk) == []


def test_whoever_stays_of_a_household_of_two_is_not_in_the_way_of_undo(desk: Desk, office: Office) -> None:
    who = office.contact("Xantippe", "Diaz", addresses=(IncomingAddress(Address(street="9 Row"), main=True),))
    luis = office.contact("Luis", "Diaz")
    desk.do(households.together, [who, luis])
    desk.do(contacts.save, luis, replace(desk.ask(contacts.draft_of, luis).draft, notes="plays golf"))
    desk.do(erasing.erase, who)
    while desk.undo():
        pass
    left = desk.ask(contacts.draft_of, luis).draft
    assert left.notes == ""
    assert [each.address.street for each in left.addresses] == ["9 Row"]


def test_what_referred_to_a_row_that_went_is_not_in_the_way_of_undo(desk: Desk, office: Office) -> None:
    office.stages()
    who, bo = office.contact("Xantippe", "Diaz"), office.contact("Bo", "Bell")
    sent = desk.do(referrals.log_received, ReferralDraft(received_at=desk.now(), prospect_id=who))
    desk.do(touches.log, TouchDraft(bo, desk.now(), summary="about", referral_id=sent))
    desk.do(erasing.erase, who)
    while desk.undo():
        pass
    assert bo not in found(desk, "")


def test_the_others_are_no_longer_found_by_the_name(desk: Desk, office: Office) -> None:
    who = office.contact("Xantippe", "Quillfeather")
    bo = office.contact("Bo", "Bell", tags=("Xantippe Quillfeather",))
    desk.do(erasing.erase, who)
    assert marks_in(desk) == []
    assert found(desk, "quillfeather") == []
    assert found(desk, "erased") == [bo]


def test_a_card_that_thanked_for_the_person_no_longer_names_them(desk: Desk, office: Office) -> None:
    giver = office.contact("Ana", "Amber")
    office.referral(giver, prospect=ContactDraft(given="Xantippe", family="Quillfeather"), may_share=True)
    (card,) = desk.ask(cards.owed, desk.now(), office.working)
    for words in ("Thank you for sending me Xantippe!", "Thank you for Xantippe!"):
        desk.do(cards.printed, {card.part_id: words}, "plain")
    (who,) = found(desk, "quillfeather")
    desk.do(erasing.erase, ContactId(who))
    assert marks_in(desk) == []


def test_a_tag_goes_with_the_last_who_had_it(desk: Desk, office: Office) -> None:
    who, bo = (
        office.contact("Xantippe", tags=("golf", "choir", "tennis", "chess")),
        office.contact("Bo", tags=("choir",)),
    )
    desk.do(contacts.save, who, replace(desk.ask(contacts.draft_of, who).draft, tags=("golf", "choir", "chess")))
    desk.do(many_contacts.add_tag, [bo], "chess")
    desk.do(many_contacts.remove_tag, [bo], "chess")

    told = desk.ask(erasing.would_go, who)
    desk.do(erasing.erase, who)

    assert ("Tags that nobody else had", 2) in told.removed
    assert desk.ask(tags.names) == ("chess", "choir")  # an undo may give chess back to Bo
    assert desk.ask(contacts.draft_of, bo).draft.tags == ("choir",)
    desk.undo()
    assert desk.ask(contacts.draft_of, bo).draft.tags == ("choir", "chess")
