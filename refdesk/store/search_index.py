"""Finding people as one types: all words, any order, any part of a word, any digits of a phone number.

On a data file two FTS5 tables over `contact.search_text` answer: one of trigrams for words of three letters and more,
one of word beginnings for shorter ones. Triggers keep them, so that undo and bulk imports need no code of their own.
On a server the same question is a plain LIKE.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Any

from sqlalchemy import (
    DDL,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    column,
    event,
    func,
    literal,
    select,
    table,
)
from sqlalchemy.orm import Session

from refdesk.domain import text as words_of
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact

TRIGRAM = 3
MANY_LEAVE = 200
MORE_TO_TAKE_OUT = 10
MORE_TO_REWORD = 5
BROAD = 2_000
FEW = 200
_TABLES = {
    "contact_trigram": "search_text, content='contact', content_rowid='id', tokenize='trigram', detail='none'",
    "contact_prefix": "search_text, content='contact', content_rowid='id', prefix='1 2', detail='none'",
}


class Word(Enum):
    """The kinds of words typed, by how they are looked up; an odd one is short and no word to the index."""

    LONG = 4
    TRIGRAM = 3
    SHORT = 1
    ODD = 0


Shape = tuple[Word, ...]
_LONG = (Word.LONG, Word.TRIGRAM)
_INDEX_OF = {Word.LONG: "contact_trigram", Word.TRIGRAM: "contact_trigram", Word.SHORT: "contact_prefix"}


def ddl() -> list[str]:
    """Return the statements that make the index of a data file."""
    made = []
    moved = "UPDATE OF search_text ON contact WHEN old.search_text IS NOT new.search_text"
    for name, shape in _TABLES.items():
        gone = f"INSERT INTO {name}({name}, rowid, search_text) VALUES ('delete', old.id, old.search_text)"  # noqa: S608
        come = f"INSERT INTO {name}(rowid, search_text) VALUES (new.id, new.search_text)"  # noqa: S608
        made += [
            f"CREATE VIRTUAL TABLE {name} USING fts5({shape})",
            f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)",  # noqa: S608
            f"CREATE TRIGGER {name}_insert AFTER INSERT ON contact BEGIN {come}; END",
            f"CREATE TRIGGER {name}_delete AFTER DELETE ON contact BEGIN {gone}; END",
            f"CREATE TRIGGER {name}_update AFTER {moved} BEGIN {gone}; {come}; END",
        ]
    return made


@contextmanager
def losing(connection: Connection, people: int) -> Iterator[None]:
    """Let many contacts be deleted inside; where most leave, the index is made anew from those who stay.

    Taking one contact out of it, leaving no trace, costs as much as putting a dozen in.
    """
    stay = connection.scalar(select(func.count()).select_from(Contact)) or 0 if people >= MANY_LEAVE else 0
    if connection.dialect.name != "sqlite" or people < MANY_LEAVE or (stay - people) > people * MORE_TO_TAKE_OUT:
        yield
        return
    deletes = [statement for statement in ddl() if "AFTER DELETE" in statement]
    for name in _TABLES:
        connection.exec_driver_sql(f"DROP TRIGGER {name}_delete")
    yield
    for name in _TABLES:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608 - our own names
    for statement in deletes:
        connection.exec_driver_sql(statement)


@contextmanager
def rewording(connection: Connection, people: int) -> Iterator[None]:
    """Let many contacts get other words inside; of so many the index is made anew, for that is sooner done."""
    many = connection.dialect.name == "sqlite" and people >= MANY_LEAVE
    stay = connection.scalar(select(func.count()).select_from(Contact)) or 0 if many else 0
    if not many or stay > people * MORE_TO_REWORD:
        yield
        return
    updates = [statement for statement in ddl() if "AFTER UPDATE" in statement]
    for name in _TABLES:
        connection.exec_driver_sql(f"DROP TRIGGER {name}_update")
    yield
    for name in _TABLES:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608 - our own names
    for statement in updates:
        connection.exec_driver_sql(statement)


def shape_of(typed: str) -> Shape:
    """Return what decides how a query for these words is written: the kind of each word, not its letters."""
    return tuple(_kind(word) for word in words_of.fold(typed).split())


def conditions(
    shape: Shape, *, dialect: str, among_few: bool = False, name: str = "typed"
) -> tuple[ColumnElement[bool], ...]:  # fmt: skip
    """Return the conditions that a contact's text has every word of this shape.

    The words themselves, and the `few` that hold them, are bound when the query runs: see `values`.
    """
    if not shape:
        return ()
    if dialect != "sqlite":
        if among_few:
            return (Contact.id.in_(bindparam(f"{name}_few", expanding=True)),)
        return tuple(_like(kind, f"{name}_{place}") for place, kind in enumerate(shape))
    if not among_few:
        return tuple(_indexed(kind, f"{name}_{place}") for place, kind in enumerate(shape))
    ids = func.json_each(bindparam(f"{name}_few", type_=Text)).table_valued("value")
    left = [
        _stands_there(f"{name}_{place}") if kind in _LONG else _indexed(kind, f"{name}_{place}")
        for place, kind in enumerate(shape)
        if len(shape) > 1 or kind is Word.LONG
    ]
    return (Contact.id.in_(select(ids.c.value)), *left)


def values(typed: str, *, dialect: str, few: Sequence[int] | None = None, name: str = "typed") -> dict[str, Any]:
    """Return what the conditions for these words are to be bound to."""
    found: dict[str, Any] = {}
    for place, word in enumerate(words_of.fold(typed).split()):
        if dialect == "sqlite":
            found |= {f"{name}_{place}": word, f"{name}_{place}_match": _question(word)[1]}
        else:
            found[f"{name}_{place}"] = _pattern(word)
    if few is not None:
        found[f"{name}_few"] = json.dumps(list(few)) if dialect == "sqlite" else list(few)
    return found


def having(query: Select[int], typed: str, *, dialect: str, few: Sequence[int] | None = None) -> Select[int]:
    """Narrow a query of contacts to those whose text has every word typed; `few` is what `few_with` found for them."""
    narrowed = query.where(*conditions(shape_of(typed), dialect=dialect, among_few=few is not None))
    return narrowed.params(values(typed, dialect=dialect, few=few))


def is_found(session: Session, typed: str) -> bool:
    """Tell whether anybody has the words typed."""
    few = few_with(session, typed)
    query = having(select(Contact.id), typed, dialect=session.connection().dialect.name, few=few)
    return session.scalars(query.limit(1)).first() is not None


def few_with(session: Session, typed: str) -> Sequence[int] | None:
    """Return a small set of contacts that holds all who have the words typed; None when too many may have them.

    To walk a list in its order finds a page of many sooner than to find all of them and sort.
    """
    if not (words := words_of.fold(typed).split()):
        return None
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        found = session.scalars(having(select(Contact.id), typed, dialect=connection.dialect.name).limit(BROAD)).all()
        return found if len(found) < BROAD else None
    fewest: Sequence[int] | None = None
    for word in words:
        for index, match, limit in _probes(word):
            ids = [row_id for (row_id,) in _ROWIDS[index].rows(session, match=match, limit=limit)]
            if len(ids) < limit:
                fewest = ids if fewest is None or len(ids) < len(fewest) else fewest
                break
    return fewest


def _probes(word: str) -> Iterator[tuple[str, str, int]]:
    """Return how to look for few people with a word: which index, what in it, and how many are too many.

    Where few have its beginning, no other part is looked up: one that many have costs more than to look at the few.
    """
    index, match = _question(word)
    if not match:
        return
    if _kind(word) is Word.LONG:
        yield index, _question(word[:TRIGRAM])[1], FEW
    yield index, match, BROAD


def _kind(word: str) -> Word:
    if len(word) >= TRIGRAM:
        return Word.LONG if len(word) > TRIGRAM else Word.TRIGRAM
    return Word.SHORT if word.isalnum() else Word.ODD


def _like(kind: Word, name: str) -> ColumnElement[bool]:
    text = literal(" ").concat(Contact.search_text) if kind is Word.SHORT else Contact.search_text
    return text.like(bindparam(name, type_=Text), escape="/")


def _pattern(word: str) -> str:
    escaped = word.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return f"% {escaped}%" if _kind(word) is Word.SHORT else f"%{escaped}%"


def _indexed(kind: Word, name: str) -> ColumnElement[bool]:
    # detail=none keeps the index small, but knows no phrases: long words are looked up by their trigrams, all of which
    # must be there, and the text itself then says whether they stand together.
    if kind is Word.ODD:
        return _stands_there(name)
    found = Contact.id.in_(_rowids(_INDEX_OF[kind], f"{name}_match"))
    return and_(found, _stands_there(name)) if kind is Word.LONG else found


def _stands_there(name: str) -> ColumnElement[bool]:
    return func.instr(Contact.search_text, bindparam(name, type_=Text)) > 0


def _question(word: str) -> tuple[str, str]:
    """Return which index to ask for a word, and how; nothing for short words that are no word to the index."""
    kind = _kind(word)
    if kind in _LONG:
        grams = sorted({word[at : at + TRIGRAM] for at in range(len(word) - TRIGRAM + 1)})
        return _INDEX_OF[kind], " AND ".join(f'"{_quoted(gram)}"' for gram in grams)
    return ("", "") if kind is Word.ODD else (_INDEX_OF[kind], f'"{_quoted(word)}" *')


def _rowids(index: str, match: str) -> Select[int]:
    asked = table(index, column("rowid", Integer), column(index))
    return select(asked.c.rowid).where(asked.c[index].op("MATCH")(bindparam(match, type_=Text)))


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def _asked(index: str) -> Prepared:
    def rowids() -> Select[Any]:
        return _rowids(index, "match").limit(bindparam("limit", type_=Integer))

    return Prepared(rowids)


_ROWIDS = {index: _asked(index) for index in _TABLES}

for statement in ddl():
    event.listen(
        Contact.__table__,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            statement.replace("%", "%%")
        ).execute_if(dialect="sqlite"),
    )
