"""Contacts into files: CSV that our own import reads back unchanged, Excel, vCard; and everything as JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, MayBeCalled, Status
from refdesk.domain.household import SHARED
from refdesk.domain.incoming import IncomingAddress, IncomingContact, IncomingLink
from refdesk.domain.links import LinkKind
from refdesk.domain.names import PersonName
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer, json_writer, vcard_writer, xlsx_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import contact_rows, shown_names, whole_files
from refdesk.store import row_codec, schema
from refdesk.store.tables import all_tables
from refdesk.store.tables.office import Picture
from refdesk.store.tables.people import Contact, ContactLink, Household, PostalAddress

__all__ = ["SUFFIXES", "Flavour", "Form", "contacts", "everything", "people", "suffix_problem"]

CHUNK = 500
_CALLED = {MayBeCalled.UNKNOWN: None, MayBeCalled.YES: True, MayBeCalled.NO: False}
_TOLD: Mapping[LinkKind, tuple[str, str]] = {
    LinkKind.PARTNER: ("partner", "partner"), LinkKind.PARENT: ("child", "parent"),
    LinkKind.SIBLING: ("sibling", "sibling"), LinkKind.RELATIVE: ("relative", "relative"),
    LinkKind.FRIEND: ("friend", "friend"), LinkKind.COLLEAGUE: ("colleague", "colleague"),
    LinkKind.EMPLOYER: ("employee", "employer"), LinkKind.ASSISTANT: ("", "assistant"),
    LinkKind.NEIGHBOR: ("neighbor", "neighbor"), LinkKind.REFERRED: ("", ""), LinkKind.OTHER: ("other", "other"),
}  # fmt: skip
"""What files call the other person: of a link said forward, and of one said backward; "" stands with the other."""


class Form(StrEnum):
    """The kinds of file that contacts are written to, by their suffix; packed is one card a person."""

    CSV = ".csv"
    EXCEL = ".xlsx"
    VCARD = ".vcf"
    PACKED = ".zip"


SUFFIXES = tuple(form.value for form in Form)


def contacts(
    session: Session,
    path: Path,
    contact_ids: Sequence[int] | None = None,
    *,
    flavour: Flavour = Flavour.FAITHFUL,
    progress: Progress = SILENT,
) -> int:
    """Write these contacts (None: all of them) to a file of the kind that its suffix names, and return how many.

    Raises `BadFile` for another kind of file, `StoreFault` when it cannot be written, and `Cancelled`.
    """
    if sentence := suffix_problem(path):
        raise BadFile(sentence)
    found = people(session, contact_ids, progress=progress)
    whole_files.write(path, lambda out: _write(found, out, Form(path.suffix.lower()), flavour, progress))
    return len(found)


def _write(found: Sequence[IncomingContact], out: BinaryIO, form: Form, flavour: Flavour, progress: Progress) -> None:
    if form is Form.VCARD:
        vcard_writer.write(found, out, progress=progress)
    elif form is Form.PACKED:
        vcard_writer.write_packed(found, out, progress=progress)
    elif form is Form.EXCEL:
        xlsx_writer.write_people(found, out, progress=progress)
    else:
        csv_writer.write(found, out, flavour=flavour, progress=progress)


def suffix_problem(path: Path) -> str:
    """Return why contacts cannot be written to a file of this name, or ""."""
    if path.suffix.lower() in SUFFIXES:
        return ""
    return _(
        "Contacts are written as .csv (other programs), .xlsx (Excel), .vcf (address books, phones) "
        "or .zip (a card file a person)."
    )


def everything(session: Session, path: Path, *, progress: Progress = SILENT) -> int:
    """Write every row of every table to a .json file, and return how many; what was done and undone stays behind.

    Raises `BadFile` for another suffix, `StoreFault` when it cannot be written, and `Cancelled`.
    """
    if path.suffix.lower() != ".json":
        raise BadFile(_("Everything is written as .json."))
    tables = {
        name: _rows(session, row_class)
        for name, row_class in sorted(all_tables.row_classes().items())
        if name not in row_codec.UNTRACKED
    }
    return whole_files.write(path, lambda out: json_writer.write(tables, out, version=schema.NEWEST, progress=progress))


def _rows(session: Session, row_class: type[Any]) -> Iterator[Mapping[str, Any]]:
    table = row_codec.table_of(row_class)
    columns = [column for column in table.columns if not column.info.get("derived")]
    found = session.execute(select(*columns).order_by(table.c.id).execution_options(yield_per=CHUNK))
    return (dict(row) for row in found.mappings())


def people(
    session: Session, contact_ids: Sequence[int] | None = None, *, progress: Progress = SILENT
) -> list[IncomingContact]:
    """Return contacts as values that the writers take, by name or in the order of the ids."""
    ids = list(session.scalars(select(Contact.id).order_by(Contact.sort_key, Contact.id)))
    if contact_ids is not None:
        there = set(ids)
        ids = [each for each in contact_ids if each in there]
    homes = _homes(session)
    found: list[IncomingContact] = []
    for start in range(0, len(ids), CHUNK):
        progress.say(start, len(ids), _("Reading contacts"))
        chunk = ids[start : start + CHUNK]
        rows = {row.id: row for row in session.scalars(select(Contact).where(Contact.id.in_(chunk)))}
        drafts = contact_rows.drafts(session, [rows[each] for each in chunk])
        links, photos = _links(session, chunk), _photos(session, chunk)
        for contact_id, draft in zip(chunk, drafts, strict=True):
            referrers, others = links(contact_id)
            home = homes.get(rows[contact_id].household_id or 0, _Home())
            person = replace(_person(draft), addresses=_with_shared(draft.addresses, home))
            found.append(
                replace(person, referred_by=referrers, links=others, household=home.name, photo=photos.get(contact_id))
            )
        session.expunge_all()
    return found


@dataclass(frozen=True, slots=True)
class _Home:
    """A household as files know it: its name, and the address that its members share."""

    name: str = ""
    address: Address = field(default_factory=Address)


def _homes(session: Session) -> dict[int, _Home]:
    shared = select(PostalAddress).where(PostalAddress.household_id.is_not(None))
    places = {
        row.household_id: contact_rows.address_of(row)
        for row in session.scalars(shared.order_by(PostalAddress.main, PostalAddress.id.desc()))
    }
    rows = session.scalars(select(Household))
    return {row.id: _Home(row.name_on_envelope, places.get(row.id, Address())) for row in rows}


def _with_shared(own: tuple[IncomingAddress, ...], home: _Home) -> tuple[IncomingAddress, ...]:
    """Return the addresses of a member, the shared one among them."""
    if home.address.is_empty or any(each.address == home.address for each in own):
        return own
    return (*own, IncomingAddress(home.address, SHARED, main=not own))


Links = tuple[tuple[str, ...], tuple[IncomingLink, ...]]


def _links(session: Session, chunk: Sequence[int]) -> Callable[[int], Links]:
    """Return what tells who referred a person, and who else belongs to them, as files say it."""
    query = select(ContactLink).where(or_(ContactLink.a_id.in_(chunk), ContactLink.b_id.in_(chunk)))
    rows = session.scalars(query.order_by(ContactLink.id)).all()
    names = shown_names.by_id(session, {each for row in rows for each in (row.a_id, row.b_id)})
    referrers: dict[int, list[str]] = {}
    others: dict[int, list[IncomingLink]] = {}
    for row in rows:
        kind = LinkKind(row.kind)
        if kind is LinkKind.REFERRED:
            referrers.setdefault(row.b_id, []).append(names[row.a_id].usual)
            continue
        for this, other, backward in ((row.a_id, row.b_id, False), (row.b_id, row.a_id, True)):
            label = (row.label if kind is LinkKind.OTHER else "") or _TOLD[kind][backward]
            if label:
                others.setdefault(this, []).append(IncomingLink(label, names[other].usual))
    return lambda contact_id: (
        tuple(sorted(referrers.get(contact_id, ()))),
        tuple(sorted(others.get(contact_id, ()), key=lambda link: (link.label, link.name))),
    )


def _photos(session: Session, chunk: Sequence[int]) -> Mapping[int, bytes]:
    query = select(Contact.id, Picture.content).join(Picture, Picture.id == Contact.photo_id)
    return {row.id: row.content for row in session.execute(query.where(Contact.id.in_(chunk)))}


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
        influential=draft.influential,
        small_business_owner=draft.small_business_owner,
        hear_less=draft.hear_less,
        satisfaction=draft.satisfaction,
        know=draft.know,
        like=draft.like,
        trust=draft.trust,
        referrals_remembered=draft.referrals_remembered,
        source_of_data=draft.source_of_data,
    )
