"""One person's data: exported whole, and erased for good."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.ids import ContactId
from refdesk.errors import BadFile, Overtaken
from refdesk.exchange import json_writer, vcard_writer
from refdesk.i18n import _
from refdesk.services import erasing, exports, whole_files
from refdesk.services.desk import Desk
from refdesk.services.erasing import ErasureReport
from refdesk.store import row_codec, schema
from refdesk.store.tables import all_tables
from refdesk.store.tables.trail import Operation, RowChange

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Erased:
    """What was taken out; `is_settled` is False while a reader still keeps the file's log from being emptied."""

    report: ErasureReport
    is_settled: bool


def export(session: Session, contact_id: ContactId, path: Path) -> int:
    """Write everything about one person to a .zip of JSON, a vCard and the photo; returns the number of rows.

    Raises `BadFile` for another suffix, `Overtaken` when the person is gone, `StoreFault` when it cannot be written.
    """
    if path.suffix.lower() != ".zip":
        raise BadFile(_("Everything about one person is written as .zip."))
    people = exports.people(session, [contact_id])
    if not people:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    tables = dict(_tables(session, contact_id))
    card, photo = vcard_writer.card(people[0]), people[0].photo

    def make(out: BinaryIO) -> None:
        whole = io.BytesIO()
        json_writer.write(tables, whole, version=schema.NEWEST)
        with ZipFile(out, "w") as packed:
            for name, content in (("person.json", whole.getvalue()), ("person.vcf", card), ("photo.jpg", photo)):
                if content is not None:
                    packed.writestr(ZipInfo(name), content, ZIP_DEFLATED)

    whole_files.write(path, make)
    return sum(len(rows) for rows in tables.values())


def erase(desk: Desk, contact_id: ContactId) -> Erased:
    """Take a person out of the file for good; raises `Overtaken` when they are gone already.

    Backups made before still hold the person until they are pruned.
    """
    report = desk.do(erasing.erase, contact_id)
    return Erased(report, desk.leave_no_trace())


def _tables(session: Session, contact_id: ContactId) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    classes = all_tables.row_classes()
    for name, ids in sorted(erasing.rows_about(session, contact_id).items()):
        yield name, list(_rows(session, classes[name], sorted(ids)))
    yield "history", _history(session, contact_id)


def _rows(session: Session, row_class: type[Any], ids: list[int]) -> Iterator[Mapping[str, Any]]:
    table = row_codec.table_of(row_class)
    for start in range(0, len(ids), CHUNK):
        query = select(table).where(table.c.id.in_(ids[start : start + CHUNK])).order_by(table.c.id)
        yield from map(dict, session.execute(query).mappings())


def _history(session: Session, contact_id: ContactId) -> list[Mapping[str, Any]]:
    """Return what was done about the person, and how their own row changed."""
    about = (Operation.subject_kind == "contact") & (Operation.subject_id == contact_id)
    changed = select(RowChange.operation_id).where(RowChange.table == "contact", RowChange.row_id == contact_id)
    query = select(Operation.id, Operation.at, Operation.label).where(about | Operation.id.in_(changed))
    rows = session.execute(query.order_by(Operation.id))
    return [{"id": row.id, "at": row.at, "label": row.label} for row in rows]
