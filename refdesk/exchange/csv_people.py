"""One row of a CSV file, read by its mapping, becomes a person."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from refdesk.domain import names, text, yearly_dates
from refdesk.domain.addresses import Address, country_code
from refdesk.domain.incoming import (
    DateKind,
    IncomingAddress,
    IncomingContact,
    IncomingDate,
    IncomingLink,
    IncomingPoint,
)
from refdesk.domain.names import PersonName
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.exchange import labels
from refdesk.exchange.columns import ADDRESS_PARTS, Column, Field, Mapping
from refdesk.exchange.csv_reader import GUARDED

SEVERAL = re.compile(r"\s*:::\s*")
_SYSTEM_TAGS = frozenset({"* mycontacts", "mycontacts", "my contacts", "* starred"})
_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "si", "oui", "unsubscribed"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "unsubscribed", "not subscribed"})
_US_CITY_LINE = re.compile(r"^(.{2,60}?),?\s+([A-Z]{2})\.?,?\s+(\d{5}(?:-\d{4})?)$")
_POSTCODE_CITY_LINE = re.compile(r"^((?:[A-Z]{1,2}-)?\d{4,5})\s+(\D{2,60})$")
_APOSTROPHES = frozenset({Field.PHONE, Field.POSTCODE})
_MANY_LINES = frozenset({Field.NOTES, Field.STREET, Field.ADDRESS, Field.NOTE, Field.CUSTOM, Field.WHAT_THEY_DO})
_SINGLE = (
    Field.PREFIX, Field.GIVEN, Field.MIDDLE, Field.FAMILY, Field.SUFFIX, Field.NICKNAME, Field.ORGANISATION,
    Field.JOB_TITLE, Field.DEPARTMENT, Field.PROFESSION, Field.CATEGORY, Field.RANK, Field.STATUS, Field.WHAT_THEY_DO,
    Field.GOOD_LEAD_FOR_THEM, Field.BEST_TIME,
)  # fmt: skip


@dataclass(slots=True)
class _Row:
    """The cells of one row, sorted by what they are; filled once and then read."""

    single: dict[Field, str]
    points: dict[Field, list[tuple[int, str, str]]]
    labels: dict[tuple[Field, int], str]
    addresses: dict[tuple[str, int], dict[tuple[Field, int], str]]
    dates: list[tuple[Column, str]]
    rest: list[tuple[str, str]]


def person(line: int, cells: Sequence[str], mapping: Mapping) -> IncomingContact | None:
    """Return the person of a row, or None if the row names nobody and holds no way to reach anybody."""
    row = _sorted_cells(cells, mapping)
    name = _name(row)
    phones = _points(row, Field.PHONE, Field.PHONE_LABEL)
    emails = _points(row, Field.EMAIL, Field.EMAIL_LABEL)
    if name.is_empty and not phones and not emails:
        return None
    dates = _dates(row)
    links, referred_by = _links(row)
    single = row.single.get
    return IncomingContact(
        line=line,
        name=name,
        job_title=single(Field.JOB_TITLE, ""),
        department=single(Field.DEPARTMENT, ""),
        profession=single(Field.PROFESSION, ""),
        phones=phones,
        emails=emails,
        sites=_points(row, Field.SITE, Field.SITE_LABEL),
        addresses=_addresses(row),
        dates=dates,
        notes=single(Field.NOTES, ""),
        tags=tags(single(Field.TAGS, "")),
        referred_by=referred_by,
        links=links,
        may_be_mailed=_may_be_mailed(single(Field.OPT_OUT, ""), single(Field.OPT_IN, "")),
        may_be_called=_yes_or_no(single(Field.MAY_BE_CALLED, "")),
        may_accept_gifts=_yes_or_no(single(Field.MAY_ACCEPT_GIFTS, "")),
        category=single(Field.CATEGORY, ""),
        rank=single(Field.RANK, ""),
        status=single(Field.STATUS, ""),
        client_since=_whole_date(row),
        what_they_do=single(Field.WHAT_THEY_DO, ""),
        good_lead_for_them=single(Field.GOOD_LEAD_FOR_THEM, ""),
        best_time=single(Field.BEST_TIME, ""),
        unmapped=tuple(row.rest),
    )


def tags(written: str) -> tuple[str, ...]:
    """Return the tags of a cell: joined by " ::: ", by semicolons, or as a quoted list inside the cell."""
    if ":::" in written:
        parts: Iterable[str] = SEVERAL.split(written)
    elif ";" in written:
        parts = written.split(";")
    elif '"' in written:
        parts = next(csv.reader([written], skipinitialspace=True), [])
    else:
        parts = written.split(",")
    cleaned = (text.clean(part) for part in parts)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag and tag.casefold() not in _SYSTEM_TAGS))


def cell_of(written: str, field: Field) -> str:
    """Return what a cell says: cleaned, without the apostrophe that programs put before phones and codes."""
    bare = written
    if written[:1] == "'" and len(written) > 1 and (written[1] in GUARDED or field in _APOSTROPHES):
        bare = written[1:]
    return text.clean(bare, lines=field in _MANY_LINES)


def _sorted_cells(cells: Sequence[str], mapping: Mapping) -> _Row:
    row = _Row({}, {}, {}, {}, [], [])
    for column, written in zip(mapping.columns, cells, strict=False):
        if not written or written.isspace():
            continue
        field = column.target.field
        if field is Field.SKIP:
            continue
        if cell := cell_of(written, field):
            _put(row, column, cell)
    for position in range(len(mapping.columns), len(cells)):
        if cell := cell_of(cells[position], Field.NOTE):
            row.rest.append((labels.column_name(position), cell))
    return row


def _put(row: _Row, column: Column, cell: str) -> None:
    target = column.target
    field = target.field
    if field in {Field.PHONE, Field.EMAIL, Field.SITE, Field.LINK, Field.CUSTOM}:
        row.points.setdefault(field, []).append((target.number, target.label, cell))
    elif field in _LABELS_OF:
        row.labels[field, target.number] = cell
    elif field in ADDRESS_PARTS:
        _put_address_part(row, column, cell)
    elif field in {Field.BIRTHDAY, Field.ANNIVERSARY, Field.EVENT, Field.CLIENT_SINCE}:
        row.dates.append((column, cell))
    elif field is Field.NOTE:
        row.rest.append((column.name, cell))
    elif field in row.single:
        _put_second(row, column, cell)
    else:
        row.single[field] = cell


def _put_second(row: _Row, column: Column, cell: str) -> None:
    """Keep a second value of what a person has only one of: nothing is dropped in silence."""
    field = column.target.field
    if field in {Field.NOTES, Field.TAGS, Field.REFERRED_BY}:
        row.single[field] += ("\n" if field is Field.NOTES else " ::: ") + cell
    elif cell != row.single[field]:
        row.rest.append((column.name, cell))


def _put_address_part(row: _Row, column: Column, cell: str) -> None:
    target = column.target
    parts = row.addresses.setdefault((target.label, target.number), {})
    at = (target.field, target.line)
    if at not in parts:
        parts[at] = cell
    elif parts[at] != cell:
        row.rest.append((column.name, cell))


_LABELS_OF = frozenset({Field.PHONE_LABEL, Field.EMAIL_LABEL, Field.SITE_LABEL, Field.EVENT_LABEL, Field.LINK_LABEL,
                        Field.CUSTOM_LABEL})  # fmt: skip


def _name(row: _Row) -> PersonName:
    got = row.single.get
    organisation = got(Field.ORGANISATION, "")
    nickname = got(Field.NICKNAME, "")
    whole = got(Field.NAME, "")
    parts = {part: got(Field(part), "") for part in ("prefix", "given", "middle", "family", "suffix")}
    if any(parts[part] for part in ("given", "middle", "family")) or not whole:
        name = PersonName(**parts, nickname=nickname, organisation=organisation)
        _keep_other_name(row, whole, name)
        return name
    if whole == organisation:
        return PersonName(**parts, nickname=nickname, organisation=organisation)
    split = names.split(whole)
    return replace(
        split,
        prefix=parts["prefix"] or split.prefix,
        suffix=parts["suffix"] or split.suffix,
        nickname=nickname or split.nickname,
        organisation=organisation or split.organisation,
    )


def _keep_other_name(row: _Row, whole: str, name: PersonName) -> None:
    """Keep a display name that says more than the parts do."""
    said = set(text.fold(f"{name.full} {name.nickname} {name.organisation}").split())
    if whole and not set(text.fold(whole).split()) <= said:
        row.rest.append((labels.display_name(), whole))


def _points(row: _Row, field: Field, label_field: Field) -> tuple[IncomingPoint, ...]:
    if field not in row.points:
        return ()
    found: list[tuple[str, str, bool]] = []
    for number, label, cell in row.points[field]:
        named, main = labels.marked(row.labels.get((label_field, number), label))
        values = SEVERAL.split(cell) if ":::" in cell else [cell]
        found.extend((value, labels.known(named), main or label == "main") for value in values if value)
    return points(found)


def points(found: Iterable[tuple[str, str, bool]]) -> tuple[IncomingPoint, ...]:
    """Return points without repetitions; the first that is marked as main is, else the first of all."""
    by_value: dict[str, tuple[str, str, bool]] = {}
    for value, label, main in found:
        if value in by_value:
            _value, old_label, old_main = by_value[value]
            by_value[value] = (value, old_label or label, old_main or main)
        else:
            by_value[value] = (value, label, main)
    unique = list(by_value.values())
    main_at = next((index for index, point in enumerate(unique) if point[2]), 0)
    return tuple(IncomingPoint(value, label, index == main_at) for index, (value, label, _main) in enumerate(unique))


def _addresses(row: _Row) -> tuple[IncomingAddress, ...]:
    found: list[tuple[Address, str, bool]] = []
    for (label, number), parts in row.addresses.items():
        address = _address(parts)
        if address.is_empty and not address.country:
            continue
        named, main = labels.marked(parts.get((Field.ADDRESS_LABEL, 1), "") or row.single.get(Field.ADDRESS_LABEL, ""))
        found.append((address, labels.known(named or label), main and number > 0))
    main_at = next((index for index, (_address_, _label, main) in enumerate(found) if main), 0)
    return tuple(IncomingAddress(address, label, at == main_at) for at, (address, label, _main) in enumerate(found))


def _address(parts: dict[tuple[Field, int], str]) -> Address:
    by_line = sorted((line, cell) for (field, line), cell in parts.items() if field is Field.STREET)
    street = [cell for _line, cell in by_line]
    if extended := parts.get((Field.EXTENDED, 1)):
        street.append(extended)
    if box := parts.get((Field.PO_BOX, 1)):
        street.append(f"PO Box {box}" if box.isdigit() else box)
    city, region, postcode, country = (
        parts.get((field, 1), "") for field in (Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY)
    )
    whole = parts.get((Field.ADDRESS, 1), "")
    if not whole:
        by_line = sorted((line, cell) for (field, line), cell in parts.items() if field is Field.ADDRESS_LINE)
        whole = "\n".join(cell for _line, cell in by_line)
    if whole and not (street or city or postcode):
        return taken_apart(whole, region=region, country=country)
    if whole and not street:
        street = [whole]
    return Address("\n".join(street), city, region, postcode, country)


def taken_apart(whole: str, *, region: str = "", country: str = "") -> Address:
    """Return the fields of an address written in one piece, as far as its last lines are plain to read."""
    lines = [line.strip() for line in whole.split("\n") if line.strip()]
    if len(lines) == 1 and _US_CITY_LINE.match(lines[0].rpartition(",")[0] + " " + lines[0].rpartition(",")[2].strip()):
        lines = [part.strip() for part in lines[0].split(",")]
        lines[-2:] = [", ".join(lines[-2:])]
    if len(lines) > 1 and not country and country_code(lines[-1]):
        country = lines.pop()
    if found := _US_CITY_LINE.match(lines[-1]):
        return Address("\n".join(lines[:-1]), found[1], found[2], found[3], country)
    if len(lines) > 1 and (found := _POSTCODE_CITY_LINE.match(lines[-1])):
        return Address("\n".join(lines[:-1]), found[2], region, found[1], country)
    return Address("\n".join(lines), "", region, "", country)


def _dates(row: _Row) -> tuple[IncomingDate, ...]:
    found: list[IncomingDate] = []
    for column, cell in row.dates:
        field = column.target.field
        if field is Field.CLIENT_SINCE or yearly_dates.is_blank(cell):
            continue
        label = row.labels.get((Field.EVENT_LABEL, column.target.number), column.target.label)
        kind = labels.date_kind(label) if field is Field.EVENT else DateKind(field.value)
        if (on := yearly_dates.read(cell, day_first=bool(column.day_first))) is None:
            row.rest.append((label or column.name, cell))
        else:
            found.append(IncomingDate(kind, on, label if kind is DateKind.OTHER else ""))
    if born := _birthday_of_parts(row):
        found.append(IncomingDate(DateKind.BIRTHDAY, born))
    return tuple(dict.fromkeys(found))


def _birthday_of_parts(row: _Row) -> YearlyDate | None:
    year, month, day = (row.single.get(part, "") for part in (Field.BIRTH_YEAR, Field.BIRTH_MONTH, Field.BIRTH_DAY))
    if not (month and day):
        return None
    written = f"{year}-{month.zfill(2)}-{day.zfill(2)}" if year else f"--{month.zfill(2)}-{day.zfill(2)}"
    on = yearly_dates.read(written)
    if on is None:
        row.rest.append((labels.birthday(), written))
    return on


def _links(row: _Row) -> tuple[tuple[IncomingLink, ...], tuple[str, ...]]:
    referrers = list(SEVERAL.split(row.single.get(Field.REFERRED_BY, "")))
    links: list[IncomingLink] = []
    for number, label, cell in row.points.get(Field.LINK, ()):
        named = row.labels.get((Field.LINK_LABEL, number), label)
        for value in SEVERAL.split(cell):
            if labels.is_referrer(named):
                referrers.append(value)
            elif value:
                links.append(IncomingLink(labels.known(named), value))
    for number, _label, cell in row.points.get(Field.CUSTOM, ()):
        row.rest.append((row.labels.get((Field.CUSTOM_LABEL, number), labels.column_name(number)), cell))
    return tuple(dict.fromkeys(links)), tuple(dict.fromkeys(name for name in referrers if name))


def _may_be_mailed(opt_out: str, opt_in: str) -> bool | None:
    if opt_out.casefold() in _YES or (opt_out[:4].isdigit() and len(opt_out) > 7):
        return False
    if opt_in.casefold() in _NO:
        return False
    return True if opt_in.casefold() in {"yes", "true", "subscribed"} else None


def _yes_or_no(written: str) -> bool | None:
    return True if written.casefold() in _YES else False if written.casefold() in _NO else None


def _whole_date(row: _Row) -> date | None:
    for column, cell in row.dates:
        if column.target.field is not Field.CLIENT_SINCE:
            continue
        on = yearly_dates.read(cell, day_first=bool(column.day_first))
        if on is not None and on.year is not None:
            return date(on.year, on.month, on.day)
        row.rest.append((column.name, cell))
    return None
