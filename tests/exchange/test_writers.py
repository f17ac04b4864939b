"""What is written comes back whole, and a spreadsheet computes none of it."""

import csv
import io
import json
import os
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from some_people import ANA, EVERYTHING, FIRM, people

from refdesk.domain import text
from refdesk.domain.addresses import Address
from refdesk.domain.incoming import (
    IncomingAddress,
    IncomingContact,
)
from refdesk.domain.names import PersonName
from refdesk.exchange import csv_writer, files, vcard_writer
from refdesk.exchange.csv_writer import Flavour


def through_csv(people: Sequence[IncomingContact], flavour: Flavour, path: Path) -> list[IncomingContact]:
    with path.open("wb") as out:
        csv_writer.write(people, out, flavour=flavour)
    return came_back(path)


def through_vcard(people: Sequence[IncomingContact], path: Path) -> list[IncomingContact]:
    with path.open("wb") as out:
        vcard_writer.write(people, out)
    return came_back(path)


def came_back(path: Path) -> list[IncomingContact]:
    rows = list(files.read(path))
    assert not [row.reason for row in rows if row.contact is None]
    return [replace(row.contact, line=0) for row in rows if row.contact is not None]


@pytest.mark.parametrize("flavour", list(Flavour))
def test_everything_comes_back_from_csv(flavour: Flavour, tmp_path: Path) -> None:
    people = [ANA, EVERYTHING, FIRM]

    assert through_csv(people, flavour, tmp_path / "out.csv") == people


def test_a_person_comes_back_from_a_card(tmp_path: Path) -> None:
    assert through_vcard([ANA, FIRM], tmp_path / "out.vcf") == [ANA, FIRM]


def test_what_a_card_has_no_place_for_stands_in_its_note(tmp_path: Path) -> None:
    (person,) = through_vcard([EVERYTHING], tmp_path / "out.vcf")
    assert person == replace(EVERYTHING, notes=EVERYTHING.whole_notes, unmapped=())


def test_another_reader_understands_our_cards() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import vobject

        read = vobject.readOne(vcard_writer.card(ANA).decode())

    assert (read.n.value.family, read.n.value.given, read.n.value.suffix) == ("Díaz; Lee", "Ana", "Jr.")
    assert read.fn.value == "Dr. Ana M. Díaz; Lee Jr."
    assert read.org.value == ["Díaz, Homes & Co", "Sales"]
    assert [line.value for line in read.contents["tel"]] == ["+1 504-621-8927 ext. 7", "504-845-1427"]
    assert (read.adr.value.street, read.adr.value.city, read.adr.value.code) == ("12 Main St\nApt 4", "Austin", "08701")
    assert read.note.value == ANA.notes


def test_cards_are_lines_of_at_most_75_octets_with_crlf() -> None:
    written = vcard_writer.card(replace(ANA, notes="ä€😀" * 200))

    lines = written.split(b"\r\n")
    assert lines.pop() == b""
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1 504", "-2", "@cmd", "\t=1", "\0=1", "'=1", "''", "＝1", "＋1", "plain", "a=b"]
)
@pytest.mark.parametrize("flavour", list(Flavour))
def test_a_guard_is_put_and_taken_off_again(cell: str, flavour: Flavour) -> None:
    from refdesk.exchange.csv_reader import unguarded

    guarded = csv_writer.guarded(cell, flavour)

    assert unguarded(guarded) == cell
    assert flavour is Flavour.FAITHFUL or guarded[0] not in "=+-@\t\0\r＝＋－＠"


def test_a_faithful_phone_is_written_as_it_is() -> None:
    out = io.BytesIO()
    csv_writer.write([ANA], out)
    assert b",+1 504-621-8927 ext. 7," in out.getvalue()
    assert not out.getvalue().startswith(b"\xef\xbb\xbf")


def test_other_tables_are_guarded_too() -> None:
    out = io.BytesIO()
    csv_writer.rows(["Name"], [["=HYPERLINK(1)"]], out, flavour=Flavour.SPREADSHEET)
    assert out.getvalue() == b"\xef\xbb\xbfName\r\n'=HYPERLINK(1)\r\n"


@given(st.lists(people(), min_size=1, max_size=3), st.sampled_from(Flavour))
@settings(max_examples=30)
def test_any_text_comes_back_from_csv(
    tmp_path_factory: pytest.TempPathFactory, some: list[IncomingContact], flavour: Flavour
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    kept = some if flavour is Flavour.FAITHFUL else [replace(person, photo=None) for person in some]
    assert through_csv(some, flavour, path) == kept
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert flavour is Flavour.FAITHFUL or not [cell for cell in cells if cell[:1] and cell[0] in "=+-@\t\r"]


@given(st.lists(people(), min_size=1, max_size=3))
@settings(max_examples=30)
def test_any_person_comes_back_from_a_card(
    tmp_path_factory: pytest.TempPathFactory, some: list[IncomingContact]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.vcf"
    # A field of another program has no place on a card; it is written below the notes.
    assert through_vcard(some, path) == [
        replace(person, notes=text.clean(person.whole_notes, lines=True), unmapped=()) for person in some
    ]


def test_a_card_for_others_says_nothing_that_only_we_know() -> None:
    person = replace(EVERYTHING, trust=3, household="Ana and Bo Diaz")
    assert b"X-REFDESK-RANK:A+" in vcard_writer.card(person)
    assert b"X-REFDESK" not in vcard_writer.card(person, whole=False)


def test_one_file_a_person_under_a_name_that_every_system_takes() -> None:
    names = ["Ana Diaz", "ana díaz", "ANA DIAZ", "CON", "a/b\\c:d", "..", "💥" * 100, "LPT1.Lee", "Ana Diaz (2)"]
    some = [IncomingContact(line=0, name=PersonName(family=name)) for name in names]
    out = io.BytesIO()

    vcard_writer.write_packed(some, out)

    with zipfile.ZipFile(out) as packed:
        written = packed.namelist()
        assert packed.read(written[0]) == vcard_writer.card(some[0])
    assert written[:5] == ["Ana Diaz.vcf", "ana díaz (2).vcf", "ANA DIAZ (3).vcf", "CON_.vcf", "a b c d.vcf"]
    assert written[5] == "Contact.vcf"
    assert written[7:] == ["LPT1_Lee.vcf", "Ana Diaz (2) (2).vcf"]
    assert len({name.casefold() for name in written}) == len(names)
    assert all(len(name.encode()) < 200 for name in written)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_goes_along(kind: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 40).convert("RGB").save(out, kind)
    some = [replace(ANA, photo=out.getvalue())]

    assert f"PHOTO;ENCODING=b;TYPE={kind}:".encode() in vcard_writer.card(some[0])
    assert through_vcard(some, tmp_path / "out.vcf") == some
    assert through_csv(some, Flavour.FAITHFUL, tmp_path / "out.csv") == some


@pytest.mark.skipif("REFDESK_SAMPLES" not in os.environ, reason="REFDESK_SAMPLES names no folder of samples")
def test_naughty_strings_come_back(tmp_path: Path) -> None:
    strings = json.loads((Path(os.environ["REFDESK_SAMPLES"]) / "nasty-blns" / "blns.json").read_text(encoding="utf-8"))
    ones = [one for one in map(text.clean, strings) if one]
    some = [
        IncomingContact(
            line=0,
            name=PersonName(given="Ana", family=one, organisation=one),
            job_title=one,
            addresses=(IncomingAddress(Address(one, one, "", "", ""), "home", main=True),),
            notes=text.clean(string, lines=True),
        )
        for one, string in ((text.clean(string), string) for string in strings)
        if one in ones
    ]
    assert len(some) > 450
    for flavour in Flavour:
        assert through_csv(some, flavour, tmp_path / "out.csv") == some
    assert through_vcard(some, tmp_path / "out.vcf") == some
    names = [name for name, _card in vcard_writer.named_cards(some)]
    assert len({name.casefold() for name in names}) == len(some)
    assert not [name for name in names if set(name) & set('<>:"/\\|?*') or name[0] in ". " or name[-5] in ". "]
