"""Settings are made at once here, and so laid out once, not after each of the steps in which people see them."""

from collections.abc import Iterator

import pytest

from refdesk.domain.profile import Profile
from refdesk.ui.settings.rules_section import RulesSection
from refdesk.ui.settings.section import Section
from refdesk.ui.settings.settings_page import SettingsPage


@pytest.fixture(autouse=True)
def laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the layouts between the steps out: with nothing seen between them, each would be undone by the next."""

    def filter_section(page: SettingsPage, section: Section) -> Iterator[None]:
        yield from section.filter(page.search.text().strip())

    monkeypatch.setattr(SettingsPage, "_filter", filter_section)


class _Enough(Exception):
    """What lies further below is not looked at."""


@pytest.fixture(autouse=True)
def made_as_far_as(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the sections from the first to the one of the setting `LOWEST`, where a class or file of tests names one.

    Each section takes as long as a quick test; all of them are made by the tests of the whole page.
    """
    lowest = getattr(request.cls, "LOWEST", "") or getattr(request.module, "LOWEST", "")
    if not lowest:
        return
    take, fill = SettingsPage._take, SettingsPage._fill

    def take_above(page: SettingsPage, section: Section) -> None:
        if lowest in page.rows:
            section.deleteLater()
            raise _Enough
        take(page, section)

    def fill_above(page: SettingsPage, profile: Profile | None) -> Iterator[None]:
        try:
            yield from fill(page, profile)
        except _Enough:
            page._say_whether_found()
        else:
            raise AssertionError(f"Settings end above {lowest!r}")

    monkeypatch.setattr(SettingsPage, "_take", take_above)
    monkeypatch.setattr(SettingsPage, "_fill", fill_above)


@pytest.fixture(autouse=True)
def without_rules(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the thirty numbers of the rules out where a file of tests about a section below them says so."""
    if getattr(request.module, "WITHOUT_RULES", False):
        monkeypatch.setattr(RulesSection, "build", lambda _section: iter(()))
