"""What a file is, by its content and not by its name."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from refdesk.errors import BadFile
from refdesk.exchange import open_documents
from refdesk.i18n import N_, _

LARGEST_FILE = 200 << 20
HEAD = 64 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_VCARD = re.compile(rb"^[\s\x00]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE | re.MULTILINE)
_CALENDAR = re.compile(rb"^\s*BEGIN:VCALENDAR", re.IGNORECASE)
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("This is a PDF. RefDesk brings in people from CSV, Excel and vCard files.")),
    (b"\x89PNG", N_("This is a picture. RefDesk brings in people from CSV, Excel and vCard files.")),
    (b"\xff\xd8\xff", N_("This is a picture. RefDesk brings in people from CSV, Excel and vCard files.")),
    (b"GIF8", N_("This is a picture. RefDesk brings in people from CSV, Excel and vCard files.")),
    (b"!BDN", N_("This is an Outlook data file. In Outlook, export the contacts as CSV and import that file.")),
    (b"{\\rtf", N_("This is a text document with layout. Save the list of people as CSV and import that file.")),
    (b"SQLite format 3", N_("This is a database, not a list of people. Open RefDesk files with File, Open.")),
    (b"\x1f\x8b", N_("This file is packed (gzip). Unpack it first, then import the CSV or vCard file in it.")),
    (b"7z\xbc\xaf", N_("This file is packed (7-Zip). Unpack it first, then import the CSV or vCard file in it.")),
    (b"Rar!", N_("This file is packed (RAR). Unpack it first, then import the CSV or vCard file in it.")),
    (b"<!DOCTYPE", N_("This is a web page. In the program that made it, export the people as CSV or vCard.")),
    (b"<html", N_("This is a web page. In the program that made it, export the people as CSV or vCard.")),
    (b"<?xml", N_("This is an XML file. In the program that made it, export the people as CSV or vCard.")),
    (b"MZ", N_("This is a program, not a list of people.")),
    (b"\x7fELF", N_("This is a program, not a list of people.")),
)


class Kind(StrEnum):
    """The kinds of files that people come in from."""

    CSV = "csv"
    VCARD = "vcard"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


def kind_of(path: Path) -> Kind:
    """Return what the file is; raises BadFile with what to do for all that holds no people."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise unreadable(path, error) from error
    if size == 0 or not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise BadFile(_("{name} is empty. Export the people once more and try again.").format(name=path.name))
    if size > LARGEST_FILE:
        raise BadFile(_("{name} is larger than 200 MB. Split it into smaller files.").format(name=path.name))
    if head.startswith(_OLE):
        return Kind.XLS
    if head.startswith(_ZIP):
        return _of_packed(path)
    _refuse_other_formats(head)
    if _begins_a_card(_narrowed(head)):
        return Kind.VCARD
    if _looks_binary(head):
        raise BadFile(_("{name} is not a text file. Export the people as CSV or vCard.").format(name=path.name))
    return Kind.CSV


def unreadable(path: Path, error: OSError) -> BadFile:
    """Return the plain sentence for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return BadFile(_("{name} is not there any more. Choose the file again.").format(name=path.name))
    if isinstance(error, IsADirectoryError):
        return BadFile(_("{name} is a folder. Choose a file in it.").format(name=path.name))
    if isinstance(error, PermissionError):
        return BadFile(_("You are not allowed to read {name}. Copy it to your own folder.").format(name=path.name))
    return BadFile(
        _("{name} cannot be read from the disk. Copy it somewhere else and try again.").format(name=path.name)
    )


def _refuse_other_formats(head: bytes) -> None:
    for start, sentence in _STARTS:
        if head.lstrip(b"\xef\xbb\xbf \r\n\t")[: len(start)].lower() == start.lower():
            raise BadFile(_(sentence))
    if _CALENDAR.match(head):
        raise BadFile(_("This is a calendar file. RefDesk brings in people from CSV, Excel and vCard files."))


def _of_packed(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            is_sheets = "content.xml" in names and open_documents.is_table(packed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names, is_sheets = [], False
    if is_sheets:
        return Kind.ODS
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise BadFile(_("This is an Office document. Save the list of people as CSV and import that file."))
    if any(name == "content.xml" for name in names):
        raise BadFile(_("This is a LibreOffice document. Save the list of people as CSV and import that file."))
    if any(name == "xl/workbook.bin" for name in names):
        raise BadFile(_("This is a binary Excel workbook. Open it in Excel, save it as .xlsx, and import that file."))
    if any(name == "xl/workbook.xml" for name in names):
        return Kind.XLSX
    raise BadFile(_("This file is packed (zip). Unpack it first, then import the CSV, Excel or vCard file in it."))


def _begins_a_card(head: bytes) -> bool:
    """Say whether a card begins in the text; one that stands in the cell of a table, between quotes, does not count."""
    return any(head.count(b'"', 0, found.start()) % 2 == 0 for found in _VCARD.finditer(head))


def _narrowed(head: bytes) -> bytes:
    """Return UTF-16 text with its zeros taken out, so that plain words can be found in it."""
    if b"\0" in head:
        head = head.replace(b"\0", b"")
    return head.lstrip(b"\xff\xfe\xef\xbb\xbf")


def _looks_binary(head: bytes) -> bool:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return False
    zeros = head.count(0)
    is_wide = max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * (len(head) // 2)
    controls = sum(head.count(code) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return (zeros > len(head) // 100 and not is_wide) or controls > len(head) // 20
