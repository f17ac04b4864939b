"""A workplace for tests of windows: a real file, jobs that run at once, and an ear for what is said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from refdesk.errors import Cancelled, RefDeskError
from refdesk.progress import Progress
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk
from refdesk.ui import slices, theme, warming
from refdesk.ui.change_bus import ChangeBus
from refdesk.ui.workplace import Workplace


@dataclass
class Said:
    """What the windows said, and which files a person would choose."""

    done: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    faults: list[RefDeskError] = field(default_factory=list)
    opens: Path | None = None
    saves: Path | None = None

    def open_file(self, _parent: QWidget, _title: str, _suggested: str, _filter: str) -> Path | None:
        return self.opens

    def save_file(self, _parent: QWidget, _title: str, _suggested: str, _filter: str) -> Path | None:
        return self.saves


class InlineJobs:
    """Jobs that are done when `start` returns."""

    def start(
        self,
        work: Callable[[Progress], Any],
        *,
        then: Callable[[Any], None],
        failed: Callable[[RefDeskError], None] | None = None,
        writes: bool = False,  # noqa: ARG002
    ) -> Any:
        try:
            result = work(Progress())
        except Cancelled:
            return None
        except RefDeskError as error:
            if failed is None:
                raise
            failed(error)
            return None
        then(result)
        return None


@pytest.fixture(autouse=True)
def whole_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what comes in slices be there when the call returns."""
    monkeypatch.setattr(slices, "SLICE_S", 60.0)
    monkeypatch.setattr(slices, "AFTER_PAINT_MS", 0)


@pytest.fixture(autouse=True)
def nothing_is_got_ready(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a screen when somebody goes there, unless a file of tests says GETS_READY: most tests go to one or two."""
    if not getattr(request.module, "GETS_READY", False):
        monkeypatch.setattr(warming, "BEGIN_AFTER_MS", 600_000)


@pytest.fixture
def workplace_said() -> Said:
    """Collect what is said."""
    return Said()


@pytest.fixture
def workplace(qapp: QApplication, file_desk: Desk, data_file: Path, workplace_said: Said) -> Iterator[Workplace]:
    """Return a workplace on this test's own data file."""
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    keeper = QObject()
    bus = ChangeBus(file_desk, keeper)
    yield Workplace(
        file=OpenFile(data_file, file_desk, None),
        bus=bus,
        jobs=InlineJobs(),
        done=workplace_said.done.append,
        tell=workplace_said.told.append,
        show_fault=workplace_said.faults.append,
        ask_to_open=workplace_said.open_file,
        ask_to_save=workplace_said.save_file,
    )
    bus.close()
    keeper.deleteLater()
