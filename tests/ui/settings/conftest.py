"""Settings are made whole at once here, and so laid out once, not after each of the steps in which people see them."""

from collections.abc import Iterator

import pytest

from refdesk.ui.settings.section import Section
from refdesk.ui.settings.settings_page import SettingsPage


@pytest.fixture(autouse=True)
def laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the layouts between the steps out: with nothing seen between them, each would be undone by the next."""

    def filter_section(page: SettingsPage, section: Section) -> Iterator[None]:
        yield from section.filter(page.search.text().strip())

    monkeypatch.setattr(SettingsPage, "_filter", filter_section)
