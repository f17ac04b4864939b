"""Files that hold no people are refused with what to do."""

import io
import zipfile
from pathlib import Path

import pytest

from refdesk.errors import BadFile, Cancelled
from refdesk.exchange import files, sniffing
from refdesk.progress import Progress


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "This is a picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 99, "This is a picture"),
        (zipped("xl/workbook.bin"), "binary Excel workbook"),
        (zipped("word/document.xml"), "Office document"),
        (zipped("content.xml"), "LibreOffice"),
        (zipped("people.csv"), "Unpack it first"),
        (b"PK\x03\x04broken", "Unpack it first"),
        (b"SQLite format 3\0" + b"\0" * 99, "database"),
        (b"\x1f\x8b\x08" + b"\0" * 99, "gzip"),
        (b"<html><body>", "web page"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"BEGIN:VCALENDAR\r\n", "calendar"),
        (bytes(range(256)) * 40, "not a text file"),
    ],
)
def test_a_wrong_file_is_refused_in_a_plain_sentence(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)

    with pytest.raises(BadFile, match=sentence):
        files.sniff(path)
    with pytest.raises(BadFile, match=sentence):
        files.preview(path)
    with pytest.raises(BadFile, match=sentence):
        list(files.read(path))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="not there any more"):
        files.sniff(tmp_path / "gone.csv")
    with pytest.raises(BadFile, match="is a folder"):
        files.sniff(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniffing, "LARGEST_FILE", 10)
    path = tmp_path / "people.csv"
    path.write_bytes(b"First name,Last name\n")

    with pytest.raises(BadFile, match="larger than 200 MB"):
        files.preview(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"First name,Last name\n", files.Kind.CSV),
        (b"\xef\xbb\xbfBEGIN:VCARD\n", files.Kind.VCARD),
        (b"\r\n\r\nbegin:vcard\r\n", files.Kind.VCARD),
        ("BEGIN:VCARD\n".encode("utf-16"), files.Kind.VCARD),
        ("First name,Last name\n".encode("utf-16"), files.Kind.CSV),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, kind: files.Kind, tmp_path: Path) -> None:
    path = tmp_path / "people.bin"
    path.write_bytes(content)
    assert files.sniff(path) is kind


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("First name,Last name\n" + "Ana,Diaz\n" * 300, encoding="utf-8")
    said: list[tuple[int, int]] = []
    progress = Progress(lambda done, total, _note: said.append((done, total)))

    rows = files.read(path, progress=progress)
    next(rows)
    progress.stop()

    with pytest.raises(Cancelled):
        list(rows)
    assert said[-1] == (0, 300)
