"""Workbooks come in like tables of text, and one that is damaged, locked or beyond measure is refused in words."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from old_workbook import OLD

from refdesk.domain.incoming import DateKind, IncomingContact, IncomingDate
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import BadFile, Cancelled
from refdesk.exchange import files, ole_files, workbook_limits
from refdesk.exchange.columns import Field, Target
from refdesk.progress import Progress

HEADER = ("First Name", "Last Name", "Phone", "Birthday", "Email Opt Out", "Company", "Hat size", "Share")
Sheet = xlsxwriter.worksheet.Worksheet
Make = Callable[[Callable[[xlsxwriter.Workbook], None]], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(fill: Callable[[xlsxwriter.Workbook], None]) -> Path:
        path = tmp_path / "people.xlsx"
        with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
            fill(book)
        return path

    return made


def contacts(path: Path) -> list[IncomingContact]:
    return [row.contact for row in files.read(path) if row.contact]


def rows_of(*rows: tuple[object, ...]) -> Callable[[xlsxwriter.Workbook], None]:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("People")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return fill


def test_cells_become_text_as_a_person_reads_them(make: Make) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("People")
        sheet.write(1, 1, "Our people")
        sheet.write_row(3, 1, HEADER)
        sheet.write_row(4, 1, ("Ana", "Diaz", 5046218927, date(1980, 3, 12), True))
        sheet.write_formula(4, 6, "=NA()", None, "#N/A")
        sheet.write_number(4, 7, 56.5)
        sheet.write_number(4, 8, 0.25, book.add_format({"num_format": "0%"}))
        sheet.write_row(6, 1, ("Bo", "Lee", "504-845-1427", "1981-12-25", False))
        sheet.write_datetime(
            6, 6, datetime.fromisoformat("2026-01-02 03:04"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
        sheet.write_number(6, 7, 56)
        sheet.write_datetime(6, 8, time(8, 30), book.add_format({"num_format": "hh:mm"}))

    ana, bo = contacts(make(fill))

    assert (ana.line, ana.name.full, ana.phones[0].value) == (5, "Ana Diaz", "5046218927")
    assert ana.dates == (IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12, 1980)),)
    assert (ana.may_be_mailed, ana.name.organisation) == (False, "")
    assert ana.unmapped == (("Hat size", "56.5"), ("Share", "0.25"))
    assert (bo.line, bo.may_be_mailed, bo.name.organisation) == (7, None, "2026-01-02 03:04")
    assert bo.unmapped == (("Hat size", "56"), ("Share", "08:30"))


@pytest.mark.parametrize(
    ("cell", "country", "home", "code"),
    [
        (2134, "", "US", "02134"), (1067, "Germany", "US", "01067"), (8001, "Switzerland", "US", "8001"),
        (1067, "", "DE", "01067"), (2134, "Atlantis", "US", "2134"), ("2134", "", "US", "2134"), (2134, "", "", "2134"),
        (90210, "", "US", "90210"), (2134.5, "", "US", "2134.5"),
    ],
)  # fmt: skip
def test_a_postal_code_kept_as_a_number_is_whole_again(
    cell: object, country: str, home: str, code: str, make: Make
) -> None:
    header = ("First name", "Last name", "Street", "City", "Zip", "Country", "Phone")
    path = make(rows_of(header, ("Ana", "Diaz", 12, "Town", cell, country, 6145550173.0)))

    (read,) = files.read(path, country=home)
    (shown,) = files.preview(path, country=home).people

    assert read.contact == shown
    assert (shown.addresses[0].address.postcode, shown.phones[0].value) == (code, "6145550173")
    assert {type(shown.addresses[0].address.street), type(shown.phones[0].value)} == {str}


def test_the_first_sheet_with_people_is_taken_and_another_can_be_chosen(make: Make) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Empty")
        book.add_worksheet("Sums").write_row(0, 0, (1, 2, 3))
        hidden = book.add_worksheet("Hidden")
        hidden.write_row(0, 0, ("First name", "Last name"))
        hidden.hide()
        for name, person in (("Friends", "Ana"), ("Firms", "Bo")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("First name", "Last name"))
            sheet.write_row(1, 0, (person, "Diaz"))
            sheet.activate()

    path = make(fill)
    first = files.preview(path)
    other = files.preview(path, sheet="Firms")

    assert first.sheets == ("Sums", "Friends", "Firms", "Hidden")
    assert first.mapping
    assert first.mapping.sheet == "Friends"
    assert (first.kind, first.encoding, first.encodings) == (files.Kind.XLSX, "", ())
    assert [person.name.given for person in other.people] == ["Bo"]
    assert [row.contact.name.given for row in files.read(path, other.mapping) if row.contact] == ["Bo"]


def test_cells_merged_downwards_count_for_each_row(make: Make) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("People")
        sheet.merge_range(0, 0, 0, 2, "Everybody")
        sheet.write_row(1, 0, ("First name", "Last name", "Company"))
        for number, name in enumerate(("Ana", "Bo", "Cy"), 2):
            sheet.write_row(number, 0, (name, "Diaz"))
        sheet.merge_range(2, 2, 3, 2, "Acme")

    assert [person.name.organisation for person in contacts(make(fill))] == ["Acme", "Acme", ""]


def test_a_row_without_a_person_keeps_its_number(make: Make) -> None:
    path = make(rows_of(("First name", "Last name", "Street"), ("Ana", "Diaz"), (), ("", "", "1 Way"), ("Bo", "Lee")))

    read = list(files.read(path))

    assert [(row.line, row.contact is None) for row in read] == [(2, False), (4, True), (5, False)]
    assert "no name" in read[1].reason


def test_an_old_workbook_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "people.xls"
    path.write_bytes(OLD)

    preview = files.preview(path)
    ana, bo = contacts(path)

    assert preview.kind is files.Kind.XLS
    assert preview.mapping
    assert preview.mapping.header_line == 3
    assert (ana.name.family, ana.phones[0].value, ana.may_be_mailed) == ("Díaz", "5046218927", False)
    assert (bo.line, bo.name.family, bo.name.organisation) == (5, "Łukasz", "Acme")
    assert [person.dates[0].on.iso for person in (ana, bo)] == ["1980-03-12", "1981-12-25"]


def test_a_choice_of_columns_holds_for_a_workbook_too(make: Make) -> None:
    path = make(rows_of(("First name", "Last name", "Known as"), ("Ana", "Diaz", "Annie")))
    mapping = files.preview(path).mapping
    assert mapping
    nickname = Target(Field.NICKNAME)

    changed = files.preview(path, mapping=mapping.with_target(2, nickname))

    assert changed.people[0].name.nickname == "Annie"


def test_reading_a_workbook_can_be_stopped(make: Make) -> None:
    path = make(rows_of(("First name", "Last name"), *(("Ana", f"Diaz {number}") for number in range(300))))
    progress = Progress()
    rows = files.read(path, progress=progress)
    next(rows)
    progress.stop()

    with pytest.raises(Cancelled):
        list(rows)


def refused(path: Path, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        list(files.read(path))


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_limits, "LARGEST_UNPACKED", 1 << 20)
    path = tmp_path / "people.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (2 << 20))
    refused(path, "too large")

    # The same, while the list of contents says that it is small.
    lying = path.read_bytes().replace(struct.pack("<I", 2 << 20), struct.pack("<I", 10))
    path.write_bytes(lying)
    refused(path, "too large")


def test_two_cells_in_far_corners_do_not_fill_the_memory(make: Make) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, ("First name", "Last name"))
        sheet.write(1_048_575, 16_383, "far")

    refused(make(fill), "too large")


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A2" r="XFD1048576"><v>1</v></c>', b"<c r='XFD1048576'><v>1</v></c>",
        b'<c a=">" r="XFD1048576"><v>1</v></c>',
        b'<x:c\nr = "XFD1048576"><v>1</v></x:c>', b'<c t="n" r="XFD1048576"><v>1</v></c>',
    ],
)  # fmt: skip
def test_a_far_cell_is_seen_however_it_is_written(make: Make, cell: bytes) -> None:
    path = make(rows_of(("First name", "Last name"), ("Ana", "Diaz")))
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content.replace(b"</row>", cell + b"</row>", 1))
    refused(path, "too large")


def test_a_column_coloured_to_its_end_is_not_large(make: Make) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, ("First name", "Last name"))
        sheet.write_row(1, 0, ("Ana", "Diaz"))
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bg_color": "red"}))

    assert len(contacts(make(fill))) == 1


def records(*found: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in found)


FAR_AWAY = records((0x0203, b"\xff\xff\xff\xff" + bytes(10)))
"""A cell in the last row and column; a sheet may be said to begin in the middle of another record."""


@pytest.mark.parametrize(
    ("streams", "sentence"),
    [
        (("Workbook", records((0x0809, bytes(16)), (0x002F, bytes(6)))), "password"),
        (("EncryptedPackage", b""), "password"),
        (("WordDocument", b""), "old Word"),
        (("__properties_version1.0", b""), "Outlook or old Office"),
        (("Workbook", records((0x0809, bytes(16)), (0x0203, b"\xff\xff\xff\xff" + bytes(10)))), "too large"),
        (("Workbook", records((0x0809, bytes(16)), (0x00BD, b"\xff\xff\xff\xff" + bytes(10)))), "too large"),
        (("Workbook", records((0x0085, struct.pack("<I", 13)), (1, b"\0" + FAR_AWAY))), "too large"),
        (("Workbook", records((0x0809, bytes(16)), (0x00FC, struct.pack("<II", 9, 1 << 31)))), "damaged"),
        (("Workbook", records((0x0809, bytes(16)), (0x0200, struct.pack("<IIHHH", 0, 1 << 31, 0, 9, 0)))), "damaged"),
        (("Workbook", records((0x0809, bytes(16)))), "is damaged|is empty"),
    ],
)
def test_an_old_file_without_people_says_why(streams: tuple[str, bytes], sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "people.xls"
    path.write_bytes(ole_files.alone(*streams))
    refused(path, sentence)


def test_an_old_file_whose_chain_runs_in_a_circle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.xls"
    whole = ole_files.alone("Workbook", bytes(20_000))
    path.write_bytes(whole.replace(struct.pack("<II", 4, 5), struct.pack("<II", 4, 3)))
    assert path.read_bytes() != whole
    refused(path, "damaged")


@pytest.mark.parametrize("cut", [100, 600, 3000])
def test_a_workbook_that_breaks_off_is_refused(make: Make, cut: int) -> None:
    path = make(rows_of(("First name", "Last name"), ("Ana", "Diaz")))
    path.write_bytes(path.read_bytes()[:cut])
    refused(path, "damaged|Unpack")


def test_a_workbook_without_cells_is_called_empty(make: Make) -> None:
    refused(make(rows_of()), "is empty")


def test_a_stream_of_any_length_comes_out_of_its_file() -> None:
    for length in (0, 1, 4096, 5000, 300_000):
        stream = bytes(number % 251 for number in range(length))
        assert ole_files.streams(ole_files.alone("Book", stream))["Book"][:length] == stream


def test_a_workbook_in_memory_is_never_asked_for_more_than_it_holds() -> None:
    with pytest.raises(ole_files.Damaged):
        ole_files.streams(io.BytesIO(OLD).read(700))
