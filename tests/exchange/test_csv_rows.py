"""Rows out of CSV files: delimiters, quotes, lines, and what is broken."""

from pathlib import Path

import pytest

from refdesk.errors import BadFile
from refdesk.exchange import csv_reader, files
from refdesk.exchange.csv_reader import best_delimiter, records


@pytest.fixture
def table(tmp_path: Path) -> "Table":
    return Table(tmp_path / "people.csv")


class Table:
    """A CSV file of a test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def holding(self, written: str, encoding: str = "utf-8") -> Path:
        self.path.write_bytes(written.encode(encoding))
        return self.path

    def rows(self, written: str, delimiter: str = ",") -> list[tuple[int, list[str], str]]:
        return list(records(self.holding(written), "utf-8", delimiter))


def test_a_row_knows_the_line_it_begins_in(table: Table) -> None:
    rows = table.rows('Name,Note\r\n\r\nAna,"one\r\ntwo"\r\n\r\nBo,x\r\n')

    assert [(line, cells) for line, cells, _problem in rows] == [
        (1, ["Name", "Note"]),
        (3, ["Ana", "one\r\ntwo"]),
        (6, ["Bo", "x"]),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(table: Table, mark: str) -> None:
    lines = [("First name", "Last name", "E-mail"), ("Ana", "Diaz, MD", "ana@x.com"), ("Bo", "Lee; Jr", "bo@x.com")]
    written = "\n".join(mark.join(f'"{cell}"' if mark in cell else cell for cell in line) for line in lines)

    assert best_delimiter(table.holding(written), "utf-8") == mark


def test_a_first_line_may_name_the_delimiter(table: Table) -> None:
    path = table.holding("sep=;\r\nFirst name;Last name\r\nAna, Maria;Diaz\r\n")

    (row,) = files.read(path)

    assert row.line == 3
    assert row.contact is not None
    assert row.contact.name.full == "Ana, Maria Diaz"


@pytest.mark.parametrize("last", ["Cy,end", 'Cy,"end"'])
def test_a_quote_that_is_never_closed_costs_one_row(table: Table, last: str) -> None:
    rows = table.rows(f'Name,Note\nAna,"oops\nBo,fine\n{last}\n')

    assert [(line, cells) for line, cells, problem in rows if not problem] == [
        (1, ["Name", "Note"]),
        (3, ["Bo", "fine"]),
        (4, ["Cy", "end"]),
    ]
    ((line, _cells, problem),) = [row for row in rows if row[2]]
    assert line == 2
    assert "never closed" in problem


def test_too_many_open_quotes_are_refused_in_a_plain_sentence(table: Table) -> None:
    with pytest.raises(BadFile, match="quotation marks"):
        table.rows('x,"open\n' * 200)


def test_a_field_above_one_megabyte_costs_its_row(table: Table) -> None:
    rows = table.rows(f"Name,Note\nAna,{'x' * 1_100_000}\nBo,fine\n")

    assert [(line, problem) for line, _cells, problem in rows if problem] == [
        (2, "A field in this row is longer than 1 MB.")
    ]
    assert rows[-1][:2] == (3, ["Bo", "fine"])


def test_a_line_beyond_all_measure_is_refused(table: Table) -> None:
    with pytest.raises(BadFile, match="far too long"):
        table.rows("x" * (csv_reader.LONGEST_LINE + 10))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8-sig", "Zoë"), ("utf-16", "Zoë"), ("utf-16-le", "Zoë"), ("cp1252", "Zoë Müller"), ("utf-8", "Łęcki")],
)
def test_letters_are_read_in_many_encodings(table: Table, encoding: str, name: str) -> None:
    path = table.holding(f"First name,Last name\r\nAna,{name}\r\n", encoding)

    (row,) = files.read(path)

    assert row.contact is not None
    assert row.contact.name.family == name


def test_a_person_may_choose_the_encoding(table: Table) -> None:
    path = table.holding("First name,Last name\r\nЮрий,Гагарин\r\n", "cp1251")

    preview = files.preview(path, "windows-1251")

    assert preview.encoding == "cp1251"
    assert preview.people[0].name.full == "Юрий Гагарин"
    with pytest.raises(BadFile, match="does not know the encoding"):
        files.preview(path, "klingon")


def test_one_broken_letter_does_not_turn_a_unicode_file_into_a_western_one(table: Table) -> None:
    path = table.path
    path.write_bytes(b"First name,Last name\r\n" + "Zoë,Müller\r\n".encode() * 20 + b"Ana,M\xfcller\r\n")

    rows = list(files.read(path))

    assert rows[0].contact is not None
    assert rows[0].contact.name.full == "Zoë Müller"
