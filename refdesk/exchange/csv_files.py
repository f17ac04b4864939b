"""A CSV file as a table: its mark between the columns, and its rows."""

from collections.abc import Iterator
from pathlib import Path

from refdesk.exchange import csv_reader, tables
from refdesk.exchange.columns import Mapping
from refdesk.exchange.csv_reader import Record


def mapping_of(path: Path, encoding: str) -> Mapping:
    """Return what the columns of a file are taken for."""
    delimiter = csv_reader.best_delimiter(path, encoding)
    return tables.mapping_of(csv_reader.records(path, encoding, delimiter), delimiter=delimiter)


def records(path: Path, mapping: Mapping, encoding: str) -> Iterator[Record]:
    """Yield the rows of a file, those of its header too."""
    return csv_reader.records(path, encoding, mapping.delimiter)
