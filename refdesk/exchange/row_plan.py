"""Where in a row each thing stands: worked out once for a file, so that a hundred thousand rows cost little."""

from collections import defaultdict
from dataclasses import dataclass

from refdesk.exchange import labels
from refdesk.exchange.answers import BETWEEN, CONSENTS, REFUSALS
from refdesk.exchange.columns import ADDRESS_PARTS, Column, Field, Mapping

OWN = "RefDesk"
NOWHERE = -1
"""A place that no column has; a row carries one empty cell at its end for it."""

LABELS = {
    Field.PHONE: Field.PHONE_LABEL,
    Field.EMAIL: Field.EMAIL_LABEL,
    Field.SITE: Field.SITE_LABEL,
    Field.EVENT: Field.EVENT_LABEL,
    Field.LINK: Field.LINK_LABEL,
    Field.CUSTOM: Field.CUSTOM_LABEL,
}
DATES = frozenset({Field.BIRTHDAY, Field.ANNIVERSARY, Field.EVENT, Field.CLIENT_SINCE})
BIRTH_PARTS = (Field.BIRTH_YEAR, Field.BIRTH_MONTH, Field.BIRTH_DAY)
JOINED = {Field.NOTES: "\n", Field.TAGS: " ::: ", Field.REFERRED_BY: " ::: ", **dict.fromkeys(REFUSALS, BETWEEN)}
RARER = frozenset({
    Field.MAY_ACCEPT_GIFTS, Field.INFLUENTIAL, Field.SMALL_BUSINESS_OWNER, Field.HEAR_LESS, Field.SATISFACTION,
    Field.KNOW, Field.LIKE, Field.TRUST, Field.REFERRALS_REMEMBERED, Field.HOUSEHOLD, Field.SOURCE_OF_DATA, Field.PHOTO,
})  # fmt: skip
_MANY = frozenset({Field.PHONE, Field.EMAIL, Field.SITE, Field.LINK, Field.CUSTOM}) | DATES
_NOT_SINGLE = _MANY | ADDRESS_PARTS | frozenset(LABELS.values()) | {Field.NOTE, Field.SKIP}


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """Where a phone, e-mail, site, relation, date or other field stands, and its label."""

    at: int
    label_at: int
    label: str
    column: Column


@dataclass(frozen=True, slots=True)
class AddressPlace:
    """Where the parts of one address stand."""

    label: str
    label_at: int
    street: tuple[int, ...]
    number_at: int
    number_last: bool
    extended: int
    box: int
    city: int
    region: int
    postcode: int
    country: int
    whole: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Second:
    """A second column for the same thing: it fills a gap, is joined on, or is kept as a note."""

    first: int
    second: int
    name: str
    joined_by: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """Everything about the columns of a file that does not change from row to row.

    `is_own` says that RefDesk wrote it: then nothing is guessed, and everything comes back as it was.
    """

    width: int
    fields: tuple[Field, ...]
    single: tuple[tuple[Field, int], ...]
    values: dict[Field, tuple[ValuePlace, ...]]
    dates: tuple[ValuePlace, ...]
    addresses: tuple[AddressPlace, ...]
    notes: tuple[tuple[str, int], ...]
    seconds: tuple[Second, ...]
    names: dict[Field, str]
    is_own: bool
    has_dates: bool
    has_consent: bool
    has_rarer: bool


def plan_of(mapping: Mapping) -> RowPlan:
    """Return the plan of a mapping."""
    columns = mapping.columns
    fields = {column.target.field for column in columns}
    single, seconds = _singles(columns)
    addresses, more_seconds = _addresses(columns)
    places = [_place(column, columns) for column in columns if column.target.field in _MANY]
    by_field: dict[Field, list[ValuePlace]] = defaultdict(list)
    for place in places:
        by_field[place.column.target.field].append(place)
    return RowPlan(
        width=len(columns),
        fields=tuple(column.target.field for column in columns),
        single=tuple(single.items()),
        values={field: tuple(found) for field, found in by_field.items()},
        dates=tuple(place for place in places if place.column.target.field in DATES),
        addresses=addresses,
        notes=tuple((column.name, column.position) for column in columns if column.target.field is Field.NOTE),
        seconds=tuple(seconds + more_seconds),
        names={column.target.field: column.name for column in reversed(columns)},
        is_own=mapping.source == OWN,
        has_dates=not fields.isdisjoint(DATES.union(BIRTH_PARTS)),
        has_consent=not fields.isdisjoint(CONSENTS),
        has_rarer=not fields.isdisjoint(RARER),
    )


def _singles(columns: tuple[Column, ...]) -> tuple[dict[Field, int], list[Second]]:
    single: dict[Field, int] = {}
    seconds: list[Second] = []
    for column in columns:
        field = column.target.field
        if field in _NOT_SINGLE:
            continue
        if field in single:
            seconds.append(Second(single[field], column.position, column.name, JOINED.get(field, "")))
        else:
            single[field] = column.position
    return single, seconds


def _place(column: Column, columns: tuple[Column, ...]) -> ValuePlace:
    target = column.target
    label_at = _position(columns, LABELS.get(target.field), target.number)
    return ValuePlace(column.position, label_at, labels.known(target.label), column)


def _position(columns: tuple[Column, ...], field: Field | None, number: int) -> int:
    for column in columns:
        if column.target.field is field and column.target.number == number:
            return column.position
    return NOWHERE


def _addresses(columns: tuple[Column, ...]) -> tuple[tuple[AddressPlace, ...], list[Second]]:
    groups: dict[tuple[str, int], list[Column]] = defaultdict(list)
    for column in columns:
        if column.target.field in ADDRESS_PARTS:
            groups[column.target.label, column.target.number].append(column)
    _join_halves(groups)
    seconds = [second for parts in groups.values() for second in _seconds(parts)]
    return tuple(_address_place(label, parts) for (label, _number), parts in groups.items()), seconds


def _join_halves(groups: dict[tuple[str, int], list[Column]]) -> None:
    """Join "Home Address" with a plain "City" and "State" beside it: the two are halves of one address."""
    plain = groups.get(("", 1))
    if not plain or len(groups) != 2 or _has_street(plain):
        return
    (other,) = (parts for place, parts in groups.items() if place != ("", 1))
    if _has_street(other) and not any(column.target.field is Field.CITY for column in other):
        other.extend(groups.pop(("", 1)))


def _has_street(parts: list[Column]) -> bool:
    return any(column.target.field in {Field.STREET, Field.ADDRESS, Field.ADDRESS_LINE} for column in parts)


def _seconds(parts: list[Column]) -> list[Second]:
    first: dict[tuple[Field, int], int] = {}
    seconds = []
    for column in parts:
        at = (column.target.field, column.target.line)
        if at in first:
            seconds.append(Second(first[at], column.position, column.name, ""))
        else:
            first[at] = column.position
    return seconds


def _address_place(label: str, parts: list[Column]) -> AddressPlace:
    def at(field: Field) -> int:
        return next((column.position for column in parts if column.target.field is field), NOWHERE)

    def lines(field: Field) -> tuple[int, ...]:
        found = {column.target.line: column.position for column in reversed(parts) if column.target.field is field}
        return tuple(position for _line, position in sorted(found.items()))

    number = next((column for column in parts if column.target.field is Field.HOUSE_NUMBER), None)
    return AddressPlace(
        label=labels.known(label),
        label_at=at(Field.ADDRESS_LABEL),
        street=lines(Field.STREET),
        number_at=number.position if number else NOWHERE,
        number_last=number is not None and number.name.casefold().startswith("haus"),
        extended=at(Field.EXTENDED),
        box=at(Field.PO_BOX),
        city=at(Field.CITY),
        region=at(Field.REGION),
        postcode=at(Field.POSTCODE),
        country=at(Field.COUNTRY),
        whole=lines(Field.ADDRESS) + lines(Field.ADDRESS_LINE),
    )
