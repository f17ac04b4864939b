"""The door for files from outside: what is it, what would come in, and then everybody in it, one by one."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from refdesk.domain.incoming import IncomingContact, Read
from refdesk.errors import BadFile
from refdesk.exchange import csv_files, encodings, sniffing, vcard_reader
from refdesk.exchange.columns import Mapping
from refdesk.exchange.sniffing import Kind
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress

PEOPLE_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring in.

    `encoding` is the one used and `encodings` those worth offering, the likeliest first; `mapping` is None for vCard.
    `rows` counts rows or cards; `people` and `refused` are the first of each.
    """

    path: Path
    kind: Kind
    encoding: str
    encodings: tuple[str, ...]
    mapping: Mapping | None
    rows: int
    people: tuple[IncomingContact, ...]
    refused: tuple[Read, ...]


def sniff(path: Path) -> Kind:
    """Return what the file is by its content; raises BadFile, with what to do, if no people can come out of it."""
    return sniffing.kind_of(path)


def preview(
    path: Path, encoding: str | None = None, *, mapping: Mapping | None = None, progress: Progress = SILENT
) -> Preview:
    """Return what would come in, with the encoding and mapping given or else with the likeliest ones."""
    kind = sniff(path)
    try:
        guess = encodings.guess(path) if kind is Kind.CSV else vcard_reader.guess(path)
        chosen = _checked(encoding, guess.chosen)
        if kind is Kind.CSV:
            used, rows = csv_files.surveyed(path, mapping or csv_files.mapping_of(path, chosen), chosen, progress)
            shown = csv_files.people(path, used, chosen)
        else:
            used, rows = None, vcard_reader.count(path, progress)
            shown = vcard_reader.people(path, chosen)
        people, refused = _first(shown)
    except OSError as error:
        raise sniffing.unreadable(path, error) from error
    return Preview(path, kind, chosen, guess.candidates, used, rows, people, refused)


def read(
    path: Path, mapping: Mapping | None = None, encoding: str | None = None, *, progress: Progress = SILENT
) -> Iterator[Read]:
    """Yield everybody in the file, and for every row or card without a person the reason why.

    Takes the mapping and encoding of the preview, or else the likeliest. Raises BadFile, and Cancelled when stopped.
    """
    kind = sniff(path)
    try:
        if kind is Kind.CSV:
            chosen = _checked(encoding, "") or encodings.guess(path).chosen
            used, rows = csv_files.surveyed(path, mapping or csv_files.mapping_of(path, chosen), chosen, progress)
            found = csv_files.people(path, used, chosen)
        else:
            chosen = _checked(encoding, "") or vcard_reader.guess(path).chosen
            rows = vcard_reader.count(path, progress)
            found = vcard_reader.people(path, chosen)
        yield from progress.over(found, total=rows, note=path.name)
    except OSError as error:
        raise sniffing.unreadable(path, error) from error


def _checked(encoding: str | None, otherwise: str) -> str:
    if encoding is None:
        return otherwise
    known = encodings.known(encoding)
    if known is None:
        raise BadFile(_("RefDesk does not know the encoding {name}.").format(name=encoding))
    return known


def _first(found: Iterator[Read]) -> tuple[tuple[IncomingContact, ...], tuple[Read, ...]]:
    people: list[IncomingContact] = []
    refused: list[Read] = []
    for row in itertools.islice(found, 50 * PEOPLE_SHOWN):
        if row.contact is None:
            refused.append(row)
        else:
            people.append(row.contact)
        if len(people) == PEOPLE_SHOWN:
            break
    return tuple(people), tuple(refused[:PEOPLE_SHOWN])
