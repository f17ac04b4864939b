"""Every released shape of a data file opens, with everybody in it; a failed upgrade changes nothing."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from desks import TestClock
from sqlalchemy import Connection, Engine, ForeignKeyConstraint, text

from refdesk.domain.contact import ContactDraft
from refdesk.errors import StoreDamaged, StoreFault
from refdesk.services import contact_list, contacts, data_file
from refdesk.services.desk import Desk
from refdesk.store import backup, engine, schema, upgrading
from refdesk.store.tables import all_tables

SEARCH_INDEX = ("contact_trigram", "contact_prefix")
GOLDEN = Path(__file__).parent / "golden"
RELEASED = sorted(GOLDEN.glob("*.refdesk"))


def shape(of: Engine) -> list[str]:
    with of.connect() as connection:
        found = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
        return sorted(" ".join(f"{kind} {name} {sql}".replace('"', "").split()) for kind, name, sql in found)


def names(of: Engine) -> set[str]:
    return {" ".join(line.split()[:2]) for line in shape(of)}


def differences(connection: Connection) -> list[object]:
    """Return what the tables say otherwise than the store; the search index is made by statements of its own."""
    found = compare_metadata(MigrationContext.configure(connection), all_tables.METADATA)
    left = [each for each in found if not (each[0] == "remove_table" and each[1].name.startswith(SEARCH_INDEX))]
    # A reference that came with ALTER TABLE is read back from a file without its name: only what it refers to counts.
    if connection.dialect.name == "sqlite":
        added, removed = ({refers(each[1]) for each in left if each[0] == kind} for kind in ("add_fk", "remove_fk"))
        left = [each for each in left if not (each[0].endswith("_fk") and refers(each[1]) in added & removed)]
    return left


def refers(constraint: ForeignKeyConstraint) -> tuple[str, str, str]:
    return constraint.table.name, ",".join(constraint.column_keys), constraint.referred_table.name


def test_the_migrations_make_what_the_tables_say(tmp_path: Path, data_file: Path) -> None:
    migrated, made = engine.open_engine(tmp_path / "migrated.refdesk", create=True), engine.open_engine(data_file)
    upgrading.run(migrated)
    assert names(migrated) == names(made)
    with migrated.connect() as connection:
        assert differences(connection) == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == engine.APPLICATION_ID
    checks = [line for line in shape(made) if "CHECK" in line]
    assert sum("CHECK" in line for line in shape(migrated)) == len(checks)
    for each in (migrated, made):
        each.dispose()


def test_the_migrations_make_what_the_tables_say_on_a_server(postgres_url: str) -> None:
    migrated = engine.open_engine(postgres_url)
    upgrading.run(migrated)
    with migrated.connect() as connection:
        assert differences(connection) == []
    migrated.dispose()


def test_the_newest_version_is_that_of_the_last_migration() -> None:
    newest = max(path.name for path in (schema.MIGRATIONS / "versions").glob("m*.py"))
    assert newest.startswith(f"m{schema.NEWEST}_")
    assert any(path.stem.startswith(schema.NEWEST) for path in RELEASED), "keep a golden file of this shape"


def test_the_file_of_the_newest_shape_has_a_row_in_every_table(tmp_path: Path) -> None:
    (newest,) = [path for path in RELEASED if path.stem.startswith(schema.NEWEST)]
    opened = engine.open_engine(Path(shutil.copy2(newest, tmp_path / "newest.refdesk")))
    with opened.connect() as connection:
        tables = all_tables.METADATA.sorted_tables
        empty = [each.name for each in tables if connection.execute(each.select().limit(1)).first() is None]
    opened.dispose()
    assert empty == []


@pytest.mark.parametrize("golden", RELEASED, ids=lambda path: path.stem)
def test_a_released_file_that_may_not_be_written_is_read_and_stays_as_it_is(
    golden: Path, tmp_path: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy2(golden, tmp_path / "old.refdesk"))
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    opened = data_file.open_to_read(path, clock=clock)
    assert opened.desk.ask(contact_list.counts, opened.desk.today()).all == int(golden.stem.split("-")[1])
    with pytest.raises(StoreFault):
        opened.desk.do(contacts.add, ContactDraft(given="Bea"))
    opened.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("golden", RELEASED, ids=lambda path: path.stem)
def test_a_released_file_opens_with_everybody_in_it(golden: Path, tmp_path: Path, clock: TestClock) -> None:
    path = Path(shutil.copy2(golden, tmp_path / "old.refdesk"))
    opened = data_file.open_file(path, clock=clock)
    assert opened.desk.ask(contact_list.counts, opened.desk.today()).all == int(golden.stem.split("-")[1])
    before = opened.desk.undo_state().undo
    opened.desk.do(contacts.add, ContactDraft(given="Newcomer"))
    opened.desk.undo()
    assert opened.desk.undo_state().undo == before
    opened.close()
    backup.check(path)


def test_who_was_lost_from_the_search_is_found_again(tmp_path: Path, clock: TestClock) -> None:
    path = Path(shutil.copy2(GOLDEN / "0006-5.refdesk", tmp_path / "old.refdesk"))
    with closing(engine.file_connection(path, "rw")) as connection:
        for index in SEARCH_INDEX:
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
        (given,) = connection.execute("SELECT given FROM contact WHERE status = 'active' LIMIT 1").fetchone()
    opened = data_file.open_file(path, clock=clock)
    shown = opened.desk.ask(contact_list.first_rows, contact_list.Filter(given), opened.desk.today())
    assert given in {row.name.given for row in shown.values()}
    opened.close()


def migrations_with(folder: Path, *statements: str) -> Path:
    """Return the folder of a newer program's migrations: ours, and one more that runs these statements."""
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    body = "".join(f"    op.execute({statement!r})\n" for statement in statements)
    (folder / "versions" / "m9999_more.py").write_text(
        f"from alembic import op\nrevision = '9999'\ndown_revision = '{schema.NEWEST}'\ndef upgrade():\n{body}",
        encoding="utf-8",
    )
    return folder


def test_references_do_not_bind_while_tables_are_rebuilt(data_file: Path, tmp_path: Path) -> None:
    seen = "CREATE TABLE seen AS SELECT foreign_keys AS bound FROM pragma_foreign_keys"
    opened = engine.open_engine(data_file)
    upgrading.run(opened, migrations_with(tmp_path / "migrations", seen))
    with opened.connect() as connection:
        assert connection.exec_driver_sql("SELECT bound FROM seen").scalar_one() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    opened.dispose()


def test_a_failed_upgrade_leaves_the_file_as_it_was(
    data_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = migrations_with(tmp_path / "migrations", "CREATE TABLE more (id INTEGER)", "DELETE FROM contact")
    opened = engine.open_engine(data_file)
    desk = Desk(opened, clock=TestClock())
    desk.do(contacts.add, ContactDraft(given="Ana"))
    before = shape(opened)
    monkeypatch.setattr(schema, "NEWEST", "9999")
    with pytest.raises(StoreDamaged):
        upgrading.run(opened, newer)
    assert shape(opened) == before
    assert desk.ask(contact_list.counts, desk.today()).all == 1
    desk.close()
