"""A workbook holds what people wrote, as they wrote it, and computes none of it."""

import io
import json
import os
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from python_calamine import CalamineWorkbook
from some_people import ANA, EVERYTHING, FIRM, people

from refdesk.domain import text
from refdesk.domain.incoming import IncomingContact, IncomingPoint
from refdesk.domain.names import PersonName
from refdesk.errors import Cancelled
from refdesk.exchange import files, xlsx_writer
from refdesk.exchange.xlsx_writer import Sheet
from refdesk.progress import Progress


def through_a_workbook(some: Sequence[IncomingContact], path: Path) -> list[IncomingContact]:
    with path.open("wb") as out:
        xlsx_writer.write_people(some, out)
    return [replace(row.contact, line=0) for row in files.read(path) if row.contact]


def written(*sheets: Sheet) -> bytes:
    out = io.BytesIO()
    xlsx_writer.write(sheets, out)
    return out.getvalue()


def cells(content: bytes, sheet: int = 0) -> list[list[object]]:
    return list(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).iter_rows())


def test_everybody_comes_back_from_a_workbook(tmp_path: Path) -> None:
    some = [ANA, replace(EVERYTHING, satisfaction=5, know=0, household="Ana and Bo Diaz"), FIRM]
    assert through_a_workbook(some, tmp_path / "out.xlsx") == some


@given(people())
@settings(max_examples=15)
def test_any_person_comes_back_from_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, person: IncomingContact
) -> None:
    assume(not any(hidden in repr(person) for hidden in ("\\ufffe", "\\uffff")))  # no XML can hold them
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    assert through_a_workbook([person], path) == [replace(person, photo=None)]


def test_each_kind_of_cell_is_what_it_is() -> None:
    day, moment = date(2026, 3, 12), datetime(2026, 3, 12, 8, 30, tzinfo=UTC)
    content = written(
        Sheet(
            "Gifts", ["What"], [["=1+1"], ["http://x.com"], ["007"], [7], [Decimal("1.50")], [True], [day], [moment]]
        ),
        Sheet("Old", ["When"], [[date(1899, 5, 4)], [None], [""], ["_x0041_"], ["a\nb"]]),
    )

    assert [row[0] for row in cells(content)][1:] == [
        "=1+1", "http://x.com", "007", 7.0, 1.5, True, day, moment.replace(tzinfo=None),
    ]  # fmt: skip
    assert [row[0] for row in cells(content, 1)][1:] == ["1899-05-04", "", "", "_x0041_", "a\nb"]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet
        assert b'state="frozen"' in sheet


def test_a_phone_is_text() -> None:
    out = io.BytesIO()
    xlsx_writer.write_people([replace(FIRM, phones=(IncomingPoint("5046218927"),))], out)
    assert "5046218927" in cells(out.getvalue())[1]


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    content = written(*(Sheet(name, ["A"], [["b"]]) for name in ("a/b" * 20, "A B" * 20, "History", "", "'")))
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    assert [len(name) for name in names] == [31, 31, 9, 1, 3]
    assert names[2:] == ["History 2", "-", "- 2"]


def test_a_text_too_long_for_a_cell_is_counted() -> None:
    out = io.BytesIO()
    assert xlsx_writer.write([Sheet("A", ["B"], [["x" * 32_767], ["x" * 32_768]])], out) == 1


def test_the_same_people_make_the_same_workbook() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        xlsx_writer.write_people([ANA], out)
    assert first.getvalue() == second.getvalue()


def test_writing_can_be_stopped_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        xlsx_writer.write_people([ANA] * 100, io.BytesIO(), progress=progress)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif("REFDESK_SAMPLES" not in os.environ, reason="REFDESK_SAMPLES names no folder of samples")
def test_naughty_strings_come_back_from_a_workbook(tmp_path: Path) -> None:
    strings = json.loads((Path(os.environ["REFDESK_SAMPLES"]) / "nasty-blns" / "blns.json").read_text(encoding="utf-8"))
    some = [
        IncomingContact(
            line=0, name=PersonName("", "Ana", one, one), tags=(one, "x"), notes=text.clean(string, lines=True)
        )
        for one, string in ((text.clean(string), string) for string in strings if string != "\ufffe")
        if one
    ]
    assert len(some) > 450
    assert through_a_workbook(some, tmp_path / "out.xlsx") == some
