"""Columns are understood, and what is not is kept."""

import json
from pathlib import Path

import pytest

from refdesk import paths
from refdesk.domain.incoming import DateKind, IncomingContact
from refdesk.exchange import column_names, columns, files
from refdesk.exchange.columns import Certainty, Field, Target


def one_name_each() -> list[tuple[str, str]]:
    """Return each field that a column can be, with one of the names that such a column has."""
    table = json.loads(paths.resource("exchange", "columns.json").read_text(encoding="utf-8"))
    return [(field, names[0]) for field, names in table["bases"].items()]


def only(path: Path) -> IncomingContact:
    (row,) = files.read(path)
    assert row.contact is not None
    return row.contact


def saved(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("First Name", Target(Field.GIVEN)),
        ("first_name", Target(Field.GIVEN)),
        ("lastName", Target(Field.FAMILY)),
        ("Home Street 2", Target(Field.STREET, "home", line=2)),
        ("Home Address2", Target(Field.STREET, "home", line=2)),
        ("Straße (geschäftlich)", Target(Field.STREET, "work")),
        ("Work ZipCode", Target(Field.POSTCODE, "work")),
        ("Phone 3 - Value", Target(Field.PHONE, number=3)),
        ("Address 2 - City", Target(Field.CITY, number=2)),
        ("phone1", Target(Field.PHONE, number=1)),
        ("E-mail 2 Address", Target(Field.EMAIL, number=2)),
        ("Referred By", Target(Field.REFERRED_BY)),
        ("Hat size", Target(Field.NOTE)),
    ],
)
def test_a_column_is_known_by_its_name(name: str, target: Target) -> None:
    _source, ((found, _certainty),) = column_names.suggest([name])
    assert found == target


def test_title_is_mister_beside_a_suffix_and_else_what_somebody_does() -> None:
    _source, found = column_names.suggest(["Title", "First Name", "Suffix"])
    assert found[0][0].field is Field.PREFIX
    _source, found = column_names.suggest(["Title", "First Name", "Last Name"])
    assert found[0][0].field is Field.JOB_TITLE


def test_lines_before_the_header_are_skipped(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "Notes:",
        '"When exporting, some e-mail addresses may be missing."',
        "",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Ana,Diaz,https://x.example/ana,,Diaz Homes,Owner,11 Sep 2026",
    )

    preview = files.preview(path)

    assert preview.mapping is not None
    assert (preview.mapping.source, preview.mapping.header_line, preview.rows) == ("LinkedIn", 4, 1)
    person = only(path)
    assert (person.line, person.name.full, person.job_title) == (5, "Ana Diaz", "Owner")
    assert person.unmapped == (("Connected On", "11 Sep 2026"),)


def test_totals_at_the_end_of_a_report_are_no_people(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "Diaz Homes",
        "Customer Contact List",
        "",
        "Customer,Phone Numbers,Email,Full Name,Billing Address,Shipping Address",
        '"Lee, Bo",Phone: 504-621-8927,bo@x.com,Bo Lee,"12 Main St, Austin, TX 78701",',
        "TOTAL,,,,,",
        "Thursday November 19 2026 10:15 AM GMT-5,,,,,",
    )

    people, refused = [], []
    for row in files.read(path):
        (people if row.contact else refused).append(row)

    assert [row.line for row in refused] == [6, 7]
    (person,) = people
    assert person.contact.name.full == "Bo Lee"
    address = person.contact.addresses[0].address
    assert (address.street, address.city, address.region, address.postcode) == ("12 Main St", "Austin", "TX", "78701")


def test_a_column_without_a_meaning_goes_to_the_notes(tmp_path: Path) -> None:
    person = only(saved(tmp_path, "First name,Last name,Hat size,Notes", "Ana,Diaz,56,Met at the fair", ""))

    assert person.whole_notes == "Met at the fair\n\nHat size: 56"


@pytest.mark.parametrize(
    ("cells", "main"),
    [
        ("614 555 0111,614 555 0122,614 555 0133", "614 555 0133"),
        ("614 555 0111,614 555 0122,", "614 555 0111"),
        (",614 555 0122,614 555 0133", "614 555 0133"),
    ],
)
def test_the_phone_of_an_assistant_or_a_fax_is_not_the_one_to_dial(tmp_path: Path, cells: str, main: str) -> None:
    header = "First Name,Last Name,Company,Assistant's Phone,Business Fax,Mobile Phone"
    person = only(saved(tmp_path, header, f"Ana,Diaz,Lind Ltd,{cells}"))
    assert [phone.value for phone in person.phones if phone.main] == [main]


def test_a_person_may_say_what_a_column_is(tmp_path: Path) -> None:
    path = saved(tmp_path, "First name,Last name,Rufnr zu Hause", "Ana,Diaz,504-621-8927")
    before = files.preview(path)
    assert before.mapping is not None
    assert [column.name for column in before.mapping.unknown] == ["Rufnr zu Hause"]

    after = files.preview(path, mapping=before.mapping.with_target(2, Target(Field.PHONE, "home")))

    assert after.mapping is not None
    assert after.mapping.columns[2].certainty is Certainty.KNOWN
    assert [(point.value, point.label) for point in after.people[0].phones] == [("504-621-8927", "home")]
    (row,) = files.read(path, after.mapping)
    assert row.contact == after.people[0]


@pytest.mark.parametrize(
    ("others", "birthday"), [(("13/1/1970",), "1980-04-03"), (("1/13/1970",), "1980-03-04"), ((), "1980-03-04")]
)
def test_the_whole_column_decides_which_number_is_the_day(
    tmp_path: Path, others: tuple[str, ...], birthday: str
) -> None:
    path = saved(tmp_path, "First name,Last name,Birthday", "Ana,Diaz,3/4/1980", *(f"Bo,Lee,{day}" for day in others))

    first = next(iter(files.read(path)))

    assert first.contact is not None
    assert first.contact.dates[0].on.iso == birthday


def test_marks_of_other_programs_are_understood(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,"
        "Phone 1 - Value,Labels,Birthday,Relation 1 - Label,Relation 1 - Value",
        "Ana,Diaz,Work,ana@work.com,* Home,ana@home.com ::: ana@old.com,Mobile,'+1 504 621 8927,"
        "Choir ::: * myContacts,--03-12,Referred By,Bo Lee",
    )

    person = only(path)

    assert [(point.value, point.label, point.main) for point in person.emails] == [
        ("ana@work.com", "work", False),
        ("ana@home.com", "home", True),
        ("ana@old.com", "home", False),
    ]
    assert person.phones[0].value == "+1 504 621 8927"
    assert (person.tags, person.referred_by) == (("Choir",), ("Bo Lee",))
    assert person.dates[0].on.iso == "--03-12"


@pytest.mark.parametrize(
    ("header", "cell", "may_be_mailed"),
    [
        ("EMAIL_BLACKLISTED", "yes", False),
        ("UNSUB_TIME", "2026-02-01 10:00:00", False),
        ("UNSUB_TIME", "2026-02-01T10:00:00Z", False),
        ("UNSUB_TIME", "1769940000", False),
        ("UNSUB_TIME", "2/1/2026 10:00 AM", False),
        ("UNSUB_TIME", "2/1/2026", False),
        ("Accepts Email Marketing", "no", False),
        ("Email Subscription Status", "unsubscribed", False),
        ("Accepts Email Marketing", "yes", True),
        ("EMAIL_BLACKLISTED", "", None),
        ("Keine Werbung", "ja", False),
        ("Do not contact", "x", False),
        ("EMAIL_BLACKLISTED,UNSUB_TIME", "no,2026-02-01 10:00:00", False),
        ("Do not mail,Accepts marketing", "yes,yes", False),
    ],
)
def test_who_opted_out_gets_no_mail(tmp_path: Path, header: str, cell: str, may_be_mailed: bool | None) -> None:
    assert only(saved(tmp_path, f"First name,Last name,{header}", f"Ana,Diaz,{cell}")).may_be_mailed is may_be_mailed


@pytest.mark.parametrize(
    ("header", "cell", "may_be_called"),
    [
        ("Do Not Call", "TRUE", False),
        ("Do not contact", "yes", False),
        ("Do Not Call,May be called", "no,yes", True),
        ("Do Not Call", "0", None),
        ("Do not mail", "yes", None),
    ],
)
def test_who_wants_no_calls_gets_none(tmp_path: Path, header: str, cell: str, may_be_called: bool | None) -> None:
    assert only(saved(tmp_path, f"First name,Last name,{header}", f"Ana,Diaz,{cell}")).may_be_called is may_be_called


@pytest.mark.parametrize(
    ("header", "cell", "kept"),
    [
        ("Do not mail", "Only at Christmas", [("Do not mail", "Only at Christmas")]),
        ("Do not call", "not before 9", [("Do not call", "not before 9")]),
        ("May accept gifts", "small ones", [("May accept gifts", "small ones")]),
        ("Influential", "rather", [("Influential", "rather")]),
        ("Birth year", "1970", [("Birth year", "1970")]),
        ("Birth month,Birth day,Birth year", "3,,1970", [("Birth year", "1970"), ("Birth month", "3")]),
    ],
)
def test_what_a_question_was_answered_with_is_kept_if_it_is_not_understood(
    tmp_path: Path, header: str, cell: str, kept: list[tuple[str, str]]
) -> None:
    person = only(saved(tmp_path, f"First name,Last name,{header}", f"Ana,Diaz,{cell}"))

    assert list(person.unmapped) == kept
    assert (person.may_be_mailed, person.may_be_called, person.dates) == (None, None, ())


@pytest.mark.parametrize(
    ("header", "cells"), [("Geburtstag", "14.03.1970"), ("Geburtstag,Geburtsmonat,Geburtsjahr", "14,3,1970")]
)
def test_a_day_of_birth_is_the_whole_day_or_a_part_of_it(tmp_path: Path, header: str, cells: str) -> None:
    person = only(saved(tmp_path, f"Vorname,Nachname,{header}", f"Ana,Diaz,{cells}"))

    assert [(each.kind, each.on.iso) for each in person.dates] == [(DateKind.BIRTHDAY, "1970-03-14")]


def test_two_columns_of_the_same_name_are_both_read(tmp_path: Path) -> None:
    person = only(saved(tmp_path, "First name,Last name,Phone,Phone,City,City", "Ana,Diaz,1234567,7654321,Austin,Waco"))

    assert [point.value for point in person.phones] == ["1234567", "7654321"]
    assert person.addresses[0].address.city == "Austin"
    assert person.unmapped == (("City", "Waco"),)


def test_cells_beyond_the_header_are_kept(tmp_path: Path) -> None:
    person = only(saved(tmp_path, "First name,Last name", "Ana,Diaz,extra"))

    assert person.unmapped == (("Column 3", "extra"),)


def test_a_column_that_nobody_knows_does_no_harm_to_a_file_of_our_own(tmp_path: Path) -> None:
    person = only(
        saved(
            tmp_path,
            "Hat size,First name,Last name,What they do,A good lead for them,RefDesk status,Household,Trust,Photo,"
            "How well they trust us,Satisfaction",
            "56,Ana,Diaz,Sells homes,Families,active,Ana and Bo Diaz,much,http://x.com/a.jpg,3,9",
        )
    )

    assert (person.what_they_do, person.household, person.trust, person.satisfaction) == (
        "Sells homes", "Ana and Bo Diaz", 3, None,
    )  # fmt: skip
    assert sorted(person.unmapped) == [
        ("Hat size", "56"), ("Photo", "http://x.com/a.jpg"), ("Satisfaction", "9"), ("Trust", "much"),
    ]  # fmt: skip


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    path = saved(tmp_path, "First name,Last name,E-mail", "Ana,Diaz,", ",,", "  ,,x@y.com", ",\t,")

    rows = list(files.read(path))

    assert [(row.line, row.contact is not None) for row in rows] == [(2, True), (3, False), (4, True), (5, False)]
    assert rows[2].contact is not None
    assert rows[2].contact.name.full == "x@y.com"


def test_a_file_without_a_header_is_read_by_what_its_cells_look_like(tmp_path: Path) -> None:
    path = saved(tmp_path, "Ana,Diaz,ana@x.com,504-621-8927", "Bo,Lee,bo@x.com,810-292-9388")

    rows = list(files.read(path))

    assert [row.contact.name.full for row in rows if row.contact] == ["Ana Diaz", "Bo Lee"]
    assert rows[0].contact is not None
    assert (rows[0].contact.emails[0].value, rows[0].contact.phones[0].value) == ("ana@x.com", "504-621-8927")


def test_every_choice_of_the_preview_has_words() -> None:
    words = [title for _target, title in columns.choices()]
    assert len(set(words)) == len(words) > 20


@pytest.mark.parametrize("name", [name for field, name in one_name_each() if not field.endswith("_label")])
def test_no_cell_is_lost_whatever_its_column_is(tmp_path: Path, name: str) -> None:
    person = only(saved(tmp_path, f"First name,Last name,{name}", "Ana,Diaz,Zzyzx 17"))

    assert "Zzyzx 17" in repr(person)
