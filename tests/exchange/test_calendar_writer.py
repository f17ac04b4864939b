"""A calendar file keeps every rule of RFC 5545, read back here by a strict reader of its own."""

import io
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain.reminders import Every, Repeat, Series
from refdesk.domain.working_time import WorkingTime
from refdesk.exchange import calendar_writer
from refdesk.exchange.calendar_writer import Entry

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
ZONE = "America/New_York"
_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^\";:,\x00-\x1f]+)*):(.*)", re.DOTALL)
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "UID", "X-WR-CALNAME", "TZNAME"})


@dataclass
class Part:
    """A component: its properties in order, each with its parameters and its value, and the components in it."""

    name: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def of(self, name: str) -> str:
        """Return the value of a property that stands there once."""
        (found,) = [value for each, _more, value in self.lines if each == name]
        return found

    def line(self, name: str) -> str:
        """Return a property as it stands, with its parameters."""
        (found,) = [f"{each}{more}:{value}" for each, more, value in self.lines if each == name]
        return found


def strictly(content: bytes) -> Part:
    """Read a calendar file; every departure from the standard fails."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no letter is cut
    lines = content.replace(b"\r\n ", b"").decode("utf-8").removesuffix("\r\n").split("\r\n")
    root = Part("")
    open_ones = [root]
    for line in lines:
        found = _LINE.fullmatch(line)
        assert found, line
        name, more, value = found.groups()
        if name == "BEGIN":
            open_ones[-1].parts.append(Part(value))
            open_ones.append(open_ones[-1].parts[-1])
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            open_ones[-1].lines.append((name, more, _unescaped(value) if name in _TEXTS else value))
    assert open_ones == [root]
    (calendar,) = root.parts
    assert (calendar.name, calendar.of("VERSION")) == ("VCALENDAR", "2.0")
    assert calendar.of("PRODID")
    return calendar


def _unescaped(value: str) -> str:
    assert re.fullmatch(r"(?:[^\\;,\x00-\x08\x0a-\x1f]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def written(*entries: Entry, zone: str = ZONE) -> Part:
    out = io.BytesIO()
    calendar_writer.write(entries, out, zone=zone, now=NOW, name="Mine")
    return strictly(out.getvalue())


def event(*entries: Entry, zone: str = ZONE) -> Part:
    return next(part for part in written(*entries, zone=zone).parts if part.name == "VEVENT")


def test_a_day_is_a_whole_day_and_rings_in_the_morning() -> None:
    found = event(Entry("promise-1@x", "Send the list", date(2026, 12, 31)))
    assert found.line("DTSTART") == "DTSTART;VALUE=DATE:20261231"
    assert found.line("DTEND") == "DTEND;VALUE=DATE:20270101"
    assert (found.of("UID"), found.of("DTSTAMP")) == ("promise-1@x", "20261118T150000Z")
    (alarm,) = found.parts
    assert (alarm.name, alarm.of("ACTION"), alarm.of("TRIGGER")) == ("VALARM", "DISPLAY", "PT540M")


def test_a_moment_that_comes_once_is_in_utc() -> None:
    found = event(Entry("r@x", "Call", date(2026, 7, 1), time(9)))
    assert found.line("DTSTART") == "DTSTART:20260701T130000Z"
    assert (found.of("DURATION"), found.parts[0].of("TRIGGER")) == ("PT15M", "PT0M")
    assert not [line for line in found.lines if line[0] == "RRULE"]


def test_a_moment_that_repeats_is_on_the_clock_of_its_zone() -> None:
    entry = Entry("r@x", "Rent", date(2026, 2, 28), time(9), Repeat(Every.MONTH), date(2026, 1, 31))
    found = written(entry)
    zone, rent = found.parts
    assert (zone.name, zone.of("TZID")) == ("VTIMEZONE", ZONE)
    assert rent.line("DTSTART") == "DTSTART;TZID=America/New_York:20260228T090000"
    assert rent.of("RRULE") == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Australia/Sydney", "Asia/Kolkata", "UTC"])
def test_the_zone_tells_every_change_of_the_clocks(zone: str) -> None:
    found = written(Entry("r@x", "Daily", date(2026, 2, 28), time(9), Repeat(Every.DAY)), zone=zone)
    if zone == "UTC":
        assert [part.name for part in found.parts] == ["VEVENT"]
        assert found.parts[0].line("DTSTART") == "DTSTART:20260228T090000Z"
        return
    kinds = found.parts[0].parts
    onsets: list[tuple[datetime, timedelta]] = []
    for kind in kinds:
        assert kind.name in {"STANDARD", "DAYLIGHT"}
        begins = [kind.of("DTSTART"), *(value for name, _, value in kind.lines if name == "RDATE")]
        for start in ",".join(begins).split(","):
            was, becomes = (_offset(kind.of(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
            onsets.append((datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=UTC) - was, becomes))
    onsets.sort()
    for day in range(365 * 12):
        moment = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
        told = [offset for begins, offset in onsets if begins <= moment][-1]
        assert told == moment.astimezone(ZoneInfo(zone)).utcoffset(), moment


def _offset(value: str) -> timedelta:
    sign = -1 if value[0] == "-" else 1
    return sign * timedelta(hours=int(value[1:3]), minutes=int(value[3:5]))


@given(
    st.builds(Repeat, st.sampled_from(Every), st.integers(1, 24)),
    st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    st.integers(0, 3),
)
def test_the_rule_gives_the_days_of_the_reminder(repeat: Repeat, first: date, done: int) -> None:
    starts = repeat.day(first, done)
    told = rrule.rrulestr(calendar_writer.rule(repeat, first), dtstart=datetime.combine(starts, time(9)))
    series, working = Series(repeat, first, time(9)), WorkingTime(zone=ZONE)
    mine = [starts]
    while len(mine) < 12:
        mine.append(working.date_of(series.next_after(working.moment_of(mine[-1], time(9)), working)))
    assert [moment.date() for moment, _index in zip(told, range(12), strict=False)] == mine


@given(st.lists(st.text(max_size=120), min_size=1, max_size=3))
def test_any_words_come_back_as_they_were(texts: list[str]) -> None:
    entries = [Entry(f"u{at}@x", words, date(2026, 1, 1)) for at, words in enumerate(texts)]
    found = [part for part in written(*entries).parts if part.name == "VEVENT"]
    kept = ["".join(c for c in words if c in "\n\t\u200c\u200d" or c.isprintable()) for words in texts]
    assert [part.of("SUMMARY") for part in found] == kept


def test_an_empty_calendar_is_whole_too() -> None:
    assert written().parts == []
