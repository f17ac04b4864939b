"""Cards of every version, the broken ones among them."""

import base64
from pathlib import Path

import pytest

from refdesk.domain.incoming import DateKind, IncomingContact, Read
from refdesk.exchange import files


@pytest.fixture
def book(tmp_path: Path) -> "Book":
    return Book(tmp_path / "people.vcf")


class Book:
    """A vCard file of a test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, *lines: str, encoding: str = "utf-8") -> list[Read]:
        self.path.write_bytes("\r\n".join((*lines, "")).encode(encoding))
        return list(files.read(self.path))

    def person(self, *lines: str, version: str = "3.0") -> IncomingContact:
        (row,) = self.read("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")
        assert row.contact is not None, row.reason
        return row.contact


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("BDAY:19000101", "1900-01-01"),
        ("BDAY:09001231", "0900-12-31"),
        ("BDAY:--1231", "--12-31"),
        ("BDAY:--12-31", "--12-31"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:16041231", "--12-31"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-15", "--03-15"),
        ('BDAY;X-APPLE-OMIT-YEAR="1604":1604-03-15', "--03-15"),
        ("BDAY;X-APPLE-OMIT-YEAR=1888:1888-03-15", "--03-15"),
        ("BDAY:1990-01-15T00:00:00Z", "1990-01-15"),
        ("BDAY;VALUE=date:1980-03-12", "1980-03-12"),
    ],
)
def test_birthdays_in_all_their_forms(book: Book, line: str, iso: str) -> None:
    (born,) = book.person("FN:Ana Diaz", line).dates
    assert (born.kind, born.on.iso) == (DateKind.BIRTHDAY, iso)


def test_a_birthday_in_words_is_kept_as_a_note(book: Book) -> None:
    person = book.person("FN:Ana Diaz", "BDAY;VALUE=text:circa 1800")
    assert (person.dates, person.whole_notes) == ((), "Birthday: circa 1800")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("N:Diaz;Ana;;;",), "Ana Diaz"),
        (("FN:Ana Diaz",), "Ana Diaz"),
        (("N:;;;;", "FN:", "ORG:Diaz Homes"), "Diaz Homes"),
        (("N:;;;;", "EMAIL:ana@x.com"), "ana@x.com"),
        (("TEL:504-621-8927",), "504-621-8927"),
        (("NICKNAME:Annie",), "Annie"),
        (("N:Diaz", "FN:Diaz"), "Diaz"),
        (("N:Diaz;Ana;Maria,Luz;Dr.;MD,PhD",), "Dr. Ana Maria Luz Diaz MD, PhD"),
        (("n:Diaz;Ana",), "Ana Diaz"),
        (("item1.N:Diaz;Ana",), "Ana Diaz"),
        (("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:D=C3=ADaz=3BLee;Ana",), "Ana Díaz;Lee"),
    ],
)
def test_everybody_gets_a_name(book: Book, lines: tuple[str, ...], name: str) -> None:
    assert book.person(*lines).name.full == name


def test_a_card_without_anything_to_reach_is_refused_with_its_line(book: Book) -> None:
    rows = book.read("BEGIN:VCARD", "N:Diaz;Ana", "END:VCARD", "", "BEGIN:VCARD", "NOTE:nobody", "END:VCARD")

    assert [(row.line, row.contact is not None) for row in rows] == [(1, True), (5, False)]
    assert rows[1].reason == "This card has no name, company, phone or e-mail."


def test_a_card_that_breaks_off_is_refused_and_those_before_it_come_in(book: Book) -> None:
    rows = book.read("BEGIN:VCARD", "FN:Ana Diaz", "END:VCARD", "BEGIN:VCARD", "FN:Bo Lee", "TEL:+1 50")

    assert [(row.line, row.contact is not None) for row in rows] == [(1, True), (4, False)]
    assert "breaks off" in rows[1].reason


def test_a_card_without_its_last_line_hides_nobody(book: Book) -> None:
    rows = book.read("BEGIN:VCARD", "FN:Ana Diaz", "BEGIN:VCARD", "FN:Bo Lee", "END:VCARD")

    assert {row.contact.name.full for row in rows if row.contact} == {"Ana Diaz", "Bo Lee"}


def test_lines_outside_of_every_card_are_accounted_for(book: Book) -> None:
    rows = book.read("hello", "again", "BEGIN:VCARD", "FN:Ana Diaz", "END:VCARD", "bye")

    assert [(row.line, row.contact is not None) for row in rows] == [(1, False), (3, True), (6, False)]


def test_a_group_is_a_list_and_not_a_person(book: Book) -> None:
    (row,) = book.read("BEGIN:VCARD", "VERSION:4.0", "KIND:group", "FN:Choir", "MEMBER:urn:uuid:1", "END:VCARD")

    assert row.contact is None
    assert "list of people" in row.reason


def test_labels_of_groups_and_of_apple(book: Book) -> None:
    person = book.person(
        "FN:Ana Diaz",
        "item1.TEL:504-621-8927",
        "item1.X-ABLabel:_$!<Home>!$_",
        "item2.X-ABDATE:2001-06-02",
        "item2.X-ABLabel:_$!<Anniversary>!$_",
        "item3.X-ABRELATEDNAMES:Bo Lee",
        "item3.X-ABLabel:Referred By",
        "item4.X-ABRELATEDNAMES:Cy Lee",
        "item4.X-ABLabel:_$!<Spouse>!$_",
    )

    assert person.phones[0].label == "home"
    assert (person.dates[0].kind, person.referred_by) == (DateKind.ANNIVERSARY, ("Bo Lee",))
    assert [(link.label, link.name) for link in person.links] == [("spouse", "Cy Lee")]


def test_the_main_one_is_the_preferred_one(book: Book) -> None:
    lines = ("FN:Ana", "TEL;TYPE=home:1", "TEL;TYPE=work,pref:2", "EMAIL;PREF=2:a@x.com", "EMAIL;PREF=1:b@x.com")
    person = book.person(*lines, version="4.0")

    assert [point.value for point in (*person.phones, *person.emails) if point.main] == ["2", "b@x.com"]


def test_an_empty_address_is_none(book: Book) -> None:
    assert book.person("FN:Ana", "ADR;TYPE=home:;;;;;;").addresses == ()


def test_a_label_serves_when_there_is_no_address(book: Book) -> None:
    (found,) = book.person("FN:Ana", "LABEL;TYPE=home:12 Main St\\nAustin\\, TX 78701").addresses
    assert (found.address.street, found.address.city, found.address.region) == ("12 Main St", "Austin", "TX")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_cards_in_unicode(book: Book, encoding: str) -> None:
    (row,) = book.read("BEGIN:VCARD", "FN:Zoë Łęcki", "END:VCARD", encoding=encoding)
    assert row.contact is not None
    assert row.contact.name.full == "Zoë Łęcki"


def test_cards_in_an_old_code_page_are_guessed_or_chosen(book: Book) -> None:
    (row,) = book.read("BEGIN:VCARD", "VERSION:2.1", "N:Müller;Jürgen", "END:VCARD", encoding="cp1252")
    assert row.contact is not None
    assert row.contact.name.full == "Jürgen Müller"

    book.read("BEGIN:VCARD", "N:Łęcki;Jan", "END:VCARD", encoding="cp1250")
    (row,) = files.read(book.path, encoding="windows-1250")
    assert row.contact is not None
    assert row.contact.name.full == "Jan Łęcki"


def test_a_charset_that_is_no_encoding_of_text_does_no_harm(book: Book) -> None:
    book.path.write_bytes(b"BEGIN:VCARD\nN;CHARSET=zip:M\xfcller;J\nEND:VCARD\n")
    (row,) = files.read(book.path)
    assert row.contact is not None
    assert row.contact.name.full == "J Müller"


def test_a_line_made_to_stop_a_parser_takes_no_time(book: Book) -> None:
    person = book.person(
        "FN:Ana Diaz", "TEL;A" + "=a" * 20_000, "TEL;TYPE=" + '"' * 30_000 + ":1", "X-" + "A" * 100_000
    )
    assert person.name.full == "Ana Diaz"


def test_what_has_no_field_of_its_own_is_kept(book: Book) -> None:
    person = book.person("FN:Ana", "X-AIM:ana5", "X-FAVORITE-COLOR:blue", "ORG:One", "ORG:Two", "what is this")

    assert person.whole_notes.split("\n") == [
        "Chat (AIM): ana5", "Favorite color: blue", "Company: Two", "Unreadable line 8: what is this",
    ]  # fmt: skip


def test_an_assistant_in_one_line_becomes_a_relation(book: Book) -> None:
    person = book.person("FN:Ana", "AGENT:BEGIN:VCARD\\nFN:Susan Thomas\\nTEL:1\\nEND:VCARD\\n")
    assert [(link.label, link.name) for link in person.links] == [("assistant", "Susan Thomas")]


def test_the_preview_counts_and_shows(book: Book) -> None:
    card = ("BEGIN:VCARD", "FN:Ana Diaz", "END:VCARD")
    book.read(*card * 30, "stray")

    preview = files.preview(book.path)

    assert (preview.kind, preview.rows, len(preview.people), preview.mapping) == (files.Kind.VCARD, 31, 20, None)


PIXEL = b"\x89PNG and some more"
CODED = base64.b64encode(PIXEL).decode()


@pytest.mark.parametrize(
    "line",
    [
        f"PHOTO;ENCODING=b;TYPE=PNG:{CODED}",
        f"PHOTO;TYPE=PNG;ENCODING=BASE64:\r\n  {CODED[:10]}\r\n  {CODED[10:]}\r\n",
        f"PHOTO;PNG;BASE64:{CODED}",
        f"PHOTO:data:image/png;base64,{CODED}",
        f"PHOTO;VALUE=uri:data:image/png;base64\\,{CODED}",
        "PHOTO;PNG;ENCODING=QUOTED-PRINTABLE:=89PNG and some more",
    ],
)
def test_a_photo_on_the_card_comes_along(book: Book, line: str) -> None:
    assert book.person("FN:Ana", *line.split("\r\n")).photo == PIXEL


@pytest.mark.parametrize("head", ["PHOTO", "PHOTO;VALUE=uri", "PHOTO;VALUE=URL;TYPE=GIF"])
def test_the_address_of_a_photo_is_kept_and_never_followed(book: Book, head: str) -> None:
    person = book.person("FN:Ana", f"{head}:http://www.example.com/ana.jpg")
    assert person.photo is None
    assert person.unmapped == (("Photo", "http://www.example.com/ana.jpg"),)


@pytest.mark.parametrize("line", ["PHOTO;ENCODING=b:", "PHOTO;ENCODING=b:*", "PHOTO:data:image/png;base64,A"])
def test_a_photo_that_cannot_be_read_is_none(book: Book, line: str) -> None:
    assert book.person("FN:Ana", line).photo is None


@pytest.mark.parametrize(
    "lines",
    [
        ("KIND:group", "MEMBER:urn:uuid:A-1", "MEMBER:urn:uuid:b-2", "MEMBER:urn:uuid:gone"),
        ("X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-1", "MEMBER:urn:uuid:B-2"),
    ],
)
def test_the_name_of_a_list_becomes_a_tag_of_those_on_it(book: Book, lines: tuple[str, ...]) -> None:
    def card(*lines: str) -> tuple[str, ...]:
        return ("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD")

    people = (
        *card("FN:Ana", "UID:a-1", "CATEGORIES:VIP"),
        *card("FN:Bo", "UID:urn:uuid:B-2"),
        *card("FN:Cy", "UID:c-3"),
    )
    for order in ((*card("FN:Choir", *lines), *people), (*people, *card("FN:Choir", *lines))):
        read = book.read(*order)
        assert [row.contact.tags for row in read if row.contact] == [("VIP", "Choir"), ("Choir",), ()]
        (refused,) = (row for row in read if row.contact is None)
        assert refused.reason == "This is a list, not a person: its name became a tag of 2 people."
