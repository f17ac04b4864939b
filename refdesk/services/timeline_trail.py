"""What the trail knows of a person: which operations changed them, and which one stands behind a line."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Text

from refdesk.services.conditions import WHO
from refdesk.store.tables.people import (
    Contact,
    ContactLink,
    ContactPoint,
    ContactTag,
    Household,
    Plan,
    PostalAddress,
    YearlyDate,
)
from refdesk.store.tables.trail import NOTHING_KEPT, Operation, RowChange

OWN: tuple[type[Any], ...] = (ContactPoint, PostalAddress, YearlyDate, ContactTag, Plan)
"""What the editor of a person and of the plan shows, besides the row of the contact."""
OWN_TABLES = (*(each.__tablename__ for each in OWN), ContactLink.__tablename__)


class _Kept(FunctionElement[str]):
    """What a row of the trail holds in one field."""

    type = Text()
    inherit_cache = True
    name = "kept_in"


@compiles(_Kept, "sqlite")
def _on_file(element: _Kept, compiler: Any, **more: Any) -> str:  # noqa: ANN401 - SQLAlchemy's compiler
    row, field = (compiler.process(each, **more) for each in element.clauses)
    return f"json_extract({row}, '$.' || {field})"


@compiles(_Kept, "postgresql")
def _on_server(element: _Kept, compiler: Any, **more: Any) -> str:  # noqa: ANN401 - SQLAlchemy's compiler
    row, field = (compiler.process(each, **more) for each in element.clauses)
    return f"(CAST({row} AS json) ->> {field})"


@dataclass(frozen=True, slots=True)
class Behind:
    """The operation behind a line; `is_wide` when it concerned many people, as an import does."""

    operation_id: int
    label: str
    is_wide: bool


def standing() -> ColumnElement[bool]:
    """Return the condition that an operation stands: neither an undo nor undone."""
    undo, redo = aliased(Operation), aliased(Operation)
    undone_again = exists().where(redo.undoes_id == undo.id).correlate(undo)
    return and_(Operation.undoes_id.is_(None), ~exists().where(undo.undoes_id == Operation.id, ~undone_again))


def rank_changes() -> Select[Any]:
    """Return the changes of the row of a person by which the rank became another one."""
    before, after = (_Kept(func.nullif(each, ""), "rank") for each in (RowChange.before, RowChange.after))
    return (
        select(RowChange.id)
        .join(Operation, Operation.id == RowChange.operation_id)
        .where(RowChange.table == Contact.__tablename__, RowChange.row_id == WHO, standing())
        .where(RowChange.before.is_not(None), RowChange.after.is_not(None))
        .where(RowChange.before != NOTHING_KEPT, RowChange.after != "")
        .where(func.coalesce(before, "") != func.coalesce(after, ""))
    )


def plan_changes() -> Select[Any]:
    """Return the changes of the plan that a person has."""
    return (
        select(RowChange.id)
        .join(Operation, Operation.id == RowChange.operation_id)
        .join(Plan, Plan.id == RowChange.row_id)
        .where(RowChange.table == Plan.__tablename__, Plan.contact_id == WHO, standing())
    )


def edits() -> Select[Any]:
    """Return the operations that changed a person: their row, what belongs to it, their household and links."""
    found = union(*_of_rows_that_are_there(), _that_brought_them_in(), _that_took_something_away())
    return select(Operation.id).where(Operation.id.in_(select(found.subquery().c[0])), standing())


def _of_rows_that_are_there() -> list[Select[Any]]:
    household = select(Contact.household_id).where(Contact.id == WHO).scalar_subquery()
    theirs = {each: each.contact_id == WHO for each in OWN}
    theirs[PostalAddress] = or_(PostalAddress.contact_id == WHO, PostalAddress.household_id == household)
    theirs[ContactLink] = or_(ContactLink.a_id == WHO, ContactLink.b_id == WHO)
    theirs[Household] = Household.id == household
    changed = [
        select(RowChange.operation_id)
        .join(each, each.id == RowChange.row_id)
        .where(RowChange.table == each.__tablename__, condition, RowChange.last_row_id.is_(None))
        for each, condition in theirs.items()
    ]
    own = select(RowChange.operation_id).where(RowChange.table == Contact.__tablename__, RowChange.row_id == WHO)
    return [own.where(RowChange.last_row_id.is_(None)), *changed]


def _that_brought_them_in() -> Select[Any]:
    return select(RowChange.operation_id).where(
        RowChange.table == Contact.__tablename__, RowChange.row_id <= WHO, RowChange.last_row_id >= WHO
    )


def _that_took_something_away() -> Select[Any]:
    """Return the operations about a person that removed a row, such as a phone or the other of two merged."""
    taken = exists().where(
        RowChange.operation_id == Operation.id, RowChange.after.is_(None), RowChange.last_row_id.is_(None),
        RowChange.table.in_((*OWN_TABLES, Contact.__tablename__, "picture")),
    )  # fmt: skip
    return select(Operation.id).where(Operation.subject_kind == "contact", Operation.subject_id == WHO, taken)


def behind_operation(session: Session, operation_id: int) -> Behind | None:
    """Return an operation that can still be taken back by itself; None when it was, or when something was erased."""
    wide = exists().where(RowChange.operation_id == Operation.id, RowChange.last_row_id.is_not(None))
    erased = exists().where(
        RowChange.operation_id == Operation.id,
        or_(RowChange.before == NOTHING_KEPT, RowChange.after == NOTHING_KEPT, RowChange.after == ""),
    )
    query = select(Operation.id, Operation.label, wide).where(Operation.id == operation_id, standing(), ~erased)
    row = session.execute(query).first()
    return None if row is None else Behind(row[0], row[1], bool(row[2]))


def behind_change(session: Session, change_id: int) -> Behind | None:
    """Return the operation that made a change of the trail."""
    operation_id = session.scalar(select(RowChange.operation_id).where(RowChange.id == change_id))
    return None if operation_id is None else behind_operation(session, operation_id)


def behind_row(session: Session, table: str, row_id: int, *, made: bool) -> Behind | None:
    """Return the newest standing operation that made a row, or without `made` that changed it last."""
    single = and_(RowChange.row_id == row_id, RowChange.last_row_id.is_(None))
    ranged = and_(RowChange.row_id <= row_id, RowChange.last_row_id >= row_id)
    for where in (single, ranged):
        query = (
            select(RowChange.operation_id)
            .join(Operation, Operation.id == RowChange.operation_id)
            .where(RowChange.table == table, where, standing())
            .order_by(RowChange.id.desc())
            .limit(1)
        )
        if made:
            query = query.where(RowChange.before.is_(None))
        if (operation_id := session.scalar(query)) is not None:
            return behind_operation(session, operation_id)
    return None
