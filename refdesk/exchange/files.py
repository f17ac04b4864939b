"""The door for files from outside: what is it, what would come in, and then everybody in it, one by one."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from refdesk.domain.incoming import IncomingContact, Read
from refdesk.exchange import sniffing, sources
from refdesk.exchange.columns import Mapping
from refdesk.exchange.sniffing import Kind
from refdesk.progress import SILENT, Progress

PEOPLE_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring in.

    `encoding` is the one used and `encodings` those worth offering, the likeliest first ("" and none for a workbook);
    `mapping` is None for vCard. `rows` counts rows or cards; `people` and `refused` are the first of each. `sheets` are
    those of a workbook with something in them; `mapping.sheet` is the one shown.
    """

    path: Path
    kind: Kind
    encoding: str
    encodings: tuple[str, ...]
    mapping: Mapping | None
    rows: int
    people: tuple[IncomingContact, ...]
    refused: tuple[Read, ...]
    sheets: tuple[str, ...] = ()


def sniff(path: Path) -> Kind:
    """Return what the file is by its content; raises BadFile, with what to do, if no people can come out of it."""
    return sniffing.kind_of(path)


def preview(
    path: Path,
    encoding: str | None = None,
    *,
    mapping: Mapping | None = None,
    sheet: str = "",
    day_first: bool = False,
    country: str = "",
    progress: Progress = SILENT,
) -> Preview:
    """Return what would come in, with the encoding and mapping given or else with the likeliest ones.

    `sheet` chooses one of a workbook; `day_first` is how the business's own country writes dates, and `country` where
    addresses are that name none.
    """
    kind, sheet = sniff(path), mapping.sheet if mapping else sheet
    try:
        file = sources.opened(path, kind, encoding, sheet=sheet, day_first=day_first, country=country)
        used, rows = file.surveyed(mapping, progress)
        people, refused = _first(file.people(used))
    except OSError as error:
        raise sniffing.unreadable(path, error) from error
    return Preview(path, kind, file.encoding, file.encodings, used, rows, people, refused, file.sheets)


def read(
    path: Path,
    mapping: Mapping | None = None,
    encoding: str | None = None,
    *,
    day_first: bool = False,
    country: str = "",
    progress: Progress = SILENT,
) -> Iterator[Read]:
    """Yield everybody in the file, and for every row or card without a person the reason why.

    Takes the mapping and encoding of the preview, or else the likeliest. Raises BadFile, and Cancelled when stopped.
    """
    kind = sniff(path)
    try:
        file = sources.opened(path, kind, encoding, day_first=day_first, country=country)
        used, rows = file.surveyed(mapping, progress)
        yield from progress.over(file.people(used), total=rows, note=path.name)
    except OSError as error:
        raise sniffing.unreadable(path, error) from error


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
