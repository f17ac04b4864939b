"""The shape of the store: making a new one, telling which version a found one has, counting what it holds."""

import json
import os
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import SchemaTooNew, StoreDamaged, StoreFault, StoreGone
from refdesk.i18n import N_, _
from refdesk.store import engine as engines
from refdesk.store import faults

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
NEWEST = VERSIONS[-1]
READ_ONLY_PLACE = N_(
    "“{file}” was not closed properly, and RefDesk may not write to its folder. Copy the folder to another place."
)
MIGRATIONS = Path(__file__).with_name("migrations")


def create(engine: Engine) -> None:
    """Make the tables of this version in an empty store."""
    # Only here: a window on a store that is there is seen before most tables are wanted.
    from refdesk.store import search_index
    from refdesk.store.tables import all_tables

    assert search_index.TRIGRAM, "importing the index joins it to the contact table"
    with engine.execution_options(**{engines.WRITES: True}).begin() as connection:
        if engines.is_file(engine):
            connection.exec_driver_sql(f"PRAGMA application_id={engines.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={int(NEWEST)}")
        all_tables.METADATA.create_all(connection, checkfirst=False)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": NEWEST})


def probe(path: Path) -> str:
    """Return the schema version of a data file without changing a byte of what is not ours or not whole.

    Raises `StoreGone` when it is missing, `StoreDamaged` when it is empty, foreign or broken, `SchemaTooNew`.
    """
    _look_at_outside(path)
    try:
        application, version = _look_inside(path)
    except sqlite.DatabaseError as error:
        fault = faults.of_driver(error)
        if isinstance(fault, StoreGone) and not os.access(path.parent, os.W_OK):
            fault = StoreFault(_(READ_ONLY_PLACE).format(file=path.name))
        if fault is not None and not isinstance(fault, StoreDamaged):
            raise fault from error
        raise StoreDamaged(
            _("“{file}” is damaged and cannot be read. It was not changed; please open a backup.").format(
                file=path.name
            )
        ) from error
    if application != engines.APPLICATION_ID:
        raise StoreDamaged(_("“{file}” is not a RefDesk file. It was not changed.").format(file=path.name))
    if version not in VERSIONS:
        sentence = _("“{file}” was saved by a newer RefDesk. Please update RefDesk, then open it again.")
        raise SchemaTooNew(sentence.format(file=path.name))
    return version


def backup_folder_in(path: Path) -> Path | None:
    """Return the folder of its own that a damaged file names for its backups, if that much can be read."""
    try:
        with closing(engines.file_connection(path, "ro")) as connection:
            found = connection.execute("SELECT value FROM setting WHERE key = 'backup_folder'").fetchone()
    except sqlite.DatabaseError:
        return None
    folder = json.loads(found[0]) if found else ""
    return Path(folder) if folder else None


def counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of each table that holds people's data."""
    from refdesk.store.tables import all_tables

    names = sorted(set(inspect(connection).get_table_names()) & set(all_tables.METADATA.tables))
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}  # noqa: S608


def _look_inside(path: Path) -> tuple[int, str]:
    if engines.journal_of(path).exists():
        # A process died while it wrote. Only who may write can take the half-written part back, and only in our files.
        application, _unsure = _read(path, "ro", immutable=True)
        return _read(path, "rw") if application == engines.APPLICATION_ID else (application, "")
    return _read(path, "ro")


def _read(path: Path, mode: str, *, immutable: bool = False) -> tuple[int, str]:
    connection = engines.file_connection(path, mode, immutable=immutable)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != engines.APPLICATION_ID or immutable:
            return application, ""
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    finally:
        connection.close()
    return application, version


def _look_at_outside(path: Path) -> None:
    if not path.is_file():
        raise StoreGone(
            _("“{file}” is not there any more. Was it moved, or is the drive not connected?").format(file=path.name)
        )
    if not os.access(path, os.R_OK):
        raise StoreFault(_("RefDesk may not read “{file}”. Allow it, or open another file.").format(file=path.name))
    if path.stat().st_size == 0:
        raise StoreDamaged(
            _("“{file}” is empty: nothing was saved in it. Please open a backup.").format(file=path.name)
        )
