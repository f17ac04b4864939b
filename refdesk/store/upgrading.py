"""Migrations: the whole upgrade in one transaction of its own, with foreign keys off, checked before the commit."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from refdesk.errors import StoreDamaged
from refdesk.i18n import _
from refdesk.store import engine as engines
from refdesk.store import schema


def run(engine: Engine, migrations: Path = schema.MIGRATIONS) -> None:
    """Bring a store to this version in one transaction; nothing stays if a step fails.

    Counts of every table and the references are compared before the commit. The caller makes a backup first.
    """
    with engine.connect() as connection:
        if engines.is_file(engine):
            # Straight to the driver: SQLAlchemy begins a transaction first, in which this pragma does nothing.
            driver = connection.connection.dbapi_connection
            assert driver is not None, "just connected"
            driver.execute("PRAGMA foreign_keys=OFF")
        with connection.execution_options(**{engines.WRITES: True}).begin():
            _upgrade(connection, migrations)
        connection.invalidate()  # the next user gets a connection with foreign keys on


def _upgrade(connection: Connection, migrations: Path) -> None:
    before = schema.counts(connection)
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    after = schema.counts(connection)
    if any(after.get(table) != count for table, count in before.items()):
        raise StoreDamaged(_("The file could not be brought to this version. It was left as it was."))
    if engines.is_file(connection.engine):
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreDamaged(_("The file could not be brought to this version. It was left as it was."))
        connection.exec_driver_sql(f"PRAGMA application_id={engines.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={int(schema.NEWEST)}")
