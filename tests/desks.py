"""Desks for tests: a real database each, with a clock that stands still until a test moves it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shared_engines
from made_once import made_once
from sqlalchemy import Engine, event

from refdesk.services import sample
from refdesk.services.desk import Desk
from refdesk.store import engine, schema

if TYPE_CHECKING:  # the server's driver is not needed to run the other tests
    from postgres_server import Server
    from server_store import ServerStore

engine.create_engine = shared_engines.sharing(engine.create_engine)
schema.create = shared_engines.remembering(schema.create)

# A Wednesday at ten in the morning in New York, in winter time.
START = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


@dataclass
class TestClock:
    """The moment now; `forward` lets time pass."""

    __test__ = False
    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        """Let days=, hours= or minutes= pass."""
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> TestClock:
    """Return the clock of this test's desk."""
    return TestClock()


def without_waiting(opened: Engine) -> Engine:
    """Keep the writes of a test from waiting for the disk: what a power cut does is tried elsewhere."""
    event.listen(opened, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    return opened


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data file without people, made once for the run; tests work on copies."""
    path = tmp_path_factory.mktemp("store") / "empty.refdesk"
    made = engine.open_engine(path, create=True)
    schema.create(made)
    Desk(made, clock=TestClock()).close()
    return path


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the made-up business at the moment of the tests' clocks; tests work on copies."""
    return made_once(tmp_path_factory, "Fernhollow.refdesk", lambda path: sample.make(path, clock=TestClock()))


@pytest.fixture
def data_file(empty_store: Path, tmp_path: Path) -> Path:
    """Return an empty data file of this test's own."""
    return Path(shutil.copy2(empty_store, tmp_path / "business.refdesk"))


@pytest.fixture
def file_desk(data_file: Path, clock: TestClock) -> Iterator[Desk]:
    """Open a desk on a data file."""
    desk = Desk(without_waiting(engine.open_engine(data_file)), clock=clock)
    yield desk
    assert desk.open_sessions == 0, "a session was not closed"
    desk.close()


@pytest.fixture(scope="session")
def server_store(postgres_server: "Server") -> "Iterator[ServerStore]":
    """Return a database with every table, made once for the run; each test empties it first."""
    from server_store import ServerStore

    store = ServerStore(postgres_server.new_database())
    yield store
    store.close()


@pytest.fixture
def server_desk(server_store: "ServerStore", clock: TestClock) -> Iterator[Desk]:
    """Open a desk on the throw-away server, its tables empty and their ids beginning anew."""
    server_store.empty()
    desk = Desk(server_store.engine(), clock=clock)
    yield desk
    assert desk.open_sessions == 0, "a session was not closed"
    desk.close()


@pytest.fixture(params=["file", "server"])
def desk(request: pytest.FixtureRequest) -> Desk:
    """Open a desk on a file, and in a second run of the same test on the server."""
    opened: Desk = request.getfixturevalue(f"{request.param}_desk")
    return opened
