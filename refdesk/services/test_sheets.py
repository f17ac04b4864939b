"""The test sheet of a printer: it shows by how much the printer is off."""

from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.documents import test_sheet_text
from refdesk.domain import lengths
from refdesk.domain.lengths import Unit
from refdesk.services import business, whole_files
from refdesk.services.desk import Desk

if TYPE_CHECKING:
    from refdesk.documents.test_sheet_text import TestSheet


def ruler(unit: Unit) -> float:
    """Return how long the printed ruler is, in points."""
    return test_sheet_text.RULER[unit]


def write(desk: Desk, path: Path, *, printer: str, tray: str, two_sided: bool = True) -> Path:
    """Write the test sheet of a tray as a PDF; raises `StoreFault`."""
    from refdesk.documents import test_sheet

    sheet = _sheet(desk, printer, tray, two_sided)
    whole_files.write(path, lambda out: test_sheet.render(sheet, out))
    return path


def _sheet(desk: Desk, printer: str, tray: str, two_sided: bool) -> "TestSheet":
    from refdesk.documents.sheets import Paper
    from refdesk.documents.test_sheet_text import TestSheet

    profile = desk.ask(business.load)
    return TestSheet(
        printer=printer,
        tray=tray,
        paper=Paper(profile.paper.value),
        day=desk.today(),
        unit=lengths.of_country(profile.country),
        two_sided=two_sided,
        language=i18n.code(),
        author=profile.owner or profile.business_name,
    )
