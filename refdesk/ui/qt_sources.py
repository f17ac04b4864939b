"""What importing PySide6 makes every later import do, left out.

It reads the source of each module that is imported after it, to see whether that speaks of PySide6 (for other
spellings of Qt's names, which nothing here uses), and Python then keeps all those lines: measured, 24 MB.
"""

import sys
from types import ModuleType
from typing import Any

import PySide6.QtCore  # noqa: F401 - what is changed here exists once this is imported


def leave_unread() -> None:
    """Import from now on without reading sources; a PySide6 that goes about it in another way stays as it is."""
    feature: Any = sys.modules.get("PySide6.support.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _speaks_of_qt  # noqa: SLF001 - there is no switch for it


def _speaks_of_qt(_module: ModuleType) -> bool:
    return False
