"""People into a vCard file: version 3.0, UTF-8, CRLF, which every address book reads."""

import base64
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingContact, IncomingDate, IncomingPoint
from refdesk.domain.names import PersonName
from refdesk.exchange import file_names, labels, own_properties, vcard_photos
from refdesk.progress import SILENT, Progress

OCTETS_A_LINE = 75
_TO_ESCAPE = re.compile(r"[\\;,\n]")
_TYPES = {
    "home": "HOME", "work": "WORK", "mobile": "CELL", "fax": "FAX", "home fax": "HOME,FAX", "work fax": "WORK,FAX",
    "pager": "PAGER", "car": "CAR", "main": "MAIN", "isdn": "ISDN",
}  # fmt: skip
_SITE_AND_ADDRESS_TYPES = frozenset({"home", "work"})


def write(people: Sequence[IncomingContact], out: BinaryIO, *, whole: bool = True, progress: Progress = SILENT) -> None:
    """Write everybody into one file.

    `whole` also writes what only we know (rank, trust ...), in properties that other programs pass over: without it,
    a card may be handed to anybody.
    """
    out.writelines(card(person, whole=whole) for person in progress.over(people))


def card(person: IncomingContact, *, whole: bool = True) -> bytes:
    """Return one person as a card of its own: Outlook takes only the first of a file."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", *_lines(person, whole=whole), "END:VCARD"]
    return b"".join(_folded(line) for line in lines)


def named_cards(
    people: Sequence[IncomingContact], *, whole: bool = True, progress: Progress = SILENT
) -> Iterator[tuple[str, bytes]]:
    """Yield a file name and a card for each person; no two names are the same on any system."""
    names = file_names.UniqueNames(".vcf")
    for person in progress.over(people):
        yield names.next(_shown_name(person.name, person)), card(person, whole=whole)


def write_packed(
    people: Sequence[IncomingContact], out: BinaryIO, *, whole: bool = True, progress: Progress = SILENT
) -> None:
    """Write one file a person, packed together (zip)."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in named_cards(people, whole=whole, progress=progress):
            # The oldest day that the format knows: the same people make the same file.
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _lines(person: IncomingContact, *, whole: bool) -> Iterator[str]:
    yield f"PRODID:{own_properties.MAKER}"
    name = person.name
    yield f"N:{_joined((name.family, name.given, name.middle, name.prefix, name.suffix))}"
    yield f"FN:{_escaped(_shown_name(name, person))}"
    if name.nickname:
        yield f"NICKNAME:{_escaped(name.nickname)}"
    if name.organisation or person.department:
        yield f"ORG:{_joined((name.organisation, *filter(None, (person.department,))))}"
    if person.is_organisation:
        yield "X-ABShowAs:COMPANY"
    group = _Groups()
    yield from _ways_to_reach(person, group)
    yield from _about(person, group)
    if whole:
        yield from (f"{key}:{_escaped(value)}" for key, value in own_properties.lines(person))
    if person.photo:
        type_ = vcard_photos.kind(person.photo)
        head = f"PHOTO;ENCODING=b;TYPE={type_}" if type_ else "PHOTO;ENCODING=b"
        yield f"{head}:{base64.b64encode(person.photo).decode('ascii')}"


def _ways_to_reach(person: IncomingContact, group: "_Groups") -> Iterator[str]:
    for phone in person.phones:
        yield from group.lines("TEL", phone, _escaped(phone.value), "VOICE")
    for email in person.emails:
        yield from group.lines("EMAIL", email, _escaped(email.value), "INTERNET")
    for site in person.sites:
        yield from group.lines("URL", site, _escaped(site.value), "")
    for address in person.addresses:
        yield from group.lines("ADR", address, _address(address), "")


def _about(person: IncomingContact, group: "_Groups") -> Iterator[str]:
    for key, value in (("TITLE", person.job_title), ("ROLE", person.profession)):
        if value:
            yield f"{key}:{_escaped(value)}"
    for each in person.dates:
        yield from group.date(each)
    for link in person.links:
        yield from group.labelled("X-ABRELATEDNAMES", _escaped(link.name), link.label)
    for name in person.referred_by:
        yield from group.labelled("X-ABRELATEDNAMES", _escaped(name), labels.REFERRED_BY)
    if person.tags:
        yield f"CATEGORIES:{','.join(map(_escaped, person.tags))}"
    if person.whole_notes:
        yield f"NOTE:{_escaped(person.whole_notes)}"


class _Groups:
    """Numbers the groups that tie a label of its own to a line."""

    def __init__(self) -> None:
        self._number = 0

    def lines(self, key: str, point: IncomingPoint | IncomingAddress, value: str, plain_type: str) -> Iterator[str]:
        """Yield the line of a phone, e-mail, site or address, and of its label if no type says it."""
        known = point.label in (_TYPES if key == "TEL" else _SITE_AND_ADDRESS_TYPES)
        types = [plain_type] if plain_type and not (known and "FAX" in _TYPES[point.label]) else []
        types += [_TYPES[point.label]] if known else []
        types += ["PREF"] if point.main else []
        head = f"{key};TYPE={','.join(types)}" if types else key
        yield from self.labelled(head, value, "" if known else point.label)

    def labelled(self, head: str, value: str, label: str) -> Iterator[str]:
        """Yield a line, and below it the label in the way of Apple and Google."""
        if not label:
            yield f"{head}:{value}"
            return
        self._number += 1
        yield f"item{self._number}.{head}:{value}"
        yield f"item{self._number}.X-ABLabel:{_escaped(label)}"

    def date(self, each: IncomingDate) -> Iterator[str]:
        """Yield a yearly date; without the year as Apple writes it, which readers of 3.0 understand."""
        year = each.on.year if each.on.year is not None else 1604
        written = f"{year:04d}-{each.on.month:02d}-{each.on.day:02d}"
        omitted = "" if each.on.year is not None else ";X-APPLE-OMIT-YEAR=1604"
        if each.kind is DateKind.BIRTHDAY:
            yield from self.labelled(f"BDAY{omitted}", written, each.label)
        elif each.kind is DateKind.ANNIVERSARY and each.label:
            yield from self.labelled(f"X-ANNIVERSARY{omitted}", written, each.label)
        else:
            label = labels.APPLE_ANNIVERSARY if each.kind is DateKind.ANNIVERSARY else each.label
            yield from self.labelled(f"X-ABDATE{omitted}", written, label)


def _shown_name(name: PersonName, person: IncomingContact) -> str:
    if not name.is_empty:
        return name.full
    return (person.emails or person.phones or (IncomingPoint("?"),))[0].value


def _address(each: IncomingAddress) -> str:
    address = each.address
    return _joined(("", "", address.street, address.city, address.region, address.postcode, address.country))


def _joined(parts: Sequence[str]) -> str:
    return ";".join(map(_escaped, parts))


def _escaped(value: str) -> str:
    return _TO_ESCAPE.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], value.replace("\r", ""))


def _folded(line: str) -> bytes:
    """Return the line in pieces of at most 75 octets, no letter cut in two."""
    data = line.encode("utf-8")
    if len(data) <= OCTETS_A_LINE:
        return data + b"\r\n"
    pieces = []
    start, room = 0, OCTETS_A_LINE
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, OCTETS_A_LINE - 1
    return b"\r\n ".join(pieces) + b"\r\n"
