"""A CSV file as a whole: its columns, how many rows it has, and everybody in it."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from refdesk.domain import yearly_dates
from refdesk.domain.incoming import Read
from refdesk.exchange import columns, csv_people, csv_reader, labels
from refdesk.exchange.columns import DATE_FIELDS, Certainty, Column, Field, Mapping, Target
from refdesk.exchange.csv_reader import Record
from refdesk.i18n import _
from refdesk.progress import Progress

SAMPLES = 3
SAMPLE_LENGTH = 60
LONGEST_NAME = 60
MOST_WORDS_OF_A_NAME = 5
_TOTALS = frozenset({"total", "totals", "gesamt", "summe"})


def mapping_of(path: Path, encoding: str) -> Mapping:
    """Return what the columns of a file are taken for."""
    delimiter = csv_reader.best_delimiter(path, encoding)
    start = [record for record in itertools.islice(csv_reader.records(path, encoding, delimiter), 60) if not record[2]]
    rows = [cells for _line, cells, _problem in start]
    header = columns.header_at(rows)
    width = csv_reader.widest(rows[header:] if header is not None else rows)
    if header is None:
        named = _guessed_by_cells(rows, width)
        return Mapping(named, delimiter)
    source, targets = columns.suggest(rows[header])
    named = tuple(
        Column(position, name.strip() or labels.column_name(position), target, certainty)
        for position, (name, (target, certainty)) in enumerate(zip(rows[header], targets, strict=True))
    )
    extra = tuple(Column(at, labels.column_name(at), Target(Field.NOTE)) for at in range(len(named), width))
    return _with_samples(Mapping(named + extra, delimiter, start[header][0], source), rows[header + 1 :])


def surveyed(path: Path, mapping: Mapping, encoding: str, progress: Progress) -> tuple[Mapping, int]:
    """Return the mapping with the order of its dates, which the whole column decides, and the number of rows."""
    open_questions = {
        column.position: list[str]()
        for column in mapping.columns
        if column.target.field in DATE_FIELDS and column.day_first is None
    }
    count = 0
    for count, (_line, cells, _problem) in enumerate(progress.over(_rows(path, mapping, encoding)), 1):  # noqa: B007
        for position, seen in open_questions.items():
            if position < len(cells) and cells[position]:
                seen.append(cells[position][:40])
    orders = {position: yearly_dates.order(seen) for position, seen in open_questions.items()}
    changed = tuple(
        replace(column, day_first=orders[column.position]) if column.position in orders else column
        for column in mapping.columns
    )
    return replace(mapping, columns=changed), count


def people(path: Path, mapping: Mapping, encoding: str) -> Iterator[Read]:
    """Yield every row of a file as the person in it, or with the reason why it holds none."""
    reader = csv_people.RowReader(mapping)
    for line, cells, problem in _rows(path, mapping, encoding):
        if problem:
            yield Read(line, None, problem)
        elif reason := _no_person(cells, mapping):
            yield Read(line, None, reason)
        elif (contact := reader.person(line, cells)) is not None:
            yield Read(line, contact)
        else:
            yield Read(line, None, _("This row has no name, company, phone or e-mail."))


def _rows(path: Path, mapping: Mapping, encoding: str) -> Iterator[Record]:
    for record in csv_reader.records(path, encoding, mapping.delimiter):
        if record[0] > mapping.header_line:
            yield record


def _no_person(cells: list[str], mapping: Mapping) -> str:
    if not any(cell and not cell.isspace() for cell in cells):
        return _("This row is empty.")
    if mapping.source.startswith("QuickBooks"):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if filled[0].casefold() in _TOTALS or (len(filled) == 1 and filled[0][:1].isalpha() and ":" in filled[0]):
            return _("This row is a total or a time, not a person.")
    return ""


def _with_samples(mapping: Mapping, rows: list[list[str]]) -> Mapping:
    sampled = []
    for column in mapping.columns:
        cells = (row[column.position].strip() for row in rows if column.position < len(row))
        seen = tuple(itertools.islice((cell[:SAMPLE_LENGTH] for cell in cells if cell), SAMPLES))
        sampled.append(replace(column, samples=seen))
    return replace(mapping, columns=tuple(sampled))


def _guessed_by_cells(rows: list[list[str]], width: int) -> tuple[Column, ...]:
    """Return the columns of a file without a header: what is plain to see from the cells, and else notes."""
    guessed = []
    worded = []
    for position in range(width):
        cells = [row[position].strip() for row in rows if position < len(row) and row[position].strip()]
        target = Target(_guess(cells))
        certainty = Certainty.NONE if target.field is Field.NOTE else Certainty.LIKELY
        guessed.append(Column(position, labels.column_name(position), target, certainty, tuple(cells[:SAMPLES])))
        if target.field is Field.NOTE and cells and all(map(_is_name_like, cells)):
            worded.append((position, all(" " not in cell for cell in cells)))
    return _with_names(guessed, worded)


def _guess(cells: list[str]) -> Field:
    if not cells:
        return Field.NOTE
    half = len(cells) / 2
    if sum("@" in cell and "." in cell.rpartition("@")[2] for cell in cells) > half:
        return Field.EMAIL
    if sum(cell.casefold().startswith(("http://", "https://", "www.")) for cell in cells) > half:
        return Field.SITE
    if sum(_is_phone_like(cell) for cell in cells) > half:
        return Field.PHONE
    return Field.NOTE


def _is_phone_like(cell: str) -> bool:
    digits = sum(letter.isdigit() for letter in cell)
    return digits >= 7 and all(letter.isdigit() or letter in "+-./() '" for letter in cell)


def _with_names(guessed: list[Column], worded: list[tuple[int, bool]]) -> tuple[Column, ...]:
    """Take the first columns of words for the name: one is the whole name, two of single words first and last name."""
    if not worded:
        return tuple(guessed)
    two = len(worded) > 1 and worded[1][0] == worded[0][0] + 1 and worded[0][1] and worded[1][1]
    fields = (Field.GIVEN, Field.FAMILY) if two else (Field.NAME,)
    for (position, _single), field in zip(worded, fields, strict=False):
        guessed[position] = replace(guessed[position], target=Target(field), certainty=Certainty.LIKELY)
    return tuple(guessed)


def _is_name_like(cell: str) -> bool:
    if len(cell) > LONGEST_NAME or len(cell.split()) > MOST_WORDS_OF_A_NAME:
        return False
    return any(letter.isalpha() for letter in cell) and not any(letter.isdigit() for letter in cell)
