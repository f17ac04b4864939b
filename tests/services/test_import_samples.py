"""Files that other programs wrote come in whole, and a second time change nobody."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from refdesk.errors import BadFile
from refdesk.services import import_files, imports
from refdesk.services.desk import Desk
from refdesk.services.imports import Outcome, Picks, Way
from refdesk.store.tables.people import Contact, ContactLink, ContactPoint

FOLDERS = ("csv-contacts-io", "vcard-ez-vcard", "vcard-android", "size-us500")


def _counts(desk: Desk) -> list[int]:
    tables = (Contact, ContactPoint, ContactLink)
    return [
        desk.ask(lambda session, table=table: session.scalar(select(func.count()).select_from(table)) or 0)
        for table in tables
    ]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("way", [Way.KEEP_MINE, Way.KEEP_BOTH])
def test_every_sample_twice(file_desk: Desk, samples: Path, folder: str, way: Way) -> None:
    files = []
    for path in sorted((samples / folder).rglob("*")):
        if path.suffix.lower() not in {".csv", ".vcf", ".xlsx", ".xls"}:
            continue
        try:
            files.append(import_files.read(path))
        except BadFile:  # said in plain words: what is read is tried with the readers
            continue
    assert files
    report = file_desk.do(imports.bring_in, file_desk.ask(imports.prepare, files), Picks(way))
    for file, told in zip(files, report.files, strict=True):
        assert [row.line for row in told.rows] == [read.line for read in file.reads]
        assert all(row.contact_id is not None or row.reason for row in told.rows)
    before, step = _counts(file_desk), file_desk.undo_state().undo
    again = file_desk.do(imports.bring_in, file_desk.ask(imports.prepare, files), Picks(way))
    changed = [row for file in again.files for row in file.rows if row.outcome is not Outcome.SKIPPED]
    assert changed == []
    assert (_counts(file_desk), file_desk.undo_state().undo) == (before, step)
    file_desk.undo()
    assert _counts(file_desk) == [0, 0, 0]
