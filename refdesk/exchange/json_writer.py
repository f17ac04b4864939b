"""Everything as one JSON object: table by table, row by row, for whoever wants to leave or to look."""

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, BinaryIO

from refdesk.progress import SILENT, Progress

FORMAT = "refdesk"
VERSION = 1


def write(
    tables: Mapping[str, Iterable[Mapping[str, Any]]],
    out: BinaryIO,
    *,
    version: int | str = VERSION,
    progress: Progress = SILENT,
) -> int:
    """Write the tables, a row a line, and return how many rows; days and moments in ISO form, bytes in base64."""
    rows = 0
    head = f'{{"format": {_json(FORMAT)}, "version": {_json(version)}, "tables": {{'
    out.write(head.encode("utf-8"))
    for number, (name, table) in enumerate(tables.items()):
        out.write(f"{',' if number else ''}\n{_json(name)}: [".encode())
        mark = "\n"
        for row in progress.over(table, note=name):
            out.write(f"{mark}{_json(row)}".encode())
            mark = ",\n"
            rows += 1
        out.write(b"]")
    out.write(b"\n}}\n")
    return rows


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"no column holds a {type(value).__name__}")
