"""Finding people as one types: all words, any order, any part of a word, any digits of a phone number.

On a data file two FTS5 tables over `contact.search_text` answer: one of trigrams for words of three letters and more,
one of word beginnings for shorter ones. Triggers keep them, so that undo and bulk imports need no code of their own.
On a server the same question is a plain LIKE.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import DDL, ColumnElement, Connection, Select, and_, column, event, func, literal, select, table
from sqlalchemy.orm import Session

from refdesk.domain import text as words_of
from refdesk.store.tables.people import Contact

TRIGRAM = 3
MANY_LEAVE = 200
MORE_TO_TAKE_OUT = 10
BROAD = 2_000
_TABLES = {
    "contact_trigram": "search_text, content='contact', content_rowid='id', tokenize='trigram', detail='none'",
    "contact_prefix": "search_text, content='contact', content_rowid='id', prefix='1 2', detail='none'",
}


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


def having(query: Select[int], typed: str, *, dialect: str, few: Sequence[int] | None = None) -> Select[int]:
    """Narrow a query of contacts to those whose text has every word typed; `few` is what `few_with` found for them."""
    if not (words := words_of.fold(typed).split()):
        return query
    if dialect != "sqlite":
        return query.where(*(_like(word) for word in words)) if few is None else query.where(Contact.id.in_(few))
    if few is None:
        return query.where(*(_indexed(word) for word in words))
    ids = func.json_each(json.dumps(list(few))).table_valued("value")
    left = [_checked(word) for word in words if len(words) > 1 or len(word) > TRIGRAM]
    return query.where(Contact.id.in_(select(ids.c.value)), *left)


def few_with(session: Session, typed: str) -> Sequence[int] | None:
    """Return a small set of contacts that holds all who have the words typed; None when too many may have them.

    To walk a list in its order finds a page of many sooner than to find all of them and sort.
    """
    if not (words := words_of.fold(typed).split()):
        return None
    dialect = session.get_bind().dialect.name
    if dialect != "sqlite":
        found = session.scalars(having(select(Contact.id), typed, dialect=dialect).limit(BROAD)).all()
        return found if len(found) < BROAD else None
    fewest: Sequence[int] | None = None
    for word in words:
        name, match = _question(word)
        if match:
            found = session.scalars(_rowids(name, match).limit(BROAD)).all()
            if len(found) < (BROAD if fewest is None else len(fewest)):
                fewest = found
    return fewest


def _like(word: str) -> ColumnElement[bool]:
    if len(word) >= TRIGRAM or not word.isalnum():
        return Contact.search_text.contains(word, autoescape=True)
    return literal(" ").concat(Contact.search_text).contains(f" {word}", autoescape=True)


def _indexed(word: str) -> ColumnElement[bool]:
    # detail=none keeps the index small, but knows no phrases: long words are looked up by their trigrams, all of which
    # must be there, and the text itself then says whether they stand together.
    name, match = _question(word)
    stands_there = func.instr(Contact.search_text, word) > 0
    if not match:
        return stands_there
    found = Contact.id.in_(_rowids(name, match))
    return and_(found, stands_there) if len(word) > TRIGRAM else found


def _checked(word: str) -> ColumnElement[bool]:
    return func.instr(Contact.search_text, word) > 0 if len(word) >= TRIGRAM else _indexed(word)


def _question(word: str) -> tuple[str, str]:
    """Return which index to ask for a word, and how; nothing for short words that are no word to the index."""
    if len(word) >= TRIGRAM:
        grams = sorted({word[at : at + TRIGRAM] for at in range(len(word) - TRIGRAM + 1)})
        return "contact_trigram", " AND ".join(f'"{_quoted(gram)}"' for gram in grams)
    return ("contact_prefix", f'"{_quoted(word)}" *') if word.isalnum() else ("", "")


def _rowids(name: str, match: str) -> Select[int]:
    index = table(name, column("rowid"), column(name))
    return select(index.c.rowid).where(index.c[name].op("MATCH")(match))


def _quoted(word: str) -> str:
    return word.replace('"', '""')


for statement in ddl():
    event.listen(
        Contact.__table__,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            statement.replace("%", "%%")
        ).execute_if(dialect="sqlite"),
    )
