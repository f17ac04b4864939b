"""Whatever a file holds: a plain sentence or people, every row accounted for, and never anything else."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.errors import BadFile
from refdesk.exchange import files

CSV = (
    b"First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value,"
    b"Address 1 - Street,Birthday,Labels\r\n"
    b'Ana,"Diaz, MD",* Home,ana@x.com ::: b@x.com,504-621-8927,"12 Main St\nApt 4",'
    b"1980-03-12,Choir ::: * myContacts\r\n"
    b"Bo,Lee,Work,bo@x.com,'+1 504 845 1427,,3/4/1981,\r\n"
)  # fmt: skip
VCARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS:\x88\xc0\x93\xa1;\x83\x8d;;;\r\nTEL;WORK;PREF:1\r\n"
    b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo\r\nPHOTO;ENCODING=BASE64:\r\n  AAAA\r\n\r\nEND:VCARD\r\n"
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\n"
    b"item1.ADR;TYPE=home:;;12 Main St;Austin;TX;78701;\r\nitem1.X-ABLabel:x\r\n"
    b"BDAY:--0312\r\nTEL;VALUE=uri:tel:+1-504-621-8927;ext=7\r\nEND:VCARD\r\n"
)


def comes_through(path: Path) -> None:
    """Read a file in every way; only BadFile may come of it, and the preview counts what is read."""
    try:
        preview = files.preview(path)
        rows = list(files.read(path, preview.mapping, preview.encoding))
    except BadFile as refusal:
        sentence = refusal.sentence
        preview = None
    if preview is None:
        assert sentence
        return
    assert preview.rows == len(rows)
    assert all(row.reason if row.contact is None else not row.contact.name.is_empty for row in rows)
    assert [row.contact for row in rows if row.contact][: len(preview.people)] == list(preview.people)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "people"


@given(st.binary(max_size=400))
@settings(max_examples=80)
def test_random_bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    comes_through(path)


@given(st.text(alphabet="'\",;\t|\r\n=: aA1@-.", max_size=200))
@settings(max_examples=80)
def test_random_tables(path: Path, written: str) -> None:
    path.write_text(written, encoding="utf-8", newline="")
    comes_through(path)


@st.composite
def mutations(draw: st.DrawFn, original: bytes) -> bytes:
    """Draw the original with pieces cut out, doubled and overwritten."""
    data = bytearray(original)
    for _time in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(0, 40))
        piece = bytes(data[at : at + length])
        what = draw(st.sampled_from(["cut", "double", "overwrite", "insert"]))
        if what == "cut":
            del data[at : at + length]
        elif what == "double":
            data[at:at] = piece
        elif what == "overwrite":
            data[at : at + length] = draw(st.binary(max_size=8))
        else:
            data[at:at] = draw(
                st.sampled_from([b'"', b"\\", b"=", b"\r", b"\n ", b";", b",", b"\0", b"\xff", b"BEGIN:VCARD\r\n"])
            )
    return bytes(data)  # fmt: skip


@given(mutations(CSV))
@settings(max_examples=120)
def test_a_damaged_table(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    comes_through(path)


@given(mutations(VCARD))
@settings(max_examples=120)
def test_damaged_cards(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    comes_through(path)


@pytest.mark.skipif("REFDESK_SAMPLES" not in os.environ, reason="REFDESK_SAMPLES names no folder of samples")
@pytest.mark.parametrize(
    "folder", ["csv-contacts-io", "vcard-ez-vcard", "vcard-android", "csv-spectrum/csvs", "nasty-blns"]
)
def test_damaged_samples(folder: str, path: Path) -> None:
    chance = random.Random(folder)
    for sample in sorted((Path(os.environ["REFDESK_SAMPLES"]) / folder).iterdir()):
        original = sample.read_bytes()[:20_000] if sample.is_file() else b""
        path.write_bytes(original)
        comes_through(path)
        for _time in range(3):
            data = bytearray(original)
            for _damage in range(chance.randint(1, 8)):
                at = chance.randrange(len(data) or 1)
                data[at : at + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 10))
            path.write_bytes(data[: chance.randint(len(data) // 2, len(data))])
            comes_through(path)


@pytest.mark.parametrize(
    "data",
    [
        b"First name,Last name\n" + b'"' * 40_000,
        b"First name,Last name\n" + b'a,"b\n' * 5_000,
        b"First name,Last name\n" + b"," * 100_000,
        b"a;" * 40_000 + b"\n" + b"b;" * 40_000,
        b"BEGIN:VCARD\n" * 10_000,
        b"BEGIN:VCARD\nFN:A\n" + b" x\n" * 40_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nFN:A\n" + b"TEL:1\n" * 10_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:" + b"=\n" * 40_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nN:" + b"\\" * 60_001 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:A\nADR:" + b";" * 60_000 + b"\nCATEGORIES:" + b",a" * 40_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:" + b"a, b " * 40_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nTEL;" + b'"' * 40_000 + b":1\nEND:VCARD\n",
    ],
    ids=lambda data: repr(data[:30]),
)
@pytest.mark.timeout(20)
def test_files_made_to_take_for_ever(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    comes_through(path)
