"""The words that mean an erased person, taken out of every text of every table, and of what the trail holds of it.

Each table is read once: the database finds the rows that may hold one of the words, a pattern says which do. Case does
not matter; a word inside a longer one is left alone.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Connection,
    Row,
    Table,
    Text,
    bindparam,
    or_,
    select,
    true,
    update,
)

from refdesk.store import row_codec
from refdesk.store.erasure import Ids, chunks
from refdesk.store.tables import all_tables
from refdesk.store.tables.trail import NOTHING_KEPT, RowChange

CODES = frozenset({"key", "mime", "outcome", "lesson_key", "subject_kind", "client", "stock", "table"})
"""Columns of text in which the program keeps words of its own."""
FEWEST_DIGITS = 7
MOST_COMPARED = 500
"""By one statement, since a database lets conditions grow only so deep; for more of them every row is read."""
_RUN = re.compile(r"[0-9A-Za-z]+")
_APART = r"[\s().\-/]*"


@dataclass(frozen=True, slots=True)
class Words:
    """What to look for, and what stands there instead; numbers are found however their digits are grouped."""

    words: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    by: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to look for."""
        return not (self.words or self.numbers)


def replace(connection: Connection, words: Words) -> Ids:
    """Replace the words in every text that is kept; returns the rows that held one, by table, without the trail's."""
    changed: Ids = {}
    if words.is_empty:
        return changed
    for table in all_tables.METADATA.sorted_tables:
        if table.name == RowChange.__tablename__:
            _replace_in_trail(connection, words, RowChange.id.is_not(None))
        elif found := _replace_in(connection, table, words):
            changed[table.name] = found
    changed.pop("operation", None)
    return changed


def replace_among(connection: Connection, words: Words, among: Mapping[str, Iterable[int]]) -> None:
    """Replace the words in these rows alone, and in what the trail holds of them."""
    if words.is_empty:
        return
    for name, ids in among.items():
        table = all_tables.METADATA.tables[name]
        for some in chunks(ids):
            _replace_in(connection, table, words, table.c.id.in_(some))
            _replace_in_trail(connection, words, (RowChange.table == name) & RowChange.row_id.in_(some))


def _replace_in(
    connection: Connection, table: Table, words: Words, among: ColumnElement[bool] | None = None
) -> set[int]:
    names = _texts(table)
    if not names:
        return set()
    columns = [table.c[name] for name in names]
    query = select(table.c.id, *columns).where(_may_hold(connection, columns, words))
    pattern, rows = _pattern(words), []
    for row in connection.execute(query if among is None else query.where(among)):
        values = {f"new_{name}": _without(text, pattern, words.by) for name, text in zip(names, row[1:], strict=True)}
        if tuple(values.values()) != tuple(row[1:]):
            rows.append({"whose": row[0], **values})
    if rows:
        put = update(table).where(table.c.id == bindparam("whose"))
        connection.execute(put.values({name: bindparam(f"new_{name}") for name in names}), rows)
    return {row["whose"] for row in rows}


def _replace_in_trail(connection: Connection, words: Words, among: ColumnElement[bool]) -> None:
    table = row_codec.table_of(RowChange)
    kept = [table.c.before, table.c.after]
    query = select(table.c.id, table.c.table, *kept).where(_may_hold(connection, kept, words), among)
    pattern, rows = _pattern(words), []
    for row in connection.execute(query):
        before, after = (_without_in_row(row, text, pattern, words.by) for text in (row.before, row.after))
        if (before, after) != (row.before, row.after):
            rows.append({"whose": row.id, "was": before, "became": after})
    if rows:
        put = update(table).where(table.c.id == bindparam("whose"))
        connection.execute(put.values(before=bindparam("was"), after=bindparam("became")), rows)


def _without_in_row(row: Row[Any], kept: str | None, pattern: re.Pattern[str], by: str) -> str | None:
    if not kept or kept == NOTHING_KEPT:
        return kept
    values, keys = json.loads(kept), _kept_texts(row.table)
    return row_codec.dump(
        {key: _without(value, pattern, by) if key in keys else value for key, value in values.items()}
    )


def _without(text: str | None, pattern: re.Pattern[str], by: str) -> str | None:
    if not text or not pattern.search(text):
        return text
    if text[0] in '[{"' and text[-1] in ']}"':  # a setting: in JSON, strokes before a letter would hide a word
        try:
            held = json.loads(text)
        except ValueError:
            pass
        else:
            return json.dumps(_without_deep(held, pattern, by), ensure_ascii=False)
    return pattern.sub(lambda _found: by, text)


def _without_deep(held: Any, pattern: re.Pattern[str], by: str) -> Any:  # noqa: ANN401 - what JSON holds
    if isinstance(held, str):
        return pattern.sub(lambda _found: by, held)
    if isinstance(held, list):
        return [_without_deep(each, pattern, by) for each in held]
    if isinstance(held, dict):
        return {key: _without_deep(each, pattern, by) for key, each in held.items()}
    return held


@cache
def _texts(table: Table) -> tuple[str, ...]:
    """Return the columns that hold what people type."""
    states = {
        str(each.sqltext).split(" ", 1)[0].strip('"')
        for each in table.constraints
        if isinstance(each, CheckConstraint) and " IN (" in str(each.sqltext)
    }
    return tuple(
        column.name
        for column in table.columns
        if isinstance(column.type, Text) and not column.info.get("derived") and column.name not in CODES | states
    )


@cache
def _kept_texts(name: str) -> frozenset[str]:
    """Return the keys under which the trail keeps what people typed."""
    row_class = all_tables.row_classes()[name]
    texts = _texts(row_codec.table_of(row_class))
    return frozenset(key for key, column in row_codec.kept_columns(row_class) if column.name in texts)


def _may_hold(connection: Connection, columns: Sequence[ColumnElement[Any]], words: Words) -> ColumnElement[bool]:
    looked_for = sorted({part for word in (*words.words, *words.numbers) for part in _anchors(word)})
    if len(looked_for) * len(columns) > MOST_COMPARED:
        return true()
    on_file = connection.dialect.name == "sqlite"  # where LIKE heeds no case of a to z
    likes = [column.like if on_file else column.ilike for column in columns]
    return or_(*(like(f"%{part}%", escape="\\") for like in likes for part in looked_for))


def _anchors(word: str) -> Iterator[str]:
    """Yield what every text with the word has; no letter of it is written otherwise in JSON."""
    if run := max(_RUN.findall(word), key=len, default=""):
        # The last digits of a number stand together in most ways of writing it.
        yield run[-4:] if run.isdigit() else run
        return
    whole = re.sub(r"([\\%_])", r"\\\1", max(word.split(), key=len, default=word))
    yield from {whole, whole.lower(), whole.upper(), whole.title()}


def _pattern(words: Words) -> re.Pattern[str]:
    longest_first = sorted(words.words, key=lambda word: (-len(word), word))
    spelled = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first]
    dialed = [rf"(?<!\w)\+?{_APART.join(number)}(?!\w)" for number in sorted(words.numbers, key=len, reverse=True)]
    return re.compile("|".join((*spelled, *dialed)), re.IGNORECASE)
