"""Days and moments into a calendar file (RFC 5545) that any calendar takes; written again, the same thing is the same.

Every entry is an event: several calendars pass over tasks. Moments that repeat carry their time zone, so that nine
o'clock stays nine o'clock; a moment that comes once is in UTC.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo

from refdesk.domain.reminders import Every, Repeat

WIDEST = 75
"""Octets of a line, without its end."""
YEARS_OF_ZONE = 20
_ALL_DAY_ALARM = timedelta(hours=9)
_LASTS = timedelta(minutes=15)
_FREQUENCY = {Every.DAY: "DAILY", Every.WEEK: "WEEKLY", Every.MONTH: "MONTHLY", Every.YEAR: "YEARLY"}
_SHORTEST_MONTH = 28
_FEBRUARY = 2
_PRODUCT = "-//RefDesk//RefDesk//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one thing of the calendar: all of a day, or at a time on the wall clock.

    `began_on` is the day with which a repetition began: a 31st goes on as the last day of shorter months.
    """

    uid: str
    summary: str
    on: date
    at: time | None = None
    repeat: Repeat | None = None
    began_on: date | None = None


def write(entries: Sequence[Entry], out: BinaryIO, *, zone: str, now: datetime, name: str) -> None:
    """Write the entries as one calendar of the time zone of the business."""
    out.writelines(_folded(line) for line in _calendar(entries, ZoneInfo(zone), now, name))


def _calendar(entries: Sequence[Entry], zone: ZoneInfo, now: datetime, name: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{_PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{_escaped(name)}"
    zoned = [entry for entry in entries if entry.at is not None and entry.repeat is not None]
    if zoned:
        yield from _time_zone(zone, min(entry.on for entry in zoned))
    for entry in entries:
        yield from _event(entry, zone, now)
    yield "END:VCALENDAR"


def _event(entry: Entry, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(entry.uid)}"
    yield f"DTSTAMP:{_utc(now)}"
    yield from _when(entry, zone)
    if entry.repeat is not None:
        yield f"RRULE:{rule(entry.repeat, entry.began_on or entry.on)}"
    yield f"SUMMARY:{_escaped(entry.summary)}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because of a reminder
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(entry.summary)}"
    yield f"TRIGGER:{_length(timedelta(0) if entry.at is not None else _ALL_DAY_ALARM)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _when(entry: Entry, zone: ZoneInfo) -> Iterator[str]:
    if entry.at is None:
        yield f"DTSTART;VALUE=DATE:{_day(entry.on)}"
        yield f"DTEND;VALUE=DATE:{_day(entry.on + timedelta(days=1))}"
        return
    begins = datetime.combine(entry.on, entry.at, zone)
    # A zone of a calendar is known by its name; UTC is written as itself.
    once = entry.repeat is None or zone.key == "UTC"
    yield f"DTSTART:{_utc(begins)}" if once else f"DTSTART;TZID={zone.key}:{begins:%Y%m%dT%H%M%S}"
    yield f"DURATION:{_length(_LASTS)}"


def rule(repeat: Repeat, began_on: date) -> str:
    """Return the recurrence rule of a repetition; days that a month lacks are its last, as the reminder has it."""
    parts = [f"FREQ={_FREQUENCY[repeat.every]}"]
    if repeat.count > 1:
        parts.append(f"INTERVAL={repeat.count}")
    if repeat.every is Every.YEAR and (began_on.month, began_on.day) == (_FEBRUARY, _SHORTEST_MONTH + 1):
        parts.append(f"BYMONTH={_FEBRUARY}")
        parts += _last_of(began_on.day)
    elif repeat.every is Every.MONTH and began_on.day > _SHORTEST_MONTH:
        parts += _last_of(began_on.day)
    return ";".join(parts)


def _last_of(day: int) -> list[str]:
    days = ",".join(map(str, range(_SHORTEST_MONTH, day + 1)))
    return [f"BYMONTHDAY={days}", "BYSETPOS=-1"]


def _time_zone(zone: ZoneInfo, first: date) -> Iterator[str]:
    """Describe a zone by its changes: one part for each kind of change, with the days on which it comes."""
    if zone.key == "UTC":
        return
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    begins = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    parts: dict[tuple[bool, str, str, str], list[datetime]] = {_part(begins, begins, zone): [begins]}
    for before, after in _changes(zone, begins, first.year + YEARS_OF_ZONE):
        parts.setdefault(_part(before, after, zone), []).append(after)
    for (summer, was, becomes, name), moments in parts.items():
        kind = "DAYLIGHT" if summer else "STANDARD"
        # The start of a change is told on the clock that is about to change.
        starts = [(moment + _offset(moment - timedelta(seconds=1), zone)) for moment in moments]
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{starts[0]:%Y%m%dT%H%M%S}"
        yield f"TZOFFSETFROM:{was}"
        yield f"TZOFFSETTO:{becomes}"
        yield f"TZNAME:{_escaped(name)}"
        if starts[1:]:
            yield "RDATE:" + ",".join(f"{start:%Y%m%dT%H%M%S}" for start in starts[1:])
        yield f"END:{kind}"
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, begins: datetime, last_year: int) -> Iterator[tuple[datetime, datetime]]:
    """Yield the moment before each change of the clocks and the moment of the change."""
    day = begins
    while day.year <= last_year:
        following = day + timedelta(days=1)
        if _offset(day, zone) != _offset(following, zone):
            low, high = day, following
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
            yield low, high
        day = following


def _part(before: datetime, after: datetime, zone: ZoneInfo) -> tuple[bool, str, str, str]:
    local = after.astimezone(zone)
    was, becomes = _signed(_offset(before, zone)), _signed(_offset(after, zone))
    return bool(local.dst()), was, becomes, local.tzname() or zone.key


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _length(span: timedelta) -> str:
    return f"PT{int(span.total_seconds()) // 60}M"


def _escaped(words: str) -> str:
    """Return text as a calendar holds it: marks of its own escaped, line ends written, nothing that has no sign."""
    kept = "".join(letter for letter in words if letter in "\n\t" or letter.isprintable() or letter in "\u200c\u200d")
    for mark in ("\\", ";", ","):
        kept = kept.replace(mark, "\\" + mark)
    return kept.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return the line in pieces of at most 75 octets, none of them cut through a letter."""
    pieces, piece, room = [], b"", WIDEST
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", WIDEST - 1  # the space that begins a piece counts
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
