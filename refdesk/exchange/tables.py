"""A table of people, wherever its rows come from: its columns, how many rows it has, and everybody in it."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from refdesk.domain.incoming import Read
from refdesk.exchange import column_names, csv_people, date_order, guessed_columns, labels
from refdesk.exchange.columns import DATE_FIELDS, Column, Field, Mapping, Target
from refdesk.exchange.csv_reader import Record, widest
from refdesk.i18n import _
from refdesk.progress import Progress

ROWS_LOOKED_AT = 60
SAMPLES = 3
SAMPLE_LENGTH = 60
LONGEST_DATE = 40
_TOTALS = frozenset({"total", "totals", "gesamt", "summe"})


def mapping_of(records: Iterable[Record], *, delimiter: str = ",", sheet: str = "") -> Mapping:
    """Return what the columns of a table are taken for, by its first rows."""
    start = [record for record in itertools.islice(records, ROWS_LOOKED_AT) if not record[2]]
    rows = [cells for _line, cells, _problem in start]
    header = column_names.header_at(rows)
    width = widest(rows[header:] if header is not None else rows)
    if header is None:
        return Mapping(guessed_columns.of_cells(rows, width), delimiter, sheet=sheet)
    source, targets = column_names.suggest(rows[header])
    named = tuple(
        Column(position, name.strip() or labels.column_name(position), target, certainty)
        for position, (name, (target, certainty)) in enumerate(zip(rows[header], targets, strict=True))
    )
    extra = tuple(Column(at, labels.column_name(at), Target(Field.NOTE)) for at in range(len(named), width))
    mapping = Mapping(named + extra, delimiter, start[header][0], source, sheet)
    return _with_samples(mapping, rows[header + 1 :])


def surveyed(
    records: Iterable[Record], mapping: Mapping, progress: Progress, *, day_first: bool = False
) -> tuple[Mapping, int]:
    """Return the mapping with the order of its dates, which the whole column decides, and the number of rows.

    `day_first` is the order for columns in which every date can be read both ways.
    """
    open_questions = {
        column.position: list[str]()
        for column in mapping.columns
        if column.target.field in DATE_FIELDS and column.day_first is None
    }
    count = 0
    for count, (_line, cells, _problem) in enumerate(progress.over(_below_header(records, mapping)), 1):  # noqa: B007
        for position, seen in open_questions.items():
            if position < len(cells) and cells[position]:
                seen.append(cells[position][:LONGEST_DATE])
    return date_order.decided(mapping, open_questions, otherwise=day_first), count


def people(records: Iterable[Record], mapping: Mapping) -> Iterator[Read]:
    """Yield every row of a table as the person in it, or with the reason why it holds none."""
    reader = csv_people.RowReader(mapping)
    for line, cells, problem in _below_header(records, mapping):
        if problem:
            yield Read(line, None, problem)
        elif reason := _no_person(cells, mapping):
            yield Read(line, None, reason)
        elif (contact := reader.person(line, cells)) is not None:
            yield Read(line, contact)
        else:
            yield Read(line, None, _("This row has no name, company, phone or e-mail."))


def _below_header(records: Iterable[Record], mapping: Mapping) -> Iterator[Record]:
    return (record for record in records if record[0] > mapping.header_line)


def _no_person(cells: Sequence[str], mapping: Mapping) -> str:
    if not any(cell and not cell.isspace() for cell in cells):
        return _("This row is empty.")
    if mapping.source.startswith("QuickBooks"):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if filled[0].casefold() in _TOTALS or (len(filled) == 1 and filled[0][:1].isalpha() and ":" in filled[0]):
            return _("This row is a total or a time, not a person.")
    return ""


def _with_samples(mapping: Mapping, rows: Sequence[Sequence[str]]) -> Mapping:
    sampled = []
    for column in mapping.columns:
        cells = (row[column.position].strip() for row in rows if column.position < len(row))
        seen = tuple(itertools.islice((cell[:SAMPLE_LENGTH] for cell in cells if cell), SAMPLES))
        sampled.append(replace(column, samples=seen))
    return replace(mapping, columns=tuple(sampled))
