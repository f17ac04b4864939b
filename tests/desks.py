"""Desks for tests: a real database each, with a clock that stands still until a test moves it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refdesk.services.desk import Desk
from refdesk.store import engine, schema

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


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data file without people, made once for the run; tests work on copies."""
    path = tmp_path_factory.mktemp("store") / "empty.refdesk"
    made = engine.open_engine(path, create=True)
    schema.create(made)
    Desk(made, clock=TestClock()).close()
    return path


@pytest.fixture
def data_file(empty_store: Path, tmp_path: Path) -> Path:
    """Return an empty data file of this test's own."""
    return Path(shutil.copy2(empty_store, tmp_path / "business.refdesk"))


@pytest.fixture
def file_desk(data_file: Path, clock: TestClock) -> Iterator[Desk]:
    """Open a desk on a data file."""
    desk = Desk(engine.open_engine(data_file), clock=clock)
    yield desk
    assert desk.open_sessions == 0, "a session was not closed"
    desk.close()


@pytest.fixture
def server_desk(postgres_url: str, clock: TestClock) -> Iterator[Desk]:
    """Open a desk on the throw-away server."""
    on_server = engine.open_engine(postgres_url)
    schema.create(on_server)
    desk = Desk(on_server, clock=clock)
    yield desk
    assert desk.open_sessions == 0, "a session was not closed"
    desk.close()


@pytest.fixture(params=["file", "server"])
def desk(request: pytest.FixtureRequest) -> Desk:
    """Open a desk on a file, and in a second run of the same test on the server."""
    opened: Desk = request.getfixturevalue(f"{request.param}_desk")
    return opened
