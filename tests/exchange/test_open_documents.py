"""Sheets of LibreOffice come in like those of Excel, and what a few bytes of them repeat without end does not."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.errors import BadFile
from refdesk.exchange import files, open_documents

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
PLAIN = '<table:table-cell office:value-type="string"><text:p>Bo</text:p></table:table-cell>'
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(*rows: str, kind: str = SPREADSHEET, manifest: str = "<manifest/>") -> Path:
        path = tmp_path / "people.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("mimetype", kind, zipfile.ZIP_STORED)
            packed.writestr("META-INF/manifest.xml", manifest)
            packed.writestr(
                "content.xml",
                f'<?xml version="1.0"?><office:document-content {_NAMES}><office:body><office:spreadsheet>'
                f'<table:table table:name="People">{"".join(rows)}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>",
            )
        return path

    return made


def words(*cells: str) -> str:
    return row(*(PLAIN.replace("Bo", cell) for cell in cells))


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def number(value: str) -> str:
    return PLAIN.replace('"string"', f'"float" office:value="{value}"').replace("Bo", value)


HEADER = words("First name", "Last name", "Phone", "Zip", "Birthday")
BORN = '<table:table-cell office:value-type="date" office:date-value="1980-03-12"/>'


def test_a_sheet_of_libreoffice_comes_in(make: Make) -> None:
    ana = row(PLAIN, PLAIN, number("6145550173"), number("2134"), BORN)
    blank = row(
        '<table:table-cell table:number-columns-repeated="16384"/>', more=' table:number-rows-repeated="1048574"'
    )
    path = make(HEADER, ana, blank)

    preview = files.preview(path)
    (read,) = files.read(path, country="US")

    assert preview.kind is files.Kind.ODS
    assert preview.sheets == ("People",)
    assert read.contact
    assert read.line == 2
    assert read.contact.phones[0].value == "6145550173"
    assert read.contact.addresses[0].address.postcode == "02134"
    assert read.contact.dates[0].on.iso == "1980-03-12"


def test_rows_and_cells_that_are_said_once_count_as_often_as_they_stand_there(make: Make) -> None:
    twice = PLAIN.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="2" ')
    path = make(HEADER, row(twice, more=' table:number-rows-repeated="3"'))

    assert [(each.line, each.contact.name.full) for each in files.read(path) if each.contact] == [
        (2, "Bo Bo"), (3, "Bo Bo"), (4, "Bo Bo"),
    ]  # fmt: skip


FAR = '<table:table-cell table:number-columns-repeated="30"/>'


@pytest.mark.parametrize(
    "rows",
    [
        row(PLAIN, more=' table:number-rows-repeated="999999999"') + row(FAR, PLAIN),
        row(FAR) + row(more=' table:number-rows-repeated="900000"') + row(FAR, PLAIN),
        row("<table:covered-table-cell table:number-columns-repeated='99999999'/>", PLAIN),
        row(PLAIN.replace("Bo", '<text:s text:c="99999999"/>')),
        row(PLAIN.replace("Bo", "x" * 2_000), more=' table:number-rows-repeated="100000"'),
        row(PLAIN.replace("cell ", 'cell x=">" table:number-columns-repeated="99999999" ', 1)),
    ],
)
def test_what_is_repeated_without_end_is_refused(make: Make, rows: str) -> None:
    with pytest.raises(BadFile, match="too large"):
        files.preview(make(HEADER, rows))


@pytest.mark.parametrize(
    "rows",
    [
        "<!-- <table:table-row -->", "<![CDATA[x]]>",
        row(PLAIN.replace("cell ", 'cell table:number-columns-repeated="&#57;99999999" ', 1)),
        row(PLAIN.replace("cell ", "cell x='<' table:number-columns-repeated=\"99999999\" ", 1)),
    ],
)  # fmt: skip
def test_what_could_hide_how_large_it_is_is_called_damaged(make: Make, rows: str) -> None:
    with pytest.raises(BadFile, match="damaged"):
        files.preview(make(HEADER, rows))


def test_content_that_unpacks_without_end_is_refused(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_documents, "LARGEST_CONTENT", 10_000)
    with pytest.raises(BadFile, match="too large"):
        files.preview(make(HEADER, words("Ana" * 10_000, "Diaz")))


def test_a_letter_of_libreoffice_is_no_table(make: Make) -> None:
    with pytest.raises(BadFile, match="LibreOffice document"):
        files.preview(make(HEADER, kind="application/vnd.oasis.opendocument.text"))


def test_a_locked_document_says_so(make: Make) -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
        ' manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    with pytest.raises(BadFile, match="password"):
        files.preview(make(HEADER, words("Ana", "Diaz"), manifest=manifest))


@pytest.mark.parametrize("cut", [100, 400, 600])
def test_a_document_that_breaks_off_is_refused(make: Make, cut: int) -> None:
    path = make(HEADER, words("Ana", "Diaz"))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(BadFile, match=r"damaged|Unpack"):
        files.preview(path)
