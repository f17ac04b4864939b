"""The two faces of the screen, loaded from the shipped font files."""

import logging

from PySide6.QtGui import QFontDatabase, QGuiApplication

from refdesk import paths

SANS = "Source Sans 3"
SERIF = "Source Serif 4"
_WEIGHTS = ("Regular", "SemiBold")
"""Those that the styles of the screen use; the others are for paper."""

_log = logging.getLogger(__name__)


class _Loaded:
    """Which font files this process has given to Qt: loading one twice wastes memory."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.families: set[str] = set()


_LOADED = _Loaded()


def load() -> None:
    """Give the shipped fonts to Qt, once for each file; needs a running application."""
    folder = paths.resource("fonts")
    for file in (folder / f"{face}-{weight}.ttf" for face in ("SourceSans3", "SourceSerif4") for weight in _WEIGHTS):
        if str(file) in _LOADED.files or not file.is_file():
            continue
        number = QFontDatabase.addApplicationFont(str(file))
        if number < 0:
            _log.error("Qt cannot read the font file %s", file.name)
            continue
        _LOADED.files.add(str(file))
        _LOADED.families.update(QFontDatabase.applicationFontFamilies(number))


def family(wanted: str) -> str:
    """Return the family when it was loaded, and the system's own face otherwise."""
    return wanted if wanted in _LOADED.families else QGuiApplication.font().family()
