"""A file that is open for reading, of whatever kind: the encodings or sheets to choose from, and the people in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from refdesk.domain.incoming import Read
from refdesk.errors import BadFile
from refdesk.exchange import csv_files, encodings, numerals, tables, vcard_reader, workbook_files
from refdesk.exchange.columns import Mapping
from refdesk.exchange.sniffing import Kind
from refdesk.exchange.vcard_groups import Lists
from refdesk.i18n import _
from refdesk.progress import Progress


class Source(Protocol):
    """What the door asks of a file; `encoding` is "" and `sheets` empty where there is nothing to choose."""

    encoding: str
    encodings: tuple[str, ...]
    sheets: tuple[str, ...]

    def surveyed(self, mapping: Mapping | None, progress: Progress) -> tuple[Mapping | None, int]:
        """Return the mapping to read by (None for cards), and how many rows or cards there are."""
        ...

    def people(self, mapping: Mapping | None) -> Iterator[Read]:
        """Yield every row or card as the person in it, or with the reason why it holds none."""
        ...


def opened(
    path: Path, kind: Kind, encoding: str | None, *, sheet: str = "", day_first: bool = False, country: str = ""
) -> Source:
    """Return the file, open; raises BadFile for one that cannot be read, and for an encoding that is none."""
    if kind is Kind.CSV:
        return _Csv(path, encoding, day_first=day_first)
    if kind is Kind.VCARD:
        return _Cards(path, encoding)
    return _Workbook(path, kind, sheet, day_first=day_first, country=country)


class _Csv:
    def __init__(self, path: Path, encoding: str | None, *, day_first: bool) -> None:
        guess = encodings.guess(path)
        self._path, self._day_first = path, day_first
        self.encoding, self.encodings = _checked(encoding) or guess.chosen, guess.candidates
        self.sheets: tuple[str, ...] = ()

    def surveyed(self, mapping: Mapping | None, progress: Progress) -> tuple[Mapping | None, int]:
        found = mapping or csv_files.mapping_of(self._path, self.encoding)
        records = csv_files.records(self._path, found, self.encoding)
        return tables.surveyed(records, found, progress, day_first=self._day_first)

    def people(self, mapping: Mapping | None) -> Iterator[Read]:
        assert mapping is not None, "a table is read by its columns"
        return tables.people(csv_files.records(self._path, mapping, self.encoding), mapping)


class _Workbook:
    def __init__(self, path: Path, kind: Kind, sheet: str, *, day_first: bool, country: str) -> None:
        self._book = workbook_files.Workbook(path, kind)
        self._sheet, self._day_first, self._country = sheet, day_first, country
        self.encoding = ""
        self.encodings: tuple[str, ...] = ()
        self.sheets = self._book.names

    def surveyed(self, mapping: Mapping | None, progress: Progress) -> tuple[Mapping | None, int]:
        found = mapping if mapping and mapping.sheet in self.sheets else self._book.mapping_of(self._sheet)
        return tables.surveyed(self._book.records(found.sheet), found, progress, day_first=self._day_first)

    def people(self, mapping: Mapping | None) -> Iterator[Read]:
        assert mapping is not None, "a table is read by its columns"
        records = numerals.restored(self._book.records(mapping.sheet), mapping, self._country)
        return tables.people(records, mapping)


class _Cards:
    def __init__(self, path: Path, encoding: str | None) -> None:
        guess = vcard_reader.guess(path)
        self._path = path
        self._lists = Lists()
        self.encoding, self.encodings = _checked(encoding) or guess.chosen, guess.candidates
        self.sheets: tuple[str, ...] = ()

    def surveyed(self, _mapping: Mapping | None, progress: Progress) -> tuple[Mapping | None, int]:
        self._lists = vcard_reader.survey(self._path, self.encoding, progress)
        return None, self._lists.cards

    def people(self, _mapping: Mapping | None) -> Iterator[Read]:
        return vcard_reader.people(self._path, self.encoding, self._lists)


def _checked(encoding: str | None) -> str:
    if not encoding:
        return ""
    known = encodings.known(encoding)
    if known is None:
        raise BadFile(_("RefDesk does not know the encoding {name}.").format(name=encoding))
    return known
