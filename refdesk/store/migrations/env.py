"""Alembic's entry: runs on the connection that `upgrading` gives it, inside its transaction."""

from typing import Literal

from alembic import context

from refdesk.store.base import Moment
from refdesk.store.tables import all_tables


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column type as what the database keeps: a migration must not change when the program does."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def is_ours(_item: object, name: str | None, kind: str, *_more: object) -> bool:
    """Leave the tables of the search index out of comparisons: they are made by statements of their own."""
    return kind != "table" or not (name or "").startswith(("contact_trigram", "contact_prefix"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables.METADATA,
    render_as_batch=True,
    render_item=plain_type,
    include_object=is_ours,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
