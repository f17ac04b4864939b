"""One row of a CSV file, read by the plan of its columns, becomes a person."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from refdesk.domain import names, text, yearly_dates
from refdesk.domain.addresses import Address
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
from refdesk.exchange import labels, own_cells
from refdesk.exchange.address_lines import taken_apart
from refdesk.exchange.answers import Answers, Rest
from refdesk.exchange.columns import Field, Mapping
from refdesk.exchange.csv_reader import unguarded
from refdesk.exchange.points import SEVERAL, named_somehow, points
from refdesk.exchange.row_plan import BIRTH_PARTS, AddressPlace, RowPlan, plan_of

_SYSTEM_TAGS = frozenset({"* mycontacts", "mycontacts", "my contacts", "* starred"})
_APOSTROPHES = frozenset({Field.PHONE, Field.POSTCODE})
_MANY_LINES = frozenset({
    Field.NOTES, Field.STREET, Field.ADDRESS, Field.NOTE, Field.CUSTOM, Field.WHAT_THEY_DO, Field.GOOD_LEAD_FOR_THEM,
})  # fmt: skip
_EDGES = " '"
QUESTIONS = (Field.MAY_ACCEPT_GIFTS, Field.INFLUENTIAL, Field.SMALL_BUSINESS_OWNER, Field.HEAR_LESS)
MOST = {Field.SATISFACTION: 5, Field.KNOW: 3, Field.LIKE: 3, Field.TRUST: 3, Field.REFERRALS_REMEMBERED: 99}


class RowReader:
    """Reads the rows of one file."""

    def __init__(self, mapping: Mapping) -> None:
        self._plan: RowPlan = plan_of(mapping)

    def person(self, line: int, cells: Sequence[str]) -> IncomingContact | None:
        """Return the person of a row, or None if it names nobody and holds no way to reach anybody."""
        rest: Rest = []
        row = self._cleaned(cells, rest)
        got = {field: row[at] for field, at in self._plan.single if row[at]}
        phones = self._points(row, Field.PHONE)
        emails = self._points(row, Field.EMAIL)
        name = named_somehow(_name(got, rest), emails, phones)
        if name.is_empty:
            return None
        links, referred_by = self._links(row, got, rest)
        rest.extend((column, row[at]) for column, at in self._plan.notes if row[at])
        answers = Answers(got, self._plan.names, rest)
        rarer = self._rarer(got, answers, rest) if self._plan.has_rarer else {}
        may_be_mailed, may_be_called = answers.consent() if self._plan.has_consent else (None, None)
        get = got.get
        return IncomingContact(
            line=line,
            name=name,
            job_title=get(Field.JOB_TITLE, ""),
            department=get(Field.DEPARTMENT, ""),
            profession=get(Field.PROFESSION, ""),
            phones=phones,
            emails=emails,
            sites=self._points(row, Field.SITE),
            addresses=self._addresses(row),
            dates=self._dates(row, got, rest) if self._plan.has_dates else (),
            notes=get(Field.NOTES, ""),
            tags=self._tags(got[Field.TAGS]) if Field.TAGS in got else (),
            referred_by=referred_by,
            links=links,
            may_be_mailed=may_be_mailed,
            may_be_called=may_be_called,
            category=get(Field.CATEGORY, ""),
            rank=get(Field.RANK, ""),
            status=get(Field.STATUS, ""),
            client_since=self._client_since(row, rest) if self._plan.dates else None,
            what_they_do=get(Field.WHAT_THEY_DO, ""),
            good_lead_for_them=get(Field.GOOD_LEAD_FOR_THEM, ""),
            best_time=get(Field.BEST_TIME, ""),
            **rarer,
            unmapped=tuple(rest),
        )

    def _rarer(self, got: dict[Field, str], answers: Answers, rest: Rest) -> dict[str, Any]:
        """Return the fields that few files have, but ours."""
        found: dict[str, Any] = {field.value: answers.yes_or_no(field) for field in QUESTIONS}
        found.update((field.value, self._number(field, got, rest)) for field in MOST)
        found.update((field.value, got.get(field, "")) for field in (Field.HOUSEHOLD, Field.SOURCE_OF_DATA))
        found["photo"] = self._photo(got, rest) if Field.PHOTO in got else None
        return found

    def _number(self, field: Field, got: dict[Field, str], rest: Rest) -> int | None:
        if field not in got:
            return None
        number = own_cells.number(got[field], MOST[field])
        if number is None:
            rest.append((self._plan.names[field], got[field]))
        return number

    def _photo(self, got: dict[Field, str], rest: Rest) -> bytes | None:
        photo = own_cells.photo_of(got[Field.PHOTO])
        if photo is None:
            rest.append((self._plan.names[Field.PHOTO], got[Field.PHOTO]))
        return photo

    def _tags(self, cell: str) -> tuple[str, ...]:
        return own_cells.taken_apart(cell) if self._plan.is_own else tags(cell)

    def _cleaned(self, cells: Sequence[str], rest: Rest) -> list[str]:
        """Return the cells as they are kept, as many as there are columns and an empty one after them."""
        row = []
        for written, field in zip(cells, self._plan.fields, strict=False):
            plain = written.isascii() and written.isprintable() and "  " not in written
            if plain and (not written or (written[0] not in _EDGES and written[-1] != " ")):
                row.append(written)
            else:
                row.append(cell_of(written, field, exact=self._plan.is_own))
        row.extend([""] * (self._plan.width + 1 - len(row)))
        for position in range(self._plan.width, len(cells)):
            if cell := cell_of(cells[position], Field.NOTE):
                rest.append((labels.column_name(position), cell))
        for second in self._plan.seconds:
            self._take_second(row, second.first, second.second, second.joined_by, rest, second.name)
        return row

    def _take_second(self, row: list[str], first: int, second: int, joined_by: str, rest: Rest, name: str) -> None:
        """Use a second column for the same thing where the first is empty: nothing is dropped in silence."""
        if not row[second] or row[second] == row[first]:
            return
        if not row[first]:
            row[first] = row[second]
        elif joined_by:
            row[first] += joined_by + row[second]
        else:
            rest.append((name, row[second]))

    def _points(self, row: list[str], field: Field) -> tuple[IncomingPoint, ...]:
        if self._plan.is_own:
            places = [place for place in self._plan.values.get(field, ()) if row[place.at]]
            return tuple(IncomingPoint(row[place.at], *labels.marked(row[place.label_at])) for place in places)
        found: list[tuple[str, str, bool]] = []
        for place in self._plan.values.get(field, ()):
            if not (cell := row[place.at]):
                continue
            label, main = place.label, place.label == "main"
            if written := row[place.label_at]:
                label, main = labels.marked(written)
                label = labels.known(label)
            if ":::" in cell:
                found.extend((value, label, main) for value in SEVERAL.split(cell) if value)
            else:
                found.append((cell, label, main))
        return points(found) if found else ()

    def _addresses(self, row: list[str]) -> tuple[IncomingAddress, ...]:
        found: list[tuple[Address, str, bool]] = []
        for place in self._plan.addresses:
            address = _address(row, place)
            if address.is_empty and not address.country:
                continue
            written, main = labels.marked(row[place.label_at])
            label = (written if self._plan.is_own else labels.known(written)) if written else place.label
            found.append((address, label, main))
        if self._plan.is_own:
            return tuple(IncomingAddress(*each) for each in found)
        main_at = next((at for at, each in enumerate(found) if each[2]), 0)
        return tuple(IncomingAddress(address, label, at == main_at) for at, (address, label, _main) in enumerate(found))

    def _dates(self, row: list[str], got: dict[Field, str], rest: Rest) -> tuple[IncomingDate, ...]:
        found: list[IncomingDate] = []
        for place in self._plan.dates:
            cell, field = row[place.at], place.column.target.field
            if not cell or field is Field.CLIENT_SINCE or yearly_dates.is_blank(cell):
                continue
            label = row[place.label_at] or place.label
            kind, word = self._dated(label) if field is Field.EVENT else (DateKind(field.value), "")
            if (on := yearly_dates.read(cell, day_first=bool(place.column.day_first))) is None:
                rest.append((label or place.column.name, cell))
            else:
                found.append(IncomingDate(kind, on, word))
        if born := self._birthday_of_parts(got, rest):
            found.append(IncomingDate(DateKind.BIRTHDAY, born))
        return tuple(dict.fromkeys(found))

    def _birthday_of_parts(self, got: dict[Field, str], rest: Rest) -> YearlyDate | None:
        year, month, day = (got.get(part, "") for part in BIRTH_PARTS)
        if month and day:
            written = f"{year}-{month.zfill(2)}-{day.zfill(2)}" if year else f"--{month.zfill(2)}-{day.zfill(2)}"
            if (on := yearly_dates.read(written)) is None:
                rest.append((labels.birthday(), written))
            return on
        rest.extend((self._plan.names[part], got[part]) for part in BIRTH_PARTS if part in got)
        return None

    def _dated(self, label: str) -> tuple[DateKind, str]:
        if self._plan.is_own:
            return own_cells.dated(label)
        kind = labels.date_kind(label)
        return kind, labels.known(label) if kind is DateKind.OTHER else ""

    def _known(self, label: str) -> str:
        return label if self._plan.is_own else labels.known(label)

    def _client_since(self, row: list[str], rest: Rest) -> date | None:
        for place in self._plan.dates:
            cell = row[place.at]
            if place.column.target.field is not Field.CLIENT_SINCE or not cell:
                continue
            on = yearly_dates.read(cell, day_first=bool(place.column.day_first))
            if on is not None and on.year is not None:
                return date(on.year, on.month, on.day)
            rest.append((place.column.name, cell))
        return None

    def _links(
        self, row: list[str], got: dict[Field, str], rest: Rest
    ) -> tuple[tuple[IncomingLink, ...], tuple[str, ...]]:
        split = own_cells.taken_apart if self._plan.is_own else SEVERAL.split
        referrers = list(split(got[Field.REFERRED_BY])) if Field.REFERRED_BY in got else []
        links: list[IncomingLink] = []
        for place in self._plan.values.get(Field.LINK, ()):
            label = row[place.label_at] or place.label
            for value in [row[place.at]] if self._plan.is_own else SEVERAL.split(row[place.at]):
                if value and not self._plan.is_own and labels.is_referrer(label):
                    referrers.append(value)
                elif value:
                    links.append(IncomingLink(self._known(label), value))
        for place in self._plan.values.get(Field.CUSTOM, ()):
            if cell := row[place.at]:
                rest.append((row[place.label_at] or place.column.name, cell))
        return tuple(dict.fromkeys(links)), tuple(dict.fromkeys(name for name in referrers if name))


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


def cell_of(written: str, field: Field, *, exact: bool = False) -> str:
    """Return what a cell says: cleaned, without the apostrophe that programs put before phones and codes."""
    bare = unguarded(written)
    if not exact and bare == written and field in _APOSTROPHES and len(written) > 1:
        bare = written.removeprefix("'")
    return text.clean(bare, lines=field in _MANY_LINES)


def _name(got: dict[Field, str], rest: Rest) -> PersonName:
    get = got.get
    name = PersonName(
        get(Field.PREFIX, ""), get(Field.GIVEN, ""), get(Field.MIDDLE, ""), get(Field.FAMILY, ""),
        get(Field.SUFFIX, ""), get(Field.NICKNAME, ""), get(Field.ORGANISATION, ""),
    )  # fmt: skip
    whole = get(Field.NAME, "")
    if not whole or whole == name.organisation:
        return name
    if name.given or name.middle or name.family:
        labels.keep_shown_name(whole, name, rest)
        return name
    split = names.split(whole)
    return replace(
        split,
        prefix=name.prefix or split.prefix,
        suffix=name.suffix or split.suffix,
        nickname=name.nickname or split.nickname,
        organisation=name.organisation or split.organisation,
    )


def _address(row: list[str], place: AddressPlace) -> Address:
    street = [row[at] for at in place.street if row[at]]
    if number := row[place.number_at]:
        first = street[0] if street else ""
        street[:1] = [f"{first} {number}".strip() if place.number_last else f"{number} {first}".strip()]
    if extended := row[place.extended]:
        street.append(extended)
    if box := row[place.box]:
        street.append(f"PO Box {box}" if box.isdigit() else box)
    city, region, postcode, country = row[place.city], row[place.region], row[place.postcode], row[place.country]
    whole = "\n".join(row[at] for at in place.whole if row[at]) if place.whole else ""
    if whole and not (street or city or postcode):
        return taken_apart(whole, region=region, country=country)
    return Address("\n".join(street) or whole, city, region, postcode, country)
