"""People into a CSV file: a faithful one for programs, and one that is safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingContact, IncomingDate, IncomingPoint
from refdesk.exchange import own_cells
from refdesk.exchange.csv_reader import GUARDED
from refdesk.exchange.own_cells import count, several, yes_no
from refdesk.progress import SILENT, Progress

_PlainColumn = tuple[str, Callable[[IncomingContact], str]]
_GUARD = "'"
_BOM = "\ufeff"


class Flavour(StrEnum):
    """For whom the file is: programs (every character as it is), or a spreadsheet (nothing is computed)."""

    FAITHFUL = "faithful"
    SPREADSHEET = "spreadsheet"


@dataclass(frozen=True, slots=True)
class _Widths:
    """How many of each repeated block the widest person needs."""

    phones: int
    emails: int
    sites: int
    addresses: int
    dates: int
    links: int
    rest: int


def write(
    people: Sequence[IncomingContact],
    out: BinaryIO,
    *,
    flavour: Flavour = Flavour.FAITHFUL,
    progress: Progress = SILENT,
) -> None:
    """Write everybody as UTF-8 with CRLF; our own import brings all of it back."""
    # A spreadsheet cuts a cell at 32,767 letters, and nobody looks at a photo as letters.
    names, cells = table(people, with_photos=flavour is Flavour.FAITHFUL)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        if flavour is Flavour.SPREADSHEET:
            text.write(_BOM)  # Excel takes the file for a Western code page without it
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names)
        for row in progress.over(cells, total=len(people)):
            writer.writerow([guarded(cell, flavour) for cell in row])
    finally:
        text.detach()


def table(people: Sequence[IncomingContact], *, with_photos: bool = False) -> tuple[list[str], Iterator[list[str]]]:
    """Return the names of the columns, and a row of cells for each person."""
    widths = _widths(people)
    plain = (*_PLAIN, _PHOTO) if with_photos and any(person.photo for person in people) else _PLAIN
    names = [name for name, _cell in plain] + list(_block_names(widths))
    return names, ([cell(person) for _name, cell in plain] + list(_block_cells(person, widths)) for person in people)


def guarded(cell: str, flavour: Flavour) -> str:
    """Return the cell with an apostrophe where a spreadsheet would compute it, or where our import would drop one."""
    if cell[:1] == _GUARD and len(cell) > 1 and cell[1] in GUARDED:
        return _GUARD + cell
    if flavour is Flavour.SPREADSHEET and cell and cell[0] in GUARDED and cell[0] != _GUARD:
        return _GUARD + cell
    return cell


def rows(
    names: Sequence[str], cells: Sequence[Sequence[str]], out: BinaryIO, *, flavour: Flavour = Flavour.FAITHFUL
) -> None:
    """Write any other table (referrals, gifts ...) by the same rules."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        if flavour is Flavour.SPREADSHEET:
            text.write(_BOM)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([guarded(cell, flavour) for cell in row] for row in cells)
    finally:
        text.detach()


def _yearly(person: IncomingContact, kind: DateKind) -> str:
    first = _plain(person, kind)
    return first.on.iso if first else ""


def _plain(person: IncomingContact, kind: DateKind) -> IncomingDate | None:
    return next((each for each in person.dates if each.kind is kind and not each.label), None)


_PLAIN: tuple[_PlainColumn, ...] = (
    ("Prefix", lambda person: person.name.prefix),
    ("First name", lambda person: person.name.given),
    ("Middle name", lambda person: person.name.middle),
    ("Last name", lambda person: person.name.family),
    ("Suffix", lambda person: person.name.suffix),
    ("Nickname", lambda person: person.name.nickname),
    ("Company", lambda person: person.name.organisation),
    ("Job title", lambda person: person.job_title),
    ("Department", lambda person: person.department),
    ("Profession", lambda person: person.profession),
    ("What they do", lambda person: person.what_they_do),
    ("A good lead for them", lambda person: person.good_lead_for_them),
    ("Category", lambda person: person.category),
    ("Rank", lambda person: person.rank),
    ("RefDesk status", lambda person: person.status),
    ("Client since", lambda person: person.client_since.isoformat() if person.client_since else ""),
    ("Best time to call", lambda person: person.best_time),
    ("Birthday", lambda person: _yearly(person, DateKind.BIRTHDAY)),
    ("Anniversary", lambda person: _yearly(person, DateKind.ANNIVERSARY)),
    ("Tags", lambda person: several(person.tags)),
    ("Referred by", lambda person: several(person.referred_by)),
    ("May be called", lambda person: yes_no(person.may_be_called)),
    ("May be mailed", lambda person: yes_no(person.may_be_mailed)),
    ("May accept gifts", lambda person: yes_no(person.may_accept_gifts)),
    ("Influential", lambda person: yes_no(person.influential)),
    ("Small business owner", lambda person: yes_no(person.small_business_owner)),
    ("Wants to hear less", lambda person: yes_no(person.hear_less)),
    ("Satisfaction", lambda person: count(person.satisfaction)),
    ("How well they know us", lambda person: count(person.know)),
    ("How well they like us", lambda person: count(person.like)),
    ("How well they trust us", lambda person: count(person.trust)),
    ("Referrals remembered", lambda person: count(person.referrals_remembered)),
    ("Household", lambda person: person.household),
    ("Source of data", lambda person: person.source_of_data),
    ("Notes", lambda person: person.notes),
)
_PHOTO: _PlainColumn = ("Photo", lambda person: own_cells.photo(person.photo))


def _widths(people: Sequence[IncomingContact]) -> _Widths:
    return _Widths(
        phones=max((len(person.phones) for person in people), default=0),
        emails=max((len(person.emails) for person in people), default=0),
        sites=max((len(person.sites) for person in people), default=0),
        addresses=max((len(person.addresses) for person in people), default=0),
        dates=max((len(_other_dates(person)) for person in people), default=0),
        links=max((len(person.links) for person in people), default=0),
        rest=max((len(person.unmapped) for person in people), default=0),
    )


def _block_names(widths: _Widths) -> Iterator[str]:
    for number in range(1, widths.phones + 1):
        yield from (f"Phone {number} label", f"Phone {number} value")
    for number in range(1, widths.emails + 1):
        yield from (f"E-mail {number} label", f"E-mail {number} value")
    for number in range(1, widths.sites + 1):
        yield from (f"Website {number} label", f"Website {number} value")
    for number in range(1, widths.addresses + 1):
        for part in ("label", "street", "city", "region", "postal code", "country"):
            yield f"Address {number} {part}"
    for number in range(1, widths.dates + 1):
        yield from (f"Date {number} label", f"Date {number} value")
    for number in range(1, widths.links + 1):
        yield from (f"Relation {number} label", f"Relation {number} value")
    for number in range(1, widths.rest + 1):
        yield from (f"Custom field {number} label", f"Custom field {number} value")


def _block_cells(person: IncomingContact, widths: _Widths) -> Iterator[str]:
    for points, width in ((person.phones, widths.phones), (person.emails, widths.emails), (person.sites, widths.sites)):
        yield from _padded((cell for point in points for cell in (_label(point), point.value)), 2 * width)
    yield from _padded((cell for each in person.addresses for cell in _address_cells(each)), 6 * widths.addresses)
    yield from _padded(
        (c for each in _other_dates(person) for c in (own_cells.date_label(each), each.on.iso)), 2 * widths.dates
    )
    yield from _padded((c for link in person.links for c in (link.label, link.name)), 2 * widths.links)
    yield from _padded((cell for pair in person.unmapped for cell in pair), 2 * widths.rest)


def _padded(cells: Iterator[str], width: int) -> Iterator[str]:
    filled = list(cells)
    yield from filled
    yield from [""] * (width - len(filled))


def _label(labelled: IncomingPoint | IncomingAddress) -> str:
    return f"* {labelled.label}".rstrip() if labelled.main else labelled.label


def _address_cells(each: IncomingAddress) -> tuple[str, ...]:
    address = each.address
    return _label(each), address.street, address.city, address.region, address.postcode, address.country


def _other_dates(person: IncomingContact) -> tuple[IncomingDate, ...]:
    """Return the dates that the two plain columns do not hold: others, second birthdays, and those with a label."""
    first = {_plain(person, kind) for kind in (DateKind.BIRTHDAY, DateKind.ANNIVERSARY)}
    return tuple(each for each in person.dates if each not in first)
