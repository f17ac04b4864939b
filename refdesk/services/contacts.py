"""What is done with contacts: added, edited, ranked, archived, and marked when a number is wrong."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain import contact as rules
from refdesk.domain.contact import ContactDraft, MayBeCalled, PointKind, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, conditions, contact_rows, shown_names, tags
from refdesk.services.operation import operation
from refdesk.store.base import Row
from refdesk.store.tables.people import Contact, ContactPoint, PostalAddress, YearlyDate
from refdesk.store.unit import Unit

WRONG_NUMBER = "wrong number"
"""The label of a phone that turned out to be somebody else's; it is kept, and not offered for calls."""


@dataclass(frozen=True, slots=True)
class EditedContact:
    """A contact as the editor opens it; `version` goes back with `save`."""

    draft: ContactDraft
    version: int


def draft_of(session: Session, contact_id: ContactId) -> EditedContact:
    """Return a contact for the editor; raises `Overtaken` if it is gone."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    (draft,) = contact_rows.drafts(session, [contact])
    return EditedContact(draft, _version(draft))


@operation(N_("Add a contact"))
def add(unit: Unit, draft: ContactDraft) -> ContactId:
    """Add a contact; raises `Refused` with the problems by field."""
    kept = _checked(unit, draft)
    row = unit.add(Contact(**contact_rows.contact_values(kept), rank_set_on=unit.today if kept.rank else None))
    contact_id = ContactId(row.id)
    _set_lists(unit, contact_id, kept)
    unit.say(_("{name} added").format(name=name_of(row)), "contact", contact_id)
    return contact_id


@operation(N_("Edit a contact"))
def save(unit: Unit, contact_id: ContactId, draft: ContactDraft, *, version: int | None = None) -> None:
    """Replace all that the editor shows; raises `Overtaken` when the contact has moved on from `version`."""
    kept = _checked(unit, draft)
    if version is not None and draft_of(unit.session, contact_id).version != version:
        raise Overtaken(_("This was changed in the meantime."))
    row = unit.get(Contact, contact_id)
    ranked = row.rank != kept.rank
    _set(row, contact_rows.contact_values(kept))
    if ranked:
        row.rank_set_on = unit.today
    _set_lists(unit, contact_id, kept)
    unit.say(_("{name} saved").format(name=name_of(row)), "contact", contact_id)


@operation(N_("Set a rank"))
def set_rank(unit: Unit, contact_id: ContactId, rank: Rank | None) -> None:
    """Rank a contact, or take the rank away with None."""
    row = unit.get(Contact, contact_id)
    if row.rank != rank:
        row.rank, row.rank_set_on = rank.value if rank else None, unit.today
    said = _("{name} ranked {rank}") if rank else _("{name} not ranked any more")
    unit.say(said.format(name=name_of(row), rank=rank or ""), "contact", contact_id)


@operation(N_("Take a contact off the lists"))
def set_status(unit: Unit, contact_id: ContactId, status: Status) -> None:
    """Archive a contact, mark them as deceased, or bring them back."""
    row = unit.get(Contact, contact_id)
    row.status = status.value
    said = _("{name} is back on the lists") if status is Status.ACTIVE else _("{name} taken off the lists")
    unit.say(said.format(name=name_of(row)), "contact", contact_id)


@operation(N_("Mark: do not call"))
def mark_do_not_call(unit: Unit, contact_id: ContactId) -> None:
    """Never offer this contact for a call again."""
    row = unit.get(Contact, contact_id)
    row.may_be_called = MayBeCalled.NO.value
    unit.say(_("{name} will not be called again").format(name=name_of(row)), "contact", contact_id)


@operation(N_("Mark: wrong number"))
def mark_wrong_number(unit: Unit, contact_id: ContactId, *, called: str = "") -> None:
    """Mark the phone that was called as wrong, the one offered first if none is named; it stays to be corrected."""
    row = unit.get(Contact, contact_id)
    if wrong := _phone_called(unit, contact_id, called):
        wrong.label, wrong.main = WRONG_NUMBER, False
    unit.say(_("The number of {name} is marked as wrong").format(name=name_of(row)), "contact", contact_id)


def name(unit: Unit, contact_id: int) -> str:
    """Return the name of a contact as lists show it; raises `Overtaken` if they are gone."""
    found = shown_names.of_one(unit, contact_id)
    if found is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    return found.usual


def name_of(contact: Contact) -> str:
    """Return the name of a contact's row as lists show it."""
    return shown_names.of(
        (contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname,
         contact.organisation)
    ).usual  # fmt: skip


def points_to_use(session: Session, contact_ids: Iterable[int], kind: PointKind) -> dict[int, str]:
    """Return the phone, e-mail or site to use of each contact that has one, as typed: the main one, else the first."""
    found: dict[int, str] = {}
    for contact_id, typed in session.connection().execute(_points_to_use(kind), {"ids": list(contact_ids)}):
        found.setdefault(contact_id, typed)
    return found


@cache
def _points_to_use(kind: PointKind) -> Select[int, str]:
    query = select(ContactPoint.contact_id, ContactPoint.as_typed).where(
        ContactPoint.contact_id.in_(bindparam("ids", expanding=True)),
        conditions.is_of_kind(kind),
        ContactPoint.label != WRONG_NUMBER,
    )
    return query.order_by(ContactPoint.main.desc(), ContactPoint.id)


def _checked(unit: Unit, draft: ContactDraft) -> ContactDraft:
    # Problems carry places in the lists, so they are looked for in the draft as the editor holds it.
    if found := rules.problems(draft, today=unit.today):
        raise Refused(*found)
    return contact_rows.cleaned(draft)


def _set_lists(unit: Unit, contact_id: ContactId, draft: ContactDraft) -> None:
    country = business.load(unit.session).country
    wanted_points = contact_rows.point_values(draft, country)
    for kind in PointKind:
        rows = unit.session.scalars(_points(contact_id, kind)).all()
        _replace(unit, contact_id, rows, [each for each in wanted_points if each["kind"] == kind], ContactPoint)
    places = select(PostalAddress).where(PostalAddress.contact_id == contact_id).order_by(PostalAddress.id)
    _replace(unit, contact_id, unit.session.scalars(places).all(), contact_rows.address_values(draft), PostalAddress)
    days = select(YearlyDate).where(YearlyDate.contact_id == contact_id).order_by(YearlyDate.id)
    _replace(unit, contact_id, unit.session.scalars(days).all(), contact_rows.date_values(draft), YearlyDate)
    tags.set_of(unit, contact_id, draft.tags)


def _replace(
    unit: Unit,
    contact_id: ContactId,
    rows: Sequence[Row],
    wanted: Sequence[Mapping[str, Any]],
    row_class: type[Row],
) -> None:
    """Make the rows hold what is wanted, place by place, so that unchanged rows stay as they are."""
    for row, values in zip(rows, wanted, strict=False):
        _set(row, values)
    for values in wanted[len(rows) :]:
        unit.add(row_class(contact_id=contact_id, **values))
    for row in rows[len(wanted) :]:
        unit.session.delete(row)


def _set(row: Row, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _phone_called(unit: Unit, contact_id: ContactId, called: str) -> ContactPoint | None:
    offered = _points(contact_id, PointKind.PHONE).where(ContactPoint.label != WRONG_NUMBER)
    if called:
        offered = offered.where(ContactPoint.as_typed == called)
    return unit.session.scalars(offered.order_by(None).order_by(ContactPoint.main.desc(), ContactPoint.id)).first()


def _points(contact_id: ContactId, kind: PointKind) -> Any:  # noqa: ANN401 - a select of rows
    query = select(ContactPoint).where(ContactPoint.contact_id == contact_id, ContactPoint.kind == kind.value)
    return query.order_by(ContactPoint.id)


def _version(draft: ContactDraft) -> int:
    # A contact is spread over five tables: its version is made of all that the editor shows, not of one row's count.
    return zlib.crc32(repr(draft).encode())
