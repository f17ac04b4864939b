"""Writes the next migration from what the tables say and the last migration made: look it over before it is kept.

python build_scripts/migration.py 0002 "adds goals"
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from refdesk.store import engine as engines
from refdesk.store import schema


def main(number: str, message: str) -> int:
    """Bring an empty file to the last migration, compare it with the tables, and write the difference."""
    with tempfile.TemporaryDirectory() as folder:
        engine = engines.open_engine(Path(folder) / "empty.refdesk", create=True)
        with engine.connect() as connection:
            config = configuration(connection)
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()
    print(f"Written below {schema.MIGRATIONS}. Add {number} to schema.VERSIONS, and keep a golden file of it.")
    return 0


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration for one connection."""
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "m%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
