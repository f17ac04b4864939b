"""Makes the data that is measured on: invented people with ten touches each, referrals for a tenth of them.

What is to do today is the same number of things in every size, and so is what the searched words find.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench_clock import NOW, clock
from sqlalchemy import Connection, PoolProxiedConnection, Table

from refdesk.domain import profile, text, thanks
from refdesk.domain.ids import ContactId
from refdesk.services import data_file
from refdesk.store import derived, row_codec
from refdesk.store import engine as engines
from refdesk.store.base import Row
from refdesk.store.bulk import insert
from refdesk.store.tables.campaign import Campaign, CampaignEntry
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Contact, ContactPoint, PostalAddress
from refdesk.store.tables.referrals import Referral, ReferralGiver, StageMove, Thanks, ThanksPart
from refdesk.store.tables.trail import Operation, RowChange
from refdesk.store.tables.work import Promise

WORKING = profile.starting("US").working_time
TOUCHES = 10
CHUNK = 5_000
SEARCHED = ("quillfeather", "xylophone", "zwinger")
"""No other word begins with their letters."""
HITS = 100
OWED, FIRST_CONTACTS, PROMISES, TO_MAIL, CALLS = 40, 12, 25, 8, 25
SOURCES_EVERY = 50
_GIVEN = [
    "Ana",
    "Ben",
    "Carla",
    "Dmitri",
    "Elena",
    "Femi",
    "Grace",
    "Hiro",
    "Ines",
    "Jonas",
    "Kofi",
    "Lena",
    "Milan",
    "Nadia",
    "Oskar",
    "Priya",
    "Rosa",
    "Samir",
    "Tara",
    "Ulrich",
    "Vera",
    "Wanda",
    "Amir",
    "Bella",
    "Cyrus",
    "Dana",
    "Emil",
    "Fatima",
    "Goran",
    "Hanna",
]
_FIRST = [
    "Ber",
    "Cal",
    "Dor",
    "El",
    "Far",
    "Gar",
    "Hol",
    "Kel",
    "Lan",
    "Mar",
    "Nor",
    "Ol",
    "Par",
    "Ros",
    "San",
    "Tor",
    "Ul",
    "Val",
    "Wes",
    "Har",
]
_SECOND = ["den", "berg", "ton", "man", "ley", "field", "by", "son", "wick", "stead"]
_THIRD = ("", "s", "er", "ing", "a")
_TRADES = ["Roofing", "Dental", "Law", "Bakery", "Insurance", "Plumbing", "Travel", "Design", "Accounting", "Catering"]
_CITIES = ("Ashford", "Brookhaven", "Cedar Falls", "Dover", "Elmhurst", "Fairview")
_RANKS = ("A+", "A", "A", "B", "B", "B", "C", "C", "D", None, None, None, None, None, None, None)
_KINDS = ("call", "message", "meeting", "visit", "event")
_STAGE_NEW, _STAGE_WON, _STAGE_LOST = 1, 5, 6


def _driver(connection: PoolProxiedConnection) -> Any:  # noqa: ANN401 - sqlcipher3 has no types
    """Return SQLite's own connection."""
    return connection.driver_connection


def make(path: Path, people: int) -> None:
    """Make a data file of so many people."""
    shown = profile.starting("US", business_name="Halloran & Daughters", owner="Ines Halloran")
    data_file.create(path, shown, clock=clock).close()
    engine = engines.open_engine(path)
    with closing(engine.raw_connection()) as connection:
        for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-200000", "foreign_keys=OFF"):
            _driver(connection).execute(f"PRAGMA {pragma}")
    with engine.execution_options(**{engines.WRITES: True}).begin() as connection:
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''").all()
        for name, _ in made:
            connection.exec_driver_sql(f'DROP INDEX "{name}"')
        for row_class, rows in _tables(people):
            _write(connection, row_class, rows)
        _write_touches(connection, people)
        for _, statement in made:
            connection.exec_driver_sql(statement)
    with closing(engine.raw_connection()) as connection:
        _driver(connection).execute("PRAGMA journal_mode=WAL")
    engine.dispose()


def someone(people: int, turn: int) -> ContactId:
    """Return a person from somewhere in the file, another one each turn."""
    return ContactId(1 + (turn * 7_919 + people // 3) % people)


def name_of(number: int) -> tuple[str, str]:
    """Return the given and family name of a person."""
    family = _FIRST[number % 20] + _SECOND[number // 20 % 10] + _THIRD[number // 200 % 5]
    return _GIVEN[number * 7 % len(_GIVEN)], family


def phone_of(number: int) -> str:
    """Return the digits of a person's phone; valid in the United States."""
    return f"614{2_000_000 + number * 37 % 7_990_000:07d}"


def row_of_csv(number: int) -> list[str]:
    """Return a person as a row of a file to import."""
    given, family = name_of(number)
    return [
        given, f"{family}-{number}", f"{_word(family)} {_TRADES[number % 10]}", _TRADES[number // 3 % 10],
        _phone_shown(number), f"{given}.{family}{number}@example.com".lower(), f"{number % 900 + 1} Oak Street",
        _CITIES[number % 6], "OH", f"{43001 + number % 900}", "Met at the fair",
    ]  # fmt: skip


CSV_HEAD = ["First Name", "Last Name", "Company", "Job Title", "Mobile Phone", "E-mail Address", "Street", "City",
            "State", "Zip", "Notes"]  # fmt: skip


def _tables(people: int) -> Iterator[tuple[type[Row], Iterator[dict[str, Any]]]]:
    touched = [_newest_touch(number) for number in range(1, people + 1)]
    yield Contact, (_contact(number, people, touched[number - 1]) for number in range(1, people + 1))
    yield ContactPoint, _points(people)
    yield PostalAddress, (_address(number) for number in range(1, people + 1))
    yield from _referrals(people)
    yield Promise, _promises(people)
    yield from _office(people)


def _write(connection: Connection, row_class: type[Row], rows: Iterator[dict[str, Any]]) -> None:
    table = row_codec.table_of(row_class)
    part: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        part.append({"id": number, **row})
        if len(part) == CHUNK:
            _put(connection, table, part)
            part = []
    if part:
        _put(connection, table, part)


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if table.name == "contact":
        insert(connection, table, rows)  # one statement: the search index is written once
        return
    names = list(rows[0])
    columns, places = ", ".join(f'"{table.c[name].name}"' for name in names), ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})'  # noqa: S608 - our own names
    _driver(connection.connection).executemany(statement, [tuple(row.values()) for row in rows])


def _contact(number: int, people: int, touched: datetime) -> dict[str, Any]:
    given, family = name_of(number)
    rank = "A" if number % SOURCES_EVERY == 0 else _RANKS[number * 11 % len(_RANKS)]
    row: dict[str, Any] = dict.fromkeys(("household_id", "referrals_remembered", "satisfaction"))
    row |= dict.fromkeys(("prefix", "middle", "suffix", "nickname", "what_they_do", "good_lead_for_them"), "")
    row |= dict.fromkeys(("influential", "small_business_owner", "hear_less"), False)
    row |= dict.fromkeys(("know", "like", "trust"), 1)
    row |= {
        "kind": "person", "given": given, "family": family, "organisation": _organisation(number, people, family),
        "job_title": _TRADES[number // 3 % 10], "profession": "", "category": "other", "rank": rank,
        "rank_set_on": NOW.date() if rank else None, "client_since": NOW.date() if number % 10 == 3 else None,
        "may_be_called": "yes", "may_be_mailed": True, "may_accept_gifts": True, "best_time": "mornings",
        "status": "inactive" if number % 97 == 5 else "active", "notes": f"Met at the fair in {_CITIES[number % 6]}",
        "source_of_data": "", "last_touch_on": touched.date(), "version": 1,
    }  # fmt: skip
    words = (*derived.point_words(f"+1{phone_of(number)}", _phone_shown(number)), _mail(number), "Oak Street")
    row["search_text"] = derived.search_text(row, words)
    row["sort_key"] = derived.sort_key(row)
    return row


def _organisation(number: int, people: int, family: str) -> str:
    """Return the firm; of each searched word a hundred active people, spread over the whole file."""
    step = max(people // HITS, len(SEARCHED) + 2)
    place = number % step
    if 1 <= place <= len(SEARCHED):
        return f"{SEARCHED[place - 1]} {family}"
    return f"{_word(family)} {_TRADES[number % 10]}"


def _word(family: str) -> str:
    return f"{family} &"


def _phone_shown(number: int) -> str:
    digits = phone_of(number)
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"


def _mail(number: int) -> str:
    given, family = name_of(number)
    return text.fold(f"{given}.{family}{number}@example.com")


def _points(people: int) -> Iterator[dict[str, Any]]:
    for number in range(1, people + 1):
        own = {"contact_id": number, "label": "", "main": 1}
        yield {**own, "kind": "phone", "value": f"+1{phone_of(number)}", "as_typed": _phone_shown(number)}
        yield {**own, "kind": "email", "value": _mail(number), "as_typed": _mail(number)}


def _address(number: int) -> dict[str, Any]:
    return {
        "contact_id": number, "household_id": None, "street": f"{number % 900 + 1} Oak Street",
        "city": _CITIES[number % 6], "region": "OH", "postcode": f"{43001 + number % 900}", "country": "US",
        "label": "", "main": 1,
    }  # fmt: skip


def _days_ago(number: int, turn: int) -> int:
    return 5 + (number * 7 + turn * 73) % 725


def _newest_touch(number: int) -> datetime:
    return NOW - timedelta(days=min(_days_ago(number, turn) for turn in range(TOUCHES)))


def _stored(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.000000"


def _write_touches(connection: Connection, people: int) -> None:
    """Give everybody their touches, by SQL alone: there are a million of them in the largest usual file."""
    kinds = " ".join(f"WHEN {place} THEN '{kind}'" for place, kind in enumerate(_KINDS))
    connection.exec_driver_sql(
        f"""
        WITH RECURSIVE person(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM person WHERE n < {people}),
            turn(t) AS (SELECT 0 UNION ALL SELECT t + 1 FROM turn WHERE t < {TOUCHES - 1})
        INSERT INTO touch (contact_id, kind, purpose, outcome, at, summary, asked)
        SELECT n, CASE (n + t) % 5 {kinds} END, 'keep_in_touch', 'talked',
            datetime('{NOW:%Y-%m-%d %H:%M:%S}', '-' || (5 + (n * 7 + t * 73) % 725) || ' days') || '.000000',
            'Talked about the summer and the new shop', 'no'
        FROM turn, person
        """  # noqa: S608 - our own numbers and words
    )


def _referrals(people: int) -> Iterator[tuple[type[Row], Iterator[dict[str, Any]]]]:
    many = people // 10
    moments = [_stored(_received(number, many)) for number in range(1, many + 1)]
    numbers = range(1, many + 1)
    new = many - FIRST_CONTACTS
    yield Referral, (
        {
            "direction": "received", "prospect_id": number * 10 - 3, "recipient_id": None,
            "received_at": moments[number - 1], "need": "A new roof before winter", "introduced": "call",
            "preparedness": 3, "expects_call": 1, "fits": None, "may_share": 1, "value_expected_minor": 250_000,
            "stage_id": _STAGE_NEW if number > new else _STAGE_WON if number % 2 else _STAGE_LOST, "next_step": "",
            "next_step_on": None, "lost_reason": "" if number % 2 else "Went elsewhere", "work_done_on": None,
            "version": 1,
        }
        for number in numbers
    )  # fmt: skip
    yield ReferralGiver, ({"referral_id": number, "contact_id": _giver(number, people)} for number in numbers)
    yield StageMove, ({"referral_id": number, "stage_id": 1, "at": moments[number - 1]} for number in numbers)
    yield Thanks, (
        {"contact_id": _giver(number, people), "referral_id": number, "occasion": "referral",
         "opened_at": moments[number - 1]} for number in numbers
    )  # fmt: skip
    yield ThanksPart, (
        {"thanks_id": number, "part": part, "due_at": _due(part, number, many),
         "done_at": None if number > many - OWED else moments[number - 1], "waived_at": None, "touch_id": None,
         "gift_id": None} for number in numbers for part in ("word", "card")
    )  # fmt: skip


def _due(part: str, number: int, many: int) -> str:
    """Return when a part of the thanks is due, by the rules for those that are owed."""
    received = _received(number, many)
    owed = number > many - OWED
    return _stored(thanks.clock(thanks.Part(part), received, WORKING).due_at if owed else received)


def _received(number: int, many: int) -> datetime:
    """Return when a referral came: the newest within two days, the rest over two years."""
    ago = many - number
    return NOW - (timedelta(hours=1 + ago) if ago < OWED else timedelta(days=3 + ago * 725 // many))


def _giver(number: int, people: int) -> int:
    return SOURCES_EVERY * (1 + number * 13 % max(people // SOURCES_EVERY, 1))


def _promises(people: int) -> Iterator[dict[str, Any]]:
    for number in range(1, people // 20 + 1):
        is_open = number <= PROMISES
        yield {
            "contact_id": number * 20 - 1, "text": "Send the address of the printer",
            "due_on": str((NOW - timedelta(days=number % 3 if is_open else number % 700)).date()),
            "kept_on": None if is_open else str(NOW.date()), "dropped_on": None, "from_touch_id": None,
            "referral_id": None,
        }  # fmt: skip


def _office(people: int) -> Iterator[tuple[type[Row], Iterator[dict[str, Any]]]]:
    day: Callable[[int], str] = lambda ahead: str((NOW + timedelta(days=ahead)).date())  # noqa: E731
    yield PrintJob, iter([{"at": _stored(NOW - timedelta(days=1)), "kind": "cards", "stock": "plain-letter"}])
    yield Printed, (
        {"print_job_id": 1, "contact_id": _giver(number, people), "thanks_part_id": 2 * number, "text": "Thank you",
         "state": "printed", "mailed_on": None} for number in range(people // 10 - TO_MAIL + 1, people // 10 + 1)
    )  # fmt: skip
    yield Campaign, iter([{"name": "March", "first_on": day(-3), "last_on": day(25), "minutes_a_day": 200,
                           "state": "running"}])  # fmt: skip
    yield CampaignEntry, (
        {"campaign_id": 1, "contact_id": number * 4 + 2, "planned_on": day(number // CALLS), "position": number % CALLS,
         "state": "open"} for number in range(min(people // 5, 10 * CALLS))
    )  # fmt: skip
    yield Operation, iter([{"at": _stored(NOW), "actor": "owner", "client": "window", "label": "People imported",
                            "subject_kind": "", "subject_id": None, "undoes_id": None}])  # fmt: skip
    yield RowChange, iter([{"operation_id": 1, "table": "contact", "row_id": 1, "last_row_id": people, "before": None,
                            "after": None}])  # fmt: skip


def write_csv(path: Path, people: int) -> None:
    """Write a file of people to import."""
    import csv

    rows: Iterable[list[str]] = (row_of_csv(number) for number in range(people))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(CSV_HEAD)
        writer.writerows(rows)
