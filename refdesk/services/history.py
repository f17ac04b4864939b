"""What was done: every operation with its moment and its person, and whether it stands or was taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, bindparam, exists, select
from sqlalchemy import text as literal_sql
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from refdesk.domain import text
from refdesk.domain.ids import ContactId
from refdesk.i18n import N_
from refdesk.services import shown_names
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.trail import DRAFT, ERASED, Operation, RowChange


class Area(StrEnum):
    """What an operation was about."""

    PEOPLE = "people"
    REFERRALS = "referrals"
    MONTH = "month"
    PAPER = "paper"
    BUSINESS = "business"


AREA_WORDS: Mapping[Area, str] = MappingProxyType(
    {
        Area.PEOPLE: N_("People"),
        Area.REFERRALS: N_("Referrals"),
        Area.MONTH: N_("Referral month"),
        Area.PAPER: N_("Cards, gifts and paper"),
        Area.BUSINESS: N_("Business and settings"),
    }
)
_KINDS: Mapping[Area, tuple[str, ...]] = MappingProxyType(
    {
        Area.PEOPLE: ("contact", "household"),
        Area.REFERRALS: ("referral", "stage"),
        Area.MONTH: ("campaign", DRAFT),
        Area.PAPER: ("print_job", "wording", "stock", "gift_item", "reward"),
    }
)
_NAMED = tuple(kind for kinds in _KINDS.values() for kind in kinds)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Hold one operation; `contact_id` and `who` name the person it was about, `client` who did it.

    `undone_by` is the operation that took it back and stands; `is_final` when something of it was erased since.
    """

    operation_id: int
    at: datetime
    label: str
    contact_id: ContactId | None
    who: str
    client: str
    undone_by: int | None
    is_final: bool


def ids(session: Session, typed: str = "", area: Area | None = None) -> tuple[int, ...]:
    """Return the operations that have each word typed, in their label or in the person's name; the newest first.

    What takes others back is not among them: it is told by the row of what it took back.
    """
    query = select(Operation.id, Operation.label, Contact.sort_key).where(Operation.undoes_id.is_(None))
    query = query.outerjoin(Referral, _is_about("referral", Referral.id)).outerjoin(Contact, _is_whose())
    if area is not None:
        query = query.where(_is_of(area))
    words = text.fold(typed).split()
    return tuple(
        operation_id
        for operation_id, label, name in session.execute(query.order_by(Operation.id.desc()))
        if not words or _has_all(words, f"{label} {name or ''}")
    )


def rows(session: Session, operation_ids: Sequence[int]) -> Mapping[int, HistoryRow]:
    """Return what stands in the lines of these operations."""
    found = session.execute(_ROWS, {"ids": list(operation_ids)}).all()
    names = shown_names.by_id(session, [row.contact_id for row in found if row.contact_id is not None])
    return {
        row.id: HistoryRow(
            operation_id=row.id,
            at=row.at,
            label=row.label,
            contact_id=None if row.contact_id is None else ContactId(row.contact_id),
            who="" if row.contact_id is None else names[row.contact_id].usual,
            client=row.client,
            undone_by=row.undone_by,
            is_final=row.is_final,
        )
        for row in found
    }


def _is_about(kind: str, row_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return and_(Operation.subject_kind == kind, Operation.subject_id == row_id)


def _is_whose() -> ColumnElement[bool]:
    return _is_about("contact", Contact.id) | (Contact.id == Referral.prospect_id)


def _is_of(area: Area) -> ColumnElement[bool]:
    kinds = _KINDS.get(area)
    return Operation.subject_kind.not_in(_NAMED) if kinds is None else Operation.subject_kind.in_(kinds)


def _has_all(words: Sequence[str], shown: str) -> bool:
    folded = f" {text.fold(shown)}"
    return all(f" {word}" in folded for word in words)


_UNDO, _REDO = aliased(Operation), aliased(Operation)
_UNDONE_BY = (
    select(_UNDO.id)
    .where(_UNDO.undoes_id == Operation.id, ~exists().where(_REDO.undoes_id == _UNDO.id))
    .correlate(Operation)
    .scalar_subquery()
)
_ERASED = exists().where(RowChange.operation_id == Operation.id, literal_sql(f"({ERASED})"))
_ROWS = (
    select(
        Operation.id, Operation.at, Operation.label, Operation.client, Contact.id.label("contact_id"),
        _UNDONE_BY.label("undone_by"), _ERASED.label("is_final"),
    )
    .outerjoin(Referral, _is_about("referral", Referral.id))
    .outerjoin(Contact, _is_whose())
    .where(Operation.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip
