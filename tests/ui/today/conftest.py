"""Every row of Today is there at once, unless a test is about how they come."""

import pytest

from refdesk.ui import slices


@pytest.fixture(autouse=True)
def rows_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_S", 10.0)
