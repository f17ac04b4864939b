"""Alembic's entry: runs on the connection that `upgrading` gives it, inside its transaction."""

from alembic import context

from refdesk.store.tables import all_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables.METADATA,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
