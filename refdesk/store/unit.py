"""One transaction: what an operation is given, and how it is settled."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain.changes import Changes
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.store import bulk, derived, direct, recorder, row_codec
from refdesk.store.base import Row
from refdesk.store.prepared import Prepared
from refdesk.store.tables import all_tables
from refdesk.store.tables.trail import Operation, RowChange

AnyRow = TypeVar("AnyRow", bound=Row)
WHOSE = ("contact_id", "prospect_id", "recipient_id", "a_id", "b_id")
WORDS_IN = frozenset({"contact_point", "postal_address", "contact_tag"})
"""Tables whose words people are found by."""
DERIVED_FROM = WORDS_IN | {"contact", "touch"}
"""Tables from which something is derived for people; rows of all others may come back in bulk."""
MANY = 1_000
"""Lines of the trail from which on one statement takes them all."""


@dataclass(slots=True)
class Unit:
    """A transaction in the making; operations never commit, roll back or open a session."""

    session: recorder.RecordingSession
    now: datetime
    zone: ZoneInfo
    actor: str
    client: str
    label: str
    undoes_id: int | None = None
    subject_kind: str = ""
    subject_id: int | None = None

    @property
    def recorded(self) -> recorder.Recorded:
        """What was written so far."""
        return self.session.recorded

    @property
    def today(self) -> date:
        """The day of the business."""
        return self.now.astimezone(self.zone).date()

    def say(self, label: str, kind: str = "", subject_id: int | None = None) -> None:
        """Set the sentence under which the owner finds this again, and whom it is about."""
        self.label, self.subject_kind, self.subject_id = label, kind, subject_id

    def get(self, row_class: type[AnyRow], row_id: int, *, version: int | None = None) -> AnyRow:
        """Return a row; raises `Overtaken` if it is gone, or has moved on from `version`."""
        row = self.session.get(row_class, row_id)
        if row is None:
            raise Overtaken(_("This is no longer there. It was removed in the meantime."))
        if version is not None and getattr(row, "version", version) != version:
            raise Overtaken(_("This was changed in the meantime."))
        return row

    def add(self, row: AnyRow) -> AnyRow:
        """Insert a row and give it its id."""
        self.session.flush()
        recorder.insert(self.session, row)
        return row

    def read(self, question: Prepared, **values: Any) -> list[Any]:  # noqa: ANN401 - of any column
        """Read columns as they are now, without the session's care for whole rows, which takes as long again."""
        self.session.flush()
        return question.rows(self.session, **values)

    def next_id(self, row_class: type[Row]) -> int:
        """Return the first id that no row of this table ever had, for a bulk insert."""
        return next_id(self.session, row_class)

    def insert_in_bulk(self, row_class: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows by the one recorded door: ids given and without gaps, derived columns filled."""
        recorder.insert_in_bulk(self.session, row_class, rows)

    def settle(self) -> Changes | None:
        """Recompute what is derived, write the trail, and return what changed (None: nothing did)."""
        self.session.flush()
        settled = list(self.recorded.settled())
        if not settled and not self.recorded.ranges:
            return None
        concerned = self._recompute(settled)
        operation_id = self._write_trail(settled)
        return _changes(
            operation_id, self.label, self.client, settled, self.recorded.ranges, concerned.all | self.recorded.whose
        )

    def refresh_derived(self) -> None:
        """Recompute what is derived from all that was written so far, for a read in the middle of a long operation."""
        self.session.flush()
        self._recompute(list(self.recorded.settled()))

    def _recompute(self, settled: list[tuple[recorder.RowKey, recorder.Change]]) -> "_Concerned":
        concerned = _concerned(settled)
        derived.recompute(
            self.session, worded=concerned.worded, touched=concerned.touched, came=concerned.came, zone=self.zone
        )
        return concerned

    def _write_trail(self, settled: list[tuple[recorder.RowKey, recorder.Change]]) -> int:
        connection = self.session.connection()
        operation = {
            "at": self.now, "actor": self.actor, "client": self.client, "label": self.label,
            "subject_kind": self.subject_kind, "subject_id": self.subject_id, "undoes_id": self.undoes_id,
        }  # fmt: skip
        operation_id = direct.insert(connection, row_codec.table_of(Operation), operation)
        single = [(table, row_id, None, change.before, change.after) for (table, row_id), change in settled]
        ranges = [(table, first, last, None, None) for table, first, last in self.recorded.ranges]
        names = ("operation_id", "table", "row_id", "last_row_id", "before", "after")
        table, written = row_codec.table_of(RowChange), [(operation_id, *row) for row in (*single, *ranges)]
        if len(written) < MANY:
            direct.insert_few(connection, table, names, written)
        else:
            bulk.insert(connection, table, [dict(zip(names, row, strict=True)) for row in written])
        return operation_id


@dataclass(slots=True)
class _Concerned:
    """Contacts that were written or whose belongings were; those who left are in none of the sets.

    `came` holds the newest touch of those for whom nothing else is to be counted anew.
    """

    all: set[int] = field(default_factory=set)
    worded: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    came: dict[int, datetime] = field(default_factory=dict)

    def take(self, contact_id: int, change: recorder.Change) -> None:
        """Count in a contact whose own row was written."""
        self.all.add(contact_id)
        if change.after is not None and _words_differ(change):
            self.worded.add(contact_id)
        if change.before is None:
            self.touched.add(contact_id)

    def without(self, gone: set[int]) -> Self:
        """Return the same without the contacts who left."""
        came = {each: at for each, at in self.came.items() if each not in self.touched | gone}
        return type(self)(self.all - gone, self.worded - gone, self.touched - gone, came)


def _concerned(settled: list[tuple[recorder.RowKey, recorder.Change]]) -> _Concerned:
    tables = _somebodys()
    found = _Concerned()
    gone: set[int] = set()
    for (table, row_id), change in settled:
        if table == "contact":
            found.take(row_id, change)
            if change.after is None:
                gone.add(row_id)
        if table not in tables:
            continue
        for kept in filter(None, (change.before, change.after)):
            values = json.loads(kept)
            whose = {values[key] for key in WHOSE if values.get(key)}
            found.all |= whose
            if table in WORDS_IN:
                found.worded |= whose
            if table == "touch" and change.before is not None:
                found.touched |= whose
            elif table == "touch" and values["outcome"] not in derived.NO_TOUCH:
                at = datetime.fromisoformat(values["at"])
                found.came.update((each, max(at, found.came.get(each, at))) for each in whose)
    found.all |= found.worded
    return found.without(gone)


def _words_differ(change: recorder.Change) -> bool:
    """Say whether a contact is found or listed by other words than before: a rank or a mark is none."""
    if not change.before or not change.after:
        return True
    before, after = json.loads(change.before), json.loads(change.after)
    return any(before.get(key) != after.get(key) for key in derived.SEARCHED)


@cache
def _somebodys() -> frozenset[str]:
    """Return the tables whose rows belong to a contact."""
    classes = all_tables.row_classes().items()
    return frozenset(name for name, each in classes if any(key in WHOSE for key, _ in row_codec.kept_columns(each)))


def next_id(session: Session, row_class: type[Row]) -> int:
    """Return the first id that no row of this table ever had."""
    connection, table = session.connection(), row_codec.table_of(row_class)
    highest = session.scalar(select(func.max(table.c.id))) or 0
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).scalar()
        return max(highest, found or 0) + 1
    sequence = connection.exec_driver_sql(f"SELECT last_value, is_called FROM {table.name}_id_seq").one()  # noqa: S608
    return max(highest, sequence[0] if sequence[1] else 0) + 1


def _changes(
    operation_id: int,
    label: str,
    origin: str,
    settled: list[tuple[recorder.RowKey, recorder.Change]],
    ranges: list[tuple[str, int, int]],
    contacts: set[int],
) -> Changes:
    kinds: tuple[dict[str, set[int]], ...] = ({}, {}, {})
    for (table, row_id), change in settled:
        which = 0 if change.before is None else 2 if change.after is None else 1
        kinds[which].setdefault(table, set()).add(row_id)
    concerned = contacts - kinds[0].get("contact", set()) - kinds[2].get("contact", set())
    if concerned:
        kinds[1].setdefault("contact", set()).update(concerned)
    bulk = tuple((table, range(first, last + 1)) for table, first, last in ranges)
    return Changes.of(operation_id, label, origin, added=kinds[0], updated=kinds[1], removed=kinds[2], bulk=bulk)
