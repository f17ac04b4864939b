"""What the names of columns say: known exports, other names for the same thing, then likeness."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from refdesk.domain import text
from refdesk.exchange.columns import ADDRESS_PARTS, Certainty, Field, Target
from refdesk.paths import resource

LIKE_ENOUGH = 84
LONGEST_NAME = 100
ROWS_BEFORE_HEADER = 20

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTER_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LINES = frozenset({Field.STREET, Field.ADDRESS_LINE})


def key(name: str) -> str:
    """Return the form in which column names are compared."""
    spaced = _CAMEL.sub(" ", name) if " " not in name.strip() else name
    plain = _LETTER_DIGIT.sub(" ", text.fold(spaced[:200]))
    return " ".join(_NO_WORD.sub(" ", plain).split())


def header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row that names the columns, or None if the file has no such row."""
    for index, row in enumerate(rows[:ROWS_BEFORE_HEADER]):
        keys = [key(cell) for cell in row if cell and len(cell) < LONGEST_NAME]
        if sum(_known(each) is not None for each in keys) >= 2 or sum(_likely(each) is not None for each in keys) >= 2:
            return index
    if rows and any(_known(key(cell)) for cell in rows[0]) and _looks_like_names(rows[0]):
        return 0
    return None


def suggest(names: Sequence[str]) -> tuple[str, tuple[tuple[Target, Certainty], ...]]:
    """Return the program that made a file with these columns ("" if unknown), and what each column is."""
    keys = [key(name) for name in names]
    source, own = _export_of(frozenset(keys))
    # The columns of a known program are known: likeness would only mistake them.
    found = [_suggested(each, own, guess=not source) for each in keys]
    return source, tuple(_settled(found, keys, own))


def _suggested(name: str, own: dict[str, Target], *, guess: bool) -> tuple[Target, Certainty]:
    if name in own:
        return own[name], Certainty.KNOWN
    if (target := _known(name)) is not None:
        return target, Certainty.KNOWN
    if guess and (target := _likely(name)) is not None:
        return target, Certainty.LIKELY
    return Target(Field.NOTE), Certainty.NONE


def _settled(
    found: list[tuple[Target, Certainty]], keys: list[str], own: dict[str, Target]
) -> list[tuple[Target, Certainty]]:
    """Decide what depends on the other columns: "Title" is Mr or Ms beside a suffix, else what somebody does."""
    fields = {target.field for target, _certainty in found}
    has_region = any(
        target.field is Field.REGION and name != "county"
        for name, (target, _certainty) in zip(keys, found, strict=True)
    )
    settled: list[tuple[Target, Certainty]] = []
    for name, (target, certainty) in zip(keys, found, strict=True):
        if name in {"title", "xtitle", "titel"} and name not in own:
            mister = Field.PREFIX not in fields and bool(fields & {Field.SUFFIX, Field.JOB_TITLE})
            settled.append((Target(Field.PREFIX if mister else Field.JOB_TITLE), Certainty.LIKELY))
        elif target.field is Field.BIRTH_DAY and Field.BIRTH_MONTH not in fields:
            settled.append((replace(target, field=Field.BIRTHDAY), certainty))  # "Geburtstag" is the whole day too
        elif name == "county" and has_region:
            settled.append((Target(Field.NOTE), Certainty.NONE))
        else:
            settled.append((target, certainty))
    return settled


def _looks_like_names(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row]
    return all(cells) and len(set(cells)) == len(cells) and not any("@" in c or c[:1].isdigit() for c in cells)


@lru_cache(maxsize=4096)
def _known(name: str) -> Target | None:
    """Return what a column of this name is, or None; understands "Home Street 2" and "Phone 3 - Value"."""
    table = _table()
    if name in table.exact:
        return table.exact[name]
    if name in table.bases:
        return Target(table.bases[name])
    words = name.split()
    number, last = 1, False
    for index, word in enumerate(words):
        if word.isdigit() and len(word) < 3:
            number, last = int(word), index == len(words) - 1
            words = words[:index] + words[index + 1 :]
            break
    if (plain := " ".join(words)) in table.exact:
        return _numbered(table.exact[plain], number, last=last)
    for label, words_left in _labels(words, table):
        field = table.bases.get(" ".join(words_left))
        if field is not None:
            return _numbered(Target(field, label), number, last=last)
    return None


def _numbered(target: Target, number: int, *, last: bool) -> Target:
    if last and target.field is Field.ADDRESS:
        return Target(Field.STREET, target.label, line=number)
    # "Street 2" is the second line of a street; "Address 2 - Street" is the street of a second address.
    if last and target.field in _LINES:
        return replace(target, line=number)
    return replace(target, number=number)


def _labels(words: list[str], table: "_Table") -> list[tuple[str, list[str]]]:
    """Return the ways to take a label ("home", "bill to") off either end of the words; first of all none."""
    ways = [("", words)]
    for length in (2, 1):
        if len(words) > length:
            ways.append((table.labels.get(" ".join(words[:length]), "-"), words[length:]))
            ways.append((table.labels.get(" ".join(words[-length:]), "-"), words[:-length]))
    return [(label, rest) for label, rest in ways if label != "-"]


@lru_cache(maxsize=1024)
def _likely(name: str) -> Target | None:
    if len(name) < 4 or len(name) > 60:
        return None
    found = process.extractOne(name, _spellings(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return _known(found[0]) if found is not None else None


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[str, Target]
    bases: dict[str, Field]
    labels: dict[str, str]
    exports: tuple[tuple[str, frozenset[str], dict[str, Target]], ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = json.loads(resource("exchange", "columns.json").read_text(encoding="utf-8"))
    exact = {key(name): _target(target) for target, names in data["exact"].items() for name in names}
    bases = {key(name): Field(field) for field, names in data["bases"].items() for name in names}
    labels = {word: label for label, words in data["labels"].items() for word in words}
    exports = tuple(
        (
            export["name"],
            frozenset(map(key, export["all"])),
            {key(name): _target(target) for name, target in export["own"].items()},
        )
        for export in data["exports"]
    )
    return _Table(exact, bases, labels, exports)


def _target(written: str) -> Target:
    field, _slash, label = written.partition("/")
    return Target(Field(field), label)


def _export_of(keys: frozenset[str]) -> tuple[str, dict[str, Target]]:
    for name, needed, own in _table().exports:
        if needed <= keys:
            return name, own
    return "", {}


@lru_cache(maxsize=1)
def _spellings() -> tuple[str, ...]:
    """Return the names that an unknown one is compared with, the combinations with a label among them."""
    table = _table()
    combined = [
        f"{word} {base}"
        for word, label in table.labels.items()
        if label in {"home", "work", "other"}
        for base, field in table.bases.items()
        if field in ADDRESS_PARTS or field is Field.PHONE
    ]
    numbered = [f"{name} {number}" for name in (*combined, *table.bases) if len(name) < 20 for number in (2, 3)]
    return tuple(
        dict.fromkeys(
            (*table.exact, *table.bases, *combined, *numbered, "title", "e mail 2 address", "e mail 3 address")
        )
    )
