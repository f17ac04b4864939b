"""Alembic's entry: runs on the connection that `upgrading` gives it, inside its transaction."""

from typing import Literal

from alembic import context

from refdesk.store.base import Moment
from refdesk.store.tables import all_tables


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column type as what the database keeps: a migration must not change when the program does."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables.METADATA,
    render_as_batch=True,
    render_item=plain_type,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
