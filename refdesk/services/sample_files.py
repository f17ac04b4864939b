"""The files in which the made-up business is told."""

import csv
from collections.abc import Mapping

from refdesk import paths

Row = Mapping[str, str]


def rows(name: str) -> list[Row]:
    """Return the rows of a file by their columns."""
    text = paths.resource("sample", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
