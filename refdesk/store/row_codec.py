"""Rows as JSON for the trail, and back; derived columns stay outside."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, LargeBinary, Table
from sqlalchemy.orm import Mapper, class_mapper
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from refdesk.store.base import Day, Moment, Row

UNTRACKED = frozenset({"operation", "row_change"})


def table_of(row_class: type[Row]) -> Table:
    """Return the table of a row class."""
    return cast("Table", row_class.__table__)


@cache
def kept_columns(row_class: type[Row]) -> tuple[tuple[str, Column[Any]], ...]:
    """Return (attribute, column) of what the trail keeps: all but `id` and derived columns."""
    pairs = all_columns(row_class)
    return tuple((key, column) for key, column in pairs if not column.primary_key and not column.info.get("derived"))


@cache
def all_columns(row_class: type[Row]) -> tuple[tuple[str, Column[Any]], ...]:
    """Return (attribute, column) of every column of the table."""
    mapper: Mapper[Any] = class_mapper(row_class)
    return tuple((mapper.get_property_by_column(column).key, column) for column in table_of(row_class).columns)


def default_of(column: Column[Any]) -> Any:  # noqa: ANN401 - a column of any type
    """Return what a new row holds in this column when nothing is said."""
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def encode(row_class: type[Row], value_of: Callable[[str], Any]) -> str:
    """Return the kept columns of a row as JSON; `value_of` gives each attribute's value."""
    return dump({key: value_of(key) for key, _ in kept_columns(row_class)})


def encode_values(row_class: type[Row], values: Mapping[str, Any]) -> str:
    """Return plain column values as JSON in the trail's form."""
    return dump({key: values.get(column.name) for key, column in kept_columns(row_class)})


def decode(row_class: type[Row], kept: str) -> dict[str, Any]:
    """Return attribute values from the trail's JSON; a column that came later keeps its default."""
    found = json.loads(kept)
    return {key: _as_python(column, found[key]) for key, column in kept_columns(row_class) if key in found}


def dump(values: Mapping[str, Any]) -> str:
    """Return JSON that is the same for the same values."""
    return _AS_JSON.encode(values)


def _as_json(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    assert isinstance(value, date), f"the trail cannot keep {type(value).__name__}"
    return value.isoformat()


_AS_JSON = json.JSONEncoder(default=_as_json, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _as_python(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return date.fromisoformat(value) if isinstance(column.type, Day) else value
