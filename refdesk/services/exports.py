"""Contacts into files: CSV that our own import reads back unchanged, CSV for a spreadsheet, and vCard."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.contact import Category, ContactDraft, MayBeCalled, Status
from refdesk.domain.incoming import IncomingContact
from refdesk.domain.names import PersonName
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer, vcard_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import contact_rows, whole_files
from refdesk.store.tables.people import Contact

__all__ = ["SUFFIXES", "Flavour", "contacts", "people", "suffix_problem"]

SUFFIXES = (".csv", ".vcf")
CHUNK = 500
_CALLED = {MayBeCalled.UNKNOWN: None, MayBeCalled.YES: True, MayBeCalled.NO: False}


def contacts(
    session: Session,
    path: Path,
    contact_ids: Sequence[int] | None = None,
    *,
    flavour: Flavour = Flavour.FAITHFUL,
    progress: Progress = SILENT,
) -> int:
    """Write these contacts (None: all of them) to a .csv or .vcf file, and return how many.

    Raises `BadFile` for another kind of file, `StoreFault` when it cannot be written, and `Cancelled`.
    """
    if sentence := suffix_problem(path):
        raise BadFile(sentence)
    found = people(session, contact_ids, progress=progress)

    def make(out: BinaryIO) -> None:
        if path.suffix.lower() == ".vcf":
            vcard_writer.write(found, out, progress=progress)
        else:
            csv_writer.write(found, out, flavour=flavour, progress=progress)

    whole_files.write(path, make)
    return len(found)


def suffix_problem(path: Path) -> str:
    """Return why contacts cannot be written to a file of this name, or ""."""
    if path.suffix.lower() in SUFFIXES:
        return ""
    return _("Contacts are written as .csv (spreadsheets, other programs) or .vcf (address books, phones).")


def people(
    session: Session, contact_ids: Sequence[int] | None = None, *, progress: Progress = SILENT
) -> list[IncomingContact]:
    """Return contacts as values that the writers take, by name or in the order of the ids."""
    ids = list(session.scalars(select(Contact.id).order_by(Contact.sort_key, Contact.id)))
    if contact_ids is not None:
        there = set(ids)
        ids = [each for each in contact_ids if each in there]
    found: list[IncomingContact] = []
    for start in range(0, len(ids), CHUNK):
        progress.say(start, len(ids), _("Reading contacts"))
        chunk = ids[start : start + CHUNK]
        rows = {row.id: row for row in session.scalars(select(Contact).where(Contact.id.in_(chunk)))}
        found += map(_person, contact_rows.drafts(session, [rows[each] for each in chunk]))
        session.expunge_all()
    return found


def _person(draft: ContactDraft) -> IncomingContact:
    return IncomingContact(
        line=0,
        name=PersonName(
            draft.prefix, draft.given, draft.middle, draft.family, draft.suffix, draft.nickname, draft.organisation
        ),
        job_title=draft.job_title,
        profession=draft.profession,
        phones=draft.phones,
        emails=draft.emails,
        sites=draft.sites,
        addresses=draft.addresses,
        dates=draft.dates,
        notes=draft.notes,
        tags=draft.tags,
        may_be_mailed=draft.may_be_mailed,
        may_be_called=_CALLED[draft.may_be_called],
        may_accept_gifts=draft.may_accept_gifts,
        category="" if draft.category is Category.OTHER else draft.category.value,
        rank=draft.rank.value if draft.rank else "",
        status="" if draft.status is Status.ACTIVE else draft.status.value,
        client_since=draft.client_since,
        what_they_do=draft.what_they_do,
        good_lead_for_them=draft.good_lead_for_them,
        best_time=draft.best_time,
    )
