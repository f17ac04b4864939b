"""Thousands of damaged files: a plain sentence or people, every row accounted for, in a moment and in little memory.

REFDESK_FUZZ says how many (20,000 before a release); a failure names its seed, and REFDESK_FUZZ_FROM begins there.
"""

import io
import os
import random
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from old_workbook import OLD
from some_people import ANA, EVERYTHING, FIRM

from refdesk.errors import BadFile
from refdesk.exchange import csv_writer, files, ole_files, vcard_writer, workbook_files, xlsx_writer

COUNT = int(os.environ.get("REFDESK_FUZZ", "700"))
FIRST = int(os.environ.get("REFDESK_FUZZ_FROM", "0"))
MOST_SECONDS = 5
MOST_MEMORY = 300 << 20
PIECES = (
    b'"', b"\\", b"=", b"\r", b"\n ", b";", b",", b"\0", b"\xff", b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b":::", b"<",
    b">", b"</c>", b"]]>", b'r="XFD1048576"', b"<row>", b"<c><v>1</v></c>", b"&#0;", b'"99999999999"',
    b"\xff\xff\xff\x7f",
)  # fmt: skip
Damage = Callable[[random.Random, bytes], bytes]


def damaged(chance: random.Random, original: bytes) -> bytes:
    """Return the bytes with pieces cut out, doubled, overwritten and put in."""
    data = bytearray(original)
    for _time in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 2, 4, 40, 400))
        match chance.randrange(5):
            case 0:
                del data[at : at + length]
            case 1:
                data[at:at] = data[at : at + length]
            case 2:
                data[at : at + length] = chance.randbytes(min(length, 8))
            case 3:
                data[at:at] = chance.choice(PIECES)
            case _:
                data[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(data[: chance.randint(0, len(data))] if chance.random() < 0.1 else data)


def damaged_inside(chance: random.Random, original: bytes) -> bytes:
    """Return the workbook, whole as a file, with one of its parts damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = packed.namelist()
        parts = [
            name for name in names if "sheet" in name or "workbook" in name or "String" in name or "styles" in name
        ]
        hit = chance.choice(parts)
        for name in names:
            made.writestr(name, damaged(chance, packed.read(name)) if name == hit else packed.read(name))
    return out.getvalue()


def damaged_stream(chance: random.Random, original: bytes) -> bytes:
    """Return the old workbook, whole as a file, with its one stream damaged."""
    return ole_files.alone("Workbook", damaged(chance, ole_files.streams(original)["Workbook"]))


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("People")
        sheet.merge_range(0, 0, 0, 3, "Our people")
        sheet.write_row(2, 0, ("First Name", "Last Name", "Phone", "Birthday", "Company"))
        sheet.write_row(3, 0, ("Ana", "Diaz", 5046218927, "1980-03-12"))
        sheet.write_row(4, 0, ("Bo", "Łukasz", "'+1 504", "3/4/1981"))
        sheet.merge_range(3, 4, 4, 4, "Acme")
        sheet.write_number(5, 3, 29292.5, book.add_format({"num_format": "yyyy-mm-dd"}))
        book.add_worksheet("Other").write(0, 0, "Name")
    return out.getvalue()


def originals() -> list[tuple[bytes, Damage]]:
    people = [ANA, EVERYTHING, FIRM]
    csv_out, vcard_out, xlsx_out = io.BytesIO(), io.BytesIO(), io.BytesIO()
    csv_writer.write(people, csv_out)
    vcard_writer.write(people, vcard_out)
    xlsx_writer.write_people(people, xlsx_out)
    found: list[tuple[bytes, Damage]] = [
        (csv_out.getvalue(), damaged),
        (vcard_out.getvalue(), damaged),
        (workbook(), damaged),
        (workbook(), damaged_inside),
        (xlsx_out.getvalue(), damaged_inside),
        (OLD, damaged),
        (OLD, damaged_stream),
    ]
    if folder := os.environ.get("REFDESK_SAMPLES"):
        for name in ("csv-contacts-io", "vcard-ez-vcard", "vcard-android", "csv-spectrum/csvs"):
            samples = sorted(path for path in (Path(folder) / name).iterdir() if path.suffix in {".csv", ".vcf"})
            found += [(path.read_bytes()[:30_000], damaged) for path in samples]
    return found


@pytest.mark.timeout(max(120, COUNT))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path) -> None:
    found = originals()
    path = tmp_path / "people"
    before = memory()
    for seed in range(FIRST, FIRST + COUNT):
        chance = random.Random(seed)
        original, damage = found[chance.randrange(7)] if chance.random() < 0.6 else chance.choice(found)
        path.write_bytes(damage(chance, original))
        began = time.process_time()
        comes_through(path, seed)
        assert time.process_time() - began < MOST_SECONDS, f"seed {seed} takes too long"
        assert memory() - before < MOST_MEMORY, f"seed {seed} takes too much memory"


def comes_through(path: Path, seed: int) -> None:
    """Read a file in every way; only BadFile may come of it, and the preview counts what is read."""
    try:
        preview = files.preview(path)
        rows = list(files.read(path, preview.mapping, preview.encoding))
    except BadFile as refusal:
        plain = bool(refusal.sentence)
    else:
        plain = True
        assert preview.rows == len(rows), f"seed {seed}: a row is not accounted for"
        assert all(row.reason or row.contact for row in rows), f"seed {seed}: a row without a reason"
    assert plain, f"seed {seed}: no sentence"


def memory() -> int:
    """Return the most memory this process has ever held, where the system tells it."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def test_a_reader_that_gives_up_is_answered_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    PanicException.__module__ = "pyo3_runtime"

    def panics(_stream: object) -> None:
        raise PanicException

    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook())
    monkeypatch.setattr("python_calamine.CalamineWorkbook", type("Broken", (), {"from_filelike": panics}))
    with pytest.raises(BadFile, match="damaged"):
        workbook_files.Workbook(path, files.Kind.XLSX)
