"""The audit trail: what was done, and what every touched row was and became."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import Row, partial_index, ref, table_args

NOTHING_KEPT = "{}"
"""What the trail holds of a row whose content was erased."""
DRAFT = "campaign_draft"
"""The subject of an operation that only keeps what is being typed: Ctrl+Z passes it over."""
ERASED = f"before = '{NOTHING_KEPT}' OR after = '{NOTHING_KEPT}'"


class Operation(Row):
    """One thing the owner did: one transaction, one undo step."""

    __tablename__ = "operation"
    __table_args__ = table_args(
        partial_index("ix_operation_subject", "subject_id", where="subject_id IS NOT NULL"),
    )
    at: Mapped[datetime]
    actor: Mapped[str]
    client: Mapped[str]
    label: Mapped[str]
    subject_kind: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[int | None]
    undoes_id: Mapped[int | None] = ref("operation")


class RowChange(Row):
    """A row before and after an operation, as JSON; with `last_row_id`, a range of rows inserted in bulk."""

    __tablename__ = "row_change"
    __table_args__ = table_args(
        Index("ix_row_change_row", "table", "row_id"),
        partial_index("ix_row_change_range", "table", "row_id", where="last_row_id IS NOT NULL"),
        partial_index("ix_row_change_erased", "operation_id", where=ERASED),
    )
    operation_id: Mapped[int] = ref("operation")
    table: Mapped[str]
    row_id: Mapped[int]
    last_row_id: Mapped[int | None]
    before: Mapped[str | None]
    after: Mapped[str | None]
