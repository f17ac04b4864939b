"""What every table shares: ids that are never used twice, text states with a check, moments in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from refdesk.domain import calendar_ends

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
DERIVED = {"derived": True}
WHERE = "where"
_EARLIEST, _LATEST = f"{calendar_ends.FIRST_YEAR - 1}-12-31", f"{calendar_ends.LAST_YEAR + 1}-01-02"
"""As text, which is the order of the days: a day or a moment between the two has its day in every zone."""
_FIRST = datetime.combine(calendar_ends.FIRST, time(), UTC) + timedelta(days=1)
_LAST = datetime.combine(calendar_ends.LAST, time(), UTC)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone, and turn any other into UTC."""
        if value is None:
            return None
        assert value.tzinfo is not None, "a moment has a zone"
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None] | None:
        """Return what reads a moment of SQLite: lists of ten thousands are read, so it is one step and not four."""
        return _moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment of another database with its zone."""
        if value is None:
            return None
        utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return read_moment(utc.replace(tzinfo=None).isoformat(" ", "microseconds"))


class Day(TypeDecorator[date]):
    """A day that has days before and after it; one that nobody could type is read as the nearest that can be."""

    impl = Date
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None] | None:
        """Return what reads a day in one step, as the moment does."""
        return _day if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_result_value(self, value: date | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        """Return the day of another database."""
        return None if value is None else min(max(value, calendar_ends.FIRST), calendar_ends.LAST)


def read_moment(kept: str) -> datetime:
    """Return a moment of the file; one that nobody could type as the nearest whose day can be, in every zone."""
    if _EARLIEST < kept < _LATEST:
        return datetime.fromisoformat(f"{kept}+00:00")
    return _FIRST if kept <= _EARLIEST else _LAST


def read_day(kept: str) -> date:
    """Return a day of the file; one that nobody could type as the nearest that can be."""
    if _EARLIEST < kept < _LATEST:
        return date.fromisoformat(kept)
    return calendar_ends.FIRST if kept <= _EARLIEST else calendar_ends.LAST


def _moment(kept: str | None) -> datetime | None:
    return None if kept is None else read_moment(kept)


def _day(kept: str | None) -> date | None:
    return None if kept is None else read_day(kept)


class Base(DeclarativeBase):
    """A row of any table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, datetime: Moment}  # noqa: RUF012 - SQLAlchemy's own form


class Row(Base):
    """A row with an id that no other row of its table had or will have."""

    __abstract__ = True
    id: Mapped[Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=True, sort_order=-1)]]


def table_args(*constraints: object) -> tuple[object, ...]:
    """Return the arguments that keep SQLite from using an id twice."""
    return (*constraints, {"sqlite_autoincrement": True})


def states(column: str, *allowed: str) -> CheckConstraint:
    """Return the check that a text column holds one of these words (or nothing, where it may be empty)."""
    words = ", ".join(f"'{word}'" for word in allowed)
    return CheckConstraint(f"{column} IN ({words})", name=column)


def partial_index(name: str, *columns: str, where: str) -> Index:
    """Return an index that holds only the rows of which this SQL is true."""
    return Index(name, *columns, sqlite_where=text(where), info={WHERE: where})


def suit_server() -> None:
    """Make the partial indexes partial on a server too; not before, since that reads in the server's dialect."""
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            if WHERE in index.info:
                index.dialect_options["postgresql"]["where"] = text(index.info[WHERE])


def ref(table: str, *, index: bool = True) -> MappedColumn[int]:
    """Return a reference to a row of `table`, looked at when the transaction ends."""
    return mapped_column(
        ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"), type_=Integer, index=index, sort_order=1
    )


def derived(*, index: bool = False) -> MappedColumn[str]:
    """Return a column that is computed from others: outside the trail, recomputed after each operation."""
    return mapped_column(Text, nullable=False, default="", info=DERIVED, index=index)
